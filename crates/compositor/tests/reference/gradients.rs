//! Gradients: the colour at a place of the line, and the place of the line at a pixel.

use compositor::fill::{ColourStop, Gradient, GradientFill, GradientStyle, OpacityStop, Ramp};
use pixels::{ColourModel, Rect};
use proptest::prelude::*;

/// Location, midpoint of the stretch before, value.
type Stop = (f64, f64, f64);

/// The value at `t`: straight lines between stops, or the spline of Catmull and Rom (1974) with the first and the last stop
/// counted twice and cut to the two stops, or a share of both. A midpoint is where half of the way is made.
fn value(stops: &[Stop], smoothness: f64, t: f64) -> f64 {
    let Some(next) = stops.iter().position(|stop| t < stop.0) else { return stops[stops.len() - 1].2 };
    if next == 0 {
        return stops[0].2;
    }
    let ((x0, _, p), (x1, midpoint, q)) = (stops[next - 1], stops[next]);
    let share = (t - x0) / (x1 - x0);
    let u = if share < midpoint { share / midpoint / 2.0 } else { 0.5 + (share - midpoint) / (1.0 - midpoint) / 2.0 };
    let (before, after) = (stops[next.saturating_sub(2)].2, stops[(next + 1).min(stops.len() - 1)].2);
    let spline = 0.5
        * (2.0 * p
            + (q - before) * u
            + (2.0 * before - 5.0 * p + 4.0 * q - after) * u * u
            + (3.0 * p - before - 3.0 * q + after) * u.powi(3));
    let straight = p + (q - p) * u;
    straight + (spline.clamp(p.min(q), p.max(q)) - straight) * smoothness
}

/// Stops at least a hundredth apart.
fn stops() -> impl Strategy<Value = Vec<Stop>> {
    prop::collection::btree_map(0u8..=100, (10u8..=90, 0.0..=1.0f64), 2..6).prop_map(|stops| {
        stops.into_iter().map(|(x, (m, v))| (f64::from(x) / 100.0, f64::from(m) / 100.0, v)).collect()
    })
}

fn ramp(colours: &[Stop], opacities: &[Stop], smoothness: f64) -> Ramp {
    let colour = |(location, midpoint, value): &Stop| ColourStop {
        location: *location as f32,
        midpoint: *midpoint as f32,
        colour: [*value as f32; 4],
    };
    let opacity = |(location, midpoint, value): &Stop| OpacityStop {
        location: *location as f32,
        midpoint: *midpoint as f32,
        opacity: *value as f32,
    };
    let gradient = Gradient {
        colours: colours.iter().map(colour).collect(),
        opacities: opacities.iter().map(opacity).collect(),
        smoothness: smoothness as f32,
        ..Gradient::default()
    };
    Ramp::new(&gradient, ColourModel::Gray)
}

/// Large enough that the whole pixels that Photoshop cuts a line to are small.
const BOUNDS: Rect = Rect::new(0, 0, 3000, 2000);

/// How far along a gradient of this style a place is. SVG 2, 14.2, for linear and radial ones; the others are distances in the same line's
/// measure, and an angle. The line at an angle is the longest through the middle that stays inside.
fn along(style: GradientStyle, degrees: f64, (x, y): (f64, f64)) -> f64 {
    let (width, height) = (f64::from(BOUNDS.right), f64::from(BOUNDS.bottom));
    let (sin, cos) = degrees.to_radians().sin_cos();
    let length = (width / cos.abs()).min(height / sin.abs());
    let (dx, dy) = (x - width / 2.0, height / 2.0 - y);
    let (forward, aside) = (dx * cos + dy * sin, dy * cos - dx * sin);
    let radius = length / 2.0;
    let t = match style {
        GradientStyle::Linear => 0.5 + forward / length,
        GradientStyle::Radial => dx.hypot(dy) / radius,
        GradientStyle::Angle => aside.atan2(forward) / std::f64::consts::TAU,
        GradientStyle::Reflected => forward.abs() / radius,
        GradientStyle::Diamond => (forward.abs() + aside.abs()) / radius,
    };
    if style == GradientStyle::Angle { t.rem_euclid(1.0) } else { t.clamp(0.0, 1.0) }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_ramp_is_its_stops_and_the_way_between(
        colours in stops(), opacities in stops(), smoothness in prop_oneof![Just(0.0), Just(1.0), 0.0..=1.0f64],
    ) {
        let ramp = ramp(&colours, &opacities, smoothness);
        for step in 0..=64 {
            // On a step of the ramp, so that nothing is rounded.
            let t = f64::from(step) / 64.0;
            let (colour, alpha) = (ramp.colour_at(t as f32)[0], ramp.alpha_at(t as f32));
            let wanted = [value(&colours, smoothness, t), value(&opacities, smoothness, t)];
            prop_assert!((f64::from(colour) - wanted[0]).abs() < 1e-3, "at {t}: {colour} for {}", wanted[0]);
            prop_assert!((f64::from(alpha) - wanted[1]).abs() < 1e-3, "at {t}: {alpha} for {}", wanted[1]);
        }
    }

    #[test]
    fn a_gradient_lies_along_its_line(degrees in -180i16..=180, x in 0i32..3000, y in 0i32..2000) {
        use GradientStyle as S;
        // At the middle itself an angle means nothing.
        prop_assume!((x - 1500).pow(2) + (y - 1000).pow(2) > 100i32.pow(2));
        let degrees = f64::from(degrees);
        for style in [S::Linear, S::Radial, S::Angle, S::Reflected, S::Diamond] {
            let ramp = ramp(&[(0.0, 0.5, 0.0), (1.0, 0.5, 1.0)], &[], 0.0);
            let fill = GradientFill { style, angle: degrees as f32, ..GradientFill::new(ramp) };
            let (mut colour, mut alpha) = (vec![vec![0.0f32]], [0.0]);
            fill.row(BOUNDS, y, x, 1, &mut colour, &mut alpha);
            let wanted = along(style, degrees, (f64::from(x), f64::from(y)));
            let off = (f64::from(colour[0][0]) - wanted).abs();
            // Where a round begins, 0 and 1 are the same place.
            let off = if style == S::Angle { off.min(1.0 - off) } else { off };
            prop_assert!(off < 3e-3, "{style:?} at {degrees}, {x}, {y}: {colour:?} for {wanted}");
        }
    }
}
