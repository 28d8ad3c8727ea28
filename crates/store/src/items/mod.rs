//! Items: things of every kind, with all that showing them takes.

mod add;
mod query;
mod row;
mod tags;
mod trash;

use std::collections::HashMap;

use async_trait::async_trait;
use library::ids::{AccountId, ThingId, UserId};
use library::items::{Item, ItemFile, Query as Wanted, Read, Scope, Snapshot, Write};
use library::page::{Key, Page, Part};
use library::things::{Preview, ThingKind};
use library::{Error, Order, Result, Time};
use sea_query::{Expr, ExprTrait, Query};
use uuid::Uuid;

pub(crate) use add::add;
use query::Way;
pub(crate) use query::{kinds_of, tagged_with};
pub(crate) use row::{Row, complete, with_file};

use crate::chosen::Chosen;
use crate::open::Store;
use crate::paging::Sorting;
use crate::schema::{Entries, Previews, Snapshots, Things};
use crate::statement::insert;
use crate::totals::of_kind;
use crate::transaction::Changes;
use crate::values::{CHUNK, Hash, blob, bytes, length};
use crate::{search, texts, things};

#[derive(sqlx::FromRow)]
struct SnapshotRow {
    id: Uuid,
    thing_id: Uuid,
    author_id: Uuid,
    #[sqlx(try_from = "Vec<u8>")]
    blob_hash: Hash,
    blob_bytes: i64,
    taken_at: Time,
}

#[async_trait]
impl Read for Store {
    async fn item(&self, id: ThingId) -> Result<Option<Item>> {
        Ok(self.items_of(&[id]).await?.pop())
    }

    async fn items_of(&self, ids: &[ThingId]) -> Result<Vec<Item>> {
        let mut found = HashMap::new();
        for part in ids.chunks(CHUNK) {
            let wanted = row::select().and_where(row::id().is_in(part.iter().map(|id| id.0))).to_owned();
            let rows: Vec<Row> = self.database.all(&wanted).await?;
            for item in complete(&self.database, rows).await? {
                found.insert(item.thing.id, item);
            }
        }
        Ok(ids.iter().filter_map(|id| found.get(id).cloned()).collect())
    }

    async fn items(&self, wanted: &Wanted) -> Result<Page<Item>> {
        let account = if let Scope::Account(account) = wanted.scope { Some(account) } else { None };
        let short = self.is_short(wanted.collection).await?;
        let chosen = self.chosen(&wanted.text, &wanted.tags, account, short).await?;
        let way = if chosen.few || short { Way::Chosen } else { Way::Walked };
        let sorting = query::sorting(wanted);
        let (ids, more) = query::page(&self.database, wanted, &chosen, way)?;
        let mut rows = row::select();
        rows.join_subquery(sea_query::JoinType::InnerJoin, ids, "page", Expr::col(("page", "page_id")).eq(row::id()));
        if more {
            sorting.cut(&mut rows, &wanted.part)?;
        } else {
            sorting.sort(&mut rows);
        }
        let found: Vec<Row> = self.database.all(&rows).await?;
        let items = complete(&self.database, found).await?;
        let page = sorting.page(items, &wanted.part, |item| query::key(item, wanted.sort));
        let total = if wanted.part.count { Some(self.total_of(wanted, chosen).await?) } else { None };
        Ok(Page { total, ..page })
    }

    async fn snapshots(&self, thing: ThingId, part: &Part) -> Result<Page<Snapshot>> {
        let (key, id) = (Expr::col(Snapshots::TakenAt), Expr::col(Snapshots::Id));
        let sorting = Sorting { list: "snapshots", key, id, order: Order::Descending };
        let mut query = Query::select();
        query
            .columns([
                Snapshots::Id,
                Snapshots::ThingId,
                Snapshots::AuthorId,
                Snapshots::BlobHash,
                Snapshots::BlobBytes,
                Snapshots::TakenAt,
            ])
            .from(Snapshots::Table)
            .and_where(Expr::col(Snapshots::ThingId).eq(thing.0));
        sorting.cut(&mut query, part)?;
        let rows: Vec<SnapshotRow> = self.database.all(&query).await?;
        let snapshot = |row: SnapshotRow| {
            let (thing, author, blob) =
                (ThingId(row.thing_id), UserId(row.author_id), blob(row.blob_hash, row.blob_bytes)?);
            Ok(Snapshot { id: row.id, thing, author, blob, taken_at: row.taken_at })
        };
        let items = rows.into_iter().map(snapshot).collect::<Result<Vec<_>>>()?;
        Ok(sorting.page(items, part, |snapshot| (Key::Time(snapshot.taken_at), snapshot.id)))
    }
}

impl Store {
    /// How many items match: kept where nothing but forms chooses, else counted.
    async fn total_of(&self, wanted: &Wanted, chosen: Chosen) -> Result<u64> {
        if let Some((account, kinds)) = query::kept_kinds(wanted) {
            let mut total = 0;
            for kind in kinds {
                total += self.listed(account, of_kind(kind)).await?;
            }
            return Ok(total);
        }
        // All of them are met, in whatever order.
        let chosen = chosen.whole();
        let way = if chosen.few || wanted.collection.is_some() { Way::Chosen } else { Way::Walked };
        let forms = query::of_forms(&self.database, wanted, way == Way::Walked);
        things::total(&self.database, &query::filtered(&self.database, wanted, &chosen, forms, way)).await
    }
}

#[async_trait]
impl Write for Changes {
    async fn insert_items(&mut self, items: &[Item]) -> Result<Vec<Item>> {
        let mut serials = Vec::with_capacity(items.len());
        for part in items.chunks(CHUNK) {
            serials.extend(add(self, part).await?);
        }
        let stored = |(item, serial): (&Item, i64)| {
            let mut previews = item.previews.clone();
            previews.sort_by_key(|preview| std::cmp::Reverse(preview.width));
            Item { serial, previews, ..item.clone() }
        };
        Ok(items.iter().zip(serials).map(stored).collect())
    }

    async fn item_for_change(&mut self, id: ThingId) -> Result<Option<Item>> {
        let held = Query::select()
            .column(Things::Id)
            .from(Things::Table)
            .and_where(Expr::col(Things::Id).eq(id.0))
            .lock_exclusive()
            .to_owned();
        if self.first::<(Uuid,)>(&held).await?.is_none() {
            return Ok(None);
        }
        let rows: Vec<Row> = self.all(row::select().and_where(row::id().eq(id.0))).await?;
        let Some(row) = rows.into_iter().next() else { return Ok(None) };
        let mut item = row.item()?;
        item.previews = self.previews_of(id).await?;
        Ok(Some(item))
    }

    async fn update_item(&mut self, item: &Item) -> Result<()> {
        let id = item.thing.id;
        let before: Option<(String, bool, Option<Time>)> = self
            .first(
                Query::select()
                    .columns([Things::Tags, Things::Hidden, Things::TrashedAt])
                    .from(Things::Table)
                    .and_where(Expr::col(Things::Id).eq(id.0)),
            )
            .await?;
        let (tags, hidden, trashed) = before.ok_or(Error::NotFound(library::Noun::Thing))?;
        let stored = row::Stored::of(item)?;
        let words = stored.words + &texts::of_thing(self, id).await?;
        let change = Query::update()
            .table(Things::Table)
            .value(Things::Name, item.thing.name.as_str())
            .value(Things::NameFolded, search::fold(&item.thing.name))
            .value(Things::Description, item.thing.description.as_str())
            .value(Things::Privacy, item.thing.privacy.name())
            .value(Things::UpdatedAt, item.thing.updated_at)
            .value(Things::Body, stored.body)
            .value(Things::BodyKey, stored.body_key)
            .value(Things::Tags, stored.tags)
            .value(Things::Details, stored.details)
            .value(Things::Words, words)
            .value(Things::ParentId, item.parent.map(|parent| parent.0))
            .value(Things::Hidden, item.hidden)
            .value(Things::LockToken, item.lock.map(|lock| lock.token))
            .value(Things::LockHolder, item.lock.map(|lock| lock.holder.0))
            .value(Things::LockUntil, item.lock.map(|lock| lock.until))
            .and_where(Expr::col(Things::Id).eq(id.0))
            .to_owned();
        self.execute(&change).await?;
        let entries = Query::update()
            .table(Entries::Table)
            .value(Entries::NameFolded, search::fold(&item.thing.name))
            .value(Entries::ChangedAt, item.thing.updated_at)
            .and_where(Expr::col(Entries::ThingId).eq(id.0))
            .to_owned();
        self.execute(&entries).await?;
        if hidden != item.hidden && trashed.is_none() {
            let by = if item.hidden { -1 } else { 1 };
            self.lengthen(item.thing.account, of_kind(item.thing.kind), by).await?;
        }
        let live = trashed.is_none();
        tags::change(self, item.thing.account, id, &row::lines(&tags), &item.tags, live, item.thing.updated_at).await
    }

    async fn put_file(&mut self, id: ThingId, file: &ItemFile, previews: &[Preview]) -> Result<()> {
        texts::of_files(self, std::iter::once(file)).await?;
        add::put_files(self, std::iter::once((id, file))).await?;
        let kind: Option<(String,)> = self
            .first(Query::select().column(Things::Kind).from(Things::Table).and_where(Expr::col(Things::Id).eq(id.0)))
            .await?;
        let kind = kind.and_then(|(name,)| ThingKind::from_name(&name)).ok_or(Error::NotFound(library::Noun::Thing))?;
        let form = library::items::Form::of(kind, &file.media_type).name();
        let change = Query::update()
            .table(Things::Table)
            .value(Things::Form, form)
            .and_where(Expr::col(Things::Id).eq(id.0))
            .to_owned();
        self.execute(&change).await?;
        let change = Query::update()
            .table(Entries::Table)
            .value(Entries::Form, form)
            .value(Entries::Bytes, length(file.blob.bytes)?)
            .and_where(Expr::col(Entries::ThingId).eq(id.0))
            .to_owned();
        self.execute(&change).await?;
        self.put_previews(id, previews).await
    }

    async fn put_previews(&mut self, id: ThingId, previews: &[Preview]) -> Result<()> {
        let gone =
            Query::delete().from_table(Previews::Table).and_where(Expr::col(Previews::ThingId).eq(id.0)).to_owned();
        self.execute(&gone).await?;
        things::add_previews(self, id, previews).await
    }

    async fn trash(&mut self, id: ThingId, now: Time) -> Result<Option<u64>> {
        trash::trash(self, id, now).await
    }

    async fn restore(&mut self, id: ThingId, places: bool, now: Time) -> Result<()> {
        trash::restore(self, id, places, now).await
    }

    async fn trashed_before(&mut self, before: Time, limit: u32) -> Result<Vec<(ThingId, AccountId)>> {
        let query = Query::select()
            .columns([Things::Id, Things::AccountId])
            .from(Things::Table)
            .and_where(Expr::col(Things::TrashedAt).is_not_null())
            .and_where(Expr::col(Things::TrashedAt).lt(before))
            .order_by(Things::TrashedAt, sea_query::Order::Asc)
            .order_by(Things::Id, sea_query::Order::Asc)
            .limit(limit.into())
            .to_owned();
        let rows: Vec<(Uuid, Uuid)> = self.all(&query).await?;
        Ok(rows.into_iter().map(|(id, account)| (ThingId(id), AccountId(account))).collect())
    }

    async fn purge(&mut self, id: ThingId) -> Result<u64> {
        trash::purge(self, id).await
    }

    async fn insert_snapshot(&mut self, snapshot: &Snapshot) -> Result<()> {
        let row = insert!(Snapshots::Table,
            Snapshots::Id => snapshot.id,
            Snapshots::ThingId => snapshot.thing.0,
            Snapshots::AuthorId => snapshot.author.0,
            Snapshots::BlobHash => bytes(snapshot.blob.hash),
            Snapshots::BlobBytes => length(snapshot.blob.bytes)?,
            Snapshots::TakenAt => snapshot.taken_at,
        );
        self.execute(&row).await.map(drop)
    }
}
