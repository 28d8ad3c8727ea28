//! What mockups, assets and collections have in common.

use library::things as theirs;
use serde::Serialize;
use utoipa::ToSchema;

use super::files::Files;
use super::twin::twin;

twin! {
    /// Who may see it, beside the members of its account: nobody, whoever has its link, everybody.
    Privacy of theirs::Privacy { Private, Unlisted, Public }
}

twin! {
    /// What a thing is.
    ThingKind of theirs::ThingKind { Mockup, Asset, Photo, Model, Link, Note, Colour, Stack }
}

/// A small picture.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Preview {
    /// Where it is.
    #[schema(schema_with = super::schemas::link)]
    pub(crate) url: String,
    /// Width in pixels.
    #[schema(minimum = 1)]
    pub(crate) width: u32,
    /// Height in pixels.
    #[schema(minimum = 1)]
    pub(crate) height: u32,
    /// Its media type.
    pub(crate) media_type: String,
}

impl Preview {
    pub(crate) fn of(previews: Vec<theirs::Preview>, files: &Files<'_>) -> Vec<Self> {
        let each = |theirs::Preview { width, height, blob, media_type }| Self {
            url: files.url(blob.hash, &media_type, ""),
            width,
            height,
            media_type,
        };
        previews.into_iter().map(each).collect()
    }
}
