//! Bent type: the box that a text warp bends, and outlines bent with it.

use pixels::geometry::{Mesh, Point};

use super::compose::compose;
use super::itemise::Resolver;
use super::layout::{Layout, layout};
use super::style::Shape;
use super::{Fonts, TextEdit, TextSource};

/// Edges are cut into pieces no longer than this many pixels, so that they can follow a bend...
const PIECE: f64 = 1.5;

/// ... but into no more than this many.
const MOST_PIECES: f64 = 128.0;

/// The mesh that bends a layer's new words; `None` when they are not bent, or in a way that is not known.
///
/// Photoshop bends the box that the layer's words have in the file (three bends of one text show it). New words have a
/// box of their own, as much larger than their lines as the file's box is than the lines of its words.
pub(super) fn mesh(source: &TextSource, words: &Layout, fonts: &Fonts) -> Option<Mesh> {
    let warp = crate::slots::preset(source.warp.as_ref()?)?;
    let room = match (source.shape, source.bounds) {
        (Shape::Box(room), bounds) => bounds.unwrap_or(room),
        (Shape::Point, None) => words.extent?,
        (Shape::Point, Some(bounds)) => {
            let own = compose(source, &TextEdit::default());
            let own = layout(&own, source.shape, &Resolver::new(fonts, own.styles())).extent?;
            let new = words.extent?;
            std::array::from_fn(|side| new[side] + bounds[side] - own[side])
        }
    };
    warp.mesh(room)
}

/// A closed polygon bent by `mesh`, where a unit of text space is `scale` pixels.
pub(super) fn bent(polygon: &[Point], mesh: &Mesh, scale: f64) -> Vec<Point> {
    let mut bent = Vec::with_capacity(polygon.len());
    for (from, to) in polygon.iter().zip(polygon.iter().cycle().skip(1)) {
        let (dx, dy) = (to.x - from.x, to.y - from.y);
        let pieces = (dx.hypot(dy) * scale / PIECE).ceil().clamp(1.0, MOST_PIECES);
        bent.extend((0..pieces as u32).map(|piece| {
            let t = f64::from(piece) / pieces;
            mesh.apply(Point::new(from.x + dx * t, from.y + dy * t))
        }));
    }
    bent
}

#[cfg(test)]
mod tests {
    use super::*;
    use pixels::geometry::{PresetStyle, PresetWarp};

    #[test]
    fn a_long_edge_follows_the_bend() {
        let arc = PresetWarp { style: PresetStyle::Arc, bend: 0.5, horizontal: 0.0, vertical: 0.0, is_vertical: false };
        let mesh = arc.mesh([0.0, 0.0, 100.0, 20.0]).unwrap();
        let corners = [(0.0, 20.0), (100.0, 20.0), (100.0, 0.0)].map(|(x, y)| Point::new(x, y));
        let bent = bent(&corners, &mesh, 1.0);
        // The bottom edge lies on a circle around (50, 70) with an eighth of a turn to each side of its top.
        let radius = 50.0 * 2.0_f64.sqrt();
        let bottom = &bent[..=67];
        assert!(bottom.iter().all(|p| ((p.x - 50.0).hypot(p.y - 70.0) / radius - 1.0).abs() < 3e-4), "{bottom:?}");
        assert!(bottom.windows(2).all(|w| (w[1].x - w[0].x).hypot(w[1].y - w[0].y) < 2.0));
    }
}
