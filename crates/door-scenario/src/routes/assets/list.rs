//! Listing assets: every filter.

use axum::Json;
use axum::extract::State;
use library::items::{Attribute, Condition, Form, Query, Scope, Sort, Test};
use library::things::Privacy;
use library::{Actor, Order};

use crate::auth::Reader;
use crate::error::Error;
use crate::ids;
use crate::query::{Parameters, token};
use crate::routes::{Kind, collections};
use crate::state::Door;
use crate::translate::{asset, media};
use crate::wire::Assets;

/// What may go along with `deleted`.
const WITH_DELETED: [&str; 5] = ["projectId", "teamId", "pageSize", "paginationToken", "originalAssets"];
/// Filters, sorting included.
const FILTERS: [&str; 17] = [
    "authorId",
    "collectionId",
    "createdAfter",
    "createdBefore",
    "inferenceId",
    "modelId",
    "parentAssetId",
    "privacy",
    "rootAssetId",
    "sortBy",
    "sortDirection",
    "tags",
    "type",
    "types",
    "updatedAfter",
    "updatedBefore",
    "deleted",
];

pub(crate) async fn list(
    State(door): State<Door>,
    Reader(actor): Reader,
    parameters: Parameters,
) -> Result<Json<Assets>, Error> {
    let query = query(&parameters, actor.as_ref())?;
    let page = match (&actor, query) {
        (_, None) => return Ok(Json(Assets { assets: Vec::new(), next_pagination_token: None })),
        (Some(actor), Some(query)) => door.library.items(actor, query).await?,
        (None, Some(query)) => door.library.open_items(query).await?,
    };
    let assets = asset::all(&door, actor.as_ref(), &page.items).await?;
    Ok(Json(Assets { assets, next_pagination_token: page.next.as_ref().map(token) }))
}

/// What is asked for; `None` for what nothing here is.
fn query(parameters: &Parameters, actor: Option<&Actor>) -> Result<Option<Query>, Error> {
    let part = parameters.part(50, 100)?;
    let privacy = parameters.text("privacy").map(privacy).transpose()?;
    let (scope, privacies) = match (actor, privacy) {
        (None, _) | (Some(_), Some(Privacy::Public)) => (Scope::Public, Vec::new()),
        (Some(actor), privacy) => (Scope::Account(actor.account), privacy.into_iter().collect()),
    };
    let mut query = Query { forms: asset::FORMS.to_vec(), privacies, ..Query::all(scope, part) };
    if parameters.flag("deleted")? {
        let strange = FILTERS
            .iter()
            .find(|name| **name != "deleted" && !WITH_DELETED.contains(name) && parameters.text(name).is_some());
        if let Some(name) = strange {
            return Err(Error::invalid(name, "cannot be combined with deleted"));
        }
        if actor.is_none() {
            return Err(Error::forbidden("deleted assets are listed for their project only"));
        }
        return Ok(Some(Query { trashed: true, hidden: true, sort: Sort::Trashed, ..query }));
    }
    sorted(parameters, &mut query)?;
    let types = types(parameters)?;
    if !types.is_empty() {
        query.condition = Some(Condition::Any(types.iter().filter_map(|word| of_type(word)).collect()));
    }
    // Nothing here was made by a model or an inference.
    let is_made = ["inferenceId", "modelId"].iter().any(|name| parameters.text(name).is_some());
    if is_made {
        return Ok(None);
    }
    query.collection = parameters.text("collectionId").map(collections::id).transpose()?;
    query.parent = match parameters.text("parentAssetId").or(parameters.text("rootAssetId")) {
        None => None,
        Some(given) => match Kind::Asset.read(given) {
            Some(id) => Some(id),
            None => return Ok(None),
        },
    };
    query.author = match parameters.text("authorId") {
        None => None,
        Some(given) => match ids::read(ids::USER, given) {
            Some(id) => Some(id),
            None => return Ok(None),
        },
    };
    query.tags = parameters.list("tags");
    Ok(Some(query))
}

fn privacy(given: &str) -> Result<Privacy, Error> {
    Privacy::from_name(given).ok_or_else(|| Error::invalid("privacy", "must be private, public or unlisted"))
}

/// Order and windows of time; a window goes with the order by the same date.
pub(crate) fn sorted(parameters: &Parameters, query: &mut Query) -> Result<(), Error> {
    query.sort = match parameters.text("sortBy") {
        // Nothing has a score: the newest come first.
        None | Some("createdAt" | "score") => Sort::Created,
        Some("updatedAt") => Sort::Updated,
        Some(_) => return Err(Error::invalid("sortBy", "must be createdAt or updatedAt")),
    };
    query.order = match parameters.text("sortDirection") {
        None | Some("desc") => Order::Descending,
        Some("asc") => Order::Ascending,
        Some(_) => return Err(Error::invalid("sortDirection", "must be asc or desc")),
    };
    query.created.after = parameters.time("createdAfter")?;
    query.created.before = parameters.time("createdBefore")?;
    query.updated.after = parameters.time("updatedAfter")?;
    query.updated.before = parameters.time("updatedBefore")?;
    let given = |names: [&'static str; 2]| names.into_iter().find(|name| parameters.text(name).is_some());
    let (strange, wanted) = match query.sort {
        Sort::Updated => (given(["createdAfter", "createdBefore"]), "createdAt"),
        _ => (given(["updatedAfter", "updatedBefore"]), "updatedAt"),
    };
    match strange {
        None => Ok(()),
        Some(name) => Err(Error::invalid(name, &format!("needs sortBy={wanted}"))),
    }
}

pub(crate) fn types(parameters: &Parameters) -> Result<Vec<String>, Error> {
    let (one, many) = (parameters.text("type"), parameters.list("types"));
    match (one, many.is_empty()) {
        (Some(_), false) => Err(Error::invalid("types", "cannot be given together with type")),
        (Some(one), true) => Ok(vec![one.to_owned()]),
        (None, _) => Ok(many),
    }
}

/// Assets of this type; `None` for types that need a model, of which there are none.
pub(crate) fn of_type(word: &str) -> Option<Condition> {
    let canvas = || Condition::Is(Attribute::MediaType, Test::OneOf(vec![media::CANVAS.to_owned()]));
    let forms: &[Form] = match word {
        "canvas" => return Some(canvas()),
        "uploaded" => &[Form::Image, Form::Mockup, Form::Document, Form::Other],
        "uploaded-video" => &[Form::Video],
        "uploaded-audio" => &[Form::Audio],
        "uploaded-text" => &[Form::Text, Form::Note],
        "uploaded-3d" => &[Form::Solid],
        _ => return None,
    };
    let names = forms.iter().map(|form| form.name().to_owned()).collect();
    let is_form = Condition::Is(Attribute::Form, Test::OneOf(names));
    Some(Condition::All(vec![is_form, Condition::Not(Box::new(canvas()))]))
}
