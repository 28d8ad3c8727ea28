//! What is in a template: slots, text layers, the layer tree, and what a picture can't honour.

use library::templates as theirs;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::twin::twin;

twin! {
    /// What a layer is.
    LayerKind of theirs::LayerKind { Artboard, Group, SmartObject, Text, Pixel, Shape, Fill, Adjustment }
}

/// A slot: one smart object, however often it is placed.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Slot {
    /// Its id; the same for the same file everywhere.
    pub(crate) id: Uuid,
    /// The layer's name.
    pub(crate) name: String,
    /// Width of the frame that artwork is placed in, in pixels.
    pub(crate) width: u32,
    /// Height of the frame.
    pub(crate) height: u32,
    /// Its box on the canvas (in the outer slot's frame, when it is inside one).
    pub(crate) position: Position,
    /// The placed corners: top left, top right, bottom right, bottom left.
    pub(crate) quad: Option<[[f64; 2]; 4]>,
    /// Whether a mesh bends it.
    pub(crate) warped: bool,
    /// How it meets what lies below.
    pub(crate) blend: String,
    /// How many copies show the same content.
    pub(crate) instances: u32,
    /// Slots inside its content.
    #[schema(no_recursion)]
    pub(crate) slots: Vec<Slot>,
    /// Text layers inside its content.
    pub(crate) text_layers: Vec<TextLayer>,
}

impl From<&theirs::Slot> for Slot {
    fn from(slot: &theirs::Slot) -> Self {
        Self {
            id: slot.id,
            name: slot.name.clone(),
            width: slot.width,
            height: slot.height,
            position: slot.position.into(),
            quad: slot.quad,
            warped: slot.warped,
            blend: slot.blend_mode.clone(),
            instances: slot.instances,
            slots: slot.slots.iter().map(Self::from).collect(),
            text_layers: slot.text_layers.iter().map(TextLayer::from).collect(),
        }
    }
}

/// An upright box, in pixels, y down.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Position {
    /// Left edge.
    pub(crate) x: f64,
    /// Top edge.
    pub(crate) y: f64,
    /// Width.
    pub(crate) width: f64,
    /// Height.
    pub(crate) height: f64,
}

impl From<theirs::Position> for Position {
    fn from(theirs::Position { x, y, width, height }: theirs::Position) -> Self {
        Self { x, y, width, height }
    }
}

/// A layer of type.
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the layer itself")]
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TextLayer {
    /// Its id.
    pub(crate) id: Uuid,
    /// Its name.
    pub(crate) name: String,
    /// Its words.
    pub(crate) text: String,
    /// Runs of one style, in order.
    pub(crate) runs: Vec<Run>,
    /// Whether it shows.
    pub(crate) visible: bool,
    /// Whether its words can be edited.
    pub(crate) editable: bool,
    /// Whether this server has all its fonts.
    pub(crate) fonts_available: bool,
    /// How many stroke effects it has.
    pub(crate) strokes: u32,
    /// Whether it has a colour overlay effect.
    pub(crate) colour_overlay: bool,
    /// Whether artwork is clipped to it.
    pub(crate) clipped_artwork: bool,
}

impl From<&theirs::TextLayer> for TextLayer {
    fn from(layer: &theirs::TextLayer) -> Self {
        Self {
            id: layer.id,
            name: layer.name.clone(),
            text: layer.text.clone(),
            runs: layer.segments.iter().map(Run::from).collect(),
            visible: layer.visible,
            editable: layer.editable,
            fonts_available: layer.fonts_available,
            strokes: layer.strokes,
            colour_overlay: layer.colour_overlay,
            clipped_artwork: layer.clipped_artwork,
        }
    }
}

/// A run of text in one style.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Run {
    /// Its words.
    pub(crate) text: String,
    /// The font's PostScript name.
    pub(crate) font: String,
    /// Size in pixels on the canvas.
    pub(crate) size: f64,
    /// Red, green, blue.
    #[schema(schema_with = super::schemas::colour)]
    pub(crate) colour: String,
}

impl From<&theirs::Segment> for Run {
    fn from(run: &theirs::Segment) -> Self {
        let [red, green, blue] = run.colour;
        let colour = format!("#{red:02x}{green:02x}{blue:02x}");
        Self { text: run.text.clone(), font: run.font.clone(), size: run.size, colour }
    }
}

/// A layer of the tree, front-most first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Layer {
    /// Its id: a slot's or a text layer's, where it is one.
    pub(crate) id: Uuid,
    /// Its name.
    pub(crate) name: String,
    /// What it is.
    pub(crate) kind: LayerKind,
    /// Whether it shows.
    pub(crate) visible: bool,
    /// Layers inside it.
    #[schema(no_recursion)]
    pub(crate) children: Vec<Layer>,
}

impl From<&theirs::Layer> for Layer {
    fn from(layer: &theirs::Layer) -> Self {
        Self {
            id: layer.id,
            name: layer.name.clone(),
            kind: layer.kind.into(),
            visible: layer.visible,
            children: layer.children.iter().map(Self::from).collect(),
        }
    }
}

/// Something that a picture can't honour.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Loss {
    /// The layer's name.
    pub(crate) layer: String,
    /// The layer's number in the file.
    pub(crate) layer_id: Option<u32>,
    /// What it is: `knockout`.
    pub(crate) feature: String,
    /// What becomes of it.
    pub(crate) effect: String,
}

impl From<&theirs::Loss> for Loss {
    fn from(loss: &theirs::Loss) -> Self {
        let theirs::Loss { layer, layer_id, feature, effect } = loss.clone();
        Self { layer, layer_id, feature, effect }
    }
}
