//! What presets ask of storage.

use async_trait::async_trait;

use super::Preset;
use crate::Result;
use crate::ids::{PresetId, ThingId};

/// Reading.
#[async_trait]
pub trait Read {
    /// The presets of these mockups, oldest first.
    async fn presets(&self, mockups: &[ThingId]) -> Result<Vec<Preset>>;
}

/// Changing.
#[async_trait]
pub trait Write {
    /// Adds a preset.
    async fn insert_preset(&mut self, preset: &Preset) -> Result<()>;

    /// Writes name, area and previews; says whether it was there.
    async fn update_preset(&mut self, preset: &Preset) -> Result<bool>;

    /// Removes a preset; says whether it was there.
    async fn delete_preset(&mut self, mockup: ThingId, id: PresetId) -> Result<bool>;
}
