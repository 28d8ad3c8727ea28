//! What was ordered.

use library::{Error, Result, renders};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Blob, Twin, named_twin, twin};

/// The order's text.
pub(crate) fn write(order: &renders::RenderOrder) -> Result<String> {
    super::write::<_, RenderOrder>(order)
}

/// The text's order.
pub(crate) fn read(text: &str) -> Result<renders::RenderOrder> {
    super::read::<_, RenderOrder>(text)
}

twin! { RenderOrder of renders::RenderOrder {
    fills: Vec<Fill>,
    texts: Vec<TextFill>,
    hidden: Vec<Uuid>,
    output: OutputOrder,
    design: Option<Uuid>,
} }

twin! { Fill of renders::Fill {
    slot: Uuid,
    artwork: Option<Artwork>,
    colour: Option<ColourOverlay>,
    blend: Option<BlendMode>,
    print_area: Option<PrintArea>,
    adjustments: Adjustments,
} }

twin! { Artwork of renders::Artwork {
    source: Source,
    fit: Fit,
    rotation: f64,
    flip_horizontal: bool,
    flip_vertical: bool,
    size: Option<(f64, f64)>,
    position: Option<(f64, f64)>,
    alignment: Option<Alignment>,
    repeat: Repeat,
} }

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
enum Source {
    Url(String),
    Blob(Blob),
    Forgotten,
}

impl Twin<renders::Source> for Source {
    fn of(value: &renders::Source) -> Self {
        match value {
            renders::Source::Url(url) => Self::Url(url.clone()),
            renders::Source::Blob(blob) => Self::Blob(Twin::of(blob)),
            renders::Source::Forgotten => Self::Forgotten,
        }
    }

    fn back(self) -> Result<renders::Source> {
        Ok(match self {
            Self::Url(url) => renders::Source::Url(url),
            Self::Blob(blob) => renders::Source::Blob(blob.back()?),
            Self::Forgotten => renders::Source::Forgotten,
        })
    }
}

twin! { Alignment of renders::Alignment { horizontal: Anchor, vertical: Anchor, offset: (f64, f64) } }

named_twin! { Anchor of renders::Anchor { Start, Middle, End } }

named_twin! { Fit of renders::Fit { Fill, Contain, Cover } }

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
enum Repeat {
    Once,
    Tile { horizontal_spacing: f64, vertical_spacing: f64 },
    Pattern { scale_percent: f64 },
}

impl Twin<renders::Repeat> for Repeat {
    fn of(value: &renders::Repeat) -> Self {
        match *value {
            renders::Repeat::Once => Self::Once,
            renders::Repeat::Tile { horizontal_spacing, vertical_spacing } => {
                Self::Tile { horizontal_spacing, vertical_spacing }
            }
            renders::Repeat::Pattern { scale_percent } => Self::Pattern { scale_percent },
        }
    }

    fn back(self) -> Result<renders::Repeat> {
        Ok(match self {
            Self::Once => renders::Repeat::Once,
            Self::Tile { horizontal_spacing, vertical_spacing } => {
                renders::Repeat::Tile { horizontal_spacing, vertical_spacing }
            }
            Self::Pattern { scale_percent } => renders::Repeat::Pattern { scale_percent },
        })
    }
}

twin! { ColourOverlay of renders::ColourOverlay { rgb: [u8; 3], blend: BlendMode } }

/// A blend mode, by the library's own name for storage.
#[derive(Serialize, Deserialize)]
struct BlendMode(String);

impl Twin<renders::BlendMode> for BlendMode {
    fn of(value: &renders::BlendMode) -> Self {
        Self(value.name().to_owned())
    }

    fn back(self) -> Result<renders::BlendMode> {
        renders::BlendMode::from_name(&self.0).ok_or_else(|| Error::internal(format!("no blend mode {:?}", self.0)))
    }
}

twin! { PrintArea of renders::PrintArea { left: f64, top: f64, width: f64, height: f64 } }

twin! { Adjustments of renders::Adjustments {
    brightness: f64,
    contrast: f64,
    saturation: f64,
    vibrance: f64,
    opacity: f64,
    blur: f64,
} }

twin! { TextFill of renders::TextFill {
    layer: Uuid,
    words: Words,
    font: Option<String>,
    size: Option<f64>,
    colour: Option<[u8; 3]>,
    strokes: Vec<Option<[u8; 3]>>,
    fit: TextFit,
} }

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
enum Words {
    All(String),
    Runs(Vec<(u32, String)>),
}

impl Twin<renders::Words> for Words {
    fn of(value: &renders::Words) -> Self {
        match value {
            renders::Words::All(words) => Self::All(words.clone()),
            renders::Words::Runs(runs) => Self::Runs(runs.clone()),
        }
    }

    fn back(self) -> Result<renders::Words> {
        Ok(match self {
            Self::All(words) => renders::Words::All(words),
            Self::Runs(runs) => renders::Words::Runs(runs),
        })
    }
}

named_twin! { TextFit of renders::TextFit { Overflow, Shrink, Clip } }

twin! { OutputOrder of renders::OutputOrder { format: Format, width: Option<u32>, quality: u8, dpi: Option<u32> } }

named_twin! { Format of renders::Format { Png, Jpeg, Webp } }
