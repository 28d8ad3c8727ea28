//! Layers and what they show.

use std::sync::Arc;

use super::{BlendingOptions, Mask, Raster, SlotIndex};
use crate::adjust::Adjustment;
use crate::blend::BlendMode;
use crate::effects::Effects;
use crate::fill::Fill;

/// The caller's own number for a layer: unique in a scene, and carried into plans.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LayerKey(pub u32);

/// One layer with all that lies on it.
#[derive(Debug, Clone)]
pub struct Layer {
    /// The caller's number for it.
    pub key: LayerKey,
    /// Its name, for plans and messages.
    pub name: String,
    /// Hidden layers, and what is clipped to them, are not drawn.
    pub visible: bool,
    /// How it meets what lies below.
    pub blend: BlendMode,
    /// 0 to 1; scales content and effects alike.
    pub opacity: f32,
    /// 0 to 1; scales content, not effects.
    pub fill_opacity: f32,
    /// What it shows.
    pub content: Content,
    /// All of them count: their product.
    pub masks: Vec<Mask>,
    /// Layers that show only where this one does, bottom first.
    pub clipped: Vec<Layer>,
    /// Shadows, glows, overlays and the like, if any.
    pub effects: Option<Arc<Effects>>,
    /// A shape's own outline, where it is not in the content already: it lies above what is clipped to the layer and
    /// above the effects inside it. Its alpha is its share of the pixels that the layer covers.
    pub outline: Option<Raster>,
    /// Advanced blending.
    pub options: BlendingOptions,
}

impl Layer {
    /// A visible, opaque layer of `content` in Normal mode.
    pub fn new(key: LayerKey, name: impl Into<String>, content: Content) -> Self {
        Self {
            key,
            name: name.into(),
            visible: true,
            blend: BlendMode::Normal,
            opacity: 1.0,
            fill_opacity: 1.0,
            content,
            masks: Vec::new(),
            clipped: Vec::new(),
            effects: None,
            outline: None,
            options: BlendingOptions::default(),
        }
    }
}

/// What a layer shows.
#[derive(Debug, Clone)]
pub enum Content {
    /// Stored pixels.
    Pixels(Raster),
    /// Artwork, or the stored pixels that stand for it.
    Slot(SlotIndex),
    /// A colour, gradient or pattern over the whole canvas.
    Fill(Arc<Fill>),
    /// What lies below, changed.
    Adjustment(Arc<Adjustment>),
    /// Other layers.
    Group(Group),
}

/// A folder of layers.
#[derive(Debug, Clone)]
pub struct Group {
    /// Bottom first.
    pub layers: Vec<Layer>,
    /// The children blend straight onto what lies below the group; otherwise onto nothing, and the result goes down
    /// with the group's own mode.
    pub pass_through: bool,
}
