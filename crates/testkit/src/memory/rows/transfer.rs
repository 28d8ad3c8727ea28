//! What moving accounts reads and asks beside what each noun does.

use async_trait::async_trait;
use library::Result;
use library::entries::Entry;
use library::ids::{
    AccountId, CatalogId, CollectionId, CommentId, EntryId, FontId, OriginalId, PresetId, ReactionId, TemplateId,
    ThingId,
};
use library::originals::Original;
use library::photos::PhotoMockup;
use library::templates::Template;
use library::transfer::{MockupPlace, Noun, Read, Write};
use uuid::Uuid;

use super::super::store::{MemoryStore, MemoryTransaction};

#[async_trait]
impl Read for MemoryStore {
    async fn templates_after(
        &self,
        account: AccountId,
        after: Option<TemplateId>,
        limit: u32,
    ) -> Result<Vec<Template>> {
        let rows = self.rows();
        let own = rows.templates.values().filter(|template| template.account == account);
        Ok(own.filter(|template| after.is_none_or(|after| template.id > after)).take(limit as usize).cloned().collect())
    }

    async fn originals_after(
        &self,
        account: AccountId,
        after: Option<OriginalId>,
        limit: u32,
    ) -> Result<Vec<Original>> {
        let rows = self.rows();
        let own = rows.originals.values().filter(|original| original.account == account);
        Ok(own.filter(|original| after.is_none_or(|after| original.id > after)).take(limit as usize).cloned().collect())
    }

    async fn mockup_places(&self, things: &[ThingId]) -> Result<Vec<(ThingId, MockupPlace)>> {
        let rows = self.rows();
        let place = |id: &ThingId| {
            let template = rows.mockups.get(id)?.template;
            let (original, catalog) = (rows.original_mockups.get(id).copied(), rows.shelves.get(id).copied());
            Some((*id, MockupPlace { template, original, catalog }))
        };
        Ok(things.iter().filter_map(place).collect())
    }

    async fn photos_of(&self, things: &[ThingId]) -> Result<Vec<PhotoMockup>> {
        let rows = self.rows();
        let mut photos: Vec<PhotoMockup> = things.iter().filter_map(|id| rows.photos.get(id).cloned()).collect();
        for photo in &mut photos {
            photo.previews.sort_by_key(|preview| std::cmp::Reverse(preview.width));
        }
        Ok(photos)
    }

    async fn entries_after(
        &self,
        collection: CollectionId,
        in_stacks: bool,
        after: Option<&Entry>,
        limit: u32,
    ) -> Result<Vec<Entry>> {
        let rows = self.rows();
        let own = |entry: &&Entry| entry.collection == collection && entry.parent.is_some() == in_stacks;
        let mut found: Vec<Entry> = rows.entries.values().filter(own).cloned().collect();
        found.retain(|entry| after.is_none_or(|last| (entry.rank, entry.id) > (last.rank, last.id)));
        found.sort_unstable_by_key(|entry| (entry.rank, entry.id));
        found.truncate(limit as usize);
        Ok(found)
    }

    async fn preferences(&self, account: AccountId) -> Result<Vec<(String, String)>> {
        let rows = self.rows();
        let own = rows.preferences.iter().filter(|((owner, _), _)| *owner == account);
        Ok(own.map(|((_, name), preference)| (name.clone(), preference.words.clone())).collect())
    }
}

#[async_trait]
impl Write for MemoryTransaction {
    async fn is_taken(&mut self, noun: Noun, id: Uuid) -> Result<bool> {
        let rows = &self.rows;
        Ok(match noun {
            Noun::Catalog => rows.catalogs.contains_key(&CatalogId(id)),
            Noun::Font => rows.fonts.contains_key(&FontId(id)),
            Noun::Template => rows.templates.contains_key(&TemplateId(id)),
            Noun::Original => rows.originals.contains_key(&OriginalId(id)),
            Noun::Thing => rows.thing(ThingId(id)).is_some(),
            Noun::Snapshot => rows.snapshots.iter().any(|snapshot| snapshot.id == id),
            Noun::Preset => rows.presets.contains_key(&PresetId(id)),
            Noun::Collection => rows.collections.contains_key(&CollectionId(id)),
            Noun::Entry => rows.entries.contains_key(&EntryId(id)),
            Noun::Reaction => rows.reactions.iter().any(|reaction| reaction.id == ReactionId(id)),
            Noun::Comment => rows.comments.iter().any(|comment| comment.id == CommentId(id)),
        })
    }
}
