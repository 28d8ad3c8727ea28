//! Ordering pictures, and the pictures.

use chrono::{DateTime, Utc};
use library::renders as theirs;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::artwork::Fill;
use super::files::Files;
use super::outline::Loss;
use super::schemas;
use super::texts::{SetText, TextFill};

/// A picture's file format.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Format {
    Png,
    Jpeg,
    #[default]
    Webp,
}

impl From<Format> for theirs::Format {
    fn from(format: Format) -> Self {
        match format {
            Format::Png => Self::Png,
            Format::Jpeg => Self::Jpeg,
            Format::Webp => Self::Webp,
        }
    }
}

/// A picture to be ordered.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewRender {
    /// Of which mockup.
    pub(crate) mockup: Uuid,
    /// What goes into slots; a slot at most once.
    #[schema(max_items = 200)]
    #[serde(default)]
    pub(crate) fills: Vec<Fill>,
    /// New words for text layers; a layer at most once.
    #[schema(max_items = 200)]
    #[serde(default)]
    pub(crate) texts: Vec<TextFill>,
    /// Layers to leave out.
    #[schema(max_items = 200)]
    #[serde(default)]
    pub(crate) hidden: Vec<Uuid>,
    /// The file.
    #[serde(default)]
    pub(crate) output: Output,
    /// The slot whose flat design, as it would be printed, is drawn instead of the scene.
    #[serde(default)]
    pub(crate) design: Option<Uuid>,
    /// Words for the start of the file's name.
    #[schema(schema_with = schemas::label)]
    #[serde(default)]
    pub(crate) label: String,
    /// Whether to answer when the picture is there; `false` answers at once.
    #[schema(default = true)]
    #[serde(default = "super::mockups::yes")]
    pub(crate) wait: bool,
}

/// The file.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Output {
    /// `webp` when nothing is said.
    format: Format,
    /// Width in pixels; the height follows. The canvas's own when nothing is said.
    #[schema(minimum = 1, maximum = 30_000)]
    width: Option<u32>,
    /// For formats that lose; 90 when nothing is said.
    #[schema(minimum = 1, maximum = 100)]
    quality: u8,
    /// Resolution to write into the file, in pixels an inch; the template's own when nothing is said.
    #[schema(minimum = 1, maximum = 65_535)]
    dpi: Option<u32>,
}

impl Default for Output {
    fn default() -> Self {
        let theirs::OutputOrder { format: _, width, quality, dpi } = theirs::OutputOrder::default();
        Self { format: Format::default(), width, quality, dpi }
    }
}

impl From<Output> for theirs::OutputOrder {
    fn from(Output { format, width, quality, dpi }: Output) -> Self {
        Self { format: format.into(), width, quality, dpi }
    }
}

/// A picture that was ordered.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Render {
    id: Uuid,
    mockup: Uuid,
    /// Words for the start of the file's name; empty for none.
    label: String,
    /// The work it takes; it is forgotten some time after it has ended.
    job: Uuid,
    /// The picture, once it is drawn and as long as it is kept.
    picture: Option<Picture>,
    created_at: DateTime<Utc>,
}

impl Render {
    pub(crate) fn of(render: theirs::Render, files: &Files<'_>) -> Self {
        let theirs::Render { id, account: _, user: _, mockup, order: _, label, job, created_at, picture } = render;
        let picture = picture.map(|picture| Picture::of(picture, &label, files));
        Self { id: id.0, mockup: mockup.0, label, job: job.0, picture, created_at }
    }
}

/// A drawn picture.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Picture {
    /// Where it is.
    #[schema(schema_with = schemas::link)]
    url: String,
    media_type: String,
    bytes: u64,
    /// Width in pixels.
    width: u32,
    /// Height in pixels.
    height: u32,
    /// What it could not honour, beside the mockup's own losses.
    losses: Vec<Loss>,
    /// Text layers that were set anew.
    texts: Vec<SetText>,
}

impl Picture {
    fn of(picture: theirs::Picture, label: &str, files: &Files<'_>) -> Self {
        let theirs::Picture { blob, media_type, width, height, losses, texts } = picture;
        Self {
            url: files.url(blob.hash, &media_type, label),
            media_type,
            bytes: blob.bytes,
            width,
            height,
            losses: losses.iter().map(Loss::from).collect(),
            texts: texts.into_iter().map(SetText::from).collect(),
        }
    }
}
