//! A gradient laid over a rectangle.

use pixels::Rect;
use pixels::geometry::Point;

use super::Ramp;

/// The shape of a gradient.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum GradientStyle {
    /// Along a line.
    #[default]
    Linear,
    /// From the centre outwards.
    Radial,
    /// Counterclockwise around the centre.
    Angle,
    /// From the centre both ways along a line.
    Reflected,
    /// From the centre outwards in diamonds.
    Diamond,
}

/// A gradient and how it lies.
///
/// Photoshop's dither is not drawn: its noise is not known, and stays within 1/255.
#[derive(Debug, Clone)]
pub struct GradientFill {
    /// The colours.
    pub ramp: Ramp,
    /// The shape.
    pub style: GradientStyle,
    /// Degrees, counterclockwise; 0 runs to the right.
    pub angle: f32,
    /// 1 spans the bounds.
    pub scale: f32,
    /// Moves the centre, as a share of the bounds' width and height.
    pub offset: Point,
    /// From the last stop to the first.
    pub reverse: bool,
    /// What it spans; when absent, what the caller says.
    pub bounds: Option<Rect>,
}

/// The line of a gradient, ready to be asked.
struct Line {
    style: GradientStyle,
    centre: Point,
    /// The unit vector along the line, y down.
    along: Point,
    length: f64,
}

impl GradientFill {
    /// A linear gradient from left to right.
    pub fn new(ramp: Ramp) -> Self {
        Self {
            ramp,
            style: GradientStyle::Linear,
            angle: 0.0,
            scale: 1.0,
            offset: Point::default(),
            reverse: false,
            bounds: None,
        }
    }

    /// As [`super::Fill::row`].
    pub fn row(&self, bounds: Rect, y: i32, left: i32, width: usize, colour: &mut [Vec<f32>], alpha: &mut [f32]) {
        let line = self.line(self.bounds.unwrap_or(bounds));
        for x in 0..width {
            // Photoshop asks at the pixel's corner, not its middle: exact on the fixtures of 128 columns.
            let t = line.at(f64::from(left) + x as f64, f64::from(y));
            let (samples, opacity) = self.ramp.step(if self.reverse { 1.0 - t } else { t });
            colour.iter_mut().zip(samples).for_each(|(plane, sample)| plane[x] = sample);
            alpha[x] = opacity;
        }
    }

    fn line(&self, bounds: Rect) -> Line {
        let (width, height) = (bounds.width() as f64, bounds.height() as f64);
        let (sin, cos) = f64::from(self.angle).to_radians().sin_cos();
        // The longest line at that angle through the centre that stays within the bounds (measured at 0, 30 and 90
        // degrees).
        let within = (width / cos.abs().max(1e-9)).min(height / sin.abs().max(1e-9));
        Line {
            style: self.style,
            centre: Point::new(
                f64::from(bounds.left) + width * (0.5 + self.offset.x),
                f64::from(bounds.top) + height * (0.5 + self.offset.y),
            ),
            along: Point::new(cos, -sin),
            length: (within * f64::from(self.scale)).max(1e-6),
        }
    }
}

impl Line {
    /// How far along the gradient a place is.
    fn at(&self, x: f64, y: f64) -> f32 {
        let (dx, dy) = (x - self.centre.x, y - self.centre.y);
        let u = dx * self.along.x + dy * self.along.y;
        let v = dx * self.along.y - dy * self.along.x;
        let radius = self.length / 2.0;
        let t = match self.style {
            GradientStyle::Linear => 0.5 + u / self.length,
            GradientStyle::Radial => u.hypot(v) / radius,
            GradientStyle::Angle => v.atan2(u).rem_euclid(std::f64::consts::TAU) / std::f64::consts::TAU,
            GradientStyle::Reflected => u.abs() / radius,
            GradientStyle::Diamond => (u.abs() + v.abs()) / radius,
        };
        t.clamp(0.0, 1.0) as f32
    }
}

#[cfg(test)]
mod tests {
    use pixels::ColourModel;

    use super::*;
    use crate::fill::{ColourStop, Gradient};

    const BOUNDS: Rect = Rect::new(10, 20, 110, 70);

    fn fill(style: GradientStyle, angle: f32) -> GradientFill {
        let stop = |location: f32| ColourStop { location, midpoint: 0.5, colour: [location; 4] };
        let gradient = Gradient { colours: vec![stop(0.0), stop(1.0)], ..Gradient::default() };
        GradientFill { style, angle, ..GradientFill::new(Ramp::new(&gradient, ColourModel::Gray)) }
    }

    fn at(fill: &GradientFill, x: i32, y: i32) -> f32 {
        let (mut colour, mut alpha) = (vec![vec![0.0; 1]], [0.0]);
        fill.row(BOUNDS, y, x, 1, &mut colour, &mut alpha);
        colour[0][0]
    }

    #[track_caller]
    fn assert_near(a: f32, b: f32) {
        assert!((a - b).abs() < 2e-3, "{a} for {b}");
    }

    #[test]
    fn linear_runs_along_its_angle() {
        let right = fill(GradientStyle::Linear, 0.0);
        assert_near(at(&right, 10, 40), 0.0);
        assert_near(at(&right, 85, 20), 0.75);
        assert_near(at(&fill(GradientStyle::Linear, 90.0), 60, 20), 1.0);
        assert_near(at(&fill(GradientStyle::Linear, -90.0), 60, 20), 0.0);
    }

    #[test]
    fn a_slanted_line_ends_at_the_nearer_side() {
        // At 45 degrees it leaves the 100 x 50 bounds through top and bottom: 25 across for 25 up.
        let slanted = fill(GradientStyle::Linear, 45.0);
        assert_near(at(&slanted, 60 + 25, 45 - 25), 1.0);
        assert_near(at(&slanted, 60 - 25, 45 + 25), 0.0);
    }

    #[test]
    fn the_other_styles_begin_at_the_centre() {
        for style in [GradientStyle::Radial, GradientStyle::Reflected, GradientStyle::Diamond] {
            let fill = fill(style, 0.0);
            assert_near(at(&fill, 60, 45), 0.0);
            assert_near(at(&fill, 85, 45), 0.5);
            assert_near(at(&fill, 35, 45), 0.5);
        }
        assert_near(at(&fill(GradientStyle::Radial, 0.0), 63, 49), 0.1);
        assert_near(at(&fill(GradientStyle::Diamond, 0.0), 63, 49), 0.14);
        assert_near(at(&fill(GradientStyle::Reflected, 0.0), 63, 49), 0.06);
    }

    #[test]
    fn angle_goes_counterclockwise() {
        let angle = fill(GradientStyle::Angle, 0.0);
        assert_near(at(&angle, 60, 35), 0.25);
        assert_near(at(&angle, 50, 45), 0.5);
        assert_near(at(&angle, 60, 55), 0.75);
    }

    #[test]
    fn reverse_scale_offset_and_own_bounds() {
        let plain = fill(GradientStyle::Linear, 0.0);
        assert_near(at(&GradientFill { reverse: true, ..plain.clone() }, 85, 45), 0.25);
        assert_near(at(&GradientFill { scale: 0.5, ..plain.clone() }, 85, 45), 1.0);
        assert_near(at(&GradientFill { offset: Point::new(0.25, 0.0), ..plain.clone() }, 85, 45), 0.5);
        assert_near(at(&GradientFill { bounds: Some(Rect::new(0, 0, 170, 9)), ..plain }, 85, 45), 0.5);
    }

    #[test]
    fn nothing_to_span_is_no_reason_to_fail() {
        let fill = GradientFill { bounds: Some(Rect::default()), ..fill(GradientStyle::Radial, 33.0) };
        assert!((0.0..=1.0).contains(&at(&fill, 5, 5)));
    }
}
