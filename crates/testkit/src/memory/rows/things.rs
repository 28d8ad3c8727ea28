//! Templates, mockups and assets.

use async_trait::async_trait;
use library::assets::Asset;
use library::blobs::BlobHash;
use library::ids::{AccountId, TemplateId, ThingId};
use library::mockups::{Mockup, NewMockup, Sort};
use library::templates::Template;
use library::things::{Preview, Thing, ThingKind};
use library::{Listed, Result, Time, assets, mockups, templates};

use super::super::state::State;
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
        if self.rows.mockups.values().any(|mockup| mockup.template == id) {
            return Ok(None);
        }
        Ok(self.rows.templates.remove(&id).map(|template| template.file.bytes))
    }
}

fn widest_first(previews: &[Preview]) -> Vec<Preview> {
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
        let found = rows.mockups.get(&id).filter(|mockup| mockup.thing.account == account);
        Ok(found.map(|found| mockup(&rows, found)))
    }

    async fn mockups(&self, query: &mockups::Query) -> Result<Listed<Mockup>> {
        let rows = self.rows();
        let matching = rows.mockups.values().filter(|NewMockup { thing, .. }| {
            thing.account == query.account
                && has_text(&thing.name, &query.name)
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
        self.rows.mockups.insert(mockup.thing.id, mockup.clone());
        Ok(())
    }

    async fn rename_mockup(&mut self, account: AccountId, id: ThingId, name: &str, now: Time) -> Result<bool> {
        Ok(rename(self.rows.mockups.get_mut(&id).map(|mockup| &mut mockup.thing), account, name, now))
    }

    async fn delete_mockup(&mut self, account: AccountId, id: ThingId) -> Result<Option<TemplateId>> {
        let rows = &mut self.rows;
        if rows.mockups.get(&id).is_none_or(|mockup| mockup.thing.account != account) {
            return Ok(None);
        }
        take_out(rows, id);
        let showed = |row: &super::super::state::RenderRow| row.picture;
        let gone: Vec<_> = rows.renders.values().filter(|row| row.render.mockup == id).filter_map(showed).collect();
        rows.renders.retain(|_, row| row.render.mockup != id);
        let renders = &rows.renders;
        rows.pictures.retain(|key, _| !gone.contains(key) || renders.values().any(|row| row.picture == Some(*key)));
        Ok(rows.mockups.remove(&id).map(|mockup| mockup.template))
    }
}

/// Takes a thing out of every collection, and off their kept counts.
fn take_out(rows: &mut State, id: ThingId) {
    for entry in rows.entries.values().filter(|entry| entry.thing == id) {
        if let Some(collection) = rows.collections.get_mut(&entry.collection) {
            match entry.kind {
                ThingKind::Mockup => collection.mockups -= 1,
                ThingKind::Asset => collection.assets -= 1,
            }
        }
    }
    rows.entries.retain(|_, entry| entry.thing != id);
}

fn shown(asset: &Asset) -> Asset {
    Asset { previews: widest_first(&asset.previews), ..asset.clone() }
}

#[async_trait]
impl assets::Read for MemoryStore {
    async fn asset(&self, account: AccountId, id: ThingId) -> Result<Option<Asset>> {
        Ok(self.rows().assets.get(&id).filter(|asset| asset.thing.account == account).map(shown))
    }

    async fn assets(&self, query: &assets::Query) -> Result<Listed<Asset>> {
        let rows = self.rows();
        let matching = rows
            .assets
            .values()
            .filter(|asset| asset.thing.account == query.account && has_text(&asset.thing.name, &query.name));
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
        self.rows.assets.insert(asset.thing.id, asset.clone());
        Ok(())
    }

    async fn rename_asset(&mut self, account: AccountId, id: ThingId, name: &str, now: Time) -> Result<bool> {
        Ok(rename(self.rows.assets.get_mut(&id).map(|asset| &mut asset.thing), account, name, now))
    }

    async fn delete_asset(&mut self, account: AccountId, id: ThingId) -> Result<Option<u64>> {
        if self.rows.assets.get(&id).is_none_or(|asset| asset.thing.account != account) {
            return Ok(None);
        }
        take_out(&mut self.rows, id);
        Ok(self.rows.assets.remove(&id).map(|asset| asset.blob.bytes))
    }
}
