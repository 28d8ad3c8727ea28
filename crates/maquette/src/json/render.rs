//! `render --json`.

use std::time::Duration;

use serde::Serialize;

use super::Loss;

/// A picture that was written.
#[derive(Debug, Serialize)]
pub(crate) struct Rendering {
    /// Where it is.
    pub(crate) output: String,
    /// Its width in pixels.
    pub(crate) width: u32,
    /// Its height in pixels.
    pub(crate) height: u32,
    /// How long each part took.
    pub(crate) ms: Milliseconds,
    /// What it does not honour.
    pub(crate) losses: Vec<Loss>,
}

/// Times in thousandths of a second.
#[derive(Debug, Serialize)]
pub(crate) struct Milliseconds {
    /// Files, and what they mean.
    pub(crate) read: f64,
    /// What no artwork changes.
    pub(crate) compile: f64,
    /// Artwork into slots, and the picture.
    pub(crate) render: f64,
    /// The picture's file.
    pub(crate) encode: f64,
    /// All of it.
    pub(crate) total: f64,
}

/// A duration in milliseconds, to the microsecond.
pub(crate) fn milliseconds(time: Duration) -> f64 {
    (time.as_secs_f64() * 1e6).round() / 1e3
}
