//! Fonts: those that the server brings, and those that an account adds for its text layers.
//!
//! Text is set in a font that is asked for by its `PostScript` name; an account's own come first.

mod available;
mod cases;
mod port;

pub use cases::{Query, Scope};
pub use port::{Read, Write};

use uuid::Uuid;

use crate::Time;
use crate::blobs::Blob;
use crate::ids::{AccountId, FontId};

/// The most fonts that an account may add: lists are put together in memory.
pub const FONTS: usize = 500;

/// A font.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Font {
    /// Its id; for one that the server brings, the same wherever its `PostScript` name is the same.
    pub id: FontId,
    /// What it calls itself.
    pub face: Face,
    /// Who added it; `None` for one that the server brings.
    pub added: Option<Added>,
}

impl Font {
    /// One that the server brings.
    pub fn brought(face: Face) -> Self {
        let name = format!("font {}", face.postscript_name.to_lowercase());
        Self { id: FontId(Uuid::new_v5(&Uuid::NAMESPACE_OID, name.as_bytes())), face, added: None }
    }
}

/// A font that somebody added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Added {
    /// Whose it is.
    pub account: AccountId,
    /// Its file.
    pub file: Blob,
    /// When it came.
    pub at: Time,
}

/// What a font calls itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Face {
    /// The name that its styles share: "Liberation Sans".
    pub family: String,
    /// Its style: "Bold Italic".
    pub style: String,
    /// The name that Photoshop files ask for it by: "`LiberationSans-BoldItalic`".
    pub postscript_name: String,
    /// The kind of letters.
    pub category: Category,
    /// Its own words about its licence; empty for none.
    pub license: String,
}

/// Kinds of letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Category {
    /// With serifs.
    Serif,
    /// Without.
    SansSerif,
    /// All as wide as each other.
    Monospace,
    /// As if written by hand.
    Handwriting,
    /// For large sizes and for symbols.
    Display,
}

impl Category {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Serif, Self::SansSerif, Self::Monospace, Self::Handwriting, Self::Display];

    /// Its name in storage and in dialects.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Serif => "serif",
            Self::SansSerif => "sans-serif",
            Self::Monospace => "monospace",
            Self::Handwriting => "handwriting",
            Self::Display => "display",
        }
    }

    /// The category of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|category| category.name() == name)
    }
}
