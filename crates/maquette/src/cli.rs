//! The command line's words.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use codec::Format;

/// An output width; `None` is the template's own. (Spelt out as an alias, else `clap` would take the flag for optional.)
pub(crate) type Width = Option<u32>;

/// Product pictures from Photoshop templates.
#[derive(Debug, Parser)]
#[command(name = "maquette", version, about, disable_help_subcommand = true)]
pub(crate) struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Show a template's slots, text layers, layer tree, size, and what would be lost
    Inspect(Inspect),
    /// Put artwork into a template and write the picture
    Render(Render),
    /// Measure how far our pixels are from Photoshop's own
    Verify(Verify),
    /// Make the sample templates, render artwork into them, and write a contact sheet
    Demo(Demo),
}

#[derive(Debug, Args)]
pub(crate) struct Inspect {
    /// The Photoshop file
    pub(crate) file: PathBuf,
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Render {
    /// The Photoshop file
    pub(crate) file: PathBuf,
    /// Artwork for a slot; without any, the file's own layers are drawn
    #[arg(long = "slot", value_name = "NAME|UUID=FILE")]
    pub(crate) slots: Vec<String>,
    /// How a slot's artwork lies, in the words of SudoMock's asset and smart object
    #[arg(long = "place", value_name = "NAME|UUID=JSON")]
    pub(crate) places: Vec<String>,
    /// New words for a text layer
    #[arg(long = "text", value_name = "NAME|UUID=WORDS")]
    pub(crate) texts: Vec<String>,
    /// A folder of fonts for new words; the system's own are never used by themselves
    #[arg(long = "fonts", value_name = "FOLDER")]
    pub(crate) fonts: Vec<PathBuf>,
    /// A layer to leave out
    #[arg(long = "hide", value_name = "NAME|UUID")]
    pub(crate) hidden: Vec<String>,
    /// Output width in pixels, or `original`
    #[arg(long, default_value = "original", value_parser = width)]
    pub(crate) width: Width,
    /// png, jpg or webp; default from the output's extension
    #[arg(long, value_parser = format)]
    pub(crate) format: Option<Format>,
    /// 1 to 100, for jpg and webp
    #[arg(long, default_value_t = 90, value_parser = clap::value_parser!(u8).range(1..=100))]
    pub(crate) quality: u8,
    /// Resolution to write into the file; the pixels stay. Default: the template's own
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..=65535))]
    pub(crate) dpi: Option<u32>,
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
    /// Where to write the picture
    #[arg(short, long)]
    pub(crate) output: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct Verify {
    /// Photoshop files
    #[arg(required = true)]
    pub(crate) files: Vec<PathBuf>,
    /// Print JSON, one object a line
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Demo {
    /// The folder to write templates and pictures to
    #[arg(long, default_value = "out/demo")]
    pub(crate) out: PathBuf,
}

/// What `clap` has to say, without its hints: the first paragraph as one sentence.
pub(crate) fn first_sentence(error: &clap::Error) -> String {
    if error.kind() == clap::error::ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        return "a command is needed: inspect, render, verify or demo (see maquette --help)".to_owned();
    }
    let message = error.to_string();
    let paragraph = message.split("\n\n").next().unwrap_or_default();
    let words = paragraph.strip_prefix("error: ").unwrap_or(paragraph).split_whitespace().collect::<Vec<_>>();
    words.join(" ")
}

/// Reads `--width`: `None` is the template's own.
fn width(word: &str) -> Result<Option<u32>, String> {
    match word {
        "original" => Ok(None),
        number => match number.parse() {
            Ok(width) if (1..=300_000).contains(&width) => Ok(Some(width)),
            _ => Err("a width is a whole number from 1 to 300000, or `original`".to_owned()),
        },
    }
}

/// Reads `--format`.
fn format(word: &str) -> Result<Format, String> {
    Format::from_extension(word).ok_or_else(|| "pictures are written as png, jpg or webp".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_fit_together() {
        use clap::CommandFactory;
        Cli::command().debug_assert();
    }

    #[test]
    fn a_width_is_a_number_or_original() {
        assert_eq!(width("original"), Ok(None));
        assert_eq!(width("2048"), Ok(Some(2048)));
        assert!(["0", "-1", "2k", "300001", ""].into_iter().all(|word| width(word).is_err()));
    }

    #[test]
    fn usage_errors_shrink_to_one_sentence() {
        let sentence = |words: &[&str]| first_sentence(&Cli::try_parse_from(words).unwrap_err());
        assert!(sentence(&["maquette"]).starts_with("a command is needed"));
        let missing = sentence(&["maquette", "render", "a.psd"]);
        assert!(missing.contains("--output <OUTPUT>") && !missing.contains('\n') && !missing.contains("error:"));
        assert!(sentence(&["maquette", "render", "a.psd", "-o", "b", "--format", "bmp"]).contains("png, jpg or webp"));
    }
}
