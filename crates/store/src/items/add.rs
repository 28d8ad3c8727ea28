//! Adding things, many by one statement of each kind.

use std::collections::BTreeMap;

use library::Result;
use library::ids::ThingId;
use library::items::{Item, ItemFile};
use sea_query::{OnConflict, Query};

use super::{row, tags};
use crate::schema::{Assets, Previews, Things};
use crate::totals::of_kind;
use crate::transaction::Changes;
use crate::values::{bytes, length};
use crate::{search, texts};

const COLUMNS: [Things; 18] = [
    Things::Id,
    Things::Kind,
    Things::Form,
    Things::AccountId,
    Things::AuthorId,
    Things::Name,
    Things::NameFolded,
    Things::Description,
    Things::Privacy,
    Things::CreatedAt,
    Things::UpdatedAt,
    Things::Body,
    Things::BodyKey,
    Things::Tags,
    Things::Details,
    Things::Words,
    Things::ParentId,
    Things::Hidden,
];

/// Adds things with what every kind has; gives their numbers.
pub(crate) async fn add(changes: &mut Changes, items: &[Item]) -> Result<Vec<i64>> {
    let mut rows = Query::insert().into_table(Things::Table).columns(COLUMNS).to_owned();
    let mut listed = BTreeMap::new();
    let texts = texts::of_files(changes, items.iter().filter_map(|item| item.file.as_ref())).await?;
    for item in items {
        let thing = &item.thing;
        let mut stored = row::Stored::of(item)?;
        if let Some(words) = item.file.as_ref().and_then(|file| texts.get(&file.blob.hash)) {
            stored.words.push('\n');
            stored.words.push_str(words);
        }
        rows.values_panic([
            thing.id.0.into(),
            thing.kind.name().into(),
            item.form().name().into(),
            thing.account.0.into(),
            thing.author.0.into(),
            thing.name.as_str().into(),
            search::fold(&thing.name).into(),
            thing.description.as_str().into(),
            thing.privacy.name().into(),
            thing.created_at.into(),
            thing.updated_at.into(),
            stored.body.into(),
            stored.body_key.into(),
            stored.tags.into(),
            stored.details.into(),
            stored.words.into(),
            item.parent.map(|parent| parent.0).into(),
            item.hidden.into(),
        ]);
        if !item.hidden {
            listed.entry((thing.account, thing.kind.name())).or_insert((thing.kind, 0)).1 += 1;
        }
    }
    let serials = changes.insert_all(&mut rows, Things::Id, Things::Serial, items.len()).await?;
    for ((account, _), (kind, by)) in listed {
        changes.lengthen(account, of_kind(kind), by).await?;
    }
    let files = items.iter().filter_map(|item| item.file.as_ref().map(|file| (item.thing.id, file)));
    put_files(changes, files).await?;
    tags::add(changes, items).await?;
    add_previews(changes, items).await?;
    Ok(items.iter().map(|item| serials.get(&item.thing.id.0).copied().unwrap_or_default()).collect())
}

/// Sets things' files.
pub(super) async fn put_files<'a>(
    changes: &mut Changes,
    files: impl Iterator<Item = (ThingId, &'a ItemFile)> + Send,
) -> Result<()> {
    let columns = [Assets::BlobHash, Assets::BlobBytes, Assets::MediaType, Assets::Width, Assets::Height];
    let mut rows = Query::insert();
    rows.into_table(Assets::Table).columns([Assets::ThingId].into_iter().chain(columns));
    let mut any = false;
    for (id, file) in files {
        rows.values_panic([
            id.0.into(),
            bytes(file.blob.hash).into(),
            length(file.blob.bytes)?.into(),
            file.media_type.as_str().into(),
            file.size.map(|(width, _)| i64::from(width)).into(),
            file.size.map(|(_, height)| i64::from(height)).into(),
        ]);
        any = true;
    }
    if !any {
        return Ok(());
    }
    let again = OnConflict::column(Assets::ThingId).update_columns(columns).to_owned();
    changes.execute(rows.on_conflict(again)).await.map(drop)
}

async fn add_previews(changes: &mut Changes, items: &[Item]) -> Result<()> {
    let mut rows = Query::insert();
    rows.into_table(Previews::Table).columns([
        Previews::ThingId,
        Previews::Width,
        Previews::Height,
        Previews::BlobHash,
        Previews::BlobBytes,
        Previews::MediaType,
    ]);
    let mut any = false;
    for (id, preview) in items.iter().flat_map(|item| item.previews.iter().map(|preview| (item.thing.id, preview))) {
        rows.values_panic([
            id.0.into(),
            i64::from(preview.width).into(),
            i64::from(preview.height).into(),
            bytes(preview.blob.hash).into(),
            length(preview.blob.bytes)?.into(),
            preview.media_type.as_str().into(),
        ]);
        any = true;
    }
    if any { changes.execute(&rows).await.map(drop) } else { Ok(()) }
}
