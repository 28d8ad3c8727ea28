//! A plane: one channel of samples over a rectangle.

use std::fmt;
use std::sync::Arc;

use crate::{Rect, Samples};

/// Why a plane's samples could not be read. The message is safe to show.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct SourceError(pub String);

/// A plane whose samples may still be compressed in a file: read row by row, from any thread, as often as needed.
pub trait PlaneSource: fmt::Debug + Send + Sync {
    /// The pixels that have samples.
    fn rect(&self) -> Rect;

    /// Writes row `y`, columns `left..left + out.len()`, as 0 to 1. The span must lie inside [`PlaneSource::rect`].
    fn read_row(&self, y: i32, left: i32, out: &mut [f32]) -> Result<(), SourceError>;

    /// About how many bytes of memory its samples take; 0 when they are read from the file each time.
    fn bytes(&self) -> u64 {
        0
    }
}

/// A decoded plane, row by row from the top-left; cheap to clone.
#[derive(Debug, Clone)]
pub struct Plane {
    rect: Rect,
    samples: Arc<Samples>,
}

impl Plane {
    /// A plane of `samples` over `rect`.
    ///
    /// # Panics
    /// When there are not exactly `rect.area()` samples.
    pub fn new(rect: Rect, samples: Samples) -> Self {
        assert_eq!(samples.len() as u64, rect.area(), "a plane has one sample a pixel");
        Self { rect, samples: Arc::new(samples) }
    }

    /// The pixels that have samples.
    pub fn rect(&self) -> Rect {
        self.rect
    }

    /// All samples, row by row.
    pub fn samples(&self) -> &Samples {
        &self.samples
    }
}

impl PlaneSource for Plane {
    fn rect(&self) -> Rect {
        self.rect
    }

    fn read_row(&self, y: i32, left: i32, out: &mut [f32]) -> Result<(), SourceError> {
        let row = (y - self.rect.top) as usize * self.rect.width();
        self.samples.read(row + (left - self.rect.left) as usize, out);
        Ok(())
    }

    fn bytes(&self) -> u64 {
        self.samples.bytes()
    }
}
