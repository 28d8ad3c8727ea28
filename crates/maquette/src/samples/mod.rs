//! Sample templates and artwork, drawn by code: what `maquette demo` writes, and what tests and benchmarks run on.

mod art;
mod card;
pub mod document;
mod draw;
mod mug;
mod noise;
mod poster;
mod reference;
mod tote;
mod tshirt;

pub use art::{logo, pattern, poster as poster_art};
pub use card::card;
pub use reference::reference;

use crate::Result;

/// A template to try things on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sample {
    /// A framed poster: one slot in a slanted rectangle, glass over it.
    Poster,
    /// A mug: one bent slot, a highlight clipped to it.
    Mug,
    /// A T-shirt: a colour fill for the cloth, slots on front and sleeve.
    Tshirt,
    /// Two bags: one slot, placed twice.
    Tote,
}

impl Sample {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Poster, Self::Mug, Self::Tshirt, Self::Tote];

    /// Its file's name, without extension.
    pub fn name(self) -> &'static str {
        match self {
            Self::Poster => "poster",
            Self::Mug => "mug",
            Self::Tshirt => "tshirt",
            Self::Tote => "tote",
        }
    }

    /// Draws it, and writes it as a Photoshop document.
    pub fn document(self) -> Result<Vec<u8>> {
        match self {
            Self::Poster => poster::poster(),
            Self::Mug => mug::mug(),
            Self::Tshirt => tshirt::tshirt(),
            Self::Tote => tote::tote(),
        }
    }
}
