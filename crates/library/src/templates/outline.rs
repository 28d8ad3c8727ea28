//! What a template offers, in the library's words. Front-most first everywhere; lengths in pixels, y down.

use uuid::Uuid;

/// A template at a glance.
#[derive(Debug, Clone, PartialEq)]
pub struct Outline {
    /// The canvas's width.
    pub width: u32,
    /// The canvas's height.
    pub height: u32,
    /// Resolution in pixels an inch, if the file has one.
    pub dpi: Option<f64>,
    /// Smart objects; copies that share contents are one slot.
    pub slots: Vec<Slot>,
    /// Layers of type.
    pub text_layers: Vec<TextLayer>,
    /// The layer tree.
    pub layers: Vec<Layer>,
    /// What a picture of this file can't honour.
    pub losses: Vec<Loss>,
}

impl Outline {
    /// The slot with this id, inside other slots too.
    pub fn slot(&self, id: Uuid) -> Option<&Slot> {
        fn find(slots: &[Slot], id: Uuid) -> Option<&Slot> {
            slots.iter().find_map(|slot| if slot.id == id { Some(slot) } else { find(&slot.slots, id) })
        }
        find(&self.slots, id)
    }

    /// The text layer with this id, inside slots too.
    pub fn text_layer(&self, id: Uuid) -> Option<&TextLayer> {
        fn find<'a>(texts: &'a [TextLayer], slots: &'a [Slot], id: Uuid) -> Option<&'a TextLayer> {
            let own = texts.iter().find(|text| text.id == id);
            own.or_else(|| slots.iter().find_map(|slot| find(&slot.text_layers, &slot.slots, id)))
        }
        find(&self.text_layers, &self.slots, id)
    }

    /// The layer with this id.
    pub fn layer(&self, id: Uuid) -> Option<&Layer> {
        fn find(layers: &[Layer], id: Uuid) -> Option<&Layer> {
            layers.iter().find_map(|layer| if layer.id == id { Some(layer) } else { find(&layer.children, id) })
        }
        find(&self.layers, id)
    }
}

/// A slot: one smart object, however often it is placed.
#[derive(Debug, Clone, PartialEq)]
pub struct Slot {
    /// Its id; the same for the same file everywhere.
    pub id: Uuid,
    /// The layer's name.
    pub name: String,
    /// The content's own width: the frame that artwork is placed in.
    pub width: u32,
    /// The content's own height.
    pub height: u32,
    /// The box on the canvas (in the parent slot's frame, when nested).
    pub position: Position,
    /// The placed corners: top left, top right, bottom right, bottom left.
    pub quad: Option<[[f64; 2]; 4]>,
    /// Whether a mesh bends it.
    pub warped: bool,
    /// How it meets what lies below: "normal", "multiply".
    pub blend_mode: String,
    /// How many copies show the same contents.
    pub instances: u32,
    /// Slots inside its contents.
    pub slots: Vec<Slot>,
    /// Text layers inside its contents.
    pub text_layers: Vec<TextLayer>,
}

impl Slot {
    /// The id of its one preset, the whole frame: the same for the same file everywhere.
    pub fn default_preset(&self) -> Uuid {
        Uuid::new_v5(&self.id, b"default preset")
    }
}

/// An upright box.
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
#[derive(Debug, Clone, PartialEq)]
pub struct TextLayer {
    /// Its id.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// Its words.
    pub text: String,
    /// Runs of one style, in order.
    pub segments: Vec<Segment>,
    /// Whether it shows.
    pub visible: bool,
    /// Whether its words can be edited.
    pub editable: bool,
    /// Whether this server has all its fonts.
    pub fonts_available: bool,
    /// How many stroke effects it has.
    pub strokes: u32,
    /// Whether it has a colour overlay effect.
    pub colour_overlay: bool,
    /// Whether artwork is clipped to it.
    pub clipped_artwork: bool,
}

/// A run of text in one style.
#[derive(Debug, Clone, PartialEq)]
pub struct Segment {
    /// Its words.
    pub text: String,
    /// The font's PostScript name.
    pub font: String,
    /// Size in pixels on the canvas.
    pub size: f64,
    /// Red, green, blue.
    pub colour: [u8; 3],
}

/// A layer of the tree.
#[derive(Debug, Clone, PartialEq)]
pub struct Layer {
    /// Its id: a slot's or a text layer's, where it is one.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: LayerKind,
    /// Whether it shows.
    pub visible: bool,
    /// Layers inside it.
    pub children: Vec<Layer>,
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

/// Something a picture can't honour.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loss {
    /// The layer's name.
    pub layer: String,
    /// The layer's number in the file.
    pub layer_id: Option<u32>,
    /// What it is: "knockout".
    pub feature: String,
    /// What becomes of it.
    pub effect: String,
}
