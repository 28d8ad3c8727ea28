//! Colours, gradients and patterns of descriptors as the compositor's paint.

use std::collections::HashMap;
use std::sync::Arc;

use compositor::blend::component::luma;
use compositor::fill::{
    Bounds, ColourStop, Fill, Gradient, GradientFill, GradientStyle, Interpolation, NoiseGradient, OpacityStop,
    PatternFill, Ramp, Tile,
};
use pixels::geometry::Point;
use pixels::{ColourModel, Depth, Samples, Size};
use psd::Document;
use psd::descriptor::{Descriptor, Value};
use psd::header::ColorMode;
use psd::patterns::Pattern;
use psd::tagged::{self, Color, GradientShape, StopColor};

use super::colour::{self, Samples4};
use crate::Result;

/// What a document's paint needs to be known: its model, its depth, and its patterns by id.
#[derive(Debug)]
pub(super) struct Paints {
    pub(super) model: ColourModel,
    pub(super) depth: Depth,
    /// The power that makes samples of a gray document light.
    pub(super) gray_light: Option<f32>,
    tiles: HashMap<String, Arc<Tile>>,
}

impl Paints {
    pub(super) fn of(document: &Document, model: ColourModel, depth: Depth, limits: &psd::Limits) -> Result<Self> {
        let mut paints = Self { model, depth, gray_light: gray_light(document, model), tiles: HashMap::new() };
        // Damaged patterns are as good as missing: the fills that need them say so.
        for pattern in document.patterns(limits).unwrap_or_default() {
            if let Some(tile) = paints.tile(&pattern)? {
                paints.tiles.insert(pattern.id, Arc::new(tile));
            }
        }
        Ok(paints)
    }

    /// A colour of a descriptor. In documents of 32 bits its numbers are linear light already, for all that they run
    /// to 255 (exact on Photoshop's gradients).
    pub(super) fn colour(&self, color: &Color) -> Samples4 {
        match (self.model, self.depth, color) {
            (ColourModel::Rgb, Depth::ThirtyTwo, Color::Rgb(rgb)) => {
                let [r, g, b] = rgb.map(|value| (value / 255.0) as f32);
                [r, g, b, 0.0]
            }
            _ => colour::samples(color, self.model, self.depth),
        }
    }

    /// A fill, its gradient over `bounds` where it is given; `None` where it cannot be drawn. `reference` is the layer's
    /// reference point: there, and not at the layer's corner, patterns begin that are linked with it.
    pub(super) fn fill(&self, fill: &tagged::Fill, bounds: Option<Bounds>, reference: [f64; 2]) -> Option<Fill> {
        Some(match fill {
            tagged::Fill::Solid(color) => Fill::Solid(self.colour(color)),
            tagged::Fill::Gradient(gradient) => Fill::Gradient(self.gradient_fill(gradient, bounds)?),
            tagged::Fill::Pattern(pattern) => Fill::Pattern(self.pattern_fill(pattern, reference)?),
        })
    }

    /// A gradient as it lies; `None` for shape bursts, which only strokes have.
    pub(super) fn gradient_fill(&self, fill: &tagged::GradientFill, bounds: Option<Bounds>) -> Option<GradientFill> {
        let ramp = self.ramp(&fill.gradient, fill.method.as_deref());
        Some(GradientFill {
            ramp,
            style: match fill.shape {
                GradientShape::Radial => GradientStyle::Radial,
                GradientShape::Angle => GradientStyle::Angle,
                GradientShape::Reflected => GradientStyle::Reflected,
                GradientShape::Diamond => GradientStyle::Diamond,
                GradientShape::Linear => GradientStyle::Linear,
                GradientShape::ShapeBurst => return None,
            },
            angle: fill.angle as f32,
            scale: fill.scale as f32,
            offset: Point::new(fill.offset[0], fill.offset[1]),
            reverse: fill.is_reversed,
            bounds,
        })
    }

    /// The colours of a gradient. Noise is our own: the caller has to tell.
    pub(super) fn ramp(&self, gradient: &tagged::Gradient, method: Option<&str>) -> Ramp {
        if let Some(noise) = &gradient.noise {
            return self.noise(noise);
        }
        let colour = |color: &StopColor| match color {
            StopColor::Fixed(color) => self.colour(color),
            // The tool's colours are no part of a file; these are its defaults.
            StopColor::Foreground => self.colour(&Color::Rgb([0.0; 3])),
            StopColor::Background => self.colour(&Color::Rgb([255.0; 3])),
        };
        let colours = gradient.colors.iter().map(|stop| ColourStop {
            location: stop.location as f32,
            midpoint: stop.midpoint as f32,
            colour: colour(&stop.color),
        });
        let opacities = gradient.opacities.iter().map(|stop| OpacityStop {
            location: stop.location as f32,
            midpoint: stop.midpoint as f32,
            opacity: stop.opacity as f32,
        });
        let gradient = Gradient {
            colours: colours.collect(),
            opacities: opacities.collect(),
            smoothness: gradient.smoothness as f32,
            interpolation: interpolation(method),
        };
        Ramp::new(&gradient, self.model).rounded(self.depth)
    }

    /// A noise gradient from its settings (PSD file format, "Gradient settings"): a seed, how rough it is, and the ranges
    /// of three samples and opacity in percent.
    fn noise(&self, settings: &Descriptor) -> Ramp {
        let range = |key: &str, otherwise: f32| {
            let stored = settings.list(key).unwrap_or_default();
            [0, 1, 2, 3].map(|index| stored.get(index).and_then(Value::as_f64).map_or(otherwise, |v| v as f32 / 100.0))
        };
        let noise = NoiseGradient {
            seed: settings.integer("RndS").unwrap_or(0) as u32,
            roughness: settings.number("Smth").unwrap_or(0.0) as f32 / 4096.0,
            low: range("Mnm ", 0.0),
            high: range("Mxm ", 1.0),
        };
        let space = settings.enumeration("ClrS");
        let is_transparent = settings.boolean("ShTr").unwrap_or(false);
        let ramp = Ramp::of(|t| {
            let [x, y, z, opacity] = noise.at(t);
            let [x, y, z] = [x, y, z].map(f64::from);
            let colour = match space.as_deref() {
                Some("HSBl") => Color::Hsb([x * 360.0, y * 100.0, z * 100.0]),
                Some("LbCl") => Color::Lab([x * 100.0, y * 255.0 - 128.0, z * 255.0 - 128.0]),
                _ => Color::Rgb([x * 255.0, y * 255.0, z * 255.0]),
            };
            (self.colour(&colour), if is_transparent { opacity } else { 1.0 })
        });
        ramp.rounded(self.depth)
    }

    /// A pattern as it lies; `None` when the file lacks it.
    fn pattern_fill(&self, fill: &tagged::PatternFill, reference: [f64; 2]) -> Option<PatternFill> {
        let [x, y] = if fill.is_aligned { reference } else { [0.0; 2] };
        let tile = self.tiles.get(&fill.id)?.clone();
        Some(PatternFill {
            tile,
            scale: fill.scale as f32,
            angle: fill.angle as f32,
            origin: Point::new(fill.phase[0] + x, fill.phase[1] + y),
        })
    }

    /// A pattern as it lies, its light and dark alone in its one plane.
    pub(super) fn relief(&self, fill: &tagged::PatternFill, reference: [f64; 2]) -> Option<PatternFill> {
        let pattern = self.pattern_fill(fill, reference)?;
        let light = |[first, second, third, fourth]: Samples4| match self.model {
            ColourModel::Rgb => luma([first, second, third]),
            // The samples are the light that each ink leaves.
            ColourModel::Cmyk => luma([first, second, third]) * fourth,
            ColourModel::Gray | ColourModel::Lab => first,
        };
        Some(PatternFill { tile: Arc::new(pattern.tile.condensed(light)), ..pattern })
    }

    /// A pattern's picture in the document's model; `None` where that would need a profile.
    fn tile(&self, pattern: &Pattern) -> Result<Option<Tile>> {
        let size = Size::new(pattern.width, pattern.height);
        let planes: Vec<Vec<f32>> = pattern.colors.iter().map(plane).collect::<Result<_>>()?;
        let alpha = pattern.alpha.as_ref().map(plane).transpose()?.map(Samples::ThirtyTwo);
        let rgb = |index: usize| match (pattern.color_mode, &pattern.color_table) {
            (ColorMode::Indexed, Some(table)) => {
                table.get((planes[0][index] * 255.0 + 0.5) as usize).map(|rgb| rgb.map(f64::from))
            }
            (ColorMode::Rgb, _) => Some([0, 1, 2].map(|channel| f64::from(planes[channel][index]) * 255.0)),
            (ColorMode::Grayscale, _) => Some([f64::from(planes[0][index]) * 255.0; 3]),
            _ => None,
        };
        if same_model(pattern.color_mode, self.model) {
            let colour = planes.into_iter().map(Samples::ThirtyTwo).collect();
            return Ok(Tile::new(size, colour, alpha));
        }
        let mut converted = vec![Vec::with_capacity(size.pixels() as usize); self.model.channels()];
        for index in 0..size.pixels() as usize {
            let Some(rgb) = rgb(index) else { return Ok(None) };
            let samples = colour::samples(&Color::Rgb(rgb), self.model, self.depth);
            converted.iter_mut().zip(samples).for_each(|(plane, sample)| plane.push(sample));
        }
        Ok(Tile::new(size, converted.into_iter().map(Samples::ThirtyTwo).collect(), alpha))
    }
}

/// Without a profile a gray document is for Photoshop's own default, a dot gain of 20 %: half ink leaves 0.3 of the light.
fn gray_light(document: &Document, model: ColourModel) -> Option<f32> {
    const DOT_GAIN_20: f32 = 1.74;
    let profile = document.resource(psd::resources::id::ICC_PROFILE);
    let light = || profile.and_then(|profile| codec::profile::gray_light(&profile.data)).unwrap_or(DOT_GAIN_20);
    (model == ColourModel::Gray).then(light)
}

fn same_model(mode: ColorMode, model: ColourModel) -> bool {
    crate::modes::has_layers(mode) && crate::modes::model_of(mode) == model
}

fn plane(rows: &psd::compression::ChannelRows) -> Result<Vec<f32>> {
    let width = rows.width() as usize;
    let mut samples = vec![0.0; width * rows.height() as usize];
    for (y, row) in samples.chunks_exact_mut(width.max(1)).enumerate() {
        rows.samples(y as u32, 0, row)?;
    }
    Ok(samples)
}

fn interpolation(method: Option<&str>) -> Interpolation {
    match method {
        Some("Perc") => Interpolation::Perceptual,
        Some("Lnr ") => Interpolation::Linear,
        Some("Smoo") => Interpolation::Smooth,
        Some("stripes" | "Strp") => Interpolation::Stripes,
        _ => Interpolation::Classic,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_begins_at_the_reference_point_of_the_layer_it_is_linked_with() {
        let tile = Tile::new(Size::new(1, 1), vec![Samples::Eight(vec![0])], None).unwrap();
        let tiles = HashMap::from([("t".to_owned(), Arc::new(tile))]);
        let paints = Paints { model: ColourModel::Gray, depth: Depth::Eight, gray_light: None, tiles };
        let fill = tagged::PatternFill {
            id: "t".to_owned(),
            name: String::new(),
            scale: 1.0,
            angle: 0.0,
            is_aligned: true,
            phase: [1.0, 2.0],
        };
        let origin = |fill: &tagged::PatternFill| paints.pattern_fill(fill, [30.0, 40.0]).unwrap().origin;
        assert_eq!(origin(&fill), Point::new(31.0, 42.0));
        assert_eq!(origin(&tagged::PatternFill { is_aligned: false, ..fill }), Point::new(1.0, 2.0));
    }

    #[test]
    fn colours_of_32_bit_documents_are_linear_already() {
        let paints = |depth| Paints { model: ColourModel::Rgb, depth, gray_light: None, tiles: HashMap::new() };
        let half = Color::Rgb([127.5, 255.0, 0.0]);
        assert_eq!(paints(Depth::ThirtyTwo).colour(&half), [0.5, 1.0, 0.0, 0.0]);
        assert_eq!(paints(Depth::Eight).colour(&half), [0.5, 1.0, 0.0, 0.0]);
    }
}
