//! Lowering: from a document's records to the compositor's scene.

mod adjust;
mod artboard;
mod blend;
mod colour;
mod coverage;
mod effects;
mod feather;
mod fills;
mod filters;
mod masks;
mod options;
mod paints;
mod planes;
mod shape_outline;
mod tree;
mod vector_mask;

use std::sync::Arc;

use compositor::adjust::Adjustment;
use compositor::blend::BlendMode;
use compositor::effects::Effects;
use compositor::scene::{Content, Group, Layer, LayerKey, Raster, Scene, Slot, SlotIndex};
use pixels::geometry::Placement;
use pixels::{ColourModel, Limits, PlaneSource, Rect, Size};
use psd::Document;
use psd::layers::ChannelId;
use psd::tagged::PlacedLayer;

pub(crate) use blend::blend_mode;
pub(crate) use colour::{Samples4, samples as colour_samples};
pub(crate) use coverage::Coverage;
pub(crate) use planes::{ChannelPlane, ConstantPlane, flat_planes, rect_of};
pub(crate) use tree::{Node, tree};

use masks::Baked;
use paints::Paints;

use crate::content::Contents;
use crate::modes::{self, MergedPlanes};
use crate::{Loss, Result};

/// A document as a scene, with what the scene's slots came from.
#[derive(Debug)]
pub(crate) struct Lowered {
    pub(crate) scene: Scene,
    /// One for each of the scene's slots, in the same order.
    pub(crate) placed: Vec<PlacedSlot>,
    pub(crate) losses: Vec<Loss>,
}

/// The smart object layer behind a slot.
#[derive(Debug, Clone)]
pub(crate) struct PlacedSlot {
    /// Where its record stands in the file.
    pub(crate) index: usize,
    /// What the record says.
    pub(crate) layer: PlacedLayer,
}

/// What fill layers can have that is not drawn as it is.
const NOT_DRAWN: &str = "noise gradient or missing pattern";

/// So many contents are decoded to learn how a cylinder bends them; a file may have no end of such slots.
const MOST_CYLINDERS: usize = 16;

/// Lowers a whole document. `contents` are what its smart objects show.
pub(crate) fn lower(document: &Document, contents: &Contents) -> Result<Lowered> {
    let limits = contents.limits();
    let header = &document.header;
    let (model, depth) = (modes::model_of(header.color_mode), modes::depth_of(header.depth));
    let size = Size::new(header.width, header.height);
    limits.check_pixels(size)?;
    let paints = Paints::of(document, model, depth, &psd_limits(limits))?;
    let mut lowering = Lowering {
        document,
        contents,
        limits,
        model,
        paints,
        cylinders: 0,
        slots: Vec::new(),
        placed: Vec::new(),
        losses: Vec::new(),
    };
    let nodes = if modes::has_layers(header.color_mode) { tree(&document.layers) } else { Vec::new() };
    let layers = if nodes.is_empty() { vec![lowering.flat()?] } else { lowering.layers(&nodes)? };
    let Lowering { slots, placed, losses, .. } = lowering;
    Ok(Lowered { scene: Scene { size, model, depth, layers, slots }, placed, losses })
}

/// Our limits as the reader's.
pub(crate) fn psd_limits(limits: &Limits) -> psd::Limits {
    psd::Limits { bytes: limits.bytes, pixels: limits.pixels, layers: limits.layers, depth: limits.depth }
}

/// A group's real mode is in its section divider setting.
fn group_mode(record: &psd::layers::Layer) -> psd::layers::BlendMode {
    let section = record.section().ok().flatten();
    section.and_then(|section| section.blend_mode).unwrap_or(record.blend_mode)
}

fn is_type(node: &Node<'_>) -> bool {
    node.layer.blocks.get(b"TySh").is_some()
}

struct Lowering<'a> {
    document: &'a Document,
    contents: &'a Contents,
    limits: &'a Limits,
    model: ColourModel,
    paints: Paints,
    /// Slots with that warp, until now.
    cylinders: usize,
    slots: Vec<Slot>,
    placed: Vec<PlacedSlot>,
    losses: Vec<Loss>,
}

impl Lowering<'_> {
    fn layers(&mut self, nodes: &[Node<'_>]) -> Result<Vec<Layer>> {
        let mut layers = Vec::with_capacity(nodes.len());
        for node in nodes {
            layers.extend(self.layer(node)?);
        }
        Ok(layers)
    }

    /// A document without layers is one layer: its flattened picture.
    fn flat(&mut self) -> Result<Layer> {
        let MergedPlanes { colour, alpha } = modes::merged_planes(self.document)?;
        // Where the picture has transparency it was matted on white; only a colour table keeps its own colours.
        let raster = Raster { colour, alpha };
        Ok(Layer::new(LayerKey(0), "Background", Content::Pixels(raster)))
    }

    /// The layer of a node; `None` when there is nothing to draw.
    fn layer(&mut self, node: &Node<'_>) -> Result<Option<Layer>> {
        let record = node.layer;
        let Some((content, baked)) = self.content(node)? else { return Ok(None) };
        let mut layer = Layer::new(LayerKey(node.index as u32), record.name(), content);
        layer.visible = record.is_visible();
        layer.opacity = f32::from(record.opacity) / 255.0;
        layer.fill_opacity = f32::from(record.fill_opacity()) / 255.0;
        let stored = group_mode(record);
        layer.blend = blend_mode(stored).unwrap_or(BlendMode::Normal);
        if matches!(stored, psd::layers::BlendMode::Unknown(_)) {
            self.lose(node, "blend mode", "it is none that is known; the layer is drawn in normal mode");
        }
        layer.masks = masks::masks(self.document, record, baked, self.limits)?;
        layer.clipped = self.layers(&node.clipped)?;
        layer.effects = self.effects(node)?;
        if layer.effects.is_some() {
            self.tell_of_knockouts(node);
        }
        layer.options = options::options(record);
        let passes_through = matches!(&layer.content, Content::Group(group) if group.pass_through);
        if passes_through && layer.effects.is_none() && layer.options.blend_if.is_some() {
            self.lose(node, "blend-if of a pass-through group", "it is not applied");
        }
        layer.options.text_gamma = is_type(node) && self.model == ColourModel::Rgb && layer.blend == BlendMode::Normal;
        self.part_outline(node, &mut layer)?;
        let board = match layer.content {
            Content::Group(_) => artboard::artboard(record, layer.key, &self.paints, &psd_limits(self.limits))?,
            _ => None,
        };
        if let (Some(board), Content::Group(group)) = (board, &mut layer.content) {
            layer.masks.push(board.mask);
            group.layers.splice(0..0, board.background);
        }
        Ok(Some(layer))
    }

    /// What the layer shows, and which of its masks are in that already.
    fn content(&mut self, node: &Node<'_>) -> Result<Option<(Content, Baked)>> {
        let record = node.layer;
        let limits = psd_limits(self.limits);
        if let Some(children) = &node.children {
            let pass_through = group_mode(record) == psd::layers::BlendMode::PassThrough;
            let group = Group { layers: self.layers(children)?, pass_through };
            return Ok(Some((Content::Group(group), Baked::Nothing)));
        }
        if let Some(stored) = record.adjustment(&limits)? {
            return Ok(self.adjustment(node, &stored).map(|content| (content, Baked::Nothing)));
        }
        let raster = self.raster(node)?;
        if let Some(placed) = record.placed(&limits)? {
            return Ok(Some((self.slot(node, placed, raster), Baked::Nothing)));
        }
        let Some(fill) = record.fill(&limits)? else {
            // A layer without pixels draws nothing; but type may be given words, and what is clipped to a group isolates
            // the group.
            let nothing =
                || Raster { colour: flat_planes(Rect::default(), &[0.0; 4][..self.model.channels()]), alpha: None };
            let raster = raster.unwrap_or_else(nothing);
            return Ok(Some((Content::Pixels(raster), Baked::Nothing)));
        };
        // A mask that cuts effects off must be apart from the shape that they follow.
        let cuts_effects = record.vector_mask_hides_effects() && record.effects(&limits)?.is_some();
        let mask_is_plain = masks::vector_parameters(record) == (1.0, 0.0) && !cuts_effects;
        match raster {
            Some(raster) if mask_is_plain => Ok(Some((Content::Pixels(raster), Baked::Vector))),
            raster => Ok(self.drawn_fill(node, &fill, raster)),
        }
    }

    /// An adjustment layer; one that can't be honoured is left out, and told.
    fn adjustment(&mut self, node: &Node<'_>, stored: &psd::tagged::Adjustment) -> Option<Content> {
        match adjust::settings(stored, &self.paints) {
            Ok(settings) => Some(Content::Adjustment(Arc::new(Adjustment::new(settings, self.paints.depth)))),
            Err(feature) => {
                self.lose(node, feature, "the layer is not drawn");
                None
            }
        }
    }

    /// A fill layer that must be drawn, or else its stored pixels.
    fn drawn_fill(
        &mut self,
        node: &Node<'_>,
        fill: &psd::tagged::Fill,
        raster: Option<Raster>,
    ) -> Option<(Content, Baked)> {
        let header = &self.document.header;
        let is_noise = matches!(fill, psd::tagged::Fill::Gradient(fill) if fill.gradient.noise.is_some());
        let drawn = fills::fill(node.layer, fill, &self.paints, Size::new(header.width, header.height));
        match (&raster, drawn) {
            (_, Some(fill)) if !is_noise => return Some((Content::Fill(Arc::new(fill)), Baked::Nothing)),
            (None, Some(fill)) => {
                self.lose(node, NOT_DRAWN, "its noise gradient has other colours than Photoshop's");
                return Some((Content::Fill(Arc::new(fill)), Baked::Nothing));
            }
            (Some(_), _) => self.lose(node, NOT_DRAWN, "the stored pixels are shown"),
            (None, None) => self.lose(node, NOT_DRAWN, "the layer is not drawn"),
        }
        raster.map(|raster| (Content::Pixels(raster), Baked::Vector))
    }

    /// A group with effects is painted by itself first: nothing inside reaches what lies below it.
    fn tell_of_knockouts(&mut self, group: &Node<'_>) {
        for node in group.children.iter().flatten() {
            if node.layer.knockout() != 0 && node.layer.is_visible() {
                self.lose(node, "knockout", "it ends at a group with effects");
            }
            self.tell_of_knockouts(node);
        }
    }

    fn effects(&mut self, node: &Node<'_>) -> Result<Option<Arc<Effects>>> {
        let Some(stored) = node.layer.effects(&psd_limits(self.limits))? else { return Ok(None) };
        let header = &self.document.header;
        let is_shape = node.layer.fill(&psd_limits(self.limits)).ok().flatten().is_some();
        let shape =
            if is_shape { fills::shape_bounds(node.layer, Size::new(header.width, header.height)) } else { None };
        let lowered = effects::lower(self.document, &stored, shape, node.layer.reference_point(), &self.paints);
        for (feature, effect) in lowered.missing {
            self.lose(node, feature, effect);
        }
        Ok(lowered.effects.map(Arc::new))
    }

    fn lose(&mut self, node: &Node<'_>, feature: &str, effect: &str) {
        self.losses.push(Loss {
            layer: node.layer.name(),
            layer_id: node.layer.id(),
            feature: feature.to_owned(),
            effect: effect.to_owned(),
        });
    }

    /// The pixels that Photoshop stored for a layer; `None` when it has none.
    fn raster(&self, node: &Node<'_>) -> Result<Option<Raster>> {
        let rect = rect_of(node.layer.rect);
        if rect.is_empty() {
            return Ok(None);
        }
        let limits = psd_limits(self.limits);
        let plane = |id: ChannelId| -> Result<Option<Arc<dyn PlaneSource>>> {
            let rows = self.document.channel_rows(node.layer, id, &limits)?;
            Ok(rows.map(|rows| ChannelPlane::source(rows, rect)))
        };
        let mut colour = Vec::with_capacity(self.model.channels());
        for channel in 0..self.model.channels() {
            match plane(ChannelId(channel as i16))? {
                Some(source) => colour.push(source),
                None => return Ok(None),
            }
        }
        Ok(Some(Raster { colour, alpha: plane(ChannelId::TRANSPARENCY)? }))
    }

    fn slot(&mut self, node: &Node<'_>, placed: PlacedLayer, raster: Option<Raster>) -> Content {
        let stored = raster.unwrap_or(Raster { colour: Vec::new(), alpha: None });
        let picture = || {
            self.cylinders += 1;
            if self.cylinders > MOST_CYLINDERS {
                return None;
            }
            self.contents.picture(&placed).drawn()
        };
        let placement: Option<Placement> = crate::slots::placement(&placed, stored.alpha.as_deref(), picture);
        if let Some((feature, effect)) = crate::slots::warp_loss(&placed) {
            self.lose(node, &feature, effect);
        }
        let source = filters::Source { document: self.document, model: self.model, contents: self.contents };
        let filters::Lowered { filters, missing } = filters::lower(&source, &placed);
        for (name, effect) in missing {
            self.lose(node, &format!("smart filter: {name}"), effect);
        }
        self.slots.push(Slot { placement, filters, stored });
        self.placed.push(PlacedSlot { index: node.index, layer: placed });
        Content::Slot(SlotIndex(self.slots.len() - 1))
    }
}
