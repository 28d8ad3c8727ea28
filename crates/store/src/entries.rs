//! Entries.

use std::collections::HashMap;

use async_trait::async_trait;
use library::entries::{Entry, Read, Write};
use library::ids::{AccountId, CollectionId, EntryId, ThingId, UserId};
use library::things::{Thing, ThingKind};
use library::{Error, Listed, Result, Time, Window};
use sea_query::{CaseStatement, Expr, ExprTrait, JoinType, Order, Query, SelectStatement};
use uuid::Uuid;

use crate::open::Store;
use crate::schema::{Entries, Things};
use crate::statement::insert;
use crate::things;
use crate::transaction::Changes;
use crate::values::{CHUNK, named, window};

#[derive(sqlx::FromRow)]
struct Row {
    entry_id: Uuid,
    entry_serial: i64,
    collection_id: Uuid,
    thing_id: Uuid,
    entry_kind: String,
    rank: i64,
    added_by: Uuid,
    entry_created_at: Time,
}

#[derive(sqlx::FromRow)]
struct Placed {
    #[sqlx(flatten)]
    entry: Row,
    #[sqlx(flatten)]
    thing: things::Row,
}

impl TryFrom<Row> for Entry {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            id: EntryId(row.entry_id),
            serial: row.entry_serial,
            collection: CollectionId(row.collection_id),
            thing: ThingId(row.thing_id),
            kind: named(ThingKind::from_name(&row.entry_kind), "a kind of thing")?,
            rank: row.rank,
            added_by: UserId(row.added_by),
            created_at: row.entry_created_at,
        })
    }
}

/// Columns that a thing has too go under names of their own, so that both can be in one row.
fn select() -> SelectStatement {
    let column = |column| Expr::col((Entries::Table, column));
    Query::select()
        .expr_as(column(Entries::Id), "entry_id")
        .expr_as(column(Entries::Serial), "entry_serial")
        .expr(column(Entries::CollectionId))
        .expr(column(Entries::ThingId))
        .expr_as(column(Entries::Kind), "entry_kind")
        .expr(column(Entries::Rank))
        .expr(column(Entries::AddedBy))
        .expr_as(column(Entries::CreatedAt), "entry_created_at")
        .from(Entries::Table)
        .to_owned()
}

fn in_order(collection: CollectionId) -> SelectStatement {
    select()
        .and_where(Expr::col((Entries::Table, Entries::CollectionId)).eq(collection.0))
        .order_by((Entries::Table, Entries::Rank), Order::Asc)
        .order_by((Entries::Table, Entries::Id), Order::Asc)
        .to_owned()
}

#[async_trait]
impl Read for Store {
    async fn entries(&self, collection: CollectionId, part: Window) -> Result<Listed<(Entry, Thing)>> {
        let total = self.listed_entries(collection).await?;
        let mut query = in_order(collection);
        query.columns(things::columns()).join(
            JoinType::InnerJoin,
            Things::Table,
            Expr::col((Things::Table, Things::Id)).equals((Entries::Table, Entries::ThingId)),
        );
        window(&mut query, part);
        let rows: Vec<Placed> = self.database.all(&query).await?;
        let items = rows.into_iter().map(|row| Ok((row.entry.try_into()?, row.thing.try_into()?)));
        Ok(Listed { items: items.collect::<Result<_>>()?, total })
    }
}

#[async_trait]
impl Write for Changes {
    async fn all_entries(&mut self, collection: CollectionId) -> Result<Vec<Entry>> {
        let rows: Vec<Row> = self.all(&in_order(collection)).await?;
        rows.into_iter().map(Entry::try_from).collect()
    }

    async fn things(&mut self, account: AccountId, wanted: &[ThingId]) -> Result<Vec<Thing>> {
        let mut found = HashMap::new();
        for part in wanted.chunks(CHUNK) {
            let query = Query::select()
                .columns(things::columns())
                .from(Things::Table)
                .and_where(Expr::col(Things::AccountId).eq(account.0))
                .and_where(Expr::col(Things::Id).is_in(part.iter().map(|id| id.0)))
                .to_owned();
            let rows: Vec<things::Row> = self.all(&query).await?;
            for row in rows {
                let thing = Thing::try_from(row)?;
                found.insert(thing.id, thing);
            }
        }
        Ok(wanted.iter().filter_map(|id| found.get(id).cloned()).collect())
    }

    async fn insert_entry(&mut self, entry: &Entry) -> Result<Entry> {
        let mut row = insert!(Entries::Table,
            Entries::Id => entry.id.0,
            Entries::CollectionId => entry.collection.0,
            Entries::ThingId => entry.thing.0,
            Entries::Kind => entry.kind.name(),
            Entries::Rank => entry.rank,
            Entries::AddedBy => entry.added_by.0,
            Entries::CreatedAt => entry.created_at,
        );
        let serial = self.insert_numbered(&mut row, Entries::Serial, "this is there already").await?;
        self.lengthen_collection(entry.collection, 1).await?;
        Ok(Entry { serial, ..entry.clone() })
    }

    async fn set_ranks(&mut self, ranks: &[(EntryId, i64)]) -> Result<()> {
        for part in ranks.chunks(CHUNK) {
            let rank = part
                .iter()
                .fold(CaseStatement::new(), |case, (id, rank)| case.case(Expr::col(Entries::Id).eq(id.0), *rank));
            let change = Query::update()
                .table(Entries::Table)
                .value(Entries::Rank, rank.finally(Expr::col(Entries::Rank)))
                .and_where(Expr::col(Entries::Id).is_in(part.iter().map(|(id, _)| id.0)))
                .to_owned();
            self.execute(&change).await?;
        }
        Ok(())
    }

    async fn delete_entries(&mut self, entries: &[EntryId]) -> Result<()> {
        for part in entries.chunks(CHUNK) {
            let change = Query::delete()
                .from_table(Entries::Table)
                .and_where(Expr::col(Entries::Id).is_in(part.iter().map(|id| id.0)))
                .returning_col(Entries::CollectionId)
                .to_owned();
            let gone: Vec<(Uuid,)> = self.all(&change).await?;
            for part in gone.chunk_by(|one, next| one == next) {
                self.lengthen_collection(CollectionId(part[0].0), -(part.len() as i64)).await?;
            }
        }
        Ok(())
    }

    async fn entries_of(&mut self, thing: ThingId) -> Result<Vec<Entry>> {
        let query = select()
            .and_where(Expr::col((Entries::Table, Entries::ThingId)).eq(thing.0))
            .order_by((Entries::Table, Entries::Serial), Order::Asc)
            .to_owned();
        let rows: Vec<Row> = self.all(&query).await?;
        rows.into_iter().map(Entry::try_from).collect()
    }
}
