//! Mockups as the dialect shows them.

use door_kit::links::Links;
use library::Time;
use library::collections::Collection;
use library::mockups::Mockup;
use library::presets::Preset;
use library::templates::Slot;
use library::things::Preview;

use crate::translate::words::extension;
use crate::wire::{self, Named, Position, Size, Thumbnail};

/// What the whole of a smart object is called.
const DEFAULT_PRESET: &str = "Default";

/// What a mockup is shown with.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Shown<'a> {
    pub(crate) links: &'a Links,
    pub(crate) now: Time,
    /// The presets of this mockup, and maybe of others.
    pub(crate) presets: &'a [Preset],
    /// The collections that it is in.
    pub(crate) collections: &'a [Collection],
}

impl Shown<'_> {
    /// A mockup.
    pub(crate) fn mockup(&self, mockup: &Mockup) -> wire::Mockup {
        let outline = &*mockup.template.outline;
        let thumbnails = self.thumbnails(&mockup.previews, "thumb");
        wire::Mockup {
            uuid: mockup.thing.id.0,
            name: mockup.thing.name.clone(),
            thumbnail: thumbnails.first().map(|widest| widest.url.clone()).unwrap_or_default(),
            smart_objects: self.smart_objects(mockup),
            text_layers: outline.text_layers.iter().map(|text| named(text.id, &text.name)).collect(),
            collections: self.collections.iter().map(|found| named(found.id.0, &found.name)).collect(),
            thumbnails,
        }
    }

    /// Its smart objects, front-most first.
    pub(crate) fn smart_objects(&self, mockup: &Mockup) -> Vec<wire::SmartObject> {
        mockup.template.outline.slots.iter().map(|slot| self.smart_object(mockup, slot)).collect()
    }

    fn smart_object(&self, mockup: &Mockup, slot: &Slot) -> wire::SmartObject {
        let whole =
            wire::Preset { uuid: slot.default_preset(), name: DEFAULT_PRESET.to_owned(), thumbnails: Vec::new() };
        let own = self.presets.iter().filter(|preset| preset.mockup == mockup.thing.id && preset.slot == slot.id);
        let preset = |preset: &Preset| wire::Preset {
            uuid: preset.id.0,
            name: preset.name.clone(),
            thumbnails: self.thumbnails(&preset.previews, "preset"),
        };
        wire::SmartObject {
            uuid: slot.id,
            name: slot.name.clone(),
            size: Size { width: slot.width, height: slot.height },
            position: Position { top: slot.position.y.round() as i64, left: slot.position.x.round() as i64 },
            print_area_presets: std::iter::once(whole).chain(own.map(preset)).collect(),
        }
    }

    fn thumbnails(&self, previews: &[Preview], label: &str) -> Vec<Thumbnail> {
        let thumbnail = |preview: &Preview| {
            let (width, extension) = (preview.width, extension(&preview.media_type));
            let url = self.links.file(preview.blob.hash, extension, &format!("{label}_{width}"), self.now);
            Thumbnail { width, url }
        };
        previews.iter().map(thumbnail).collect()
    }
}

fn named(uuid: uuid::Uuid, name: &str) -> Named {
    Named { uuid, name: name.to_owned() }
}
