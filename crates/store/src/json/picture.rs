//! What a picture could not honour, and how its texts were set.

use library::{Result, renders, templates};
use uuid::Uuid;

use super::outline::Loss;
use super::twin;

/// The losses' text.
pub(crate) fn write_losses(losses: &Vec<templates::Loss>) -> Result<String> {
    super::write::<_, Vec<Loss>>(losses)
}

/// The text's losses.
pub(crate) fn read_losses(text: &str) -> Result<Vec<templates::Loss>> {
    super::read::<_, Vec<Loss>>(text)
}

/// The set texts' text.
pub(crate) fn write_texts(texts: &Vec<renders::SetText>) -> Result<String> {
    super::write::<_, Vec<SetText>>(texts)
}

/// The text's set texts.
pub(crate) fn read_texts(text: &str) -> Result<Vec<renders::SetText>> {
    super::read::<_, Vec<SetText>>(text)
}

twin! { SetText of renders::SetText {
    layer: Uuid,
    name: String,
    requested_font: String,
    family: String,
    postscript_name: String,
    match_source: String,
    complete: bool,
} }
