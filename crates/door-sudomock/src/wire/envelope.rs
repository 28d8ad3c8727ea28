//! The wrapper around most answers.

use serde::Serialize;
use utoipa::ToSchema;

/// `{"success": true, "data": …, "message": ""}`.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Enveloped<T> {
    /// Always true.
    pub(crate) success: bool,
    /// What was asked for.
    pub(crate) data: T,
    /// Always empty.
    pub(crate) message: &'static str,
    /// What the answer does not honour.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    pub(crate) warnings: Vec<Warning>,
}

impl<T> Enveloped<T> {
    /// An answer without warnings.
    pub(crate) fn of(data: T) -> Self {
        Self { success: true, data, message: "", warnings: Vec::new() }
    }
}

/// Something that the answer does not honour.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct Warning {
    /// For programs.
    pub(crate) code: &'static str,
    /// For people.
    pub(crate) message: String,
}
