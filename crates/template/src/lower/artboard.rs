//! Artboards: groups with a rectangle and a background.

use std::sync::Arc;

use compositor::fill::Fill;
use compositor::scene::{Content, Layer, LayerKey, Mask};
use pixels::Rect;
use psd::layers::Layer as Record;
use psd::tagged::Color;

use super::colour;
use super::paints::Paints;
use super::planes::ConstantPlane;
use crate::Result;

/// What an artboard adds to its group.
pub(super) struct Artboard {
    /// Cuts the group to the board.
    pub(super) mask: Mask,
    /// The board itself, below the group's children; none when it is transparent.
    pub(super) background: Option<Layer>,
}

/// The artboard of a group's record; `None` for other groups.
pub(super) fn artboard(
    record: &Record,
    key: LayerKey,
    paints: &Paints,
    limits: &psd::Limits,
) -> Result<Option<Artboard>> {
    let Some([top, left, bottom, right]) = record.artboard(limits)? else { return Ok(None) };
    let rect = Rect::new(left as i32, top as i32, right as i32, bottom as i32);
    let mask =
        Mask { plane: Arc::new(ConstantPlane { rect, value: 1.0 }), outside: 0.0, density: 1.0, hides_effects: false };
    let background = background(record, limits)?.map(|color| {
        let fill = Fill::Solid(colour::samples(&color, paints.model, paints.depth));
        let mut layer = Layer::new(key, "Artboard", Content::Fill(Arc::new(fill)));
        layer.masks.push(mask.clone());
        layer
    });
    Ok(Some(Artboard { mask, background }))
}

/// The board's colour. Kinds: 1 white, 2 black, 3 transparent, 4 another colour.
fn background(record: &Record, limits: &psd::Limits) -> Result<Option<Color>> {
    for key in [b"artb", b"artd", b"abdd"] {
        let Some(descriptor) = record.descriptor(key, limits)? else { continue };
        return Ok(match descriptor.integer("artboardBackgroundType") {
            Some(1) => Some(Color::Rgb([255.0; 3])),
            Some(2) => Some(Color::Rgb([0.0; 3])),
            Some(4) => descriptor.object("Clr ").and_then(Color::from_descriptor),
            _ => None,
        });
    }
    Ok(None)
}
