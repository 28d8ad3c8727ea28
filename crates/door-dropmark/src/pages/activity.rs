//! What is new on the dashboard of a person or a team, for those who may open it.

use axum::http::HeaderMap;
use axum::response::Response;
use library::Order;
use library::entries::{Owner, Query, Sort};
use library::ids::CollectionId;
use library::page::Part;
use serde_json::Value;

use super::caller::{self, By};
use super::feed::{self, Feed, Format};
use super::keys::Endpoint;
use super::{Asked, missing, window};
use crate::error::Error;
use crate::show::{Show, dashboard_path, date};
use crate::state::Door;

/// Items when nothing is said.
const FED: u32 = 100;

/// The newest items of that dashboard's collections, among those that the caller works in.
pub(super) async fn feed(
    door: &Door,
    username: &str,
    format: Format,
    asked: &Asked,
    headers: &HeaderMap,
) -> Result<Response, Error> {
    if matches!(format, Format::Csv | Format::Pls) {
        return Err(missing("feed"));
    }
    let library = &door.library;
    let account = match library.account_by_name(username).await {
        Ok(account) => Some(account),
        Err(library::Error::NotFound(_)) => None,
        Err(error) => return Err(error.into()),
    };
    // A number that nobody has, so that it makes no difference whether there is such a dashboard.
    let endpoint = Endpoint::Activity(account.as_ref().map_or(0, |account| account.serial));
    let caller = caller::of_feed(library, headers, asked.key.as_deref(), endpoint).await.map_err(feed::unproven)?;
    let callback = feed::callback(asked.callback.as_deref(), &caller)?;
    let Some(account) = account.filter(|_| caller.by != By::Nothing) else {
        return Err(feed::hidden(&caller, library::Error::NotFound(library::Noun::Account)));
    };
    let (number, length) = window(asked, FED);
    let part = Part::numbered(length, u64::from(number - 1) * u64::from(length));
    let query = Query {
        collection: None,
        owner: Owner::Is(account.id),
        sort: Sort::Created,
        order: Order::Descending,
        ..Query::of(CollectionId::new(), part)
    };
    let page = library.entries_page(&caller.actor, query).await?;
    let items = Show::new(door, caller.actor).rows(&page.items).await?;
    let value = |item| serde_json::to_value(item).map_err(library::Error::internal);
    let json: Vec<Value> = items.iter().map(value).collect::<Result<_, _>>()?;
    let base = door.links.absolute(&dashboard_path(&account.name));
    let is_last = u64::from(number) * u64::from(length) >= page.total.unwrap_or_default();
    let feed = Feed {
        title: format!("New in {}", account.name),
        description: String::new(),
        page: door.links.absolute("/"),
        address: format!("{base}/activity.rss"),
        author: account.name,
        picture: None,
        updated: items.first().map_or_else(|| date(account.created_at), |item| item.created_at.clone()),
        next: (!is_last).then(|| format!("{base}/activity.rss?page={}&per_page={length}", number + 1)),
        total: page.total,
        is_open: false,
        json: Value::from(json),
        items,
    };
    feed.answer(format, callback)
}
