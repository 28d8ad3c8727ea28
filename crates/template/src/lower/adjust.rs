//! Adjustment layers as the compositor's.

use compositor::adjust::{
    BlackAndWhite, BrightnessContrast, ChannelMixer, ColourBalance, ColourLookup, Curve, Exposure, HueRange,
    HueSaturation, Levels, Mix, PhotoFilter, RGB_LIGHT, SelectiveColour, Settings, Shift, Vibrance,
};
use pixels::{ColourModel, Depth};
use psd::tagged::Color;
use psd::tagged::adjustment::{self, Adjustment as Stored, CurveShape};

use super::colour;
use super::paints::Paints;

/// The settings of an adjustment layer, or in words what can't be honoured.
pub(super) fn settings(stored: &Stored, paints: &Paints) -> Result<Settings, &'static str> {
    if paints.model == ColourModel::Lab && is_of_hues(stored) {
        return Err("adjustment of hues in Lab");
    }
    Ok(match stored {
        Stored::Levels(levels) => {
            let all = levels.first().map_or_else(Levels::default, levels_of);
            let channels = levels.iter().skip(1).take(paints.model.channels()).map(levels_of).collect();
            Settings::Levels { all, channels }
        }
        Stored::Curves(curves) => curves_of(curves, paints.model),
        Stored::Exposure(e) => Settings::Exposure(Exposure {
            stops: e.exposure,
            offset: e.offset,
            gamma: e.gamma,
            light: paints.gray_light.unwrap_or(RGB_LIGHT),
        }),
        Stored::HueSaturation(settings) => Settings::HueSaturation(hue_saturation(settings)),
        Stored::ColorBalance(balance) => Settings::ColourBalance(ColourBalance {
            shadows: balance.shadows.map(f32::from),
            midtones: balance.midtones.map(f32::from),
            highlights: balance.highlights.map(f32::from),
            preserve_luminosity: balance.preserves_luminosity,
        }),
        Stored::BrightnessContrast(settings) => Settings::BrightnessContrast(BrightnessContrast {
            brightness: settings.brightness as f32,
            contrast: settings.contrast as f32,
            legacy: settings.is_legacy,
        }),
        Stored::BlackAndWhite(settings) => Settings::BlackAndWhite(black_and_white(settings)),
        Stored::PhotoFilter(filter) => {
            let glass = filter.color.as_ref().ok_or("photo filter in a custom colour space")?;
            Settings::PhotoFilter(PhotoFilter {
                colour: rgb(glass),
                density: filter.density as f32 * 100.0,
                preserve_luminosity: filter.preserves_luminosity,
            })
        }
        Stored::ChannelMixer(mixer) => Settings::ChannelMixer(channel_mixer(mixer)),
        Stored::ColorLookup(lookup) => Settings::ColourLookup(colour_lookup(lookup)?),
        Stored::Invert => Settings::Invert,
        Stored::Posterize(levels) => Settings::Posterize((*levels).max(2)),
        Stored::Threshold(level) => Settings::Threshold((*level).clamp(1, 255) as u8),
        Stored::GradientMap(map) => {
            // Another noise would give the whole picture other colours.
            if map.gradient.noise.is_some() {
                return Err("noise gradient map");
            }
            let ramp = paints.ramp(&map.gradient, map.method.as_deref());
            Settings::GradientMap { ramp, reverse: map.is_reversed }
        }
        Stored::SelectiveColor(selective) => Settings::SelectiveColour(SelectiveColour {
            ranges: selective.changes.map(|inks| inks.map(f32::from)),
            absolute: selective.is_absolute,
        }),
        Stored::Vibrance(settings) => {
            Settings::Vibrance(Vibrance { vibrance: settings.vibrance as f32, saturation: settings.saturation as f32 })
        }
    })
}

/// Whether an adjustment needs a colour's hue, which is found in RGB and in the inks only.
fn is_of_hues(stored: &Stored) -> bool {
    matches!(
        stored,
        Stored::HueSaturation(_)
            | Stored::Vibrance(_)
            | Stored::BlackAndWhite(_)
            | Stored::PhotoFilter(_)
            | Stored::ColorLookup(_)
            | Stored::SelectiveColor(_)
    )
}

fn levels_of(stored: &adjustment::Level) -> Levels {
    let byte = |value: u16| value.min(255) as u8;
    Levels {
        input_black: byte(stored.input_black),
        input_white: byte(stored.input_white),
        output_black: byte(stored.output_black),
        output_white: byte(stored.output_white),
        gamma: stored.gamma as f32,
    }
}

/// Channel 0 is all channels together, 1 the first colour.
fn curves_of(stored: &[adjustment::Curve], model: ColourModel) -> Settings {
    let of = |channel: usize| {
        let found = stored.iter().find(|curve| usize::from(curve.channel) == channel);
        found.map_or_else(identity, |curve| match &curve.shape {
            CurveShape::Points(points) => {
                Curve::Points(points.iter().map(|(input, output)| (f32::from(*input), f32::from(*output))).collect())
            }
            CurveShape::Map(map) => Curve::Map(map.clone()),
        })
    };
    Settings::Curves { all: of(0), channels: (1..=model.channels()).map(of).collect() }
}

fn identity() -> Curve {
    Curve::Points(vec![(0.0, 0.0), (255.0, 255.0)])
}

fn hue_saturation(stored: &adjustment::HueSaturation) -> HueSaturation {
    let shift = |[hue, saturation, lightness]: [i16; 3]| Shift {
        hue: f32::from(hue),
        saturation: f32::from(saturation),
        lightness: f32::from(lightness),
    };
    if stored.is_colorizing {
        return HueSaturation::Colourise(shift(stored.colorization));
    }
    let changed = stored.ranges.iter().filter(|range| range.change != [0; 3]);
    let ranges = changed.map(|range| HueRange { ends: range.bounds.map(f32::from), shift: shift(range.change) });
    HueSaturation::Shift { master: shift(stored.master), ranges: ranges.collect() }
}

fn black_and_white(stored: &adjustment::BlackAndWhite) -> BlackAndWhite {
    let [reds, yellows, greens, cyans, blues, magentas] = stored.weights.map(|weight| weight as f32);
    BlackAndWhite { reds, yellows, greens, cyans, blues, magentas, tint: stored.tint.as_ref().map(rgb) }
}

fn channel_mixer(stored: &adjustment::ChannelMixer) -> ChannelMixer {
    let rows = stored
        .outputs
        .iter()
        .map(|[a, b, c, d, constant]| Mix { weights: [*a, *b, *c, *d].map(f32::from), constant: f32::from(*constant) });
    ChannelMixer { rows: rows.collect(), monochrome: stored.is_monochrome }
}

/// A table given as `.cube` text inside the file, or as the profile that Photoshop makes of every table; without either
/// nothing changes.
fn colour_lookup(stored: &adjustment::ColorLookup) -> Result<ColourLookup, &'static str> {
    /// The size of Photoshop's own tables is 32 or 33 a side.
    const SIDE: usize = 33;
    let text = stored.descriptor.get("LUT3DFileData").and_then(|value| value.as_raw());
    let table = text.and_then(|raw| std::str::from_utf8(raw).ok()).and_then(|text| ColourLookup::from_cube(text).ok());
    if let Some(table) = table {
        return Ok(table);
    }
    match &stored.profile {
        None if text.is_none() => Ok(ColourLookup::identity()),
        None => Err("colour lookup by a table of another kind"),
        Some(profile) => codec::lookup_table(profile, SIDE)
            .and_then(|colours| ColourLookup::new(SIDE, colours).ok())
            .ok_or("colour lookup by a profile of another kind"),
    }
}

fn rgb(color: &Color) -> [f32; 3] {
    let [r, g, b, _] = colour::samples(color, ColourModel::Rgb, Depth::Eight);
    [r, g, b]
}
