//! Bevel and emboss.

use compositor::effects::{Bevel, BevelPaint, BevelStyle, BevelTechnique, Contour};
use psd::tagged;

use super::{Lowering, contour, mode, pixels, position};

impl Lowering<'_> {
    pub(super) fn bevel(&mut self, bevel: &tagged::Bevel) -> Bevel {
        if bevel.texture.is_some() {
            self.missing.push(("bevel texture", "the slope is drawn smooth"));
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
            highlight: paint(&bevel.highlight),
            shadow: paint(&bevel.shadow),
        }
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
