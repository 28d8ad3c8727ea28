//! What an asset was before it was changed.

use axum::Json;
use axum::extract::{Path, State};
use library::page::{Cursor, Key};

use crate::auth::Caller;
use crate::error::Error;
use crate::ids;
use crate::query::{Parameters, token};
use crate::routes::Kind;
use crate::state::Door;
use crate::wire::{Snapshot, Snapshots};

/// The fewest that a page is asked for.
const FEWEST: u32 = 10;
/// Bytes that one answer brings: pages of large canvases are shorter.
const BYTES: u64 = 16 << 20;

pub(super) async fn list(
    State(door): State<Door>,
    Caller(actor): Caller,
    Path(given): Path<String>,
    parameters: Parameters,
) -> Result<Json<Snapshots>, Error> {
    let item = Kind::Asset.own(&door, &actor, &given).await?;
    let part = parameters.part(FEWEST, 100)?;
    if part.limit < FEWEST {
        return Err(Error::invalid("pageSize", "must be a number from 10 to 100"));
    }
    let page = door.library.snapshots(&actor, item.thing.id, &part).await?;
    let (mut snapshots, mut next, mut bytes) = (Vec::new(), page.next, 0);
    let mut last: Option<Cursor> = None;
    for snapshot in page.items {
        bytes += snapshot.blob.bytes;
        if bytes > BYTES && !snapshots.is_empty() {
            next = last;
            break;
        }
        let raw = door.library.first_bytes(snapshot.blob, BYTES).await?;
        last = Some(Cursor { list: "snapshots".into(), key: Key::Time(snapshot.taken_at), id: snapshot.id });
        snapshots.push(Snapshot {
            author_id: ids::spell(ids::USER, snapshot.author.0),
            hash: snapshot.blob.hash.to_string(),
            raw_data: String::from_utf8_lossy(&raw).into_owned(),
            taken_at: snapshot.taken_at.timestamp_millis(),
        });
    }
    Ok(Json(Snapshots { snapshots, next_pagination_token: next.as_ref().map(token) }))
}
