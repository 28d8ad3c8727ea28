//! Models: their records. Nothing here trains or runs them.

mod list;
mod pictures;
mod presets;
mod words;

use std::collections::BTreeMap;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::{delete, get, post, put};
use axum::{Json, Router};
use library::entries::{Duplicates, NewEntries, Place};
use library::ids::ThingId;
use library::items::{Changes, Given, Model, NewItem, Skipped};

use super::assets::{places, project, tagged};
use super::{Kind, downloads, things};
use crate::auth::{Caller, Reader};
use crate::body::Body;
use crate::error::Error;
use crate::ids;
use crate::state::Door;
use crate::translate::model::{self, detail};
use crate::wire::{
    CopyModel, Done, ModelChanges, ModelName, Models, ModelsWanted, NewModel, OneModel, TagChanges, TagsChanged,
    Thumbnail, Transfer,
};

type Answer = Result<Json<OneModel>, Error>;

/// The most that one call shows.
const SHOWN: usize = 200;

pub(crate) fn router() -> Router<Door> {
    Router::new()
        .route("/v1/models", get(list::list).post(create))
        .route("/v1/models/get-bulk", post(get_bulk))
        .route("/v1/models/{model}", get(retrieve).put(update).delete(remove))
        .route("/v1/models/{model}/restore", post(restore))
        .route("/v1/models/{model}/copy", post(copy))
        .route("/v1/models/{model}/download", post(downloads::model))
        .route("/v1/models/{model}/transfer", post(transfer))
        .route("/v1/models/{model}/presets", get(presets::list).post(presets::create))
        .route("/v1/models/{model}/presets/{preset}", put(presets::update).delete(presets::delete))
        .route("/v1/models/{model}/tags", put(update_tags))
        .route("/v1/models/{model}/description", get(words::description).put(words::set_description))
        .route("/v1/models/{model}/prompt-guide", get(words::prompt_guide).put(words::set_prompt_guide))
        .route("/v1/models/{model}/examples", get(pictures::examples).put(pictures::set_examples))
        .route("/v1/models/{model}/images", delete(pictures::forget))
        .route("/v1/models/{model}/training-images", post(pictures::add))
        .route("/v1/models/{model}/training-images/pairs", put(pictures::pairs))
        .route("/v1/models/{model}/training-images/{image}", put(pictures::replace).delete(pictures::remove))
}

fn base(given: &str) -> Result<String, Error> {
    if model::TYPES.contains(&given) { Ok(given.to_owned()) } else { Err(Error::invalid("type", "is not known")) }
}

/// What is kept as text.
fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_value(value).unwrap_or_default().to_string()
}

async fn create(State(door): State<Door>, Caller(actor): Caller, Body(body): Body<NewModel>) -> Answer {
    let places = places(&door, &actor, body.collection_ids.as_deref(), "collectionIds").await?;
    let mut details = BTreeMap::new();
    details.insert(detail::TYPE.to_owned(), base(body.base.as_deref().unwrap_or(model::USUAL_TYPE))?);
    if let Some(slug) = body.class_slug {
        details.insert(detail::CLASS.to_owned(), slug);
    }
    if let Some(concepts) = body.concepts {
        details.insert(detail::CONCEPTS.to_owned(), json(&concepts));
    }
    let name = body.name.unwrap_or_else(|| "New model".to_owned());
    let new = NewItem {
        description: body.short_description.unwrap_or_default(),
        details,
        ..NewItem::new(name, Given::Model(Model::default(), None))
    };
    let item = door.library.create_item(&actor, new).await?;
    for place in places {
        let new = NewEntries { things: vec![item.thing.id], place: Place::Last, duplicates: Duplicates::Skip };
        door.library.add_entries(&actor, place, new).await?;
    }
    Ok(Json(model::one(&door, Some(&actor), &item).await?))
}

async fn retrieve(State(door): State<Door>, Reader(actor): Reader, Path(given): Path<String>) -> Answer {
    let item = if let Some(actor) = &actor {
        Kind::Model.find(&door, actor, &given).await?
    } else {
        let open = door.library.open_item(Kind::Model.id(&given)?).await;
        open.ok().filter(|item| Kind::Model.is(item)).ok_or_else(|| Error::not_found("model"))?
    };
    Ok(Json(model::one(&door, actor.as_ref(), &item).await?))
}

async fn update(
    State(door): State<Door>,
    Caller(actor): Caller,
    Path(given): Path<String>,
    Body(body): Body<ModelChanges>,
) -> Answer {
    let item = Kind::Model.own(&door, &actor, &given).await?;
    let mut details: BTreeMap<String, Option<String>> = BTreeMap::new();
    if let Some(given) = body.base {
        let given = base(&given)?;
        if given != model::base(&item) && model::status(&item) != "new" {
            return Err(Error::invalid("type", "may be changed only while the model is new"));
        }
        details.insert(detail::TYPE.to_owned(), Some(given));
    }
    if body.parameters.as_ref().and_then(Option::as_ref).is_some_and(|given| !given.is_object()) {
        return Err(Error::invalid("parameters", "must be an object"));
    }
    if let Some(thumbnail) = body.thumbnail {
        if let Some(given) = &thumbnail {
            let named = things(&door, &actor, Kind::Asset, "thumbnail", std::slice::from_ref(given)).await?;
            let seen = door.library.items_by_id(&actor, &named).await?;
            if seen.is_empty() {
                return Err(Error::invalid("thumbnail", "does not name any asset"));
            }
        }
        details.insert(detail::THUMBNAIL.to_owned(), thumbnail);
    }
    for (name, words) in [
        (detail::CLASS, body.class_slug),
        (detail::EPOCH, body.epoch),
        (detail::PROMPT_EMBEDDING, body.prompt_embedding),
        (detail::NEGATIVE_PROMPT_EMBEDDING, body.negative_prompt_embedding),
        (detail::CONCEPTS, body.concepts.map(|given| given.map(|list| json(&list)))),
        (detail::PARAMETERS, body.parameters.map(|given| given.map(|value| value.to_string()))),
    ] {
        if let Some(words) = words {
            details.insert(name.to_owned(), words);
        }
    }
    let changes = Changes { name: body.name, description: body.short_description, details, ..Changes::default() };
    let item = door.library.change_item(&actor, item.thing.id, changes).await?;
    Ok(Json(model::one(&door, Some(&actor), &item).await?))
}

async fn remove(
    State(door): State<Door>,
    Caller(actor): Caller,
    Path(given): Path<String>,
) -> Result<Json<Done>, Error> {
    let item = Kind::Model.own(&door, &actor, &given).await?;
    door.library.trash_items(&actor, &[item.thing.id]).await?;
    Ok(Json(Done {}))
}

/// Takes a model out of the trash, bare of tags and collections.
async fn restore(State(door): State<Door>, Caller(actor): Caller, Path(given): Path<String>) -> Answer {
    let id = Kind::Model.id(&given)?;
    let done = door.library.restore_items(&actor, &[id], false).await?;
    match done.skipped.first() {
        None => {}
        Some((_, Skipped::NotFound)) => return Err(Error::not_found("model")),
        Some((_, Skipped::NotTrashed)) => return Err(Error::invalid("", "this model is not deleted")),
        Some((_, Skipped::Expired)) => {
            return Err(Error::new(StatusCode::GONE, "this model was deleted more than 30 days ago"));
        }
    }
    let item = Kind::Model.find(&door, &actor, &given).await?;
    Ok(Json(model::one(&door, Some(&actor), &item).await?))
}

async fn copy(
    State(door): State<Door>,
    Caller(actor): Caller,
    Path(given): Path<String>,
    Body(body): Body<CopyModel>,
) -> Answer {
    let item = Kind::Model.find(&door, &actor, &given).await?;
    let mut copy = door.library.copy(&actor, item.thing.id, None).await?;
    // Pictures stay with their project; those to be trained on come along when asked for.
    let is_foreign = item.thing.account != actor.account;
    let examples: Option<&[ThingId]> = (is_foreign || !body.copy_examples.unwrap_or(true)).then_some(&[]);
    let training: Option<&[ThingId]> = (is_foreign || !body.copy_as_trained.unwrap_or(false)).then_some(&[]);
    if examples.is_some() || training.is_some() {
        copy = door.library.set_model_pictures(&actor, copy.thing.id, examples, training).await?;
    }
    Ok(Json(model::one(&door, Some(&actor), &copy).await?))
}

/// Gives a model to another project of the caller's, as a new one without pictures: they stay where they are.
async fn transfer(
    State(door): State<Door>,
    Caller(actor): Caller,
    Path(given): Path<String>,
    Body(body): Body<Transfer>,
) -> Answer {
    let item = Kind::Model.own(&door, &actor, &given).await?;
    let there = project(&door, &actor, &body.destination_project_id).await?;
    if there.account == actor.account {
        return Err(Error::invalid("destinationProjectId", "is the project that the model is in"));
    }
    let moved = door.library.transfer_item(&actor, item.thing.id, there.account).await?;
    let moved = door.library.set_model_pictures(&there, moved.thing.id, Some(&[]), Some(&[])).await?;
    Ok(Json(model::one(&door, Some(&there), &moved).await?))
}

async fn update_tags(
    State(door): State<Door>,
    Caller(actor): Caller,
    Path(given): Path<String>,
    Body(body): Body<TagChanges>,
) -> Result<Json<TagsChanged>, Error> {
    Ok(Json(tagged(&door, &actor, Kind::Model, &given, body).await?))
}

/// Either whole models or a few words of each.
#[derive(Debug, serde::Serialize)]
#[serde(untagged)]
enum Several {
    Whole(Models),
    Minimal { models: Vec<ModelName> },
}

async fn get_bulk(
    State(door): State<Door>,
    Caller(actor): Caller,
    Body(body): Body<ModelsWanted>,
) -> Result<Json<Several>, Error> {
    if body.model_ids.is_empty() || body.model_ids.len() > SHOWN {
        return Err(Error::invalid("modelIds", &format!("must have from 1 to {SHOWN} items")));
    }
    let named: Vec<ThingId> = body.model_ids.iter().filter_map(|given| Kind::Model.read(given)).collect();
    let mut items = door.library.items_by_id(&actor, &named).await?;
    items.retain(|item| Kind::Model.is(item));
    if body.minimal.unwrap_or(false) {
        let minimal = |item: &library::items::Item| ModelName {
            id: ids::spell(ids::MODEL, item.thing.id.0),
            name: item.thing.name.clone(),
            base: model::base(item).to_owned(),
        };
        return Ok(Json(Several::Minimal { models: items.iter().map(minimal).collect() }));
    }
    let mut models = if body.all_training_images.unwrap_or(false) {
        model::all(&door, Some(&actor), &items, usize::MAX).await?
    } else {
        model::some(&door, Some(&actor), &items).await?
    };
    for model in &mut models {
        if !body.settings.unwrap_or(true) {
            (model.prompt_embedding, model.negative_prompt_embedding) = (None, None);
        }
        let instead = model.training_images.first();
        let instead = instead.map(|image| Thumbnail { asset_id: image.id.clone(), url: image.download_url.clone() });
        model.thumbnail = model.thumbnail.take().or(instead).filter(|_| body.thumbnail.unwrap_or(true));
    }
    Ok(Json(Several::Whole(Models { models, next_pagination_token: None })))
}
