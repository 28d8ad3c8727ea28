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
    pub bounds: Option<Bounds>,
}

/// The edges of what a gradient spans. Those of a path need not lie on whole pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
#[expect(missing_docs, reason = "they are the four edges")]
pub struct Bounds {
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
}

impl Bounds {
    /// The same, wider by `margin` on each side.
    #[must_use]
    pub fn inflate(self, margin: f64) -> Self {
        let Self { left, top, right, bottom } = self;
        Self { left: left - margin, top: top - margin, right: right + margin, bottom: bottom + margin }
    }
}

impl From<Rect> for Bounds {
    fn from(rect: Rect) -> Self {
        let [left, top, right, bottom] = [rect.left, rect.top, rect.right, rect.bottom].map(f64::from);
        Self { left, top, right, bottom }
    }
}

/// The line of a gradient, ready to be asked.
struct Line {
    style: GradientStyle,
    start: Point,
    /// From start to end, y down.
    along: Point,
    /// The square of its length.
    square: f64,
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
        let line = self.line(self.bounds.unwrap_or_else(|| bounds.into()));
        for x in 0..width {
            // Photoshop asks at the pixel's corner, not its middle: exact on the fixtures of 128 columns.
            let t = line.at(f64::from(left) + x as f64, f64::from(y));
            let (samples, opacity) = self.ramp.step(if self.reverse { 1.0 - t } else { t });
            colour.iter_mut().zip(samples).for_each(|(plane, sample)| plane[x] = sample);
            alpha[x] = opacity;
        }
    }

    /// Photoshop draws gradients between whole pixels: it cuts both ends to whole pixels at full scale, and cuts again
    /// when it scales and moves them. In small bounds that turns and shrinks a line a lot.
    fn line(&self, bounds: Bounds) -> Line {
        let (width, height) = (bounds.right - bounds.left, bounds.bottom - bounds.top);
        let (sin, cos) = f64::from(self.angle).to_radians().sin_cos();
        // The longest line at that angle through the centre that stays within the bounds.
        let within = (width / cos.abs().max(1e-9)).min(height / sin.abs().max(1e-9));
        let centre = Point::new(bounds.left + width / 2.0, bounds.top + height / 2.0);
        let middle = Point::new(centre.x.floor(), centre.y.floor());
        let (dx, dy) = ((width * self.offset.x).trunc(), (height * self.offset.y).trunc());
        let scale = f64::from(self.scale);
        let end = |length: f64| {
            // Sine and cosine leave whole numbers a hair low.
            let (x, y) = (centre.x + length * cos + 1e-6, centre.y - length * sin + 1e-6);
            let scaled = |end: f64, middle: f64| middle + ((end.floor() - middle) * scale).trunc();
            Point::new(scaled(x, middle.x) + dx, scaled(y, middle.y) + dy)
        };
        let start = match self.style {
            GradientStyle::Linear => end(-within / 2.0),
            _ => Point::new(middle.x + dx, middle.y + dy),
        };
        Line::new(self.style, start, end(within / 2.0))
    }
}

impl Line {
    fn new(style: GradientStyle, start: Point, end: Point) -> Self {
        let along = Point::new(end.x - start.x, end.y - start.y);
        Self { style, start, along, square: (along.x * along.x + along.y * along.y).max(1e-6) }
    }

    /// How far along the gradient a place is.
    fn at(&self, x: f64, y: f64) -> f32 {
        let (dx, dy) = (x - self.start.x, y - self.start.y);
        // Along the line and across it, in lengths of the line.
        let u = (dx * self.along.x + dy * self.along.y) / self.square;
        let v = (dx * self.along.y - dy * self.along.x) / self.square;
        let t = match self.style {
            GradientStyle::Linear => u,
            GradientStyle::Radial => u.hypot(v),
            GradientStyle::Angle => v.atan2(u).rem_euclid(std::f64::consts::TAU) / std::f64::consts::TAU,
            GradientStyle::Reflected => u.abs(),
            GradientStyle::Diamond => u.abs() + v.abs(),
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
    fn lines_end_on_whole_pixels() {
        let span = |right, bottom| Some(Rect::new(0, 0, right, bottom).into());
        // From (2, 2) to (4, 0.85), which is cut to (4, 0): a line of 45 degrees, not 30.
        let small = GradientFill { bounds: span(4, 4), ..fill(GradientStyle::Reflected, 30.0) };
        for (x, y, t) in [(0, 0, 0.0), (1, 1, 0.0), (1, 0, 0.25), (3, 1, 0.5), (0, 3, 0.75)] {
            assert_near(at(&small, x, y), t);
        }
        // 19.84 pixels each way are cut to 19, and a shift of 37.05 to 37: from 82 to 120.
        let offset = Point::new(0.289_474, 0.0);
        let scaled = GradientFill { bounds: span(128, 128), scale: 0.31, offset, ..fill(GradientStyle::Linear, 0.0) };
        for (x, t) in [(82, 0.0), (101, 0.5), (120, 1.0)] {
            assert_near(at(&scaled, x, 64), t);
        }
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
        assert_near(at(&GradientFill { bounds: Some(Rect::new(0, 0, 170, 9).into()), ..plain }, 85, 45), 0.5);
    }

    #[test]
    fn nothing_to_span_is_no_reason_to_fail() {
        let fill = GradientFill { bounds: Some(Rect::default().into()), ..fill(GradientStyle::Radial, 33.0) };
        assert!((0.0..=1.0).contains(&at(&fill, 5, 5)));
    }
}
