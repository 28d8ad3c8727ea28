//! What a template offers.

use library::Result;
use library::templates;
use uuid::Uuid;

use super::{named_twin, twin};

/// The outline's text.
pub fn write(outline: &templates::Outline) -> Result<String> {
    super::write::<_, Outline>(outline)
}

/// The text's outline.
pub fn read(text: &str) -> Result<templates::Outline> {
    super::read::<_, Outline>(text)
}

twin! { Outline of templates::Outline {
    width: u32,
    height: u32,
    dpi: Option<f64>,
    slots: Vec<Slot>,
    text_layers: Vec<TextLayer>,
    layers: Vec<Layer>,
    losses: Vec<Loss>,
} }

twin! { Slot of templates::Slot {
    id: Uuid,
    name: String,
    width: u32,
    height: u32,
    position: Position,
    quad: Option<[[f64; 2]; 4]>,
    warped: bool,
    blend_mode: String,
    instances: u32,
    slots: Vec<Slot>,
    text_layers: Vec<TextLayer>,
} }

twin! { Position of templates::Position { x: f64, y: f64, width: f64, height: f64 } }

twin! {
    TextLayer of templates::TextLayer {
        id: Uuid,
        name: String,
        text: String,
        segments: Vec<Segment>,
        visible: bool,
        editable: bool,
        fonts_available: bool,
        strokes: u32,
        colour_overlay: bool,
        clipped_artwork: bool,
    }
}

twin! { Segment of templates::Segment { text: String, font: String, size: f64, colour: [u8; 3] } }

twin! { Layer of templates::Layer {
    id: Uuid,
    name: String,
    kind: LayerKind,
    visible: bool,
    children: Vec<Layer>,
} }

named_twin! { LayerKind of templates::LayerKind {
    Artboard, Group, SmartObject, Text, Pixel, Shape, Fill, Adjustment,
} }

twin! { Loss of templates::Loss { layer: String, layer_id: Option<u32>, feature: String, effect: String } }
