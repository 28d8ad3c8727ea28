//! An item's page.

use axum::extract::{Path, Query as Words, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use library::entries::{Parent, Query};
use library::page::Part;

use super::collection::elsewhere;
use super::{Asked, caller, html, window};
use crate::error::Error;
use crate::show::Show;
use crate::state::Door;

/// What a stack's page shows at once.
const TILES: u32 = 48;

/// The page that browsers show.
pub(super) async fn page(
    State(door): State<Door>,
    Path((username, collection, item)): Path<(String, String, String)>,
    Words(asked): Words<Asked>,
    headers: HeaderMap,
) -> Response {
    show_page(&door, &username, (&collection, &item), &asked, &headers)
        .await
        .unwrap_or_else(|error| html::refused(&error))
}

async fn show_page(
    door: &Door,
    username: &str,
    (collection, item): (&str, &str),
    asked: &Asked,
    headers: &HeaderMap,
) -> Result<Response, Error> {
    let caller = caller::of_page(&door.library, headers).await?;
    let serial = item.parse().map_err(|_| Error::not_found("item"))?;
    let (entry, thing, shown) = door.library.entry_by_serial(&caller.actor, serial).await?;
    let mut show = Show::new(door, caller.actor);
    let home = show.bare_collection(&shown).await?;
    if elsewhere(&home, username) || home.id.to_string() != collection {
        // It was moved.
        return Ok(Redirect::temporary(&format!("{}/{serial}", home.url)).into_response());
    }
    let (number, length) = window(asked, TILES);
    let (mut under, mut pages) = (Vec::new(), 1);
    if entry.children > 0 {
        let part = Part::numbered(length, u64::from(number - 1) * u64::from(length));
        let query = Query { parent: Parent::Stack(entry.id), ..Query::of(entry.collection, part) };
        let page = door.library.entries_page(&caller.actor, query).await?;
        pages = page.total.unwrap_or_default().div_ceil(u64::from(length)).max(1);
        under = show.rows(&page.items).await?;
    }
    let row = show.rows(&[(entry, thing)]).await?.pop().ok_or_else(|| Error::not_found("item"))?;
    let body = html::item(&home, &row, &under, u64::from(number), pages);
    Ok(html::Page {
        title: &row.name,
        body,
        feed: None,
        is_listed: home.type_ == "global",
        is_open: home.type_ != "private",
        files: Some(&door.links),
    }
    .into_response())
}
