//! A model's pictures: examples of what it does, and those it is to be trained on.

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use futures_util::{StreamExt, stream};
use library::Actor;
use library::ids::ThingId;
use library::items::{Given, Item, NewItem};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::words::kept;
use crate::auth::Caller;
use crate::body::{self, Body};
use crate::error::Error;
use crate::query::Parameters;
use crate::routes::{Kind, things};
use crate::state::Door;
use crate::translate::model::{content, detail, training_image};
use crate::translate::{asset, media};
use crate::wire::{AssetIds, Done, Example, Examples, NewTrainingImage, OneTrainingImage};
use crate::{ids, wire};

/// The most examples of a model.
const EXAMPLES: usize = 150;
/// The most pictures that one call adds.
const AT_ONCE: usize = 10;

pub(crate) async fn examples(
    State(door): State<Door>,
    Caller(actor): Caller,
    Path(given): Path<String>,
) -> Result<Json<Examples>, Error> {
    let item = Kind::Model.find(&door, &actor, &given).await?;
    shown(&door, &actor, &item).await
}

pub(crate) async fn set_examples(
    State(door): State<Door>,
    Caller(actor): Caller,
    Path(given): Path<String>,
    Body(body): Body<AssetIds>,
) -> Result<Json<Examples>, Error> {
    let item = Kind::Model.own(&door, &actor, &given).await?;
    if body.asset_ids.len() > EXAMPLES {
        return Err(Error::invalid("assetIds", &format!("must have at most {EXAMPLES} items")));
    }
    let named = things(&door, &actor, Kind::Asset, "assetIds", &body.asset_ids).await?;
    let item = door.library.set_model_pictures(&actor, item.thing.id, Some(&named), None).await?;
    shown(&door, &actor, &item).await
}

async fn shown(door: &Door, actor: &Actor, item: &Item) -> Result<Json<Examples>, Error> {
    let pictures = door.library.items_by_id(actor, &content(item).examples).await?;
    let model_id = ids::spell(ids::MODEL, item.thing.id.0);
    let assets = asset::all(door, Some(actor), &pictures).await?;
    let examples = assets.into_iter().map(|asset| Example { asset, model_id: model_id.clone() });
    Ok(Json(Examples { examples: examples.collect() }))
}

pub(crate) async fn add(
    State(door): State<Door>,
    Caller(actor): Caller,
    Path(given): Path<String>,
    Body(body): Body<NewTrainingImage>,
) -> Result<Json<OneTrainingImage>, Error> {
    let model = Kind::Model.own(&door, &actor, &given).await?;
    let mut training = content(&model).training.clone();
    let named = named(&door, &actor, body).await?;
    if named.iter().any(|id| training.contains(id)) {
        return Err(Error::invalid("assetIds", "names a training image of this model"));
    }
    training.extend(&named);
    door.library.set_model_pictures(&actor, model.thing.id, None, Some(&training)).await?;
    first(&door, &actor, &named).await
}

pub(crate) async fn replace(
    State(door): State<Door>,
    Caller(actor): Caller,
    Path((given, image)): Path<(String, String)>,
    Body(body): Body<NewTrainingImage>,
) -> Result<Json<OneTrainingImage>, Error> {
    let model = Kind::Model.own(&door, &actor, &given).await?;
    let mut training = content(&model).training.clone();
    let place = place(&training, &image)?;
    let named = named(&door, &actor, body).await?;
    let [new] = named[..] else { return Err(Error::invalid("assetIds", "must have one item")) };
    if training.iter().enumerate().any(|(other, id)| other != place && *id == new) {
        return Err(Error::invalid("assetId", "names a training image of this model"));
    }
    training[place] = new;
    door.library.set_model_pictures(&actor, model.thing.id, None, Some(&training)).await?;
    first(&door, &actor, &named).await
}

pub(crate) async fn remove(
    State(door): State<Door>,
    Caller(actor): Caller,
    Path((given, image)): Path<(String, String)>,
) -> Result<Json<Done>, Error> {
    let model = Kind::Model.own(&door, &actor, &given).await?;
    let mut training = content(&model).training.clone();
    training.remove(place(&training, &image)?);
    door.library.set_model_pictures(&actor, model.thing.id, None, Some(&training)).await?;
    Ok(Json(Done {}))
}

/// Takes pictures off a model, examples and others; those that are not on it are passed over.
pub(crate) async fn forget(
    State(door): State<Door>,
    Caller(actor): Caller,
    Path(given): Path<String>,
    parameters: Parameters,
) -> Result<Json<Done>, Error> {
    let model = Kind::Model.own(&door, &actor, &given).await?;
    let named: Vec<ThingId> = parameters.list("ids").iter().filter_map(|given| Kind::Asset.read(given)).collect();
    if named.is_empty() {
        return Err(Error::invalid("ids", "is required"));
    }
    let without =
        |pictures: &[ThingId]| -> Vec<ThingId> { pictures.iter().copied().filter(|id| !named.contains(id)).collect() };
    let (examples, training) = (without(&content(&model).examples), without(&content(&model).training));
    door.library.set_model_pictures(&actor, model.thing.id, Some(&examples), Some(&training)).await?;
    Ok(Json(Done {}))
}

/// A picture before and after, with words on what to do.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Pair {
    #[serde(skip_serializing_if = "Option::is_none")]
    instruction: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    target_id: Option<String>,
}

/// All pairs of a model.
#[derive(Debug, Serialize)]
pub(crate) struct Pairs {
    count: usize,
    pairs: Vec<Pair>,
}

pub(crate) async fn pairs(
    State(door): State<Door>,
    Caller(actor): Caller,
    Path(given): Path<String>,
    Body(pairs): Body<Vec<Pair>>,
) -> Result<Json<Pairs>, Error> {
    let model = Kind::Model.own(&door, &actor, &given).await?;
    let training: Vec<String> = content(&model).training.iter().map(|id| ids::spell(ids::ASSET, id.0)).collect();
    for (index, pair) in pairs.iter().enumerate() {
        let mut named = pair.source_id.iter().chain(&pair.target_id);
        if named.any(|id| !training.contains(id)) {
            return Err(Error::invalid(
                &format!("[{index}]"),
                "names something that is not a training image of this model",
            ));
        }
    }
    let words = serde_json::to_value(&pairs).unwrap_or(Value::Null).to_string();
    kept(&door, &actor, &given, detail::PAIRS, Some(words)).await?;
    Ok(Json(Pairs { count: pairs.len(), pairs }))
}

fn place(training: &[ThingId], image: &str) -> Result<usize, Error> {
    let id = Kind::Asset.read(image);
    training.iter().position(|known| Some(*known) == id).ok_or_else(|| Error::not_found("training image"))
}

/// The assets that a body names; one that it brings is made.
async fn named(door: &Door, actor: &Actor, body: NewTrainingImage) -> Result<Vec<ThingId>, Error> {
    let given = match (body.asset_id, body.asset_ids, body.data) {
        (Some(one), None, None) => vec![one],
        (None, Some(many), None) if (1..=AT_ONCE).contains(&many.len()) => many,
        (None, Some(_), None) => {
            return Err(Error::invalid("assetIds", &format!("must have from 1 to {AT_ONCE} items")));
        }
        (None, None, Some(data)) => return Ok(vec![brought(door, actor, body.name, &data).await?]),
        _ => return Err(Error::invalid("", "one of assetId, assetIds and data is required")),
    };
    let mut named = things(door, actor, Kind::Asset, "assetIds", &given).await?;
    let mut seen = Vec::new();
    named.retain(|id| {
        !seen.contains(id) && {
            seen.push(*id);
            true
        }
    });
    Ok(named)
}

async fn brought(door: &Door, actor: &Actor, name: Option<String>, data: &str) -> Result<ThingId, Error> {
    let name = name.ok_or_else(|| Error::invalid("name", "is required"))?;
    let (said, bytes) = body::bytes("data", data)?;
    let media_type = media::of_bytes(&bytes).map(str::to_owned).or(said);
    let content = stream::once(async { Ok(Bytes::from(bytes)) }).boxed();
    let new = NewItem::new(name, Given::File { media_type, picture: true, content });
    let made = door.library.create_item(actor, new).await.map_err(|error| Error::of(error, "file", "data"))?;
    Ok(made.thing.id)
}

async fn first(door: &Door, actor: &Actor, named: &[ThingId]) -> Result<Json<OneTrainingImage>, Error> {
    let pictures = door.library.items_by_id(actor, named).await?;
    let picture = pictures.first().ok_or_else(|| Error::not_found("training image"))?;
    let training_image: wire::TrainingImage = training_image(door, picture);
    Ok(Json(OneTrainingImage { training_image }))
}
