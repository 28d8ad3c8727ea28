//! The budget that every parser and decoder is given, so that a small hostile file cannot take a large machine.

use crate::Size;

/// How much one input may ask for. Every entry point that reads foreign bytes takes one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the input itself. Default 2 GiB.
    pub bytes: u64,
    /// Pixels of any one picture: a canvas, a layer, a decoded artwork. Default 900 million (a PSB of 30,000 x 30,000).
    pub pixels: u64,
    /// Layers of one document, group dividers included. Default 8,000 (Photoshop's own limit).
    pub layers: usize,
    /// How deep groups, descriptors and smart objects may nest. Default 64.
    pub depth: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { bytes: 2 << 30, pixels: 900_000_000, layers: 8_000, depth: 64 }
    }
}

/// An input asked for more than its [`Limits`] allow.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{what} is {asked}, above the limit of {limit}")]
pub struct LimitExceeded {
    /// What was counted, in words: "the picture's pixel count".
    pub what: &'static str,
    /// What the input asked for.
    pub asked: u64,
    /// What it may have.
    pub limit: u64,
}

impl Limits {
    /// Refuses an input of more than [`Limits::bytes`].
    pub fn check_bytes(&self, asked: u64) -> Result<(), LimitExceeded> {
        check("the file's size in bytes", asked, self.bytes)
    }

    /// Refuses a picture of more than [`Limits::pixels`].
    pub fn check_pixels(&self, size: Size) -> Result<(), LimitExceeded> {
        check("the picture's pixel count", size.pixels(), self.pixels)
    }

    /// Refuses a document of more than [`Limits::layers`].
    pub fn check_layers(&self, asked: usize) -> Result<(), LimitExceeded> {
        check("the layer count", asked as u64, self.layers as u64)
    }

    /// Refuses a nesting deeper than [`Limits::depth`].
    pub fn check_depth(&self, asked: usize) -> Result<(), LimitExceeded> {
        check("the nesting depth", asked as u64, self.depth as u64)
    }
}

fn check(what: &'static str, asked: u64, limit: u64) -> Result<(), LimitExceeded> {
    if asked > limit { Err(LimitExceeded { what, asked, limit }) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_limit_itself_is_allowed_and_one_more_is_named() {
        let limits = Limits { pixels: 100, ..Limits::default() };
        assert!(limits.check_pixels(Size::new(10, 10)).is_ok());
        let refused = limits.check_pixels(Size::new(101, 1)).unwrap_err();
        assert_eq!(refused.to_string(), "the picture's pixel count is 101, above the limit of 100");
    }

    #[test]
    fn a_picture_as_large_as_numbers_go_does_not_overflow() {
        assert!(Limits::default().check_pixels(Size::new(u32::MAX, u32::MAX)).is_err());
    }
}
