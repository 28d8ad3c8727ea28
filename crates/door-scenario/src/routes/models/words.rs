//! A model's long words: its description, which may show assets and models, and its prompt guide.

use axum::Json;
use axum::extract::{Path, State};
use library::Actor;
use library::ids::ThingId;
use library::items::{Changes, Item};

use crate::auth::Caller;
use crate::body::Body;
use crate::error::Error;
use crate::routes::Kind;
use crate::state::Door;
use crate::translate::model::detail;
use crate::translate::{asset, model};
use crate::wire::{Description, NewDescription, NewPromptGuide, OneDescription, OnePromptGuide, PromptGuide};

/// The most things that a description shows.
const SHOWN: usize = 100;

pub(crate) async fn description(
    State(door): State<Door>,
    Caller(actor): Caller,
    Path(given): Path<String>,
) -> Result<Json<OneDescription>, Error> {
    let item = Kind::Model.find(&door, &actor, &given).await?;
    described(&door, &actor, &item).await
}

pub(crate) async fn set_description(
    State(door): State<Door>,
    Caller(actor): Caller,
    Path(given): Path<String>,
    Body(body): Body<NewDescription>,
) -> Result<Json<OneDescription>, Error> {
    let words = body.description.ok_or_else(|| Error::invalid("description", "is required"))?;
    let item = kept(&door, &actor, &given, detail::DESCRIPTION, words).await?;
    described(&door, &actor, &item).await
}

pub(crate) async fn prompt_guide(
    State(door): State<Door>,
    Caller(actor): Caller,
    Path(given): Path<String>,
) -> Result<Json<OnePromptGuide>, Error> {
    let item = Kind::Model.find(&door, &actor, &given).await?;
    Ok(guide(&item))
}

pub(crate) async fn set_prompt_guide(
    State(door): State<Door>,
    Caller(actor): Caller,
    Path(given): Path<String>,
    Body(body): Body<NewPromptGuide>,
) -> Result<Json<OnePromptGuide>, Error> {
    let words = body.prompt_guide.ok_or_else(|| Error::invalid("promptGuide", "is required"))?;
    Ok(guide(&kept(&door, &actor, &given, detail::PROMPT_GUIDE, words).await?))
}

fn guide(item: &Item) -> Json<OnePromptGuide> {
    let value = item.details.get(detail::PROMPT_GUIDE).cloned();
    Json(OnePromptGuide { prompt_guide: PromptGuide { value } })
}

/// Keeps words with a model, or drops them.
pub(super) async fn kept(
    door: &Door,
    actor: &Actor,
    given: &str,
    name: &str,
    words: Option<String>,
) -> Result<Item, Error> {
    let item = Kind::Model.own(door, actor, given).await?;
    let changes = Changes { details: [(name.to_owned(), words)].into(), ..Changes::default() };
    Ok(door.library.change_item(actor, item.thing.id, changes).await?)
}

async fn described(door: &Door, actor: &Actor, item: &Item) -> Result<Json<OneDescription>, Error> {
    let value = item.details.get(detail::DESCRIPTION).cloned();
    let words = value.as_deref().unwrap_or_default();
    let mut assets = door.library.items_by_id(actor, &embedded(words, "{asset:", Kind::Asset)).await?;
    assets.retain(asset::is_asset);
    let mut models = door.library.items_by_id(actor, &embedded(words, "{model:", Kind::Model)).await?;
    models.retain(|item| Kind::Model.is(item));
    let description = Description {
        assets: asset::all(door, Some(actor), &assets).await?,
        models: model::some(door, Some(actor), &models).await?,
        value,
    };
    Ok(Json(OneDescription { description }))
}

/// The ids that words show: `{asset:asset_…}`.
fn embedded(words: &str, mark: &str, kind: Kind) -> Vec<ThingId> {
    let mut found = Vec::new();
    for rest in words.split(mark).skip(1) {
        let id = rest.split_once('}').and_then(|(given, _)| kind.read(given.trim()));
        if let Some(id) = id.filter(|id| !found.contains(id) && found.len() < SHOWN) {
            found.push(id);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids;

    #[test]
    fn what_a_description_shows_is_found_once() {
        let id = ThingId::new();
        let spelled = ids::spell(ids::ASSET, id.0);
        let words = format!("See {{asset:{spelled}}} and {{asset: {spelled} }}, {{asset:x}} {{asset:");
        assert_eq!(embedded(&words, "{asset:", Kind::Asset), [id]);
        assert!(embedded(&words, "{model:", Kind::Model).is_empty());
    }
}
