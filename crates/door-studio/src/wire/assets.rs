//! Assets: files of any kind.

use chrono::{DateTime, Utc};
use library::assets as theirs;
use library::ids::AccountId;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::collections::CollectionName;
use super::files::Files;
use super::page::{self, Order};
use super::schemas;
use super::things::{Preview, Privacy};

/// Which assets.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct AssetQuery {
    /// Those with this text somewhere in the name, whatever its case.
    #[serde(default)]
    #[param(max_length = 255)]
    name: String,
    /// Which way, by the time of making.
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

impl AssetQuery {
    pub(crate) fn into_query(self, account: AccountId) -> library::Result<theirs::Query> {
        let Self { name, order, limit, offset } = self;
        let (name, window) = (page::searched(name)?, page::window(limit, offset)?);
        Ok(theirs::Query { account, name, order: order.into(), window })
    }
}

/// What the file of a plain body is called.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct AssetName {
    /// The asset's name; of a form, its own field or the file's name goes before. `Untitled` when nothing is said.
    #[param(schema_with = schemas::name)]
    pub(crate) name: Option<String>,
}

/// A file in a form; the file comes last.
#[derive(ToSchema)]
#[expect(dead_code, reason = "a schema only")]
pub(crate) struct AssetForm {
    /// The asset's name; the file's when nothing is said.
    #[schema(schema_with = schemas::name)]
    #[schema(required = false)]
    name: Option<String>,
    #[schema(value_type = String, format = Binary)]
    file: String,
}

/// A file.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Asset {
    id: Uuid,
    name: String,
    /// Who made it.
    author: Uuid,
    privacy: Privacy,
    /// Where the file is.
    #[schema(schema_with = schemas::link)]
    url: String,
    media_type: String,
    bytes: u64,
    /// Width in pixels, of a picture.
    width: Option<u32>,
    /// Height in pixels, of a picture.
    height: Option<u32>,
    /// Small pictures of it, widest first.
    previews: Vec<Preview>,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
}

impl Asset {
    pub(crate) fn of(asset: theirs::Asset, files: &Files<'_>) -> Self {
        let theirs::Asset { thing, blob, media_type, size, previews } = asset;
        Self {
            id: thing.id.0,
            url: files.named(blob.hash, &media_type, &thing.name),
            name: thing.name,
            author: thing.author.0,
            privacy: thing.privacy.into(),
            media_type,
            bytes: blob.bytes,
            width: size.map(|(width, _)| width),
            height: size.map(|(_, height)| height),
            previews: Preview::of(previews, files),
            created_at: thing.created_at,
            updated_at: thing.updated_at,
        }
    }
}

/// A file, and where it is.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PlacedAsset {
    #[serde(flatten)]
    pub(crate) asset: Asset,
    /// The collections it is in, oldest first.
    pub(crate) collections: Vec<CollectionName>,
}
