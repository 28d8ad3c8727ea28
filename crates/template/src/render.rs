//! Rendering: artwork into a compiled template's slots, and the picture out.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use codec::Filter;
use compositor::compile::Compiled;
use compositor::paint::{SlotContent, Surface};
use compositor::plan::plan;
use pixels::{Picture, Size};
use uuid::Uuid;

use crate::artwork::{Fill, build_frame};
use crate::template::{Edited, TemplateSlot};
use crate::text::SetText;
use crate::{Edits, Error, Loss, Result, Template};

/// A template whose constant part is painted. Compile once, render often.
#[derive(Debug)]
pub struct CompiledTemplate {
    template: Arc<Template>,
    compiled: Compiled,
    /// What was asked for; some of it may be for documents inside slots.
    edits: Edits,
    texts: Vec<SetText>,
    losses: Vec<Loss>,
    /// Documents inside slots, by the slot's place: compiled when something in them is first filled.
    nested: Mutex<BTreeMap<usize, Arc<CompiledTemplate>>>,
}

/// What a picture is to be.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Output {
    /// Width in pixels; the height follows. `None` is the canvas's own size.
    pub width: Option<u32>,
}

/// A picture and what it took.
#[derive(Debug)]
pub struct Rendered {
    /// The picture.
    pub picture: Picture,
    /// Time for each part.
    pub times: Times,
}

/// Where a render's time went.
#[derive(Debug, Clone, Copy, Default)]
pub struct Times {
    /// Building the slots' frames and placing them.
    pub place: Duration,
    /// Running the steps.
    pub paint: Duration,
    /// Bringing the result to the output's size.
    pub shrink: Duration,
}

impl CompiledTemplate {
    pub(crate) fn new(template: Arc<Template>, edits: &Edits) -> Result<Self> {
        let edited = template.edited(edits)?;
        let compiled = Compiled::new(plan(&edited.scene))?;
        let Edited { texts, losses, .. } = edited;
        let mut new = Self { template, compiled, edits: edits.clone(), texts, losses, nested: Mutex::default() };
        if !edits.texts.is_empty() {
            new.set_inside()?;
        }
        Ok(new)
    }

    /// Compiles the documents in which text is edited, to tell at once what became of it.
    fn set_inside(&mut self) -> Result<()> {
        let template = self.template.clone();
        for (place, slot) in template.slots.iter().enumerate() {
            if self.changes_inside(slot)
                && let Some(nested) = self.nested(place, slot)?
            {
                self.texts.extend(nested.texts.iter().cloned());
                self.losses.extend(nested.losses.iter().cloned());
            }
        }
        Ok(())
    }

    /// Text layers that were set anew, those of documents inside slots too.
    pub fn texts(&self) -> &[SetText] {
        &self.texts
    }

    /// What the edits could not have; beside the losses of the template's outline.
    pub fn losses(&self) -> &[Loss] {
        &self.losses
    }

    /// About how many bytes of memory it takes beside its template; grows when documents inside slots are compiled.
    pub fn bytes(&self) -> u64 {
        let nested = self.nested.lock().unwrap_or_else(PoisonError::into_inner);
        self.compiled.bytes() + nested.values().map(|nested| nested.bytes()).sum::<u64>()
    }

    /// The template it was made from.
    pub fn template(&self) -> &Arc<Template> {
        &self.template
    }

    /// The picture with `fills` in the slots of the template, and of the documents inside it; slots that are not
    /// named show what the file stores.
    pub fn render(&self, fills: &[(Uuid, Fill)], output: Output) -> Result<Rendered> {
        let size = self.output_size(output)?;
        let mut times = Times::default();
        let surface = self.surface(fills, &mut times)?;
        let start = Instant::now();
        let mut picture = self.template.colours.to_srgb(&surface);
        if size != picture.size() {
            picture = codec::resize(&picture, size, Filter::Lanczos3)?;
        }
        times.shrink = start.elapsed();
        Ok(Rendered { picture, times })
    }

    fn surface(&self, fills: &[(Uuid, Fill)], times: &mut Times) -> Result<Surface> {
        let start = Instant::now();
        if let Some((uuid, _)) = fills.iter().find(|(uuid, _)| !self.template.knows_slot(*uuid)) {
            return Err(Error::Order(format!("the template has no slot {uuid}")));
        }
        let mut contents = vec![SlotContent::Stored; self.template.scene.slots.len()];
        for (place, slot) in self.template.slots.iter().enumerate() {
            self.fill_slot(place, slot, fills, &mut contents)?;
        }
        let placed = self.compiled.place(&contents)?;
        times.place += start.elapsed();
        let start = Instant::now();
        let surface = self.compiled.paint(&placed)?;
        times.paint += start.elapsed();
        Ok(surface)
    }

    fn fill_slot(
        &self,
        place: usize,
        slot: &TemplateSlot,
        fills: &[(Uuid, Fill)],
        contents: &mut [SlotContent],
    ) -> Result<()> {
        let own = fills.iter().rev().find(|(uuid, _)| *uuid == slot.uuid).map(|(_, fill)| fill);
        let own = own.filter(|fill| !fill.keeps_content());
        let inside: Vec<(Uuid, Fill)> = match &slot.nested {
            Some(nested) => fills.iter().filter(|(uuid, _)| nested.knows_slot(*uuid)).cloned().collect(),
            None => Vec::new(),
        };
        if own.is_some() && !inside.is_empty() {
            let both = format!("slot {} and a slot inside it cannot be filled in one picture", slot.uuid);
            return Err(Error::Order(both));
        }
        if own.is_some_and(|fill| fill.artwork.is_some()) && self.changes_inside(slot) {
            let both =
                format!("slot {} is given artwork, so that no layer inside it can be hidden or edited", slot.uuid);
            return Err(Error::Order(both));
        }
        let mut frames: Vec<(Size, Arc<Picture>)> = Vec::new();
        for copy in &slot.copies {
            let scale = self.compiled.natural_scale(*copy).unwrap_or((1.0, 1.0));
            let wanted = crate::frame::scaled(slot.frame, scale);
            let known = frames.iter().find(|(size, _)| *size == wanted).map(|(_, frame)| frame.clone());
            let frame = match known {
                Some(frame) => frame,
                None => match self.frame(place, slot, own, &inside, scale)? {
                    Some(frame) => frame,
                    None => continue,
                },
            };
            frames.push((wanted, frame.clone()));
            contents[*copy] = SlotContent::Frame(frame);
        }
        Ok(())
    }

    /// What a slot is to show, in the document's own colours; `None` for what the file stores.
    fn frame(
        &self,
        place: usize,
        slot: &TemplateSlot,
        fill: Option<&Fill>,
        inside: &[(Uuid, Fill)],
        scale: (f64, f64),
    ) -> Result<Option<Arc<Picture>>> {
        let frame = if let Some(fill) = fill {
            let content = if fill.artwork.is_none() { self.template.own_content(slot) } else { None };
            build_frame(fill, slot.frame, scale, content.as_ref(), self.template.limits())?
        } else {
            if inside.is_empty() && !self.changes_inside(slot) {
                return Ok(None);
            }
            let Some(nested) = self.nested(place, slot)? else { return Ok(None) };
            let surface = nested.surface(inside, &mut Times::default())?;
            crate::frame::at_scale(&Arc::new(nested.template.colours.to_srgb(&surface)), scale)?
        };
        Ok(Some(match self.template.colours.artwork(&frame) {
            Cow::Borrowed(_) => frame,
            Cow::Owned(converted) => Arc::new(converted),
        }))
    }

    /// Whether a layer of the document inside a slot is left out or edited, so that the stored pixels are not its
    /// picture.
    fn changes_inside(&self, slot: &TemplateSlot) -> bool {
        let mut changed = self.edits.hidden.iter().chain(self.edits.texts.keys());
        slot.nested.as_ref().is_some_and(|nested| changed.any(|uuid| nested.knows_layer(*uuid)))
    }

    /// The document inside a slot, compiled.
    fn nested(&self, place: usize, slot: &TemplateSlot) -> Result<Option<Arc<Self>>> {
        let Some(template) = &slot.nested else { return Ok(None) };
        let mut compiled = self.nested.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = compiled.get(&place) {
            return Ok(Some(known.clone()));
        }
        let inside = |uuid: &&Uuid| template.knows_layer(**uuid);
        let hidden = self.edits.hidden.iter().filter(inside).copied().collect();
        let texts = self.edits.texts.iter().filter(|(uuid, _)| inside(uuid));
        let texts = texts.map(|(uuid, edit)| (*uuid, edit.clone())).collect();
        let edits = Edits { hidden, texts, fonts: self.edits.fonts.clone(), ..Edits::default() };
        let nested = Arc::new(Self::new(template.clone(), &edits)?);
        compiled.insert(place, nested.clone());
        Ok(Some(nested))
    }

    fn output_size(&self, output: Output) -> Result<Size> {
        let canvas = self.template.scene.size;
        let Some(width) = output.width else { return Ok(canvas) };
        if width == 0 || canvas.is_empty() {
            return Err(Error::Order("the output width must be at least 1".to_owned()));
        }
        let height =
            (u64::from(canvas.height) * u64::from(width) + u64::from(canvas.width) / 2) / u64::from(canvas.width);
        let size = Size::new(width, u32::try_from(height.max(1)).unwrap_or(u32::MAX));
        self.template.limits().check_pixels(size)?;
        Ok(size)
    }
}
