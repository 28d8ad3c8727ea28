//! Gradients as a list of stops, and as the ramp they are read from.

use pixels::colour::{linear_to_srgb, srgb_to_linear};
use pixels::{ColourModel, Depth};

use super::spline::{self, Knot};
use super::{Samples4, oklab};

/// Steps of a ramp: those that Photoshop gives the locations of stops.
const STEPS: usize = 4096;

/// A colour at a place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ColourStop {
    /// 0 to 1.
    pub location: f32,
    /// Where the stretch from the stop before reaches half-way, 0 to 1 along it.
    pub midpoint: f32,
    /// In the document's model.
    pub colour: Samples4,
}

/// An opacity at a place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OpacityStop {
    /// 0 to 1.
    pub location: f32,
    /// Where the stretch from the stop before reaches half-way, 0 to 1 along it.
    pub midpoint: f32,
    /// 0 to 1.
    pub opacity: f32,
}

/// The tangent at the ends of a smooth gradient, in steps to the next stop: fitted, within 2/255 on the one fixture.
const SMOOTH_ENDS: f32 = 0.72;

/// Photoshop's methods for the colours between stops. All but classic need RGB and are read as classic elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Interpolation {
    /// On the encoded samples; what files from before Photoshop 2022 mean. Exact on the fixture with two stops.
    #[default]
    Classic,
    /// In Oklab. Exact on the fixture.
    Perceptual,
    /// In linear light. Exact on the fixture.
    Linear,
    /// In Oklab, through one more stop half-way between any two, so that only the surroundings of stops are bent. Exact on
    /// the fixtures but for the ends.
    Smooth,
    /// No transition: each stop's colour up to the next stop.
    Stripes,
}

/// A gradient as a file describes it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Gradient {
    /// In any order.
    pub colours: Vec<ColourStop>,
    /// In any order; none means opaque.
    pub opacities: Vec<OpacityStop>,
    /// 0 (straight) to 1 (Photoshop's 100 %, 4096 in files).
    pub smoothness: f32,
    /// How colours mix.
    pub interpolation: Interpolation,
}

/// A gradient, evaluated: what paints.
#[derive(Debug, Clone)]
pub struct Ramp {
    /// Colour and alpha of each step from 0 to 1.
    steps: Vec<(Samples4, f32)>,
}

impl Ramp {
    /// Evaluates `gradient`.
    pub fn new(gradient: &Gradient, model: ColourModel) -> Self {
        let colours = colour_knots(gradient, model);
        let opacities = sorted(gradient.opacities.iter().map(|stop| Knot {
            location: stop.location,
            midpoint: stop.midpoint,
            value: [stop.opacity],
        }));
        Self::of(|t| {
            let opacity = if opacities.is_empty() { 1.0 } else { spline::at(&opacities, gradient.smoothness, t)[0] };
            (colour_at(gradient, model, &colours, t).map(|sample| sample.clamp(0.0, 1.0)), opacity.clamp(0.0, 1.0))
        })
    }

    /// The ramp of a function from 0 to 1: colour and alpha.
    pub fn of(at: impl Fn(f32) -> (Samples4, f32)) -> Self {
        Self { steps: (0..=STEPS).map(|step| at(step as f32 / STEPS as f32)).collect() }
    }

    /// From the last step to the first.
    #[must_use]
    pub fn reversed(mut self) -> Self {
        self.steps.reverse();
        self
    }

    /// The same with colours rounded as samples of `depth` are: so Photoshop blends them, and the modes that make much
    /// of small differences show it.
    #[must_use]
    pub fn rounded(mut self, depth: Depth) -> Self {
        if depth == Depth::Eight {
            for sample in self.steps.iter_mut().flat_map(|(colour, _)| colour) {
                *sample = (*sample * 255.0).round() / 255.0;
            }
        }
        self
    }

    /// The colour at `t`, 0 to 1; what lies beyond has the colour of the end.
    #[inline]
    pub fn colour_at(&self, t: f32) -> Samples4 {
        self.step(t).0
    }

    /// The alpha at `t`, 0 to 1.
    #[inline]
    pub fn alpha_at(&self, t: f32) -> f32 {
        self.step(t).1
    }

    /// Colour and alpha at `t`.
    #[inline]
    pub(super) fn step(&self, t: f32) -> (Samples4, f32) {
        // A float cast saturates, and takes what is not a number for 0.
        self.steps[((t * STEPS as f32 + 0.5) as usize).min(STEPS)]
    }
}

/// The space that colours mix in.
fn space(gradient: &Gradient, model: ColourModel) -> Interpolation {
    match (gradient.interpolation, model) {
        (Interpolation::Stripes, _) => Interpolation::Stripes,
        (interpolation, ColourModel::Rgb) => interpolation,
        _ => Interpolation::Classic,
    }
}

fn colour_knots(gradient: &Gradient, model: ColourModel) -> Vec<Knot<4>> {
    let space = space(gradient, model);
    let knots = sorted(gradient.colours.iter().map(|stop| {
        let [r, g, b, last] = stop.colour;
        let [x, y, z] = match space {
            Interpolation::Perceptual | Interpolation::Smooth => oklab::from_srgb([r, g, b]),
            Interpolation::Linear => [r, g, b].map(srgb_to_linear),
            Interpolation::Classic | Interpolation::Stripes => [r, g, b],
        };
        Knot { location: stop.location, midpoint: stop.midpoint, value: [x, y, z, last] }
    }));
    if space == Interpolation::Smooth { spline::with_midpoints(&knots) } else { knots }
}

fn colour_at(gradient: &Gradient, model: ColourModel, knots: &[Knot<4>], t: f32) -> Samples4 {
    let between = |smoothness| spline::at(knots, smoothness, t);
    let rgb = |convert: fn([f32; 3]) -> [f32; 3], [x, y, z, last]: Samples4| {
        let [r, g, b] = convert([x, y, z]);
        [r, g, b, last]
    };
    match space(gradient, model) {
        Interpolation::Classic => between(gradient.smoothness),
        Interpolation::Perceptual => rgb(oklab::to_srgb, between(gradient.smoothness)),
        Interpolation::Smooth => rgb(oklab::to_srgb, spline::with_ends(knots, SMOOTH_ENDS, gradient.smoothness, t)),
        Interpolation::Linear => rgb(|c| c.map(|v| linear_to_srgb(v.max(0.0))), between(gradient.smoothness)),
        Interpolation::Stripes => {
            let next = knots.partition_point(|knot| knot.location <= t);
            knots.get(next.saturating_sub(1)).map_or([0.0; 4], |knot| knot.value)
        }
    }
}

fn sorted<const N: usize>(knots: impl Iterator<Item = Knot<N>>) -> Vec<Knot<N>> {
    let mut knots: Vec<_> = knots.collect();
    knots.sort_by(|a, b| a.location.total_cmp(&b.location));
    knots
}

#[cfg(test)]
mod tests {
    use super::*;

    fn two(interpolation: Interpolation) -> Ramp {
        let stop = |location, colour| ColourStop { location, midpoint: 0.5, colour };
        let gradient = Gradient {
            colours: vec![stop(1.0, [0.0, 0.0, 1.0, 0.0]), stop(0.0, [1.0, 0.0, 0.0, 0.0])],
            opacities: vec![OpacityStop { location: 0.0, midpoint: 0.5, opacity: 0.5 }],
            smoothness: 1.0,
            interpolation,
        };
        Ramp::new(&gradient, ColourModel::Rgb)
    }

    #[test]
    fn every_method_keeps_the_ends() {
        use Interpolation as I;
        for interpolation in [I::Classic, I::Perceptual, I::Linear, I::Smooth, I::Stripes] {
            let ramp = two(interpolation);
            for (t, colour) in [(0.0, [1.0, 0.0, 0.0]), (1.0, [0.0, 0.0, 1.0])] {
                let near = ramp.colour_at(t).iter().zip(colour).all(|(a, b)| (a - b).abs() < 0.01);
                assert!(near, "{interpolation:?} at {t}: {:?}", ramp.colour_at(t));
            }
        }
    }

    #[test]
    fn the_methods_differ_in_the_middle() {
        let middle = |interpolation| two(interpolation).colour_at(0.5);
        assert!((middle(Interpolation::Classic)[0] - 0.5).abs() < 1e-3);
        assert!((middle(Interpolation::Linear)[0] - 0.735).abs() < 1e-2);
        assert!(middle(Interpolation::Perceptual)[1] > 0.2, "through purple that is not dark");
        assert_eq!(middle(Interpolation::Stripes)[0], 1.0);
    }

    #[test]
    fn rounding_is_to_bytes_and_only_where_samples_are_bytes() {
        let ramp = two(Interpolation::Classic);
        let middle = |depth| ramp.clone().rounded(depth).colour_at(0.3)[0] * 255.0;
        assert_eq!(middle(Depth::Eight).fract(), 0.0);
        assert_ne!(middle(Depth::Sixteen).fract(), 0.0);
        assert!((middle(Depth::Eight) - middle(Depth::Sixteen)).abs() <= 0.5);
    }

    #[test]
    fn opacity_comes_from_its_own_stops() {
        assert_eq!(two(Interpolation::Classic).alpha_at(0.7), 0.5);
        assert_eq!(Ramp::new(&Gradient::default(), ColourModel::Gray).alpha_at(0.7), 1.0);
    }

    #[test]
    fn places_that_are_no_numbers_are_the_beginning() {
        assert_eq!(two(Interpolation::Classic).colour_at(f32::NAN)[0], 1.0);
    }
}
