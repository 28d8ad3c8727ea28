//! Presets: inferences that a model is to be used like. They are kept as they are named; none was run here, so that
//! their parameters say nothing.

use axum::Json;
use axum::extract::{Path, State};
use library::items::Item;
use library::{Actor, Time};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::words::kept;
use crate::auth::Caller;
use crate::body::Body;
use crate::error::Error;
use crate::ids;
use crate::routes::Kind;
use crate::state::Door;
use crate::translate::model::detail;
use crate::wire::{Done, NewPreset, OnePreset, Preset, PresetChanges, PresetParameters, Presets, date};

/// The most presets of a model.
const MOST: usize = 100;
/// The longest id of an inference, in characters.
const LONGEST: usize = 255;

/// A preset as it is kept with its model.
#[derive(Debug, Serialize, Deserialize)]
struct Kept {
    id: Uuid,
    author: Uuid,
    inference: String,
    default: bool,
    created_at: Time,
    updated_at: Time,
}

pub(super) async fn list(
    State(door): State<Door>,
    Caller(actor): Caller,
    Path(given): Path<String>,
) -> Result<Json<Presets>, Error> {
    let item = Kind::Model.find(&door, &actor, &given).await?;
    Ok(Json(Presets { presets: of(&item).iter().map(|preset| shown(&item, preset)).collect() }))
}

pub(super) async fn create(
    State(door): State<Door>,
    Caller(actor): Caller,
    Path(given): Path<String>,
    Body(body): Body<NewPreset>,
) -> Result<Json<OnePreset>, Error> {
    let item = Kind::Model.own(&door, &actor, &given).await?;
    let mut presets = of(&item);
    let inference = body.inference_id.trim().to_owned();
    if inference.is_empty() || inference.chars().count() > LONGEST {
        return Err(Error::invalid("inferenceId", &format!("must have from 1 to {LONGEST} characters")));
    }
    if presets.len() >= MOST {
        return Err(Error::invalid("", &format!("a model has at most {MOST} presets")));
    }
    let (now, default) = (door.library.now(), body.is_default.unwrap_or(false));
    let new = Kept { id: Uuid::now_v7(), author: actor.user.0, inference, default, created_at: now, updated_at: now };
    let id = new.id;
    presets.push(new);
    put(&door, &actor, &given, presets, id).await
}

pub(super) async fn update(
    State(door): State<Door>,
    Caller(actor): Caller,
    Path((given, preset)): Path<(String, String)>,
    Body(body): Body<PresetChanges>,
) -> Result<Json<OnePreset>, Error> {
    let item = Kind::Model.own(&door, &actor, &given).await?;
    let mut presets = of(&item);
    let place = place(&presets, &preset)?;
    (presets[place].default, presets[place].updated_at) = (body.is_default, door.library.now());
    let id = presets[place].id;
    put(&door, &actor, &given, presets, id).await
}

pub(super) async fn delete(
    State(door): State<Door>,
    Caller(actor): Caller,
    Path((given, preset)): Path<(String, String)>,
) -> Result<Json<Done>, Error> {
    let item = Kind::Model.own(&door, &actor, &given).await?;
    let mut presets = of(&item);
    presets.remove(place(&presets, &preset)?);
    kept(&door, &actor, &given, detail::PRESETS, Some(words(&presets))).await?;
    Ok(Json(Done {}))
}

fn of(item: &Item) -> Vec<Kept> {
    item.details.get(detail::PRESETS).and_then(|words| serde_json::from_str(words).ok()).unwrap_or_default()
}

fn words(presets: &[Kept]) -> String {
    serde_json::to_value(presets).unwrap_or_default().to_string()
}

fn place(presets: &[Kept], given: &str) -> Result<usize, Error> {
    let id = ids::read::<Uuid>(ids::PRESET, given);
    presets.iter().position(|preset| Some(preset.id) == id).ok_or_else(|| Error::not_found("preset"))
}

/// Keeps presets, of which one was changed: when it is the default, no other is.
async fn put(
    door: &Door,
    actor: &Actor,
    given: &str,
    mut presets: Vec<Kept>,
    changed: Uuid,
) -> Result<Json<OnePreset>, Error> {
    if presets.iter().any(|preset| preset.id == changed && preset.default) {
        for preset in &mut presets {
            preset.default = preset.id == changed;
        }
    }
    let item = kept(door, actor, given, detail::PRESETS, Some(words(&presets))).await?;
    let preset = presets.iter().find(|preset| preset.id == changed).ok_or_else(|| Error::not_found("preset"))?;
    Ok(Json(OnePreset { preset: shown(&item, preset) }))
}

fn shown(item: &Item, preset: &Kept) -> Preset {
    Preset {
        id: ids::spell(ids::PRESET, preset.id),
        author_id: ids::spell(ids::USER, preset.author),
        owner_id: ids::spell(ids::PROJECT, item.thing.account.0),
        model_id: ids::spell(ids::MODEL, item.thing.id.0),
        is_default: preset.default,
        parameters: PresetParameters { prompt: "", kind: "txt2img" },
        created_at: date(preset.created_at),
        updated_at: date(preset.updated_at),
    }
}
