//! `vstk`: the outline that a shape layer is drawn with.

use super::Fill;
use crate::descriptor::{Descriptor, Value};
use crate::layers::BlendMode;

/// How a line ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are those of Photoshop's dialogue")]
pub enum LineCap {
    Butt,
    Round,
    Square,
}

/// How two stretches of a line meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are those of Photoshop's dialogue")]
pub enum LineJoin {
    Miter,
    Round,
    Bevel,
}

/// On which side of the path the line lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are those of Photoshop's dialogue")]
pub enum LineAlignment {
    Inside,
    Centre,
    Outside,
}

/// The outline of a shape layer.
#[derive(Debug, Clone, PartialEq)]
pub struct VectorStroke {
    /// Whether the outline is drawn.
    pub is_enabled: bool,
    /// Whether the inside is filled.
    pub fills_inside: bool,
    /// Width in the unit that its key says, nearly always pixels (`#Pxl`) or points (`#Pnt`).
    pub width: f64,
    /// How lines end.
    pub cap: LineCap,
    /// How they meet.
    pub join: LineJoin,
    /// On which side they lie.
    pub alignment: LineAlignment,
    /// From what sharpness on a mitre is cut.
    pub miter_limit: f64,
    /// Lengths of dashes and gaps, in widths.
    pub dashes: Vec<f64>,
    /// Where in the dashes the line begins.
    pub dash_offset: f64,
    /// How it mixes with what lies below.
    pub blend_mode: BlendMode,
    /// 0 to 1.
    pub opacity: f64,
    /// What it is drawn with.
    pub content: Option<Fill>,
}

impl VectorStroke {
    /// Reads the block's descriptor.
    pub fn from_descriptor(descriptor: &Descriptor) -> Self {
        let name = |key| descriptor.enumeration(key).unwrap_or_default();
        let number = |key, usual| descriptor.number(key).unwrap_or(usual);
        let mode = descriptor.enumeration("strokeStyleBlendMode");
        Self {
            is_enabled: descriptor.boolean("strokeEnabled").unwrap_or(true),
            fills_inside: descriptor.boolean("fillEnabled").unwrap_or(true),
            width: number("strokeStyleLineWidth", 1.0),
            cap: match name("strokeStyleLineCapType").as_str() {
                "strokeStyleRoundCap" => LineCap::Round,
                "strokeStyleSquareCap" => LineCap::Square,
                _ => LineCap::Butt,
            },
            join: match name("strokeStyleLineJoinType").as_str() {
                "strokeStyleRoundJoin" => LineJoin::Round,
                "strokeStyleBevelJoin" => LineJoin::Bevel,
                _ => LineJoin::Miter,
            },
            alignment: match name("strokeStyleLineAlignment").as_str() {
                "strokeStyleAlignInside" => LineAlignment::Inside,
                "strokeStyleAlignOutside" => LineAlignment::Outside,
                _ => LineAlignment::Centre,
            },
            miter_limit: number("strokeStyleMiterLimit", 100.0),
            dashes: descriptor
                .list("strokeStyleLineDashSet")
                .unwrap_or_default()
                .iter()
                .filter_map(Value::as_f64)
                .collect(),
            dash_offset: number("strokeStyleLineDashOffset", 0.0),
            blend_mode: mode.map_or(BlendMode::Normal, |name| BlendMode::from_descriptor_name(&name)),
            opacity: number("strokeStyleOpacity", 100.0) / 100.0,
            content: descriptor.object("strokeStyleContent").and_then(Fill::from_descriptor),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tagged::Color;

    #[test]
    fn an_outline_has_its_paint_and_its_usual_settings() {
        let content = Descriptor::new("solidColorLayer").with("Clr ", Color::rgb_descriptor([0.0, 9.0, 0.0]));
        let descriptor = Descriptor::new("strokeStyle")
            .with("strokeStyleLineWidth", Value::pixels(3.0))
            .with("strokeStyleLineJoinType", Value::enumeration_of("strokeStyleLineJoinType", "strokeStyleRoundJoin"))
            .with("strokeStyleOpacity", 50.0)
            .with("strokeStyleContent", content);
        let stroke = VectorStroke::from_descriptor(&descriptor);
        assert_eq!((stroke.width, stroke.join, stroke.cap, stroke.opacity), (3.0, LineJoin::Round, LineCap::Butt, 0.5));
        assert_eq!(stroke.content, Some(Fill::Solid(Color::Rgb([0.0, 9.0, 0.0]))));
    }
}
