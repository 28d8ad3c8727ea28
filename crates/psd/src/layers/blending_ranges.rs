//! "Layer blending ranges data", which Photoshop's dialogue calls *Blend If*.

use bytes::Bytes;

use crate::Result;
use crate::cursor::Cursor;
use crate::sink::Sink;

/// From which sample values on a layer shows, for one channel. Each range is `[black start, black end, white start,
/// white end]`: nothing below the first, rising to full at the second, falling from the third to nothing at the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BlendingRange {
    /// Judged by the layer's own sample.
    pub source: [u8; 4],
    /// Judged by the sample below.
    pub backdrop: [u8; 4],
}

impl BlendingRange {
    /// The range that excludes nothing.
    pub const FULL: Self = Self { source: [0, 0, 255, 255], backdrop: [0, 0, 255, 255] };
}

/// The ranges of a layer: the first is gray (all channels together), the others are the channels' own.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BlendingRanges {
    /// Gray first. May be empty, which excludes nothing.
    pub ranges: Vec<BlendingRange>,
    /// Bytes that make no whole range, kept as found.
    trailing: Bytes,
}

impl BlendingRanges {
    /// Full ranges for gray and `channels` channels.
    pub fn full(channels: usize) -> Self {
        Self { ranges: vec![BlendingRange::FULL; channels + 1], trailing: Bytes::new() }
    }

    /// Whether the layer shows everywhere.
    pub fn is_full(&self) -> bool {
        self.ranges.iter().all(|range| *range == BlendingRange::FULL)
    }

    pub(crate) fn read(data: Bytes) -> Result<Self> {
        let mut cursor = Cursor::new(data, "the blending ranges");
        let mut ranges = Vec::with_capacity(cursor.left() / 8);
        while cursor.left() >= 8 {
            ranges.push(BlendingRange { source: cursor.array()?, backdrop: cursor.array()? });
        }
        Ok(Self { ranges, trailing: cursor.rest() })
    }

    pub(crate) fn write(&self, sink: &mut Sink) {
        for range in &self.ranges {
            sink.bytes(&range.source);
            sink.bytes(&range.backdrop);
        }
        sink.bytes(&self.trailing);
    }
}
