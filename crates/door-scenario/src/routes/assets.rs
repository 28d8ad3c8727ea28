//! Assets: looking at them, making and changing them. What concerns several at once is in [`many`].

mod list;
mod many;
mod new;
mod snapshots;

use std::collections::BTreeMap;
use std::str::FromStr;

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::routing::{get, post, put};
use axum::{Json, Router};
use futures_util::{StreamExt, stream};
use library::blobs::ByteStream;
use library::ids::AccountId;
use library::items::Changes;
use library::{Actor, Role, Time, text};
use uuid::Uuid;

use super::{Kind, downloads};
use crate::auth::{Caller, Reader};
use crate::body::{self, Body};
use crate::error::Error;
use crate::ids;
use crate::state::Door;
use crate::translate::{asset, media};
use crate::wire::{AssetChanges, CopyTo, LockUntil, OneAsset, TagChanges, TagsChanged, Unlock, date};

pub(crate) use list::{of_type, sorted, types};
pub(crate) use new::{parent, places};

type Answer = Result<Json<OneAsset>, Error>;

pub(crate) fn router() -> Router<Door> {
    Router::new()
        .route("/v1/assets", get(list::list).post(new::upload).delete(many::delete))
        .route("/v1/assets/get-bulk", post(many::get_bulk))
        .route("/v1/assets/restore", post(many::restore))
        .route("/v1/assets/{asset}", get(retrieve).put(update))
        .route("/v1/assets/{asset}/snapshots", get(snapshots::list))
        .route("/v1/assets/{asset}/tags", put(update_tags))
        .route("/v1/assets/{asset}/copy", post(duplicate))
        .route("/v1/assets/{asset}/lock", put(lock))
        .route("/v1/assets/{asset}/unlock", put(unlock))
        .route("/v1/assets/download", post(downloads::request_batch))
        .route("/v1/assets/download/{job}", get(downloads::get_status))
        .route("/v1/assets/{asset}/download", post(downloads::request))
}

/// Bytes that are here already, as a stream.
fn stream_of(bytes: Vec<u8>) -> ByteStream {
    stream::once(async { Ok(Bytes::from(bytes)) }).boxed()
}

async fn retrieve(State(door): State<Door>, Reader(actor): Reader, Path(given): Path<String>) -> Answer {
    let item = if let Some(actor) = &actor {
        Kind::Asset.find(&door, actor, &given).await?
    } else {
        let open = door.library.open_item(Kind::Asset.id(&given)?).await;
        open.ok().filter(asset::is_asset).ok_or_else(|| Error::not_found("asset"))?
    };
    Ok(Json(asset::one(&door, actor.as_ref(), &item).await?))
}

async fn update(
    State(door): State<Door>,
    Caller(actor): Caller,
    Path(given): Path<String>,
    Body(body): Body<AssetChanges>,
) -> Answer {
    let mut item = Kind::Asset.own(&door, &actor, &given).await?;
    let id = item.thing.id;
    // Whatever can be wrong is looked at before anything is changed.
    if let Some(name) = &body.name {
        text::name("name", name)?;
    }
    if let Some(words) = &body.description {
        text::description("description", words)?;
    }
    let held = body.lock_id.as_deref().map(token).transpose()?;
    let until = body.lock_expires_at.as_deref().map(moment).transpose()?;
    let picture = body.thumbnail.as_deref().map(|given| body::bytes("thumbnail", given)).transpose()?;
    let canvas = body.canvas.map(new::canvas).transpose()?;
    let changes = Changes { name: body.name, description: body.description, lock: held, ..Changes::default() };
    if let Some((_, picture)) = picture {
        item = door.library.set_preview(&actor, id, Some(stream_of(picture))).await?;
    }
    if let Some(canvas) = canvas {
        let snapshot = !body.disable_snapshot.unwrap_or(false);
        let previews = std::mem::take(&mut item.previews);
        let replaced =
            door.library.replace_file(&actor, id, Some(media::CANVAS.to_owned()), stream_of(canvas), snapshot, held);
        item = replaced.await?;
        // JSON has no picture of its own: it keeps the one that it was given.
        if item.previews.is_empty() {
            item.previews = previews;
        }
    }
    if changes.name.is_some() || changes.description.is_some() {
        item = door.library.change_item(&actor, id, changes).await?;
    }
    if let Some(until) = until {
        item = door.library.lock_item(&actor, id, until, held).await?;
    }
    Ok(Json(asset::one(&door, Some(&actor), &item).await?))
}

async fn update_tags(
    State(door): State<Door>,
    Caller(actor): Caller,
    Path(given): Path<String>,
    Body(body): Body<TagChanges>,
) -> Result<Json<TagsChanged>, Error> {
    Ok(Json(tagged(&door, &actor, Kind::Asset, &given, body).await?))
}

/// Changes a thing's tags.
pub(crate) async fn tagged(
    door: &Door,
    actor: &Actor,
    kind: Kind,
    given: &str,
    changes: TagChanges,
) -> Result<TagsChanged, Error> {
    let item = kind.own(door, actor, given).await?;
    let (add, delete) = (changes.add.unwrap_or_default(), changes.delete.unwrap_or_default());
    let strict = changes.strict.unwrap_or(true);
    let done = door.library.tag_items(actor, &[item.thing.id], &add, &delete, strict).await?;
    let done = done.into_iter().next().unwrap_or_default();
    Ok(TagsChanged { added: done.added, deleted: done.removed })
}

async fn duplicate(
    State(door): State<Door>,
    Caller(actor): Caller,
    Path(given): Path<String>,
    Body(body): Body<CopyTo>,
) -> Answer {
    let item = Kind::Asset.find(&door, &actor, &given).await?;
    let there = match body.target_project_id.as_deref() {
        None => actor,
        Some(given) => project(&door, &actor, given).await?,
    };
    let copy = door.library.copy(&actor, item.thing.id, Some(there.account)).await?;
    let kept = [
        (asset::COPIED_AT, date(copy.thing.created_at)),
        (asset::COPY_OF, ids::spell(ids::ASSET, item.thing.id.0)),
        (asset::COPIED_FROM, ids::spell(ids::PROJECT, item.thing.account.0)),
    ];
    let details: BTreeMap<_, _> = kept.into_iter().map(|(name, value)| (name.to_owned(), Some(value))).collect();
    let copy = door.library.change_item(&there, copy.thing.id, Changes { details, ..Changes::default() }).await?;
    Ok(Json(asset::one(&door, Some(&there), &copy).await?))
}

/// The caller in another project: their own, or one that they may make things in.
pub(crate) async fn project(door: &Door, actor: &Actor, given: &str) -> Result<Actor, Error> {
    let refused = || Error::forbidden("this key has no access to that project");
    let account: AccountId = ids::read(ids::PROJECT, given).ok_or_else(refused)?;
    if account == actor.account {
        return Ok(*actor);
    }
    let there = door.library.act_as(actor.user, Some(account)).await.map_err(|error| match error {
        library::Error::NotFound(_) => refused(),
        other => other.into(),
    })?;
    // A key may do less than its person.
    if actor.role.min(there.role) < Role::Editor { Err(refused()) } else { Ok(there) }
}

async fn lock(
    State(door): State<Door>,
    Caller(actor): Caller,
    Path(given): Path<String>,
    Body(body): Body<LockUntil>,
) -> Answer {
    let item = Kind::Asset.own(&door, &actor, &given).await?;
    let locked = door.library.lock_item(&actor, item.thing.id, moment(&body.lock_expires_at)?, None).await?;
    let answer = asset::one(&door, Some(&actor), &locked).await?;
    Ok(Json(OneAsset { lock_id: locked.lock.map(|lock| lock.token.to_string()), ..answer }))
}

async fn unlock(
    State(door): State<Door>,
    Caller(actor): Caller,
    Path(given): Path<String>,
    Body(body): Body<Unlock>,
) -> Answer {
    let item = Kind::Asset.own(&door, &actor, &given).await?;
    let held = body.lock_id.as_deref().map(token).transpose()?;
    let force = body.force_unlock.unwrap_or(false);
    let item = door.library.unlock_item(&actor, item.thing.id, held, force).await?;
    Ok(Json(asset::one(&door, Some(&actor), &item).await?))
}

fn token(given: &str) -> Result<Uuid, Error> {
    Uuid::parse_str(given).map_err(|_| Error::invalid("lockId", "is no lock of this server"))
}

fn moment(given: &str) -> Result<Time, Error> {
    Time::from_str(given).map_err(|_| Error::invalid("lockExpiresAt", "must be an ISO 8601 date"))
}
