//! The bodies of refusals.

use serde::Serialize;
use utoipa::ToSchema;

/// A refusal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = Error)]
pub(crate) struct ErrorBody {
    /// For people.
    pub(crate) detail: String,
    /// Which values of the request are refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub(crate) errors: Option<Vec<FieldError>>,
    /// Which limit was met.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub(crate) error: Option<LimitError>,
    /// For programs.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub(crate) error_code: Option<&'static str>,
    /// Always false, where it is given.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub(crate) success: Option<bool>,
}

/// A refused value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct FieldError {
    /// Where it is: `body -> smart_objects -> 0 -> uuid`.
    pub(crate) field: String,
    /// What is wrong with it.
    pub(crate) message: String,
}

/// A limit that was met.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct LimitError {
    /// `rate_limit_exceeded` or `concurrent_limit_exceeded`.
    #[serde(rename = "type")]
    pub(crate) kind: &'static str,
    /// The same in capitals.
    pub(crate) code: &'static str,
    /// How many are allowed: requests a minute, or pieces of work at once.
    pub(crate) limit: u32,
    /// How many there are at once.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub(crate) current: Option<u32>,
    /// How many more are allowed now.
    pub(crate) remaining: u32,
    /// Seconds until all of them are.
    pub(crate) reset_seconds: u64,
    /// Seconds after which to come back.
    pub(crate) retry_after: u64,
    /// `api`, `concurrent-render` or `concurrent-upload`.
    pub(crate) resource: &'static str,
}
