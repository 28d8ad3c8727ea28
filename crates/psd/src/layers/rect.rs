//! The rectangles of layers and masks.

use crate::Result;
use crate::cursor::Cursor;
use crate::sink::Sink;

/// A rectangle in document pixels, y down, right and bottom exclusive. May lie off the canvas.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Rect {
    pub top: i32,
    pub left: i32,
    pub bottom: i32,
    pub right: i32,
}

impl Rect {
    /// The rectangle of this size whose top left corner is there.
    pub const fn at(left: i32, top: i32, width: u32, height: u32) -> Self {
        Self { top, left, bottom: top.saturating_add_unsigned(height), right: left.saturating_add_unsigned(width) }
    }

    /// Width in pixels, 0 where right lies before left.
    pub fn width(&self) -> u32 {
        (self.right as i64 - self.left as i64).max(0) as u32
    }

    /// Height in pixels, 0 where bottom lies before top.
    pub fn height(&self) -> u32 {
        (self.bottom as i64 - self.top as i64).max(0) as u32
    }

    /// Whether it has no pixels.
    pub fn is_empty(&self) -> bool {
        self.width() == 0 || self.height() == 0
    }

    pub(crate) fn read(cursor: &mut Cursor) -> Result<Self> {
        Ok(Self { top: cursor.i32()?, left: cursor.i32()?, bottom: cursor.i32()?, right: cursor.i32()? })
    }

    pub(crate) fn write(&self, sink: &mut Sink) {
        for edge in [self.top, self.left, self.bottom, self.right] {
            sink.i32(edge);
        }
    }
}
