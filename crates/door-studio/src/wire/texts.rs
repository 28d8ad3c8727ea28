//! New words for text layers.

use library::renders as theirs;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::artwork::Colour;
use super::schemas;
use super::twin::twin;

twin! {
    /// What becomes of words that need more room: they stick out, are made smaller, or are cut off.
    TextFit of theirs::TextFit { Overflow, Shrink, Clip }
}

/// New words for a text layer.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct TextFill {
    /// Which layer.
    layer: Uuid,
    words: Words,
    /// Another font, by PostScript name.
    #[schema(schema_with = schemas::font_or_null)]
    #[serde(default)]
    font: Option<String>,
    /// Another size, in pixels on the canvas.
    #[schema(minimum = 0.1, maximum = 2000)]
    #[serde(default)]
    size: Option<f64>,
    /// Another colour.
    #[schema(schema_with = schemas::colour_or_null)]
    #[serde(default)]
    colour: Option<Colour>,
    /// Other colours for the layer's stroke effects, from the first; null keeps one.
    #[schema(value_type = Vec<Option<String>>, max_items = 100)]
    #[serde(default)]
    strokes: Vec<Option<Colour>>,
    /// They stick out when nothing is said.
    #[serde(default = "overflow")]
    fit: TextFit,
}

const fn overflow() -> TextFit {
    TextFit::Overflow
}

impl From<TextFill> for theirs::TextFill {
    fn from(TextFill { layer, words, font, size, colour, strokes, fit }: TextFill) -> Self {
        let colour = colour.map(|colour| colour.0);
        let strokes = strokes.into_iter().map(|stroke| stroke.map(|colour| colour.0)).collect();
        Self { layer, words: words.into(), font, size, colour, strokes, fit: fit.into() }
    }
}

/// Words for a whole layer, in its first run's style, or for some of its runs.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(untagged, expecting = "must be a text or a list of runs")]
pub(crate) enum Words {
    #[schema(value_type = schemas::Text)]
    All(String),
    Runs(Vec<RunWords>),
}

impl From<Words> for theirs::Words {
    fn from(words: Words) -> Self {
        match words {
            Words::All(text) => Self::All(text),
            Words::Runs(runs) => Self::Runs(runs.into_iter().map(|RunWords { run, text }| (run, text)).collect()),
        }
    }
}

/// Words for one run.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RunWords {
    /// Its number, from 0.
    #[schema(minimum = 0, maximum = 100_000)]
    run: u32,
    #[schema(schema_with = schemas::text)]
    text: String,
}

/// A text layer as it was set.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SetText {
    layer: Uuid,
    name: String,
    /// The font that was asked for: its PostScript name.
    requested_font: String,
    /// The family of the font that was taken.
    family: String,
    /// The PostScript name of the font that was taken.
    postscript_name: String,
    /// How it was found: `exact`, `fallback`.
    match_source: String,
    /// Whether it has every character.
    complete: bool,
}

impl From<theirs::SetText> for SetText {
    fn from(text: theirs::SetText) -> Self {
        let theirs::SetText { layer, name, requested_font, family, postscript_name, match_source, complete } = text;
        Self { layer, name, requested_font, family, postscript_name, match_source, complete }
    }
}
