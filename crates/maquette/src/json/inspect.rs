//! `inspect --json`: the template's outline, with text layers and layer tree in SudoMock's words.

use pixels::geometry::Quad;
use serde::Serialize;
use template::{Fonts, LayerKind, LayerOutline, Outline, SlotOutline, TextOutline};
use uuid::Uuid;

use super::Loss;

/// What a template offers.
#[derive(Debug, Serialize)]
pub(crate) struct Inspection {
    width: u32,
    height: u32,
    depth: u16,
    mode: String,
    slots: Vec<Slot>,
    text_layers: Vec<Text>,
    layers: Vec<Layer>,
    losses: Vec<Loss>,
}

#[derive(Debug, Serialize)]
struct Slot {
    uuid: Uuid,
    name: String,
    layer_id: Option<u32>,
    size: Size,
    position: Position,
    quad: Option<[[f64; 2]; 4]>,
    warped: bool,
    instance_count: usize,
    nested: Vec<Slot>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    text_layers: Vec<Text>,
}

#[derive(Debug, Serialize)]
struct Size {
    width: u32,
    height: u32,
}

#[derive(Debug, Serialize)]
struct Position {
    x: f64,
    y: f64,
    width: f64,
    height: f64,
}

#[derive(Debug, Serialize)]
#[expect(clippy::struct_excessive_bools, clippy::struct_field_names, reason = "the dialect's words")]
struct Text {
    uuid: Uuid,
    name: String,
    text_content: String,
    font_postscript_name: Option<String>,
    font_size: Option<f64>,
    color: Option<String>,
    font_available: bool,
    is_editable: bool,
    segment_count: usize,
    segments: Option<Vec<Segment>>,
    visible: bool,
    has_stroke_effect: bool,
    stroke_count: usize,
    has_color_overlay: bool,
    has_clipped_artwork: bool,
    suggested_edit_together: Vec<Uuid>,
}

#[derive(Debug, Serialize)]
struct Segment {
    index: usize,
    text: String,
    font_postscript_name: String,
    font_size: f64,
    color: String,
}

#[derive(Debug, Serialize)]
struct Layer {
    uuid: Uuid,
    name: String,
    kind: &'static str,
    visible: bool,
    children: Vec<Layer>,
}

impl From<&Outline> for Inspection {
    fn from(outline: &Outline) -> Self {
        Self {
            width: outline.size.width,
            height: outline.size.height,
            depth: outline.depth,
            mode: outline.mode.clone(),
            slots: outline.slots.iter().map(Slot::from).collect(),
            text_layers: outline.text_layers.iter().map(Text::from).collect(),
            layers: layers(&outline.layers),
            losses: outline.losses.iter().map(Loss::from).collect(),
        }
    }
}

impl From<&SlotOutline> for Slot {
    fn from(slot: &SlotOutline) -> Self {
        let corners = |quad: Quad| quad.0.map(|point| [point.x, point.y]);
        let template::Position { x, y, width, height } = slot.position;
        Self {
            uuid: slot.uuid,
            name: slot.name.clone(),
            layer_id: slot.layer_id,
            size: Size { width: slot.size.width, height: slot.size.height },
            position: Position { x, y, width, height },
            quad: slot.quad.map(corners),
            warped: slot.warped,
            instance_count: slot.instance_count,
            nested: slot.nested.iter().map(Self::from).collect(),
            text_layers: slot.nested_text.iter().map(Text::from).collect(),
        }
    }
}

impl From<&TextOutline> for Text {
    fn from(text: &TextOutline) -> Self {
        let hex = |[r, g, b]: [u8; 3]| format!("#{r:02x}{g:02x}{b:02x}");
        let first = text.segments.first();
        let segment = |(index, segment): (usize, &template::TextSegment)| Segment {
            index,
            text: segment.text.clone(),
            font_postscript_name: segment.font.clone(),
            font_size: segment.size,
            color: hex(segment.colour),
        };
        let several = text.segments.len() > 1;
        Self {
            uuid: text.uuid,
            name: text.name.clone(),
            text_content: text.text.clone(),
            font_postscript_name: first.map(|segment| segment.font.clone()),
            font_size: first.map(|segment| segment.size),
            color: first.map(|segment| hex(segment.colour)),
            font_available: text.fonts_available(&Fonts::default()),
            is_editable: text.editable,
            segment_count: text.segments.len(),
            segments: several.then(|| text.segments.iter().enumerate().map(segment).collect()),
            visible: text.visible,
            has_stroke_effect: text.strokes > 0,
            stroke_count: text.strokes,
            has_color_overlay: text.colour_overlay,
            has_clipped_artwork: text.clipped_artwork,
            suggested_edit_together: Vec::new(),
        }
    }
}

/// The tree, but an artboard's own layers come right before it instead of inside it: SudoMock's order.
fn layers(outline: &[LayerOutline]) -> Vec<Layer> {
    let mut out = Vec::with_capacity(outline.len());
    for layer in outline {
        let mut children = layers(&layer.children);
        if layer.kind == LayerKind::Artboard {
            out.append(&mut children);
        }
        let (uuid, name) = (layer.uuid, layer.name.clone());
        out.push(Layer { uuid, name, kind: kind(layer.kind), visible: layer.visible, children });
    }
    out
}

/// A kind's name at the doors.
pub(crate) fn kind(kind: LayerKind) -> &'static str {
    match kind {
        LayerKind::Artboard => "artboard",
        LayerKind::Group => "group",
        LayerKind::SmartObject => "smart_object",
        LayerKind::Text => "text",
        LayerKind::Pixel => "pixel",
        LayerKind::Shape => "shape",
        LayerKind::Fill => "fill",
        LayerKind::Adjustment => "adjustment",
    }
}
