//! Models and tags.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Asset, Thumbnail};

/// A model: its words, examples and pictures to be trained on. Nothing here trains or runs it.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Model {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) author_id: String,
    pub(crate) owner_id: String,
    pub(crate) capabilities: [&'static str; 0],
    pub(crate) collection_ids: Vec<String>,
    pub(crate) created_at: String,
    pub(crate) updated_at: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) deleted_at: Option<String>,
    pub(crate) custom: bool,
    pub(crate) example_asset_ids: Vec<String>,
    pub(crate) privacy: &'static str,
    pub(crate) source: &'static str,
    pub(crate) status: &'static str,
    pub(crate) tags: Vec<String>,
    pub(crate) training_images_number: usize,
    pub(crate) training_images: Vec<TrainingImage>,
    #[serde(rename = "type")]
    pub(crate) base: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) short_description: Option<String>,
    #[serde(rename = "class", skip_serializing_if = "Option::is_none")]
    pub(crate) class: Option<Class>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) concepts: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) parameters: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) epoch: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) prompt_embedding: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) negative_prompt_embedding: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) training_image_pairs: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) thumbnail: Option<Thumbnail>,
}

/// What kind of pictures a model is for.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Class {
    pub(crate) slug: String,
    pub(crate) name: String,
    pub(crate) category: String,
    pub(crate) concept_prompt: String,
    pub(crate) model_id: String,
    pub(crate) prompt: String,
    pub(crate) status: &'static str,
    pub(crate) thumbnails: [&'static str; 0],
}

/// A model that another is put together from.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Concept {
    model_id: String,
    scale: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    model_epoch: Option<String>,
}

/// A picture that a model is to be trained on.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct TrainingImage {
    /// The asset's id.
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) description: String,
    pub(crate) automatic_captioning: String,
    pub(crate) created_at: String,
    pub(crate) download_url: String,
}

/// One model.
#[derive(Debug, Serialize)]
pub(crate) struct OneModel {
    pub(crate) model: Model,
}

/// Some models.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Models {
    pub(crate) models: Vec<Model>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) next_pagination_token: Option<String>,
}

/// A model in a few words.
#[derive(Debug, Serialize)]
pub(crate) struct ModelName {
    pub(crate) id: String,
    pub(crate) name: String,
    #[serde(rename = "type")]
    pub(crate) base: String,
}

/// A model to be made.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct NewModel {
    pub(crate) name: Option<String>,
    #[serde(rename = "type")]
    pub(crate) base: Option<String>,
    pub(crate) short_description: Option<String>,
    pub(crate) class_slug: Option<String>,
    pub(crate) concepts: Option<Vec<Concept>>,
    pub(crate) collection_ids: Option<Vec<String>>,
}

/// What is to change of a model; null unsets.
#[expect(clippy::option_option, reason = "null unsets, and what is left out keeps")]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ModelChanges {
    pub(crate) name: Option<String>,
    pub(crate) short_description: Option<String>,
    #[serde(rename = "type")]
    pub(crate) base: Option<String>,
    #[serde(default, deserialize_with = "super::given")]
    pub(crate) thumbnail: Option<Option<String>>,
    #[serde(default, deserialize_with = "super::given")]
    pub(crate) class_slug: Option<Option<String>>,
    #[serde(default, deserialize_with = "super::given")]
    pub(crate) concepts: Option<Option<Vec<Concept>>>,
    #[serde(default, deserialize_with = "super::given")]
    pub(crate) epoch: Option<Option<String>>,
    #[serde(default, deserialize_with = "super::given")]
    pub(crate) prompt_embedding: Option<Option<String>>,
    #[serde(default, deserialize_with = "super::given")]
    pub(crate) negative_prompt_embedding: Option<Option<String>>,
    #[serde(default, deserialize_with = "super::given")]
    pub(crate) parameters: Option<Option<Value>>,
}

/// Which models, and how much of them.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ModelsWanted {
    pub(crate) model_ids: Vec<String>,
    pub(crate) minimal: Option<bool>,
    pub(crate) all_training_images: Option<bool>,
    pub(crate) settings: Option<bool>,
    pub(crate) thumbnail: Option<bool>,
}

/// How to copy a model.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct CopyModel {
    pub(crate) copy_examples: Option<bool>,
    pub(crate) copy_as_trained: Option<bool>,
}

/// A model's description, as it is sent.
#[expect(clippy::option_option, reason = "null unsets, and what is left out keeps")]
#[derive(Debug, Deserialize)]
pub(crate) struct NewDescription {
    #[serde(default, deserialize_with = "super::given")]
    pub(crate) description: Option<Option<String>>,
}

/// A model's description, and what it embeds.
#[derive(Debug, Serialize)]
pub(crate) struct OneDescription {
    pub(crate) description: Description,
}

/// See [`OneDescription`].
#[derive(Debug, Serialize)]
pub(crate) struct Description {
    pub(crate) value: Option<String>,
    pub(crate) assets: Vec<Asset>,
    pub(crate) models: Vec<Model>,
}

/// A model's prompt guide, as it is sent.
#[expect(clippy::option_option, reason = "null unsets, and what is left out keeps")]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct NewPromptGuide {
    #[serde(default, deserialize_with = "super::given")]
    pub(crate) prompt_guide: Option<Option<String>>,
}

/// A model's prompt guide.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct OnePromptGuide {
    pub(crate) prompt_guide: PromptGuide,
}

/// See [`OnePromptGuide`].
#[derive(Debug, Serialize)]
pub(crate) struct PromptGuide {
    pub(crate) value: Option<String>,
}

/// What a model does, in pictures.
#[derive(Debug, Serialize)]
pub(crate) struct Examples {
    pub(crate) examples: Vec<Example>,
}

/// One of them.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Example {
    pub(crate) asset: Asset,
    pub(crate) model_id: String,
}

/// Pictures to be trained on: assets, or one that is uploaded.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct NewTrainingImage {
    pub(crate) asset_id: Option<String>,
    pub(crate) asset_ids: Option<Vec<String>>,
    /// A `data:` URL.
    pub(crate) data: Option<String>,
    pub(crate) name: Option<String>,
}

/// The picture that was added.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct OneTrainingImage {
    pub(crate) training_image: TrainingImage,
}

/// A word on things.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Tag {
    #[serde(rename = "tagName")]
    pub(crate) name: String,
    pub(crate) item_count: i64,
    pub(crate) owner_id: String,
    pub(crate) created_at: String,
    pub(crate) updated_at: String,
}

/// Some tags.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Tags {
    pub(crate) tags: Vec<Tag>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) next_pagination_token: Option<String>,
}

/// An inference that a model is to be used like.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Preset {
    pub(crate) id: String,
    pub(crate) author_id: String,
    pub(crate) owner_id: String,
    pub(crate) model_id: String,
    pub(crate) is_default: bool,
    pub(crate) parameters: PresetParameters,
    pub(crate) created_at: String,
    pub(crate) updated_at: String,
}

/// What the inference was asked: nothing is known of it here.
#[derive(Debug, Serialize)]
pub(crate) struct PresetParameters {
    pub(crate) prompt: &'static str,
    #[serde(rename = "type")]
    pub(crate) kind: &'static str,
}

/// One preset.
#[derive(Debug, Serialize)]
pub(crate) struct OnePreset {
    pub(crate) preset: Preset,
}

/// All presets of a model.
#[derive(Debug, Serialize)]
pub(crate) struct Presets {
    pub(crate) presets: Vec<Preset>,
}

/// A preset to be made.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct NewPreset {
    pub(crate) inference_id: String,
    pub(crate) is_default: Option<bool>,
}

/// What is to change of a preset.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PresetChanges {
    pub(crate) is_default: bool,
}

/// Which project gets a model.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Transfer {
    pub(crate) destination_project_id: String,
}
