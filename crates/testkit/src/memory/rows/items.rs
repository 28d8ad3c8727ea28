//! Items: what things of every kind have in common.

use async_trait::async_trait;
use library::assets::Asset;
use library::ids::{AccountId, CollectionId, ThingId};
use library::items::{
    Attribute, Condition, Content, Item, ItemFile, Query, Read, Scope, Snapshot, Sort, Span, Test, Write,
};
use library::mockups::NewMockup;
use library::page::{Key, Page, Part};
use library::tags::Tag;
use library::things::{Preview, Privacy, ThingKind};
use library::{Order, Result, Time};

use super::super::state::{Extra, State};
use super::super::store::{MemoryStore, MemoryTransaction};
use super::things::{remove_mockup, remove_renders, take_out};
use super::{has_text, missing, paged, same};

impl State {
    /// A thing of whatever kind, in the trash or not.
    pub(super) fn item(&self, id: ThingId) -> Option<Item> {
        if let Some(item) = self.others.get(&id) {
            return Some(item.clone());
        }
        let (thing, file, previews) = if let Some(NewMockup { thing, previews, .. }) = self.mockups.get(&id) {
            (thing, None, previews)
        } else if let Some(photo) = self.photos.get(&id) {
            (&photo.thing, None, &photo.previews)
        } else {
            let Asset { thing, blob, media_type, size, previews } = self.assets.get(&id)?;
            (thing, Some(ItemFile { blob: *blob, media_type: media_type.clone(), size: *size }), previews)
        };
        let Extra { serial, tags, details, parent, hidden, lock, trashed_at } =
            self.extras.get(&id).cloned().unwrap_or_default();
        let mut previews = previews.clone();
        previews.sort_by_key(|preview| std::cmp::Reverse(preview.width));
        let (thing, content) = (thing.clone(), Content::None);
        Some(Item { thing, serial, content, file, previews, tags, details, parent, hidden, lock, trashed_at })
    }

    /// All things.
    pub(super) fn all_items(&self) -> impl Iterator<Item = Item> + '_ {
        let ids = self.mockups.keys().chain(self.photos.keys()).chain(self.assets.keys()).chain(self.others.keys());
        ids.filter_map(|id| self.item(*id))
    }

    fn set_item(&mut self, item: &Item) {
        if let Some(there) = self.others.get_mut(&item.thing.id) {
            there.clone_from(item);
            return;
        }
        let id = item.thing.id;
        let mockup = self.mockups.get_mut(&id).map(|mockup| &mut mockup.thing);
        let photo = self.photos.get_mut(&id).map(|photo| &mut photo.thing);
        let asset = self.assets.get_mut(&id).map(|asset| &mut asset.thing);
        let Some(thing) = mockup.or(photo).or(asset) else { return };
        thing.clone_from(&item.thing);
        let Item { serial, tags, details, parent, hidden, lock, trashed_at, .. } = item.clone();
        self.extras.insert(id, Extra { serial, tags, details, parent, hidden, lock, trashed_at });
    }

    /// Gives new words a number.
    fn note_tags(&mut self, item: &Item, before: &[String]) {
        let (account, now) = (item.thing.account, item.thing.updated_at);
        for name in item.tags.iter().chain(before) {
            let known = self.tags.iter_mut().find(|tag| tag.account == account && same(&tag.name, name));
            if let Some(tag) = known {
                if item.tags.iter().any(|t| same(t, name)) != before.iter().any(|t| same(t, name)) {
                    tag.updated_at = now;
                }
                continue;
            }
            let serial = self.next_serial();
            let name = name.clone();
            self.tags.push(Tag { serial, account, name, things: 0, created_at: now, updated_at: now });
        }
    }

    /// Reactions and comments go with their entries, and stacks leave what they gathered.
    pub(super) fn forget_responses(&mut self) {
        let entries = &self.entries;
        self.reactions.retain(|reaction| entries.contains_key(&reaction.entry));
        self.comments.retain(|comment| entries.contains_key(&comment.entry));
        let there: Vec<_> = entries.keys().copied().collect();
        for entry in self.entries.values_mut() {
            entry.parent = entry.parent.filter(|parent| there.contains(parent));
        }
    }

    fn collections_of_item(&self, id: ThingId) -> Vec<CollectionId> {
        self.entries.values().filter(|entry| entry.thing == id).map(|entry| entry.collection).collect()
    }
}

fn in_scope(rows: &State, item: &Item, scope: Scope) -> bool {
    match scope {
        Scope::Account(account) => item.thing.account == account,
        Scope::Person(user) => {
            let member = rows.members.iter().any(|m| m.user == user && m.account == item.thing.account);
            let shared = |collection: &CollectionId| {
                let mut standings = rows.standings.iter();
                standings.any(|s| s.user == user && s.collection == *collection && s.shared_at.is_some())
            };
            member || rows.collections_of_item(item.thing.id).iter().any(shared)
        }
        Scope::Public => item.thing.privacy == Privacy::Public,
    }
}

/// Whether a thing has this text in what a search finds.
pub(super) fn found(rows: &State, item: &Item, text: &str) -> bool {
    let inside = item.file.as_ref().and_then(|file| rows.texts.get(&file.blob.hash)?.words.as_deref());
    let words = [&item.thing.name, &item.thing.description, item.content.words(), inside.unwrap_or_default()];
    words.into_iter().any(|words| has_text(words, text)) || item.tags.iter().any(|tag| has_text(tag, text))
}

pub(super) fn tagged(item: &Item, tags: &[String]) -> bool {
    tags.iter().all(|wanted| item.tags.iter().any(|tag| same(tag, wanted)))
}

fn within(time: Time, span: Span) -> bool {
    span.after.is_none_or(|after| time > after) && span.before.is_none_or(|before| time < before)
}

fn matches(rows: &State, item: &Item, query: &Query) -> bool {
    in_scope(rows, item, query.scope)
        && item.trashed_at.is_some() == query.trashed
        && (query.hidden || !item.hidden)
        && (query.forms.is_empty() || query.forms.contains(&item.form()))
        && query.collection.is_none_or(|wanted| rows.collections_of_item(item.thing.id).contains(&wanted))
        && query.author.is_none_or(|author| item.thing.author == author)
        && query.parent.is_none_or(|parent| item.parent == Some(parent))
        && tagged(item, &query.tags)
        && (query.text.is_empty() || found(rows, item, &query.text))
        && (query.privacies.is_empty() || query.privacies.contains(&item.thing.privacy))
        && within(item.thing.created_at, query.created)
        && within(item.thing.updated_at, query.updated)
        && query.condition.as_ref().is_none_or(|condition| holds(rows, item, condition))
}

fn holds(rows: &State, item: &Item, condition: &Condition) -> bool {
    match condition {
        Condition::All(all) => all.iter().all(|condition| holds(rows, item, condition)),
        Condition::Any(any) => any.iter().any(|condition| holds(rows, item, condition)),
        Condition::Not(condition) => !holds(rows, item, condition),
        Condition::Is(attribute, test) => passes(rows, item, *attribute, test),
    }
}

fn passes(rows: &State, item: &Item, attribute: Attribute, test: &Test) -> bool {
    if let (Attribute::Words, Test::Contains(part)) = (attribute, test) {
        return part.is_empty() || found(rows, item, part);
    }
    let thing = &item.thing;
    let size = item.file.as_ref().and_then(|file| file.size);
    let number = |number: Option<i64>| (vec![], number);
    let word = |word: String| (vec![word], None);
    let (words, number) = match attribute {
        Attribute::Form => word(item.form().name().to_owned()),
        Attribute::Id => word(thing.id.to_string()),
        Attribute::Author => word(thing.author.to_string()),
        Attribute::Collections => (rows.collections_of_item(thing.id).iter().map(ToString::to_string).collect(), None),
        Attribute::Account => word(thing.account.to_string()),
        Attribute::Parent => (item.parent.iter().map(ToString::to_string).collect(), None),
        Attribute::Words => {
            let words = [&thing.name, &thing.description, item.content.words()].into_iter();
            (words.chain(item.tags.iter().map(String::as_str)).map(str::to_lowercase).collect(), None)
        }
        Attribute::ModelState => match &item.content {
            Content::Model(model) => word(model.state.name().to_owned()),
            _ => (vec![], None),
        },
        Attribute::Detail(name) => (item.details.get(name).cloned().into_iter().collect(), None),
        Attribute::Name => word(thing.name.to_lowercase()),
        Attribute::Tags => (item.tags.iter().map(|tag| tag.to_lowercase()).collect(), None),
        Attribute::Privacy => word(thing.privacy.name().to_owned()),
        Attribute::MediaType => (item.file.iter().map(|file| file.media_type.to_lowercase()).collect(), None),
        Attribute::Width => number(size.map(|(width, _)| width.into())),
        Attribute::Height => number(size.map(|(_, height)| height.into())),
        Attribute::Bytes => number(item.file.as_ref().map(|file| file.blob.bytes.cast_signed())),
        Attribute::Created => number(Some(thing.created_at.timestamp_micros())),
        Attribute::Updated => number(Some(thing.updated_at.timestamp_micros())),
    };
    match test {
        Test::OneOf(wanted) => words.iter().any(|word| wanted.contains(word)),
        Test::Contains(part) => words.iter().any(|word| word.contains(part.as_str())),
        Test::StartsWith(part) => words.iter().any(|word| word.starts_with(part.as_str())),
        Test::Between(low, high) => {
            number.is_some_and(|number| low.is_none_or(|low| number >= low) && high.is_none_or(|high| number <= high))
        }
        Test::Exists => number.is_some() || !words.is_empty(),
    }
}

#[async_trait]
impl Read for MemoryStore {
    async fn item(&self, id: ThingId) -> Result<Option<Item>> {
        Ok(self.rows().item(id))
    }

    async fn items_of(&self, ids: &[ThingId]) -> Result<Vec<Item>> {
        let rows = self.rows();
        Ok(ids.iter().filter_map(|id| rows.item(*id)).collect())
    }

    async fn items(&self, query: &Query) -> Result<Page<Item>> {
        let rows = self.rows();
        let found = rows.all_items().filter(|item| matches(&rows, item, query)).collect();
        let key = |item: &Item| {
            let key = match query.sort {
                Sort::Created => Key::Time(item.thing.created_at),
                Sort::Updated => Key::Time(item.thing.updated_at),
                Sort::Name => Key::Text(item.thing.name.to_lowercase()),
                Sort::Trashed => Key::Time(item.trashed_at.unwrap_or(item.thing.updated_at)),
            };
            (key, item.thing.id.0)
        };
        paged(found, query.sort.list(), query.order, &query.part, key)
    }

    async fn snapshots(&self, thing: ThingId, part: &Part) -> Result<Page<Snapshot>> {
        let rows = self.rows();
        let own = rows.snapshots.iter().filter(|snapshot| snapshot.thing == thing).cloned().collect();
        paged(own, "snapshots", Order::Descending, part, |s: &Snapshot| (Key::Time(s.taken_at), s.id))
    }
}

impl MemoryTransaction {
    fn insert_one_item(&mut self, item: &Item) -> Result<Item> {
        self.rows.hold_thing(&item.thing, &item.previews)?;
        self.rows.hold_blobs(item.file.iter().map(|file| file.blob.hash))?;
        let mut item = Item { serial: self.rows.next_serial(), ..item.clone() };
        item.previews.sort_by_key(|preview| std::cmp::Reverse(preview.width));
        self.rows.note_tags(&item, &[]);
        match (item.thing.kind, &item.file) {
            (ThingKind::Asset, Some(file)) => {
                let ItemFile { blob, media_type, size } = file.clone();
                let (thing, previews) = (item.thing.clone(), item.previews.clone());
                self.rows.assets.insert(item.thing.id, Asset { thing, blob, media_type, size, previews });
                self.rows.set_item(&item);
            }
            (ThingKind::Asset, None) => return Err(missing("the asset's file")),
            (ThingKind::Mockup | ThingKind::Photo, _) => return Err(missing("the mockup's template")),
            _ => drop(self.rows.others.insert(item.thing.id, item.clone())),
        }
        Ok(item)
    }
}

#[async_trait]
impl Write for MemoryTransaction {
    async fn insert_items(&mut self, items: &[Item]) -> Result<Vec<Item>> {
        items.iter().map(|item| self.insert_one_item(item)).collect()
    }

    async fn item_for_change(&mut self, id: ThingId) -> Result<Option<Item>> {
        Ok(self.rows.item(id))
    }

    async fn update_item(&mut self, item: &Item) -> Result<()> {
        let there = self.rows.item(item.thing.id).ok_or_else(|| missing("the thing"))?;
        self.rows.note_tags(item, &there.tags);
        let Item { thing, content, tags, details, parent, hidden, lock, .. } = item.clone();
        self.rows.set_item(&Item { thing, content, tags, details, parent, hidden, lock, ..there });
        Ok(())
    }

    async fn put_file(&mut self, id: ThingId, file: &ItemFile, previews: &[Preview]) -> Result<()> {
        self.rows.hold_blobs(previews.iter().map(|preview| preview.blob.hash).chain([file.blob.hash]))?;
        let file = file.clone();
        if let Some(asset) = self.rows.assets.get_mut(&id) {
            (asset.blob, asset.media_type, asset.size) = (file.blob, file.media_type, file.size);
        } else if let Some(item) = self.rows.others.get_mut(&id) {
            item.file = Some(file);
        }
        self.put_previews(id, previews).await
    }

    async fn put_previews(&mut self, id: ThingId, previews: &[Preview]) -> Result<()> {
        self.rows.hold_blobs(previews.iter().map(|preview| preview.blob.hash))?;
        let rows = &mut self.rows;
        let mockup = rows.mockups.get_mut(&id).map(|mockup| &mut mockup.previews);
        let photo = rows.photos.get_mut(&id).map(|photo| &mut photo.previews);
        let asset = rows.assets.get_mut(&id).map(|asset| &mut asset.previews);
        let other = rows.others.get_mut(&id).map(|item| &mut item.previews);
        let there = mockup.or(photo).or(asset).or(other).ok_or_else(|| missing("the thing"))?;
        *there = previews.to_vec();
        there.sort_by_key(|preview| std::cmp::Reverse(preview.width));
        Ok(())
    }

    async fn trash(&mut self, id: ThingId, now: Time) -> Result<Option<u64>> {
        let Some(item) = self.rows.item(id).filter(|item| item.trashed_at.is_none()) else { return Ok(None) };
        count_entries(&mut self.rows, &item, -1, now);
        self.rows.set_item(&Item { trashed_at: Some(now), ..item.clone() });
        Ok(Some(item.file.map_or(0, |file| file.blob.bytes)))
    }

    async fn restore(&mut self, id: ThingId, places: bool, now: Time) -> Result<()> {
        let Some(item) = self.rows.item(id).filter(|item| item.trashed_at.is_some()) else { return Ok(()) };
        let tags = if places { item.tags.clone() } else { Vec::new() };
        self.rows.set_item(&Item { trashed_at: None, tags, ..item.clone() });
        if places {
            count_entries(&mut self.rows, &item, 1, now);
        } else {
            self.rows.entries.retain(|_, entry| entry.thing != id);
            self.rows.forget_responses();
        }
        Ok(())
    }

    async fn trashed_before(&mut self, before: Time, limit: u32) -> Result<Vec<(ThingId, AccountId)>> {
        let old = self.rows.all_items().filter(|item| item.trashed_at.is_some_and(|at| at < before));
        let mut old: Vec<(Time, ThingId, AccountId)> =
            old.map(|item| (item.trashed_at.unwrap_or(before), item.thing.id, item.thing.account)).collect();
        old.sort_unstable();
        Ok(old.into_iter().take(limit as usize).map(|(_, id, account)| (id, account)).collect())
    }

    async fn purge(&mut self, id: ThingId) -> Result<u64> {
        let Some(item) = self.rows.item(id).filter(|item| item.trashed_at.is_some()) else { return Ok(0) };
        self.rows.entries.retain(|_, entry| entry.thing != id);
        self.rows.forget_responses();
        take_out(&mut self.rows, id);
        let mut freed = item.file.map_or(0, |file| file.blob.bytes);
        if let Some(template) = remove_mockup(&mut self.rows, id)
            && !self.rows.mockups.values().any(|mockup| mockup.template == template)
        {
            freed += self.rows.templates.remove(&template).map_or(0, |template| template.file.bytes);
        }
        let snapshots = self.rows.snapshots.iter().filter(|snapshot| snapshot.thing == id);
        freed += snapshots.map(|snapshot| snapshot.blob.bytes).sum::<u64>();
        if let Some(photo) = self.rows.photos.remove(&id) {
            remove_renders(&mut self.rows, id);
            freed += photo.photo.bytes;
        }
        self.rows.assets.remove(&id);
        self.rows.others.remove(&id);
        self.rows.snapshots.retain(|snapshot| snapshot.thing != id);
        Ok(freed)
    }

    async fn insert_snapshot(&mut self, snapshot: &Snapshot) -> Result<()> {
        self.rows.hold_blobs([snapshot.blob.hash])?;
        self.rows.snapshots.push(snapshot.clone());
        Ok(())
    }
}

/// Brings what collections and stacks keep of a thing's entries up to date.
fn count_entries(rows: &mut State, item: &Item, by: i64, now: Time) {
    let places: Vec<_> = rows.entries.values().filter(|entry| entry.thing == item.thing.id).cloned().collect();
    for entry in places {
        if let Some(collection) = rows.collections.get_mut(&entry.collection) {
            *collection.kept(entry.kind) += by;
            collection.updated_at = now;
        }
        if let Some(stack) = entry.parent.and_then(|parent| rows.entries.get_mut(&parent)) {
            stack.children += by;
        }
    }
}
