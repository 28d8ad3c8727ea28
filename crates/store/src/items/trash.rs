//! Into the trash, out of it, and gone for good.

use library::ids::{CollectionId, EntryId, ThingId};
use library::things::ThingKind;
use library::{Result, Time};
use sea_query::{Expr, ExprTrait, Query};
use uuid::Uuid;

use super::tags;
use crate::collections::counted;
use crate::schema::{Assets, Collections, Entries, Mockups, PhotoMockups, Snapshots, ThingTags, Things};
use crate::search::fold;
use crate::totals::of_kind;
use crate::transaction::Changes;
use crate::values::{count, named};
use crate::{renders, texts, things};

/// What the trash looks at.
#[derive(sqlx::FromRow)]
struct Fate {
    account_id: Uuid,
    kind: String,
    name: String,
    description: String,
    body: String,
    hidden: bool,
    trashed_at: Option<Time>,
}

impl Fate {
    fn kind(&self) -> Result<ThingKind> {
        Ok(named(ThingKind::from_name(&self.kind), "a kind of thing")?)
    }
}

/// Holds a thing for going into the trash or out of it: the collections that it is in, then the thing.
async fn hold_for_trash(changes: &mut Changes, id: ThingId) -> Result<Option<Fate>> {
    things::hold_collections(changes, id).await?;
    let query = Query::select()
        .columns([
            Things::AccountId,
            Things::Kind,
            Things::Name,
            Things::Description,
            Things::Body,
            Things::Hidden,
            Things::TrashedAt,
        ])
        .from(Things::Table)
        .and_where(Expr::col(Things::Id).eq(id.0))
        .lock_exclusive()
        .to_owned();
    changes.first(&query).await
}

async fn mark(changes: &mut Changes, id: ThingId, at: Option<Time>) -> Result<()> {
    let thing = Query::update()
        .table(Things::Table)
        .value(Things::TrashedAt, at)
        .and_where(Expr::col(Things::Id).eq(id.0))
        .to_owned();
    changes.execute(&thing).await?;
    let entries = Query::update()
        .table(Entries::Table)
        .value(Entries::TrashedAt, at)
        .and_where(Expr::col(Entries::ThingId).eq(id.0))
        .to_owned();
    changes.execute(&entries).await.map(drop)
}

/// Brings what collections and stacks keep of a thing's entries up to date.
async fn count_entries(changes: &mut Changes, id: ThingId, kind: ThingKind, by: i64, now: Time) -> Result<()> {
    let query = Query::select()
        .columns([Entries::CollectionId, Entries::ParentId])
        .from(Entries::Table)
        .and_where(Expr::col(Entries::ThingId).eq(id.0))
        .order_by(Entries::CollectionId, sea_query::Order::Asc)
        .to_owned();
    let places: Vec<(Uuid, Option<Uuid>)> = changes.all(&query).await?;
    for (collection, parent) in places {
        let kept = counted(kind);
        let change = Query::update()
            .table(Collections::Table)
            .value(kept, Expr::col(kept).add(by))
            .value(Collections::UpdatedAt, now)
            .and_where(Expr::col(Collections::Id).eq(collection))
            .to_owned();
        changes.execute(&change).await?;
        changes.lengthen_collection(CollectionId(collection), by).await?;
        if let Some(parent) = parent {
            changes.gather(EntryId(parent), by).await?;
        }
    }
    Ok(())
}

pub(super) async fn trash(changes: &mut Changes, id: ThingId, now: Time) -> Result<Option<u64>> {
    let Some(fate) = hold_for_trash(changes, id).await?.filter(|fate| fate.trashed_at.is_none()) else {
        return Ok(None);
    };
    let kind = fate.kind()?;
    count_entries(changes, id, kind, -1, now).await?;
    mark(changes, id, Some(now)).await?;
    tags::count(changes, id, -1, now).await?;
    if !fate.hidden {
        changes.lengthen(library::ids::AccountId(fate.account_id), of_kind(kind), -1).await?;
    }
    file_bytes(changes, id).await.map(Some)
}

pub(super) async fn restore(changes: &mut Changes, id: ThingId, places: bool, now: Time) -> Result<()> {
    let Some(fate) = hold_for_trash(changes, id).await?.filter(|fate| fate.trashed_at.is_some()) else {
        return Ok(());
    };
    let kind = fate.kind()?;
    if places {
        count_entries(changes, id, kind, 1, now).await?;
        tags::count(changes, id, 1, now).await?;
    } else {
        let gone =
            Query::delete().from_table(Entries::Table).and_where(Expr::col(Entries::ThingId).eq(id.0)).to_owned();
        changes.execute(&gone).await?;
        let gone =
            Query::delete().from_table(ThingTags::Table).and_where(Expr::col(ThingTags::ThingId).eq(id.0)).to_owned();
        changes.execute(&gone).await?;
        let body = if kind == ThingKind::Model { "" } else { &fate.body };
        let words = fold(&[&fate.name, &fate.description, "", body].join("\n")) + &texts::of_thing(changes, id).await?;
        let change = Query::update()
            .table(Things::Table)
            .value(Things::Tags, "")
            .value(Things::Words, words)
            .and_where(Expr::col(Things::Id).eq(id.0))
            .to_owned();
        changes.execute(&change).await?;
    }
    mark(changes, id, None).await?;
    if !fate.hidden {
        changes.lengthen(library::ids::AccountId(fate.account_id), of_kind(kind), 1).await?;
    }
    Ok(())
}

pub(super) async fn purge(changes: &mut Changes, id: ThingId) -> Result<u64> {
    let Some(fate) = hold_for_trash(changes, id).await?.filter(|fate| fate.trashed_at.is_some()) else {
        return Ok(0);
    };
    let snapshots = Query::select()
        .column(Snapshots::BlobBytes)
        .from(Snapshots::Table)
        .and_where(Expr::col(Snapshots::ThingId).eq(id.0))
        .to_owned();
    let old: Vec<(i64,)> = changes.all(&snapshots).await?;
    let mut freed = file_bytes(changes, id).await?;
    for (bytes,) in old {
        freed += count(bytes)?;
    }
    let template: Option<(Uuid,)> = changes
        .first(
            Query::select()
                .column(Mockups::TemplateId)
                .from(Mockups::Table)
                .and_where(Expr::col(Mockups::ThingId).eq(id.0)),
        )
        .await?;
    let photo: Option<(i64,)> = changes
        .first(
            Query::select()
                .column(PhotoMockups::BlobBytes)
                .from(PhotoMockups::Table)
                .and_where(Expr::col(PhotoMockups::ThingId).eq(id.0)),
        )
        .await?;
    freed += photo.map(|(bytes,)| count(bytes)).transpose()?.unwrap_or(0);
    if matches!(fate.kind()?, ThingKind::Mockup | ThingKind::Photo) {
        renders::remove_of_mockup(changes, library::ids::AccountId(fate.account_id), id).await?;
    }
    // Entries of the trash are on no count; their rows go, and the thing's own rows with it.
    let gone = Query::delete().from_table(Entries::Table).and_where(Expr::col(Entries::ThingId).eq(id.0)).to_owned();
    changes.execute(&gone).await?;
    let gone = Query::delete().from_table(Things::Table).and_where(Expr::col(Things::Id).eq(id.0)).to_owned();
    changes.execute(&gone).await?;
    if let Some((template,)) = template {
        let unused = library::templates::Write::delete_unused_template(changes, library::ids::TemplateId(template));
        freed += unused.await?.unwrap_or(0);
    }
    Ok(freed)
}

async fn file_bytes(changes: &mut Changes, id: ThingId) -> Result<u64> {
    let query = Query::select()
        .column(Assets::BlobBytes)
        .from(Assets::Table)
        .and_where(Expr::col(Assets::ThingId).eq(id.0))
        .to_owned();
    let row: Option<(i64,)> = changes.first(&query).await?;
    Ok(row.map(|(bytes,)| count(bytes)).transpose()?.unwrap_or(0))
}
