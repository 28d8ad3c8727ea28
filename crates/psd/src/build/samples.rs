//! The samples of a new document: their mode and depth, and bytes brought to it.

use crate::header::{ColorMode, Depth};
use crate::key::Key;
use crate::{Error, Result};

/// What a document's samples are.
#[derive(Debug, Clone, Copy)]
pub(super) struct Samples {
    pub(super) mode: ColorMode,
    pub(super) depth: Depth,
}

impl Samples {
    /// Refuses what a layered document can't be.
    pub(super) fn check(self, has_merged: bool) -> Result<()> {
        if matches!(self.mode, ColorMode::Bitmap | ColorMode::Indexed | ColorMode::Multichannel)
            || self.depth == Depth::One
        {
            return Err(Error::Unwritable("documents of its colour mode or depth hold no layers"));
        }
        if has_merged && (self.mode, self.depth) != (ColorMode::Rgb, Depth::Eight) {
            return Err(Error::Unwritable("a merged picture is written in 8-bit RGB only"));
        }
        Ok(())
    }

    /// Bytes of a sample.
    pub(super) fn bytes(self) -> usize {
        usize::from(self.depth.bits()).div_ceil(8)
    }

    /// The keyed block that the layers are in, where they are not in their usual place.
    pub(super) fn container(self) -> Option<Key> {
        match self.depth {
            Depth::Sixteen => Some(Key::new(b"Lr16")),
            Depth::ThirtyTwo => Some(Key::new(b"Lr32")),
            Depth::One | Depth::Eight => None,
        }
    }

    /// So many samples of one value, which is given as a byte.
    pub(super) fn constant(self, value: u8, count: usize) -> Vec<u8> {
        self.widened(&[value]).repeat(count)
    }

    /// Bytes as samples of the depth.
    pub(super) fn widened(self, bytes: &[u8]) -> Vec<u8> {
        match self.depth {
            Depth::One | Depth::Eight => bytes.to_vec(),
            Depth::Sixteen => bytes.iter().flat_map(|byte| [*byte; 2]).collect(),
            Depth::ThirtyTwo => bytes.iter().flat_map(|byte| (f32::from(*byte) / 255.0).to_be_bytes()).collect(),
        }
    }
}
