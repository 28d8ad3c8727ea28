//! A person's dashboard: its collections, how many there are, their order.

use axum::extract::State;
use axum::response::Response;
use axum::routing::get;
use axum::{Json, Router};
use library::Window;
use library::accounts::Account;
use library::collections::{Dashboard, DashboardSort, Status};
use library::ids::AccountId;
use library::page::Start;
use library::{Actor, Library};
use serde_json::{Value, json};

use super::{collections, listed};
use crate::auth::Caller;
use crate::error::Error;
use crate::parameters::Parameters;
use crate::show::Show;
use crate::state::Door;

pub(super) fn router() -> Router<Door> {
    Router::new()
        .route("/v1/collections", get(list).post(collections::create).put(order))
        .route("/v1/collections/count", get(count))
}

async fn list(State(door): State<Door>, Caller(actor): Caller, given: Parameters) -> Result<Response, Error> {
    let included = collections::included(&given)?;
    let statuses = statuses(&given)?;
    let sort = match given.filled("sort")?.as_deref() {
        None => DashboardSort::Position,
        Some("name") => DashboardSort::Name,
        Some("recent") => DashboardSort::Recent,
        Some(_) => return Err(Error::invalid("sort", "must be name or recent")),
    };
    let part = given.part()?;
    let offset = match part.start {
        Start::Offset(offset) => offset,
        Start::After(_) => 0,
    };
    let mut owner = None;
    if let Some(domain) = given.filled("domain")? {
        let Some(found) = account_at(&door.library, &actor, &domain).await? else {
            return Ok(listed(Vec::<Value>::new(), 0));
        };
        owner = Some(found);
    }
    if let Some(serial) = given.number("owner_id")? {
        let found = owner_of(&door.library, serial).await?.map(|account| account.id);
        if found.is_none() || owner.is_some_and(|owner| Some(owner) != found) {
            return Ok(listed(Vec::<Value>::new(), 0));
        }
        owner = found;
    }
    let query = Dashboard {
        user: actor.user,
        owner,
        owned: given.flag("owned")?,
        statuses,
        text: given.filled("q")?.unwrap_or_default(),
        sort,
        window: Window { limit: part.limit, offset },
    };
    let found = door.library.dashboard(&actor, query).await?;
    let mut show = Show::new(&door, actor);
    let mut rows = Vec::with_capacity(found.items.len());
    for shown in &found.items {
        rows.push(show.collection(shown, &included).await?);
    }
    Ok(listed(rows, found.total))
}

fn statuses(given: &Parameters) -> Result<Vec<Status>, Error> {
    let status = |word: &String| match word.as_str() {
        "active" => Ok(Status::Active),
        "archived" => Ok(Status::Archived),
        "highlighted" => Ok(Status::Highlighted),
        _ => Err(Error::invalid("status", "must be active, archived or highlighted")),
    };
    given.words("status")?.unwrap_or_default().iter().map(status).collect()
}

/// The account that a dashboard's domain means: `<username>.<host>`, or a domain of one's own.
pub(super) async fn account_at(library: &Library, actor: &Actor, domain: &str) -> Result<Option<AccountId>, Error> {
    for (account, _) in library.accounts_of(actor.user).await? {
        let custom = library.profile(account.id).await?.details.get("custom_domain").cloned();
        if custom.is_some_and(|custom| custom.eq_ignore_ascii_case(domain)) {
            return Ok(Some(account.id));
        }
    }
    let name = domain.split('.').next().unwrap_or_default();
    match library.account_by_name(name).await {
        Ok(account) => Ok(Some(account.id)),
        Err(library::Error::NotFound(_)) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// The account of a person's or a team's number.
pub(super) async fn owner_of(library: &Library, serial: i64) -> Result<Option<Account>, Error> {
    match library.user_by_serial(serial).await {
        Ok(user) => {
            let accounts = library.accounts_of(user.id).await?;
            Ok(accounts.into_iter().map(|(account, _)| account).find(|account| account.own_of == Some(user.id)))
        }
        Err(library::Error::NotFound(_)) => match library.account_by_serial(serial).await {
            Ok(account) => Ok(Some(account)),
            Err(library::Error::NotFound(_)) => Ok(None),
            Err(error) => Err(error.into()),
        },
        Err(error) => Err(error.into()),
    }
}

async fn count(State(door): State<Door>, Caller(actor): Caller) -> Result<Json<Value>, Error> {
    let counts = door.library.dashboard_counts(&actor).await?;
    Ok(Json(json!({
        "active": counts.active, "archived": counts.archived, "highlighted": counts.highlighted,
        "owned": counts.owned, "total": counts.active + counts.archived,
    })))
}

async fn order(State(door): State<Door>, Caller(actor): Caller, given: Parameters) -> Result<Response, Error> {
    let mut ids = Vec::new();
    let mut found = Vec::new();
    for serial in given.required_numbers("order")? {
        let shown = door.library.collection_by_serial(&actor, serial).await?;
        ids.push(shown.collection.id);
    }
    door.library.order_dashboard(&actor, &ids).await?;
    let mut show = Show::new(&door, actor);
    for id in ids {
        let shown = door.library.collection_shown(&actor, id).await?;
        found.push(show.collection(&shown, &crate::show::Included::default()).await?);
    }
    Ok(super::all(found))
}
