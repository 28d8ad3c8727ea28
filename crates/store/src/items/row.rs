//! A thing's row, with its file's columns beside it.

use library::blobs::{Blob, BlobHash};
use library::ids::{ThingId, UserId};
use library::items::{Content, Item, ItemFile, Lock, canonical_url, colour};
use library::things::{Preview, Thing, ThingKind};
use library::{Result, Time};
use sea_query::{Expr, ExprTrait, JoinType, Query, SelectStatement};
use uuid::Uuid;

use crate::db::Database;
use crate::json::item::{read_details, read_model, write_details, write_model};
use crate::schema::{Assets, Things};
use crate::search::fold;
use crate::things;
use crate::transaction::Changes;
use crate::values::{self, Damaged, Hash, small};

#[derive(sqlx::FromRow)]
pub(crate) struct Row {
    #[sqlx(flatten)]
    pub(crate) thing: things::Row,
    serial: i64,
    body: String,
    tags: String,
    details: String,
    parent_id: Option<Uuid>,
    hidden: bool,
    lock_token: Option<Uuid>,
    lock_holder: Option<Uuid>,
    lock_until: Option<Time>,
    trashed_at: Option<Time>,
    blob_hash: Option<Vec<u8>>,
    blob_bytes: Option<i64>,
    media_type: Option<String>,
    width: Option<i64>,
    height: Option<i64>,
}

/// The thing's id in any query.
pub(super) fn id() -> Expr {
    Expr::col((Things::Table, Things::Id))
}

/// How many rows there are.
pub(super) fn count() -> Expr {
    Expr::col(sea_query::Asterisk).count()
}

/// Things with all columns of a [`Row`].
pub(super) fn select() -> SelectStatement {
    let mut query = Query::select().from(Things::Table).to_owned();
    with_file(&mut query);
    query
}

/// Adds the columns of a [`Row`] to a query that has things in it.
pub(crate) fn with_file(query: &mut SelectStatement) {
    query
        .columns(things::columns())
        .columns(
            [
                Things::Serial,
                Things::Body,
                Things::Tags,
                Things::Details,
                Things::ParentId,
                Things::Hidden,
                Things::LockToken,
                Things::LockHolder,
                Things::LockUntil,
                Things::TrashedAt,
            ]
            .map(|column| (Things::Table, column)),
        )
        .columns(
            [Assets::BlobHash, Assets::BlobBytes, Assets::MediaType, Assets::Width, Assets::Height]
                .map(|column| (Assets::Table, column)),
        )
        .join(
            JoinType::LeftJoin,
            Assets::Table,
            Expr::col((Assets::Table, Assets::ThingId)).equals((Things::Table, Things::Id)),
        );
}

impl Row {
    /// The item, without its previews.
    pub(crate) fn item(self) -> Result<Item> {
        let thing: Thing = self.thing.try_into()?;
        let content = match thing.kind {
            ThingKind::Mockup | ThingKind::Photo | ThingKind::Asset | ThingKind::Stack => Content::None,
            ThingKind::Model => Content::Model(read_model(&self.body)?),
            ThingKind::Link => Content::Link(self.body),
            ThingKind::Note => Content::Note(self.body),
            ThingKind::Colour => Content::Colour(colour("colour", &self.body).map_err(|_| Damaged("a colour"))?),
        };
        let file = match (self.blob_hash, self.blob_bytes, self.media_type) {
            (Some(hash), Some(bytes), Some(media_type)) => {
                let blob = Blob { hash: BlobHash(Hash::try_from(hash)?.0), bytes: values::count(bytes)? };
                let size = self.width.zip(self.height).map(|(width, height)| Ok((small(width)?, small(height)?)));
                Some(ItemFile { blob, media_type, size: size.transpose().map_err(|damaged: Damaged| damaged)? })
            }
            _ => None,
        };
        let lock = match (self.lock_token, self.lock_holder, self.lock_until) {
            (Some(token), Some(holder), Some(until)) => Some(Lock { token, holder: UserId(holder), until }),
            _ => None,
        };
        Ok(Item {
            thing,
            serial: self.serial,
            content,
            file,
            previews: Vec::new(),
            tags: lines(&self.tags),
            details: read_details(&self.details)?,
            parent: self.parent_id.map(ThingId),
            hidden: self.hidden,
            lock,
            trashed_at: self.trashed_at,
        })
    }
}

/// Completes items with their previews, in order.
pub(crate) async fn complete(database: &Database, rows: Vec<Row>) -> Result<Vec<Item>> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let mut previews = things::previews(database, rows.iter().map(|row| row.thing.id)).await?;
    rows.into_iter()
        .map(|row| {
            let previews = previews.remove(&row.thing.id).unwrap_or_default();
            Ok(Item { previews, ..row.item()? })
        })
        .collect()
}

impl Changes {
    /// A thing's previews, widest first.
    pub(super) async fn previews_of(&mut self, id: ThingId) -> Result<Vec<Preview>> {
        let rows: Vec<things::PreviewRow> = self.all(&things::preview_query([id.0])).await?;
        rows.into_iter().map(|row| row.preview().map(|(_, preview)| preview)).collect()
    }
}

/// The words on separate lines; names have none in them.
pub(super) fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::to_owned).collect()
}

/// A thing's own columns, as text.
pub(super) struct Stored {
    pub(super) body: String,
    pub(super) body_key: Option<String>,
    pub(super) tags: String,
    pub(super) details: String,
    pub(super) words: String,
}

impl Stored {
    pub(super) fn of(item: &Item) -> Result<Self> {
        let (body, body_key) = match &item.content {
            Content::None => (String::new(), None),
            Content::Model(model) => (write_model(model)?, None),
            Content::Link(url) => (url.clone(), Some(canonical_url(url))),
            Content::Note(words) => (words.clone(), None),
            Content::Colour([red, green, blue]) => (format!("{red:02x}{green:02x}{blue:02x}"), None),
        };
        let tags = item.tags.join("\n");
        let words = [&item.thing.name, &item.thing.description, &tags, item.content.words()].join("\n");
        Ok(Self { body, body_key, tags, details: write_details(&item.details)?, words: fold(&words) })
    }
}
