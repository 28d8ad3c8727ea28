//! Making things of every kind but mockups.

use std::collections::BTreeMap;

use super::{Content, Item, ItemFile};
use crate::access::{Actor, Role};
use crate::accounts::Counts;
use crate::blobs::{Blob, ByteStream};
use crate::ids::{AccountId, ThingId, UserId};
use crate::things::{Privacy, Thing, ThingKind};
use crate::{Error, Library, Result, Time, Transaction, tags, text};

/// A thing to be made.
#[expect(missing_debug_implementations, reason = "a stream cannot be printed")]
pub struct NewItem {
    /// Its id; `None` for a new one. The id of what it is made of, an upload's, makes it once however often it is asked.
    pub id: Option<ThingId>,
    /// Its name.
    pub name: String,
    /// Words about it.
    pub description: String,
    /// Who else may see it.
    pub privacy: Privacy,
    /// Words on it.
    pub tags: Vec<String>,
    /// Names and values that are kept with it.
    pub details: BTreeMap<String, String>,
    /// The thing that it was made of.
    pub parent: Option<ThingId>,
    /// Left out of lists unless asked for.
    pub hidden: bool,
    /// When it was made, if that was not now.
    pub made_at: Option<Time>,
    /// What it is.
    pub given: Given,
}

impl NewItem {
    /// A thing of this name.
    pub fn new(name: impl Into<String>, given: Given) -> Self {
        Self {
            id: None,
            name: name.into(),
            description: String::new(),
            privacy: Privacy::Private,
            tags: Vec::new(),
            details: BTreeMap::new(),
            parent: None,
            hidden: false,
            made_at: None,
            given,
        }
    }
}

/// What a new thing is.
#[expect(missing_debug_implementations, reason = "a stream cannot be printed")]
pub enum Given {
    /// A file: an asset.
    File {
        /// What the sender says it is.
        media_type: Option<String>,
        /// Whether it is refused unless it is a picture that can be read.
        picture: bool,
        /// Its bytes.
        content: ByteStream,
    },
    /// A file that is stored already, of an upload: an asset.
    Stored {
        /// What the sender says it is.
        media_type: Option<String>,
        /// Whether it is refused unless it is a picture that can be read.
        picture: bool,
        /// Its bytes.
        blob: Blob,
    },
    /// A model, with its weights if they are there.
    Model(super::Model, Option<ItemFile>),
    /// A link to this address.
    Link(String),
    /// A note with these words.
    Note(String),
    /// A colour.
    Colour([u8; 3]),
    /// A stack with nothing in it; see [`crate::entries::NewInCollection`].
    Stack,
}

impl Library {
    /// Makes a thing in the caller's account.
    pub async fn create_item(&self, actor: &Actor, new: NewItem) -> Result<Item> {
        actor.require(Role::Editor)?;
        if matches!(new.given, Given::Stack) {
            return Err(Error::invalid("type", "a stack is made in a collection"));
        }
        let item = self.prepared(actor.account, actor.user, new).await?;
        let mut tx = self.begin().await?;
        let item = self.insert_prepared(&mut *tx, item).await?;
        tx.commit().await?;
        Ok(item)
    }

    /// A thing that is ready to be stored: its rules held, its bytes and previews in place.
    pub(crate) async fn prepared(&self, account: AccountId, author: UserId, new: NewItem) -> Result<Item> {
        let NewItem { id, name, description, privacy, tags, details, parent, hidden, made_at, given } = new;
        let name = text::name("name", &name)?;
        let description = text::description("description", &description)?;
        let tags = tags::checked("tags", &tags)?;
        checked_details(&details)?;
        let (kind, content) = match &given {
            Given::File { .. } | Given::Stored { .. } => (ThingKind::Asset, Content::None),
            Given::Model(model, _) => (ThingKind::Model, Content::Model(model.clone())),
            Given::Link(url) => (ThingKind::Link, Content::Link(url.trim().to_owned())),
            Given::Note(words) => (ThingKind::Note, Content::Note(words.clone())),
            Given::Colour(colour) => (ThingKind::Colour, Content::Colour(*colour)),
            Given::Stack => (ThingKind::Stack, Content::None),
        };
        let content = content.checked()?;
        let made_at = made_at.unwrap_or_else(|| self.now());
        let thing = Thing {
            id: id.unwrap_or_else(ThingId::new),
            kind,
            account,
            author,
            name,
            description,
            privacy,
            created_at: made_at,
            updated_at: made_at,
        };
        let (file, previews) = match given {
            Given::File { media_type, picture, content } => {
                let blob = self.store_stream(content, self.settings.asset()).await?;
                self.looked_at(blob, media_type, picture).await?
            }
            Given::Stored { media_type, picture, blob } => self.looked_at(blob, media_type, picture).await?,
            Given::Model(_, file) => (file, Vec::new()),
            Given::Link(_) | Given::Note(_) | Given::Colour(_) | Given::Stack => (None, Vec::new()),
        };
        Ok(Item {
            thing,
            serial: 0,
            content,
            file,
            previews,
            tags,
            details,
            parent,
            hidden,
            lock: None,
            trashed_at: None,
        })
    }

    /// A stored file with its size and previews, if it is a picture.
    pub(super) async fn looked_at(
        &self,
        blob: Blob,
        media_type: Option<String>,
        picture: bool,
    ) -> Result<(Option<ItemFile>, Vec<crate::things::Preview>)> {
        let (size, previews) = self.look_at(blob).await?;
        if picture && size.is_none() {
            return Err(Error::invalid("file", "is no picture that can be read"));
        }
        let media_type = media_type.unwrap_or_else(|| "application/octet-stream".to_owned());
        text::without_null("media_type", &media_type)?;
        Ok((Some(ItemFile { blob, media_type, size }), previews))
    }

    /// Stores a prepared thing and counts it.
    pub(crate) async fn insert_prepared(&self, tx: &mut dyn Transaction, item: Item) -> Result<Item> {
        let item = tx.insert_item(&item).await?;
        let bytes = item.file.as_ref().map_or(0, |file| file.blob.bytes.cast_signed());
        let assets = i64::from(item.thing.kind == ThingKind::Asset);
        let counts = tx.add_to_counts(item.thing.account, Counts { assets, bytes, ..Counts::default() }).await?;
        self.check_quota(counts)?;
        self.order_preview(tx, &item).await?;
        Ok(item)
    }
}

/// The most bytes of a thing's details, names and values together.
const DETAILS_BYTES: usize = 500_000;

/// Refuses details that are too long, or that no database holds.
pub(crate) fn checked_details(details: &BTreeMap<String, String>) -> Result<()> {
    let bytes: usize = details.iter().map(|(name, value)| name.len() + value.len()).sum();
    if bytes > DETAILS_BYTES {
        return Err(Error::invalid("details", format!("must have at most {DETAILS_BYTES} bytes")));
    }
    details.iter().try_for_each(|(name, value)| {
        text::without_null("details", name).and_then(|()| text::without_null(name, value))
    })
}
