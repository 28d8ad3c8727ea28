//! The walk over all that an account owns.

use std::collections::{BTreeMap, HashSet};

use super::{CollectionRecord, EntryRecord, MockupPlace, Record, ThingRecord};
use crate::collections::{self, Collection};
use crate::entries::Entry;
use crate::ids::{AccountId, CatalogId, EntryId, ThingId, UserId};
use crate::items::{self, Item, Scope};
use crate::page::{Cursor, Part};
use crate::photos::PhotoMockup;
use crate::presets::Preset;
use crate::things::ThingKind;
use crate::{Error, Library, Noun, Order, Result, Window};

/// Rows read at once.
const AT_ONCE: u32 = 200;

/// Takes records, one after the other.
#[async_trait::async_trait]
pub trait Sink: Send {
    /// The next one.
    async fn record(&mut self, record: Record) -> Result<()>;
}

impl Library {
    /// Gives all that an account owns. For the operator: nobody's role is asked. Beside a server that runs, what is made
    /// meanwhile may be left out; what is named was given before.
    pub async fn export_account(&self, account: AccountId, sink: &mut dyn Sink) -> Result<()> {
        let found = self.store.account(account).await?.ok_or(Error::NotFound(Noun::Account))?;
        let catalogs = self.store.catalogs(account).await?;
        let default = catalogs.iter().find(|catalog| catalog.default).map(|catalog| catalog.id);
        let mut walk = Walk { library: self, account, default, sink, names: BTreeMap::new(), seen: HashSet::new() };
        let profile = self.store.profile(account).await?;
        walk.sink.record(Record::Account { name: found.name, profile }).await?;
        for (name, words) in self.store.preferences(account).await? {
            walk.sink.record(Record::Preference { name, words }).await?;
        }
        for catalog in catalogs.into_iter().filter(|catalog| !catalog.default) {
            walk.give(catalog.id.0, Record::Catalog(catalog)).await?;
        }
        for font in self.store.fonts(account).await? {
            walk.sink.record(Record::Font(font)).await?;
        }
        walk.templates().await?;
        walk.things(false).await?;
        walk.things(true).await?;
        walk.collections().await
    }
}

struct Walk<'a> {
    library: &'a Library,
    account: AccountId,
    default: Option<CatalogId>,
    sink: &'a mut dyn Sink,
    /// People's names, once looked up.
    names: BTreeMap<UserId, String>,
    /// What was given, as far as others may name it: what came into being since is not named.
    seen: HashSet<uuid::Uuid>,
}

impl Walk<'_> {
    async fn give(&mut self, id: uuid::Uuid, record: Record) -> Result<()> {
        self.seen.insert(id);
        self.sink.record(record).await
    }

    async fn name(&mut self, user: UserId) -> Result<String> {
        if let Some(name) = self.names.get(&user) {
            return Ok(name.clone());
        }
        let name = self.library.store.user(user).await?.map(|user| user.name).unwrap_or_default();
        self.names.insert(user, name.clone());
        Ok(name)
    }

    fn seen_catalog(&self, catalog: CatalogId) -> Option<CatalogId> {
        Some(catalog).filter(|catalog| Some(*catalog) != self.default && self.seen.contains(&catalog.0))
    }

    async fn templates(&mut self) -> Result<()> {
        let mut after = None;
        loop {
            let part = self.library.store.templates_after(self.account, after, AT_ONCE).await?;
            let Some(last) = part.last() else { break };
            after = Some(last.id);
            for template in part {
                self.give(template.id.0, Record::Template(template)).await?;
            }
        }
        let mut after = None;
        loop {
            let part = self.library.store.originals_after(self.account, after, AT_ONCE).await?;
            let Some(last) = part.last() else { break };
            after = Some(last.id);
            for original in part {
                if self.seen.contains(&original.template.0) {
                    self.give(original.id.0, Record::Original(original)).await?;
                }
            }
        }
        Ok(())
    }

    async fn things(&mut self, trashed: bool) -> Result<()> {
        let mut cursor: Option<Cursor> = None;
        loop {
            let all = items::Query::all(Scope::Account(self.account), Part::after(AT_ONCE, cursor));
            let query = items::Query { trashed, hidden: true, order: Order::Ascending, ..all };
            let page = self.library.store.items(&query).await?;
            let ids: Vec<ThingId> = page.items.iter().map(|item| item.thing.id).collect();
            let of_kind = |kind| {
                let own = page.items.iter().filter(move |item| item.thing.kind == kind);
                own.map(|item| item.thing.id).collect::<Vec<_>>()
            };
            let mockups = of_kind(ThingKind::Mockup);
            let mut places: BTreeMap<_, _> = self.library.store.mockup_places(&mockups).await?.into_iter().collect();
            let photos = self.library.store.photos_of(&of_kind(ThingKind::Photo)).await?;
            let mut photos: BTreeMap<_, _> = photos.into_iter().map(|photo| (photo.thing.id, photo)).collect();
            let mut presets: BTreeMap<ThingId, Vec<Preset>> = BTreeMap::new();
            for preset in self.library.store.presets(&mockups).await? {
                presets.entry(preset.mockup).or_default().push(preset);
            }
            for (item, id) in page.items.into_iter().zip(ids) {
                let presets = presets.remove(&id).unwrap_or_default();
                self.thing(item, places.remove(&id), photos.remove(&id), presets).await?;
            }
            match page.next {
                Some(next) => cursor = Some(next),
                None => return Ok(()),
            }
        }
    }

    async fn thing(
        &mut self,
        item: Item,
        mockup: Option<MockupPlace>,
        photo: Option<PhotoMockup>,
        presets: Vec<Preset>,
    ) -> Result<()> {
        let whole = match item.thing.kind {
            // Deleted, or put on a new template, since the page was read.
            ThingKind::Mockup => mockup.is_some_and(|place| self.seen.contains(&place.template.0)),
            ThingKind::Photo => photo.is_some(),
            _ => true,
        };
        if !whole || self.seen.contains(&item.thing.id.0) {
            return Ok(());
        }
        let mockup = mockup.map(|place| MockupPlace {
            original: place.original.filter(|original| self.seen.contains(&original.0)),
            catalog: place.catalog.and_then(|catalog| self.seen_catalog(catalog)),
            ..place
        });
        let author = self.name(item.thing.author).await?;
        let mut snapshots = Vec::new();
        if matches!(item.thing.kind, ThingKind::Asset | ThingKind::Model) {
            let mut cursor = None;
            loop {
                let page = self.library.store.snapshots(item.thing.id, &Part::after(AT_ONCE, cursor)).await?;
                for snapshot in page.items {
                    let author = self.name(snapshot.author).await?;
                    snapshots.push((snapshot, author));
                }
                cursor = page.next;
                if cursor.is_none() {
                    break;
                }
            }
        }
        let id = item.thing.id.0;
        let record = ThingRecord { item, author, mockup, photo, snapshots, presets };
        self.give(id, Record::Thing(Box::new(record))).await
    }

    async fn collections(&mut self) -> Result<()> {
        let mut offset = 0;
        loop {
            let query = collections::Query {
                account: self.account,
                catalog: None,
                name: String::new(),
                sort: collections::Sort::Created,
                order: Order::Ascending,
                window: Window { offset, limit: AT_ONCE },
            };
            let part = self.library.store.collections(&query).await?.items;
            if part.is_empty() {
                return Ok(());
            }
            offset += part.len() as u64;
            for collection in part {
                self.collection(collection).await?;
            }
        }
    }

    async fn collection(&mut self, mut collection: Collection) -> Result<()> {
        let id = collection.id;
        if self.seen.contains(&id.0) {
            return Ok(());
        }
        collection.cover = collection.cover.filter(|cover| self.seen.contains(&cover.0));
        let catalog = self.seen_catalog(collection.catalog);
        let author = self.name(collection.author).await?;
        let mut inputs = self.library.store.inputs(id).await?;
        for input in &mut inputs {
            input.targets.retain(|target| self.seen.contains(&target.mockup.0));
        }
        inputs.retain(|input| !input.targets.is_empty());
        let record = CollectionRecord { collection, catalog, author, inputs };
        self.give(id.0, Record::Collection(Box::new(record))).await?;
        // Only the stacks of this collection are named by its entries.
        let mut stacks: HashSet<EntryId> = HashSet::new();
        for in_stacks in [false, true] {
            let mut after: Option<Entry> = None;
            loop {
                let part = self.library.store.entries_after(id, in_stacks, after.as_ref(), AT_ONCE).await?;
                let Some(last) = part.last() else { break };
                after = Some(last.clone());
                let ids: Vec<EntryId> = part.iter().map(|entry| entry.id).collect();
                let mut reactions: BTreeMap<EntryId, Vec<_>> = BTreeMap::new();
                for reaction in self.library.store.reactions(&ids).await? {
                    let name = self.name(reaction.user).await?;
                    reactions.entry(reaction.entry).or_default().push((reaction, name));
                }
                for mut entry in part {
                    if !self.seen.contains(&entry.thing.0) {
                        continue;
                    }
                    entry.parent = entry.parent.filter(|parent| stacks.contains(parent));
                    if entry.kind == ThingKind::Stack {
                        stacks.insert(entry.id);
                    }
                    let reactions = reactions.remove(&entry.id).unwrap_or_default();
                    self.entry(entry, reactions).await?;
                }
            }
        }
        Ok(())
    }

    async fn entry(&mut self, entry: Entry, reactions: Vec<(crate::responses::Reaction, String)>) -> Result<()> {
        let (id, remarks) = (entry.id, entry.comments);
        let added_by = self.name(entry.added_by).await?;
        self.sink.record(Record::Entry(Box::new(EntryRecord { entry, added_by, reactions }))).await?;
        if remarks == 0 {
            return Ok(());
        }
        let mut cursor = None;
        loop {
            let page = self.library.store.comments(id, &Part::after(AT_ONCE, cursor)).await?;
            for comment in page.items {
                let author = self.name(comment.author).await?;
                self.sink.record(Record::Comment { comment: Box::new(comment), author }).await?;
            }
            cursor = page.next;
            if cursor.is_none() {
                return Ok(());
            }
        }
    }
}
