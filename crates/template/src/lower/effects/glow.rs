//! Outer and inner glow.

use compositor::blend::BlendMode;
use compositor::effects::{Glow, Paint, Source, Technique};
use psd::tagged::{self, GlowPaint};

use super::{Lowering, OTHER_NOISE, contour, pixels};

impl Lowering<'_> {
    pub(super) fn glow(&mut self, glow: &tagged::Glow, blend: BlendMode, opacity: f32) -> Glow {
        let paint = match &glow.paint {
            GlowPaint::Color(color) => Paint::from(self.paints.colour(color)),
            GlowPaint::Gradient(gradient) => {
                if gradient.noise.is_some() {
                    self.missing.push(("glow", OTHER_NOISE));
                }
                Paint::Strength(self.paints.ramp(gradient, None))
            }
        };
        Glow {
            blend,
            opacity,
            paint,
            technique: if glow.technique == "PrBL" { Technique::Precise } else { Technique::Softer },
            source: if glow.is_from_centre { Source::Centre } else { Source::Edge },
            size: pixels(glow.size),
            spread: glow.spread as f32,
            range: glow.range as f32,
            jitter: glow.jitter as f32,
            contour: contour(&glow.contour, glow.is_antialiased),
            noise: glow.noise as f32,
        }
    }
}
