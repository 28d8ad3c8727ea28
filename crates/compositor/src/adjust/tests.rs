//! What holds across adjustments.

use super::*;
use crate::fill::{ColourStop, Gradient};

fn run(settings: Settings, model: ColourModel, depth: Depth, colour: &[f32]) -> Vec<f32> {
    let mut samples = colour.to_vec();
    let mut planes: Vec<&mut [f32]> = samples.iter_mut().map(std::slice::from_mut).collect();
    Adjustment::new(settings, depth).apply_row(model, &mut planes);
    samples
}

#[track_caller]
fn assert_near(found: &[f32], wanted: &[f32]) {
    assert!(found.iter().zip(wanted).all(|(a, b)| (a - b).abs() < 1e-4), "{found:?} for {wanted:?}");
}

#[test]
fn settings_that_say_nothing_change_nothing() {
    let identities = [
        Settings::Levels { all: Levels::default(), channels: vec![] },
        Settings::Curves { all: Curve::default(), channels: vec![Curve::default(); 3] },
        Settings::Exposure(Exposure { stops: 0.0, offset: 0.0, gamma: 1.0, light: 2.2 }),
        Settings::Vibrance(Vibrance::default()),
        Settings::HueSaturation(HueSaturation::Shift { master: Shift::default(), ranges: vec![] }),
        Settings::ColourBalance(ColourBalance::default()),
        Settings::SelectiveColour(SelectiveColour::default()),
        Settings::BrightnessContrast(BrightnessContrast { brightness: 0.0, contrast: 0.0, legacy: false }),
    ];
    for settings in identities {
        for depth in [Depth::Eight, Depth::Sixteen] {
            let colour = [17.0 / 255.0, 0.2, 1.0];
            let found = run(settings.clone(), ColourModel::Rgb, depth, &colour);
            let near = found.iter().zip(colour).all(|(a, b)| (a - b).abs() < 1.0 / 32768.0 + 1e-6);
            assert!(near, "{settings:?} at {depth:?}: {found:?}");
        }
    }
}

#[test]
fn invert_inverts_every_channel_of_every_model() {
    let found = run(Settings::Invert, ColourModel::Cmyk, Depth::Eight, &[0.2, 0.4, 1.0, 0.0]);
    assert_near(&found, &[0.8, 0.6, 0.0, 1.0]);
    assert_near(&run(Settings::Invert, ColourModel::Lab, Depth::Sixteen, &[0.25, 0.5, 1.0]), &[0.75, 0.5, 0.0]);
}

#[test]
fn a_channels_own_curve_comes_before_the_one_for_all() {
    let points = |points: &[(f32, f32)]| Curve::Points(points.to_vec());
    let settings = Settings::Curves {
        all: points(&[(0.0, 255.0), (255.0, 0.0)]),
        channels: vec![points(&[(0.0, 51.0), (255.0, 51.0)])],
    };
    let found = run(settings, ColourModel::Rgb, Depth::Eight, &[1.0, 1.0, 0.2]);
    assert_near(&found, &[0.8, 0.0, 0.8]);
}

#[test]
fn a_gradient_map_reads_the_luma() {
    let stop = |location, colour| ColourStop { location, midpoint: 0.5, colour };
    let gradient = Gradient {
        colours: vec![stop(0.0, [1.0, 0.0, 0.0, 0.0]), stop(1.0, [0.0, 1.0, 0.0, 0.0])],
        ..Gradient::default()
    };
    let map = |reverse| Settings::GradientMap { ramp: Ramp::new(&gradient, ColourModel::Rgb), reverse };
    let found = run(map(false), ColourModel::Rgb, Depth::Eight, &[1.0, 0.0, 0.0]);
    assert!((found[0] - 0.7).abs() < 1e-3 && (found[1] - 0.3).abs() < 1e-3);
    let found = run(map(true), ColourModel::Rgb, Depth::Eight, &[1.0, 0.0, 0.0]);
    assert!((found[0] - 0.3).abs() < 1e-3);
}

#[test]
fn cmyk_keeps_its_black_and_gray_its_level_where_hue_is_meant() {
    let turn = || {
        let master = Shift { hue: 180.0, ..Shift::default() };
        Settings::HueSaturation(HueSaturation::Shift { master, ranges: vec![] })
    };
    let found = run(turn(), ColourModel::Cmyk, Depth::Eight, &[1.0, 0.0, 0.0, 0.4]);
    assert_near(&found, &[0.0, 1.0, 1.0, 0.4]);
    assert_eq!(run(turn(), ColourModel::Gray, Depth::Eight, &[0.3]), [0.3]);
}

#[test]
fn threshold_in_cmyk_answers_in_black() {
    let found = run(Settings::Threshold(128), ColourModel::Cmyk, Depth::Eight, &[0.9, 0.9, 0.9, 0.1]);
    assert_near(&found, &[1.0, 1.0, 1.0, 0.0]);
}
