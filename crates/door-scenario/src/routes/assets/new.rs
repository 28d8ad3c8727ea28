//! Uploading an asset in one request.

use axum::Json;
use axum::extract::State;
use library::Actor;
use library::entries::{Duplicates, NewEntries, Place};
use library::ids::{CollectionId, ThingId};
use library::items::{Given, NewItem};

use super::{Answer, stream_of};
use crate::auth::Caller;
use crate::body::{self, Body};
use crate::error::Error;
use crate::routes::{Kind, collections};
use crate::state::Door;
use crate::translate::{asset, media};
use crate::wire::NewAsset;

/// The largest picture, in bytes: larger ones come in parts.
const LARGEST: usize = 6 << 20;

pub(crate) async fn upload(State(door): State<Door>, Caller(actor): Caller, Body(body): Body<NewAsset>) -> Answer {
    let places = places(&door, &actor, body.collection_ids.as_deref(), "collectionIds").await?;
    let parent = parent(&door, &actor, body.parent_id.as_deref(), "parentId").await?;
    let (given, thumbnail) = match (body.image.as_deref(), body.canvas) {
        (Some(image), _) => (picture(&body.name, image)?, None),
        (None, Some(text)) => {
            let thumbnail = body.thumbnail.as_deref().map(|given| body::bytes("thumbnail", given)).transpose()?;
            let content = stream_of(canvas(text)?);
            let media_type = Some(media::CANVAS.to_owned());
            (Given::File { media_type, picture: false, content }, thumbnail)
        }
        (None, None) => return Err(Error::invalid("", "image or canvas is required")),
    };
    let new = NewItem { parent, hidden: body.hide.unwrap_or(false), ..NewItem::new(body.name, given) };
    let mut item = door.library.create_item(&actor, new).await?;
    if let Some((_, thumbnail)) = thumbnail {
        let shown = door.library.set_preview(&actor, item.thing.id, Some(stream_of(thumbnail))).await;
        if shown.is_err() {
            // Nothing is half made.
            door.library.trash_items(&actor, &[item.thing.id]).await?;
        }
        item = shown?;
    }
    for place in places {
        let new = NewEntries { things: vec![item.thing.id], place: Place::Last, duplicates: Duplicates::Skip };
        door.library.add_entries(&actor, place, new).await?;
    }
    Ok(Json(asset::one(&door, Some(&actor), &item).await?))
}

/// The collections that something new goes into.
pub(crate) async fn places(
    door: &Door,
    actor: &Actor,
    given: Option<&[String]>,
    field: &str,
) -> Result<Vec<CollectionId>, Error> {
    let unknown = || Error::invalid(field, "names something that is not a collection of this project");
    let mut places = Vec::new();
    for given in given.into_iter().flatten() {
        let id = collections::id(given).map_err(|_| unknown())?;
        door.library.collection(actor, id).await.map_err(|error| match error {
            library::Error::NotFound(_) => unknown(),
            other => other.into(),
        })?;
        places.push(id);
    }
    Ok(places)
}

/// The asset that something new is made of.
pub(crate) async fn parent(
    door: &Door,
    actor: &Actor,
    given: Option<&str>,
    field: &str,
) -> Result<Option<ThingId>, Error> {
    let Some(given) = given else { return Ok(None) };
    let parent = Kind::Asset.find(door, actor, given).await;
    Ok(Some(parent.map_err(|_| Error::invalid(field, "does not name any asset"))?.thing.id))
}

/// A picture in base 64: what its bytes say it is, else what its sender or its name says.
fn picture(name: &str, given: &str) -> Result<Given, Error> {
    let (said, bytes) = body::bytes("image", given)?;
    if bytes.len() > LARGEST {
        return Err(Error::invalid("image", &format!("is larger than {LARGEST} bytes; upload it in parts")));
    }
    let found = media::of_bytes(&bytes);
    let media_type = found.map(str::to_owned).or(said).or_else(|| media::of_name(name).map(str::to_owned));
    let media_type = media_type.filter(|media_type| media_type.starts_with("image/"));
    // Of these, no picture is made here; they are kept as they are.
    let is_opaque = matches!(found, Some("image/svg+xml" | "image/avif" | "image/heic"));
    let media_type = Some(media_type.unwrap_or_else(|| "image/png".to_owned()));
    Ok(Given::File { media_type, picture: !is_opaque, content: stream_of(bytes) })
}

/// A canvas's bytes: JSON.
pub(crate) fn canvas(text: String) -> Result<Vec<u8>, Error> {
    match serde_json::from_str::<serde_json::Value>(&text) {
        Ok(_) => Ok(text.into_bytes()),
        Err(_) => Err(Error::invalid("canvas", "must be JSON as text")),
    }
}
