//! Groups of collections.

use chrono::{DateTime, Utc};
use library::catalogs as theirs;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::schemas;

/// A catalog to be made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewCatalog {
    #[schema(schema_with = schemas::name)]
    pub(crate) name: String,
}

/// A group of collections.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Catalog {
    id: Uuid,
    name: String,
    /// Whether collections go here when nothing is said.
    default: bool,
    created_at: DateTime<Utc>,
}

impl From<theirs::Catalog> for Catalog {
    fn from(catalog: theirs::Catalog) -> Self {
        let theirs::Catalog { id, serial: _, account: _, name, default, created_at } = catalog;
        Self { id: id.0, name, default, created_at }
    }
}

/// The account's catalogs.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Catalogs {
    /// The default one first.
    pub(crate) items: Vec<Catalog>,
}
