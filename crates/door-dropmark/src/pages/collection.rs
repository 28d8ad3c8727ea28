//! A collection's page and its feed.

use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use library::collections::Shown;
use library::entries::{Parent, Query};
use library::page::Part;
use serde_json::Value;

use super::caller::{self, Caller};
use super::feed::{self, Feed, Format};
use super::keys::Endpoint;
use super::{Asked, html, window};
use crate::error::Error;
use crate::show::{Collection, Show, sorting};
use crate::state::Door;

/// Items on a page.
const TILES: u32 = 48;
/// Items in a feed when nothing is said.
const FED: u32 = 1000;

fn serial(name: &str) -> Result<i64, Error> {
    name.parse().map_err(|_| Error::not_found("collection"))
}

/// Where else it is, when it is not on that person's or team's dashboard: names change, and addresses stay good.
pub(super) fn elsewhere(collection: &Collection, username: &str) -> bool {
    collection.username.to_lowercase() != username.to_lowercase()
}

/// The page that browsers show.
pub(super) async fn page(door: &Door, username: &str, name: &str, asked: &Asked, headers: &HeaderMap) -> Response {
    show_page(door, username, name, asked, headers).await.unwrap_or_else(|error| html::refused(&error))
}

async fn show_page(
    door: &Door,
    username: &str,
    name: &str,
    asked: &Asked,
    headers: &HeaderMap,
) -> Result<Response, Error> {
    let caller = caller::of_page(&door.library, headers).await?;
    let shown = door.library.collection_by_serial(&caller.actor, serial(name)?).await?;
    let mut show = Show::new(door, caller.actor);
    let collection = show.bare_collection(&shown).await?;
    if elsewhere(&collection, username) {
        return Ok(Redirect::temporary(&collection.url).into_response());
    }
    let (number, length) = window(asked, TILES);
    let part = Part::numbered(length, u64::from(number - 1) * u64::from(length));
    let query = Query { parent: Parent::Top, ..in_order(&shown, part) };
    let page = door.library.entries_page(&caller.actor, query).await?;
    let pages = page.total.unwrap_or_default().div_ceil(u64::from(length)).max(1);
    let items = show.rows(&page.items).await?;
    let body = html::collection(&collection, &items, u64::from(number), pages);
    Ok(html::Page {
        title: &collection.name,
        body,
        feed: Some(format!("{}.rss", collection.url)),
        is_listed: collection.type_ == "global",
        is_open: collection.type_ != "private",
        files: Some(&door.links),
    }
    .into_response())
}

/// All that is in it, in its order.
fn in_order(shown: &Shown, part: Part) -> Query {
    let (sort, order) = sorting(&shown.collection.view);
    Query { sort, order, ..Query::of(shown.collection.id, part) }
}

/// The feed that programs read.
pub(super) async fn feed(
    door: &Door,
    username: &str,
    name: &str,
    format: Format,
    asked: &Asked,
    headers: &HeaderMap,
) -> Result<Response, Error> {
    let serial = name.parse().map_err(|_| Error::not_found("feed"))?;
    let caller = caller::of_feed(&door.library, headers, asked.key.as_deref(), Endpoint::Collection(serial)).await;
    let caller = caller.map_err(feed::unproven)?;
    let callback = feed::callback(asked.callback.as_deref(), &caller)?;
    let shown = door.library.collection_by_serial(&caller.actor, serial).await;
    let shown = shown.map_err(|error| feed::hidden(&caller, error))?;
    let collection = Show::new(door, caller.actor).bare_collection(&shown).await?;
    if elsewhere(&collection, username) {
        return Err(feed::hidden(&caller, library::Error::NotFound(library::Noun::Collection)));
    }
    written(door, &caller, &shown, collection, asked).await?.answer(format, callback)
}

async fn written(
    door: &Door,
    caller: &Caller,
    shown: &Shown,
    mut collection: Collection,
    asked: &Asked,
) -> Result<Feed, Error> {
    let (number, length) = window(asked, FED);
    let part = Part::numbered(length, u64::from(number - 1) * u64::from(length));
    let page = door.library.entries_page(&caller.actor, in_order(shown, part)).await?;
    let items = Show::new(door, caller.actor).rows(&page.items).await?;
    let total = page.total.unwrap_or_default();
    let is_last = u64::from(number) * u64::from(length) >= total;
    let value = |item| serde_json::to_value(item).map_err(library::Error::internal);
    collection.items = Some(items.iter().map(value).collect::<Result<Vec<Value>, _>>()?);
    Ok(Feed {
        title: collection.name.clone(),
        description: collection.description.clone().unwrap_or_default(),
        page: collection.url.clone(),
        address: format!("{}.rss", collection.url),
        author: collection.user_name.clone(),
        picture: collection.thumbnails.get("large").cloned(),
        updated: collection.updated_at.clone(),
        next: (!is_last).then(|| format!("{}.rss?page={}&per_page={length}", collection.url, number + 1)),
        total: Some(total),
        is_open: collection.type_ != "private",
        json: serde_json::to_value(&collection).map_err(library::Error::internal)?,
        items,
    })
}
