//! The layer tree.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// A mockup's layers.
#[derive(Debug, PartialEq, Serialize, ToSchema)]
pub(crate) struct Layers {
    pub(crate) mockup_uuid: Uuid,
    /// Front-most first.
    pub(crate) layers: Vec<Layer>,
}

/// A layer.
#[derive(Debug, PartialEq, Serialize, ToSchema)]
pub(crate) struct Layer {
    pub(crate) uuid: Uuid,
    pub(crate) name: String,
    /// artboard, group, `smart_object`, text, pixel, shape, fill or adjustment.
    pub(crate) kind: &'static str,
    pub(crate) visible: bool,
    /// The layers inside it, front-most first. An artboard's come right before it instead.
    #[schema(no_recursion)]
    pub(crate) children: Vec<Layer>,
}
