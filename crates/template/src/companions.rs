//! Files that a document names and does not hold: what linked smart objects show, and displacement maps.

use std::collections::BTreeMap;
use std::sync::Arc;

use psd::Bytes;

/// Such files, by the names that the document has for them, without folders.
#[derive(Debug, Clone, Default)]
pub struct Companions {
    files: Arc<BTreeMap<String, Bytes>>,
}

impl Companions {
    /// Adds a file. One of the same name, letter by letter, is replaced.
    pub fn add(&mut self, name: impl Into<String>, bytes: impl Into<Bytes>) {
        Arc::make_mut(&mut self.files).insert(name.into(), bytes.into());
    }

    /// The file of this name.
    pub(crate) fn named(&self, name: &str) -> Option<&Bytes> {
        self.files.get(name)
    }

    /// All of them.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &Bytes)> {
        self.files.iter().map(|(name, bytes)| (name.as_str(), bytes))
    }
}
