//! Tags: the words on things, each a row of its account that keeps how many things have it, and their lists.

use std::collections::{BTreeMap, BTreeSet};

use async_trait::async_trait;
use library::ids::{AccountId, ThingId};
use library::items::Item;
use library::page::{Key, Page, Part};
use library::tags::{Read, Tag, Tagged};
use library::{Order, Result, Time};
use sea_query::{Expr, ExprTrait, OnConflict, Query, SelectStatement};
use uuid::Uuid;

use crate::open::Store;
use crate::paging::Sorting;
use crate::schema::{Tags, ThingTags};
use crate::search::{contains, fold};
use crate::statement::insert;
use crate::transaction::Changes;

#[derive(sqlx::FromRow)]
struct Row {
    serial: i64,
    account_id: Uuid,
    name: String,
    things: i64,
    created_at: Time,
    updated_at: Time,
}

impl From<Row> for Tag {
    fn from(row: Row) -> Self {
        let Row { serial, account_id, name, things, created_at, updated_at } = row;
        Self { serial, account: AccountId(account_id), name, things, created_at, updated_at }
    }
}

fn select() -> SelectStatement {
    let columns = [Tags::Serial, Tags::AccountId, Tags::Name, Tags::Things, Tags::CreatedAt, Tags::UpdatedAt];
    Query::select().columns(columns).from(Tags::Table).to_owned()
}

#[async_trait]
impl Read for Store {
    async fn tags(&self, account: AccountId, text: &str, part: &Part) -> Result<Page<Tag>> {
        // Words are unique in an account: no id tells equal ones apart.
        let (key, id) = (Expr::col(Tags::NameFolded), Expr::val(Uuid::nil()));
        let sorting = Sorting { list: "tags", key, id, order: Order::Ascending };
        let mut query = select();
        query
            .and_where(Expr::col(Tags::AccountId).eq(account.0))
            .and_where(Expr::col(Tags::Things).gt(0i64))
            .and_where_option(contains(Tags::NameFolded, text));
        let mut all = query.clone();
        sorting.cut(&mut query, part)?;
        let rows: Vec<Row> = self.database.all(&query).await?;
        let items = rows.into_iter().map(Tag::from).collect();
        let page = sorting.page(items, part, |tag: &Tag| (Key::Text(fold(&tag.name)), Uuid::nil()));
        let total = if part.count {
            Some(self.database.number(all.clear_selects().expr(super::row::count())).await?)
        } else {
            None
        };
        Ok(Page { total, ..page })
    }

    async fn tagged(&self, serial: i64) -> Result<Option<Tagged>> {
        let row: Option<Row> = self.database.first(select().and_where(Expr::col(Tags::Serial).eq(serial))).await?;
        let Some(row) = row else { return Ok(None) };
        let query = Query::select()
            .column(ThingTags::ThingId)
            .from(ThingTags::Table)
            .and_where(Expr::col(ThingTags::TagSerial).eq(serial))
            .to_owned();
        let things: Vec<(Uuid,)> = self.database.all(&query).await?;
        Ok(Some(Tagged { tag: row.into(), things: things.into_iter().map(|(id,)| ThingId(id)).collect() }))
    }
}

/// Gives new things their tags, and keeps how many things have each.
pub(super) async fn add(changes: &mut Changes, items: &[Item]) -> Result<()> {
    // One order of holding for all; a word that a thing has twice is one tag.
    let mut tags: BTreeMap<(AccountId, String), (&str, BTreeSet<ThingId>, Time)> = BTreeMap::new();
    for item in items {
        let thing = &item.thing;
        for tag in &item.tags {
            let there = tags.entry((thing.account, fold(tag))).or_insert((tag, BTreeSet::new(), thing.updated_at));
            there.1.insert(thing.id);
            there.2 = Ord::max(there.2, thing.updated_at);
        }
    }
    let mut rows = Query::insert();
    rows.into_table(ThingTags::Table).columns([ThingTags::TagSerial, ThingTags::ThingId]);
    let mut any = false;
    for ((account, word), (name, things, now)) in tags {
        let serial = number(changes, account, &word, name, now).await?;
        for thing in &things {
            rows.values_panic([serial.into(), thing.0.into()]);
            any = true;
        }
        keep(changes, serial, things.len() as i64, now).await?;
    }
    if any { changes.execute(&rows).await.map(drop) } else { Ok(()) }
}

/// Makes a thing's tags these instead of those, and keeps how many things have each; those of the trash count not.
pub(super) async fn change(
    changes: &mut Changes,
    account: AccountId,
    thing: ThingId,
    before: &[String],
    after: &[String],
    live: bool,
    now: Time,
) -> Result<()> {
    let folded = |tags: &[String]| tags.iter().map(|tag| (fold(tag), tag.clone())).collect::<Vec<_>>();
    let (before, after) = (folded(before), folded(after));
    let has = |tags: &[(String, String)], word: &str| tags.iter().any(|(other, _)| other == word);
    let mut moved: Vec<(&(String, String), i64)> = Vec::new();
    moved.extend(before.iter().filter(|(word, _)| !has(&after, word)).map(|tag| (tag, -1)));
    moved.extend(after.iter().filter(|(word, _)| !has(&before, word)).map(|tag| (tag, 1)));
    // One order of holding for all.
    moved.sort_unstable();
    for ((word, name), by) in moved {
        let serial = number(changes, account, word, name, now).await?;
        let pair = [ThingTags::TagSerial, ThingTags::ThingId];
        if by > 0 {
            let mut row = insert!(ThingTags::Table, ThingTags::TagSerial => serial, ThingTags::ThingId => thing.0);
            changes.execute(row.on_conflict(OnConflict::columns(pair).do_nothing().to_owned())).await?;
        } else {
            let gone = Query::delete()
                .from_table(ThingTags::Table)
                .and_where(Expr::col(ThingTags::TagSerial).eq(serial))
                .and_where(Expr::col(ThingTags::ThingId).eq(thing.0))
                .to_owned();
            changes.execute(&gone).await?;
        }
        if live {
            keep(changes, serial, by, now).await?;
        }
    }
    Ok(())
}

/// Adds to how many things have each of a thing's tags.
pub(super) async fn count(changes: &mut Changes, thing: ThingId, by: i64, now: Time) -> Result<()> {
    let query = Query::select()
        .column(ThingTags::TagSerial)
        .from(ThingTags::Table)
        .and_where(Expr::col(ThingTags::ThingId).eq(thing.0))
        .order_by(ThingTags::TagSerial, sea_query::Order::Asc)
        .to_owned();
    let tags: Vec<(i64,)> = changes.all(&query).await?;
    for (serial,) in tags {
        keep(changes, serial, by, now).await?;
    }
    Ok(())
}

/// The tag's number; one that is new gets one.
async fn number(changes: &mut Changes, account: AccountId, word: &str, name: &str, now: Time) -> Result<i64> {
    let mut row = insert!(Tags::Table,
        Tags::AccountId => account.0,
        Tags::Name => name,
        Tags::NameFolded => word,
        Tags::Things => 0i64,
        Tags::CreatedAt => now,
        Tags::UpdatedAt => now,
    );
    // An update that changes nothing gives the row that is there.
    let again = OnConflict::columns([Tags::AccountId, Tags::NameFolded]).update_column(Tags::NameFolded).to_owned();
    let given: Option<(i64,)> = changes.first(row.on_conflict(again).returning_col(Tags::Serial)).await?;
    given.map(|(serial,)| serial).ok_or_else(|| library::Error::internal("a tag has no number"))
}

async fn keep(changes: &mut Changes, serial: i64, by: i64, now: Time) -> Result<()> {
    let change = Query::update()
        .table(Tags::Table)
        .value(Tags::Things, Expr::col(Tags::Things).add(by))
        .value(Tags::UpdatedAt, now)
        .and_where(Expr::col(Tags::Serial).eq(serial))
        .to_owned();
    changes.execute(&change).await.map(drop)
}
