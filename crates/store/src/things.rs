//! What mockups and assets have in common: their rows, pages of them in any order, their previews, and their end.

use std::collections::{BTreeMap, HashMap};

use library::ids::{AccountId, CollectionId, ThingId, UserId};
use library::items::{Content, Item, ItemFile};
use library::things::{Preview, Privacy, Thing, ThingKind};
use library::{Error, Result, Time};
use sea_query::{Expr, ExprTrait, JoinType, Order, Query, SelectStatement};
use uuid::Uuid;

use crate::db::Database;
use crate::items;
use crate::schema::{Collections, Entries, Previews, Things};
use crate::search::fold;
use crate::statement::insert;
use crate::totals;
use crate::transaction::Changes;
use crate::values::{Hash, blob, bytes, direction, length, named, small, window};

#[derive(sqlx::FromRow)]
pub(crate) struct Row {
    pub(crate) id: Uuid,
    kind: String,
    account_id: Uuid,
    author_id: Uuid,
    name: String,
    description: String,
    privacy: String,
    created_at: Time,
    updated_at: Time,
}

impl TryFrom<Row> for Thing {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            id: ThingId(row.id),
            kind: named(ThingKind::from_name(&row.kind), "a kind of thing")?,
            account: AccountId(row.account_id),
            author: UserId(row.author_id),
            name: row.name,
            description: row.description,
            privacy: named(Privacy::from_name(&row.privacy), "a privacy")?,
            created_at: row.created_at,
            updated_at: row.updated_at,
        })
    }
}

/// A thing's columns, to be decoded as a [`Row`].
pub(crate) fn columns() -> [(Things, Things); 9] {
    [
        Things::Id,
        Things::Kind,
        Things::AccountId,
        Things::AuthorId,
        Things::Name,
        Things::Description,
        Things::Privacy,
        Things::CreatedAt,
        Things::UpdatedAt,
    ]
    .map(|column| (Things::Table, column))
}

/// An account's things of a kind, outside the trash.
pub(crate) fn of(account: AccountId, kind: ThingKind) -> SelectStatement {
    of_kind(Expr::col((Things::Table, Things::AccountId)), account, kind)
}

/// The same, where the account is not simply the column.
pub(crate) fn of_kind(owner: Expr, account: AccountId, kind: ThingKind) -> SelectStatement {
    Query::select()
        .from(Things::Table)
        .and_where(owner.eq(account.0))
        .and_where(Expr::col((Things::Table, Things::Kind)).eq(kind.name()))
        .and_where(Expr::col((Things::Table, Things::TrashedAt)).is_null())
        .to_owned()
}

/// What lists leave out.
pub(crate) fn listed(filtered: &SelectStatement) -> SelectStatement {
    filtered.clone().and_where(Expr::col((Things::Table, Things::Hidden)).not()).to_owned()
}

/// How many rows a filter leaves; it selects nothing yet. Of things: what lists leave out is not taken off.
pub(crate) async fn total(database: &Database, filtered: &SelectStatement) -> Result<u64> {
    database.number(filtered.clone().expr(Expr::col(sea_query::Asterisk).count())).await
}

/// A page of `filtered` things, sorted by one column and equal ones by id. The page is cut from ids alone, which an
/// index holds in this order, and the rows are looked up after; `joined` adds what the kind has beside.
pub(crate) fn page(
    filtered: &SelectStatement,
    sort: Things,
    order: library::Order,
    part: library::Window,
    joined: impl FnOnce(&mut SelectStatement),
) -> SelectStatement {
    let order = direction(order);
    let mut ids = listed(filtered);
    ids.column((Things::Table, Things::Id)).order_by(sort, order.clone()).order_by(Things::Id, order.clone());
    window(&mut ids, part);
    let mut query = Query::select();
    query
        .columns(columns())
        .from_subquery(ids, "page")
        .join(JoinType::InnerJoin, Things::Table, Expr::col((Things::Table, Things::Id)).equals(("page", Things::Id)))
        .order_by((Things::Table, sort), order.clone())
        .order_by((Things::Table, Things::Id), order);
    joined(&mut query);
    query
}

#[derive(sqlx::FromRow)]
pub(crate) struct PreviewRow {
    thing_id: Uuid,
    width: i64,
    height: i64,
    #[sqlx(try_from = "Vec<u8>")]
    blob_hash: Hash,
    blob_bytes: i64,
    media_type: String,
}

impl PreviewRow {
    /// The preview, and whose it is.
    pub(crate) fn preview(self) -> Result<(Uuid, Preview)> {
        let preview = Preview {
            width: small(self.width)?,
            height: small(self.height)?,
            blob: blob(self.blob_hash, self.blob_bytes)?,
            media_type: self.media_type,
        };
        Ok((self.thing_id, preview))
    }
}

/// The previews of these things, widest first.
pub(crate) fn preview_query(things: impl IntoIterator<Item = Uuid>) -> SelectStatement {
    let columns = [
        Previews::ThingId,
        Previews::Width,
        Previews::Height,
        Previews::BlobHash,
        Previews::BlobBytes,
        Previews::MediaType,
    ];
    Query::select()
        .columns(columns)
        .from(Previews::Table)
        .and_where(Expr::col(Previews::ThingId).is_in(things))
        .order_by(Previews::Width, Order::Desc)
        .to_owned()
}

/// The previews of these things, widest first.
pub(crate) async fn previews(
    database: &Database,
    things: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, Vec<Preview>>> {
    let rows: Vec<PreviewRow> = database.all(&preview_query(things)).await?;
    let mut previews: HashMap<Uuid, Vec<Preview>> = HashMap::new();
    for row in rows {
        let (thing, preview) = row.preview()?;
        previews.entry(thing).or_default().push(preview);
    }
    Ok(previews)
}

/// Adds a thing of a noun of its own: what every kind has beside, it has not yet.
pub(crate) async fn add(changes: &mut Changes, thing: &Thing, previews: &[Preview]) -> Result<()> {
    add_with(changes, thing, None, previews).await
}

/// As [`add`], with the thing's file.
pub(crate) async fn add_with(
    changes: &mut Changes,
    thing: &Thing,
    file: Option<ItemFile>,
    previews: &[Preview],
) -> Result<()> {
    let item = Item {
        thing: thing.clone(),
        serial: 0,
        content: Content::None,
        file,
        previews: previews.to_vec(),
        tags: Vec::new(),
        details: BTreeMap::new(),
        parent: None,
        hidden: false,
        lock: None,
        trashed_at: None,
    };
    items::add(changes, &[item]).await.map(drop)
}

/// Adds a thing's previews.
pub(crate) async fn add_previews(changes: &mut Changes, id: ThingId, previews: &[Preview]) -> Result<()> {
    for preview in previews {
        let row = insert!(Previews::Table,
            Previews::ThingId => id.0,
            Previews::Width => i64::from(preview.width),
            Previews::Height => i64::from(preview.height),
            Previews::BlobHash => bytes(preview.blob.hash),
            Previews::BlobBytes => length(preview.blob.bytes)?,
            Previews::MediaType => preview.media_type.as_str(),
        );
        changes.execute(&row).await?;
    }
    Ok(())
}

fn one(account: AccountId, kind: ThingKind, id: ThingId) -> sea_query::Condition {
    sea_query::Condition::all()
        .add(Expr::col(Things::Id).eq(id.0))
        .add(Expr::col(Things::AccountId).eq(account.0))
        .add(Expr::col(Things::Kind).eq(kind.name()))
        .add(Expr::col(Things::TrashedAt).is_null())
}

/// Sets a thing's name; says whether the account has it.
pub(crate) async fn rename(
    changes: &mut Changes,
    account: AccountId,
    kind: ThingKind,
    id: ThingId,
    name: &str,
    now: Time,
) -> Result<bool> {
    let change = Query::update()
        .table(Things::Table)
        .value(Things::Name, name)
        .value(Things::NameFolded, fold(name))
        .value(Things::UpdatedAt, now)
        .cond_where(one(account, kind, id))
        .to_owned();
    if changes.execute(&change).await? == 0 {
        return Ok(false);
    }
    // What a search finds is more than the name: it is put together anew.
    if let Some(item) = library::items::Write::item_for_change(changes, id).await? {
        library::items::Write::update_item(changes, &item).await?;
    }
    Ok(true)
}

/// A thing that nobody else can change or place until the transaction ends.
pub(crate) struct Held {
    account: AccountId,
    kind: ThingKind,
    id: ThingId,
    collections: Vec<Uuid>,
}

/// Holds a thing, if the account has it, for [`remove`]: first the collections that it is in, by their ids, then the
/// thing. That is the order in which entries are made, so nobody waits for us while we wait for them.
pub(crate) async fn hold(
    changes: &mut Changes,
    account: AccountId,
    kind: ThingKind,
    id: ThingId,
) -> Result<Option<Held>> {
    let collections = hold_collections(changes, id).await?;
    let query = Query::select()
        .column(Things::Id)
        .from(Things::Table)
        .cond_where(one(account, kind, id))
        .lock_exclusive()
        .to_owned();
    let row: Option<(Uuid,)> = changes.first(&query).await?;
    Ok(row.map(|_| Held { account, kind, id, collections }))
}

pub(crate) async fn hold_collections(changes: &mut Changes, thing: ThingId) -> Result<Vec<Uuid>> {
    let places = Query::select()
        .column(Entries::CollectionId)
        .from(Entries::Table)
        .and_where(Expr::col(Entries::ThingId).eq(thing.0))
        .to_owned();
    let query = Query::select()
        .column(Collections::Id)
        .from(Collections::Table)
        .and_where(Expr::col(Collections::Id).in_subquery(places))
        .order_by(Collections::Id, Order::Asc)
        .lock_exclusive()
        .to_owned();
    let rows: Vec<(Uuid,)> = changes.all(&query).await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Removes a thing, its previews and its entries, and takes the entries off their collections' counts.
pub(crate) async fn remove(changes: &mut Changes, held: Held) -> Result<()> {
    let Held { account, kind, id, mut collections } = held;
    // Those that it was put in after we looked, and before it was held.
    collections.extend(hold_collections(changes, id).await?);
    collections.sort_unstable();
    collections.dedup();
    for collection in collections {
        remove_entries(changes, kind, id, collection).await?;
    }
    let change = Query::delete().from_table(Things::Table).and_where(Expr::col(Things::Id).eq(id.0)).to_owned();
    changes.execute(&change).await?;
    changes.lengthen(account, totals::of_kind(kind), -1).await
}

async fn remove_entries(changes: &mut Changes, kind: ThingKind, id: ThingId, collection: Uuid) -> Result<()> {
    let change = Query::delete()
        .from_table(Entries::Table)
        .and_where(Expr::col(Entries::ThingId).eq(id.0))
        .and_where(Expr::col(Entries::CollectionId).eq(collection))
        .to_owned();
    let entries = length(changes.execute(&change).await?)?;
    let counted = crate::collections::counted(kind);
    let change = Query::update()
        .table(Collections::Table)
        .value(counted, Expr::col(counted).sub(entries))
        .and_where(Expr::col(Collections::Id).eq(collection))
        .to_owned();
    changes.execute(&change).await?;
    changes.lengthen_collection(CollectionId(collection), -entries).await
}
