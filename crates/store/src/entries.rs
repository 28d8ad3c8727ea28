//! Entries.

use std::collections::{BTreeMap, HashMap};

use async_trait::async_trait;
use library::entries::{Entry, Near, Query as Wanted, Read, Write};
use library::ids::{AccountId, CollectionId, EntryId, ThingId, UserId};
use library::items::Item;
use library::page::Page;
use library::things::{Thing, ThingKind};
use library::{Error, Listed, Result, Time, Window};
use sea_query::{CaseStatement, Expr, ExprTrait, Func, JoinType, Order, Query, SelectStatement};
use uuid::Uuid;

use crate::chosen::only_tested;
use crate::entry_lists::{Full, page, place, sorting};
use crate::items;
use crate::open::Store;
use crate::schema::{Assets, Entries, Tags, ThingTags, Things};
use crate::things;
use crate::transaction::Changes;
use crate::values::{CHUNK, named, window};

#[derive(sqlx::FromRow)]
pub(crate) struct Row {
    entry_id: Uuid,
    entry_serial: i64,
    collection_id: Uuid,
    thing_id: Uuid,
    entry_kind: String,
    rank: i64,
    entry_parent_id: Option<Uuid>,
    made: bool,
    added_by: Uuid,
    entry_created_at: Time,
    reactions: i64,
    comments: i64,
    children: i64,
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
            parent: row.entry_parent_id.map(EntryId),
            made: row.made,
            added_by: UserId(row.added_by),
            created_at: row.entry_created_at,
            reactions: row.reactions,
            comments: row.comments,
            children: row.children,
        })
    }
}

/// Columns that a thing has too go under names of their own, so that both can be in one row.
pub(crate) fn columns(query: &mut SelectStatement) {
    let column = |column| Expr::col((Entries::Table, column));
    query
        .expr_as(column(Entries::Id), "entry_id")
        .expr_as(column(Entries::Serial), "entry_serial")
        .expr(column(Entries::CollectionId))
        .expr(column(Entries::ThingId))
        .expr_as(column(Entries::Kind), "entry_kind")
        .expr(column(Entries::Rank))
        .expr_as(column(Entries::ParentId), "entry_parent_id")
        .expr(column(Entries::Made))
        .expr(column(Entries::AddedBy))
        .expr_as(column(Entries::CreatedAt), "entry_created_at")
        .expr(column(Entries::Reactions))
        .expr(column(Entries::Comments))
        .expr(column(Entries::Children));
}

pub(crate) fn select() -> SelectStatement {
    let mut query = Query::select();
    columns(&mut query);
    query.from(Entries::Table);
    query
}

/// Leaves out entries whose thing is in the trash.
pub(crate) fn live(query: &mut SelectStatement) -> &mut SelectStatement {
    query.and_where(Expr::col((Entries::Table, Entries::TrashedAt)).is_null())
}

fn in_order(collection: CollectionId) -> SelectStatement {
    live(&mut select())
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

    async fn entries_page(&self, query: &Wanted) -> Result<Page<(Entry, Item)>> {
        let short = self.is_short(query.collection).await?;
        let chosen = self.chosen(&query.text, &query.tags, None, short).await?;
        let sorting = sorting(query);
        let rows: Vec<Full> = self.database.all(&page(&self.database, query, &chosen)?).await?;
        let (entries, things): (Vec<Row>, Vec<items::Row>) = rows.into_iter().map(|row| (row.entry, row.item)).unzip();
        let things = items::complete(&self.database, things).await?;
        let pairs = entries.into_iter().zip(things).map(|(entry, item)| Ok((entry.try_into()?, item)));
        let part = sorting.page(pairs.collect::<Result<Vec<_>>>()?, &query.part, |pair| place(pair, query.sort));
        let total = if query.part.count { Some(self.total_of_entries(query, &chosen).await?) } else { None };
        Ok(Page { total, ..part })
    }

    async fn entries_by_id(&self, ids: &[EntryId]) -> Result<Vec<Entry>> {
        let mut found = HashMap::new();
        for part in ids.chunks(CHUNK) {
            let among = Expr::col((Entries::Table, Entries::Id)).is_in(part.iter().map(|id| id.0));
            let rows: Vec<Row> = self.database.all(live(&mut select()).and_where(among)).await?;
            for row in rows {
                found.insert(row.entry_id, Entry::try_from(row)?);
            }
        }
        Ok(ids.iter().filter_map(|id| found.get(&id.0).cloned()).collect())
    }

    async fn entries_by_serial(&self, serials: &[i64]) -> Result<Vec<Entry>> {
        let mut found = HashMap::new();
        for part in serials.chunks(CHUNK) {
            let among = Expr::col((Entries::Table, Entries::Serial)).is_in(part.iter().copied());
            let rows: Vec<Row> = self.database.all(live(&mut select()).and_where(among)).await?;
            for row in rows {
                found.insert(row.entry_serial, Entry::try_from(row)?);
            }
        }
        Ok(serials.iter().filter_map(|serial| found.get(serial).cloned()).collect())
    }

    async fn collection_tags(&self, collection: CollectionId) -> Result<Vec<(String, u64)>> {
        let count = Expr::col(sea_query::Asterisk).count();
        let query = Query::select()
            .column((Tags::Table, Tags::Name))
            .expr(count.clone())
            .from(Entries::Table)
            .join(
                JoinType::InnerJoin,
                ThingTags::Table,
                Expr::col((ThingTags::Table, ThingTags::ThingId)).equals((Entries::Table, Entries::ThingId)),
            )
            .join(
                JoinType::InnerJoin,
                Tags::Table,
                Expr::col((Tags::Table, Tags::Serial)).equals((ThingTags::Table, ThingTags::TagSerial)),
            )
            .and_where(Expr::col((Entries::Table, Entries::CollectionId)).eq(collection.0))
            .and_where(Expr::col((Entries::Table, Entries::TrashedAt)).is_null())
            .group_by_columns([(Tags::Table, Tags::Serial), (Tags::Table, Tags::Name), (Tags::Table, Tags::NameFolded)])
            .order_by_expr(count, Order::Desc)
            .order_by((Tags::Table, Tags::NameFolded), Order::Asc)
            .to_owned();
        let rows: Vec<(String, i64)> = self.database.all(&query).await?;
        rows.into_iter().map(|(name, things)| Ok((name, crate::values::count(things)?))).collect()
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
                .and_where(only_tested(Expr::col(Things::AccountId)).eq(account.0))
                .and_where(Expr::col(Things::TrashedAt).is_null())
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

    async fn insert_entries(&mut self, entries: &[Entry]) -> Result<Vec<Entry>> {
        let mut stored = Vec::with_capacity(entries.len());
        for part in entries.chunks(CHUNK) {
            stored.extend(insert_some(self, part).await?);
        }
        Ok(stored)
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
                .returning(Query::returning().columns([Entries::CollectionId, Entries::ParentId]))
                .to_owned();
            let gone: Vec<(Uuid, Option<Uuid>)> = self.all(&change).await?;
            for part in gone.chunk_by(|(one, _), (next, _)| one == next) {
                self.lengthen_collection(CollectionId(part[0].0), -(part.len() as i64)).await?;
            }
            for (_, parent) in gone {
                if let Some(parent) = parent {
                    self.gather(EntryId(parent), -1).await?;
                }
            }
        }
        Ok(())
    }

    async fn entries_of(&mut self, thing: ThingId) -> Result<Vec<Entry>> {
        let query = live(&mut select())
            .and_where(Expr::col((Entries::Table, Entries::ThingId)).eq(thing.0))
            .order_by((Entries::Table, Entries::Serial), Order::Asc)
            .to_owned();
        let rows: Vec<Row> = self.all(&query).await?;
        rows.into_iter().map(Entry::try_from).collect()
    }

    async fn entries_near(
        &mut self,
        collection: CollectionId,
        near: Near,
        except: &[EntryId],
        limit: u32,
    ) -> Result<Vec<Entry>> {
        let (rank, id) = (Expr::col((Entries::Table, Entries::Rank)), Expr::col((Entries::Table, Entries::Id)));
        let row = Expr::tuple([rank.clone(), id.clone()]);
        let mut query = select();
        live(&mut query).and_where(Expr::col((Entries::Table, Entries::CollectionId)).eq(collection.0));
        let order = match near {
            Near::First | Near::After(..) => Order::Asc,
            Near::Last | Near::Before(..) => Order::Desc,
        };
        match near {
            Near::First | Near::Last => {}
            Near::After(rank, id) => drop(query.and_where(row.gt(Expr::tuple([Expr::val(rank), Expr::val(id.0)])))),
            Near::Before(rank, id) => drop(query.and_where(row.lt(Expr::tuple([Expr::val(rank), Expr::val(id.0)])))),
        }
        query.order_by_expr(rank, order.clone()).order_by_expr(id, order);
        // Those left out are at most as many as named: no statement has to name them.
        query.limit(u64::from(limit) + except.len() as u64);
        let rows: Vec<Row> = self.all(&query).await?;
        let except: std::collections::HashSet<Uuid> = except.iter().map(|id| id.0).collect();
        let kept = rows.into_iter().filter(|row| !except.contains(&row.entry_id)).take(limit as usize);
        kept.map(Entry::try_from).collect()
    }

    async fn entries_among(&mut self, collection: CollectionId, ids: &[EntryId]) -> Result<Vec<Entry>> {
        let mut found = HashMap::new();
        for part in ids.chunks(CHUNK) {
            let mut query = select();
            live(&mut query)
                .and_where(Expr::col((Entries::Table, Entries::Id)).is_in(part.iter().map(|id| id.0)))
                .and_where(only_tested(Expr::col((Entries::Table, Entries::CollectionId))).eq(collection.0));
            let rows: Vec<Row> = self.all(&query).await?;
            for row in rows {
                found.insert(row.entry_id, Entry::try_from(row)?);
            }
        }
        Ok(ids.iter().filter_map(|id| found.get(&id.0).cloned()).collect())
    }

    async fn entries_holding(&mut self, collection: CollectionId, things: &[ThingId]) -> Result<Vec<Entry>> {
        let mut found = Vec::new();
        for part in things.chunks(CHUNK) {
            let mut query = select();
            live(&mut query)
                .and_where(Expr::col((Entries::Table, Entries::CollectionId)).eq(collection.0))
                .and_where(Expr::col((Entries::Table, Entries::ThingId)).is_in(part.iter().map(|thing| thing.0)));
            let rows: Vec<Row> = self.all(&query).await?;
            for row in rows {
                found.push(Entry::try_from(row)?);
            }
        }
        found.sort_unstable_by_key(|entry| (entry.rank, entry.id));
        Ok(found)
    }

    async fn children(&mut self, stack: EntryId) -> Result<Vec<Entry>> {
        let mut query = select();
        live(&mut query)
            .and_where(Expr::col((Entries::Table, Entries::ParentId)).eq(stack.0))
            .order_by((Entries::Table, Entries::Rank), Order::Asc)
            .order_by((Entries::Table, Entries::Id), Order::Asc);
        let rows: Vec<Row> = self.all(&query).await?;
        rows.into_iter().map(Entry::try_from).collect()
    }

    async fn move_entry(&mut self, entry: &Entry) -> Result<()> {
        let before: Option<(Uuid, Option<Uuid>)> = self
            .first(
                Query::select()
                    .columns([Entries::CollectionId, Entries::ParentId])
                    .from(Entries::Table)
                    .and_where(Expr::col(Entries::Id).eq(entry.id.0)),
            )
            .await?;
        let (collection, parent) = before.ok_or(Error::NotFound(library::Noun::Entry))?;
        let change = Query::update()
            .table(Entries::Table)
            .value(Entries::CollectionId, entry.collection.0)
            .value(Entries::ParentId, entry.parent.map(|parent| parent.0))
            .value(Entries::Rank, entry.rank)
            .and_where(Expr::col(Entries::Id).eq(entry.id.0))
            .to_owned();
        self.execute(&change).await?;
        let entry_parent = entry.parent.map(|parent| parent.0);
        if parent != entry_parent {
            if let Some(parent) = parent {
                self.gather(EntryId(parent), -1).await?;
            }
            if let Some(parent) = entry.parent {
                self.gather(parent, 1).await?;
            }
        }
        if collection != entry.collection.0 {
            self.lengthen_collection(CollectionId(collection), -1).await?;
            self.lengthen_collection(entry.collection, 1).await?;
        }
        Ok(())
    }
}

/// Adds entries by one statement of each kind.
async fn insert_some(changes: &mut Changes, entries: &[Entry]) -> Result<Vec<Entry>> {
    let query = Query::select()
        .columns(
            [Things::Id, Things::Form, Things::NameFolded, Things::UpdatedAt].map(|column| (Things::Table, column)),
        )
        .expr(Func::coalesce([Expr::col((Assets::Table, Assets::BlobBytes)), Expr::val(0i64)]))
        .from(Things::Table)
        .join(
            JoinType::LeftJoin,
            Assets::Table,
            Expr::col((Assets::Table, Assets::ThingId)).equals((Things::Table, Things::Id)),
        )
        .and_where(Expr::col((Things::Table, Things::Id)).is_in(entries.iter().map(|entry| entry.thing.0)))
        .to_owned();
    let rows: Vec<(Uuid, String, String, Time, i64)> = changes.all(&query).await?;
    let things: HashMap<Uuid, _> = rows.into_iter().map(|row| (row.0, row)).collect();
    let mut rows = Query::insert();
    rows.into_table(Entries::Table).columns([
        Entries::Id,
        Entries::CollectionId,
        Entries::ThingId,
        Entries::Kind,
        Entries::Form,
        Entries::Rank,
        Entries::ParentId,
        Entries::Made,
        Entries::AddedBy,
        Entries::CreatedAt,
        Entries::NameFolded,
        Entries::ChangedAt,
        Entries::Bytes,
    ]);
    let (mut longer, mut gathered) = (BTreeMap::new(), BTreeMap::new());
    for entry in entries {
        let thing = things.get(&entry.thing.0).ok_or_else(|| Error::internal("the entry's thing is not there"))?;
        let (_, form, name_folded, changed_at, bytes) = thing;
        rows.values_panic([
            entry.id.0.into(),
            entry.collection.0.into(),
            entry.thing.0.into(),
            entry.kind.name().into(),
            form.as_str().into(),
            entry.rank.into(),
            entry.parent.map(|parent| parent.0).into(),
            entry.made.into(),
            entry.added_by.0.into(),
            entry.created_at.into(),
            name_folded.as_str().into(),
            (*changed_at).into(),
            (*bytes).into(),
        ]);
        *longer.entry(entry.collection).or_insert(0) += 1;
        if let Some(parent) = entry.parent {
            *gathered.entry(parent).or_insert(0) += 1;
        }
    }
    let serials = changes.insert_all(&mut rows, Entries::Id, Entries::Serial, entries.len()).await?;
    for (collection, by) in longer {
        changes.lengthen_collection(collection, by).await?;
    }
    for (stack, by) in gathered {
        changes.gather(stack, by).await?;
    }
    let stored = |entry: &Entry| {
        let serial = serials.get(&entry.id.0).copied().unwrap_or_default();
        Entry { serial, reactions: 0, comments: 0, children: 0, ..entry.clone() }
    };
    Ok(entries.iter().map(stored).collect())
}
