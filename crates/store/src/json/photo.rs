//! Print areas, and the work of photo mockups.

use library::Result;
use library::ids::RenderId;
use library::photos;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Blob, Twin, twin};

/// The text of a photo's areas.
pub(crate) fn write_areas(areas: &[photos::Area]) -> Result<String> {
    super::write::<_, Vec<Area>>(&areas.to_vec())
}

/// The text's areas.
pub(crate) fn read_areas(text: &str) -> Result<Vec<photos::Area>> {
    super::read::<_, Vec<Area>>(text)
}

twin! { Area of photos::Area { id: Uuid, name: Option<String>, corners: [[f64; 2]; 4] } }

twin! { Import of photos::PhotoImport {
    source: Source,
    name: Option<String>,
    areas: Vec<Area>,
    word: String,
} }

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
enum Source {
    Url(String),
    File(Blob),
}

impl Twin<photos::PhotoSource> for Source {
    fn of(value: &photos::PhotoSource) -> Self {
        match value {
            photos::PhotoSource::Url(url) => Self::Url(url.clone()),
            photos::PhotoSource::File(file) => Self::File(Twin::of(file)),
        }
    }

    fn back(self) -> Result<photos::PhotoSource> {
        Ok(match self {
            Self::Url(url) => photos::PhotoSource::Url(url),
            Self::File(file) => photos::PhotoSource::File(file.back()?),
        })
    }
}

/// A render to be drawn, and its door's word.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Render {
    render: Uuid,
    word: String,
}

impl Twin<photos::PhotoRender> for Render {
    fn of(photos::PhotoRender { render, word }: &photos::PhotoRender) -> Self {
        Self { render: render.0, word: word.clone() }
    }

    fn back(self) -> Result<photos::PhotoRender> {
        Ok(photos::PhotoRender { render: RenderId(self.render), word: self.word })
    }
}
