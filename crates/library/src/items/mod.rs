//! Items: things of any kind with all that showing them takes. What lists, searches, edits and trash have in common
//! for every kind is here; what one kind alone can do is with that kind.

mod cases;
mod content;
mod copy;
mod create;
mod look;
mod port;
mod preview;
mod query;
mod trash;

pub use cases::{Changes, TagChanges};
pub use content::{Content, Form, Model, ModelState, canonical_url, colour};
pub(crate) use create::checked_details;
pub use create::{Given, NewItem};
pub use port::{Read, Write};
pub use query::{Attribute, Condition, Query, Scope, Sort, Span, Test};
pub use trash::{Deleted, Restored, Skipped, TRASH_DAYS};

use std::collections::BTreeMap;

use uuid::Uuid;

use crate::Time;
use crate::blobs::Blob;
use crate::ids::{ThingId, UserId};
use crate::things::{Preview, Thing};

/// A thing with all that showing it takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Its name, dates and so on.
    pub thing: Thing,
    /// The number that dialects with integers show.
    pub serial: i64,
    /// What it says beside its file.
    pub content: Content,
    /// Its file, if it has one: assets always, models sometimes.
    pub file: Option<ItemFile>,
    /// Small pictures of it, widest first.
    pub previews: Vec<Preview>,
    /// Words on it, in the order they were given.
    pub tags: Vec<String>,
    /// Names and values that people or doors keep with it. The library does not read them.
    pub details: BTreeMap<String, String>,
    /// The thing that it was made of.
    pub parent: Option<ThingId>,
    /// Left out of lists unless asked for: covers, working pictures.
    pub hidden: bool,
    /// Who alone may change it for now.
    pub lock: Option<Lock>,
    /// When it was put into the trash.
    pub trashed_at: Option<Time>,
}

impl Item {
    /// What kinds of list it belongs in.
    pub fn form(&self) -> Form {
        Form::of(self.thing.kind, self.file.as_ref().map_or("", |file| &file.media_type))
    }
}

/// A thing's file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemFile {
    /// Its bytes.
    pub blob: Blob,
    /// Its media type, by its content: "image/png".
    pub media_type: String,
    /// Width and height in pixels, of a picture.
    pub size: Option<(u32, u32)>,
}

/// A thing is changed by its holder alone, for a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lock {
    /// What the holder comes with.
    pub token: Uuid,
    /// Who.
    pub holder: UserId,
    /// Until when.
    pub until: Time,
}

/// What a thing's file was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snapshot {
    /// Its id.
    pub id: Uuid,
    /// Of which thing.
    pub thing: ThingId,
    /// Who replaced it.
    pub author: UserId,
    /// The file then.
    pub blob: Blob,
    /// When.
    pub taken_at: Time,
}
