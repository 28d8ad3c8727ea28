//! `lfx2` and `lmfx`: a layer's effects. `lmfx` may have several of a kind, `lfx2` has one of each.

use bytes::Bytes;

use super::{Color, Fill, Gradient, GradientFill, PatternFill};
use crate::cursor::Cursor;
use crate::descriptor::{Descriptor, Value};
use crate::layers::BlendMode;
use crate::{Limits, Result};

/// The effects of a layer.
#[derive(Debug, Clone, PartialEq)]
pub struct Effects {
    /// 1 unless the effects were scaled.
    pub scale: f64,
    /// The switch of all effects.
    pub is_enabled: bool,
    /// The effects in file order: of several of a kind, the first lies on top.
    pub effects: Vec<Effect>,
    /// All that was read; not of `lrFX`, which has none.
    pub descriptor: Option<Descriptor>,
}

/// One effect.
#[derive(Debug, Clone, PartialEq)]
pub struct Effect {
    /// Whether it is switched on.
    pub is_enabled: bool,
    /// How it mixes with what lies below. Not for [`EffectKind::Bevel`], which has two.
    pub blend_mode: BlendMode,
    /// 0 to 1.
    pub opacity: f64,
    /// What it is.
    pub kind: EffectKind,
}

/// The ten effects. Sizes and distances are in pixels, angles in degrees, all else from 0 to 1.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the names are those of Photoshop's dialogue")]
pub enum EffectKind {
    DropShadow(Shadow),
    InnerShadow(Shadow),
    OuterGlow(Glow),
    InnerGlow(Glow),
    Bevel(Box<Bevel>),
    Satin(Satin),
    ColorOverlay(Color),
    GradientOverlay(GradientFill),
    PatternOverlay(PatternFill),
    Stroke(Stroke),
}

/// Where the light comes from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Light {
    /// Take the angle of the document's global light.
    pub is_global: bool,
    /// Degrees, counter-clockwise from the right.
    pub angle: f64,
}

/// A drop shadow or an inner shadow.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the names are those of Photoshop's dialogue")]
pub struct Shadow {
    pub color: Color,
    pub light: Light,
    pub distance: f64,
    /// *Spread*, or *Choke* of an inner shadow.
    pub spread: f64,
    pub size: f64,
    pub noise: f64,
    pub contour: Contour,
    pub is_antialiased: bool,
    /// *Layer Knocks Out Drop Shadow*.
    pub layer_conceals: bool,
}

/// A glow.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the names are those of Photoshop's dialogue")]
pub struct Glow {
    pub paint: GlowPaint,
    /// `SfBL` softer, `PrBL` precise.
    pub technique: String,
    pub spread: f64,
    pub size: f64,
    pub noise: f64,
    pub jitter: f64,
    pub range: f64,
    pub contour: Contour,
    pub is_antialiased: bool,
    /// Inner glow only: from the centre, not from the edge.
    pub is_from_centre: bool,
}

/// What a glow is made of.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum GlowPaint {
    Color(Color),
    Gradient(Gradient),
}

/// Bevel and emboss.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the names are those of Photoshop's dialogue")]
pub struct Bevel {
    /// `OtrB`, `InrB`, `Embs`, `PlEb`, `strokeEmboss`.
    pub style: String,
    /// `SfBL` smooth, `PrBL` chisel hard, `Slmt` chisel soft.
    pub technique: String,
    pub depth: f64,
    pub is_down: bool,
    pub size: f64,
    pub soften: f64,
    pub light: Light,
    pub altitude: f64,
    pub gloss: Contour,
    pub is_gloss_antialiased: bool,
    pub highlight: BevelTone,
    pub shadow: BevelTone,
    /// The contour of the edge and how far it reaches, if switched on.
    pub contour: Option<(Contour, f64)>,
    /// Pattern, depth and whether it is inverted, if switched on.
    pub texture: Option<(PatternFill, f64, bool)>,
}

/// How a bevel's light or dark side is painted.
#[derive(Debug, Clone, Copy, PartialEq)]
#[expect(missing_docs, reason = "the names say it")]
pub struct BevelTone {
    pub blend_mode: BlendMode,
    pub color: Color,
    pub opacity: f64,
}

/// Satin.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the names are those of Photoshop's dialogue")]
pub struct Satin {
    pub color: Color,
    pub angle: f64,
    pub distance: f64,
    pub size: f64,
    pub contour: Contour,
    pub is_antialiased: bool,
    pub is_inverted: bool,
}

/// On which side of the edge a stroke lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum StrokePosition {
    Outside,
    Inside,
    Centre,
}

/// A stroke.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the names are those of Photoshop's dialogue")]
pub struct Stroke {
    pub size: f64,
    pub position: StrokePosition,
    pub fill: Fill,
    /// Hides the layer below it (`overprint` off is the usual).
    pub is_overprinting: bool,
}

/// A curve that maps an effect's strength, 0 to 255 on both axes.
#[derive(Debug, Clone, PartialEq)]
pub struct Contour {
    /// Its name.
    pub name: String,
    /// Points x, y; the flag says whether the curve is smooth there.
    pub points: Vec<(f64, f64, bool)>,
}

impl Contour {
    /// The straight line.
    pub fn linear() -> Self {
        Self { name: "Linear".into(), points: vec![(0.0, 0.0, true), (255.0, 255.0, true)] }
    }

    /// Whether it changes nothing.
    pub fn is_linear(&self) -> bool {
        self.points.iter().all(|(x, y, _)| x == y)
    }

    fn from_descriptor(descriptor: Option<&Descriptor>) -> Self {
        let Some(descriptor) = descriptor else { return Self::linear() };
        let points = descriptor.list("Crv ").unwrap_or_default().iter().filter_map(Value::as_object);
        let point = |point: &Descriptor| {
            let is_smooth = point.boolean("Cnty").unwrap_or(true);
            Some((point.number("Hrzn")?, point.number("Vrtc")?, is_smooth))
        };
        Self { name: descriptor.text("Nm  ").unwrap_or_default(), points: points.filter_map(point).collect() }
    }
}

impl Effects {
    /// Reads the contents of either block.
    pub fn read(data: &Bytes, limits: &Limits) -> Result<Self> {
        let mut cursor = Cursor::new(data.clone(), "a layer's effects");
        if cursor.u32()? != 0 {
            return Err(cursor.malformed("an unknown version"));
        }
        Ok(Self::from_descriptor(Descriptor::read_versioned(&mut cursor, limits)?))
    }

    /// Reads the descriptor. Effects that lack what they need are left out.
    pub fn from_descriptor(descriptor: Descriptor) -> Self {
        let mut effects = Vec::new();
        for (key, value) in &descriptor.items {
            let all = value.as_list().unwrap_or(std::slice::from_ref(value));
            let objects = all.iter().filter_map(Value::as_object);
            effects.extend(objects.filter_map(|object| Effect::from_descriptor(&key.to_string(), object)));
        }
        Self {
            scale: descriptor.number("Scl ").unwrap_or(100.0) / 100.0,
            is_enabled: descriptor.boolean("masterFXSwitch").unwrap_or(true),
            effects,
            descriptor: Some(descriptor),
        }
    }
}

/// The values of one effect's descriptor, with the defaults of Photoshop's dialogue.
struct Values<'a>(&'a Descriptor);

impl Values<'_> {
    fn color(&self, key: &str) -> Option<Color> {
        Color::from_descriptor(self.0.object(key)?)
    }

    fn number(&self, key: &str) -> f64 {
        self.0.number(key).unwrap_or(0.0)
    }

    fn percent(&self, key: &str) -> f64 {
        self.number(key) / 100.0
    }

    fn switch(&self, key: &str) -> bool {
        self.0.boolean(key).unwrap_or(false)
    }

    fn name(&self, key: &str) -> String {
        self.0.enumeration(key).unwrap_or_default()
    }

    fn mode(&self, key: &str) -> BlendMode {
        self.0.enumeration(key).map_or(BlendMode::Normal, |name| BlendMode::from_descriptor_name(&name))
    }

    fn contour(&self, key: &str) -> Contour {
        Contour::from_descriptor(self.0.object(key))
    }

    fn light(&self) -> Light {
        Light { is_global: self.switch("uglg"), angle: self.number("lagl") }
    }
}

impl Effect {
    fn from_descriptor(key: &str, descriptor: &Descriptor) -> Option<Self> {
        let values = Values(descriptor);
        let kind = match key {
            "DrSh" | "dropShadowMulti" => EffectKind::DropShadow(Shadow::read(&values)?),
            "IrSh" | "innerShadowMulti" => EffectKind::InnerShadow(Shadow::read(&values)?),
            "OrGl" => EffectKind::OuterGlow(Glow::read(&values)?),
            "IrGl" => EffectKind::InnerGlow(Glow::read(&values)?),
            "ebbl" => EffectKind::Bevel(Box::new(Bevel::read(&values)?)),
            "ChFX" => EffectKind::Satin(Satin::read(&values)?),
            "SoFi" | "solidFillMulti" => EffectKind::ColorOverlay(values.color("Clr ")?),
            "GrFl" | "gradientFillMulti" => EffectKind::GradientOverlay(GradientFill::from_descriptor(descriptor)?),
            "patternFill" => EffectKind::PatternOverlay(PatternFill::from_descriptor(descriptor)?),
            "FrFX" | "frameFXMulti" => EffectKind::Stroke(Stroke::read(&values)?),
            _ => return None,
        };
        Some(Self {
            is_enabled: descriptor.boolean("enab").unwrap_or(true) && descriptor.boolean("present").unwrap_or(true),
            blend_mode: values.mode("Md  "),
            opacity: descriptor.number("Opct").unwrap_or(100.0) / 100.0,
            kind,
        })
    }
}

impl Shadow {
    fn read(values: &Values) -> Option<Self> {
        Some(Self {
            color: values.color("Clr ")?,
            light: values.light(),
            distance: values.number("Dstn"),
            spread: values.percent("Ckmt"),
            size: values.number("blur"),
            noise: values.percent("Nose"),
            contour: values.contour("TrnS"),
            is_antialiased: values.switch("AntA"),
            layer_conceals: values.0.boolean("layerConceals").unwrap_or(true),
        })
    }
}

impl Glow {
    fn read(values: &Values) -> Option<Self> {
        let paint = match values.0.object("Grad") {
            Some(gradient) => GlowPaint::Gradient(Gradient::from_descriptor(gradient)?),
            None => GlowPaint::Color(values.color("Clr ")?),
        };
        Some(Self {
            paint,
            technique: values.name("GlwT"),
            spread: values.percent("Ckmt"),
            size: values.number("blur"),
            noise: values.percent("Nose"),
            jitter: values.percent("ShdN"),
            range: values.0.number("Inpr").unwrap_or(50.0) / 100.0,
            contour: values.contour("TrnS"),
            is_antialiased: values.switch("AntA"),
            is_from_centre: values.name("glwS") == "SrcC",
        })
    }
}

impl Bevel {
    fn read(values: &Values) -> Option<Self> {
        let tone = |mode, color, opacity| {
            let blend_mode = values.mode(mode);
            Some(BevelTone { blend_mode, color: values.color(color)?, opacity: values.percent(opacity) })
        };
        let texture = || {
            let pattern = PatternFill::from_descriptor(values.0)?;
            Some((pattern, values.percent("textureDepth"), values.switch("InvT")))
        };
        Some(Self {
            style: values.name("bvlS"),
            technique: values.name("bvlT"),
            depth: values.percent("srgR"),
            is_down: values.name("bvlD") == "Out ",
            size: values.number("blur"),
            soften: values.number("Sftn"),
            light: values.light(),
            altitude: values.number("Lald"),
            gloss: values.contour("TrnS"),
            is_gloss_antialiased: values.switch("antialiasGloss"),
            highlight: tone("hglM", "hglC", "hglO")?,
            shadow: tone("sdwM", "sdwC", "sdwO")?,
            contour: values.switch("useShape").then(|| (values.contour("MpgS"), values.percent("Inpr"))),
            texture: if values.switch("useTexture") { texture() } else { None },
        })
    }
}

impl Satin {
    fn read(values: &Values) -> Option<Self> {
        Some(Self {
            color: values.color("Clr ")?,
            angle: values.number("lagl"),
            distance: values.number("Dstn"),
            size: values.number("blur"),
            contour: values.contour("MpgS"),
            is_antialiased: values.switch("AntA"),
            is_inverted: values.switch("Invr"),
        })
    }
}

impl Stroke {
    fn read(values: &Values) -> Option<Self> {
        let fill = match values.name("PntT").as_str() {
            "GrFl" => Fill::Gradient(GradientFill::from_descriptor(values.0)?),
            "Ptrn" => Fill::Pattern(PatternFill::from_descriptor(values.0)?),
            _ => Fill::Solid(values.color("Clr ")?),
        };
        let position = match values.name("Styl").as_str() {
            "InsF" => StrokePosition::Inside,
            "CtrF" => StrokePosition::Centre,
            _ => StrokePosition::Outside,
        };
        Some(Self { size: values.number("Sz  "), position, fill, is_overprinting: values.switch("overprint") })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shadow_and_two_strokes_are_read_in_order() {
        let red = || Color::rgb_descriptor([255.0, 0.0, 0.0]);
        let stroke = |size: f64| Value::from(Descriptor::new("FrFX").with("Clr ", red()).with("Sz  ", size));
        let shadow = Descriptor::new("DrSh")
            .with("enab", false)
            .with("Md  ", Value::enumeration_of("BlnM", "Mltp"))
            .with("Clr ", red())
            .with("Opct", 75.0)
            .with("blur", Value::pixels(5.0));
        let effects = Descriptor::new("null")
            .with("Scl ", 200.0)
            .with("DrSh", shadow)
            .with("frameFXMulti", vec![stroke(1.0), stroke(2.0)])
            .with("ChFX", Descriptor::new("ChFX"));
        let effects = Effects::from_descriptor(effects);
        assert_eq!((effects.scale, effects.is_enabled, effects.effects.len()), (2.0, true, 3));
        let shadow = &effects.effects[0];
        assert_eq!((shadow.is_enabled, shadow.blend_mode, shadow.opacity), (false, BlendMode::Multiply, 0.75));
        assert!(matches!(&effects.effects[2].kind, EffectKind::Stroke(Stroke { size: 2.0, .. })));
    }
}
