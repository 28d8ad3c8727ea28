//! Port: the pixel side.

use std::sync::Arc;

use async_trait::async_trait;
use bytes::Bytes;
use uuid::Uuid;

use crate::blobs::{Blob, BlobHash};
use crate::fonts::Face;
use crate::jobs::{Failure, Reason};
use crate::photos::Area;
use crate::renders::{
    Adjustments, Alignment, BlendMode, ColourOverlay, Fit, Format, OutputOrder, PrintArea, Repeat, SetText, TextFill,
};
use crate::templates::{Loss, Outline};

/// Draws.
#[async_trait]
pub trait Renderer: Send + Sync {
    /// Reads a stored Photoshop file: what it offers, and small pictures of it in `widths`, widest first.
    async fn inspect(&self, file: Blob, widths: &[u32]) -> Result<Inspection, DrawError>;

    /// Looks at a stored photo: its size, and small pictures of it in `widths`, widest first, none wider than it.
    async fn inspect_photo(&self, photo: Blob, widths: &[u32]) -> Result<PhotoInspection, DrawError>;

    /// Draws a picture.
    async fn draw(&self, drawing: Drawing) -> Result<Drawn, DrawError>;

    /// Small pictures of a picture, in those of `widths` that are narrower than it, widest first; with its own size.
    async fn shrink(&self, picture: Bytes, widths: &[u32]) -> Result<Shrunk, DrawError>;

    /// The middle of a picture as a square, of at most so many pixels a side.
    async fn square(&self, picture: Bytes, side: u32) -> Result<File, DrawError>;

    /// A picture of a film; `None` where there is nothing that can read films.
    async fn poster(&self, film: Blob) -> Result<Option<Bytes>, DrawError>;

    /// A picture in another format, in its own size.
    async fn convert(&self, picture: Bytes, format: Format) -> Result<File, DrawError>;

    /// The fonts that it brings.
    fn fonts(&self) -> Vec<Face>;

    /// What the fonts of a file call themselves; at least one.
    async fn read_fonts(&self, file: Bytes) -> Result<Vec<Face>, DrawError>;

    /// The words in a file of this media type, at most so many characters of them; empty when it has none, or none that
    /// can be read. Ends in bounded time, with bounded memory, whatever the file is.
    async fn words(&self, file: Bytes, media_type: &str, characters: usize) -> String;

    /// Changes whenever the same order may give other pixels: part of every render's key.
    fn version(&self) -> &str;
}

/// A Photoshop file at a glance.
#[derive(Debug, Clone, PartialEq)]
pub struct Inspection {
    /// What it offers.
    pub outline: Arc<Outline>,
    /// Small pictures of it.
    pub previews: Vec<File>,
}

/// A photo at a glance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhotoInspection {
    /// Its width in pixels, upright.
    pub width: u32,
    /// Its height in pixels, upright.
    pub height: u32,
    /// Its media type, by its content.
    pub media_type: String,
    /// Small pictures of it.
    pub previews: Vec<File>,
}

/// A picture's size and small pictures of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shrunk {
    /// Its width.
    pub width: u32,
    /// Its height.
    pub height: u32,
    /// What it looks like: 64 bits, of which those of similar pictures differ in few; `None` when there is nothing to be
    /// seen in it.
    pub look: Option<u64>,
    /// Small pictures of it.
    pub previews: Vec<File>,
}

/// A picture's file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its bytes.
    pub bytes: Bytes,
    /// Its media type.
    pub media_type: String,
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
}

/// An order whose artwork is at hand.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawing {
    /// The Photoshop file; or, with [`Drawing::areas`], the photo.
    pub file: Blob,
    /// A photo's print areas, the lowest first: its slots. Each has a frame of as many pixels as its longer edges.
    pub areas: Option<Vec<Area>>,
    /// What goes into slots.
    pub fills: Vec<DrawingFill>,
    /// New words for text layers.
    pub texts: Vec<TextFill>,
    /// Font files that come before its own.
    pub fonts: Vec<DrawingFont>,
    /// Layers to leave out.
    pub hidden: Vec<Uuid>,
    /// The output.
    pub output: OutputOrder,
    /// The slot whose flat design is drawn instead of the scene.
    pub design: Option<Uuid>,
}

/// What goes into a slot.
#[derive(Debug, Clone, PartialEq)]
pub struct DrawingFill {
    /// Which slot.
    pub slot: Uuid,
    /// The picture that replaces its content.
    pub artwork: Option<DrawingArtwork>,
    /// A colour over it.
    pub colour: Option<ColourOverlay>,
    /// How the slot's layer meets what lies below.
    pub blend: Option<BlendMode>,
    /// The part of the frame that fit is measured against.
    pub print_area: Option<PrintArea>,
    /// Changes of the finished content.
    pub adjustments: Adjustments,
}

/// A picture and where it lies; the words are [`crate::renders::Artwork`]'s.
#[derive(Debug, Clone, PartialEq)]
pub struct DrawingArtwork {
    /// Its file.
    pub bytes: Bytes,
    /// The file's name.
    pub hash: BlobHash,
    /// How it meets its box.
    pub fit: Fit,
    /// Degrees, clockwise.
    pub rotation: f64,
    /// Mirrored left to right.
    pub flip_horizontal: bool,
    /// Mirrored top to bottom.
    pub flip_vertical: bool,
    /// Width and height of its box, or of one tile.
    pub size: Option<(f64, f64)>,
    /// Left and top of its box, or of the slot on the canvas.
    pub position: Option<(f64, f64)>,
    /// Where its box lies, instead of a position.
    pub alignment: Option<Alignment>,
    /// Whether it is repeated.
    pub repeat: Repeat,
}

/// A font's file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DrawingFont {
    /// The file's name.
    pub hash: BlobHash,
    /// Its bytes.
    pub bytes: Bytes,
}

/// A drawn picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawn {
    /// The picture.
    pub file: File,
    /// What it could not honour, beside the template's own losses.
    pub losses: Vec<Loss>,
    /// Text layers that were set anew.
    pub texts: Vec<SetText>,
}

/// Why nothing was drawn. All but [`DrawError::Internal`] are the order's or the file's fault.
#[derive(Debug, thiserror::Error)]
pub enum DrawError {
    /// The file is no Photoshop file, no picture, or broken.
    #[error("{0}")]
    Unreadable(String),
    /// The file is larger (in pixels, layers, depth) than the limits.
    #[error("{0}")]
    TooLarge(String),
    /// The order does not fit the file.
    #[error("{0}")]
    Order(String),
    /// Ours to mend; the cause is for the log.
    #[error("something went wrong while drawing")]
    Internal(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl From<DrawError> for crate::Error {
    fn from(error: DrawError) -> Self {
        let reason = match error {
            DrawError::Unreadable(_) => Reason::Unreadable,
            DrawError::TooLarge(_) => Reason::TooLarge,
            DrawError::Order(_) => Reason::Order,
            DrawError::Internal(cause) => return Self::Internal(cause),
        };
        Self::Failed(Failure { reason, message: error.to_string() })
    }
}
