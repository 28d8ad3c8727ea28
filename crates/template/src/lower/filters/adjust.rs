//! Adjustments that are smart filters: the same settings as adjustment layers have, but as descriptors.

use compositor::adjust::{
    BlackAndWhite, BrightnessContrast, ColourBalance, Curve, Exposure, HueRange, HueSaturation, Levels, PhotoFilter,
    RGB_LIGHT, Settings, Shift, Vibrance,
};
use pixels::{ColourModel, Depth};
use psd::descriptor::{Descriptor, ReferenceItem, Value};
use psd::tagged::Color;

use crate::lower::colour;

/// The settings of a filter of this class; `None` when it is no adjustment that is known.
pub(super) fn settings(class: &[u8], stored: &Descriptor) -> Option<Settings> {
    let number = |key| stored.number(key).unwrap_or(0.0) as f32;
    let is_set = |key| stored.boolean(key).unwrap_or(false);
    Some(match class {
        b"Crvs" => Settings::Curves { all: curve(stored, b"Cmps")?, channels: each(|name| curve(stored, name))? },
        b"Lvls" => Settings::Levels { all: levels(stored, b"Cmps")?, channels: each(|name| levels(stored, name))? },
        b"HStr" => Settings::HueSaturation(hue_saturation(stored)),
        b"BrgC" => Settings::BrightnessContrast(BrightnessContrast {
            brightness: number("Brgh"),
            contrast: number("Cntr"),
            legacy: is_set("useLegacy"),
        }),
        b"Exps" => Settings::Exposure(Exposure {
            stops: number("Exps"),
            offset: number("Ofst"),
            gamma: stored.number("gammaCorrection").unwrap_or(1.0) as f32,
            light: RGB_LIGHT,
        }),
        b"vibrance" => Settings::Vibrance(Vibrance { vibrance: number("vibrance"), saturation: number("Strt") }),
        b"ClrB" => Settings::ColourBalance(ColourBalance {
            shadows: three(stored, "ShdL")?,
            midtones: three(stored, "MdtL")?,
            highlights: three(stored, "HghL")?,
            preserve_luminosity: is_set("PrsL"),
        }),
        b"BanW" => Settings::BlackAndWhite(BlackAndWhite {
            reds: number("Rd  "),
            yellows: number("Yllw"),
            greens: number("Grn "),
            cyans: number("Cyn "),
            blues: number("Bl  "),
            magentas: number("Mgnt"),
            tint: if is_set("useTint") { rgb(stored, "tintColor") } else { None },
        }),
        b"PhtF" => Settings::PhotoFilter(PhotoFilter {
            colour: rgb(stored, "Clr ")?,
            density: number("Dnst"),
            preserve_luminosity: is_set("PrsL"),
        }),
        b"Invr" => Settings::Invert,
        b"Pstr" => Settings::Posterize(stored.number("Lvls")?.clamp(2.0, 255.0) as u16),
        b"Thrs" => Settings::Threshold(stored.number("Lvl ")?.clamp(1.0, 255.0) as u8),
        _ => return None,
    })
}

/// What a function makes of each colour channel's name.
fn each<T>(of: impl Fn(&[u8]) -> Option<T>) -> Option<Vec<T>> {
    [b"Rd  ", b"Grn ", b"Bl  "].into_iter().map(|name| of(name)).collect()
}

/// The part of the settings that is about the channel of this name.
fn part<'a>(stored: &'a Descriptor, channel: &[u8]) -> Option<&'a Descriptor> {
    let parts = stored.list("Adjs")?.iter().filter_map(Value::as_object);
    let is_about = |part: &Descriptor| match part.get("Chnl") {
        Some(Value::Reference(steps)) => steps
            .iter()
            .any(|step| matches!(step, ReferenceItem::Enumeration { value, .. } if value.as_bytes() == channel)),
        _ => false,
    };
    parts.into_iter().find(|part| is_about(part))
}

/// A channel's curve: the straight one when there is none, nothing when it can't be read.
fn curve(stored: &Descriptor, channel: &[u8]) -> Option<Curve> {
    let Some(part) = part(stored, channel) else { return Some(Curve::Points(vec![(0.0, 0.0), (255.0, 255.0)])) };
    if let Some(points) = part.list("Crv ") {
        let point = |value: &Value| {
            let point = value.as_object()?;
            Some((point.number("Hrzn")? as f32, point.number("Vrtc")? as f32))
        };
        return points.iter().map(point).collect::<Option<Vec<_>>>().map(Curve::Points);
    }
    let map = part.get("Mpng")?;
    let bytes: Vec<u8> = match map {
        Value::Raw { data, .. } => data.to_vec(),
        Value::List(list) => {
            list.iter().map(|value| Some(value.as_f64()?.clamp(0.0, 255.0) as u8)).collect::<Option<_>>()?
        }
        _ => return None,
    };
    (bytes.len() == 256).then_some(Curve::Map(bytes))
}

fn levels(stored: &Descriptor, channel: &[u8]) -> Option<Levels> {
    let Some(part) = part(stored, channel) else { return Some(Levels::default()) };
    let pair = |key, default: [u8; 2]| -> Option<[u8; 2]> {
        let Some(list) = part.list(key) else { return Some(default) };
        let bytes: Option<Vec<u8>> = list.iter().map(|value| Some(value.as_f64()?.clamp(0.0, 255.0) as u8)).collect();
        bytes?.try_into().ok()
    };
    let ([input_black, input_white], [output_black, output_white]) = (pair("Inpt", [0, 255])?, pair("Otpt", [0, 255])?);
    let gamma = part.number("Gmm ").unwrap_or(1.0) as f32;
    Some(Levels { input_black, input_white, output_black, output_white, gamma })
}

/// Parts with a range of hues are about it; the one without is about all, or, colourising, the colour.
fn hue_saturation(stored: &Descriptor) -> HueSaturation {
    let parts = || stored.list("Adjs").unwrap_or_default().iter().filter_map(Value::as_object);
    let shift = |part: &Descriptor| {
        let number = |key| part.number(key).unwrap_or(0.0) as f32;
        Shift { hue: number("H   "), saturation: number("Strt"), lightness: number("Lght") }
    };
    let ends = |part: &Descriptor| -> Option<[f32; 4]> {
        let number = |key| part.number(key).map(|degrees| degrees as f32);
        Some([number("BgnR")?, number("BgnS")?, number("EndS")?, number("EndR")?])
    };
    let nothing = Shift { hue: 0.0, saturation: 0.0, lightness: 0.0 };
    let master = parts().find(|part| ends(part).is_none()).map_or(nothing, shift);
    if stored.boolean("Clrz").unwrap_or(false) {
        return HueSaturation::Colourise(master);
    }
    let ranges = parts().filter_map(|part| Some(HueRange { ends: ends(part)?, shift: shift(part) }));
    HueSaturation::Shift { master, ranges: ranges.collect() }
}

fn three(stored: &Descriptor, key: &str) -> Option<[f32; 3]> {
    let numbers: Option<Vec<f32>> = stored.list(key)?.iter().map(|value| value.as_f64().map(|n| n as f32)).collect();
    numbers?.try_into().ok()
}

fn rgb(stored: &Descriptor, key: &str) -> Option<[f32; 3]> {
    let [r, g, b, _] = colour::samples(&Color::from_descriptor(stored.object(key)?)?, ColourModel::Rgb, Depth::Eight);
    Some([r, g, b])
}
