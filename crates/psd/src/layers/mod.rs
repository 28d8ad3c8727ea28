//! Chapter "Layer and Mask Information Section".

mod blend_mode;
mod blending_ranges;
mod channel;
mod mask;
mod record;
mod rect;
mod views;

use bytes::Bytes;

pub use blend_mode::BlendMode;
pub use blending_ranges::{BlendingRange, BlendingRanges};
pub(crate) use channel::pack_rows;
pub use channel::{Channel, ChannelId};
pub use mask::{LayerMask, MaskFlags, MaskParameters, RealMask};
pub use record::{Layer, LayerFlags};
pub use rect::Rect;

use crate::cursor::Cursor;
use crate::header::Version;
use crate::key::Key;
use crate::sink::Sink;
use crate::tagged::TaggedBlocks;
use crate::{Error, Limits, Result};

/// The layers, and the keyed blocks that belong to the document.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct LayerSection {
    /// Bottom first, flat as stored: a group is a divider record, its children, and the group's own record.
    pub layers: Vec<Layer>,
    /// The first extra channel of the merged image is the transparency of the whole document.
    pub merged_has_transparency: bool,
    /// The keyed block the layers are in, `Lr16` or `Lr32` in deep documents. `None`: in their usual place.
    pub container: Option<Key>,
    /// "Global layer mask info" as stored; `None` where the section ends before it.
    pub global_mask: Option<Bytes>,
    /// Patterns, linked files and whatever else belongs to the document.
    pub blocks: TaggedBlocks,
    /// How the two layouts that say nothing of their own were written.
    layout: Layout,
}

/// What must be kept about the section to write it back byte for byte.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Layout {
    /// The section has no contents at all.
    is_empty: bool,
    /// The usual place, when it is not where the layers are.
    bare_info: Bytes,
    /// Bytes between the last channel and the end of the layers' length; `None` in a new document, whose length is
    /// made a multiple of 4.
    padding: Option<Bytes>,
}

impl LayerSection {
    pub(crate) fn read(data: Bytes, version: Version, limits: &Limits) -> Result<Self> {
        let mut section = Self::default();
        if data.is_empty() {
            section.layout.is_empty = true;
            return Ok(section);
        }
        let mut cursor = Cursor::new(data, "the layer section");
        let length = cursor.length(version.is_wide())?;
        let info = cursor.take(length)?;
        if cursor.left() >= 4 {
            section.global_mask = Some(cursor.block()?);
        }
        section.blocks = TaggedBlocks::read(&mut cursor, version.is_wide());
        let has_layers = info.get(..2).is_some_and(|count| count != [0, 0]);
        section.container = if has_layers { None } else { CONTAINERS.into_iter().find(|key| section.has_block(*key)) };
        match section.container {
            None => section.read_layers(info, version, limits)?,
            Some(key) => {
                section.layout.bare_info = info;
                let block = section.blocks.data(&key.0).cloned().unwrap_or_default();
                section.read_layers(block, version, limits)?;
            }
        }
        Ok(section)
    }

    fn has_block(&self, key: Key) -> bool {
        self.blocks.data(&key.0).is_some_and(|data| !data.is_empty())
    }

    /// "Layer info" behind its length.
    fn read_layers(&mut self, info: Bytes, version: Version, limits: &Limits) -> Result<()> {
        if info.is_empty() {
            return Ok(());
        }
        let mut cursor = Cursor::new(info, "the layer list");
        let count = cursor.i16()?;
        self.merged_has_transparency = count < 0;
        let count = count.unsigned_abs() as usize;
        limits.check_layers(count)?;
        let mut lengths = Vec::with_capacity(cursor.room_for(count, RECORD_MINIMUM)?);
        self.layers.reserve_exact(count);
        for _ in 0..count {
            let (layer, channels) = Layer::read_record(&mut cursor, version, limits)?;
            self.layers.push(layer);
            lengths.push(channels);
        }
        for (layer, lengths) in self.layers.iter_mut().zip(&lengths) {
            layer.read_channels(lengths, &mut cursor)?;
        }
        self.layout.padding = Some(cursor.rest());
        Ok(())
    }

    pub(crate) fn write(&self, sink: &mut Sink, version: Version) -> Result<()> {
        if self.layout.is_empty && self.layers.is_empty() && self.blocks.iter().next().is_none() {
            return Ok(());
        }
        let wide = version.is_wide();
        sink.measured(wide, |sink| {
            if self.container.is_none() {
                return self.write_layers(sink, version);
            }
            sink.bytes(&self.layout.bare_info);
            Ok(())
        })?;
        if let Some(mask) = &self.global_mask {
            sink.block(mask)?;
        }
        self.blocks.write_with(sink, wide, |sink, block| {
            if self.container != Some(block.key) {
                return Ok(false);
            }
            self.write_layers(sink, version).map(|()| true)
        })
    }

    fn write_layers(&self, sink: &mut Sink, version: Version) -> Result<()> {
        if self.layers.is_empty() && !self.merged_has_transparency && self.layout.padding.is_none() {
            return Ok(());
        }
        let start = sink.len();
        let count = i16::try_from(self.layers.len()).map_err(|_| Error::Unwritable("it has too many layers"))?;
        sink.i16(if self.merged_has_transparency { -count } else { count });
        self.layers.iter().try_for_each(|layer| layer.write_record(sink, version))?;
        self.layers.iter().flat_map(|layer| &layer.channels).for_each(|channel| sink.bytes(channel.as_bytes()));
        match &self.layout.padding {
            Some(padding) => sink.bytes(padding),
            None => sink.pad(start, 4),
        }
        Ok(())
    }
}

/// Keyed blocks that hold the layer list of deep documents.
const CONTAINERS: [Key; 3] = [Key::new(b"Lr16"), Key::new(b"Lr32"), Key::new(b"Layr")];

/// The fewest bytes that a layer record has.
const RECORD_MINIMUM: usize = 46;
