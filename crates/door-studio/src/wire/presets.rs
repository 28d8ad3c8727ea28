//! Named print areas of slots.

use chrono::{DateTime, Utc};
use library::presets as theirs;
use library::renders::PrintArea as TheirArea;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::files::Files;
use super::schemas;
use super::things::Preview;

/// An upright part of a slot's frame, in its pixels.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PresetArea {
    #[schema(minimum = 0, maximum = 300_000)]
    left: f64,
    #[schema(minimum = 0, maximum = 300_000)]
    top: f64,
    #[schema(minimum = 1, maximum = 300_000)]
    width: f64,
    #[schema(minimum = 1, maximum = 300_000)]
    height: f64,
}

/// A preset to be made, or what one is to become.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewPreset {
    #[schema(schema_with = schemas::name)]
    name: String,
    /// Inside the slot's frame.
    area: PresetArea,
}

impl From<NewPreset> for theirs::NewPreset {
    fn from(NewPreset { name, area }: NewPreset) -> Self {
        let PresetArea { left, top, width, height } = area;
        Self { name, area: TheirArea { left, top, width, height } }
    }
}

/// A named part of a slot's frame.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Preset {
    id: Uuid,
    /// Of which mockup.
    mockup: Uuid,
    /// Of which slot.
    slot: Uuid,
    name: String,
    area: PresetArea,
    /// The mockup with the area filled, widest first.
    previews: Vec<Preview>,
    created_at: DateTime<Utc>,
}

impl Preset {
    pub(crate) fn of(preset: theirs::Preset, files: &Files<'_>) -> Self {
        let theirs::Preset { id, mockup, slot, name, area, previews, created_at } = preset;
        let TheirArea { left, top, width, height } = area;
        let (id, mockup, area) = (id.0, mockup.0, PresetArea { left, top, width, height });
        Self { id, mockup, slot, name, area, previews: Preview::of(previews, files), created_at }
    }
}

/// The presets of a slot, oldest first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Presets {
    pub(crate) items: Vec<Preset>,
}
