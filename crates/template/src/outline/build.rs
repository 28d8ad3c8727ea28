//! From a document to its outline.

use std::collections::BTreeMap;

use compositor::scene::Scene;
use pixels::Limits;
use psd::Document;
use psd::header::ColorMode;
use psd::resources::id;

use super::{LayerOutline, Outline, Position, SlotOutline, Tree};
use crate::Loss;
use crate::ids::Ids;
use crate::lower::PlacedSlot;
use crate::template::TemplateSlot;
use crate::text::TextSource;

/// What an outline is made of.
pub(crate) struct Parts<'a> {
    pub(crate) document: &'a Document,
    pub(crate) texts: &'a BTreeMap<usize, TextSource>,
    pub(crate) tree: &'a Tree,
    pub(crate) ids: &'a Ids,
    pub(crate) scene: &'a Scene,
    pub(crate) placed: &'a [PlacedSlot],
    pub(crate) slots: &'a [TemplateSlot],
    pub(crate) limits: &'a Limits,
}

/// Puts the outline together.
pub(crate) fn outline(parts: &Parts<'_>, losses: Vec<Loss>) -> Outline {
    let Parts { document, texts, tree, ids, scene, placed, slots, limits } = *parts;
    let header = &document.header;
    Outline {
        size: scene.size,
        depth: header.depth.bits(),
        mode: mode_name(header.color_mode).to_owned(),
        dpi: dpi(document),
        slots: slots.iter().map(|slot| slot_outline(document, scene, placed, slot)).collect(),
        text_layers: super::text::text_layers(document, texts, tree, ids, limits),
        layers: layers(tree, slots),
        losses,
    }
}

/// The layer tree, with the layers of smart objects' contents below the first copy of each: those ids hide a layer in
/// every copy.
fn layers(tree: &Tree, slots: &[TemplateSlot]) -> Vec<LayerOutline> {
    fn put(layers: &mut [LayerOutline], slot: &TemplateSlot, contents: &Outline) -> bool {
        layers.iter_mut().any(|layer| {
            let here = layer.uuid == slot.uuid;
            if here {
                layer.children.clone_from(&contents.layers);
            }
            here || put(&mut layer.children, slot, contents)
        })
    }
    let mut layers = tree.layers.clone();
    for slot in slots {
        if let Some(nested) = &slot.nested {
            put(&mut layers, slot, nested.outline());
        }
    }
    layers
}

/// A colour mode's name in Photoshop's menu.
fn mode_name(mode: ColorMode) -> &'static str {
    match mode {
        ColorMode::Bitmap => "Bitmap",
        ColorMode::Grayscale => "Grayscale",
        ColorMode::Indexed => "Indexed",
        ColorMode::Rgb => "RGB",
        ColorMode::Cmyk => "CMYK",
        ColorMode::Multichannel => "Multichannel",
        ColorMode::Duotone => "Duotone",
        ColorMode::Lab => "Lab",
    }
}

fn slot_outline(document: &Document, scene: &Scene, placed: &[PlacedSlot], slot: &TemplateSlot) -> SlotOutline {
    let front = slot.copies[0];
    let record = &document.layers.layers[placed[front].index];
    let quad = crate::slots::quad(&slot.placed.quad);
    let placement = scene.slots[front].placement.as_ref();
    let nested = slot.nested.as_ref().map(|nested| nested.outline());
    SlotOutline {
        uuid: slot.uuid,
        name: record.name(),
        layer_id: record.id(),
        size: slot.frame,
        position: position(&slot.placed.quad),
        quad: placement.map(|_| quad),
        warped: !slot.placed.warp.is_none(),
        blend_mode: crate::lower::blend_mode(record.blend_mode).unwrap_or_default(),
        instance_count: slot.copies.len(),
        nested: nested.map(|outline| outline.slots.clone()).unwrap_or_default(),
        nested_text: nested.map(|outline| outline.text_layers.clone()).unwrap_or_default(),
    }
}

/// The upright box around a quad.
fn position(quad: &[f64; 8]) -> Position {
    let along = |axis: usize| quad.iter().skip(axis).step_by(2).copied();
    let low = |axis| along(axis).fold(f64::MAX, f64::min);
    let high = |axis| along(axis).fold(f64::MIN, f64::max);
    Position { x: low(0), y: low(1), width: high(0) - low(0), height: high(1) - low(1) }
}

/// Pixels an inch: resource 1005 begins with a 16.16 fixed number.
fn dpi(document: &Document) -> Option<f64> {
    let data = &document.resource(id::RESOLUTION)?.data;
    let fixed = u32::from_be_bytes(data.get(..4)?.try_into().ok()?);
    (fixed > 0).then(|| f64::from(fixed) / 65536.0)
}
