//! "Layer records": everything about a layer but its pixels, which follow after the last record.

use super::{BlendMode, BlendingRanges, Channel, ChannelId, LayerMask, Rect};
use crate::cursor::Cursor;
use crate::header::Version;
use crate::key::Key;
use crate::sink::Sink;
use crate::strings::PascalString;
use crate::tagged::TaggedBlocks;
use crate::{Limits, Result};

/// The switches of a layer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct LayerFlags(pub u8);

impl LayerFlags {
    /// Transparency is locked.
    pub const TRANSPARENCY_PROTECTED: u8 = 1;
    /// Switched off. (The chapter calls this bit "visible"; set, it means hidden.)
    pub const HIDDEN: u8 = 2;
    /// [`LayerFlags::PIXELS_IRRELEVANT`] has a meaning.
    pub const HAS_IRRELEVANT: u8 = 8;
    /// The pixels do not count towards the picture, as in a group's record.
    pub const PIXELS_IRRELEVANT: u8 = 16;

    /// Whether this switch is on.
    pub fn has(self, flag: u8) -> bool {
        self.0 & flag != 0
    }
}

/// One layer, or one end of a group.
#[derive(Debug, Clone, PartialEq)]
pub struct Layer {
    /// Where it has pixels.
    pub rect: Rect,
    /// Its channels in file order.
    pub channels: Vec<Channel>,
    /// `8BIM`.
    pub signature: Key,
    /// How it mixes with what lies below. For a group, [`Layer::section`] has the real one.
    pub blend_mode: BlendMode,
    /// 255 is opaque.
    pub opacity: u8,
    /// Whether it is clipped to the layer below. Kept as found: 0 is not, anything else is.
    pub clipping: u8,
    /// Switches.
    pub flags: LayerFlags,
    /// A byte that means nothing.
    pub(crate) filler: u8,
    /// The raster mask.
    pub mask: Option<LayerMask>,
    /// *Blend If*.
    pub blending_ranges: BlendingRanges,
    /// The name in a legacy encoding; [`Layer::name`] has the better one.
    pub legacy_name: PascalString,
    /// Everything else.
    pub blocks: TaggedBlocks,
}

impl Layer {
    /// Whether it is switched on. (A hidden group hides what is in it too.)
    pub fn is_visible(&self) -> bool {
        !self.flags.has(LayerFlags::HIDDEN)
    }

    /// Whether it is clipped to the layer below.
    pub fn is_clipped(&self) -> bool {
        self.clipping != 0
    }

    /// The channel with this id.
    pub fn channel(&self, id: ChannelId) -> Option<&Channel> {
        self.channels.iter().find(|channel| channel.id == id)
    }

    /// Where the channel with this id has samples: masks have rectangles of their own.
    pub fn channel_rect(&self, id: ChannelId) -> Rect {
        match (id, &self.mask) {
            (ChannelId::USER_MASK, Some(mask)) => mask.rect,
            (ChannelId::REAL_USER_MASK, Some(mask)) => mask.real.as_ref().map_or(mask.rect, |real| real.rect),
            (ChannelId::USER_MASK | ChannelId::REAL_USER_MASK, None) => Rect::default(),
            _ => self.rect,
        }
    }

    /// Reads a record. The channels come back as lengths, for [`Layer::read_channels`].
    pub(crate) fn read_record(
        cursor: &mut Cursor,
        version: Version,
        limits: &Limits,
    ) -> Result<(Self, Vec<(ChannelId, u64)>)> {
        let rect = Rect::read(cursor)?;
        limits.check_pixels(rect.width(), rect.height())?;
        let count = cursor.u16()? as usize;
        let mut lengths = Vec::with_capacity(cursor.room_for(count, 6)?);
        for _ in 0..count {
            lengths.push((ChannelId(cursor.i16()?), cursor.length(version.is_wide())?));
        }
        let signature = Key(cursor.array()?);
        if &signature.0 != b"8BIM" {
            return Err(cursor.malformed("an unknown signature"));
        }
        let blend_mode = BlendMode::from_key(Key(cursor.array()?));
        let [opacity, clipping, flags, filler] = cursor.array()?;
        let extra = cursor.u32()?;
        let mut extra = cursor.part(extra as u64, "a layer record's extra data")?;
        let mask = LayerMask::read(extra.block()?)?;
        let blending_ranges = BlendingRanges::read(extra.block()?)?;
        let legacy_name = PascalString::read(&mut extra, 4)?;
        let layer = Self {
            rect,
            channels: Vec::with_capacity(count),
            signature,
            blend_mode,
            opacity,
            clipping,
            flags: LayerFlags(flags),
            filler,
            mask,
            blending_ranges,
            legacy_name,
            blocks: TaggedBlocks::read(&mut extra, version.is_wide()),
        };
        Ok((layer, lengths))
    }

    pub(crate) fn read_channels(&mut self, lengths: &[(ChannelId, u64)], cursor: &mut Cursor) -> Result<()> {
        for (id, length) in lengths {
            self.channels.push(Channel::from_stored(*id, cursor.take(*length)?));
        }
        Ok(())
    }

    pub(crate) fn write_record(&self, sink: &mut Sink, version: Version) -> Result<()> {
        self.rect.write(sink);
        sink.u16(self.channels.len() as u16);
        for channel in &self.channels {
            sink.i16(channel.id.0);
            sink.length(version.is_wide(), channel.as_bytes().len() as u64)?;
        }
        sink.bytes(&self.signature.0);
        sink.bytes(&self.blend_mode.key().0);
        sink.bytes(&[self.opacity, self.clipping, self.flags.0, self.filler]);
        sink.measured(false, |sink| {
            sink.measured(false, |sink| {
                self.mask.iter().for_each(|mask| mask.write(sink));
                Ok(())
            })?;
            sink.measured(false, |sink| {
                self.blending_ranges.write(sink);
                Ok(())
            })?;
            self.legacy_name.write(sink)?;
            self.blocks.write(sink, version.is_wide())
        })
    }
}
