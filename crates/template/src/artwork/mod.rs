//! Artwork in a slot: from a picture and placement words to the *frame*, the slot's content at the size it is drawn.
//!
//! Lengths are in **frame pixels**, the slot's own content pixels, y down. Words are carried out in this order: flips,
//! rotation, size and fit, repetition, colour, [`Adjustments`].

mod adjust;
mod build;
mod colour;
mod layout;
mod repeat;
mod stamp;
mod turn;

use std::sync::Arc;

use compositor::blend::BlendMode;
use pixels::Picture;

pub use adjust::Adjustments;
pub use build::build_frame;

/// What goes into a slot. With nothing set, the slot keeps its own content.
#[derive(Debug, Clone, Default)]
pub struct Fill {
    /// The picture that replaces the slot's content.
    pub artwork: Option<Artwork>,
    /// A colour over the artwork, where it is opaque; without artwork, over the whole frame and the slot's own content.
    pub colour: Option<ColourOverlay>,
    /// How the slot's layer meets what lies below it; `None` keeps the document's own mode. The frame is not touched.
    pub blend: Option<BlendMode>,
    /// The part of the frame that fit is measured against and repetition fills; the whole frame by default.
    pub print_area: Option<Area>,
    /// Changes of the finished frame.
    pub adjustments: Adjustments,
}

impl Fill {
    /// Where on the canvas the whole slot is to go, as left and top: what a position without a size means.
    pub fn canvas_position(&self) -> Option<(f64, f64)> {
        let artwork = self.artwork.as_ref()?;
        let fits = artwork.size.is_none() && artwork.alignment.is_none() && artwork.repeat == Repeat::Once;
        artwork.position.filter(|_| fits)
    }

    /// Whether the slot's own content stays as it is.
    pub fn keeps_content(&self) -> bool {
        self.artwork.is_none() && self.colour.is_none() && self.adjustments == Adjustments::default()
    }
}

/// A picture and where it lies in the frame.
#[derive(Debug, Clone)]
pub struct Artwork {
    /// The picture as decoded.
    pub picture: Arc<Picture>,
    /// Mirrored left to right, before it is turned.
    pub flip_horizontal: bool,
    /// Mirrored top to bottom, before it is turned.
    pub flip_vertical: bool,
    /// Degrees clockwise. The upright box around the turned picture is what is then sized and fitted.
    pub rotation: f64,
    /// How it meets its box: the print area, or `size` where that is given.
    pub fit: Fit,
    /// Width and height of its box, or of one tile.
    pub size: Option<(f64, f64)>,
    /// Left and top of its box, or of the first tile; the middle of the print area (tiles: its top-left) by default. With
    /// neither size nor repetition it is [`Fill::canvas_position`] instead.
    pub position: Option<(f64, f64)>,
    /// Where its box lies in the print area, instead of a position.
    pub alignment: Option<Alignment>,
    /// Whether it is repeated.
    pub repeat: Repeat,
}

impl Artwork {
    /// The picture stretched over the frame, and nothing else.
    pub fn new(picture: Arc<Picture>) -> Self {
        Self {
            picture,
            flip_horizontal: false,
            flip_vertical: false,
            rotation: 0.0,
            fit: Fit::Fill,
            size: None,
            position: None,
            alignment: None,
            repeat: Repeat::Once,
        }
    }
}

/// A box that lies against the print area, without saying where its corner is.
///
/// The box is the fitted picture's. With [`Artwork::size`] the picture is given this size first and turned then, and the
/// upright box around it is meant. In tiles the box is the first one's, and its size every tile's.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Alignment {
    /// Across and down: 0 against the left or top edge, 1/2 in the middle, 1 against the right or bottom edge.
    pub anchor: (f64, f64),
    /// How far it is moved from there, to the right and down.
    pub offset: (f64, f64),
}

/// How a picture meets a box of other proportions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Fit {
    /// Stretched to the box.
    #[default]
    Fill,
    /// As large as fits inside, in the middle; the rest of the box stays transparent.
    Contain,
    /// As small as covers the box, in the middle; what sticks out is cut off.
    Cover,
}

/// Whether a picture is shown once or over and over.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub enum Repeat {
    /// Once.
    #[default]
    Once,
    /// In tiles of [`Artwork::size`] (the picture's own without one).
    Tile {
        /// Percent of a tile's width left free between columns.
        horizontal_spacing: f64,
        /// Percent of a tile's height left free between rows.
        vertical_spacing: f64,
    },
    /// In tiles of the picture's own size times this many percent, edge to edge.
    Pattern {
        /// 100 for the picture's own size.
        scale_percent: f64,
    },
}

/// A colour laid over.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ColourOverlay {
    /// sRGB.
    pub rgb: [u8; 3],
    /// How it meets what it lies over.
    pub blend: BlendMode,
    /// 0 to 1.
    pub opacity: f32,
}

/// An upright rectangle that need not lie on whole pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Area {
    /// From the frame's left edge.
    pub left: f64,
    /// From the frame's top edge.
    pub top: f64,
    /// To the right of `left`.
    pub width: f64,
    /// Down from `top`.
    pub height: f64,
}

#[cfg(test)]
mod tests;
