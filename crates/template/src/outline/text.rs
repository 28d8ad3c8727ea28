//! Text layers: their words and styles.

use psd::Document;

use super::{TextOutline, Tree};
use crate::Result;

/// The document's text layers, front-most first.
pub(crate) fn text_layers(_document: &Document, _tree: &Tree) -> Result<Vec<TextOutline>> {
    Ok(Vec::new())
}
