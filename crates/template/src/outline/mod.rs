//! The outline: what a template offers, for people and for programs that will fill it. Plain values, no pixels.

mod build;
mod text;
mod tree;

pub(crate) use build::{Parts, outline};
pub(crate) use tree::Tree;

use compositor::blend::BlendMode;
use pixels::Size;
use pixels::geometry::Quad;
use uuid::Uuid;

use crate::{Fonts, Loss};

/// A template at a glance.
#[derive(Debug, Clone)]
pub struct Outline {
    /// The canvas.
    pub size: Size,
    /// Bits a sample: 1, 8, 16 or 32.
    pub depth: u16,
    /// The colour mode's name: "RGB", "CMYK".
    pub mode: String,
    /// Resolution in pixels an inch, if the file has one.
    pub dpi: Option<f64>,
    /// Where artwork goes, front-most first; copies that share contents are one slot.
    pub slots: Vec<SlotOutline>,
    /// Layers of type, front-most first.
    pub text_layers: Vec<TextOutline>,
    /// The layer tree, front-most first.
    pub layers: Vec<LayerOutline>,
    /// What a picture of this file can't honour.
    pub losses: Vec<Loss>,
}

/// A slot: one smart object, however often it is placed.
#[derive(Debug, Clone)]
pub struct SlotOutline {
    /// The id of its front-most copy's layer.
    pub uuid: Uuid,
    /// That layer's name.
    pub name: String,
    /// That layer's number in the file.
    pub layer_id: Option<u32>,
    /// The content's own size: the frame that artwork is placed in.
    pub size: Size,
    /// The box on the canvas (in the parent slot's frame, when nested).
    pub position: Position,
    /// The placed corners; `None` when the geometry has no area.
    pub quad: Option<Quad>,
    /// Whether a mesh bends it.
    pub warped: bool,
    /// How the front-most copy meets what lies below; normal, when its mode is one nobody knows.
    pub blend_mode: BlendMode,
    /// How many copies show the same contents.
    pub instance_count: usize,
    /// Slots inside its contents.
    pub nested: Vec<SlotOutline>,
    /// Text layers inside its contents.
    pub nested_text: Vec<TextOutline>,
}

/// A box in pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Position {
    /// Left edge.
    pub x: f64,
    /// Top edge.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

/// A layer of type.
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the layer itself")]
#[derive(Debug, Clone)]
pub struct TextOutline {
    /// The layer's id.
    pub uuid: Uuid,
    /// The layer's name.
    pub name: String,
    /// Its words.
    pub text: String,
    /// Runs of one style, in order.
    pub segments: Vec<TextSegment>,
    /// Whether it shows.
    pub visible: bool,
    /// Whether its words can be edited.
    pub editable: bool,
    /// How many stroke effects it has.
    pub strokes: usize,
    /// Whether it has a colour overlay effect.
    pub colour_overlay: bool,
    /// Whether artwork is clipped to it.
    pub clipped_artwork: bool,
}

impl TextOutline {
    /// Whether `fonts` has every font of the layer.
    pub fn fonts_available(&self, fonts: &Fonts) -> bool {
        self.segments.iter().all(|segment| fonts.has(&segment.font))
    }
}

/// A run of text in one style.
#[derive(Debug, Clone, PartialEq)]
pub struct TextSegment {
    /// Its words.
    pub text: String,
    /// The font's PostScript name.
    pub font: String,
    /// Size in pixels on the canvas.
    pub size: f64,
    /// Red, green, blue.
    pub colour: [u8; 3],
}

/// What a layer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LayerKind {
    /// An artboard.
    Artboard,
    /// A group of layers.
    Group,
    /// A smart object.
    SmartObject,
    /// Type.
    Text,
    /// Stored pixels.
    Pixel,
    /// A fill with an outline.
    Shape,
    /// A colour, gradient or pattern over the whole canvas.
    Fill,
    /// An adjustment of what lies below.
    Adjustment,
}

/// A layer and its children.
#[derive(Debug, Clone)]
pub struct LayerOutline {
    /// The layer's id.
    pub uuid: Uuid,
    /// The layer's name.
    pub name: String,
    /// What it is.
    pub kind: LayerKind,
    /// Whether its own eye is open.
    pub visible: bool,
    /// Front-most first.
    pub children: Vec<LayerOutline>,
}
