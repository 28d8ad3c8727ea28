//! Adjustments: pure functions from a colour to a colour.
//!
//! [`Settings`] are what a file says, in Photoshop's own units; an [`Adjustment`] is those, prepared for a depth. Where a
//! formula is not Adobe's own, its place says where it comes from and how far it is from Photoshop's pixels.

mod black_and_white;
mod brightness;
mod channel_mixer;
mod colour_balance;
mod colour_lookup;
mod curve;
mod hsl;
mod hue_saturation;
mod levels;
mod photo_filter;
mod selective_colour;
mod table;
mod tone;
mod vibrance;

pub use black_and_white::BlackAndWhite;
pub use brightness::BrightnessContrast;
pub use channel_mixer::{ChannelMixer, Mix};
pub use colour_balance::ColourBalance;
pub use colour_lookup::{ColourLookup, ColourLookupError};
pub use curve::Curve;
pub(crate) use curve::Spline;
pub use hue_saturation::{HueRange, HueSaturation, Shift};
pub use levels::Levels;
pub use photo_filter::PhotoFilter;
pub use selective_colour::{Inks, SelectiveColour};
pub use tone::{Exposure, RGB_LIGHT};
pub use vibrance::Vibrance;

use pixels::{ColourModel, Depth};

use crate::blend::component::luma;
use crate::fill::Ramp;
use table::Tables;

/// An adjustment as a file describes it.
#[derive(Debug, Clone)]
pub enum Settings {
    /// Brightness/contrast.
    BrightnessContrast(BrightnessContrast),
    /// Levels: for all channels, then for each (those missing change nothing).
    Levels {
        /// After the channels' own.
        all: Levels,
        /// Each channel's own.
        channels: Vec<Levels>,
    },
    /// Curves: for all channels, then for each (those missing change nothing).
    Curves {
        /// After the channels' own.
        all: Curve,
        /// Each channel's own.
        channels: Vec<Curve>,
    },
    /// Exposure.
    Exposure(Exposure),
    /// Vibrance.
    Vibrance(Vibrance),
    /// Hue/saturation.
    HueSaturation(HueSaturation),
    /// Colour balance.
    ColourBalance(ColourBalance),
    /// Black & white.
    BlackAndWhite(BlackAndWhite),
    /// Photo filter.
    PhotoFilter(PhotoFilter),
    /// Channel mixer.
    ChannelMixer(ChannelMixer),
    /// Colour lookup.
    ColourLookup(ColourLookup),
    /// Invert.
    Invert,
    /// Posterize to so many levels, 2 to 255.
    Posterize(u16),
    /// White from this level of luma on, 1 to 255.
    Threshold(u8),
    /// Gradient map: luma as a place in a gradient.
    GradientMap {
        /// Evaluated for the document's model.
        ramp: Ramp,
        /// From the last stop to the first.
        reverse: bool,
    },
    /// Selective colour.
    SelectiveColour(SelectiveColour),
}

/// An adjustment, prepared once and applied row by row.
#[derive(Debug, Clone)]
pub struct Adjustment {
    settings: Settings,
    /// For what works on each sample alone.
    tables: Option<Tables>,
    /// Steps from 0 to full.
    levels: f32,
}

impl Adjustment {
    /// Prepares `settings` for documents of `depth`.
    pub fn new(settings: Settings, depth: Depth) -> Self {
        let tables = tables(&settings, depth);
        let levels = if depth == Depth::Eight { 255.0 } else { 32768.0 };
        Self { settings, tables, levels }
    }

    /// What it was made from.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Changes a row of straight colour in place, a plane for each channel of `model`.
    ///
    /// What needs a colour of three samples works on C, M, Y in CMYK and changes nothing in gray and Lab.
    pub fn apply_row(&self, model: ColourModel, planes: &mut [&mut [f32]]) {
        if let Some(tables) = &self.tables {
            return tables.apply(model, planes);
        }
        match &self.settings {
            Settings::Threshold(level) => tone::threshold(*level, model, planes),
            Settings::ChannelMixer(mixer) => mixer.apply(planes),
            Settings::GradientMap { ramp, reverse } => gradient_map(ramp, *reverse, model, planes),
            Settings::Vibrance(settings) => colours(model, planes, |rgb| settings.at(rgb)),
            Settings::HueSaturation(settings) => colours(model, planes, |rgb| settings.at(rgb, self.levels)),
            Settings::BlackAndWhite(settings) => colours(model, planes, |rgb| settings.at(rgb)),
            Settings::PhotoFilter(settings) => colours(model, planes, |rgb| settings.at(rgb)),
            Settings::ColourLookup(settings) => colours(model, planes, |rgb| settings.at(rgb)),
            Settings::SelectiveColour(settings) => colours(model, planes, |rgb| settings.at(rgb)),
            // The rest have tables.
            _ => {}
        }
    }
}

/// The tables of what works on each sample alone.
fn tables(settings: &Settings, depth: Depth) -> Option<Tables> {
    let same = |_: usize, sample: f32| sample;
    Some(match settings {
        Settings::BrightnessContrast(settings) => Tables::new(depth, same, settings.function(depth)),
        Settings::Levels { all, channels } => Tables::new(
            depth,
            |channel, sample| channels.get(channel).map_or(sample, |levels| levels.at(sample)),
            |sample| all.at(sample),
        ),
        Settings::Curves { all, channels } => {
            let splines: Vec<_> = channels.iter().map(Spline::new).collect();
            let all = Spline::new(all);
            let own = |channel: usize, sample| splines.get(channel).map_or(sample, |spline: &Spline| spline.at(sample));
            Tables::new(depth, own, |sample| all.at(sample))
        }
        Settings::Exposure(settings) => Tables::new(depth, same, |sample| settings.at(sample)),
        Settings::ColourBalance(settings) => {
            // Black ink has no slider.
            let own = |channel: usize, sample| if channel < 3 { settings.at(channel, sample) } else { sample };
            Tables::new(depth, own, |sample| sample)
        }
        Settings::Invert => Tables::every(depth, |sample| 1.0 - sample),
        Settings::Posterize(levels) => Tables::new(depth, same, |sample| tone::posterize(*levels, depth, sample)),
        _ => return None,
    })
}

/// `change` of each pixel's first three samples.
#[inline]
fn colours(model: ColourModel, planes: &mut [&mut [f32]], change: impl Fn([f32; 3]) -> [f32; 3]) {
    if matches!(model, ColourModel::Gray | ColourModel::Lab) {
        return;
    }
    let [r, g, b, ..] = planes else { return };
    for ((r, g), b) in r.iter_mut().zip(g.iter_mut()).zip(b.iter_mut()) {
        [*r, *g, *b] = change([*r, *g, *b]);
    }
}

fn gradient_map(ramp: &Ramp, reverse: bool, model: ColourModel, planes: &mut [&mut [f32]]) {
    let width = planes.iter().map(|plane| plane.len()).min().unwrap_or(0);
    for x in 0..width {
        let light = match (model, &*planes) {
            (ColourModel::Rgb, [r, g, b, ..]) => luma([r[x], g[x], b[x]]),
            (ColourModel::Cmyk, [c, m, y, k, ..]) => luma([c[x], m[x], y[x]]) * k[x],
            (_, [light, ..]) => light[x],
            _ => 0.0,
        };
        let colour = ramp.colour_at(if reverse { 1.0 - light } else { light });
        planes.iter_mut().zip(colour).for_each(|(plane, sample)| plane[x] = sample);
    }
}

#[cfg(test)]
mod tests;
