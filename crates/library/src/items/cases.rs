//! Changing items: what is common to every kind, files, locks.

use std::collections::{BTreeMap, BTreeSet};

use chrono::TimeDelta;
use uuid::Uuid;

use super::create::checked_details;
use super::{Content, Item, ItemFile, Lock, Snapshot};
use crate::access::{Actor, Role};
use crate::accounts::Counts;
use crate::blobs::{Blob, ByteStream};
use crate::ids::ThingId;
use crate::things::{Privacy, ThingKind};
use crate::{Error, Library, Noun, Result, Time, Transaction, tags, text};

/// What is to change; `None` keeps.
#[derive(Debug, Clone, Default)]
pub struct Changes {
    /// Its name.
    pub name: Option<String>,
    /// Words about it.
    pub description: Option<String>,
    /// Who else may see it.
    pub privacy: Option<Privacy>,
    /// Words on it, instead of all that are.
    pub tags: Option<Vec<String>>,
    /// What it says; of the same kind as before.
    pub content: Option<Content>,
    /// Details to set, or with `None` to drop; the others stay.
    pub details: BTreeMap<String, Option<String>>,
    /// Whether lists leave it out.
    pub hidden: Option<bool>,
    /// What the holder of the lock comes with.
    pub lock: Option<Uuid>,
}

/// What became of tags.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TagChanges {
    /// Added.
    pub added: Vec<String>,
    /// Removed.
    pub removed: Vec<String>,
}

/// The longest that something may be locked.
const LONGEST_LOCK: TimeDelta = TimeDelta::days(1);

impl Library {
    /// Changes a thing of any kind.
    pub async fn change_item(&self, actor: &Actor, id: ThingId, changes: Changes) -> Result<Item> {
        let Changes { name, description, privacy, tags, content, details, hidden, lock } = changes;
        let name = name.map(|name| text::name("name", &name)).transpose()?;
        let description = description.map(|words| text::description("description", &words)).transpose()?;
        let tags = tags.map(|tags| tags::checked("tags", &tags)).transpose()?;
        let content = content.map(Content::checked).transpose()?;
        let (mut tx, mut item) = self.item_to_change(actor, id, lock).await?;
        if let Some(content) = content {
            if std::mem::discriminant(&content) != std::mem::discriminant(&item.content) {
                return Err(Error::invalid("content", "is not of the thing's kind"));
            }
            item.content = content;
        }
        item.thing.name = name.unwrap_or(item.thing.name);
        item.thing.description = description.unwrap_or(item.thing.description);
        item.thing.privacy = privacy.unwrap_or(item.thing.privacy);
        item.tags = tags.unwrap_or(item.tags);
        item.hidden = hidden.unwrap_or(item.hidden);
        for (name, value) in details {
            match value {
                Some(value) => item.details.insert(name, value),
                None => item.details.remove(&name),
            };
        }
        checked_details(&item.details)?;
        self.write_item(&mut *tx, &mut item).await?;
        tx.commit().await?;
        Ok(item)
    }

    /// Adds and removes tags of many things; all or nothing. `strict` refuses to add one that is there, or to remove
    /// one that is not. Says for each thing what changed.
    pub async fn tag_items(
        &self,
        actor: &Actor,
        ids: &[ThingId],
        add: &[String],
        remove: &[String],
        strict: bool,
    ) -> Result<Vec<TagChanges>> {
        let add = tags::checked("add", add)?;
        let remove = tags::checked("delete", remove)?;
        for id in ids {
            self.changeable(actor, *id).await?;
        }
        let mut sorted = ids.to_vec();
        // One order of holding for all.
        sorted.sort_unstable();
        sorted.dedup();
        let mut done = BTreeMap::new();
        let mut tx = self.begin().await?;
        for id in sorted {
            let mut item = tx.item_for_change(id).await?.ok_or(Error::NotFound(Noun::Thing))?;
            let changes = tags::apply(&mut item.tags, &add, &remove, strict)?;
            self.write_item(&mut *tx, &mut item).await?;
            done.insert(id, changes);
        }
        tx.commit().await?;
        Ok(ids.iter().filter_map(|id| done.get(id).cloned()).collect())
    }

    /// Gives a thing another file. `snapshot` keeps what it was.
    pub async fn replace_file(
        &self,
        actor: &Actor,
        id: ThingId,
        media_type: Option<String>,
        content: ByteStream,
        snapshot: bool,
        lock: Option<Uuid>,
    ) -> Result<Item> {
        self.changeable(actor, id).await?;
        let blob = self.store_stream(content, self.settings.asset()).await?;
        self.replace_stored(actor, id, media_type, blob, snapshot, lock).await
    }

    /// As [`Library::replace_file`], with one that is stored already.
    pub async fn replace_stored(
        &self,
        actor: &Actor,
        id: ThingId,
        media_type: Option<String>,
        blob: Blob,
        snapshot: bool,
        lock: Option<Uuid>,
    ) -> Result<Item> {
        self.changeable(actor, id).await?;
        let (file, previews) = self.looked_at(blob, media_type, false).await?;
        let file = file.ok_or_else(|| Error::internal("a stored file is none"))?;
        let (mut tx, mut item) = self.item_to_change(actor, id, lock).await?;
        if !matches!(item.thing.kind, ThingKind::Asset | ThingKind::Model) {
            return Err(Error::invalid("file", "this kind of thing has none"));
        }
        let now = self.now();
        let before = item.file.take();
        // What is kept goes on counting.
        let freed = match before {
            Some(ItemFile { blob, .. }) if snapshot => {
                let snapshot = Snapshot { id: Uuid::now_v7(), thing: id, author: actor.user, blob, taken_at: now };
                tx.insert_snapshot(&snapshot).await?;
                0
            }
            before => before.map_or(0, |file| file.blob.bytes.cast_signed()),
        };
        tx.put_file(id, &file, &previews).await?;
        let bytes = file.blob.bytes.cast_signed() - freed;
        let counts = tx.add_to_counts(item.thing.account, Counts { bytes, ..Counts::default() }).await?;
        self.check_quota(counts)?;
        (item.file, item.previews) = (Some(file), previews);
        self.write_item(&mut *tx, &mut item).await?;
        self.order_preview(&mut *tx, &item).await?;
        tx.commit().await?;
        Ok(item)
    }

    /// Gives a thing this picture instead of its own previews; none for `None`.
    pub async fn set_preview(&self, actor: &Actor, id: ThingId, picture: Option<ByteStream>) -> Result<Item> {
        self.changeable(actor, id).await?;
        let previews = match picture {
            None => Vec::new(),
            Some(picture) => {
                let blob = self.store_stream(picture, self.settings.artwork()).await?;
                let previews = self.small_pictures(blob).await?;
                previews.ok_or_else(|| Error::invalid("thumbnail", "is no picture"))?
            }
        };
        let (mut tx, mut item) = self.item_to_change(actor, id, None).await?;
        tx.put_previews(id, &previews).await?;
        item.previews = previews;
        self.write_item(&mut *tx, &mut item).await?;
        tx.commit().await?;
        Ok(item)
    }

    /// Locks a thing until then; again as its holder, for longer. [`Error::Conflict`] while another holds it.
    pub async fn lock_item(&self, actor: &Actor, id: ThingId, until: Time, token: Option<Uuid>) -> Result<Item> {
        let now = self.now();
        if until <= now || until > now + LONGEST_LOCK {
            return Err(Error::invalid("lockExpiresAt", "must be within a day from now"));
        }
        let (mut tx, mut item) = self.item_to_change(actor, id, token).await?;
        let held = item.lock.filter(|lock| lock.until > now);
        let token = held.map_or_else(Uuid::new_v4, |lock| lock.token);
        item.lock = Some(Lock { token, holder: actor.user, until });
        tx.update_item(&item).await?;
        tx.commit().await?;
        Ok(item)
    }

    /// Unlocks a thing, as its holder, or by force.
    pub async fn unlock_item(&self, actor: &Actor, id: ThingId, token: Option<Uuid>, force: bool) -> Result<Item> {
        self.changeable(actor, id).await?;
        let mut tx = self.begin().await?;
        let mut item = tx.item_for_change(id).await?.ok_or(Error::NotFound(Noun::Thing))?;
        if !force {
            refuse_locked(&item, token, self.now())?;
        }
        item.lock = None;
        tx.update_item(&item).await?;
        tx.commit().await?;
        Ok(item)
    }

    /// Gives a model these examples, or these pictures to be trained on: pictures of its account, in this order.
    pub async fn set_model_pictures(
        &self,
        actor: &Actor,
        id: ThingId,
        examples: Option<&[ThingId]>,
        training: Option<&[ThingId]>,
    ) -> Result<Item> {
        let item = self.changeable(actor, id).await?;
        let named: BTreeSet<ThingId> = examples.iter().chain(&training).flat_map(|ids| ids.iter().copied()).collect();
        let named: Vec<ThingId> = named.into_iter().collect();
        let found = self.store.items_of(&named).await?;
        let own = |other: &&Item| other.thing.account == item.thing.account && other.trashed_at.is_none();
        if found.iter().filter(own).count() < named.len() {
            return Err(Error::invalid("assetIds", "names something that is not in this account"));
        }
        let (mut tx, mut item) = self.item_to_change(actor, id, None).await?;
        let Content::Model(model) = &mut item.content else { return Err(Error::NotFound(Noun::Thing)) };
        if let Some(examples) = examples {
            model.examples = examples.to_vec();
        }
        if let Some(training) = training {
            model.training = training.to_vec();
        }
        self.write_item(&mut *tx, &mut item).await?;
        tx.commit().await?;
        Ok(item)
    }

    /// A thing outside the trash that the caller may change.
    pub(super) async fn changeable(&self, actor: &Actor, id: ThingId) -> Result<Item> {
        let item = self.item(actor, id).await?;
        match self.role_over(actor, &item).await? {
            Some(role) if role >= Role::Editor => Ok(item),
            Some(_) | None => Err(Error::Forbidden("you may not change this".to_owned())),
        }
    }

    /// A transaction that holds a thing which the caller may change now.
    async fn item_to_change(
        &self,
        actor: &Actor,
        id: ThingId,
        lock: Option<Uuid>,
    ) -> Result<(Box<dyn Transaction>, Item)> {
        self.changeable(actor, id).await?;
        let mut tx = self.begin().await?;
        let item = tx.item_for_change(id).await?.ok_or(Error::NotFound(Noun::Thing))?;
        refuse_locked(&item, lock, self.now())?;
        Ok((tx, item))
    }

    async fn write_item(&self, tx: &mut dyn Transaction, item: &mut Item) -> Result<()> {
        item.thing.updated_at = self.now();
        tx.update_item(item).await
    }
}

/// A picture's media type by its first bytes.
pub(super) fn picture_type(bytes: &[u8]) -> &'static str {
    match bytes {
        [0x89, b'P', b'N', b'G', ..] => "image/png",
        [0xff, 0xd8, ..] => "image/jpeg",
        [b'G', b'I', b'F', ..] => "image/gif",
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => "image/webp",
        _ => "application/octet-stream",
    }
}

fn refuse_locked(item: &Item, token: Option<Uuid>, now: Time) -> Result<()> {
    match item.lock.filter(|lock| lock.until > now) {
        Some(lock) if token != Some(lock.token) => Err(Error::Conflict("this is locked by somebody else".to_owned())),
        _ => Ok(()),
    }
}
