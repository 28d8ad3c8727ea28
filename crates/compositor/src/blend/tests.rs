//! What holds for every mode, whatever its formula.

use proptest::prelude::*;

use super::*;

const MODELS: [ColourModel; 4] = [ColourModel::Gray, ColourModel::Rgb, ColourModel::Cmyk, ColourModel::Lab];

/// The row blend of pixels given one by one.
fn blend(mode: BlendMode, model: ColourModel, fill: f32, backdrop: &[[f32; 4]], source: &[[f32; 4]]) -> Vec<[f32; 4]> {
    let planes = |pixels: &[[f32; 4]]| -> Vec<Vec<f32>> {
        (0..model.channels()).map(|c| pixels.iter().map(|pixel| pixel[c]).collect()).collect()
    };
    let (b, s, mut result) = (planes(backdrop), planes(source), planes(backdrop));
    let (b, s): (Vec<&[f32]>, Vec<&[f32]>) = (b.iter().map(|c| &**c).collect(), s.iter().map(|c| &**c).collect());
    let mut out: Vec<&mut [f32]> = result.iter_mut().map(|c| &mut **c).collect();
    if mode.fill_is_special() && fill < 1.0 {
        row_with_fill(mode, &b, &s, &vec![fill; source.len()], &mut out);
    } else {
        row(mode, model, Depth::Eight, &b, &s, &mut out);
    }
    (0..backdrop.len()).map(|x| std::array::from_fn(|c| result.get(c).map_or(0.0, |channel| channel[x]))).collect()
}

fn a_pixel() -> impl Strategy<Value = [f32; 4]> {
    let sample = prop_oneof![1 => Just(0.0f32), 1 => Just(1.0f32), 1 => Just(128.0 / 255.0), 5 => 0.0f32..=1.0];
    prop::array::uniform4(sample)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn results_stay_in_range(b in a_pixel(), s in a_pixel(), fill in 0.0f32..=1.0) {
        for mode in BlendMode::ALL {
            for model in MODELS {
                for sample in blend(mode, model, fill, &[b], &[s])[0] {
                    prop_assert!((-1e-6..=1.0 + 1e-6).contains(&sample), "{mode:?} {model:?}: {sample}");
                }
            }
        }
    }

    #[test]
    fn a_row_is_its_pixels(pixels in prop::collection::vec((a_pixel(), a_pixel()), 1..40)) {
        let (b, s): (Vec<_>, Vec<_>) = pixels.into_iter().unzip();
        for mode in BlendMode::ALL {
            let together = blend(mode, ColourModel::Rgb, 1.0, &b, &s);
            for (x, together) in together.iter().enumerate() {
                let alone = pixel(mode, [b[x][0], b[x][1], b[x][2]], [s[x][0], s[x][1], s[x][2]]);
                prop_assert_eq!(&together[..3], &alone[..], "{:?}", mode);
            }
        }
    }

    #[test]
    fn the_neutral_source_changes_nothing(b in a_pixel()) {
        use BlendMode as M;
        let keeps = |mode, neutral: f32| {
            let out = blend(mode, ColourModel::Cmyk, 1.0, &[b], &[[neutral; 4]])[0];
            out.iter().zip(b).all(|(out, b)| (out - b).abs() < 1.0 / 512.0)
        };
        for mode in [M::Darken, M::Multiply, M::ColourBurn, M::LinearBurn, M::Divide] {
            prop_assert!(keeps(mode, 1.0), "{mode:?}");
        }
        for mode in [M::Lighten, M::Screen, M::ColourDodge, M::LinearDodge, M::Difference, M::Exclusion, M::Subtract] {
            prop_assert!(keeps(mode, 0.0), "{mode:?}");
        }
    }

    #[test]
    fn no_fill_leaves_the_backdrop_in_the_special_modes(b in a_pixel(), s in a_pixel()) {
        for mode in BlendMode::ALL.into_iter().filter(|mode| mode.fill_is_special()) {
            let out = blend(mode, ColourModel::Rgb, 0.0, &[b], &[s])[0];
            for (out, b) in out.iter().zip(b).take(3) {
                prop_assert!((out - b).abs() < 1e-5, "{mode:?}: {out} for {b}");
            }
        }
    }

    #[test]
    fn gray_and_rgb_agree_on_greys(b in 0.0f32..=1.0, s in 0.0f32..=1.0) {
        use BlendMode as M;
        for mode in BlendMode::ALL {
            let gray = blend(mode, ColourModel::Gray, 1.0, &[[b; 4]], &[[s; 4]])[0][0];
            let rgb = pixel(mode, [b; 3], [s; 3])[1];
            // In colour, these count in whole bytes.
            let whole = matches!(
                mode,
                M::DarkerColour | M::LighterColour | M::Hue | M::Saturation | M::Colour | M::Luminosity
            );
            let tolerance = if whole { 1.0 / 255.0 } else { 1e-5 };
            prop_assert!((gray - rgb).abs() < tolerance, "{mode:?}: {gray} and {rgb}");
        }
    }
}

#[test]
fn eight_modes_are_special_in_fill() {
    assert_eq!(BlendMode::ALL.into_iter().filter(|mode| mode.fill_is_special()).count(), 8);
}

#[test]
fn black_ink_comes_from_the_backdrop_but_in_luminosity() {
    let (b, s) = ([0.2, 0.4, 0.6, 0.9], [0.7, 0.1, 0.5, 0.3]);
    assert_eq!(blend(BlendMode::Hue, ColourModel::Cmyk, 1.0, &[b], &[s])[0][3], 0.9);
    assert_eq!(blend(BlendMode::Luminosity, ColourModel::Cmyk, 1.0, &[b], &[s])[0][3], 0.3);
    assert_eq!(blend(BlendMode::DarkerColour, ColourModel::Cmyk, 1.0, &[b], &[s])[0], s);
}

#[test]
fn only_documents_of_8_bits_count_whole_colours_in_bytes() {
    let (b, s) = ([[0.7001], [0.4], [0.2]], [[0.1], [0.5], [0.9]]);
    let of = |depth| {
        let mut out = [[0.0]; 3];
        let (b, s) = (b.each_ref().map(|row| &row[..]), s.each_ref().map(|row| &row[..]));
        row(BlendMode::Hue, ColourModel::Rgb, depth, &b, &s, &mut out.each_mut().map(|row| &mut row[..]));
        out.map(|[sample]| sample * 255.0)
    };
    let is_whole = |sample: &f32| (sample - sample.round()).abs() < 1e-3;
    assert!(of(Depth::Eight).iter().all(is_whole));
    assert!(!of(Depth::Sixteen).iter().all(is_whole));
}

#[test]
fn fill_may_differ_from_pixel_to_pixel() {
    let (b, s) = ([0.5, 0.5, 0.5], [0.25, 0.25, 0.25]);
    let mut out = [0.0; 3];
    row_with_fill(BlendMode::LinearDodge, &[&b], &[&s], &[0.0, 0.5, 1.0], &mut [&mut out]);
    assert_eq!(out, [0.5, 0.625, 0.75]);
    row_with_fill(BlendMode::HardMix, &[&b], &[&s], &[0.0, 0.5, 1.0], &mut [&mut out]);
    assert_eq!(out, [0.5, 0.25, 0.0]);
}
