//! Models as the dialect shows them.

use std::collections::BTreeMap;

use library::Actor;
use library::ids::{CollectionId, ThingId};
use library::items::{Content, Item, Model, ModelState};

use super::{asset, media};
use crate::error::Error;
use crate::ids;
use crate::state::Door;
use crate::wire::{self, date};

/// The dialect's types of models.
pub(crate) const TYPES: [&str; 31] = [
    "custom",
    "elevenlabs-voice",
    "flux.1",
    "flux.1-composition",
    "flux.1-kontext-dev",
    "flux.1-kontext-lora",
    "flux.1-krea-dev",
    "flux.1-krea-lora",
    "flux.1-lora",
    "flux.1-pro",
    "flux.1.1-pro-ultra",
    "flux.2-dev-edit-lora",
    "flux.2-dev-lora",
    "flux.2-klein-4b-edit-lora",
    "flux.2-klein-4b-lora",
    "flux.2-klein-9b-edit-lora",
    "flux.2-klein-9b-lora",
    "flux.2-klein-base-4b-edit-lora",
    "flux.2-klein-base-4b-lora",
    "flux.2-klein-base-9b-edit-lora",
    "flux.2-klein-base-9b-lora",
    "flux1.1-pro",
    "gpt-image-1",
    "qwen-image-2512-lora",
    "qwen-image-edit-2509-lora",
    "qwen-image-edit-2511-lora",
    "qwen-image-edit-lora",
    "qwen-image-lora",
    "zimage-de-turbo-lora",
    "zimage-lora",
    "zimage-turbo-lora",
];

/// The type of a model of which nothing is said.
pub(crate) const USUAL_TYPE: &str = "custom";

/// Details under which the door keeps what the library has no place for.
pub(crate) mod detail {
    pub(crate) const TYPE: &str = "modelType";
    pub(crate) const CLASS: &str = "classSlug";
    pub(crate) const CONCEPTS: &str = "concepts";
    pub(crate) const PARAMETERS: &str = "parameters";
    pub(crate) const EPOCH: &str = "epoch";
    pub(crate) const PROMPT_EMBEDDING: &str = "promptEmbedding";
    pub(crate) const NEGATIVE_PROMPT_EMBEDDING: &str = "negativePromptEmbedding";
    pub(crate) const DESCRIPTION: &str = "modelDescription";
    pub(crate) const PROMPT_GUIDE: &str = "promptGuide";
    pub(crate) const THUMBNAIL: &str = "thumbnail";
    pub(crate) const PRESETS: &str = "presets";
    pub(crate) const PAIRS: &str = "trainingImagePairs";
}

/// How many training images lists show.
const FIRST: usize = 3;

/// One model, with all its training images.
pub(crate) async fn one(door: &Door, actor: Option<&Actor>, item: &Item) -> Result<wire::OneModel, Error> {
    let mut models = all(door, actor, std::slice::from_ref(item), usize::MAX).await?;
    models.pop().map(|model| wire::OneModel { model }).ok_or_else(|| Error::not_found("model"))
}

/// Some models, with the first of their training images.
pub(crate) async fn some(door: &Door, actor: Option<&Actor>, items: &[Item]) -> Result<Vec<wire::Model>, Error> {
    all(door, actor, items, FIRST).await
}

/// Models with so many of their training images.
pub(crate) async fn all(
    door: &Door,
    actor: Option<&Actor>,
    items: &[Item],
    most: usize,
) -> Result<Vec<wire::Model>, Error> {
    let places = asset::places(door, actor, items).await?;
    let mut named: Vec<ThingId> =
        items.iter().flat_map(|item| content(item).training.iter().take(most)).copied().collect();
    named.extend(items.iter().filter_map(cover));
    let pictures = match actor {
        Some(actor) if !named.is_empty() => door.library.items_by_id(actor, &named).await?,
        _ => Vec::new(),
    };
    Ok(items.iter().map(|item| shown(door, item, &places, &pictures, most)).collect())
}

/// What a model says; nothing for other things.
pub(crate) fn content(item: &Item) -> &Model {
    const NONE: &Model = &Model { state: ModelState::New, examples: Vec::new(), training: Vec::new() };
    if let Content::Model(model) = &item.content { model } else { NONE }
}

fn cover(item: &Item) -> Option<ThingId> {
    ids::read(ids::ASSET, item.details.get(detail::THUMBNAIL)?)
}

/// A model's type.
pub(crate) fn base(item: &Item) -> &str {
    item.details.get(detail::TYPE).map_or(USUAL_TYPE, String::as_str)
}

/// How far a model is.
pub(crate) fn status(item: &Item) -> &'static str {
    match content(item).state {
        ModelState::New => "new",
        ModelState::Ready => "trained",
        ModelState::Failed => "failed",
    }
}

fn shown(
    door: &Door,
    item: &Item,
    places: &BTreeMap<ThingId, Vec<CollectionId>>,
    pictures: &[Item],
    most: usize,
) -> wire::Model {
    let (thing, model) = (&item.thing, content(item));
    let words = |name: &str| item.details.get(name).cloned();
    let json = |name: &str| item.details.get(name).and_then(|words| serde_json::from_str(words).ok());
    let picture = |id: &ThingId| pictures.iter().find(|item| item.thing.id == *id);
    let training = model.training.iter().take(most).filter_map(picture);
    let in_collections = places.get(&thing.id).into_iter().flatten();
    wire::Model {
        id: ids::spell(ids::MODEL, thing.id.0),
        name: thing.name.clone(),
        author_id: ids::spell(ids::USER, thing.author.0),
        owner_id: ids::spell(ids::PROJECT, thing.account.0),
        capabilities: [],
        collection_ids: in_collections.map(|id| ids::spell(ids::COLLECTION, id.0)).collect(),
        created_at: date(thing.created_at),
        updated_at: date(thing.updated_at),
        deleted_at: item.trashed_at.map(date),
        custom: base(item) == USUAL_TYPE,
        example_asset_ids: model.examples.iter().map(|id| ids::spell(ids::ASSET, id.0)).collect(),
        privacy: thing.privacy.name(),
        source: "scenario",
        status: status(item),
        tags: item.tags.clone(),
        training_images_number: model.training.len(),
        training_images: training.map(|item| training_image(door, item)).collect(),
        base: base(item).to_owned(),
        short_description: Some(thing.description.clone()).filter(|words| !words.is_empty()),
        class: words(detail::CLASS).map(class),
        concepts: json(detail::CONCEPTS),
        parameters: json(detail::PARAMETERS),
        epoch: words(detail::EPOCH),
        prompt_embedding: words(detail::PROMPT_EMBEDDING),
        negative_prompt_embedding: words(detail::NEGATIVE_PROMPT_EMBEDDING),
        training_image_pairs: json(detail::PAIRS),
        thumbnail: cover(item).as_ref().and_then(picture).and_then(|item| asset::thumbnail(door, item)),
    }
}

/// A class of which nothing but its slug is known.
fn class(slug: String) -> wire::Class {
    wire::Class {
        name: slug.clone(),
        slug,
        category: String::new(),
        concept_prompt: String::new(),
        model_id: String::new(),
        prompt: String::new(),
        status: "unpublished",
        thumbnails: [],
    }
}

/// A picture to be trained on.
pub(crate) fn training_image(door: &Door, item: &Item) -> wire::TrainingImage {
    let link = item.file.as_ref().map(|file| {
        let extension = media::extension(&file.media_type);
        door.links.file(file.blob.hash, extension, media::stem(&item.thing.name), door.library.now())
    });
    wire::TrainingImage {
        id: ids::spell(ids::ASSET, item.thing.id.0),
        name: item.thing.name.clone(),
        description: item.thing.description.clone(),
        automatic_captioning: String::new(),
        created_at: date(item.thing.created_at),
        download_url: link.unwrap_or_default(),
    }
}
