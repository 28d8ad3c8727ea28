//! Turns the tree of new layers into the flat list of records that files have.

use super::samples::Samples;
use super::{NewLayer, NewMask};
use crate::compression::Compression;
use crate::header::Version;
use crate::key::Key;
use crate::layers::{BlendMode, BlendingRanges, Channel, ChannelId, Layer, LayerFlags, LayerMask, MaskFlags, Rect};
use crate::strings::PascalString;
use crate::tagged::{Section, TaggedBlocks};
use crate::{Error, Result};

/// The records of `layers`, bottom first, each with an id of its own.
pub(super) fn flatten(layers: Vec<NewLayer>, version: Version, samples: Samples) -> Result<Vec<Layer>> {
    let mut flattener = Flattener { records: Vec::new(), version, samples };
    layers.into_iter().try_for_each(|layer| flattener.add(layer))?;
    Ok(flattener.records)
}

/// What Photoshop calls the lower end of a group.
const DIVIDER_NAME: &str = "</Layer group>";

struct Flattener {
    records: Vec<Layer>,
    version: Version,
    samples: Samples,
}

impl Flattener {
    fn add(&mut self, mut layer: NewLayer) -> Result<()> {
        if let Some(children) = layer.children.take() {
            let divider =
                NewLayer::raster(DIVIDER_NAME, Rect::default(), []).block(b"lsct", Section::divider().to_bytes());
            self.push(divider, LayerFlags::HAS_IRRELEVANT | LayerFlags::PIXELS_IRRELEVANT)?;
            children.into_iter().try_for_each(|child| self.add(child))?;
            let section = Section::group(layer.blend_mode).to_bytes();
            layer.blocks.insert(0, (Key::new(b"lsct"), section));
            return self.push(layer, LayerFlags::HAS_IRRELEVANT | LayerFlags::PIXELS_IRRELEVANT);
        }
        if layer.blend_mode == BlendMode::PassThrough {
            return Err(Error::Unwritable("only groups can pass through"));
        }
        self.push(layer, LayerFlags::HAS_IRRELEVANT)
    }

    fn push(&mut self, layer: NewLayer, flags: u8) -> Result<()> {
        let mut blocks = TaggedBlocks::default();
        blocks.set(b"lyid", (self.records.len() as u32 + 1).to_be_bytes());
        blocks.set(b"clbl", [1, 0, 0, 0]);
        blocks.set(b"infx", [0; 4]);
        blocks.set(b"knko", [0; 4]);
        if layer.fill_opacity != 255 {
            blocks.set(b"iOpa", [layer.fill_opacity, 0, 0, 0]);
        }
        for (key, data) in layer.blocks {
            blocks.set(&key.0, data);
        }
        let mut channels = self.color_channels(layer.rect, &layer.pixels)?;
        let mask = layer.mask.map(|mask| self.mask_record(&mask, &mut channels)).transpose()?;
        let hidden = if layer.is_visible { 0 } else { LayerFlags::HIDDEN };
        let mut record = Layer {
            rect: layer.rect,
            channels,
            signature: Key::new(b"8BIM"),
            blend_mode: layer.blend_mode,
            opacity: layer.opacity,
            clipping: u8::from(layer.is_clipped),
            flags: LayerFlags(flags | hidden),
            filler: 0,
            mask,
            blending_ranges: BlendingRanges::full(self.samples.mode.channels() + 1),
            legacy_name: PascalString::default(),
            blocks,
        };
        record.set_name(&layer.name)?;
        self.records.push(record);
        Ok(())
    }

    /// Transparency, then the colours; empty ones where there are no pixels.
    fn color_channels(&self, rect: Rect, pixels: &[u8]) -> Result<Vec<Channel>> {
        let (colors, bytes) = (self.samples.mode.channels(), self.samples.bytes());
        let stride = (colors + 1) * bytes;
        let count = rect.width() as usize * rect.height() as usize;
        if pixels.len() != count * stride {
            return Err(Error::Unwritable("a layer's pixels are not as many as its rectangle has"));
        }
        let channel = |(id, at): (i16, usize)| {
            if count == 0 {
                return Ok(Channel::new(ChannelId(id), Compression::Raw, &[]));
            }
            let samples = pixels.chunks_exact(stride).flat_map(|pixel| &pixel[at * bytes..][..bytes]);
            let plane: Vec<u8> = samples.copied().collect();
            Channel::pack(ChannelId(id), &plane, rect.width() as usize * bytes, self.version)
        };
        let ids = (-1..).zip(std::iter::once(colors).chain(0..colors));
        ids.map(channel).collect()
    }

    fn mask_record(&self, mask: &NewMask, channels: &mut Vec<Channel>) -> Result<LayerMask> {
        let (width, height) = (mask.rect.width() as usize, mask.rect.height() as usize);
        if mask.samples.len() != width * height {
            return Err(Error::Unwritable("a mask's samples are not as many as its rectangle has"));
        }
        let samples = self.samples.widened(&mask.samples);
        let channel = Channel::pack(ChannelId::USER_MASK, &samples, width * self.samples.bytes(), self.version)?;
        channels.push(channel);
        let mut record = LayerMask::new(mask.rect, mask.outside);
        if mask.parameters.is_some() {
            record.flags = MaskFlags(MaskFlags::PARAMETERS);
            record.parameters = mask.parameters;
        }
        Ok(record)
    }
}
