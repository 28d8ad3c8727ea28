//! Four-character codes: the names that the format gives to blocks, blend modes and value types.

use std::fmt;

/// Four bytes, nearly always printable ASCII: `luni`, `SoLd`, `mul `.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key(pub [u8; 4]);

impl Key {
    /// The key with this spelling.
    pub const fn new(spelling: &[u8; 4]) -> Self {
        Self(*spelling)
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.escape_ascii().fmt(f)
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "'{self}'")
    }
}
