//! Bevel and emboss: light and shade on the shape as if its edge were a slope.
//!
//! The shape's blurred coverage is taken for a height of `size` pixels from nothing to full. The surface is lit by
//! Lambert's law; what is brighter than flat ground is highlight, from there to the brightest possible, and what is
//! darker is shadow, down to unlit. With Photoshop's own pixels that comes out within 2/255 for smooth inner bevel
//! and emboss at full depth; the chisel techniques, pillow, stroke emboss and texture follow its manual.

use pixels::Rect;

use super::contour::Contour;
use super::field::{FULL, Field, quantise, unit};
use super::shadow::blurred_reach;
use super::stroke::{self, Position};
use super::texture::Texture;
use super::{Colour, Overlay, Part, Place, blur, distance};
use crate::blend::BlendMode;

/// Where the slope lies.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub enum BevelStyle {
    /// Within the shape.
    #[default]
    Inner,
    /// Around the shape.
    Outer,
    /// Half on each side, rising inwards.
    Emboss,
    /// Half on each side, both rising from the edge.
    Pillow,
    /// On the layer's stroke.
    Stroke {
        /// The stroke's width.
        size: f32,
        /// The stroke's position.
        position: Position,
    },
}

/// What the slope is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum BevelTechnique {
    /// A blur.
    #[default]
    Smooth,
    /// The distance from the edge.
    ChiselHard,
    /// The distance, a little smoothed.
    ChiselSoft,
}

/// The paint of a bevel's lit or shaded side.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BevelPaint {
    /// How it meets what is below.
    pub blend: BlendMode,
    /// 0 to 1.
    pub opacity: f32,
    /// What it is painted with.
    pub colour: Colour,
}

/// Parameters of bevel and emboss.
#[derive(Debug, Clone)]
pub struct Bevel {
    /// Where the slope lies.
    pub style: BevelStyle,
    /// What it is made of.
    pub technique: BevelTechnique,
    /// How steep it is: 1 is one pixel up for one across. Negative when the direction is down.
    pub depth: f32,
    /// Pixels from foot to top.
    pub size: f32,
    /// Pixels by which light and shade are blurred.
    pub soften: f32,
    /// Where the light comes from: degrees counterclockwise from the right.
    pub angle: f32,
    /// Degrees of the light above the ground.
    pub altitude: f32,
    /// From the surface's brightness, with one half for flat ground, to the brightness drawn.
    pub gloss: Contour,
    /// From the slope's even height to the height that is lit.
    pub profile: Contour,
    /// Ups and downs on what the slope raises; the slope's foot has none of them.
    pub texture: Option<Texture>,
    /// The lit side.
    pub highlight: BevelPaint,
    /// The side away from the light.
    pub shadow: BevelPaint,
}

/// Pixels over which the soft chisel smooths its edges; by eye, Photoshop gives no number.
const CHISEL_SOFTNESS: f32 = 4.0;

impl Bevel {
    pub(super) fn reach(&self) -> i32 {
        let stroke = if let BevelStyle::Stroke { size, .. } = self.style { size.max(0.0).ceil() as i32 } else { 0 };
        blurred_reach(self.size) + blurred_reach(self.soften) + stroke
    }

    fn places(&self) -> &'static [Place] {
        match self.style {
            BevelStyle::Inner => &[Place::Inside],
            BevelStyle::Outer => &[Place::Behind],
            BevelStyle::Emboss => &[Place::Over],
            BevelStyle::Pillow => &[Place::Behind, Place::Inside],
            BevelStyle::Stroke { position, .. } => stroke::places(position),
        }
    }

    /// For each place first the highlight, then the shadow.
    pub(super) fn parts(&self) -> Vec<Part> {
        let sides = [("bevel highlight", &self.highlight), ("bevel shadow", &self.shadow)];
        let part = |place, (name, side): (_, &BevelPaint)| Part::new(name, place, side.blend, side.opacity);
        self.places().iter().flat_map(|place| sides.map(|side| part(*place, side))).collect()
    }

    pub(super) fn prepare(&self, shape: &Field, canvas: Rect) -> Vec<Overlay> {
        let rect = shape.rect.inflate(self.reach()).intersect(canvas);
        let shape = shape.over(rect.inflate(self.reach()));
        let brightness = self.brightness(self.height(&shape)).over(rect);
        self.places().iter().flat_map(|place| self.sides(*place, &brightness, &shape)).collect()
    }

    /// The even slope over the shape's rectangle, from 0 to full for `size` pixels: of a stroke, within its line.
    fn height(&self, shape: &Field) -> Field {
        let line = match self.style {
            BevelStyle::Stroke { size, position } => Some(stroke::ring(shape, size, position)),
            _ => None,
        };
        let raised = line.as_ref().unwrap_or(shape);
        match self.technique {
            BevelTechnique::Smooth => blur::blur(raised, self.slope()),
            BevelTechnique::ChiselHard => self.chisel(raised),
            BevelTechnique::ChiselSoft => blur::blur(&self.chisel(raised), CHISEL_SOFTNESS),
        }
    }

    /// Pixels over which the slope is blurred or measured: emboss and pillow have half of it on each side.
    fn slope(&self) -> f32 {
        match self.style {
            BevelStyle::Emboss | BevelStyle::Pillow => (self.size / 2.0).round(),
            _ => self.size,
        }
    }

    /// An even slope by distance from the edge.
    fn chisel(&self, shape: &Field) -> Field {
        let size = self.size.max(1.0);
        let (low, high) = match self.style {
            BevelStyle::Outer => (-size, 0.0),
            BevelStyle::Emboss | BevelStyle::Pillow => (-size / 2.0, size / 2.0),
            BevelStyle::Inner | BevelStyle::Stroke { .. } => (0.0, size),
        };
        let measure = |shape: &Field| distance::by_distance(shape, size, |distance| distance);
        let (beyond, within) = (measure(shape), measure(&shape.clone().inverse()));
        let height = |(beyond, within): (&f32, &f32)| quantise(((within - beyond).clamp(low, high) - low) / size);
        Field { samples: beyond.iter().zip(&within).map(height).collect(), ..shape.clone_empty() }
    }

    /// How bright the surface over an even slope is: half for flat ground, full for facing the light, 0 for unlit.
    fn brightness(&self, even: Field) -> Field {
        let full = match self.technique {
            BevelTechnique::Smooth => self.slope(),
            BevelTechnique::ChiselHard | BevelTechnique::ChiselSoft => self.size,
        };
        let lamp = Lamp::new(self.angle, self.altitude);
        let texture = self.texture.as_ref().map(|texture| (texture.slopes(even.rect), even.clone()));
        let height = self.profile.apply(even);
        let width = height.rect.width();
        let level = vec![height.outside; width];
        let row = |y: i32| if y < height.rect.top || y >= height.rect.bottom { &level[..] } else { height.row(y) };
        let mut samples = Vec::with_capacity(height.samples.len());
        for (index, y) in (height.rect.top..height.rect.bottom).enumerate() {
            let (above, here, below) = (row(y - 1), row(y), row(y + 1));
            let rough = texture.as_ref().map(|(slopes, raised)| (slopes.row(index), raised.row(y)));
            for x in 0..width {
                let (left, right) = (here[x.saturating_sub(1)], here[(x + 1).min(width - 1)]);
                let (mut right, mut down) = (slope(left, right) * full, slope(above[x], below[x]) * full);
                if let Some((slopes, raised)) = rough {
                    right += slopes[x][0] * unit(raised[x]);
                    down += slopes[x][1] * unit(raised[x]);
                }
                samples.push(quantise(lamp.brightness(right * self.depth, down * self.depth)));
            }
        }
        let flat = quantise(0.5);
        let raw = Field { rect: height.rect, samples, outside: flat };
        self.gloss.apply(blur::blur(&raw, self.soften))
    }

    fn sides(&self, place: Place, brightness: &Field, shape: &Field) -> [Overlay; 2] {
        let turned = self.style == BevelStyle::Pillow && place == Place::Behind;
        let mut strength = brightness.clone();
        if turned {
            strength = strength.inverse();
        }
        if let BevelStyle::Stroke { size, position } = self.style {
            let line = stroke::ring(shape, size, position).over(strength.rect);
            let flat = quantise(0.5);
            let on_line = |(strength, line): (&mut u16, &u16)| {
                let toward = unit(*line) * (f32::from(*strength) - f32::from(flat));
                *strength = (f32::from(flat) + toward) as u16;
            };
            strength.samples.iter_mut().zip(&line.samples).for_each(on_line);
        }
        let lit = strength.clone().map(|sample| sample.saturating_sub(FULL - FULL / 2).saturating_mul(2));
        let shaded = strength.map(|sample| (FULL / 2).saturating_sub(sample).saturating_mul(2));
        [(lit, self.highlight), (shaded, self.shadow)]
            .map(|(coverage, side)| Overlay::new(side.colour.into(), coverage))
    }
}

fn slope(before: u16, after: u16) -> f32 {
    (f32::from(after) - f32::from(before)) / (2.0 * f32::from(FULL))
}

/// A light far away.
struct Lamp {
    /// Towards the light, per unit of height gained to the right and downwards.
    across: (f32, f32),
    altitude: f32,
}

impl Lamp {
    fn new(angle: f32, altitude: f32) -> Self {
        let (sin, cos) = angle.to_radians().sin_cos();
        // A light on the horizon or in the zenith would leave no room for shadow or highlight.
        let (up, along) = altitude.clamp(1.0, 89.0).to_radians().sin_cos();
        Self { across: (-cos * along, sin * along), altitude: up }
    }

    /// Lambert's law, with flat ground at one half; the ground rises by `right` and `down` for a pixel there.
    fn brightness(&self, right: f32, down: f32) -> f32 {
        let steepness = (1.0 + right * right + down * down).sqrt();
        let lit = ((right * self.across.0 + down * self.across.1 + self.altitude) / steepness).max(0.0);
        let room = if lit > self.altitude { 1.0 - self.altitude } else { self.altitude };
        0.5 + (lit - self.altitude) / room / 2.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flat_ground_is_neither_lit_nor_shaded() {
        for altitude in [10.0, 30.0, 70.0] {
            let lamp = Lamp::new(120.0, altitude);
            assert!((lamp.brightness(0.0, 0.0) - 0.5).abs() < 1e-6);
        }
    }

    #[test]
    fn a_slope_that_faces_the_light_is_fully_lit() {
        // Light 45 degrees above the right; a wall of 45 degrees that falls to the right meets it squarely.
        let lamp = Lamp::new(0.0, 45.0);
        assert!((lamp.brightness(-1.0, 0.0) - 1.0).abs() < 1e-5);
        assert!(lamp.brightness(1.0, 0.0) < 1e-5);
        // And from above: a surface that falls upwards, that is, rises downwards.
        assert!((Lamp::new(90.0, 45.0).brightness(0.0, 1.0) - 1.0).abs() < 1e-5);
    }
}
