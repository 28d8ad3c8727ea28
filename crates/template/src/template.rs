//! A template: a document read once, ready to be compiled as often as different layers are hidden or moved.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use compositor::blend::BlendMode;
use compositor::effects::{Effect, Effects};
use compositor::plan::{Plan, plan};
use compositor::scene::{Content, Layer, Scene};
use pixels::{ColourModel, Depth, Limits, Size};
use psd::tagged::Color;
use psd::{Bytes, Document};
use uuid::Uuid;

use crate::artwork::Fill;
use crate::colour::ColourSpace;
use crate::content::{Contents, is_document};
use crate::ids::Ids;
use crate::lower::{Lowered, colour_samples, lower, psd_limits};
use crate::outline::{Outline, Parts, outline};
use crate::text::{Fonts, SetText, Setting, TextEdit, TextSource};
use crate::{Companions, CompiledTemplate, Error, Loss, Result};

/// A document with its scene, its slots and their contents.
#[derive(Debug)]
pub struct Template {
    pub(crate) scene: Scene,
    pub(crate) contents: Contents,
    pub(crate) colours: ColourSpace,
    pub(crate) slots: Vec<TemplateSlot>,
    pub(crate) paths: BTreeMap<Uuid, usize>,
    /// Text layers, by where their records stand in the file.
    pub(crate) texts: BTreeMap<usize, TextSource>,
    pub(crate) outline: Outline,
    pub(crate) limits: Limits,
}

/// A slot with all its copies.
#[derive(Debug)]
pub(crate) struct TemplateSlot {
    pub(crate) uuid: Uuid,
    /// Which of the scene's slots are copies of it, front-most first.
    pub(crate) copies: Vec<usize>,
    /// The size of its content.
    pub(crate) frame: Size,
    /// Its content as a template, when that is a document with slots of its own.
    pub(crate) nested: Option<Arc<Template>>,
    pub(crate) placed: psd::tagged::PlacedLayer,
}

/// About what a layer takes without its pixels, in the scene and in the outline.
const LAYER_BYTES: u64 = 4096;

/// What is different from the file in one compilation.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Edits {
    /// Layers that are left out, with all that is inside them or clipped to them.
    pub hidden: BTreeSet<Uuid>,
    /// Slots that lie elsewhere: how far to the right and down, in canvas pixels.
    pub shifts: BTreeMap<Uuid, (f64, f64)>,
    /// Slots that meet what lies below in another mode.
    pub blends: BTreeMap<Uuid, BlendMode>,
    /// Text layers with other words, or in other styles.
    pub texts: BTreeMap<Uuid, TextEdit>,
    /// What they are set in.
    pub fonts: Fonts,
}

/// The scene with edits applied, and what became of the text.
pub(crate) struct Edited {
    pub(crate) scene: Scene,
    pub(crate) texts: Vec<SetText>,
    pub(crate) losses: Vec<Loss>,
}

impl Edits {
    /// What fills ask of the template itself: slots that lie elsewhere, and other blend modes.
    pub fn of_fills(template: &Template, fills: &[(Uuid, Fill)]) -> Self {
        let mut edits = Self::default();
        for (uuid, fill) in fills {
            let Some(slot) = template.outline().slots.iter().find(|slot| slot.uuid == *uuid) else { continue };
            if let Some((left, top)) = fill.canvas_position() {
                edits.shifts.insert(*uuid, (left - slot.position.x, top - slot.position.y));
            }
            if let Some(blend) = fill.blend {
                edits.blends.insert(*uuid, blend);
            }
        }
        edits
    }
}

impl Template {
    /// Reads a document, and the documents inside it.
    pub fn open(bytes: impl Into<Bytes>, limits: &Limits) -> Result<Self> {
        Self::open_beside(bytes, &Companions::default(), limits)
    }

    /// The same with files at hand that the document, or one inside it, names and does not hold.
    pub fn open_beside(bytes: impl Into<Bytes>, companions: &Companions, limits: &Limits) -> Result<Self> {
        let bytes = bytes.into();
        limits.check_bytes(bytes.len() as u64)?;
        let ids = Ids::of_file(&bytes);
        Self::open_nested(bytes, &ids, companions, limits)
    }

    fn open_nested(bytes: Bytes, ids: &Ids, companions: &Companions, limits: &Limits) -> Result<Self> {
        let document = Document::read(bytes, &psd_limits(limits))?;
        let contents = Contents::new(&document, companions, limits);
        let Lowered { scene, placed, mut losses } = lower(&document, &contents)?;
        let tree = crate::outline::Tree::new(&document, ids);
        let mut slots: Vec<TemplateSlot> = Vec::new();
        // The scene numbers its slots from the back; people count from the front.
        for (index, placed) in placed.iter().enumerate().rev() {
            let known = slots.iter_mut().find(|slot| !placed.layer.id.is_empty() && slot.placed.id == placed.layer.id);
            if let Some(slot) = known {
                slot.copies.push(index);
                continue;
            }
            let path = tree.path(placed.index);
            let nested = nested(&contents, &placed.layer, &ids.nested(path), limits);
            let nested = nested.unwrap_or_else(|loss| {
                let record = &document.layers.layers[placed.index];
                losses.push(Loss { layer: record.name(), layer_id: record.id(), ..loss });
                None
            });
            let frame = frame_size(&placed.layer, &scene, index);
            let uuid = ids.layer(path);
            slots.push(TemplateSlot { uuid, copies: vec![index], frame, nested, placed: placed.layer.clone() });
        }
        let records = document.layers.layers.iter().enumerate();
        let texts = records.filter_map(|(index, record)| Some((index, TextSource::of_layer(record, limits)?)));
        let texts: BTreeMap<usize, TextSource> = texts.collect();
        let parts = Parts {
            texts: &texts,
            document: &document,
            tree: &tree,
            ids,
            scene: &scene,
            placed: &placed,
            slots: &slots,
            limits,
        };
        let outline = outline(&parts, losses);
        let colours = ColourSpace::of(&document, scene.model);
        Ok(Self { scene, contents, colours, slots, paths: tree.into_paths(), texts, outline, limits: *limits })
    }

    /// What the template offers.
    pub fn outline(&self) -> &Outline {
        &self.outline
    }

    /// The limits it was opened with; artwork stays under them too.
    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// About how many bytes of memory it takes beside the file's own, which it keeps; grows as contents are decoded.
    pub fn bytes(&self) -> u64 {
        let inside = self.slots.iter().filter_map(|slot| slot.nested.as_ref()).map(|nested| nested.bytes());
        self.paths.len() as u64 * LAYER_BYTES + self.contents.decoded_bytes() + inside.sum::<u64>()
    }

    /// Does everything that no artwork can change.
    pub fn compile(self: &Arc<Self>, edits: &Edits) -> Result<CompiledTemplate> {
        CompiledTemplate::new(self.clone(), edits)
    }

    /// The plan with `edits` applied: a list of steps, to be read by people too.
    pub fn plan(&self, edits: &Edits) -> Result<Plan> {
        Ok(plan(&self.edited(edits)?.scene))
    }

    /// The scene with `edits` applied. Those that are for documents inside slots change nothing here.
    pub(crate) fn edited(&self, edits: &Edits) -> Result<Edited> {
        let mut scene = self.scene.clone();
        let mut hidden = BTreeSet::new();
        for uuid in &edits.hidden {
            hidden.extend(self.own_layer(*uuid)?.map(|index| index as u32));
        }
        hide(&mut scene.layers, &hidden);
        for (uuid, (dx, dy)) in &edits.shifts {
            for copy in &self.slot(*uuid)?.copies {
                let slot = &mut scene.slots[*copy];
                slot.placement = slot.placement.as_ref().map(|placement| placement.translate(*dx, *dy));
            }
        }
        for (uuid, blend) in &edits.blends {
            blend_slots(&mut scene.layers, &self.slot(*uuid)?.copies, *blend);
        }
        let mut edited = Edited { scene, texts: Vec::new(), losses: Vec::new() };
        for (uuid, edit) in &edits.texts {
            let Some(index) = self.own_layer(*uuid)? else { continue };
            let source = self.texts.get(&index);
            let source = source.ok_or_else(|| Error::Order(format!("the layer {uuid} holds no text")))?;
            Self::set_text(*uuid, index, source, (edit, &edits.fonts), &mut edited)?;
        }
        Ok(edited)
    }

    fn set_text(
        uuid: Uuid,
        index: usize,
        source: &TextSource,
        (edit, fonts): (&TextEdit, &Fonts),
        edited: &mut Edited,
    ) -> Result<()> {
        let Edited { scene, texts, losses } = edited;
        let (model, depth, canvas) = (scene.model, scene.depth, scene.size);
        let layer_id = source.layer_id;
        let Some(layer) = find(&mut scene.layers, index as u32) else { return Ok(()) };
        let margin = layer.effects.as_ref().map_or(0, |effects| effects.reach());
        let name = layer.name.clone();
        let setting = Setting { fonts, model, depth, canvas, margin, uuid, name: &name, layer_id };
        let (raster, report, lost) = crate::text::set(source, edit, &setting)?;
        layer.content = Content::Pixels(raster);
        if !edit.strokes.is_empty() {
            layer.effects = layer.effects.take().map(|effects| recoloured(&effects, &edit.strokes, (model, depth)));
        }
        texts.push(report);
        losses.extend(lost);
        Ok(())
    }

    /// Where this layer's record stands in the file; `None` when it is in a document inside a slot.
    fn own_layer(&self, uuid: Uuid) -> Result<Option<usize>> {
        match self.paths.get(&uuid) {
            Some(index) => Ok(Some(*index)),
            None if self.knows_layer(uuid) => Ok(None),
            None => Err(Error::Order(format!("the template has no layer {uuid}"))),
        }
    }

    /// Whether a layer with this id is in the document or in one inside it.
    pub(crate) fn knows_layer(&self, uuid: Uuid) -> bool {
        self.paths.contains_key(&uuid)
            || self.slots.iter().any(|slot| slot.nested.as_ref().is_some_and(|nested| nested.knows_layer(uuid)))
    }

    /// Whether a slot with this id is in the document or in one inside it.
    pub(crate) fn knows_slot(&self, uuid: Uuid) -> bool {
        self.slots
            .iter()
            .any(|slot| slot.uuid == uuid || slot.nested.as_ref().is_some_and(|nested| nested.knows_slot(uuid)))
    }

    pub(crate) fn slot(&self, uuid: Uuid) -> Result<&TemplateSlot> {
        let found = self.slots.iter().find(|slot| slot.uuid == uuid);
        found.ok_or_else(|| Error::Order(format!("the template has no slot {uuid}")))
    }

    /// A slot's own content, where it can be drawn.
    pub(crate) fn own_content(&self, slot: &TemplateSlot) -> Option<Arc<pixels::Picture>> {
        self.contents.picture(&slot.placed).drawn()
    }
}

/// The content as a template; `None` when it is no document, a loss when it is one that can't be read.
fn nested(
    contents: &Contents,
    placed: &psd::tagged::PlacedLayer,
    ids: &Ids,
    limits: &Limits,
) -> std::result::Result<Option<Arc<Template>>, Loss> {
    let lost = |effect: String| Loss {
        layer: String::new(),
        layer_id: None,
        feature: "smart object content".to_owned(),
        effect,
    };
    let Some(bytes) = contents.bytes(placed).filter(|bytes| is_document(bytes)) else { return Ok(None) };
    if limits.depth == 0 {
        return Err(lost("smart objects are nested too deep; the stored pixels are shown".to_owned()));
    }
    let deeper = Limits { depth: limits.depth - 1, ..*limits };
    match Template::open_nested(bytes.clone(), ids, contents.companions(), &deeper) {
        Ok(template) => Ok(Some(Arc::new(template))),
        Err(error) => Err(lost(format!("the document inside can't be read ({error}); the stored pixels are shown"))),
    }
}

/// The size of a slot's content: what the record says, else what its placement does.
fn frame_size(placed: &psd::tagged::PlacedLayer, scene: &Scene, index: usize) -> Size {
    let side = |length: f64| length.round().clamp(1.0, 300_000.0) as u32;
    match (placed.size, &scene.slots[index].placement) {
        (Some((width, height)), _) if width >= 1.0 && height >= 1.0 => Size::new(side(width), side(height)),
        (_, Some(placement)) => {
            let [left, top, right, bottom] = placement.content();
            Size::new(side(right - left), side(bottom - top))
        }
        _ => Size::new(1, 1),
    }
}

fn hide(layers: &mut [Layer], hidden: &BTreeSet<u32>) {
    for layer in layers {
        layer.visible &= !hidden.contains(&layer.key.0);
        if let Content::Group(group) = &mut layer.content {
            hide(&mut group.layers, hidden);
        }
        hide(&mut layer.clipped, hidden);
    }
}

fn find(layers: &mut [Layer], key: u32) -> Option<&mut Layer> {
    layers.iter_mut().find_map(|layer| {
        if layer.key.0 == key {
            return Some(layer);
        }
        let Layer { content, clipped, .. } = layer;
        let inside = if let Content::Group(group) = content { find(&mut group.layers, key) } else { None };
        inside.or_else(|| find(clipped, key))
    })
}

/// Effects whose strokes, the uppermost first, have other colours.
fn recoloured(effects: &Effects, colours: &[Option<[u8; 3]>], (model, depth): (ColourModel, Depth)) -> Arc<Effects> {
    let mut list = effects.list().to_vec();
    let strokes = list.iter_mut().rev().filter_map(|effect| match effect {
        Effect::Stroke(stroke) => Some(stroke),
        _ => None,
    });
    for (stroke, colour) in strokes.zip(colours) {
        if let Some(colour) = colour {
            stroke.paint = colour_samples(&Color::Rgb(colour.map(f64::from)), model, depth).into();
        }
    }
    Arc::new(Effects::new(list))
}

fn blend_slots(layers: &mut [Layer], copies: &[usize], blend: BlendMode) {
    for layer in layers {
        match &mut layer.content {
            Content::Slot(index) if copies.contains(&index.0) => layer.blend = blend,
            Content::Group(group) => blend_slots(&mut group.layers, copies, blend),
            _ => {}
        }
        blend_slots(&mut layer.clipped, copies, blend);
    }
}
