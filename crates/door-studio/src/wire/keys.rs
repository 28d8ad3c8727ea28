//! Keys: a person acting in an account, from a program.

use chrono::{DateTime, Utc};
use library::keys as theirs;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::schemas;

/// A key to be made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewKey {
    /// What its owner calls it.
    #[schema(schema_with = schemas::name)]
    pub(crate) name: String,
}

/// A key, without its secret.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Key {
    id: Uuid,
    /// Who acts.
    user: Uuid,
    name: String,
    created_at: DateTime<Utc>,
    /// When a request last came with it, to within a minute.
    last_used_at: Option<DateTime<Utc>>,
    /// How many requests came with it, to within a minute.
    requests: i64,
}

impl From<theirs::Key> for Key {
    fn from(key: theirs::Key) -> Self {
        let theirs::Key { id, user, account: _, name, role: _, created_at, last_used_at, requests } = key;
        Self { id: id.0, user: user.0, name, created_at, last_used_at, requests }
    }
}

/// The account's keys.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Keys {
    /// Oldest first.
    pub(crate) items: Vec<Key>,
}

/// A key that has just been made, with its secret: shown this once.
#[derive(Serialize, ToSchema)]
pub(crate) struct MadeKey {
    pub(crate) key: Key,
    /// How the key is written for each door.
    #[schema(value_type = std::collections::BTreeMap<String, serde_json::Value>)]
    pub(crate) spellings: serde_json::Value,
}
