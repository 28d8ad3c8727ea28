//! Makes new layered documents from plain interleaved pictures: 8-bit RGB, unless another mode or depth is asked for.

mod flatten;
mod layer;
mod samples;

use bytes::Bytes;
pub use layer::{NewLayer, NewMask};
use samples::Samples;

use crate::header::{ColorMode, Depth, Header, Version};
use crate::key::Key;
use crate::layers::{LayerSection, pack_rows};
use crate::linked::{self, LinkedFile};
use crate::merged::MergedImage;
use crate::resources::{Resource, id};
use crate::sink::Sink;
use crate::strings::UnicodeString;
use crate::{Document, Error, Result, compression::Compression};

/// Collects what a new document is made of.
#[derive(Debug, Clone)]
pub struct DocumentBuilder {
    width: u32,
    height: u32,
    version: Version,
    layers: Vec<NewLayer>,
    files: Vec<LinkedFile>,
    merged: Option<Vec<u8>>,
    resources: Vec<Resource>,
    blocks: Vec<(Key, Vec<u8>)>,
    samples: Samples,
}

impl DocumentBuilder {
    /// A document of this size, as PSD where that is large enough and as PSB otherwise.
    pub fn new(width: u32, height: u32) -> Self {
        let fits = width.max(height) <= Version::Psd.longest_side();
        let version = if fits { Version::Psd } else { Version::Psb };
        Self {
            width,
            height,
            version,
            layers: vec![],
            files: vec![],
            merged: None,
            resources: vec![],
            blocks: vec![],
            samples: Samples { mode: ColorMode::Rgb, depth: Depth::Eight },
        }
    }

    /// Makes it of another colour mode and depth. Pixels of layers are then the mode's samples and alpha, each as the
    /// file stores it: big-endian, as many bytes as the depth has. Masks keep one byte a pixel.
    #[must_use]
    pub fn color(mut self, mode: ColorMode, depth: Depth) -> Self {
        self.samples = Samples { mode, depth };
        self
    }

    /// Makes it a PSB whatever its size.
    #[must_use]
    pub fn large(mut self) -> Self {
        self.version = Version::Psb;
        self
    }

    /// Puts a layer on top of those added before.
    #[must_use]
    pub fn layer(mut self, layer: NewLayer) -> Self {
        self.layers.push(layer);
        self
    }

    /// Embeds a file for smart objects to show.
    #[must_use]
    pub fn file(mut self, file: LinkedFile) -> Self {
        self.files.push(file);
        self
    }

    /// The flattened picture as RGBA. Without one, the document says that it has none and a white one stands there.
    #[must_use]
    pub fn merged(mut self, rgba: impl Into<Vec<u8>>) -> Self {
        self.merged = Some(rgba.into());
        self
    }

    /// Adds a resource.
    #[must_use]
    pub fn resource(mut self, resource: Resource) -> Self {
        self.resources.push(resource);
        self
    }

    /// Adds a keyed block that belongs to the document: its patterns, its filter masks.
    #[must_use]
    pub fn block(mut self, key: &[u8; 4], data: impl Into<Vec<u8>>) -> Self {
        self.blocks.push((Key(*key), data.into()));
        self
    }

    /// Makes the document.
    pub fn build(self) -> Result<Document> {
        let Self { width, height, version, layers, files, merged, mut resources, blocks, samples } = self;
        let longest = width.max(height);
        if width == 0 || height == 0 || longest > version.longest_side() {
            return Err(Error::Unwritable("its size is nothing, or too large for its format"));
        }
        let pixels = width as usize * height as usize;
        if merged.as_ref().is_some_and(|rgba| rgba.len() != pixels * 4) {
            return Err(Error::Unwritable("the merged picture is not as large as the canvas"));
        }
        samples.check(merged.is_some())?;
        resources.push(Resource::new(id::RESOLUTION, RESOLUTION));
        resources.push(Resource::new(id::VERSION_INFO, version_info(merged.is_some())?));
        let has_transparency = merged.as_ref().is_some_and(|rgba| rgba.iter().skip(3).step_by(4).any(|a| *a != 255));
        let white = || vec![samples.constant(255, pixels); samples.mode.channels()];
        let planes = merged.map_or_else(white, |rgba| matted_planes(&rgba, has_transparency));
        let rows = pack_rows(planes.iter().map(Vec::as_slice), width as usize * samples.bytes(), version)?;
        let mut section = LayerSection::default();
        section.layers = flatten::flatten(layers, version, samples)?;
        section.merged_has_transparency = has_transparency;
        section.global_mask = Some(Bytes::new());
        if !files.is_empty() {
            section.blocks.set(b"lnk2", linked::to_bytes(&files)?);
        }
        for (key, data) in blocks {
            section.blocks.set(&key.0, data);
        }
        if let Some(key) = samples.container() {
            section.blocks.set(&key.0, Vec::new());
            section.container = Some(key);
        }
        let channels = planes.len() as u16;
        Ok(Document {
            header: Header { version, channels, height, width, depth: samples.depth, color_mode: samples.mode },
            color_mode_data: Bytes::new(),
            resources,
            layers: section,
            merged: MergedImage::new(Compression::PackBits, &rows),
        })
    }
}

/// 72 pixels per inch, shown in inches, both ways.
const RESOLUTION: &[u8] = &[0, 72, 0, 0, 0, 1, 0, 1, 0, 72, 0, 0, 0, 1, 0, 1];

fn version_info(has_real_merged_data: bool) -> Result<Vec<u8>> {
    let mut sink = Sink::default();
    sink.u32(1);
    sink.u8(u8::from(has_real_merged_data));
    UnicodeString::plain(env!("CARGO_PKG_NAME")).write(&mut sink)?;
    UnicodeString::plain(env!("CARGO_PKG_NAME")).write(&mut sink)?;
    sink.u32(1);
    Ok(sink.into_vec())
}

/// The planes of a merged image. Colours of transparent pixels are mixed with white, as Photoshop stores them.
fn matted_planes(rgba: &[u8], has_transparency: bool) -> Vec<Vec<u8>> {
    let matted = |pixel: &[u8], c: usize| {
        let (sample, alpha) = (u32::from(pixel[c]), u32::from(pixel[3]));
        ((sample * alpha + 255 * (255 - alpha) + 127) / 255) as u8
    };
    let mut planes: Vec<Vec<u8>> =
        (0..3).map(|c| rgba.chunks_exact(4).map(|pixel| matted(pixel, c)).collect()).collect();
    if has_transparency {
        planes.push(rgba.iter().skip(3).step_by(4).copied().collect());
    }
    planes
}
