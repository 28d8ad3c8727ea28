//! Mockups: a template under a name.

use chrono::{DateTime, Utc};
use library::ids::AccountId;
use library::mockups as theirs;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::collections::CollectionName;
use super::files::Files;
use super::outline::{Layer, Loss, Slot, TextLayer};
use super::page::{self, Order};
use super::schemas;
use super::things::{Preview, Privacy};
use super::twin::twin;

twin! {
    /// What mockups are sorted by.
    MockupSort of theirs::Sort { Name, Created, Updated }
}

/// Which mockups.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct MockupQuery {
    /// Those with this text somewhere in the name, whatever its case.
    #[serde(default)]
    #[param(max_length = 255)]
    name: String,
    /// Those made then or later.
    created_from: Option<DateTime<Utc>>,
    /// Those made then or earlier.
    created_to: Option<DateTime<Utc>>,
    /// What they are sorted by.
    #[serde(default = "created")]
    #[param(inline)]
    sort: MockupSort,
    /// Which way.
    #[serde(default = "page::descending")]
    #[param(inline)]
    order: Order,
    /// How many at most.
    #[serde(default = "page::default_limit")]
    #[param(minimum = 1, maximum = 100)]
    limit: u32,
    /// How many are left out before them.
    #[serde(default)]
    #[param(minimum = 0, maximum = 1_000_000_000)]
    offset: u64,
}

const fn created() -> MockupSort {
    MockupSort::Created
}

impl MockupQuery {
    pub(crate) fn into_query(self, account: AccountId) -> library::Result<theirs::Query> {
        let Self { name, created_from, created_to, sort, order, limit, offset } = self;
        let (name, window) = (page::searched(name)?, page::window(limit, offset)?);
        Ok(theirs::Query {
            name,
            created_from,
            created_to,
            sort: sort.into(),
            order: order.into(),
            ..theirs::Query::newest(account, window)
        })
    }
}

/// A mockup to be made: of a complete upload, or of the file at a URL.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewMockup {
    pub(crate) upload: Option<Uuid>,
    pub(crate) url: Option<String>,
    pub(crate) name: Option<String>,
}

/// The two forms of [`NewMockup`], told apart in the schema; reading them as one tells faults better.
#[derive(ToSchema)]
#[schema(as = NewMockup)]
#[serde(untagged)]
#[expect(dead_code, reason = "a schema only")]
pub(crate) enum NewMockupSchema {
    Upload(MockupOfUpload),
    Url(MockupOfUrl),
}

/// A mockup of a complete upload.
#[derive(ToSchema)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "a schema only")]
pub(crate) struct MockupOfUpload {
    upload: Uuid,
    /// The mockup's name; the file's when nothing is said.
    #[schema(schema_with = schemas::name_or_null)]
    name: Option<String>,
}

/// A mockup of a Photoshop file to be fetched.
#[derive(ToSchema)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "a schema only")]
pub(crate) struct MockupOfUrl {
    #[schema(schema_with = schemas::url)]
    url: String,
    /// The mockup's name; the file's when nothing is said.
    #[schema(schema_with = schemas::name_or_null)]
    name: Option<String>,
}

/// A Photoshop file in a form; the file comes last.
#[derive(ToSchema)]
#[expect(dead_code, reason = "a schema only")]
pub(crate) struct MockupForm {
    /// The mockup's name; the file's when nothing is said.
    #[schema(schema_with = schemas::name)]
    #[schema(required = false)]
    name: Option<String>,
    #[schema(value_type = String, format = Binary)]
    file: String,
}

/// How long to wait.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct Wait {
    /// Whether to answer when the mockup is there; `false` answers with the job at once.
    #[serde(default = "yes")]
    pub(crate) wait: bool,
}

pub(crate) const fn yes() -> bool {
    true
}

/// Another name.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewName {
    #[schema(schema_with = schemas::name)]
    pub(crate) name: String,
}

/// A mockup in a list.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MockupItem {
    id: Uuid,
    name: String,
    /// Who made it.
    author: Uuid,
    privacy: Privacy,
    /// The canvas's width in pixels.
    width: u32,
    /// The canvas's height.
    height: u32,
    /// How many slots it has, not counting those inside others.
    slot_count: usize,
    /// Small pictures of it, widest first.
    previews: Vec<Preview>,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
}

impl MockupItem {
    pub(crate) fn of(mockup: theirs::Mockup, files: &Files<'_>) -> Self {
        let theirs::Mockup { thing, template, previews } = mockup;
        let outline = template.outline;
        Self {
            id: thing.id.0,
            name: thing.name,
            author: thing.author.0,
            privacy: thing.privacy.into(),
            width: outline.width,
            height: outline.height,
            slot_count: outline.slots.len(),
            previews: Preview::of(previews, files),
            created_at: thing.created_at,
            updated_at: thing.updated_at,
        }
    }
}

/// A mockup with all that is in it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Mockup {
    id: Uuid,
    name: String,
    /// Who made it.
    author: Uuid,
    privacy: Privacy,
    /// The canvas's width in pixels.
    width: u32,
    /// The canvas's height.
    height: u32,
    /// Resolution in pixels an inch, if the file has one.
    dpi: Option<f64>,
    /// The Photoshop file's size.
    file_bytes: u64,
    slots: Vec<Slot>,
    text_layers: Vec<TextLayer>,
    layers: Vec<Layer>,
    /// What its pictures can't honour.
    losses: Vec<Loss>,
    /// Small pictures of it, widest first.
    previews: Vec<Preview>,
    /// The collections it is in, oldest first.
    collections: Vec<CollectionName>,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
}

impl Mockup {
    pub(crate) fn of(
        mockup: theirs::Mockup,
        collections: Vec<library::collections::Collection>,
        files: &Files<'_>,
    ) -> Self {
        let theirs::Mockup { thing, template, previews } = mockup;
        let outline = template.outline;
        Self {
            id: thing.id.0,
            name: thing.name,
            author: thing.author.0,
            privacy: thing.privacy.into(),
            width: outline.width,
            height: outline.height,
            dpi: outline.dpi,
            file_bytes: template.file.bytes,
            slots: outline.slots.iter().map(Slot::from).collect(),
            text_layers: outline.text_layers.iter().map(TextLayer::from).collect(),
            layers: outline.layers.iter().map(Layer::from).collect(),
            losses: outline.losses.iter().map(Loss::from).collect(),
            previews: Preview::of(previews, files),
            collections: collections.into_iter().map(CollectionName::from).collect(),
            created_at: thing.created_at,
            updated_at: thing.updated_at,
        }
    }
}
