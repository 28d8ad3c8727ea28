//! What is in a collection: listing, ordering, moving, removing, making.

use std::collections::BTreeMap;

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use library::collections::Shown;
use library::entries::{Entry, Move, NewInCollection, Place, Query};
use library::ids::{CollectionId, EntryId};
use library::page::Part;
use library::{Actor, Library};
use serde_json::{Value, json};

use super::{gone, listed, lists, made, number};
use crate::auth::{Caller, Reader};
use crate::error::Error;
use crate::parameters::{File, Parameters};
use crate::routes::{items, uploads};
use crate::show::{Show, sorting};
use crate::state::Door;

/// Rows of an order that are answered with.
const ANSWERED: u32 = 1000;

pub(super) fn router() -> Router<Door> {
    Router::new()
        .route("/v1/collections/{id}/items", get(list).post(create).put(update).delete(delete))
        .route("/v1/collections/{id}/count", get(count))
}

async fn shown(door: &Door, actor: &Actor, id: &str) -> Result<Shown, Error> {
    Ok(door.library.collection_by_serial(actor, number(id, "collection")?).await?)
}

async fn list(
    State(door): State<Door>,
    Reader(actor): Reader,
    Path(id): Path<String>,
    given: Parameters,
) -> Result<Response, Error> {
    let Shown { collection, .. } = shown(&door, &actor, &id).await?;
    let (sort, order) = sorting(&collection.view);
    let query = lists::query(&door, &actor, &given).await?;
    let query = Query { collection: Some(collection.id), sort, order, ..query };
    let page = lists::page(&door, &actor, query, &given).await?;
    let rows = lists::rows(&mut Show::new(&door, actor), &page, &given).await?;
    Ok(listed(rows, page.total.unwrap_or_default()))
}

async fn count(State(door): State<Door>, Reader(actor): Reader, Path(id): Path<String>) -> Result<Json<Value>, Error> {
    let Shown { collection, .. } = shown(&door, &actor, &id).await?;
    Ok(Json(json!({"count": collection.entries() - collection.stacks})))
}

async fn create(
    State(door): State<Door>,
    Caller(actor): Caller,
    Path(id): Path<String>,
    given: Parameters,
) -> Result<Response, Error> {
    let Shown { collection, permissions, .. } = shown(&door, &actor, &id).await?;
    permissions.require(permissions.edit)?;
    let parent = parent(&door.library, &actor, &given).await?.flatten();
    let upload = uploads::named(&door, &actor, &given).await?;
    let arrived = upload.as_ref().map(|upload| &upload.file);
    let files: Vec<Option<&File>> = match given.files("content") {
        [] => vec![arrived],
        files => files.iter().map(Some).collect(),
    };
    let mut made_here = Vec::new();
    for file in &files {
        match create_one(&door, &actor, collection.id, &given, (*file, parent)).await {
            Ok(id) => made_here.push(id),
            Err(error) => {
                // All or nothing.
                if !made_here.is_empty() {
                    door.library.discard_entries(&actor, collection.id, &made_here).await?;
                }
                return Err(error);
            }
        }
    }
    if let Some(upload) = &upload {
        door.library.forget_upload(&actor, upload.id).await?;
    }
    let mut rows = Show::new(&door, actor).entries(&made_here).await?;
    Ok(if files.len() == 1 { made(rows.pop()) } else { made(rows) })
}

/// Makes one item of a file, or of what else a request says.
async fn create_one(
    door: &Door,
    actor: &Actor,
    collection: CollectionId,
    given: &Parameters,
    (file, parent): (Option<&File>, Option<EntryId>),
) -> Result<EntryId, Error> {
    let picture = items::picture(door, given).await?;
    let item = items::new_item(door, given, file).await?;
    let new = NewInCollection { item, place: Place::Last, parent };
    let (entry, item) = door.library.create_in_collection(actor, collection, new).await?;
    if let Some(picture) = picture
        && let Err(error) = door.library.set_preview(actor, item.thing.id, Some(picture)).await
    {
        door.library.discard_entries(actor, collection, &[entry.id]).await?;
        return Err(error.into());
    }
    Ok(entry.id)
}

/// The stack that a request names; `Some(None)` for none.
pub(super) async fn parent(
    library: &Library,
    actor: &Actor,
    given: &Parameters,
) -> Result<Option<Option<EntryId>>, Error> {
    match given.reference("parent_id")? {
        None => Ok(None),
        Some(None) => Ok(Some(None)),
        Some(Some(serial)) => Ok(Some(Some(library.entry_by_serial(actor, serial).await?.0.id))),
    }
}

/// The entries of these numbers, all of this collection.
async fn among(library: &Library, actor: &Actor, shown: &Shown, serials: &[i64]) -> Result<Vec<EntryId>, Error> {
    let entries = library.entries_by_serial(actor, serials).await?;
    if entries.iter().any(|entry| entry.collection != shown.collection.id) {
        return Err(Error::not_found("item"));
    }
    Ok(entries.iter().map(|entry| entry.id).collect())
}

/// Two operations share this path: `order` puts items in an order, `items` changes items.
async fn update(
    State(door): State<Door>,
    Caller(actor): Caller,
    Path(id): Path<String>,
    given: Parameters,
) -> Result<Response, Error> {
    let shown = shown(&door, &actor, &id).await?;
    let mut show = Show::new(&door, actor);
    if given.has("order") {
        let order = among(&door.library, &actor, &shown, &given.required_numbers("order")?).await?;
        door.library.order_entries(&actor, shown.collection.id, &order).await?;
        let query = Query::of(shown.collection.id, Part::numbered(ANSWERED, 0));
        let page = door.library.entries_page(&actor, query).await?;
        return Ok(listed(show.items(&page.items).await?, page.total.unwrap_or_default()));
    }
    let ids = among(&door.library, &actor, &shown, &given.required_numbers("items")?).await?;
    let entries: Vec<Entry> = rows_of(&door, &actor, &ids).await?;
    let tags = given.words("tags")?.unwrap_or_default();
    change(&door, &actor, &entries, &given, &tags).await?;
    Ok(Json(show.entries(&ids).await?).into_response())
}

async fn rows_of(door: &Door, actor: &Actor, ids: &[EntryId]) -> Result<Vec<Entry>, Error> {
    Ok(door.library.entries_with_items(actor, ids).await?.into_iter().map(|(entry, _)| entry).collect())
}

/// Moves, stacks and tags entries, as a request says.
pub(super) async fn change(
    door: &Door,
    actor: &Actor,
    entries: &[Entry],
    given: &Parameters,
    tags: &[String],
) -> Result<(), Error> {
    let library = &door.library;
    let parent = parent(library, actor, given).await?;
    let target = match given.number("collection_id")? {
        Some(serial) => Some(library.collection_by_serial(actor, serial).await?.collection.id),
        None => None,
    };
    // What may be refused comes before what is done.
    library::tags::checked("tags", tags)?;
    if target.is_some() || parent.is_some() {
        let mut groups: BTreeMap<CollectionId, Vec<EntryId>> = BTreeMap::new();
        for entry in entries {
            groups.entry(entry.collection).or_default().push(entry.id);
        }
        let groups: Vec<_> = groups.into_iter().collect();
        library.move_entries_of(actor, &groups, Move { collection: target, parent }).await?;
    }
    if !tags.is_empty() {
        let things: Vec<_> = entries.iter().map(|entry| entry.thing).collect();
        library.tag_items(actor, &things, tags, &[], false).await?;
    }
    Ok(())
}

async fn delete(
    State(door): State<Door>,
    Caller(actor): Caller,
    Path(id): Path<String>,
    given: Parameters,
) -> Result<Json<Value>, Error> {
    let shown = shown(&door, &actor, &id).await?;
    let ids = among(&door.library, &actor, &shown, &given.required_numbers("items")?).await?;
    door.library.discard_entries(&actor, shown.collection.id, &ids).await?;
    Ok(gone("Items deleted"))
}
