//! Rows of several kinds: what is found by words, and what happened lately.

use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;
use library::Window;
use library::collections::{Dashboard, DashboardSort, Status};
use library::page::{Part, Start};
use serde_json::Value;

use super::{collections, listed, lists};
use crate::auth::Caller;
use crate::error::Error;
use crate::parameters::Parameters;
use crate::show::Show;
use crate::state::Door;

/// How far back rows of several kinds can be paged.
const DEEPEST: u64 = 10_000;

pub(super) fn router() -> Router<Door> {
    Router::new().route("/v1/search", get(search)).route("/v1/activity", get(activity))
}

/// A part of lists that stand one after another.
struct Slice {
    offset: u64,
    limit: u64,
}

impl Slice {
    fn of(part: &Part) -> Self {
        let offset = match part.start {
            Start::Offset(offset) => offset,
            Start::After(_) => 0,
        };
        Self { offset, limit: u64::from(part.limit) }
    }

    /// What is wanted of the next list: at least one row is read, so that its length is known.
    fn window(&self) -> Part {
        Part::numbered(self.limit.max(1) as u32, self.offset)
    }

    /// Goes on behind a list of which so many rows were taken.
    fn pass(&mut self, total: u64, taken: usize) {
        self.offset = self.offset.saturating_sub(total);
        self.limit = self.limit.saturating_sub(taken as u64);
    }
}

/// Collections, then items, then comments.
async fn search(State(door): State<Door>, Caller(actor): Caller, given: Parameters) -> Result<Response, Error> {
    let text = given.required("q")?;
    let included = collections::included(&given)?;
    let mut slice = Slice::of(&given.part()?);
    let mut show = Show::new(&door, actor);
    let query = Dashboard {
        user: actor.user,
        owner: None,
        owned: None,
        statuses: vec![Status::Active, Status::Archived],
        text: text.clone(),
        sort: DashboardSort::Position,
        window: Window { limit: slice.window().limit, offset: slice.offset },
    };
    let found = door.library.dashboard(&actor, query).await?;
    let (mut rows, mut total) = (Vec::new(), found.total);
    for shown in found.items.iter().take(slice.limit as usize) {
        let row = serde_json::to_value(show.collection(shown, &included).await?).map_err(library::Error::internal)?;
        rows.push(typed(row, "collection"));
    }
    slice.pass(found.total, rows.len());
    let items = lists::newest(library::entries::Query { text: text.clone(), ..lists::blank(slice.window()) });
    let mut items = door.library.entries_page(&actor, items).await?;
    items.items.truncate(slice.limit as usize);
    total += items.total.unwrap_or_default();
    slice.pass(items.total.unwrap_or_default(), items.items.len());
    rows.extend(show.items(&items.items).await?);
    let comments = door.library.comments_seen(&actor, &text, &slice.window()).await?;
    total += comments.total.unwrap_or_default();
    for comment in comments.items.iter().take(slice.limit as usize) {
        rows.push(typed(show.comment(comment).await?, "comment"));
    }
    Ok(listed(rows, total))
}

/// A row that says what it is; a collection's privacy is then elsewhere.
fn typed(mut row: Value, what: &str) -> Value {
    if what == "collection" {
        row["privacy"] = row["type"].take();
    }
    row["type"] = what.into();
    row
}

/// New items and comments, newest first.
async fn activity(State(door): State<Door>, Caller(actor): Caller, given: Parameters) -> Result<Response, Error> {
    let slice = Slice::of(&given.part()?);
    let end = slice.offset + slice.limit;
    if end > DEEPEST {
        return Err(Error::invalid("page", &format!("must not go beyond the newest {DEEPEST} rows")));
    }
    let part = Part::numbered(end as u32, 0);
    let mut show = Show::new(&door, actor);
    let items = door.library.entries_page(&actor, lists::newest(lists::blank(part.clone()))).await?;
    let comments = door.library.comments_seen(&actor, "", &part).await?;
    let total = items.total.unwrap_or_default() + comments.total.unwrap_or_default();
    let mut rows: Vec<(library::Time, Result<_, _>)> = Vec::new();
    rows.extend(items.items.into_iter().map(|row| (row.0.created_at, Ok(row))));
    rows.extend(comments.items.into_iter().map(|comment| (comment.created_at, Err(comment))));
    rows.sort_by_key(|(time, _)| std::cmp::Reverse(*time));
    let mut shown = Vec::new();
    for (_, row) in rows.into_iter().skip(slice.offset as usize).take(slice.limit as usize) {
        match row {
            Ok(item) => shown.extend(show.items(&[item]).await?),
            Err(comment) => shown.push(typed(show.comment(&comment).await?, "comment")),
        }
    }
    Ok(listed(shown, total))
}
