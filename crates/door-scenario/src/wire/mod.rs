//! The dialect's bodies, as they travel.

mod asset;
mod billing;
mod collection;
mod job;
mod model;
mod search;
mod tenancy;
mod upload;
mod webhook;

pub(crate) use asset::*;
pub(crate) use billing::*;
pub(crate) use collection::*;
pub(crate) use job::*;
pub(crate) use model::*;
pub(crate) use search::*;
pub(crate) use tenancy::*;
pub(crate) use upload::*;
pub(crate) use webhook::*;

use chrono::SecondsFormat;
use library::Time;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value};

/// A refusal.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct ErrorBody {
    pub(crate) reason: String,
    pub(crate) name: &'static str,
    pub(crate) details: Map<String, Value>,
}

/// Nothing to say.
#[derive(Debug, Serialize)]
pub(crate) struct Done {}

/// A date: `2023-02-03T11:19:41.579Z`.
pub(crate) fn date(time: Time) -> String {
    time.to_rfc3339_opts(SecondsFormat::Millis, true)
}

/// Tells null, which unsets, from what was left out, which keeps.
pub(crate) fn given<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
    T::deserialize(deserializer).map(Some)
}
