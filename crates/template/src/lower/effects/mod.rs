//! A layer's effects (`lfx2`, `lmfx`) as the compositor's.

mod bevel;
mod glow;

use compositor::blend::BlendMode;
use compositor::effects::{
    Contour, ContourPoint, Effect, Effects, FillOverlay, Paint, Position, Satin, Shadow, Stroke,
};
use compositor::fill::{Bounds, Fill, GradientFill};
use pixels::{Rect, Size};
use psd::Document;
use psd::tagged::{self, EffectKind, GradientShape, Light, StrokePosition};

use super::paints::Paints;

/// What is told of a noise gradient.
const OTHER_NOISE: &str = "its noise gradient has other colours than Photoshop's";

/// Effects to draw, and what of them is not drawn: name and what is missing.
pub(super) struct LoweredEffects {
    pub(super) effects: Option<Effects>,
    pub(super) missing: Vec<(&'static str, &'static str)>,
}

/// The effects of `document` that are switched on, with the global light filled in. `shape` is the extent of a shape
/// layer's path, `reference` the layer's reference point.
pub(super) fn lower(
    document: &Document,
    stored: &tagged::Effects,
    shape: Option<Bounds>,
    reference: [f64; 2],
    paints: &Paints,
) -> LoweredEffects {
    let mut lowering = Lowering {
        paints,
        shape,
        reference,
        canvas: Rect::of_size(Size::new(document.header.width, document.header.height)),
        angle: document.global_angle().map_or(120.0, f64::from),
        altitude: document.global_altitude().map_or(30.0, f64::from),
        stroke: stroke_of(stored),
        missing: Vec::new(),
    };
    let shown = stored.effects.iter().filter(|effect| stored.is_enabled && effect.is_enabled);
    // Of several of a kind the file has the topmost first.
    let list: Vec<Effect> = shown.rev().filter_map(|effect| lowering.effect(effect)).collect();
    LoweredEffects { effects: (!list.is_empty()).then(|| Effects::new(list)), missing: lowering.missing }
}

/// The stroke that an embossed stroke lies on.
fn stroke_of(stored: &tagged::Effects) -> Option<(f64, StrokePosition)> {
    stored.effects.iter().find_map(|effect| match &effect.kind {
        EffectKind::Stroke(stroke) if effect.is_enabled => Some((stroke.size, stroke.position)),
        _ => None,
    })
}

struct Lowering<'a> {
    paints: &'a Paints,
    shape: Option<Bounds>,
    reference: [f64; 2],
    canvas: Rect,
    angle: f64,
    altitude: f64,
    stroke: Option<(f64, StrokePosition)>,
    missing: Vec<(&'static str, &'static str)>,
}

impl Lowering<'_> {
    fn effect(&mut self, stored: &tagged::Effect) -> Option<Effect> {
        let (blend, opacity) = (mode(stored.blend_mode), stored.opacity as f32);
        Some(match &stored.kind {
            EffectKind::DropShadow(shadow) => Effect::DropShadow(self.shadow(shadow, blend, opacity)),
            EffectKind::InnerShadow(shadow) => Effect::InnerShadow(self.shadow(shadow, blend, opacity)),
            EffectKind::OuterGlow(glow) => Effect::OuterGlow(self.glow(glow, blend, opacity)),
            EffectKind::InnerGlow(glow) => Effect::InnerGlow(self.glow(glow, blend, opacity)),
            EffectKind::Bevel(bevel) => Effect::Bevel(self.bevel(bevel)),
            EffectKind::Satin(satin) => Effect::Satin(Satin {
                blend,
                opacity,
                colour: self.paints.colour(&satin.color),
                angle: satin.angle as f32,
                distance: pixels(satin.distance),
                size: pixels(satin.size),
                invert: satin.is_inverted,
                contour: contour(&satin.contour, satin.is_antialiased),
            }),
            EffectKind::ColorOverlay(color) => {
                let fill = Fill::Solid(self.paints.colour(color));
                Effect::FillOverlay(FillOverlay { blend, opacity, fill })
            }
            EffectKind::GradientOverlay(gradient) => {
                let fill =
                    self.fill("gradient overlay", &tagged::Fill::Gradient(gradient.clone()), gradient.is_aligned)?;
                Effect::FillOverlay(FillOverlay { blend, opacity, fill })
            }
            EffectKind::PatternOverlay(pattern) => {
                let fill = self.fill("pattern overlay", &tagged::Fill::Pattern(pattern.clone()), true)?;
                Effect::FillOverlay(FillOverlay { blend, opacity, fill })
            }
            EffectKind::Stroke(stroke) => Effect::Stroke(self.stroke(stroke, blend, opacity)?),
        })
    }

    fn stroke(&mut self, stored: &tagged::Stroke, blend: BlendMode, opacity: f32) -> Option<Stroke> {
        let mut stroke = Stroke {
            blend,
            opacity,
            paint: self.stroke_paint(&stored.fill)?,
            size: pixels(stored.size),
            position: position(stored.position),
            overprint: stored.is_overprinting,
        };
        let beyond = f64::from(stroke.beyond());
        if let Paint::Fill(Fill::Gradient(GradientFill { bounds: Some(bounds), .. })) = &mut stroke.paint {
            *bounds = bounds.inflate(beyond);
        }
        Some(stroke)
    }

    /// Only strokes have gradients across their own line.
    fn stroke_paint(&mut self, fill: &tagged::Fill) -> Option<Paint> {
        let tagged::Fill::Gradient(gradient) = fill else { return self.fill("stroke", fill, true).map(Paint::from) };
        if gradient.shape != GradientShape::ShapeBurst {
            return self.fill("stroke", fill, true).map(Paint::from);
        }
        if gradient.gradient.noise.is_some() {
            self.missing.push(("stroke", OTHER_NOISE));
        }
        let ramp = self.paints.ramp(&gradient.gradient, gradient.method.as_deref());
        Some(Paint::Burst(if gradient.is_reversed { ramp.reversed() } else { ramp }))
    }

    /// A fill; its gradient spans the layer when aligned, otherwise the canvas.
    fn fill(&mut self, effect: &'static str, fill: &tagged::Fill, aligned: bool) -> Option<Fill> {
        let lowered =
            self.paints.fill(fill, if aligned { self.shape } else { Some(self.canvas.into()) }, self.reference);
        match fill {
            _ if lowered.is_none() => self.missing.push((effect, "its pattern is not in the file; it is not drawn")),
            tagged::Fill::Gradient(gradient) if gradient.gradient.noise.is_some() => {
                self.missing.push((effect, OTHER_NOISE));
            }
            _ => {}
        }
        lowered
    }

    fn shadow(&self, shadow: &tagged::Shadow, blend: BlendMode, opacity: f32) -> Shadow {
        Shadow {
            blend,
            opacity,
            colour: self.paints.colour(&shadow.color),
            angle: self.light(shadow.light),
            distance: pixels(shadow.distance),
            size: pixels(shadow.size),
            spread: shadow.spread as f32,
            contour: contour(&shadow.contour, shadow.is_antialiased),
            noise: shadow.noise as f32,
            concealed: shadow.layer_conceals,
        }
    }

    fn light(&self, light: Light) -> f32 {
        (if light.is_global { self.angle } else { light.angle }) as f32
    }
}

/// Sizes are stored in canvas pixels. The scale beside them says what they were scaled by, resolution / 72 to begin with:
/// a stroke of one pixel in a file of 96 dpi has a scale of 133 %.
fn pixels(size: f64) -> f32 {
    size as f32
}

fn mode(stored: psd::layers::BlendMode) -> BlendMode {
    super::blend_mode(stored).unwrap_or(BlendMode::Normal)
}

fn position(position: StrokePosition) -> Position {
    match position {
        StrokePosition::Outside => Position::Outside,
        StrokePosition::Inside => Position::Inside,
        StrokePosition::Centre => Position::Centre,
    }
}

fn contour(stored: &tagged::Contour, antialiased: bool) -> Contour {
    if stored.is_linear() {
        return Contour::linear();
    }
    let point = |(x, y, smooth): &(f64, f64, bool)| ContourPoint {
        input: (x / 255.0) as f32,
        output: (y / 255.0) as f32,
        corner: !smooth,
    };
    Contour::new(&stored.points.iter().map(point).collect::<Vec<_>>(), antialiased)
}
