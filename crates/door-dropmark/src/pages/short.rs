//! Short links: they lead to the page of what they mean, whoever may see it there.

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};

use super::caller::of_page;
use super::html;
use crate::error::Error;
use crate::show::{Show, long};
use crate::state::Door;

/// `/s/<code>`: a collection.
pub(super) async fn collection(State(door): State<Door>, Path(code): Path<String>, headers: HeaderMap) -> Response {
    let found = async {
        let caller = of_page(&door.library, &headers).await?;
        let serial = long(&code).ok_or_else(|| Error::not_found("collection"))?;
        let shown = door.library.collection_by_serial(&caller.actor, serial).await?;
        Ok(Show::new(&door, caller.actor).bare_collection(&shown).await?.url)
    };
    leading(found.await)
}

/// `/s/i/<code>`: an item.
pub(super) async fn item(State(door): State<Door>, Path(code): Path<String>, headers: HeaderMap) -> Response {
    let found = async {
        let caller = of_page(&door.library, &headers).await?;
        let serial = long(&code).ok_or_else(|| Error::not_found("item"))?;
        let (entry, _, shown) = door.library.entry_by_serial(&caller.actor, serial).await?;
        let collection = Show::new(&door, caller.actor).bare_collection(&shown).await?.url;
        Ok(format!("{collection}/{}", entry.serial))
    };
    leading(found.await)
}

fn leading(found: Result<String, Error>) -> Response {
    // Not for ever: names of dashboards change.
    found.map_or_else(|error| html::refused(&error), |url| Redirect::temporary(&url).into_response())
}
