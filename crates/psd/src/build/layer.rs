//! One layer of a new document.

use crate::Result;
use crate::descriptor::Descriptor;
use crate::key::Key;
use crate::layers::{BlendMode, MaskParameters, Rect};
use crate::tagged::{Color, PlacedLayer, SmartObjectData};

/// A raster mask.
#[derive(Debug, Clone, PartialEq)]
pub struct NewMask {
    /// Where it has samples.
    pub rect: Rect,
    /// One byte a pixel of `rect`: 255 shows, 0 hides.
    pub samples: Vec<u8>,
    /// What counts outside `rect`: 255 or 0.
    pub outside: u8,
    /// Density and feather.
    pub parameters: Option<MaskParameters>,
}

/// A layer, a fill, a smart object or a group.
#[derive(Debug, Clone, PartialEq)]
pub struct NewLayer {
    pub(super) name: String,
    pub(super) rect: Rect,
    /// RGBA, not premultiplied (or what the document's mode and depth ask for); as many as `rect` has.
    pub(super) pixels: Vec<u8>,
    pub(super) blend_mode: BlendMode,
    pub(super) opacity: u8,
    pub(super) fill_opacity: u8,
    pub(super) is_clipped: bool,
    pub(super) is_visible: bool,
    pub(super) mask: Option<NewMask>,
    pub(super) blocks: Vec<(Key, Vec<u8>)>,
    /// Bottom first; only groups have some.
    pub(super) children: Option<Vec<Self>>,
}

impl NewLayer {
    fn bare(name: &str) -> Self {
        Self {
            name: name.into(),
            rect: Rect::default(),
            pixels: Vec::new(),
            blend_mode: BlendMode::Normal,
            opacity: 255,
            fill_opacity: 255,
            is_clipped: false,
            is_visible: true,
            mask: None,
            blocks: Vec::new(),
            children: None,
        }
    }

    /// A layer of pixels: RGBA, not premultiplied, row by row over `rect`.
    pub fn raster(name: &str, rect: Rect, rgba: impl Into<Vec<u8>>) -> Self {
        Self { rect, pixels: rgba.into(), ..Self::bare(name) }
    }

    /// A group of layers, bottom first.
    pub fn group(name: &str, children: Vec<Self>) -> Self {
        Self { blend_mode: BlendMode::PassThrough, children: Some(children), ..Self::bare(name) }
    }

    /// A layer filled with one colour, samples 0 to 255.
    pub fn solid(name: &str, rgb: [u8; 3]) -> Result<Self> {
        let color = Color::rgb_descriptor(rgb.map(f64::from));
        let fill = Descriptor::new("null").with("Clr ", color).to_bytes()?;
        Ok(Self::bare(name).block(b"SoCo", fill))
    }

    /// A smart object, and the pixels that its content makes when it is placed: RGBA over `rect`.
    pub fn smart_object(name: &str, placed: &PlacedLayer, rect: Rect, rgba: impl Into<Vec<u8>>) -> Result<Self> {
        let data = SmartObjectData { version: 4, descriptor: placed.to_descriptor() };
        Ok(Self::raster(name, rect, rgba).block(b"SoLd", data.to_bytes()?))
    }

    /// Sets how it blends.
    #[must_use]
    pub fn blend(mut self, mode: BlendMode) -> Self {
        self.blend_mode = mode;
        self
    }

    /// Sets its opacity.
    #[must_use]
    pub fn opacity(mut self, opacity: u8) -> Self {
        self.opacity = opacity;
        self
    }

    /// Sets the opacity of its own pixels, without its effects.
    #[must_use]
    pub fn fill_opacity(mut self, opacity: u8) -> Self {
        self.fill_opacity = opacity;
        self
    }

    /// Clips it to the layer below.
    #[must_use]
    pub fn clipped(mut self) -> Self {
        self.is_clipped = true;
        self
    }

    /// Switches it off.
    #[must_use]
    pub fn hidden(mut self) -> Self {
        self.is_visible = false;
        self
    }

    /// Gives it a raster mask.
    #[must_use]
    pub fn mask(mut self, mask: NewMask) -> Self {
        self.mask = Some(mask);
        self
    }

    /// Adds a keyed block.
    #[must_use]
    pub fn block(mut self, key: &[u8; 4], data: impl Into<Vec<u8>>) -> Self {
        self.blocks.push((Key(*key), data.into()));
        self
    }
}
