//! Things of an import.

use uuid::Uuid;

use super::rules::{damaged, item as held_to_rules, pictures};
use super::{Importing, known, refuse_twice};
use crate::accounts::Counts;
use crate::ids::{PresetId, ThingId};
use crate::items::{Content, Item, Model, Snapshot};
use crate::mockups::NewMockup;
use crate::photos::{NewArea, PhotoMockup, rules};
use crate::presets::Preset;
use crate::things::{Thing, ThingKind};
use crate::transfer::{MockupPlace, Noun, ThingRecord};
use crate::{Result, text};

impl Importing<'_> {
    pub(super) async fn thing(&mut self, record: ThingRecord) -> Result<()> {
        let ThingRecord { item, author, mockup, photo, snapshots, presets } = record;
        let named = item.thing.id;
        let id = ThingId(self.free(Noun::Thing, named.0).await?);
        let (parent, trashed_at) = (item.parent, item.trashed_at);
        let author = self.maker(&author).await?;
        let item = held_to_rules(item)?;
        let kind = item.thing.kind;
        let thing = Thing { id, account: self.account, author, ..item.thing.clone() };
        // Pictures of models and parents may come after what names them.
        let mut item = Item { thing, parent: None, trashed_at: None, ..item };
        let content = item.content.clone();
        if let Content::Model(model) = &mut item.content {
            (model.examples, model.training) = (Vec::new(), Vec::new());
        }
        match (kind, mockup, photo) {
            (ThingKind::Mockup, Some(place), None) => self.mockup(&item, place).await?,
            (ThingKind::Photo, None, Some(photo)) => self.photo(&item, photo).await?,
            (ThingKind::Mockup | ThingKind::Photo, ..) | (_, Some(_), _) | (_, _, Some(_)) => {
                return Err(damaged("a thing is not what its kind says"));
            }
            _ => self.other(&item).await?,
        }
        if parent.is_some() || content != item.content {
            self.later.push((id, parent, content));
        }
        self.trash.extend(trashed_at.map(|at| (id, at)));
        for (snapshot, author) in snapshots {
            self.snapshot(id, snapshot, &author).await?;
        }
        for preset in presets {
            self.preset(id, kind, preset).await?;
        }
        self.done.things += 1;
        refuse_twice(self.things.insert(named, (id, kind)))
    }

    async fn other(&mut self, item: &Item) -> Result<()> {
        let kind = item.thing.kind;
        let fits = match (&item.content, kind) {
            (Content::None, ThingKind::Asset) => item.file.is_some(),
            (Content::None, ThingKind::Stack)
            | (Content::Link(_), ThingKind::Link)
            | (Content::Note(_), ThingKind::Note)
            | (Content::Colour(_), ThingKind::Colour) => item.file.is_none(),
            (Content::Model(_), ThingKind::Model) => true,
            _ => false,
        };
        if !fits {
            return Err(damaged("a thing is not what its kind says"));
        }
        self.tx.insert_item(item).await?;
        self.counts.assets += i64::from(kind == ThingKind::Asset);
        self.counts.bytes += item.file.as_ref().map_or(0, |file| file.blob.bytes.cast_signed());
        Ok(())
    }

    async fn mockup(&mut self, item: &Item, place: MockupPlace) -> Result<()> {
        let template = known(self.templates.get(&place.template).copied(), "a template")?;
        let (thing, previews) = (item.thing.clone(), item.previews.clone());
        self.tx.insert_mockup(&NewMockup { thing, template, previews }).await?;
        if let Some(original) = place.original {
            let original = known(self.originals.get(&original).copied(), "an original")?;
            self.tx.link_original(original, item.thing.id).await?;
        }
        if let Some(catalog) = place.catalog {
            let catalog = known(self.catalogs.get(&catalog).copied(), "a catalog")?;
            self.tx.shelve(item.thing.id, catalog).await?;
        }
        self.counts.mockups += 1;
        self.dress(item).await
    }

    async fn photo(&mut self, item: &Item, photo: PhotoMockup) -> Result<()> {
        let kept =
            |area: &crate::photos::Area| NewArea { id: Some(area.id), name: area.name.clone(), corners: area.corners };
        let areas = rules::numbered(photo.areas.iter().map(kept).collect(), &photo.areas)?;
        rules::check_places(&areas, photo.width, photo.height)?;
        if !photo.media_type.starts_with("image/") {
            return Err(damaged("a photo is none"));
        }
        let (thing, previews) = (item.thing.clone(), item.previews.clone());
        let bytes = photo.photo.bytes.cast_signed();
        self.tx.insert_photo_mockup(&PhotoMockup { thing, areas, previews, ..photo }).await?;
        let more = Counts { mockups: self.counts.mockups + 1, bytes: self.counts.bytes + bytes, ..self.counts };
        self.counts = more;
        self.dress(item).await
    }

    /// What a mockup has beside what its noun keeps.
    async fn dress(&mut self, item: &Item) -> Result<()> {
        let plain = item.tags.is_empty() && item.details.is_empty() && !item.hidden;
        if plain {
            return Ok(());
        }
        let bare = known(self.tx.item_for_change(item.thing.id).await?, "a thing")?;
        let Item { tags, details, hidden, .. } = item.clone();
        self.tx.update_item(&Item { tags, details, hidden, ..bare }).await
    }

    async fn snapshot(&mut self, thing: ThingId, snapshot: Snapshot, author: &str) -> Result<()> {
        let id: Uuid = self.free(Noun::Snapshot, snapshot.id).await?;
        let author = self.maker(author).await?;
        self.tx.insert_snapshot(&Snapshot { id, thing, author, ..snapshot }).await?;
        self.counts.bytes += snapshot.blob.bytes.cast_signed();
        Ok(())
    }

    async fn preset(&mut self, mockup: ThingId, kind: ThingKind, preset: Preset) -> Result<()> {
        let area = preset.area;
        let finite = [area.left, area.top, area.width, area.height].iter().all(|number| number.is_finite());
        if kind != ThingKind::Mockup || !finite {
            return Err(damaged("a preset is of no mockup, or nowhere"));
        }
        pictures(&preset.previews)?;
        let id = PresetId(self.free(Noun::Preset, preset.id.0).await?);
        let name = text::name("name", &preset.name)?;
        self.tx.insert_preset(&Preset { id, mockup, name, ..preset }).await
    }

    /// Lets things name each other, now that all are there; what is not in the archive is not named.
    pub(super) async fn name_later(&mut self) -> Result<()> {
        for (id, parent, content) in std::mem::take(&mut self.later) {
            let own = |thing: &ThingId| self.things.get(thing).map(|(id, _)| *id);
            let parent = parent.as_ref().and_then(own).filter(|parent| *parent != id);
            let content = match content {
                Content::Model(Model { state, examples, training }) => {
                    let own = |things: Vec<ThingId>| things.iter().filter_map(own).collect();
                    Content::Model(Model { state, examples: own(examples), training: own(training) })
                }
                other => other,
            };
            let item = known(self.tx.item_for_change(id).await?, "a thing")?;
            self.tx.update_item(&Item { content, parent, ..item }).await?;
        }
        Ok(())
    }
}
