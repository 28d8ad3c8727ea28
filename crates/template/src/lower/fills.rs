//! Fill layers and shapes: what they are drawn with where the pixels that Photoshop stored do not serve.

use compositor::fill::{Bounds, Fill};
use pixels::{Rect, Size};
use psd::layers::Layer;
use psd::tagged;

use super::paints::Paints;
use super::planes::rect_of;
use super::vector_mask;

/// The fill of a layer drawn anew over a canvas of `size`; `None` where it cannot be.
pub(super) fn fill(layer: &Layer, fill: &tagged::Fill, paints: &Paints, size: Size) -> Option<Fill> {
    let bounds = match fill {
        tagged::Fill::Gradient(gradient) if gradient.is_aligned => {
            shape_bounds(layer, size).or_else(|| mask_bounds(layer, size))
        }
        _ => None,
    };
    paints.fill(fill, Some(bounds.unwrap_or_else(|| Rect::of_size(size).into())), layer.reference_point())
}

/// The rectangle of a mask that hides everything else: it is the fill layer's extent (exact on Photoshop's gradients).
fn mask_bounds(layer: &Layer, size: Size) -> Option<Bounds> {
    let mask = layer.mask.as_ref().filter(|mask| mask.default_color == 0 && !mask.is_disabled())?;
    let rect = rect_of(mask.rect).intersect(Rect::of_size(size));
    (!rect.is_empty()).then(|| rect.into())
}

/// What gradients that are aligned with a shape layer span: the extent of its path, and not of its pixels.
pub(super) fn shape_bounds(layer: &Layer, size: Size) -> Option<Bounds> {
    vector_mask::extent(&layer.vector_mask().ok().flatten()?, size)
}
