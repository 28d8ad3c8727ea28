//! A shape's outline (`vstk`), parted from its inside.
//!
//! Photoshop stores both mixed in the layer's pixels, but draws the outline above what is clipped to the shape and
//! above the effects inside it. Both paints are known, so each stored pixel says how much of it is outline: exact to the
//! rounding of the stored pixels, whatever the line's alignment, dashes, caps and joins.

use std::sync::Arc;

use compositor::effects::{Effects, Place};
use compositor::fill::{Bounds, Fill};
use compositor::paint::PaintError;
use compositor::scene::{Content, Layer, Raster};
use pixels::{Plane, PlaneSource, Rect, Samples, Size};
use psd::layers::BlendMode;

use super::{Lowering, Node, fills, psd_limits};
use crate::Result;

/// Colours that differ by less, as the sum of squares, can't be told apart in stored bytes.
const TELLING: f32 = 1e-3;

impl Lowering<'_> {
    /// Takes the outline off the content of `layer`, where something comes to lie between the two.
    pub(super) fn part_outline(&self, node: &Node<'_>, layer: &mut Layer) -> Result<()> {
        let within =
            |effects: &Effects| effects.parts().iter().any(|part| part.place == Place::Inside && !part.above_outline);
        if layer.clipped.is_empty() && !layer.effects.as_deref().is_some_and(within) {
            return Ok(());
        }
        let limits = psd_limits(self.limits);
        let (Content::Pixels(raster), Some(stroke), Some(inside)) =
            (&layer.content, node.layer.vector_stroke(&limits)?, node.layer.fill(&limits)?)
        else {
            return Ok(());
        };
        let size = Size::new(self.document.header.width, self.document.header.height);
        let bounds = fills::shape_bounds(node.layer, size).unwrap_or_else(|| Rect::of_size(size).into());
        let paint = |fill| self.paints.fill(fill, Some(bounds), node.layer.reference_point());
        let (Some(line), Some(inside)) = (stroke.content.as_ref().and_then(paint), paint(&inside)) else {
            return Ok(());
        };
        if !stroke.is_enabled || stroke.blend_mode != BlendMode::Normal || stroke.width <= 0.0 {
            return Ok(());
        }
        if stroke.fills_inside {
            let (rest, outline) = part(raster, &inside, &line, bounds)?;
            layer.content = Content::Pixels(rest);
            layer.outline = Some(outline);
        } else {
            layer.outline = Some(Raster { alpha: None, ..raster.clone() });
        }
        Ok(())
    }
}

/// The inside of a shape under its whole alpha, and its outline with its share of each pixel as alpha.
fn part(raster: &Raster, inside: &Fill, line: &Fill, bounds: Bounds) -> Result<(Raster, Raster)> {
    let (rect, channels) = (raster.rect(), raster.colour.len());
    let span = Rect::new(bounds.left as i32, bounds.top as i32, bounds.right as i32, bounds.bottom as i32);
    let room = || vec![Vec::with_capacity(rect.area() as usize); channels];
    let (mut inside_planes, mut line_planes, mut shares) = (room(), room(), Vec::with_capacity(rect.area() as usize));
    let row = || vec![vec![0.0; rect.width()]; channels];
    let (mut stored, mut inner, mut outer, mut alpha) = (row(), row(), row(), vec![0.0; rect.width()]);
    for y in rect.top..rect.bottom {
        for (plane, out) in raster.colour.iter().zip(&mut stored) {
            plane.read_row(y, rect.left, out).map_err(PaintError::from)?;
        }
        inside.row(span, y, rect.left, rect.width(), &mut inner, &mut alpha);
        line.row(span, y, rect.left, rect.width(), &mut outer, &mut alpha);
        shares.extend((0..rect.width()).map(|x| share(&stored, &inner, &outer, x)));
        inside_planes.iter_mut().zip(&inner).for_each(|(plane, row)| plane.extend_from_slice(row));
        line_planes.iter_mut().zip(&outer).for_each(|(plane, row)| plane.extend_from_slice(row));
    }
    let plane = |samples| Arc::new(Plane::new(rect, Samples::ThirtyTwo(samples))) as Arc<dyn PlaneSource>;
    let inside = Raster { colour: inside_planes.into_iter().map(plane).collect(), alpha: raster.alpha.clone() };
    let outline = Raster { colour: line_planes.into_iter().map(plane).collect(), alpha: Some(plane(shares)) };
    Ok((inside, outline))
}

/// How far a stored colour lies on the way from the inside's to the line's.
fn share(stored: &[Vec<f32>], inside: &[Vec<f32>], line: &[Vec<f32>], x: usize) -> f32 {
    let (mut along, mut square) = (0.0, 0.0);
    for ((stored, inside), line) in stored.iter().zip(inside).zip(line) {
        let step = line[x] - inside[x];
        along += (stored[x] - inside[x]) * step;
        square += step * step;
    }
    if square < TELLING { 0.0 } else { (along / square).clamp(0.0, 1.0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stored_mix_comes_apart() {
        let rect = Rect::new(2, 3, 5, 4);
        let plane = |bytes: [u8; 3]| Arc::new(Plane::new(rect, Samples::Eight(bytes.to_vec()))) as Arc<dyn PlaneSource>;
        // Inside, half and half, and outline; the last pixel is half covered.
        let raster = Raster { colour: vec![plane([0, 102, 204])], alpha: Some(plane([255, 255, 128])) };
        let paint = |value: f32| Fill::Solid([value, 0.0, 0.0, 0.0]);
        let (inside, outline) = part(&raster, &paint(0.0), &paint(0.8), rect.into()).unwrap();
        let read = |plane: &dyn PlaneSource| {
            let mut row = [0.0; 3];
            plane.read_row(3, 2, &mut row).unwrap();
            row.map(|v| (v * 100.0).round())
        };
        assert_eq!(read(inside.colour[0].as_ref()), [0.0; 3]);
        assert_eq!(read(inside.alpha.unwrap().as_ref()), [100.0, 100.0, 50.0]);
        assert_eq!(read(outline.colour[0].as_ref()), [80.0; 3]);
        assert_eq!(read(outline.alpha.unwrap().as_ref()), [0.0, 50.0, 100.0]);
    }

    #[test]
    fn colours_that_are_the_same_leave_no_outline() {
        let rect = Rect::new(0, 0, 1, 1);
        let colour: Arc<dyn PlaneSource> = Arc::new(Plane::new(rect, Samples::Eight(vec![9])));
        let raster = Raster { colour: vec![colour], alpha: None };
        let paint = Fill::Solid([9.0 / 255.0; 4]);
        let (_, outline) = part(&raster, &paint, &paint, rect.into()).unwrap();
        let mut alpha = [1.0];
        outline.alpha.unwrap().read_row(0, 0, &mut alpha).unwrap();
        assert_eq!(alpha, [0.0]);
    }
}
