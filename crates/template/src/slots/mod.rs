//! From a placed layer's record to its placement on the canvas.

mod cylinder;
mod silhouette;

use std::sync::Arc;

use pixels::geometry::{Mesh, Placement, Point, PresetStyle, PresetWarp, Quad};
use pixels::{Picture, PlaneSource};
use psd::tagged::{PlacedLayer, Warp};

/// The one style whose shape is taken from the layer's stored pixels.
const CYLINDER: &str = "Cylinder";

/// Where the content of a smart object lies; `None` when its geometry has no area or its warp is a style that is not drawn.
/// `alpha` is the transparency that Photoshop stored for the layer, and `picture` decodes its content.
pub(crate) fn placement(
    placed: &PlacedLayer,
    alpha: Option<&dyn PlaneSource>,
    picture: impl FnOnce() -> Option<Arc<Picture>>,
) -> Option<Placement> {
    let content = content_rectangle(placed)?;
    if preset_style(&placed.warp) == Some(CYLINDER) {
        let silhouette = silhouette::Silhouette::of(picture().as_deref());
        return cylinder::placement(content, quad(&placed.quad), alpha, &silhouette);
    }
    let mesh = match preset_style(&placed.warp) {
        Some(_) => Some(preset(&placed.warp)?.mesh(content)?),
        None => mesh(&placed.warp, content),
    };
    Placement::new(content, mesh, quad(&placed.quad))
}

/// What is to be told about a layer's warp: its style, and what becomes of it.
pub(crate) fn warp_loss(placed: &PlacedLayer) -> Option<(String, &'static str)> {
    let style = preset_style(&placed.warp)?;
    let effect = if preset(&placed.warp).is_some() || style == CYLINDER {
        "approximated, unverified, when the slot is filled"
    } else {
        "the slot can't be filled; the stored pixels are shown"
    };
    Some((format!("warp style {style}"), effect))
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

/// The preset style's name, without its prefix.
fn preset_style(warp: &Warp) -> Option<&str> {
    let style = warp.style.strip_prefix("warp").unwrap_or(&warp.style);
    (warp.mesh.is_none() && !matches!(style, "None" | "Custom" | "")).then_some(style)
}

/// The preset; `None` for styles whose shape is not known.
pub(crate) fn preset(warp: &Warp) -> Option<PresetWarp> {
    let style = match preset_style(warp)? {
        "Arc" => PresetStyle::Arc,
        "ArcLower" => PresetStyle::ArcLower,
        "ArcUpper" => PresetStyle::ArcUpper,
        "Arch" => PresetStyle::Arch,
        "Bulge" => PresetStyle::Bulge,
        "ShellLower" => PresetStyle::ShellLower,
        "ShellUpper" => PresetStyle::ShellUpper,
        "Flag" => PresetStyle::Flag,
        "Wave" => PresetStyle::Wave,
        "Fish" => PresetStyle::Fish,
        "Rise" => PresetStyle::Rise,
        "Fisheye" => PresetStyle::Fisheye,
        "Inflate" => PresetStyle::Inflate,
        "Squeeze" => PresetStyle::Squeeze,
        "Twist" => PresetStyle::Twist,
        _ => return None,
    };
    let share = |percent: f64| percent.clamp(-100.0, 100.0) / 100.0;
    Some(PresetWarp {
        style,
        bend: share(warp.value),
        horizontal: share(warp.perspective),
        vertical: share(warp.perspective_other),
        is_vertical: warp.is_vertical,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn placed(style: &str) -> PlacedLayer {
        let mut placed = PlacedLayer::new("id", [0.0, 0.0, 40.0, 0.0, 40.0, 30.0, 0.0, 30.0], (80.0, 60.0));
        (placed.warp.style, placed.warp.value) = (style.to_owned(), 30.0);
        placed
    }

    #[test]
    fn a_preset_style_can_be_filled_and_says_that_it_is_not_exact() {
        let flag = placed("warpFlag");
        assert!(placement(&flag, None, || None).is_some_and(|placement| placement.mesh().is_some()));
        let told = warp_loss(&flag);
        assert_eq!(told, Some(("warp style Flag".to_owned(), "approximated, unverified, when the slot is filled")));
    }

    #[test]
    fn styles_without_a_known_shape_keep_their_pixels() {
        let told = warp_loss(&placed("warpUnheardOf")).unwrap();
        assert!(placement(&placed("warpUnheardOf"), None, || None).is_none());
        let effect = "the slot can't be filled; the stored pixels are shown";
        assert_eq!(told, ("warp style UnheardOf".to_owned(), effect));
    }

    #[test]
    fn no_warp_is_no_loss() {
        assert!(placement(&placed("warpNone"), None, || None).is_some_and(|placement| placement.mesh().is_none()));
        assert_eq!(warp_loss(&placed("warpNone")), None);
    }
}
