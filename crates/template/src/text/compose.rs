//! The words and styles that are to be set: the file's, with an edit applied.

use psd::tagged::Color;

use super::style::{Paragraph, Style};
use super::{TextEdit, TextSource, Words};

/// Neighbouring runs that look alike: one font, one size, one colour.
#[derive(Debug, Clone)]
pub(crate) struct Segment<'a> {
    /// Words and style of each run, a carriage return between paragraphs.
    pub(super) runs: Vec<(String, &'a Style)>,
}

impl Segment<'_> {
    /// Its style: that of its first run.
    pub(crate) fn style(&self) -> &Style {
        self.runs[0].1
    }

    fn raw(&self) -> String {
        self.runs.iter().map(|(words, _)| words.as_str()).collect()
    }

    /// Its words as people write them, without the paragraph end behind them.
    pub(crate) fn words(&self) -> String {
        self.raw().trim_end_matches('\r').replace(['\r', '\u{3}'], "\n")
    }
}

/// The segments that people see and edit. A run that only ends a paragraph is none of its own.
pub(crate) fn segments(source: &TextSource) -> Vec<Segment<'_>> {
    let units: Vec<u16> = source.words.encode_utf16().collect();
    let mut segments: Vec<Segment<'_>> = Vec::new();
    let mut start = 0;
    for (length, style) in &source.runs {
        let end = (start + length).min(units.len());
        let words = String::from_utf16_lossy(&units[start..end]);
        start = end;
        let only_ends = words.chars().all(|c| c == '\r');
        match segments.last_mut() {
            Some(last) if only_ends || looks_alike(last.style(), style) => last.runs.push((words, style)),
            _ => segments.push(Segment { runs: vec![(words, style)] }),
        }
    }
    segments
}

fn looks_alike(a: &Style, b: &Style) -> bool {
    a.font == b.font && a.size == b.size && a.colour == b.colour
}

/// Text to be set.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Composed {
    /// The paragraphs in order, each of runs.
    pub(super) paragraphs: Vec<(Paragraph, Vec<(String, Style)>)>,
}

/// What `edit` makes of the file's words.
pub(super) fn compose(source: &TextSource, edit: &TextEdit) -> Composed {
    let segments = segments(source);
    let mut runs: Vec<(String, Style)> = Vec::new();
    match &edit.words {
        Words::All(words) => runs.extend(segments.first().map(|first| (returns(words), first.style().clone()))),
        Words::Segments(parts) => {
            for (index, segment) in segments.iter().enumerate() {
                let new = parts.iter().rev().find(|(part, _)| *part == index).map(|(_, words)| words);
                match new {
                    Some(words) => runs.push((replaced(segment, words), segment.style().clone())),
                    None => runs.extend(segment.runs.iter().map(|(words, style)| (words.clone(), (*style).clone()))),
                }
            }
        }
    }
    let scale = source.scale();
    for (_, style) in &mut runs {
        restyle(style, edit, scale);
    }
    Composed::new(&runs, &source.paragraphs)
}

/// New words for a segment; the paragraph ends that the outline does not show stay behind them.
fn replaced(segment: &Segment<'_>, words: &str) -> String {
    let raw = segment.raw();
    let ends = raw.len() - raw.trim_end_matches('\r').len();
    returns(words) + &raw[raw.len() - ends..]
}

fn returns(words: &str) -> String {
    words.replace("\r\n", "\r").replace('\n', "\r")
}

fn restyle(style: &mut Style, edit: &TextEdit, scale: f64) {
    if let Some(font) = &edit.font {
        style.font.clone_from(font);
    }
    if let Some(size) = edit.size
        && scale > 0.0
    {
        *style = style.sized(size / scale);
    }
    if let Some(colour) = edit.colour {
        style.colour = Color::Rgb(colour.map(f64::from));
    }
}

impl Composed {
    /// Cuts runs into paragraphs. Paragraphs beyond those of the file are like its last one; an ending one that is empty
    /// is none.
    fn new(runs: &[(String, Style)], sheets: &[Paragraph]) -> Self {
        let mut paragraphs = vec![Vec::new()];
        for (words, style) in runs {
            for (index, part) in words.split('\r').enumerate() {
                if index > 0 {
                    paragraphs.push(Vec::new());
                }
                if let Some(paragraph) = paragraphs.last_mut() {
                    paragraph.push((part.to_owned(), style.clone()));
                }
            }
        }
        let is_empty = |paragraph: &Vec<(String, Style)>| paragraph.iter().all(|(words, _)| words.is_empty());
        while paragraphs.len() > 1 && paragraphs.last().is_some_and(is_empty) {
            paragraphs.pop();
        }
        let sheet = |index: usize| sheets.get(index).or(sheets.last()).cloned().unwrap_or_default();
        Self { paragraphs: paragraphs.into_iter().enumerate().map(|(index, runs)| (sheet(index), runs)).collect() }
    }

    /// All sizes times `factor`.
    pub(super) fn scaled(&self, factor: f64) -> Self {
        let mut scaled = self.clone();
        for (_, style) in scaled.paragraphs.iter_mut().flat_map(|(_, runs)| runs) {
            *style = style.sized(style.nominal_size * factor);
        }
        scaled
    }

    /// All styles, in order.
    pub(super) fn styles(&self) -> impl Iterator<Item = &Style> {
        self.paragraphs.iter().flat_map(|(_, runs)| runs).map(|(_, style)| style)
    }
}
