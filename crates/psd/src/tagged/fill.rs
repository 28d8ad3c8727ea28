//! `SoCo`, `GdFl`, `PtFl` and `vscg`: what fill layers and shapes are filled with.

use super::Color;
use crate::descriptor::{Descriptor, Value};

/// What an area is filled with.
#[derive(Debug, Clone, PartialEq)]
pub enum Fill {
    /// One colour.
    Solid(Color),
    /// A gradient.
    Gradient(GradientFill),
    /// A pattern.
    Pattern(PatternFill),
}

impl Fill {
    /// Reads whichever of the three the descriptor holds. Fill blocks, strokes and overlays share their keys.
    pub fn from_descriptor(descriptor: &Descriptor) -> Option<Self> {
        if descriptor.object("Grad").is_some() {
            return GradientFill::from_descriptor(descriptor).map(Self::Gradient);
        }
        if descriptor.object("Ptrn").is_some() {
            return PatternFill::from_descriptor(descriptor).map(Self::Pattern);
        }
        Color::from_descriptor(descriptor.object("Clr ")?).map(Self::Solid)
    }
}

/// How a gradient is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are those of Photoshop's dialogue")]
pub enum GradientShape {
    Linear,
    Radial,
    Angle,
    Reflected,
    Diamond,
    /// Along the edge of what is stroked.
    ShapeBurst,
}

/// A gradient and how it is laid out.
#[derive(Debug, Clone, PartialEq)]
pub struct GradientFill {
    /// The colours.
    pub gradient: Gradient,
    /// The layout.
    pub shape: GradientShape,
    /// Degrees, counter-clockwise from the right.
    pub angle: f64,
    /// 1 is natural size.
    pub scale: f64,
    /// Whether the colours run backwards.
    pub is_reversed: bool,
    /// Whether steps are dithered.
    pub is_dithered: bool,
    /// Whether it is laid over the layer's bounds, not over the canvas.
    pub is_aligned: bool,
    /// Shift of the centre, as shares of the bounds.
    pub offset: [f64; 2],
    /// How colours are mixed: `Gcls` classic, `Lnr ` linear, `Perc` perceptual, `Smoo` smooth, `stripes`.
    pub method: Option<String>,
}

impl GradientFill {
    /// Reads the descriptor.
    pub fn from_descriptor(descriptor: &Descriptor) -> Option<Self> {
        let offset = |key| Some(descriptor.object("Ofst")?.number(key)? / 100.0);
        Some(Self {
            gradient: Gradient::from_descriptor(descriptor.object("Grad")?)?,
            shape: match descriptor.enumeration("Type").as_deref() {
                Some("Rdl ") => GradientShape::Radial,
                Some("Angl") => GradientShape::Angle,
                Some("Rflc") => GradientShape::Reflected,
                Some("Dmnd") => GradientShape::Diamond,
                Some("shapeburst") => GradientShape::ShapeBurst,
                _ => GradientShape::Linear,
            },
            angle: descriptor.number("Angl").unwrap_or(0.0),
            scale: descriptor.number("Scl ").unwrap_or(100.0) / 100.0,
            is_reversed: descriptor.boolean("Rvrs").unwrap_or(false),
            is_dithered: descriptor.boolean("Dthr").unwrap_or(false),
            is_aligned: descriptor.boolean("Algn").unwrap_or(true),
            offset: [offset("Hrzn").unwrap_or(0.0), offset("Vrtc").unwrap_or(0.0)],
            // Photoshop writes the short key as often as the long one.
            method: descriptor.enumeration("gradientsInterpolationMethod").or_else(|| descriptor.enumeration("gs99")),
        })
    }
}

/// The colours of a gradient.
#[derive(Debug, Clone, PartialEq)]
pub struct Gradient {
    /// Its name.
    pub name: String,
    /// 0 to 1: how far the colours are smoothed between stops.
    pub smoothness: f64,
    /// Colours, by location.
    pub colors: Vec<ColorStop>,
    /// Opacities, by location.
    pub opacities: Vec<OpacityStop>,
    /// A noise gradient has no stops but random colours; these are its settings.
    pub noise: Option<Descriptor>,
}

/// The colour of a stop.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum StopColor {
    /// This colour.
    Fixed(Color),
    /// Whatever the foreground colour is.
    Foreground,
    /// Whatever the background colour is.
    Background,
}

/// A colour at a place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ColorStop {
    /// The colour.
    pub color: StopColor,
    /// 0 to 1.
    pub location: f64,
    /// Where between the stop before and this one the two are mixed half and half: 0 to 1.
    pub midpoint: f64,
}

/// An opacity at a place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OpacityStop {
    /// 0 to 1.
    pub opacity: f64,
    /// 0 to 1.
    pub location: f64,
    /// As in [`ColorStop`].
    pub midpoint: f64,
}

/// Locations and smoothness count from 0 to this.
pub(crate) const FULL: f64 = 4096.0;

impl Gradient {
    /// Reads a descriptor of class `Grdn`.
    pub fn from_descriptor(descriptor: &Descriptor) -> Option<Self> {
        let is_noise = descriptor.enumeration("GrdF").as_deref() == Some("ClNs");
        let stops = |key| descriptor.list(key).unwrap_or_default().iter().filter_map(Value::as_object);
        let place = |stop: &Descriptor| Some((stop.number("Lctn")? / FULL, stop.number("Mdpn")? / 100.0));
        let color = |stop: &Descriptor| {
            let (location, midpoint) = place(stop)?;
            let color = match stop.enumeration("Type").as_deref() {
                Some("FrgC") => StopColor::Foreground,
                Some("BckC") => StopColor::Background,
                _ => StopColor::Fixed(Color::from_descriptor(stop.object("Clr ")?)?),
            };
            Some(ColorStop { color, location, midpoint })
        };
        let opacity = |stop: &Descriptor| {
            let (location, midpoint) = place(stop)?;
            Some(OpacityStop { opacity: stop.number("Opct")? / 100.0, location, midpoint })
        };
        Some(Self {
            name: descriptor.text("Nm  ").unwrap_or_default(),
            smoothness: descriptor.number("Intr").unwrap_or(FULL) / FULL,
            colors: stops("Clrs").map(color).collect::<Option<_>>()?,
            opacities: stops("Trns").map(opacity).collect::<Option<_>>()?,
            noise: is_noise.then(|| descriptor.clone()),
        })
    }
}

/// A pattern and how it is laid out.
#[derive(Debug, Clone, PartialEq)]
pub struct PatternFill {
    /// Which pattern: [`Pattern::id`](crate::patterns::Pattern::id).
    pub id: String,
    /// Its name.
    pub name: String,
    /// 1 is natural size.
    pub scale: f64,
    /// Degrees.
    pub angle: f64,
    /// Whether it moves with the layer.
    pub is_aligned: bool,
    /// Where the first tile begins, in pixels.
    pub phase: [f64; 2],
}

impl PatternFill {
    /// Reads the descriptor.
    pub fn from_descriptor(descriptor: &Descriptor) -> Option<Self> {
        let pattern = descriptor.object("Ptrn")?;
        let phase = |key| descriptor.object("phase")?.number(key);
        Some(Self {
            id: pattern.text("Idnt")?,
            name: pattern.text("Nm  ").unwrap_or_default(),
            scale: descriptor.number("Scl ").unwrap_or(100.0) / 100.0,
            angle: descriptor.number("Angl").unwrap_or(0.0),
            is_aligned: descriptor.boolean("Algn").or_else(|| descriptor.boolean("Lnkd")).unwrap_or(true),
            phase: [phase("Hrzn").unwrap_or(0.0), phase("Vrtc").unwrap_or(0.0)],
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stop(location: i32) -> Descriptor {
        Descriptor::new("Clrt").with("Lctn", location).with("Mdpn", 50)
    }

    #[test]
    fn a_gradient_has_its_stops_between_0_and_1() {
        let red = Color::rgb_descriptor([255.0, 0.0, 0.0]);
        let colors = vec![
            stop(0).with("Clr ", red).with("Type", Value::enumeration_of("Clry", "UsrS")).into(),
            stop(2048).with("Type", Value::enumeration_of("Clry", "FrgC")).into(),
        ];
        let opacities: Vec<Value> = vec![stop(4096).with("Opct", 50.0).into()];
        let gradient = Descriptor::new("Grdn").with("Clrs", colors).with("Trns", opacities);
        let fill = Descriptor::new("null").with("Grad", gradient).with("Scl ", 150.0);
        let Some(Fill::Gradient(fill)) = Fill::from_descriptor(&fill) else { panic!("no gradient") };
        assert_eq!((fill.scale, fill.shape), (1.5, GradientShape::Linear));
        assert_eq!(fill.gradient.colors[0].color, StopColor::Fixed(Color::Rgb([255.0, 0.0, 0.0])));
        let second = ColorStop { color: StopColor::Foreground, location: 0.5, midpoint: 0.5 };
        assert_eq!(fill.gradient.colors[1], second);
        assert_eq!(fill.gradient.opacities, [OpacityStop { opacity: 0.5, location: 1.0, midpoint: 0.5 }]);
    }

    #[test]
    fn a_pattern_is_known_by_its_id() {
        let pattern = Descriptor::new("Ptrn").with("Idnt", "ff61");
        let fill = Fill::from_descriptor(&Descriptor::new("null").with("Ptrn", pattern));
        assert!(matches!(fill, Some(Fill::Pattern(PatternFill { id, scale: 1.0, .. })) if id == "ff61"));
    }
}
