//! Renders: pictures that were ordered. An order is one row; its picture is shared with every order of the account that
//! decides the same pixels.

mod cases;
mod fulfil;
mod order;
mod port;
pub mod rules;

pub use cases::{NewRender, Ordered};
pub use order::{
    Adjustments, Alignment, Anchor, Artwork, BlendMode, ColourOverlay, Fill, Fit, Format, OutputOrder, PrintArea,
    RenderOrder, Repeat, Source, TextFill, TextFit, Words,
};
pub use port::{Read, Write};

use crate::Time;
use crate::blobs::Blob;
use crate::ids::{AccountId, JobId, RenderId, ThingId, UserId};
use crate::templates::Loss;

/// A picture that was ordered.
#[derive(Debug, Clone, PartialEq)]
pub struct Render {
    /// Its id.
    pub id: RenderId,
    /// Whose.
    pub account: AccountId,
    /// Who ordered it.
    pub user: UserId,
    /// Of which mockup.
    pub mockup: ThingId,
    /// What was ordered.
    pub order: RenderOrder,
    /// Words for the start of the file's name; empty for none.
    pub label: String,
    /// The work it takes; a render outlives its job.
    pub job: JobId,
    /// When it was ordered.
    pub created_at: Time,
    /// The picture, once it is drawn and as long as it is kept.
    pub picture: Option<Picture>,
}

/// A hash of everything that decides the pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct RenderKey(pub [u8; 32]);

/// A drawn picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Picture {
    /// The file.
    pub blob: Blob,
    /// Its media type: "image/webp".
    pub media_type: String,
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
    /// What it could not honour.
    pub losses: Vec<Loss>,
    /// Text layers that were set anew.
    pub texts: Vec<SetText>,
}

/// A text layer as it was set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetText {
    /// The layer.
    pub layer: uuid::Uuid,
    /// Its name.
    pub name: String,
    /// The font that was asked for: its PostScript name.
    pub requested_font: String,
    /// The family of the font that was taken.
    pub family: String,
    /// The PostScript name of the font that was taken.
    pub postscript_name: String,
    /// How it was found: "exact", "fallback".
    pub match_source: String,
    /// Whether it has every character.
    pub complete: bool,
}
