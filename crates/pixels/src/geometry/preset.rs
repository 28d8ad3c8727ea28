//! Photoshop's preset warp styles as meshes of Bezier patches.
//!
//! Adobe publishes no formula. Arc was held against Photoshop's pixels of one bent line of text at three bends (its place
//! says how near it comes); **the others are unverified**: each is the plainest curve that fits the style's name, its icon
//! and the manual, with a sign and a size chosen so that a bend of 100 moves an edge by half the height.

use std::f64::consts::{FRAC_PI_2, PI};

use super::{Mesh, Point};

/// A preset's shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are Photoshop's own")]
pub enum PresetStyle {
    Arc,
    ArcLower,
    ArcUpper,
    Arch,
    Bulge,
    ShellLower,
    ShellUpper,
    Flag,
    Wave,
    Fish,
    Rise,
    Fisheye,
    Inflate,
    Squeeze,
    Twist,
}

/// A preset with its sliders.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PresetWarp {
    /// Its shape.
    pub style: PresetStyle,
    /// -1 to 1.
    pub bend: f64,
    /// Horizontal distortion, -1 to 1.
    pub horizontal: f64,
    /// Vertical distortion, -1 to 1.
    pub vertical: f64,
    /// Bends from side to side instead of from top to bottom.
    pub is_vertical: bool,
}

/// Patches along each side: enough that none bends by much more than an eighth of a turn.
const PATCHES: usize = 6;

impl PresetWarp {
    /// The mesh that bends the content rectangle (left, top, right, bottom); `None` when that has no area.
    pub fn mesh(&self, [left, top, right, bottom]: [f64; 4]) -> Option<Mesh> {
        let (width, height) = (right - left, bottom - top);
        let aspect = if self.is_vertical { height / width } else { width / height };
        if !aspect.is_finite() || aspect <= 0.0 {
            return None;
        }
        let place = |u: f64, v: f64| {
            let p = self.place(u, v, aspect);
            Point::new(left + f64::midpoint(p.x, 1.0) * width, top + f64::midpoint(p.y, 1.0) * height)
        };
        let slices = |low: f64, side: f64| (0..=PATCHES).map(|k| low + side * k as f64 / PATCHES as f64).collect();
        Mesh::new(slices(left, width), slices(top, height), control_points(place))
    }

    /// Where a point of the square from -1 to 1 goes, y down. `aspect` is the length along the bend over that across.
    fn place(&self, u: f64, v: f64, aspect: f64) -> Point {
        let bent = if self.is_vertical {
            let p = self.bent(v, -u, aspect);
            Point::new(-p.y, p.x)
        } else {
            self.bent(u, v, aspect)
        };
        // The distortions narrow one side and widen the other.
        Point::new(bent.x * (1.0 + self.vertical * v), bent.y * (1.0 + self.horizontal * u))
    }

    fn bent(&self, u: f64, v: f64, aspect: f64) -> Point {
        let bend = self.bend;
        // From 0 at the ends to 1 in the middle.
        let hump = (u * FRAC_PI_2).cos();
        // From 0 at the top to 1 at the bottom.
        let down = f64::midpoint(v, 1.0);
        match self.style {
            PresetStyle::Arc => arc(u, v, bend, aspect),
            PresetStyle::Arch => Point::new(u, v - bend * hump),
            PresetStyle::ArcLower => Point::new(u, v + bend * hump * down),
            PresetStyle::ArcUpper => Point::new(u, v - bend * hump * (1.0 - down)),
            PresetStyle::Bulge => Point::new(u, v * (1.0 + bend * hump)),
            PresetStyle::ShellLower => Point::new(u * (1.0 + bend / 2.0 * down), v + bend * (hump - 0.5) * down),
            PresetStyle::ShellUpper => {
                Point::new(u * (1.0 + bend / 2.0 * (1.0 - down)), v - bend * (hump - 0.5) * (1.0 - down))
            }
            PresetStyle::Flag => Point::new(u, v + bend * (u * PI).sin()),
            PresetStyle::Wave => Point::new(u, v + bend * (u * PI).sin() * (1.0 - v * v)),
            PresetStyle::Fish => Point::new(u, v * (1.0 - bend * (u * PI).sin())),
            PresetStyle::Rise => Point::new(u, v - bend * (u * FRAC_PI_2).sin()),
            PresetStyle::Fisheye => swollen(u, v, bend * (1.0 - u * u) * (1.0 - v * v)),
            PresetStyle::Inflate => {
                Point::new(u * (1.0 + bend / 2.0 * (1.0 - v * v)), v * (1.0 + bend / 2.0 * (1.0 - u * u)))
            }
            PresetStyle::Squeeze => {
                Point::new(u * (1.0 - bend / 2.0 * (1.0 - v * v)), v * (1.0 + bend / 2.0 * (1.0 - u * u)))
            }
            PresetStyle::Twist => twisted(u, v, bend),
        }
    }
}

/// Along a circle: the inner edge becomes an arc of half a turn at a bend of 1, whose chord is as long as the edge was, and
/// lines across it keep their length.
///
/// Undone on Photoshop's three pictures of one text (bends -10, 10 and 50 %), it gives them nearly the same straight
/// letters: two of them correlate by 0.96 on average. Freeing angle, chord and place only brings that to 0.98.
fn arc(u: f64, v: f64, bend: f64, aspect: f64) -> Point {
    let half = bend.abs() * FRAC_PI_2;
    if half < 1e-6 {
        return Point::new(u, v);
    }
    // Upside down for a negative bend.
    let sign = bend.signum();
    let across = (1.0 - sign * v) / aspect;
    let inner = 1.0 / half.sin();
    let (radius, angle) = (inner + across, u * half);
    Point::new(radius * angle.sin(), sign * (1.0 - (radius * angle.cos() - inner * half.cos()) * aspect))
}

/// Away from the middle by `strength` where that is positive; the rectangle's border stays.
fn swollen(u: f64, v: f64, strength: f64) -> Point {
    let scale = 1.0 + strength / 2.0;
    Point::new(u * scale, v * scale)
}

/// Around the middle, by a quarter of a turn there and by nothing at the border.
fn twisted(u: f64, v: f64, bend: f64) -> Point {
    let near = (1.0 - u * u) * (1.0 - v * v);
    let (sin, cos) = (bend * near * FRAC_PI_2).sin_cos();
    Point::new(u * cos - v * sin, u * sin + v * cos)
}

/// Control points of bicubic patches through a smooth map of the square from -1 to 1: at each patch corner they take the
/// map's own place and its derivatives (Hermite's patch, as Bezier's).
fn control_points(place: impl Fn(f64, f64) -> Point) -> Vec<Point> {
    let side = 3 * PATCHES + 1;
    let step = 2.0 / PATCHES as f64;
    // A control point lies a third of a patch along the tangents from its corner.
    let h = 1e-4;
    let mut points = Vec::with_capacity(side * side);
    for row in 0..side {
        for column in 0..side {
            let (u, du) = corner(column);
            let (v, dv) = corner(row);
            let (u, v) = (u * step - 1.0, v * step - 1.0);
            let at = |x: f64, y: f64| place(u + x * h, v + y * h);
            let slope = |ahead: Point, behind: Point| {
                Point::new((ahead.x - behind.x) / (2.0 * h), (ahead.y - behind.y) / (2.0 * h))
            };
            let along_u = slope(at(1.0, 0.0), at(-1.0, 0.0));
            let along_v = slope(at(0.0, 1.0), at(0.0, -1.0));
            let twist = slope(slope(at(1.0, 1.0), at(-1.0, 1.0)), slope(at(1.0, -1.0), at(-1.0, -1.0)));
            let (du, dv) = (du * step / 3.0, dv * step / 3.0);
            let here = at(0.0, 0.0);
            points.push(Point::new(
                here.x + du * along_u.x + dv * along_v.x + du * dv * twist.x,
                here.y + du * along_u.y + dv * along_v.y + du * dv * twist.y,
            ));
        }
    }
    points
}

/// The patch corner next to a control point, and on which side of it the point lies.
fn corner(index: usize) -> (f64, f64) {
    match index % 3 {
        0 => ((index / 3) as f64, 0.0),
        1 => ((index / 3) as f64, 1.0),
        _ => ((index / 3 + 1) as f64, -1.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STYLES: [PresetStyle; 15] = [
        PresetStyle::Arc,
        PresetStyle::ArcLower,
        PresetStyle::ArcUpper,
        PresetStyle::Arch,
        PresetStyle::Bulge,
        PresetStyle::ShellLower,
        PresetStyle::ShellUpper,
        PresetStyle::Flag,
        PresetStyle::Wave,
        PresetStyle::Fish,
        PresetStyle::Rise,
        PresetStyle::Fisheye,
        PresetStyle::Inflate,
        PresetStyle::Squeeze,
        PresetStyle::Twist,
    ];
    const CONTENT: [f64; 4] = [10.0, 20.0, 210.0, 120.0];

    fn warp(style: PresetStyle, bend: f64) -> PresetWarp {
        PresetWarp { style, bend, horizontal: 0.0, vertical: 0.0, is_vertical: false }
    }

    #[test]
    fn no_bend_leaves_everything_in_its_place() {
        for style in STYLES {
            for is_vertical in [false, true] {
                let mesh = PresetWarp { is_vertical, ..warp(style, 0.0) }.mesh(CONTENT).unwrap();
                for (x, y) in [(10.0, 20.0), (77.7, 99.0), (210.0, 120.0)] {
                    let p = mesh.apply(Point::new(x, y));
                    assert!((p.x - x).abs() < 1e-6 && (p.y - y).abs() < 1e-6, "{style:?}: {x},{y} went to {p:?}");
                }
            }
        }
    }

    #[test]
    fn patches_follow_the_formula_closely() {
        for style in STYLES {
            for (bend, is_vertical) in [(1.0, false), (-0.5, true)] {
                let warp = PresetWarp { bend, is_vertical, horizontal: 0.3, vertical: -0.2, style };
                let mesh = warp.mesh(CONTENT).unwrap();
                let aspect = if is_vertical { 0.5 } else { 2.0 };
                for k in 0..400 {
                    let (u, v) = (f64::from(k % 20) / 9.5 - 1.0, f64::from(k / 20) / 9.5 - 1.0);
                    let expected = warp.place(u, v, aspect);
                    let found = mesh.apply(Point::new(110.0 + u * 100.0, 70.0 + v * 50.0));
                    let (x, y) = (110.0 + expected.x * 100.0, 70.0 + expected.y * 50.0);
                    assert!((found.x - x).hypot(found.y - y) < 0.6, "{style:?} at {u},{v}: {found:?}, not {x},{y}");
                }
            }
        }
    }

    #[test]
    fn an_arc_is_a_circle_on_a_fixed_chord() {
        let mesh = warp(PresetStyle::Arc, 0.5).mesh(CONTENT).unwrap();
        let [left, right] = [10.0, 210.0].map(|x| mesh.apply(Point::new(x, 120.0)));
        assert!((left.x - 10.0).abs() < 1e-6 && (right.x - 210.0).abs() < 1e-6 && (left.y - 120.0).abs() < 1e-6);
        // An eighth of a turn to each side: the radius is half the chord times the root of 2.
        let radius = 100.0 * 2.0_f64.sqrt();
        for x in [30.0, 110.0, 190.0] {
            let inner = mesh.apply(Point::new(x, 120.0));
            let outer = mesh.apply(Point::new(x, 20.0));
            let from_centre = |p: Point| (p.x - 110.0).hypot(p.y - 220.0);
            assert!((from_centre(inner) - radius).abs() < 0.05, "{}", from_centre(inner));
            assert!((from_centre(outer) - radius - 100.0).abs() < 0.05);
        }
        let under = warp(PresetStyle::Arc, -0.5).mesh(CONTENT).unwrap().apply(Point::new(110.0, 20.0));
        assert!(under.y > 20.0);
    }

    #[test]
    fn an_upright_bend_is_the_level_one_turned() {
        let square = [0.0, 0.0, 100.0, 100.0];
        let level = warp(PresetStyle::Rise, 0.4).mesh(square).unwrap();
        let upright = PresetWarp { is_vertical: true, ..warp(PresetStyle::Rise, 0.4) }.mesh(square).unwrap();
        let p = level.apply(Point::new(80.0, 30.0));
        let turned = upright.apply(Point::new(70.0, 80.0));
        assert!((turned.x - (100.0 - p.y)).abs() < 1e-6 && (turned.y - p.x).abs() < 1e-6, "{turned:?}, not {p:?}");
    }

    #[test]
    fn content_without_area_has_no_mesh() {
        assert!(warp(PresetStyle::Flag, 0.5).mesh([0.0, 0.0, 0.0, 9.0]).is_none());
        assert!(warp(PresetStyle::Arc, f64::NAN).mesh(CONTENT).is_none());
    }
}
