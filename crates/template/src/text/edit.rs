//! What an order says about a text layer.

use pixels::LimitExceeded;

use crate::{Error, Result};

/// What is different in one text layer. What is `None` stays as the file has it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TextEdit {
    /// The new words.
    pub words: Words,
    /// Another font for all of them, by its PostScript name.
    pub font: Option<String>,
    /// Another size for all of them, in canvas pixels.
    pub size: Option<f64>,
    /// Another colour for all of them.
    pub colour: Option<[u8; 3]>,
    /// Other colours for the layer's stroke effects, the uppermost first; `None` keeps one.
    pub strokes: Vec<Option<[u8; 3]>>,
    /// What happens to words that need more room.
    pub fit: TextFit,
}

/// New words. A line feed begins a new paragraph.
#[derive(Debug, Clone, PartialEq)]
pub enum Words {
    /// In place of all of the layer's words, in the style of the first.
    All(String),
    /// In place of single segments of the outline, by their index; the others stay.
    Segments(Vec<(usize, String)>),
}

impl Default for Words {
    /// The words stay.
    fn default() -> Self {
        Self::Segments(Vec::new())
    }
}

/// What happens to words that need more room than the layer has: its box, or the room of its first words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TextFit {
    /// They go beyond it.
    #[default]
    Overflow,
    /// They get smaller, until they have room.
    Shrink,
    /// What goes beyond it is cut off.
    Clip,
}

/// The most characters an edit may have. Far more than any picture can show, and still set in an instant.
const MOST_CHARACTERS: u64 = 20_000;

/// The largest font, in canvas pixels.
const LARGEST: f64 = 10_000.0;

impl TextEdit {
    /// These words instead of all of the layer's.
    pub fn words(words: impl Into<String>) -> Self {
        Self { words: Words::All(words.into()), ..Self::default() }
    }

    /// Refuses what no picture needs.
    pub(super) fn check(&self, segments: usize) -> Result<()> {
        let characters = match &self.words {
            Words::All(words) => words.chars().count(),
            Words::Segments(parts) => parts.iter().map(|(_, words)| words.chars().count()).sum(),
        } as u64;
        if characters > MOST_CHARACTERS {
            let what = "the text's length in characters";
            return Err(LimitExceeded { what, asked: characters, limit: MOST_CHARACTERS }.into());
        }
        if let Some(size) = self.size
            && !(size > 0.0 && size <= LARGEST)
        {
            return Err(Error::Order(format!(
                "a font size must be more than 0 and at most {LARGEST} pixels, not {size}"
            )));
        }
        if let Words::Segments(parts) = &self.words
            && let Some((index, _)) = parts.iter().find(|(index, _)| *index >= segments)
        {
            return Err(Error::Order(format!(
                "the text has {segments} segments, numbered from 0, and none is {index}"
            )));
        }
        Ok(())
    }
}
