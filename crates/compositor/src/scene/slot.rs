//! Slots: the places where artwork goes.

use pixels::geometry::Placement;

use super::Raster;
use crate::filter::SmartFilters;

/// Which of [`super::Scene::slots`] a layer shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SlotIndex(pub usize);

/// One layer's smart object.
#[derive(Debug, Clone)]
pub struct Slot {
    /// Where its content lies on the canvas; `None` when the file's geometry has no area, and then it can't be filled.
    pub placement: Option<Placement>,
    /// What is done to its content after it is placed; in the stored picture it is done already.
    pub filters: SmartFilters,
    /// Photoshop's own picture of the content in its place, shown when the slot is not filled.
    pub stored: Raster,
}
