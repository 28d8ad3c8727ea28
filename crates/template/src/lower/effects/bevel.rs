//! Bevel and emboss.

use compositor::effects::{Bevel, BevelPaint, BevelStyle, BevelTechnique, Contour, Texture};
use psd::tagged;

use super::{Lowering, contour, mode, pixels, position};

/// Pixels from a texture's black to its white at a depth of 100 %; by eye, Photoshop gives no number.
const TEXTURE_HEIGHT: f64 = 5.0;

/// The contour's range that Photoshop begins with.
const WHOLE_RANGE: f64 = 0.5;

impl Lowering<'_> {
    pub(super) fn bevel(&mut self, bevel: &tagged::Bevel) -> Bevel {
        let texture = bevel.texture.as_ref().and_then(|texture| self.texture(texture));
        if bevel.contour.as_ref().is_some_and(|(_, range)| (range - WHOLE_RANGE).abs() > 1e-6) {
            self.missing.push(("bevel contour's range", "the contour is drawn over the whole slope"));
        }
        let paint = |tone: &tagged::BevelTone| BevelPaint {
            blend: mode(tone.blend_mode),
            opacity: tone.opacity as f32,
            colour: self.paints.colour(&tone.color),
        };
        let depth = bevel.depth as f32;
        Bevel {
            style: self.style(&bevel.style),
            technique: match bevel.technique.as_str() {
                "PrBL" => BevelTechnique::ChiselHard,
                "Slmt" => BevelTechnique::ChiselSoft,
                _ => BevelTechnique::Smooth,
            },
            depth: if bevel.is_down { -depth } else { depth },
            size: pixels(bevel.size),
            soften: pixels(bevel.soften),
            angle: self.light(bevel.light),
            altitude: (if bevel.light.is_global { self.altitude } else { bevel.altitude }) as f32,
            gloss: contour(&bevel.gloss, bevel.is_gloss_antialiased),
            profile: bevel.contour.as_ref().map_or_else(Contour::linear, |(profile, _)| contour(profile, true)),
            texture,
            highlight: paint(&bevel.highlight),
            shadow: paint(&bevel.shadow),
        }
    }

    fn texture(&mut self, (pattern, depth, inverted): &(tagged::PatternFill, f64, bool)) -> Option<Texture> {
        let relief = self.paints.relief(pattern, self.reference);
        self.missing.push(match relief {
            Some(_) => ("bevel texture", "its height is our own guess"),
            None => ("bevel texture", "its pattern is not in the file; the slope is drawn smooth"),
        });
        let height = depth * TEXTURE_HEIGHT * if *inverted { -1.0 } else { 1.0 };
        Some(Texture { pattern: relief?, height: height as f32 })
    }

    fn style(&self, style: &str) -> BevelStyle {
        match style {
            "OtrB" => BevelStyle::Outer,
            "Embs" => BevelStyle::Emboss,
            "PlEb" => BevelStyle::Pillow,
            "strokeEmboss" => {
                let (size, at) = self.stroke.unwrap_or((0.0, tagged::StrokePosition::Outside));
                BevelStyle::Stroke { size: pixels(size), position: position(at) }
            }
            _ => BevelStyle::Inner,
        }
    }
}
