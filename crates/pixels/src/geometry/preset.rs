//! Photoshop's preset warp styles as one patch of sixteen control points, the form in which it stores its custom warps.
//!
//! Adobe publishes no formula. Arc was held against Photoshop's pixels of one bent line of text at three bends (its place
//! says how near it comes), and is better as one patch than as a true circle. **The others are unverified**: each is the
//! plainest patch that fits the style's name, its icon and the manual. Arc Lower, Arc Upper, Arch and Bulge bend their edges
//! as Arc does its inner one; it fits what is written of them: Arch at -22 % follows the rim of a cup, and a line of type
//! becomes unreadable by Arc Lower at -40 %. In the other styles a bend of 100 moves an edge by half the height.

use std::f64::consts::{FRAC_PI_2, FRAC_PI_4};

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
    /// Bends from side to side instead of from top to bottom: the style's shape a quarter of a turn to the left, so that
    /// Arc is fattest at its left (as books on Photoshop say).
    pub is_vertical: bool,
}

/// Where the four control points of an unbent line lie.
const THIRDS: [f64; 4] = [-1.0, -1.0 / 3.0, 1.0 / 3.0, 1.0];

/// The two inner control points of a line stand off by this for the line's middle to stand off by 1.
const HUMP: f64 = 4.0 / 3.0;

/// The two inner control points of a line stand off by this, to either side, for its two humps to stand off by 1:
/// 3 t (1 - t) (1 - 2 t) is at the most the root of 3, over 6.
const WAVE: f64 = 3.464_101_615_137_754_6;

/// The four inner control points of the patch stand off by this times their places, for the map to be
/// `(u, v) * (1 + (1 - u^2) (1 - v^2))`.
const SWELL: f64 = 16.0 / 3.0;

impl PresetWarp {
    /// The mesh that bends the content rectangle (left, top, right, bottom); `None` when that has no area.
    pub fn mesh(&self, [left, top, right, bottom]: [f64; 4]) -> Option<Mesh> {
        let (width, height) = (right - left, bottom - top);
        let aspect = if self.is_vertical { height / width } else { width / height };
        if !aspect.is_finite() || aspect <= 0.0 {
            return None;
        }
        let place = |at: usize| {
            let p = self.control(at % 4, at / 4, aspect);
            Point::new(left + f64::midpoint(p.x, 1.0) * width, top + f64::midpoint(p.y, 1.0) * height)
        };
        Mesh::new(vec![left, right], vec![top, bottom], (0..16).map(place).collect())
    }

    /// A control point, in the square from -1 to 1, y down. `aspect` is the length along the bend over that across.
    fn control(&self, column: usize, row: usize, aspect: f64) -> Point {
        let bent = if self.is_vertical {
            let p = self.bent(3 - row, column, aspect);
            Point::new(p.y, -p.x)
        } else {
            self.bent(column, row, aspect)
        };
        // The distortions narrow one side and widen the other.
        let (u, v) = (THIRDS[column], THIRDS[row]);
        Point::new(bent.x * (1.0 + self.vertical * v), bent.y * (1.0 + self.horizontal * u))
    }

    fn bent(&self, column: usize, row: usize, aspect: f64) -> Point {
        let bend = self.bend;
        let (u, v) = (THIRDS[column], THIRDS[row]);
        // 1 for control points that are not at the left or right edge, and for those that are not at the top or bottom.
        let (across, along) = (inner(column), inner(row));
        // Up in the middle; up in the left half and down in the right.
        let hump = bend * HUMP * across;
        // What is half a chord here is half a height there: the arc stands off by half its chord times the tangent of a
        // quarter of its angle.
        let rise = aspect * (bend * FRAC_PI_4).tan() * HUMP * across;
        let wave = -bend * WAVE * across * u.signum();
        // From 0 at the top to 1 at the bottom.
        let down = f64::midpoint(v, 1.0);
        match self.style {
            PresetStyle::Arc => arc(column, v, bend, aspect),
            PresetStyle::Arch => Point::new(u, v - rise),
            PresetStyle::ArcLower => Point::new(u, v + rise * down),
            PresetStyle::ArcUpper => Point::new(u, v - rise * (1.0 - down)),
            PresetStyle::Bulge => Point::new(u, v * (1.0 + rise)),
            PresetStyle::ShellLower => Point::new(u * (1.0 + bend / 2.0 * down), v + (hump - bend / 2.0) * down),
            PresetStyle::ShellUpper => {
                Point::new(u * (1.0 + bend / 2.0 * (1.0 - down)), v - (hump - bend / 2.0) * (1.0 - down))
            }
            PresetStyle::Flag => Point::new(u, v - wave),
            // Half as far as an edge would move: further, and the lines inside would cross the edges.
            PresetStyle::Wave => Point::new(u, v - wave * HUMP / 2.0 * along),
            PresetStyle::Fish => Point::new(u, v * (1.0 + wave)),
            PresetStyle::Rise => Point::new(u, v - bend * u.signum()),
            PresetStyle::Fisheye => {
                let scale = 1.0 + bend / 2.0 * SWELL * across * along;
                Point::new(u * scale, v * scale)
            }
            PresetStyle::Inflate => {
                Point::new(u * (1.0 + bend / 2.0 * HUMP * along), v * (1.0 + bend / 2.0 * HUMP * across))
            }
            PresetStyle::Squeeze => {
                Point::new(u * (1.0 - bend / 2.0 * HUMP * along), v * (1.0 + bend / 2.0 * HUMP * across))
            }
            // An eighth of a turn in the middle.
            PresetStyle::Twist => {
                let turn = bend * SWELL * across * along;
                Point::new(u - turn * v, v + turn * u)
            }
        }
    }
}

fn inner(index: usize) -> f64 {
    if matches!(index, 1 | 2) { 1.0 } else { 0.0 }
}

/// Along a circle: the inner edge becomes an arc of half a turn at a bend of 1, whose chord is as long as the edge was, and
/// lines across it keep their length. Each line along it is the one cubic that touches its circle at the middle and the
/// ends.
///
/// Photoshop's three pictures of one text (bends -10, 10 and 50 %), put back straight by this, correlate with its own
/// straight letters by 0.95 each; a true circle is worse at 50 % (0.92), and no other angle, chord, place or length of
/// handles brings more than 0.96, which is what the letters themselves allow.
fn arc(column: usize, v: f64, bend: f64, aspect: f64) -> Point {
    let half = bend.abs() * FRAC_PI_2;
    if half < 1e-6 {
        return Point::new(THIRDS[column], v);
    }
    // Upside down for a negative bend.
    let sign = bend.signum();
    let (sin, cos) = half.sin_cos();
    let handle = (half / 2.0).tan() * HUMP * inner(column);
    let on_circle = Point::new((sin - handle * cos) * THIRDS[column].signum(), cos + handle * sin);
    let inner_radius = 1.0 / sin;
    let radius = inner_radius + (1.0 - sign * v) / aspect;
    Point::new(radius * on_circle.x, sign * (1.0 - (radius * on_circle.y - inner_radius * cos) * aspect))
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

    /// Where points of the content go, in the square from -1 to 1, over a net of 41 by 41.
    fn net(warp: PresetWarp) -> Vec<[f64; 4]> {
        let mesh = warp.mesh(CONTENT).unwrap();
        let place = |k: u32| {
            let (u, v) = (f64::from(k % 41) / 20.0 - 1.0, f64::from(k / 41) / 20.0 - 1.0);
            let p = mesh.apply(Point::new(110.0 + u * 100.0, 70.0 + v * 50.0));
            [u, v, (p.x - 110.0) / 100.0, (p.y - 70.0) / 50.0]
        };
        (0..41 * 41).map(place).collect()
    }

    #[test]
    fn no_style_folds_its_content() {
        for style in STYLES {
            for bend in [-0.5, 0.5, 0.9] {
                let net = net(warp(style, bend));
                for k in (0..40 * 41).filter(|k| k % 41 < 40) {
                    let ([.., x, y], [.., x1, y1], [.., x2, y2]) = (net[k], net[k + 1], net[k + 41]);
                    assert!((x1 - x) * (y2 - y) > (y1 - y) * (x2 - x), "{style:?} at {bend} folds at {:?}", net[k]);
                }
            }
        }
    }

    #[test]
    fn left_and_right_are_alike_but_where_the_style_waves_or_turns() {
        use PresetStyle::{Fish, Flag, Rise, Twist, Wave};
        for style in STYLES {
            let net = net(warp(style, 0.5));
            let differs = net.iter().enumerate().any(|(k, [.., x, y])| {
                let [.., other_x, other_y] = net[k / 41 * 41 + 40 - k % 41];
                (x + other_x).abs() > 1e-9 || (y - other_y).abs() > 1e-9
            });
            assert_eq!(differs, matches!(style, Fish | Flag | Rise | Twist | Wave), "{style:?}");
        }
    }

    #[test]
    fn edges_that_a_style_leaves_alone_stay_in_their_place() {
        use PresetStyle::{ArcLower, ArcUpper, Arch, Bulge, Fish, Fisheye, Flag, Rise, Twist, Wave};
        let stays = |style: PresetStyle, at: fn(f64, f64) -> bool| {
            net(warp(style, 0.7)).iter().filter(|[u, v, ..]| at(*u, *v)).all(|[u, v, x, y]| (x - u).hypot(y - v) < 1e-9)
        };
        for style in [Wave, Fisheye, Twist] {
            assert!(stays(style, |u, v| u.abs() == 1.0 || v.abs() == 1.0), "{style:?}");
        }
        for style in [ArcLower, ArcUpper, Arch, Bulge, Fish, Flag] {
            assert!(stays(style, |u, _| u.abs() == 1.0), "{style:?}");
        }
        assert!(stays(ArcLower, |_, v| v == -1.0) && stays(ArcUpper, |_, v| v == 1.0) && !stays(Rise, |_, _| true));
        assert!(!stays(ArcLower, |_, v| v == 1.0) && !stays(ArcUpper, |_, v| v == -1.0));
    }

    #[test]
    fn a_bend_of_100_moves_an_edge_by_half_the_height() {
        for style in [PresetStyle::Fish, PresetStyle::Flag, PresetStyle::Rise] {
            let moved = most_moved(style, 1.0);
            assert!((moved - 1.0).abs() < 0.01, "{style:?}: {moved}");
        }
    }

    #[test]
    fn edges_rise_as_far_as_that_of_an_arc() {
        // An eighth of a turn to each side: (1 - cos 45) / sin 45 of half the chord, which is twice half the height.
        let rise = 2.0 * (2.0_f64.sqrt() - 1.0);
        for style in [PresetStyle::ArcLower, PresetStyle::ArcUpper, PresetStyle::Arch, PresetStyle::Bulge] {
            let moved = most_moved(style, 0.5);
            assert!((moved - rise).abs() < 1e-9, "{style:?}: {moved}");
        }
        let inner = warp(PresetStyle::Arc, 0.5).mesh(CONTENT).unwrap().apply(Point::new(110.0, 120.0));
        assert!(((120.0 - inner.y) / 50.0 - rise).abs() < 1e-9);
    }

    /// How far a point moves at the most, in half heights.
    fn most_moved(style: PresetStyle, bend: f64) -> f64 {
        net(warp(style, bend)).iter().map(|[_, v, _, y]| (y - v).abs()).fold(0.0, f64::max)
    }

    #[test]
    fn an_arc_is_nearly_a_circle_on_a_fixed_chord() {
        let mesh = warp(PresetStyle::Arc, 0.5).mesh(CONTENT).unwrap();
        let [left, right] = [10.0, 210.0].map(|x| mesh.apply(Point::new(x, 120.0)));
        assert!((left.x - 10.0).abs() < 1e-6 && (right.x - 210.0).abs() < 1e-6 && (left.y - 120.0).abs() < 1e-6);
        // An eighth of a turn to each side: the radius is half the chord times the root of 2. A cubic is off a quarter of a
        // circle by at most 0.000273 of the radius.
        let radius = 100.0 * 2.0_f64.sqrt();
        for x in [30.0, 110.0, 190.0] {
            let inner = mesh.apply(Point::new(x, 120.0));
            let outer = mesh.apply(Point::new(x, 20.0));
            let from_centre = |p: Point| (p.x - 110.0).hypot(p.y - 220.0);
            assert!((from_centre(inner) / radius - 1.0).abs() < 3e-4, "{}", from_centre(inner));
            assert!((from_centre(outer) / (radius + 100.0) - 1.0).abs() < 3e-4);
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
        let turned = upright.apply(Point::new(30.0, 20.0));
        assert!((turned.x - p.y).abs() < 1e-6 && (turned.y - (100.0 - p.x)).abs() < 1e-6, "{turned:?}, not {p:?}");
        let arc = PresetWarp { is_vertical: true, ..warp(PresetStyle::Arc, 0.5) }.mesh(square).unwrap();
        let length = |x| arc.apply(Point::new(x, 100.0)).y - arc.apply(Point::new(x, 0.0)).y;
        assert!(length(0.0) > length(100.0) + 1.0, "the left side is the fat one");
    }

    #[test]
    fn content_without_area_has_no_mesh() {
        assert!(warp(PresetStyle::Flag, 0.5).mesh([0.0, 0.0, 0.0, 9.0]).is_none());
        assert!(warp(PresetStyle::Arc, f64::NAN).mesh(CONTENT).is_none());
    }
}
