//! One collection: making it, looking at it, changing and removing it.

use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::get;
use axum::{Json, Router};
use library::accounts::Account;
use library::collections::{Changes, Invitee, NewCollection, Shown, StandingChanges, View};
use library::{Actor, Order};
use serde_json::{Value, json};

use super::{covers, dashboard, gone, made, number};
use crate::auth::{Caller, Reader};
use crate::error::Error;
use crate::parameters::Parameters;
use crate::routes::lists;
use crate::show::{Included, Show, privacy};
use crate::state::Door;

/// What the items of a collection can be sorted by.
const SORTS: [&str; 6] = ["created_at", "updated_at", "name", "type", "size", "reactions"];
const VIEWS: [&str; 4] = ["tile", "shelf", "flow", "list"];

pub(super) fn router() -> Router<Door> {
    Router::new()
        .route("/v1/collections/{id}", get(retrieve).put(update).delete(delete))
        .route("/v1/collections/{id}/tags", get(tags))
}

/// What rows are to bring along, by `include[]` and the parameters of items.
pub(super) fn included(given: &Parameters) -> Result<Included, Error> {
    let items = if given.includes("items")? { Some(lists::included_items(given)?) } else { None };
    Ok(Included { users: given.includes("users")?, items })
}

/// How a collection is to be shown, given how it is; `None` where nothing is said of it.
pub(super) fn view(given: &Parameters, before: &View, sorts: &[&str]) -> Result<Option<View>, Error> {
    let one_of = |name: &str, word: Option<String>, words: &[&str]| match word {
        Some(word) if !word.is_empty() && !words.contains(&word.as_str()) => {
            Err(Error::invalid(name, &format!("must be one of {}", words.join(", "))))
        }
        word => Ok(word),
    };
    let sort = one_of("sort_by", given.settable("sort_by")?, sorts)?;
    let order = one_of("sort_order", given.settable("sort_order")?, &["asc", "desc"])?;
    let mode = one_of("view_mode", given.settable("view_mode")?, &VIEWS)?;
    let labels = given.flag("labels")?;
    if sort.is_none() && order.is_none() && mode.is_none() && labels.is_none() {
        return Ok(None);
    }
    let order = order.map(|word| if word == "desc" { Order::Descending } else { Order::Ascending });
    Ok(Some(View {
        sort: sort.unwrap_or_else(|| before.sort.clone()),
        order: order.unwrap_or(before.order),
        mode: mode.unwrap_or_else(|| before.mode.clone()),
        labels: labels.unwrap_or(before.labels),
    }))
}

/// One of the caller's accounts, by the number of the person or team that it is.
async fn own_account(door: &Door, actor: &Actor, serial: i64) -> Result<Account, Error> {
    let refused = || Error::invalid("user_id", "is neither you nor a team of yours");
    let account = dashboard::owner_of(&door.library, serial).await?.ok_or_else(refused)?;
    let mut own = door.library.accounts_of(actor.user).await?.into_iter();
    own.find(|(candidate, _)| candidate.id == account.id).map(|(account, _)| account).ok_or_else(refused)
}

pub(super) async fn create(
    State(door): State<Door>,
    Caller(actor): Caller,
    given: Parameters,
) -> Result<Response, Error> {
    let library = &door.library;
    let included = included(&given)?;
    let new = NewCollection {
        name: given.required("name")?,
        description: given.text("description")?.unwrap_or_default(),
        privacy: given.filled("type")?.map_or(Ok(library::things::Privacy::Private), |word| privacy(&word))?,
        catalog: None,
        view: view(&given, &View::default(), &SORTS)?.unwrap_or_default(),
        archived: given.flag("archived")?.unwrap_or(false),
    };
    let highlighted = given.flag("highlighted")?.unwrap_or(false);
    let owner = match given.number("user_id")? {
        Some(serial) => {
            let account = own_account(&door, &actor, serial).await?;
            library.act_as(actor.user, Some(account.id)).await?.as_person()
        }
        None => actor,
    };
    let invited = given.numbers("users")?.unwrap_or_default();
    for serial in &invited {
        if dashboard::owner_of(library, *serial).await?.is_none() {
            return Err(Error::invalid("users", &format!("names nobody here: {serial}")));
        }
    }
    let cover = covers::read(&door, &given).await?;
    let id = library.create_collection(&owner, new).await?.id;
    let finished = async {
        if let Some(cover) = cover {
            covers::put(&door, &owner, id, cover).await?;
        }
        for serial in invited {
            match library.share_collection(&owner, id, &Invitee::Serial(serial)).await {
                // Who owns it or was named twice is there already.
                Ok(_) | Err(library::Error::Conflict(_)) => {}
                Err(error) => return Err(Error::from(error)),
            }
        }
        Ok(library
            .note_standing(&owner, id, StandingChanges { highlighted: Some(highlighted), accessed: false })
            .await?)
    };
    match finished.await {
        Ok(_) => {}
        Err(error) => {
            // All or nothing.
            library.delete_collection(&owner, id).await?;
            return Err(error);
        }
    }
    let shown = library.collection_shown(&actor, id).await?;
    Ok(made(Show::new(&door, actor).collection(&shown, &included).await?))
}

async fn retrieve(
    State(door): State<Door>,
    reader: Reader,
    Path(id): Path<String>,
    given: Parameters,
) -> Result<Response, Error> {
    let actor = reader.0;
    let included = included(&given)?;
    let mut shown = door.library.collection_by_serial(&actor, number(&id, "collection")?).await?;
    if let Some(domain) = given.filled("domain")?
        && dashboard::account_at(&door.library, &actor, &domain).await? != Some(shown.collection.account)
    {
        return Err(Error::not_found("collection"));
    }
    if given.flag("log_access")?.unwrap_or(false) && !reader.is_stranger() {
        let changes = StandingChanges { highlighted: None, accessed: true };
        shown = door.library.note_standing(&actor, shown.collection.id, changes).await?;
    }
    let row = Show::new(&door, actor).collection(&shown, &included).await?;
    let total = shown.collection.entries() - shown.collection.stacks;
    // How many items there are, for whoever pages through them.
    let header = [(super::TOTAL, axum::http::HeaderValue::from(total))];
    Ok(axum::response::IntoResponse::into_response((header, Json(row))))
}

async fn update(
    State(door): State<Door>,
    Caller(actor): Caller,
    Path(id): Path<String>,
    given: Parameters,
) -> Result<Response, Error> {
    let library = &door.library;
    let included = included(&given)?;
    let shown = library.collection_by_serial(&actor, number(&id, "collection")?).await?;
    let account = match given.number("user_id")? {
        Some(serial) => Some(own_account(&door, &actor, serial).await?.id),
        None => None,
    };
    let cover = covers::read(&door, &given).await?;
    let changes = Changes {
        name: given.settable("name")?,
        description: given.settable("description")?,
        privacy: given.filled("type")?.map(|word| privacy(&word)).transpose()?,
        view: view(&given, &shown.collection.view, &SORTS)?,
        cover: None,
        archived: given.flag("archived")?,
        account,
    };
    let highlighted = given.flag("highlighted")?;
    let id = shown.collection.id;
    if cover.is_some() || changes_anything(&changes) {
        library.change_collection(&actor, id, changes).await?;
    }
    if let Some(cover) = cover {
        covers::put(&door, &actor, id, cover).await?;
    }
    let shown = library.note_standing(&actor, id, StandingChanges { highlighted, accessed: false }).await?;
    let shown = Shown { collection: library.collection_shown(&actor, id).await?.collection, ..shown };
    Ok(axum::response::IntoResponse::into_response(Json(Show::new(&door, actor).collection(&shown, &included).await?)))
}

/// Whether there is more to change than what the caller alone sees.
fn changes_anything(changes: &Changes) -> bool {
    changes.name.is_some()
        || changes.description.is_some()
        || changes.privacy.is_some()
        || changes.view.is_some()
        || changes.archived.is_some()
        || changes.account.is_some()
}

async fn delete(State(door): State<Door>, Caller(actor): Caller, Path(id): Path<String>) -> Result<Json<Value>, Error> {
    let shown = door.library.collection_by_serial(&actor, number(&id, "collection")?).await?;
    shown.permissions.require(shown.permissions.delete)?;
    door.library.empty_collection(&actor, shown.collection.id).await?;
    door.library.delete_collection(&actor, shown.collection.id).await?;
    Ok(gone("Collection deleted"))
}

async fn tags(State(door): State<Door>, Reader(actor): Reader, Path(id): Path<String>) -> Result<Response, Error> {
    let shown = door.library.collection_by_serial(&actor, number(&id, "collection")?).await?;
    let tags = door.library.collection_tags(&actor, shown.collection.id).await?;
    let rows = tags.into_iter().map(|(name, count)| json!({"items_total_count": count, "name": name}));
    Ok(super::all(rows.collect::<Vec<Value>>()))
}
