//! Fill layers and shapes: what they are drawn with where the pixels that Photoshop stored do not serve.

use compositor::fill::{Bounds, Fill};
use pixels::{Rect, Size};
use psd::layers::Layer;
use psd::tagged;

use super::paints::Paints;
use super::vector_mask;

/// The fill of a layer drawn anew over a canvas of `size`; `None` where it cannot be.
pub(super) fn fill(layer: &Layer, fill: &tagged::Fill, paints: &Paints, size: Size) -> Option<Fill> {
    let bounds = match fill {
        tagged::Fill::Gradient(gradient) if gradient.is_aligned => shape_bounds(layer, size),
        _ => None,
    };
    paints.fill(fill, Some(bounds.unwrap_or_else(|| Rect::of_size(size).into())))
}

/// What gradients that are aligned with a shape layer span: the extent of its path, and not of its pixels.
pub(super) fn shape_bounds(layer: &Layer, size: Size) -> Option<Bounds> {
    vector_mask::extent(&layer.vector_mask().ok().flatten()?, size)
}
