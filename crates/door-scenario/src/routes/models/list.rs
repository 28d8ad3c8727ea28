//! Listing models.

use axum::Json;
use axum::extract::State;
use library::ids::CollectionId;
use library::items::{Attribute, Condition, Form, Item, Query, Scope, Sort, Test};
use library::page::{Cursor, Start};
use library::things::Privacy;

use crate::auth::Reader;
use crate::error::Error;
use crate::ids;
use crate::query::{Parameters, token};
use crate::routes::{assets, collections};
use crate::state::Door;
use crate::translate::model;
use crate::wire::Models;

pub(crate) async fn list(
    State(door): State<Door>,
    Reader(actor): Reader,
    parameters: Parameters,
) -> Result<Json<Models>, Error> {
    let part = parameters.part(100, 500)?;
    let wanted = wanted(&parameters)?;
    let privacy = match parameters.text("privacy").map(Privacy::from_name) {
        Some(None) => return Err(Error::invalid("privacy", "must be private, public or unlisted")),
        Some(privacy) => privacy,
        None => None,
    };
    let (scope, privacies) = match (&actor, privacy) {
        (None, _) | (Some(_), Some(Privacy::Public)) => (Scope::Public, Vec::new()),
        (Some(actor), privacy) => (Scope::Account(actor.account), privacy.into_iter().collect()),
    };
    let mut query = Query { forms: vec![Form::Model], privacies, ..Query::all(scope, part) };
    assets::sorted(&parameters, &mut query)?;
    query.collection = parameters.text("collectionId").map(collections::id).transpose()?;
    let places = parameters.list("collectionIds");
    if !places.is_empty() {
        let read = |given: &String| ids::read::<CollectionId>(ids::COLLECTION, given).map(|id| id.to_string());
        let among = Test::OneOf(places.iter().filter_map(read).collect());
        query.condition = Some(Condition::Is(Attribute::Collections, among));
    }
    query.tags = parameters.list("tags");
    if wanted.status.as_deref() == Some("deleted") {
        if actor.is_none() {
            return Err(Error::forbidden("deleted models are listed for their project only"));
        }
        (query.trashed, query.sort) = (true, Sort::Trashed);
    }
    // Clients take an empty page for the end of the list: read on until something fits.
    loop {
        let page = match &actor {
            Some(actor) => door.library.items(actor, query.clone()).await?,
            None => door.library.open_items(query.clone()).await?,
        };
        let fitting: Vec<Item> = page.items.into_iter().filter(|item| wanted.fits(item)).collect();
        let next: Option<Cursor> = page.next;
        match (fitting.is_empty(), next) {
            (true, Some(next)) => query.part.start = Start::After(next),
            (_, next) => {
                let models = model::some(&door, actor.as_ref(), &fitting).await?;
                return Ok(Json(Models { models, next_pagination_token: next.as_ref().map(token) }));
            }
        }
    }
}

/// What the library does not look at.
struct Wanted {
    status: Option<String>,
    types: Vec<String>,
}

fn wanted(parameters: &Parameters) -> Result<Wanted, Error> {
    const STATUSES: [&str; 5] = ["new", "training", "trained", "failed", "deleted"];
    let status = parameters.text("status").map(str::to_owned);
    if status.as_deref().is_some_and(|status| !STATUSES.contains(&status)) {
        return Err(Error::invalid("status", "must be new, training, trained, failed or deleted"));
    }
    let types = assets::types(parameters)?;
    Ok(Wanted { status, types })
}

impl Wanted {
    fn fits(&self, item: &Item) -> bool {
        let status = self.status.as_deref().filter(|status| *status != "deleted");
        let is_of_status = status.is_none_or(|status| status == model::status(item));
        is_of_status && (self.types.is_empty() || self.types.iter().any(|known| known == model::base(item)))
    }
}
