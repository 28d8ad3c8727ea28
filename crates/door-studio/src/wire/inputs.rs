//! Names that a collection gives to slots of its mockups.

use library::ids::ThingId;
use library::inputs as theirs;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// A slot of one of the collection's mockups.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Target {
    mockup: Uuid,
    slot: Uuid,
}

/// What an input fills.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewInput {
    /// A slot at most once.
    #[schema(min_items = 1, max_items = 500)]
    targets: Vec<Target>,
}

impl NewInput {
    pub(crate) fn into_targets(self) -> Vec<theirs::Target> {
        let target = |Target { mockup, slot }| theirs::Target { mockup: ThingId(mockup), slot };
        self.targets.into_iter().map(target).collect()
    }
}

/// A name for slots.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Input {
    /// Once in a collection.
    name: String,
    targets: Vec<Target>,
}

impl From<theirs::Input> for Input {
    fn from(theirs::Input { collection: _, name, targets }: theirs::Input) -> Self {
        let target = |theirs::Target { mockup, slot }| Target { mockup: mockup.0, slot };
        Self { name, targets: targets.into_iter().map(target).collect() }
    }
}

/// A collection's inputs by name.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Inputs {
    pub(crate) items: Vec<Input>,
}
