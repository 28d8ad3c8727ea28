//! What is ordered: artwork for slots, words for text layers, layers to leave out, and the output.
//!
//! Lengths are in pixels of the slot's own frame, y down; angles in degrees, clockwise.

use uuid::Uuid;

use crate::blobs::Blob;

/// An order.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct RenderOrder {
    /// What goes into slots; a slot at most once.
    pub fills: Vec<Fill>,
    /// New words for text layers; a layer at most once.
    pub texts: Vec<TextFill>,
    /// Layers to leave out.
    pub hidden: Vec<Uuid>,
    /// The file.
    pub output: OutputOrder,
    /// The slot whose flat design, as it would be printed, is drawn instead of the scene.
    pub design: Option<Uuid>,
}

/// What goes into a slot.
#[derive(Debug, Clone, PartialEq)]
pub struct Fill {
    /// Which slot.
    pub slot: Uuid,
    /// The picture that replaces the slot's content.
    pub artwork: Option<Artwork>,
    /// A colour over the artwork; without artwork, over the slot's own content.
    pub colour: Option<ColourOverlay>,
    /// How the slot's layer meets what lies below; `None` keeps the document's own mode.
    pub blend: Option<BlendMode>,
    /// The part of the frame that fit is measured against; the whole frame by default.
    pub print_area: Option<PrintArea>,
    /// Changes of the finished content.
    pub adjustments: Adjustments,
}

impl Fill {
    /// A slot that keeps its content.
    pub fn of(slot: Uuid) -> Self {
        Self { slot, artwork: None, colour: None, blend: None, print_area: None, adjustments: Adjustments::default() }
    }
}

/// A picture and where it lies.
#[derive(Debug, Clone, PartialEq)]
pub struct Artwork {
    /// Where it comes from.
    pub source: Source,
    /// How it meets its box.
    pub fit: Fit,
    /// -360 to 360, before sizing.
    pub rotation: f64,
    /// Mirrored left to right.
    pub flip_horizontal: bool,
    /// Mirrored top to bottom.
    pub flip_vertical: bool,
    /// Width and height of its box, or of one tile.
    pub size: Option<(f64, f64)>,
    /// Left and top of its box. Without a size (and not repeated): where on the canvas the whole slot goes.
    pub position: Option<(f64, f64)>,
    /// Where its box lies, instead of a position.
    pub alignment: Option<Alignment>,
    /// Whether it is repeated.
    pub repeat: Repeat,
}

impl Artwork {
    /// Stretched over the frame, and nothing else.
    pub fn new(source: Source) -> Self {
        Self {
            source,
            fit: Fit::Fill,
            rotation: 0.0,
            flip_horizontal: false,
            flip_vertical: false,
            size: None,
            position: None,
            alignment: None,
            repeat: Repeat::Once,
        }
    }
}

/// Where artwork comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// To be fetched when it is drawn.
    Url(String),
    /// Stored.
    Blob(Blob),
    /// It was, and its owner had it forgotten.
    Forgotten,
}

/// How a picture meets a box of other proportions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Fit {
    /// Stretched.
    #[default]
    Fill,
    /// As large as fits inside.
    Contain,
    /// As small as covers.
    Cover,
}

/// A box that lies against the frame, or the print area, without saying where its corner is.
///
/// The box is the fitted picture's; with a size, the upright one around the picture that was given this size and then
/// turned. In tiles it is the first one's, and its size every tile's.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Alignment {
    /// Where it lies from left to right.
    pub horizontal: Anchor,
    /// Where it lies from top to bottom.
    pub vertical: Anchor,
    /// How far it is moved from there, to the right and down.
    pub offset: (f64, f64),
}

/// A place along one axis.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Anchor {
    /// Left, or top.
    Start,
    /// The middle.
    #[default]
    Middle,
    /// Right, or bottom.
    End,
}

/// Whether a picture is shown once or over and over.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub enum Repeat {
    /// Once.
    #[default]
    Once,
    /// In tiles of the artwork's size, with this many percent of a tile left free between them.
    Tile {
        /// Percent of a tile's width between columns.
        horizontal_spacing: f64,
        /// Percent of a tile's height between rows.
        vertical_spacing: f64,
    },
    /// In tiles of the picture's own size times this many percent, edge to edge.
    Pattern {
        /// 100 for the picture's own size.
        scale_percent: f64,
    },
}

/// A colour laid over.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ColourOverlay {
    /// Red, green, blue.
    pub rgb: [u8; 3],
    /// How it meets what it lies over.
    pub blend: BlendMode,
}

/// How a layer meets what lies below it: Photoshop's modes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(missing_docs, reason = "the names are Photoshop's own")]
pub enum BlendMode {
    #[default]
    Normal,
    Dissolve,
    Darken,
    Multiply,
    ColorBurn,
    LinearBurn,
    DarkerColor,
    Lighten,
    Screen,
    ColorDodge,
    LinearDodge,
    LighterColor,
    Overlay,
    SoftLight,
    HardLight,
    VividLight,
    LinearLight,
    PinLight,
    HardMix,
    Difference,
    Exclusion,
    Subtract,
    Divide,
    Hue,
    Saturation,
    Color,
    Luminosity,
}

impl BlendMode {
    /// All of them, in Photoshop's order.
    pub const ALL: [Self; 27] = [
        Self::Normal,
        Self::Dissolve,
        Self::Darken,
        Self::Multiply,
        Self::ColorBurn,
        Self::LinearBurn,
        Self::DarkerColor,
        Self::Lighten,
        Self::Screen,
        Self::ColorDodge,
        Self::LinearDodge,
        Self::LighterColor,
        Self::Overlay,
        Self::SoftLight,
        Self::HardLight,
        Self::VividLight,
        Self::LinearLight,
        Self::PinLight,
        Self::HardMix,
        Self::Difference,
        Self::Exclusion,
        Self::Subtract,
        Self::Divide,
        Self::Hue,
        Self::Saturation,
        Self::Color,
        Self::Luminosity,
    ];

    /// Its name in storage and in dialects: `color_burn`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Normal => "normal",
            Self::Dissolve => "dissolve",
            Self::Darken => "darken",
            Self::Multiply => "multiply",
            Self::ColorBurn => "color_burn",
            Self::LinearBurn => "linear_burn",
            Self::DarkerColor => "darker_color",
            Self::Lighten => "lighten",
            Self::Screen => "screen",
            Self::ColorDodge => "color_dodge",
            Self::LinearDodge => "linear_dodge",
            Self::LighterColor => "lighter_color",
            Self::Overlay => "overlay",
            Self::SoftLight => "soft_light",
            Self::HardLight => "hard_light",
            Self::VividLight => "vivid_light",
            Self::LinearLight => "linear_light",
            Self::PinLight => "pin_light",
            Self::HardMix => "hard_mix",
            Self::Difference => "difference",
            Self::Exclusion => "exclusion",
            Self::Subtract => "subtract",
            Self::Divide => "divide",
            Self::Hue => "hue",
            Self::Saturation => "saturation",
            Self::Color => "color",
            Self::Luminosity => "luminosity",
        }
    }

    /// The mode of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mode| mode.name() == name)
    }
}

/// An upright part of a slot's frame.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PrintArea {
    /// From the frame's left edge.
    pub left: f64,
    /// From the frame's top edge.
    pub top: f64,
    /// To the right.
    pub width: f64,
    /// Down.
    pub height: f64,
}

/// Changes of a slot's finished content.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Adjustments {
    /// -150 to 150.
    pub brightness: f64,
    /// -100 to 100.
    pub contrast: f64,
    /// -100 to 100.
    pub saturation: f64,
    /// -100 to 100.
    pub vibrance: f64,
    /// 0 to 100 percent.
    pub opacity: f64,
    /// 0 to 100: a Gaussian blur.
    pub blur: f64,
}

impl Default for Adjustments {
    fn default() -> Self {
        Self { brightness: 0.0, contrast: 0.0, saturation: 0.0, vibrance: 0.0, opacity: 100.0, blur: 0.0 }
    }
}

/// New words for a text layer.
#[derive(Debug, Clone, PartialEq)]
pub struct TextFill {
    /// Which layer.
    pub layer: Uuid,
    /// The words.
    pub words: Words,
    /// Another font, by PostScript name.
    pub font: Option<String>,
    /// Another size in canvas pixels.
    pub size: Option<f64>,
    /// Another colour.
    pub colour: Option<[u8; 3]>,
    /// Other colours for the layer's stroke effects, from the first; `None` keeps one.
    pub strokes: Vec<Option<[u8; 3]>>,
    /// What to do with words that need more room than the layer has.
    pub fit: TextFit,
}

/// Words for a whole layer, or for some of its runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Words {
    /// For the whole layer, in its first run's style.
    All(String),
    /// By the run's number, from 0.
    Runs(Vec<(u32, String)>),
}

/// What becomes of words that need more room.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TextFit {
    /// They stick out.
    #[default]
    Overflow,
    /// They are made smaller.
    Shrink,
    /// They are cut off.
    Clip,
}

/// The file.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OutputOrder {
    /// Its format.
    pub format: Format,
    /// Width in pixels; the height follows. `None` for the canvas's own size.
    pub width: Option<u32>,
    /// 1 to 100, for formats that lose.
    pub quality: u8,
    /// Resolution to write into the file; `None` for the template's own.
    pub dpi: Option<u32>,
}

impl Default for OutputOrder {
    fn default() -> Self {
        Self { format: Format::Webp, width: None, quality: 90, dpi: None }
    }
}

/// A picture's file format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// PNG.
    Png,
    /// JPEG.
    Jpeg,
    /// WebP.
    Webp,
}

impl Format {
    /// Its name in storage, and the extension of its files.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Jpeg => "jpg",
            Self::Webp => "webp",
        }
    }

    /// The format with that extension.
    pub fn from_extension(extension: &str) -> Option<Self> {
        [Self::Png, Self::Jpeg, Self::Webp].into_iter().find(|format| format.extension() == extension)
    }

    /// Its media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Webp => "image/webp",
        }
    }
}
