//! Preferences: words that a door keeps for an account under a name, such as the looks of an editor.

mod cases;
mod port;

pub use port::{Read, Write};

/// The longest preference, in bytes.
pub const PREFERENCE_BYTES: usize = 100_000;

/// What is kept, and how often it was set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preference {
    /// The door's words.
    pub words: String,
    /// 1 for the first, one more each time it is set.
    pub version: i64,
}
