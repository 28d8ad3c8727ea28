//! Channels of a document as planes the compositor reads, still compressed.

use std::sync::Arc;

use pixels::{PlaneSource, Rect, SourceError};
use psd::compression::ChannelRows;

/// One channel over its layer's rectangle.
#[derive(Debug, Clone)]
pub(crate) struct ChannelPlane {
    rect: Rect,
    rows: Arc<ChannelRows>,
}

impl ChannelPlane {
    /// The channel as a plane whose first sample lies at the rectangle's top-left.
    pub(crate) fn source(rows: ChannelRows, rect: Rect) -> Arc<dyn PlaneSource> {
        Arc::new(Self { rect, rows: Arc::new(rows) })
    }
}

impl PlaneSource for ChannelPlane {
    fn rect(&self) -> Rect {
        self.rect
    }

    fn read_row(&self, y: i32, left: i32, out: &mut [f32]) -> Result<(), SourceError> {
        let (row, column) = ((y - self.rect.top) as u32, (left - self.rect.left) as u32);
        self.rows.samples(row, column, out).map_err(|error| SourceError(error.to_string()))
    }
}

/// A plane that is the same everywhere.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ConstantPlane {
    pub(crate) rect: Rect,
    pub(crate) value: f32,
}

impl PlaneSource for ConstantPlane {
    fn rect(&self) -> Rect {
        self.rect
    }

    fn read_row(&self, _: i32, _: i32, out: &mut [f32]) -> Result<(), SourceError> {
        out.fill(self.value);
        Ok(())
    }
}

/// Planes of one colour over `rect`, one for each of its samples.
pub(crate) fn flat_planes(rect: Rect, colour: &[f32]) -> Vec<Arc<dyn PlaneSource>> {
    colour.iter().map(|value| Arc::new(ConstantPlane { rect, value: *value }) as _).collect()
}

/// A document's rectangle as ours.
pub(crate) fn rect_of(rect: psd::layers::Rect) -> Rect {
    Rect::new(rect.left, rect.top, rect.right, rect.bottom)
}
