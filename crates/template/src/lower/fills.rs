//! Fill layers and shapes: what they are drawn with where the pixels that Photoshop stored do not serve.

use compositor::fill::Fill;
use pixels::{Rect, Size};
use psd::layers::Layer;
use psd::tagged;

use super::paints::Paints;
use super::vector_mask;

/// The fill of a layer drawn anew over a canvas of `size`; `None` where it cannot be.
pub(super) fn fill(layer: &Layer, fill: &tagged::Fill, paints: &Paints, size: Size) -> Option<Fill> {
    let shape = || {
        let mask = layer.vector_mask().ok().flatten()?;
        Some(vector_mask::bounds(&mask, size)).filter(|bounds| !bounds.is_empty())
    };
    let bounds = match fill {
        tagged::Fill::Gradient(gradient) if gradient.is_aligned => shape(),
        _ => None,
    };
    paints.fill(fill, Some(bounds.unwrap_or_else(|| Rect::of_size(size))))
}
