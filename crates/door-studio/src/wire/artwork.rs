//! What goes into slots.

use library::renders as theirs;
use serde::{Deserialize, Deserializer};
use utoipa::ToSchema;
use uuid::Uuid;

use super::schemas;
use super::twin::twin;

twin! {
    /// How a picture meets a box of other proportions: stretched, as large as fits inside, as small as covers.
    Fit of theirs::Fit { Fill, Contain, Cover }
}

/// What goes into a slot.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Fill {
    /// Which slot.
    pub(crate) slot: Uuid,
    /// The picture that replaces the slot's content.
    #[serde(default)]
    pub(crate) artwork: Option<Artwork>,
    /// A colour over the artwork; without artwork, over the slot's own content.
    #[serde(default)]
    pub(crate) colour: Option<ColourOverlay>,
    /// How the slot's layer meets what lies below; the document's own mode when nothing is said.
    #[schema(schema_with = schemas::blend_or_null)]
    #[serde(default)]
    pub(crate) blend: Option<Blend>,
    /// The part of the frame that fit is measured against; the whole frame when nothing is said.
    #[serde(default)]
    pub(crate) print_area: Option<PrintArea>,
    /// Changes of the finished content.
    #[serde(default)]
    pub(crate) adjustments: Adjustments,
}

/// A picture and where it lies, in pixels of the slot's frame, y down.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Artwork {
    pub(crate) source: Source,
    /// Stretched over its box when nothing is said.
    #[serde(default = "fill")]
    pub(crate) fit: Fit,
    /// In degrees, clockwise.
    #[schema(minimum = -360, maximum = 360)]
    #[serde(default)]
    pub(crate) rotation: f64,
    /// Mirrored left to right.
    #[serde(default)]
    pub(crate) flip_horizontal: bool,
    /// Mirrored top to bottom.
    #[serde(default)]
    pub(crate) flip_vertical: bool,
    /// Its box, or one tile.
    #[serde(default)]
    pub(crate) size: Option<Size>,
    /// Where its box begins. Without a size, and not repeated: where on the canvas the whole slot goes.
    #[serde(default)]
    pub(crate) position: Option<Corner>,
    /// Whether it is repeated.
    #[serde(default)]
    pub(crate) repeat: Repeat,
}

const fn fill() -> Fit {
    Fit::Fill
}

impl Artwork {
    /// The same with its source at hand.
    pub(crate) fn with(&self, source: theirs::Source) -> theirs::Artwork {
        theirs::Artwork {
            source,
            fit: self.fit.into(),
            rotation: self.rotation,
            flip_horizontal: self.flip_horizontal,
            flip_vertical: self.flip_vertical,
            size: self.size.map(|Size { width, height }| (width, height)),
            position: self.position.map(|Corner { left, top }| (left, top)),
            alignment: None,
            repeat: self.repeat.into(),
        }
    }
}

/// Where a picture comes from.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Source {
    /// To be fetched.
    #[schema(value_type = schemas::FetchUrl)]
    Url(String),
    /// The file itself, in base64 with or without a `data:` prefix.
    #[schema(format = Byte)]
    Base64(String),
    /// An asset of the account.
    Asset(Uuid),
}

/// A width and a height.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Size {
    #[schema(minimum = 1, maximum = 300_000)]
    width: f64,
    #[schema(minimum = 1, maximum = 300_000)]
    height: f64,
}

/// A top left corner.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Corner {
    #[schema(minimum = -300_000, maximum = 300_000)]
    left: f64,
    #[schema(minimum = -300_000, maximum = 300_000)]
    top: f64,
}

/// Whether a picture is shown once or over and over.
#[derive(Debug, Clone, Copy, Default, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Repeat {
    /// Once.
    #[default]
    Once,
    /// In tiles of the artwork's size, which is needed then.
    Tile(Tile),
    /// In tiles of the picture's own size, scaled, edge to edge.
    Pattern(Pattern),
}

/// What lies between tiles.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Tile {
    /// Percent of a tile's width between columns.
    #[schema(minimum = 0, maximum = 100)]
    #[serde(default)]
    horizontal_spacing: f64,
    /// Percent of a tile's height between rows.
    #[schema(minimum = 0, maximum = 100)]
    #[serde(default)]
    vertical_spacing: f64,
}

/// How large a pattern's tiles are.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Pattern {
    /// Percent of the picture's own size.
    #[schema(minimum = 1, maximum = 10_000)]
    scale: f64,
}

impl From<Repeat> for theirs::Repeat {
    fn from(repeat: Repeat) -> Self {
        match repeat {
            Repeat::Once => Self::Once,
            Repeat::Tile(Tile { horizontal_spacing, vertical_spacing }) => {
                Self::Tile { horizontal_spacing, vertical_spacing }
            }
            Repeat::Pattern(Pattern { scale }) => Self::Pattern { scale_percent: scale },
        }
    }
}

/// A colour laid over.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ColourOverlay {
    /// Red, green, blue.
    #[schema(schema_with = schemas::colour)]
    colour: Colour,
    /// How it meets what it lies over; `normal` when nothing is said.
    #[schema(schema_with = schemas::blend)]
    #[serde(default)]
    blend: Blend,
}

impl From<ColourOverlay> for theirs::ColourOverlay {
    fn from(ColourOverlay { colour, blend }: ColourOverlay) -> Self {
        Self { rgb: colour.0, blend: blend.0 }
    }
}

/// A blend mode by its name.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Blend(pub(crate) theirs::BlendMode);

impl<'de> Deserialize<'de> for Blend {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        let mode = theirs::BlendMode::from_name(&name);
        mode.map(Self).ok_or_else(|| serde::de::Error::custom("this is no blend mode"))
    }
}

/// Red, green and blue, from `#rrggbb`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Colour(pub(crate) [u8; 3]);

impl<'de> Deserialize<'de> for Colour {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let mut rgb = [0; 3];
        let read = text.strip_prefix('#').map(|digits| hex::decode_to_slice(digits, &mut rgb));
        match read {
            Some(Ok(())) => Ok(Self(rgb)),
            _ => Err(serde::de::Error::custom("this is no colour like #ff8800")),
        }
    }
}

/// An upright part of a slot's frame.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PrintArea {
    #[schema(minimum = -300_000, maximum = 300_000)]
    left: f64,
    #[schema(minimum = -300_000, maximum = 300_000)]
    top: f64,
    #[schema(minimum = 1, maximum = 300_000)]
    width: f64,
    #[schema(minimum = 1, maximum = 300_000)]
    height: f64,
}

impl From<PrintArea> for theirs::PrintArea {
    fn from(PrintArea { left, top, width, height }: PrintArea) -> Self {
        Self { left, top, width, height }
    }
}

/// Changes of a slot's finished content.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Adjustments {
    #[schema(minimum = -150, maximum = 150)]
    brightness: f64,
    #[schema(minimum = -100, maximum = 100)]
    contrast: f64,
    #[schema(minimum = -100, maximum = 100)]
    saturation: f64,
    #[schema(minimum = -100, maximum = 100)]
    vibrance: f64,
    /// In percent.
    #[schema(minimum = 0, maximum = 100)]
    opacity: f64,
    #[schema(minimum = 0, maximum = 100)]
    blur: f64,
}

impl Default for Adjustments {
    fn default() -> Self {
        let theirs::Adjustments { brightness, contrast, saturation, vibrance, opacity, blur } =
            theirs::Adjustments::default();
        Self { brightness, contrast, saturation, vibrance, opacity, blur }
    }
}

impl From<Adjustments> for theirs::Adjustments {
    fn from(ours: Adjustments) -> Self {
        let Adjustments { brightness, contrast, saturation, vibrance, opacity, blur } = ours;
        Self { brightness, contrast, saturation, vibrance, opacity, blur }
    }
}
