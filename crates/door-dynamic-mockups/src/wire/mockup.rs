//! Mockups.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// A mockup.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub(crate) struct Mockup {
    pub(crate) uuid: Uuid,
    pub(crate) name: String,
    /// The widest preview's URL; empty for none.
    pub(crate) thumbnail: String,
    pub(crate) smart_objects: Vec<SmartObject>,
    pub(crate) text_layers: Vec<Named>,
    pub(crate) collections: Vec<Named>,
    pub(crate) thumbnails: Vec<Thumbnail>,
}

/// Something with a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct Named {
    pub(crate) uuid: Uuid,
    pub(crate) name: String,
}

/// A preview.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct Thumbnail {
    pub(crate) width: u32,
    pub(crate) url: String,
}

/// A smart object that artwork can go into.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub(crate) struct SmartObject {
    pub(crate) uuid: Uuid,
    pub(crate) name: String,
    /// Its contents in their own pixels.
    pub(crate) size: Size,
    /// Where it lies on the canvas.
    pub(crate) position: Position,
    /// The default one first: the whole of it.
    pub(crate) print_area_presets: Vec<Preset>,
}

/// Width and height in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct Size {
    pub(crate) width: u32,
    pub(crate) height: u32,
}

/// A corner in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct Position {
    pub(crate) top: i64,
    pub(crate) left: i64,
}

/// A named part of a smart object.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct Preset {
    pub(crate) uuid: Uuid,
    pub(crate) name: String,
    /// The mockup with the part filled.
    pub(crate) thumbnails: Vec<Thumbnail>,
}
