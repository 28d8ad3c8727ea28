//! A slot's flat design: what lies in its frame, as it would be printed, without the scene around it.

use std::sync::Arc;

use codec::Filter;
use pixels::{Picture, Size};
use uuid::Uuid;

use crate::artwork::{Fill, build_frame};
use crate::render::Output;
use crate::template::TemplateSlot;
use crate::{CompiledTemplate, Edits, Error, Result, Template};

impl Template {
    /// The design in a slot of the template, or of the documents inside it: its frame at full size, transparent where
    /// there is nothing. Of `edits`, what lies inside the slot counts.
    pub fn design(&self, slot: Uuid, fills: &[(Uuid, Fill)], edits: &Edits, output: Output) -> Result<Arc<Picture>> {
        let frame = self.design_frame(slot, fills, edits)?;
        let Some(width) = output.width.filter(|width| *width != frame.size().width) else { return Ok(frame) };
        let own = frame.size();
        if width == 0 || own.is_empty() {
            return Err(Error::Order("the output width must be at least 1".to_owned()));
        }
        let height = (u64::from(own.height) * u64::from(width) + u64::from(own.width) / 2) / u64::from(own.width);
        let size = Size::new(width, u32::try_from(height.max(1)).unwrap_or(u32::MAX));
        self.limits().check_pixels(size)?;
        Ok(Arc::new(codec::resize(&frame, size, Filter::Lanczos3)?))
    }

    fn design_frame(&self, uuid: Uuid, fills: &[(Uuid, Fill)], edits: &Edits) -> Result<Arc<Picture>> {
        let Some(slot) = self.slots.iter().find(|slot| slot.uuid == uuid) else {
            let mut inside = self.slots.iter().filter_map(|slot| slot.nested.as_ref());
            let holder = inside.find(|nested| nested.knows_slot(uuid));
            let holder = holder.ok_or_else(|| Error::Order(format!("the template has no slot {uuid}")))?;
            return holder.design_frame(uuid, fills, edits);
        };
        let own = fills.iter().rev().find(|(filled, _)| *filled == uuid).map(|(_, fill)| fill);
        if let Some(fill) = own.filter(|fill| !fill.keeps_content()) {
            let content = if fill.artwork.is_none() { self.own_content(slot) } else { None };
            return build_frame(fill, slot.frame, (1.0, 1.0), content.as_ref(), self.limits());
        }
        if let Some(changed) = changed_inside(slot, fills, edits)? {
            return Ok(changed);
        }
        self.limits().check_pixels(slot.frame)?;
        Ok(self.own_content(slot).unwrap_or_else(|| Arc::new(Picture::filled(slot.frame, [0; 4]))))
    }
}

/// The document inside a slot, where something in it is filled, left out or edited.
fn changed_inside(slot: &TemplateSlot, fills: &[(Uuid, Fill)], edits: &Edits) -> Result<Option<Arc<Picture>>> {
    let Some(nested) = &slot.nested else { return Ok(None) };
    let fills: Vec<(Uuid, Fill)> = fills.iter().filter(|(uuid, _)| nested.knows_slot(*uuid)).cloned().collect();
    let hidden = edits.hidden.iter().filter(|uuid| nested.knows_layer(**uuid)).copied().collect();
    let texts = edits.texts.iter().filter(|(uuid, _)| nested.knows_layer(**uuid));
    let texts = texts.map(|(uuid, edit)| (*uuid, edit.clone())).collect();
    let edits = Edits { hidden, texts, fonts: edits.fonts.clone(), ..Edits::default() };
    if fills.is_empty() && edits.hidden.is_empty() && edits.texts.is_empty() {
        return Ok(None);
    }
    let compiled = CompiledTemplate::new(nested.clone(), &edits)?;
    Ok(Some(Arc::new(compiled.render(&fills, Output::default())?.picture)))
}
