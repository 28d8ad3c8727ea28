//! The budget that a file is read under.

use crate::{Error, Result};

/// How much one file may ask for. Every entry point that reads foreign bytes takes one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file itself. Default 2 GiB.
    pub bytes: u64,
    /// Pixels of the canvas, and of any one layer. Default 900 million (a PSB of 30,000 x 30,000).
    pub pixels: u64,
    /// Layer records, group dividers included. Default 8,000 (Photoshop's own limit).
    pub layers: usize,
    /// How deep groups, descriptors and engine data may nest. Default 64.
    pub depth: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { bytes: 2 << 30, pixels: 900_000_000, layers: 8_000, depth: 64 }
    }
}

impl Limits {
    pub(crate) fn check_bytes(&self, asked: usize) -> Result<()> {
        check("the file's size in bytes", asked as u64, self.bytes)
    }

    pub(crate) fn check_pixels(&self, width: u32, height: u32) -> Result<()> {
        check("the picture's pixel count", width as u64 * height as u64, self.pixels)
    }

    pub(crate) fn check_layers(&self, asked: usize) -> Result<()> {
        check("the layer count", asked as u64, self.layers as u64)
    }
}

fn check(what: &'static str, asked: u64, limit: u64) -> Result<()> {
    if asked > limit { Err(Error::Limit { what, asked, limit }) } else { Ok(()) }
}

/// What is left of [`Limits::depth`] on the way down a nested structure.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Depth {
    left: usize,
    limit: usize,
}

impl Depth {
    pub(crate) fn new(limit: usize) -> Self {
        Self { left: limit, limit }
    }

    /// One level further down, or the error that there is none.
    pub(crate) fn deeper(self) -> Result<Self> {
        match self.left.checked_sub(1) {
            Some(left) => Ok(Self { left, ..self }),
            None => {
                Err(Error::Limit { what: "the nesting depth", asked: self.limit as u64 + 1, limit: self.limit as u64 })
            }
        }
    }
}
