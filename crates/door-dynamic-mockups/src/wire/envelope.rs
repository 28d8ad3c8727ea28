//! The wrapper around every answer, and the body of refusals.

use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::ToSchema;

/// `{"data": …, "success": true, "message": ""}`.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Enveloped<T> {
    /// What was asked for.
    pub(crate) data: T,
    /// Always true.
    pub(crate) success: bool,
    /// Often empty.
    pub(crate) message: &'static str,
}

impl<T> Enveloped<T> {
    /// An answer.
    pub(crate) const fn of(data: T) -> Self {
        Self::saying(data, "")
    }

    /// An answer with a word to it.
    pub(crate) const fn saying(data: T, message: &'static str) -> Self {
        Self { data, success: true, message }
    }
}

/// A refusal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = Error)]
pub(crate) struct ErrorBody {
    /// Always empty.
    pub(crate) data: Vec<String>,
    /// Always false.
    pub(crate) success: bool,
    /// For people.
    pub(crate) message: String,
    /// What is wrong with each value, by its path: `smart_objects.0.uuid`.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    #[schema(required = false)]
    pub(crate) errors: BTreeMap<String, Vec<String>>,
}
