//! Templates, mockups and assets.

use async_trait::async_trait;
use library::assets::Asset;
use library::blobs::BlobHash;
use library::ids::{AccountId, CatalogId, CollectionId, TemplateId, ThingId};
use library::mockups::{Mockup, NewMockup, Sort};
use library::templates::Template;
use library::things::{Preview, Thing};
use library::{Listed, Result, Time, assets, mockups, templates};

use super::super::state::{Extra, State};
use super::super::store::{MemoryStore, MemoryTransaction};
use super::{has_text, listed, missing};

#[async_trait]
impl templates::Read for MemoryStore {
    async fn template(&self, id: TemplateId) -> Result<Option<Template>> {
        Ok(self.rows().templates.get(&id).cloned())
    }

    async fn template_by_file(&self, account: AccountId, file: BlobHash) -> Result<Option<Template>> {
        Ok(by_file(&self.rows(), account, file).cloned())
    }
}

fn by_file(rows: &State, account: AccountId, file: BlobHash) -> Option<&Template> {
    rows.templates.values().find(|template| template.account == account && template.file.hash == file)
}

#[async_trait]
impl templates::Write for MemoryTransaction {
    async fn insert_template(&mut self, template: &Template) -> Result<TemplateId> {
        self.rows.hold_account(template.account)?;
        self.rows.hold_blobs([template.file.hash])?;
        if let Some(there) = by_file(&self.rows, template.account, template.file.hash) {
            return Ok(there.id);
        }
        self.rows.templates.insert(template.id, template.clone());
        Ok(template.id)
    }

    async fn delete_unused_template(&mut self, id: TemplateId) -> Result<Option<u64>> {
        let kept = self.rows.originals.values().any(|original| original.template == id);
        if kept || self.rows.mockups.values().any(|mockup| mockup.template == id) {
            return Ok(None);
        }
        Ok(self.rows.templates.remove(&id).map(|template| template.file.bytes))
    }
}

pub(super) fn widest_first(previews: &[Preview]) -> Vec<Preview> {
    let mut previews = previews.to_vec();
    previews.sort_by_key(|preview| std::cmp::Reverse(preview.width));
    previews
}

fn mockup(rows: &State, NewMockup { thing, template, previews }: &NewMockup) -> Mockup {
    Mockup { thing: thing.clone(), template: rows.templates[template].clone(), previews: widest_first(previews) }
}

#[async_trait]
impl mockups::Read for MemoryStore {
    async fn mockup(&self, account: AccountId, id: ThingId) -> Result<Option<Mockup>> {
        let rows = self.rows();
        let found = rows.mockups.get(&id).filter(|mockup| mockup.thing.account == account && !rows.trashed(id));
        Ok(found.map(|found| mockup(&rows, found)))
    }

    async fn mockups(&self, query: &mockups::Query) -> Result<Listed<Mockup>> {
        let rows = self.rows();
        let matching = rows.mockups.values().filter(|NewMockup { thing, .. }| {
            thing.account == query.account
                && !rows.trashed(thing.id)
                && has_text(&thing.name, &query.name)
                && query.catalog.is_none_or(|catalog| shows(&rows, thing.id, catalog))
                && query.collection.is_none_or(|collection| holds(&rows, collection, thing.id))
                && query.created_from.is_none_or(|from| thing.created_at >= from)
                && query.created_to.is_none_or(|to| thing.created_at <= to)
        });
        let list = listed(matching.collect(), query.order, query.window, |mockup| {
            let thing = &mockup.thing;
            match query.sort {
                Sort::Name => (thing.name.to_lowercase(), None, thing.id),
                Sort::Created => (String::new(), Some(thing.created_at), thing.id),
                Sort::Updated => (String::new(), Some(thing.updated_at), thing.id),
            }
        });
        Ok(list.map(|found| mockup(&rows, found)))
    }
}

fn holds(rows: &State, collection: CollectionId, thing: ThingId) -> bool {
    rows.entries.values().any(|entry| entry.collection == collection && entry.thing == thing)
}

/// Whether a mockup shows in a catalog.
fn shows(rows: &State, thing: ThingId, catalog: CatalogId) -> bool {
    let shelf = rows.shelves.get(&thing);
    let by_default = shelf.is_none() && rows.catalogs.get(&catalog).is_some_and(|catalog| catalog.default);
    let mut collections = rows.collections.values().filter(|collection| collection.catalog == catalog);
    shelf == Some(&catalog) || by_default || collections.any(|collection| holds(rows, collection.id, thing))
}

fn rename(thing: Option<&mut Thing>, account: AccountId, name: &str, now: Time) -> bool {
    let Some(thing) = thing.filter(|thing| thing.account == account) else { return false };
    name.clone_into(&mut thing.name);
    thing.updated_at = now;
    true
}

#[async_trait]
impl mockups::Write for MemoryTransaction {
    async fn insert_mockup(&mut self, mockup: &NewMockup) -> Result<()> {
        self.rows.hold_thing(&mockup.thing, &mockup.previews)?;
        if !self.rows.templates.contains_key(&mockup.template) {
            return Err(missing("the mockup's template"));
        }
        let extra = Extra { serial: self.rows.next_serial(), ..Extra::default() };
        self.rows.extras.insert(mockup.thing.id, extra);
        self.rows.mockups.insert(mockup.thing.id, mockup.clone());
        Ok(())
    }

    async fn rename_mockup(&mut self, account: AccountId, id: ThingId, name: &str, now: Time) -> Result<bool> {
        if self.rows.trashed(id) {
            return Ok(false);
        }
        Ok(rename(self.rows.mockups.get_mut(&id).map(|mockup| &mut mockup.thing), account, name, now))
    }

    async fn delete_mockup(&mut self, account: AccountId, id: ThingId) -> Result<Option<TemplateId>> {
        let rows = &mut self.rows;
        if rows.trashed(id) || rows.mockups.get(&id).is_none_or(|mockup| mockup.thing.account != account) {
            return Ok(None);
        }
        take_out(rows, id);
        Ok(remove_mockup(rows, id))
    }
}

/// Removes a mockup with its renders and the pictures that only they showed; gives the template it stood on.
pub(super) fn remove_mockup(rows: &mut State, id: ThingId) -> Option<TemplateId> {
    forget_mockup(rows, id);
    remove_renders(rows, id);
    rows.mockups.remove(&id).map(|mockup| mockup.template)
}

/// Removes a mockup's renders, and the pictures that only they showed.
pub(super) fn remove_renders(rows: &mut State, mockup: ThingId) {
    let showed = |row: &super::super::state::RenderRow| row.picture;
    let gone: Vec<_> = rows.renders.values().filter(|row| row.render.mockup == mockup).filter_map(showed).collect();
    rows.renders.retain(|_, row| row.render.mockup != mockup);
    let renders = &rows.renders;
    rows.pictures.retain(|key, _| !gone.contains(key) || renders.values().any(|row| row.picture == Some(*key)));
}

/// Forgets what is only about a mockup.
pub(super) fn forget_mockup(rows: &mut State, id: ThingId) {
    rows.original_mockups.remove(&id);
    rows.shelves.remove(&id);
    rows.presets.retain(|_, preset| preset.mockup != id);
    rows.inputs.values_mut().for_each(|input| input.targets.retain(|target| target.mockup != id));
    rows.inputs.retain(|_, input| !input.targets.is_empty());
}

/// Takes a thing out of every collection, and off their kept counts.
pub(super) fn take_out(rows: &mut State, id: ThingId) {
    let gone: Vec<_> = rows.entries.values().filter(|entry| entry.thing == id).cloned().collect();
    rows.entries.retain(|_, entry| entry.thing != id);
    for entry in gone {
        if let Some(collection) = rows.collections.get_mut(&entry.collection) {
            *collection.kept(entry.kind) -= 1;
        }
        if let Some(stack) = entry.parent.and_then(|parent| rows.entries.get_mut(&parent)) {
            stack.children -= 1;
        }
    }
    rows.forget_responses();
    rows.extras.remove(&id);
    rows.others.values_mut().for_each(|item| item.parent = item.parent.filter(|parent| *parent != id));
    rows.extras.values_mut().for_each(|extra| extra.parent = extra.parent.filter(|parent| *parent != id));
    rows.collections.values_mut().for_each(|there| there.cover = there.cover.filter(|cover| *cover != id));
}

fn shown(asset: &Asset) -> Asset {
    Asset { previews: widest_first(&asset.previews), ..asset.clone() }
}

#[async_trait]
impl assets::Read for MemoryStore {
    async fn asset(&self, account: AccountId, id: ThingId) -> Result<Option<Asset>> {
        let rows = self.rows();
        let own = |asset: &&Asset| asset.thing.account == account && !rows.trashed(id);
        Ok(rows.assets.get(&id).filter(own).map(shown))
    }

    async fn assets(&self, query: &assets::Query) -> Result<Listed<Asset>> {
        let rows = self.rows();
        let matching = rows.assets.values().filter(|asset| {
            let Asset { thing, .. } = asset;
            thing.account == query.account && has_text(&thing.name, &query.name) && !rows.trashed(thing.id)
        });
        let list =
            listed(matching.collect(), query.order, query.window, |asset| (asset.thing.created_at, asset.thing.id));
        Ok(list.map(shown))
    }
}

#[async_trait]
impl assets::Write for MemoryTransaction {
    async fn insert_asset(&mut self, asset: &Asset) -> Result<()> {
        self.rows.hold_thing(&asset.thing, &asset.previews)?;
        self.rows.hold_blobs([asset.blob.hash])?;
        let extra = Extra { serial: self.rows.next_serial(), ..Extra::default() };
        self.rows.extras.insert(asset.thing.id, extra);
        self.rows.assets.insert(asset.thing.id, asset.clone());
        Ok(())
    }

    async fn rename_asset(&mut self, account: AccountId, id: ThingId, name: &str, now: Time) -> Result<bool> {
        if self.rows.trashed(id) {
            return Ok(false);
        }
        Ok(rename(self.rows.assets.get_mut(&id).map(|asset| &mut asset.thing), account, name, now))
    }

    async fn delete_asset(&mut self, account: AccountId, id: ThingId) -> Result<Option<u64>> {
        let trashed = self.rows.trashed(id);
        if trashed || self.rows.assets.get(&id).is_none_or(|asset| asset.thing.account != account) {
            return Ok(None);
        }
        take_out(&mut self.rows, id);
        Ok(self.rows.assets.remove(&id).map(|asset| asset.blob.bytes))
    }
}
