//! The file that is asked for, and where it is.

use door_kit::links::Links;
use library::Time;
use library::renders::rules::WIDEST;
use library::renders::{Format, OutputOrder, Picture};

use crate::error::Problems;
use crate::translate::words;
use crate::wire::{ExportOptions, Number};

/// What the dialect's own files are made with.
const QUALITY: u8 = 90;
/// The resolution of print files for which none is asked.
const PRINT_DPI: u32 = 300;

/// How files are asked for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Export {
    /// The file.
    pub(crate) output: OutputOrder,
    /// Whether its link is for saving.
    pub(crate) download: bool,
}

/// What a file is for: print files have a resolution.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Use {
    Screen,
    Print,
}

impl Export {
    /// Reads the options.
    pub(crate) fn of(options: Option<&ExportOptions>, use_: Use, problems: &mut Problems) -> Self {
        let none = ExportOptions::default();
        let options = options.unwrap_or(&none);
        let field = |name: &str| format!("export_options.{name}");
        let formats = [("png", Format::Png), ("jpg", Format::Jpeg), ("jpeg", Format::Jpeg), ("webp", Format::Webp)];
        let format = one_of(options.image_format.as_deref(), &field("image_format"), &formats, problems);
        let mode = one_of(options.mode.as_deref(), &field("mode"), &[("view", false), ("download", true)], problems);
        let width = whole(options.image_size, &field("image_size"), WIDEST, problems);
        let dpi = whole(options.image_dpi, &field("image_dpi"), u32::from(u16::MAX), problems);
        let dpi = match use_ {
            Use::Print => Some(dpi.unwrap_or(PRINT_DPI)),
            Use::Screen => dpi,
        };
        let output = OutputOrder { format: format.unwrap_or(Format::Png), width, quality: QUALITY, dpi };
        Self { output, download: mode.unwrap_or(false) }
    }

    /// Where a picture is; its name begins with the label.
    pub(crate) fn url(self, picture: &Picture, label: &str, links: &Links, now: Time) -> String {
        let (hash, extension) = (picture.blob.hash, words::extension(&picture.media_type));
        if self.download {
            links.download(hash, extension, label, now)
        } else {
            links.file(hash, extension, label, now)
        }
    }
}

fn whole(given: Option<Number>, field: &str, most: u32, problems: &mut Problems) -> Option<u32> {
    let Number(number) = given?;
    if number.fract() == 0.0 && (1.0..=f64::from(most)).contains(&number) {
        return Some(number as u32);
    }
    problems.add(field, format!("must be a whole number from 1 to {most}, not {number}"));
    None
}

/// The choice of a word, whatever its case.
pub(crate) fn one_of<T: Copy>(
    given: Option<&str>,
    field: &str,
    choices: &[(&str, T)],
    problems: &mut Problems,
) -> Option<T> {
    let given = given?.trim().to_lowercase();
    let chosen = choices.iter().find(|(word, _)| *word == given).map(|(_, choice)| *choice);
    if chosen.is_none() {
        let words: Vec<&str> = choices.iter().map(|(word, _)| *word).collect();
        problems.add(field, format!("must be one of {}", words.join(", ")));
    }
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_said_is_a_png_of_full_size() {
        let mut problems = Problems::default();
        let export = Export::of(None, Use::Screen, &mut problems);
        let output = OutputOrder { format: Format::Png, width: None, quality: 90, dpi: None };
        assert_eq!(export, Export { output, download: false });
        assert_eq!(Export::of(None, Use::Print, &mut problems).output.dpi, Some(300));
        assert!(problems.end().is_ok());
    }

    #[test]
    fn options_out_of_range_are_named() {
        let options = |image_size: f64| ExportOptions {
            image_format: Some("JPG".to_owned()),
            image_size: Some(Number(image_size)),
            mode: Some("download".to_owned()),
            image_dpi: None,
        };
        let mut problems = Problems::default();
        let export = Export::of(Some(&options(720.0)), Use::Screen, &mut problems);
        assert_eq!((export.output.format, export.output.width, export.download), (Format::Jpeg, Some(720), true));
        assert!(problems.end().is_ok());
        for size in [0.0, -1.0, 1.5, 30_001.0] {
            let mut problems = Problems::default();
            Export::of(Some(&options(size)), Use::Screen, &mut problems);
            let error = problems.end().unwrap_err();
            assert!(error.body.errors.contains_key("export_options.image_size"), "{size}");
        }
    }
}
