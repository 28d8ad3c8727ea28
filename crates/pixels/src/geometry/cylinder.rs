//! Pictures wrapped around a cylinder: Photoshop's Cylinder warp, for mugs, cans and bottles.

use std::f64::consts::FRAC_PI_2;

use super::{Mesh, Point};

/// How a picture on a cylinder looks, in a box from 0 to 1 whose left and right sides are the picture's. The cylinder stands
/// upright and the eye is far away, so that a point at the angle `a` from the middle lies at `sin a` across, and rings are
/// seen as ellipses: they bend with `cos a`. Perspective is left to the quad that the box is put in.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cylinder {
    /// The angle from the middle to the left or right side, in radians; up to a quarter of a turn.
    pub half_angle: f64,
    /// Where the top edge lies at the sides, and in the middle; y down.
    pub top: [f64; 2],
    /// Where the bottom edge lies at the sides, and in the middle.
    pub bottom: [f64; 2],
}

/// Patches across: none turns by more than 30 degrees, which a cubic follows to a ten-thousandth. Even, so that the middle
/// is a border and control points reach no further than the picture.
const PATCHES: usize = 6;

/// Less than this is no angle: the formula becomes a parabola over an even spread.
const LEAST_ANGLE: f64 = 1e-3;

impl Cylinder {
    /// How far a ring stands off at the share `x` of the width: 0 at the sides, 1 in the middle.
    pub fn ring(&self, x: f64) -> f64 {
        let sine = (2.0 * x - 1.0) * self.angle().sin();
        (((1.0 - sine * sine).max(0.0)).sqrt() - self.angle().cos()) / (1.0 - self.angle().cos())
    }

    /// Which share of the content, from its left, is seen at the share `x` of the width.
    pub fn share(&self, x: f64) -> f64 {
        let sine = ((2.0 * x - 1.0) * self.angle().sin()).clamp(-1.0, 1.0);
        f64::midpoint(sine.asin() / self.angle(), 1.0)
    }

    fn angle(&self) -> f64 {
        self.half_angle.clamp(LEAST_ANGLE, FRAC_PI_2)
    }

    /// The mesh that takes the content rectangle (left, top, right, bottom) into the box from 0 to 1; `None` when that has
    /// no area.
    pub fn mesh(&self, [left, top, right, bottom]: [f64; 4]) -> Option<Mesh> {
        let angle = self.angle();
        let step = 2.0 * angle / PATCHES as f64;
        let across: Vec<(f64, f64)> = (0..=3 * PATCHES)
            .map(|index| {
                // A control point lies a third of a patch along the tangent from the patch border next to it.
                let (border, along) = [(0, 0.0), (0, 1.0), (1, -1.0)][index % 3];
                let at = (index / 3 + border) as f64 * step - angle;
                let along = along * step / 3.0;
                let x = f64::midpoint((at.sin() + along * at.cos()) / angle.sin(), 1.0);
                (x, (at.cos() - along * at.sin() - angle.cos()) / (1.0 - angle.cos()))
            })
            .collect();
        let edge = |[side, middle]: [f64; 2], ring: f64| side + (middle - side) * ring;
        let row = |down: f64| {
            across.iter().map(move |(x, ring)| {
                Point::new(*x, edge(self.top, *ring) * (1.0 - down) + edge(self.bottom, *ring) * down)
            })
        };
        let points = [0.0, 1.0 / 3.0, 2.0 / 3.0, 1.0].into_iter().flat_map(row).collect();
        let slices = (0..=PATCHES).map(|patch| left + (right - left) * patch as f64 / PATCHES as f64).collect();
        Mesh::new(slices, vec![top, bottom], points)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CONTENT: [f64; 4] = [0.0, 0.0, 200.0, 100.0];

    #[test]
    fn content_lies_at_the_sine_of_its_angle_under_an_ellipse() {
        for half_angle in [0.3, 1.0, FRAC_PI_2] {
            let cylinder = Cylinder { half_angle, top: [0.1, 0.25], bottom: [0.8, 1.0] };
            let mesh = cylinder.mesh(CONTENT).unwrap();
            for k in 0..=20 {
                let share = f64::from(k) / 20.0;
                let angle = (2.0 * share - 1.0) * half_angle;
                let ring = (angle.cos() - half_angle.cos()) / (1.0 - half_angle.cos());
                let x = f64::midpoint(angle.sin() / half_angle.sin(), 1.0);
                let (top, bottom) = (0.1 + 0.15 * ring, 0.8 + 0.2 * ring);
                for down in [0.0, 0.4, 1.0] {
                    let p = mesh.apply(Point::new(share * 200.0, down * 100.0));
                    let y = top + (bottom - top) * down;
                    assert!((p.x - x).hypot(p.y - y) < 1e-3, "{half_angle} at {share}, {down}: {p:?}, not {x}, {y}");
                }
                assert!((cylinder.ring(x) - ring).abs() < 1e-6 && (cylinder.share(x) - share).abs() < 1e-6);
            }
        }
    }

    #[test]
    fn control_points_reach_no_further_than_the_picture() {
        let cylinder = Cylinder { half_angle: 1.2, top: [0.2, 0.0], bottom: [0.9, 1.0] };
        let bounds = cylinder.mesh(CONTENT).unwrap().control_bounds();
        assert!(bounds.iter().zip([0.0, 0.0, 1.0, 1.0]).all(|(found, edge)| (found - edge).abs() < 1e-9), "{bounds:?}");
    }

    #[test]
    fn no_angle_is_an_even_spread() {
        let flat = Cylinder { half_angle: 0.0, top: [0.0, 0.0], bottom: [1.0, 1.0] };
        let p = flat.mesh(CONTENT).unwrap().apply(Point::new(50.0, 30.0));
        assert!((p.x - 0.25).abs() < 1e-6 && (p.y - 0.3).abs() < 1e-6, "{p:?}");
        assert!(flat.mesh([0.0, 0.0, 0.0, 10.0]).is_none());
    }
}
