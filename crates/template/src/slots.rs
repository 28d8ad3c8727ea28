//! From a placed layer's record to its placement on the canvas.

use pixels::geometry::{Mesh, Placement, Point, Quad};
use psd::tagged::{PlacedLayer, Warp};

/// Where the content of a smart object lies; `None` when its geometry has no area or its warp is a preset style.
pub(crate) fn placement(placed: &PlacedLayer) -> Option<Placement> {
    if is_preset(&placed.warp) {
        return None;
    }
    let content = content_rectangle(placed)?;
    Placement::new(content, mesh(&placed.warp, content), quad(&placed.quad))
}

/// Left, top, right, bottom of what is placed, in content pixels.
fn content_rectangle(placed: &PlacedLayer) -> Option<[f64; 4]> {
    let [top, left, bottom, right] = placed.warp.bounds;
    if right > left && bottom > top {
        return Some([left, top, right, bottom]);
    }
    placed.size.map(|(width, height)| [0.0, 0.0, width, height])
}

/// The warp as a mesh; none when it bends nothing.
fn mesh(warp: &Warp, [left, top, right, bottom]: [f64; 4]) -> Option<Mesh> {
    let stored = warp.mesh.as_ref()?;
    let slices = |stored: &[f64], low: f64, high: f64| if stored.len() < 2 { vec![low, high] } else { stored.to_vec() };
    let (x, y) = (slices(&warp.slices.0, left, right), slices(&warp.slices.1, top, bottom));
    Mesh::new(x, y, stored.points.iter().map(|[x, y]| Point::new(*x, *y)).collect())
}

/// Four corners from eight numbers.
pub(crate) fn quad(numbers: &[f64; 8]) -> Quad {
    let corner = |index: usize| Point::new(numbers[index * 2], numbers[index * 2 + 1]);
    Quad([corner(0), corner(1), corner(2), corner(3)])
}

/// Whether the warp is a preset style, whose formula is not published.
fn is_preset(warp: &Warp) -> bool {
    warp.mesh.is_none() && !matches!(warp.style.as_str(), "warpNone" | "warpCustom" | "")
}
