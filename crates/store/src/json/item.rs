//! What things of every kind keep as text: models, names and values.

use std::collections::BTreeMap;

use library::ids::ThingId;
use library::items::{Model, ModelState};
use library::{Error, Result};
use uuid::Uuid;

use crate::values::named;

#[derive(serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Twin {
    state: String,
    examples: Vec<Uuid>,
    training: Vec<Uuid>,
}

/// A model's text.
pub(crate) fn write_model(model: &Model) -> Result<String> {
    let Model { state, examples, training } = model;
    let ids = |things: &[ThingId]| things.iter().map(|id| id.0).collect();
    let twin = Twin { state: state.name().to_owned(), examples: ids(examples), training: ids(training) };
    serde_json::to_string(&twin).map_err(Error::internal)
}

/// The text's model.
pub(crate) fn read_model(text: &str) -> Result<Model> {
    let Twin { state, examples, training } = serde_json::from_str(text).map_err(Error::internal)?;
    let ids = |things: Vec<Uuid>| things.into_iter().map(ThingId).collect();
    let state = named(ModelState::from_name(&state), "a model's state")?;
    Ok(Model { state, examples: ids(examples), training: ids(training) })
}

/// Names' and values' text.
pub(crate) fn write_details(details: &BTreeMap<String, String>) -> Result<String> {
    serde_json::to_string(details).map_err(Error::internal)
}

/// The text's names and values.
pub(crate) fn read_details(text: &str) -> Result<BTreeMap<String, String>> {
    serde_json::from_str(text).map_err(Error::internal)
}
