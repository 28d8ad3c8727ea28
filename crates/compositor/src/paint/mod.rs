//! The painter: runs a plan over bands of rows and hands back the picture.
//!
//! This is the reference path: every step in 32-bit float, one after the other. In an 8-bit document the canvas is rounded to
//! bytes after each; otherwise to the scene's depth at the very end. Bands are independent, so they run on all cores, and
//! stay small enough for the processor's cache.

mod blend_if;
mod bytes;
mod canvas;
mod compose;
mod fetch;
mod gamma;
mod run;
mod surface;

pub use fetch::SlotContent;
pub use surface::Surface;

pub(crate) use canvas::Canvas;
pub(crate) use fetch::{Fetched, fetch, fetch_all, placed, raster_of};
pub(crate) use run::{Painter, bands_of};

use crate::plan::Plan;
use pixels::{LimitExceeded, SourceError};

/// Rows in a band: four float planes of 4,000 columns and 8 rows fill half a megabyte, half of a usual second-level
/// cache.
pub(crate) const BAND_ROWS: usize = 8;

/// Why a picture could not be painted. The message is safe to show.
#[derive(Debug, Clone, thiserror::Error)]
pub enum PaintError {
    /// A layer's stored pixels are damaged.
    #[error("a layer's pixels cannot be read: {0}")]
    Source(#[from] SourceError),
    /// The scene asks for too much.
    #[error(transparent)]
    Limit(#[from] LimitExceeded),
}

/// Paints the whole plan. `contents` says what each slot shows; missing ones show their stored pixels.
pub fn paint(plan: &Plan, contents: &[SlotContent]) -> Result<Surface, PaintError> {
    let fetched = fetch_all(plan, contents)?;
    Painter::new(plan, &fetched).surface(&plan.steps, plan.canvas(), plan.depth)
}
