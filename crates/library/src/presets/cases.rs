//! Making, changing and removing presets.

use bytes::Bytes;
use uuid::Uuid;

use super::Preset;
use crate::access::{Actor, Role};
use crate::blobs::BlobHash;
use crate::ids::{PresetId, ThingId};
use crate::mockups::Mockup;
use crate::renderer::{Drawing, DrawingArtwork, DrawingFill};
use crate::renders::{Adjustments, Fit, Format, OutputOrder, PrintArea, Repeat};
use crate::templates::Slot;
use crate::things::{PREVIEW_WIDTHS, Preview};
use crate::{Error, Library, Noun, Result, text};

/// A preset to be made, or what one is to become.
#[derive(Debug, Clone)]
pub struct NewPreset {
    /// Its name.
    pub name: String,
    /// Where it is, inside the slot's frame.
    pub area: PrintArea,
}

/// The most presets of one slot.
const MOST: usize = 100;

/// What shows where an area is: a picture of one colour, stretched over it.
const MARK: &[u8] = br##"<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16"><rect width="16" height="16" fill="#3b82f6"/></svg>"##;

impl Library {
    /// The presets of mockups of the caller's account, oldest first.
    pub async fn presets(&self, actor: &Actor, mockups: &[Mockup]) -> Result<Vec<Preset>> {
        let own = mockups.iter().filter(|mockup| mockup.thing.account == actor.account);
        let ids: Vec<ThingId> = own.map(|mockup| mockup.thing.id).collect();
        self.store.presets(&ids).await
    }

    /// The presets of one slot, oldest first.
    pub async fn slot_presets(&self, actor: &Actor, mockup: ThingId, slot: Uuid) -> Result<Vec<Preset>> {
        let mockup = self.mockup(actor, mockup).await?;
        slot_of(&mockup, slot)?;
        let mut presets = self.store.presets(&[mockup.thing.id]).await?;
        presets.retain(|preset| preset.slot == slot);
        Ok(presets)
    }

    /// Makes a preset of a slot.
    pub async fn create_preset(&self, actor: &Actor, mockup: ThingId, slot: Uuid, new: NewPreset) -> Result<Preset> {
        actor.require(Role::Editor)?;
        if self.slot_presets(actor, mockup, slot).await?.len() >= MOST {
            return Err(Error::Conflict(format!("a slot has at most {MOST} presets")));
        }
        let preset = self.drawn_preset(actor, mockup, slot, PresetId::new(), new).await?;
        let mut tx = self.begin().await?;
        tx.insert_preset(&preset).await?;
        tx.commit().await?;
        Ok(preset)
    }

    /// Gives a preset another name and area.
    pub async fn change_preset(
        &self,
        actor: &Actor,
        mockup: ThingId,
        slot: Uuid,
        id: PresetId,
        new: NewPreset,
    ) -> Result<Preset> {
        actor.require(Role::Editor)?;
        let before = self.preset(actor, mockup, slot, id).await?;
        let changed = self.drawn_preset(actor, mockup, slot, id, new).await?;
        let changed = Preset { created_at: before.created_at, ..changed };
        let mut tx = self.begin().await?;
        if !tx.update_preset(&changed).await? {
            return Err(Error::NotFound(Noun::Preset));
        }
        tx.commit().await?;
        Ok(changed)
    }

    /// Removes a preset.
    pub async fn delete_preset(&self, actor: &Actor, mockup: ThingId, slot: Uuid, id: PresetId) -> Result<()> {
        actor.require(Role::Editor)?;
        let preset = self.preset(actor, mockup, slot, id).await?;
        let mut tx = self.begin().await?;
        if !tx.delete_preset(preset.mockup, preset.id).await? {
            return Err(Error::NotFound(Noun::Preset));
        }
        tx.commit().await
    }

    async fn preset(&self, actor: &Actor, mockup: ThingId, slot: Uuid, id: PresetId) -> Result<Preset> {
        let presets = self.slot_presets(actor, mockup, slot).await?;
        presets.into_iter().find(|preset| preset.id == id).ok_or(Error::NotFound(Noun::Preset))
    }

    /// The preset with small pictures of where it is.
    async fn drawn_preset(
        &self,
        actor: &Actor,
        mockup: ThingId,
        slot: Uuid,
        id: PresetId,
        NewPreset { name, area }: NewPreset,
    ) -> Result<Preset> {
        let name = text::name("name", &name)?;
        let mockup = self.mockup(actor, mockup).await?;
        check(area, slot_of(&mockup, slot)?)?;
        let previews = self.preset_previews(&mockup, slot, area).await?;
        Ok(Preset { id, mockup: mockup.thing.id, slot, name, area, previews, created_at: self.now() })
    }

    async fn preset_previews(&self, mockup: &Mockup, slot: Uuid, area: PrintArea) -> Result<Vec<Preview>> {
        let [widest, narrower @ ..] = PREVIEW_WIDTHS;
        let drawn = self.renderer.draw(marked(mockup, slot, area, widest)).await?.file;
        let mut files = self.renderer.shrink(drawn.bytes.clone(), &narrower).await?.previews;
        files.insert(0, drawn);
        self.store_previews(files).await
    }
}

fn slot_of(mockup: &Mockup, slot: Uuid) -> Result<&Slot> {
    mockup.template.outline.slot(slot).ok_or(Error::NotFound(Noun::Slot))
}

/// A print area has to lie inside the slot's frame.
fn check(area: PrintArea, slot: &Slot) -> Result<()> {
    let PrintArea { left, top, width, height } = area;
    let inside = |field: &str, start: f64, length: f64, whole: u32| {
        let whole = f64::from(whole);
        // Also refuses what is not a number.
        if start >= 0.0 && length >= 1.0 && start + length <= whole {
            return Ok(());
        }
        Err(Error::invalid(format!("area.{field}"), format!("must lie within the slot's {whole} pixels")))
    };
    inside("width", left, width, slot.width)?;
    inside("height", top, height, slot.height)
}

/// The mockup with the area filled.
fn marked(mockup: &Mockup, slot: Uuid, area: PrintArea, width: u32) -> Drawing {
    let mark = DrawingArtwork {
        bytes: Bytes::from_static(MARK),
        hash: BlobHash::of(MARK),
        fit: Fit::Fill,
        rotation: 0.0,
        flip_horizontal: false,
        flip_vertical: false,
        size: None,
        position: None,
        alignment: None,
        repeat: Repeat::Once,
    };
    let fill = DrawingFill {
        slot,
        artwork: Some(mark),
        colour: None,
        blend: None,
        print_area: Some(area),
        adjustments: Adjustments::default(),
    };
    let width = width.min(mockup.template.outline.width.max(1));
    Drawing {
        file: mockup.template.file,
        areas: None,
        fills: vec![fill],
        texts: Vec::new(),
        fonts: Vec::new(),
        hidden: Vec::new(),
        output: OutputOrder { format: Format::Webp, width: Some(width), ..OutputOrder::default() },
        design: None,
    }
}
