//! The library's words as the pixel side's, and back: by exhaustive matches, so that a word added on one side has to be
//! given a meaning on the other.

mod blend;
mod fill;
mod outline;
mod text;

pub(crate) use fill::{fill, format};
pub(crate) use outline::{loss, outline};
pub(crate) use text::{set_texts, text_edit};
