//! What there is of plans and prices, where nothing is sold; and words that are kept with a project.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What a team may have, and has.
#[expect(clippy::struct_field_names, reason = "the dialect's own")]
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Limits {
    pub(crate) plan: &'static str,
    pub(crate) limits: Value,
    pub(crate) values: LimitValues,
    pub(crate) period: Period,
    pub(crate) one_shot_creative_units: [Value; 0],
}

/// What a team has.
#[derive(Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct LimitValues {
    pub(crate) api_keys: usize,
    pub(crate) canvas_assets: u64,
    pub(crate) collections: i64,
    pub(crate) creative_units: u64,
    pub(crate) projects: usize,
    pub(crate) seats: usize,
}

/// From when to when a count is.
#[derive(Debug, Serialize)]
pub(crate) struct Period {
    pub(crate) start: String,
    pub(crate) end: String,
}

/// What was spent: nothing. What is not counted is left out.
#[expect(clippy::struct_field_names, reason = "the dialect's own")]
#[derive(Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Usages {
    pub(crate) usages: [Value; 0],
    pub(crate) consumption: [Value; 0],
    pub(crate) model_usages: [Value; 0],
    pub(crate) nsfw_usages: [Value; 0],
    pub(crate) quality_gate_usages: [Value; 0],
}

/// What units cost: none are sold.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Prices {
    pub(crate) prices: [Value; 0],
}

/// Words that are kept with a project.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Memory {
    pub(crate) id: String,
    pub(crate) content: String,
    pub(crate) size_bytes: usize,
    pub(crate) created_at: String,
    pub(crate) updated_at: String,
    pub(crate) updated_by: String,
}

/// One of them.
#[derive(Debug, Serialize)]
pub(crate) struct OneMemory {
    pub(crate) memory: Memory,
}

/// What they are to be; null clears.
#[derive(Debug, Deserialize)]
pub(crate) struct MemoryChanges {
    pub(crate) content: Option<String>,
}
