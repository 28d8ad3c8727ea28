//! A picture ready for artwork, previews and encoders: RGBA, 8 bits a sample, interleaved.

use crate::Size;

/// Red, green, blue, alpha, row by row from the top-left. Alpha is **straight**: colour is not multiplied by it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    size: Size,
    rgba: Vec<u8>,
}

impl Picture {
    /// A picture of `size` from its samples.
    ///
    /// # Panics
    /// When there are not exactly four samples a pixel.
    pub fn new(size: Size, rgba: Vec<u8>) -> Self {
        assert_eq!(rgba.len() as u64, size.pixels() * 4, "a picture has four samples a pixel");
        Self { size, rgba }
    }

    /// A picture of one colour.
    pub fn filled(size: Size, rgba: [u8; 4]) -> Self {
        Self { size, rgba: rgba.repeat(size.pixels() as usize) }
    }

    /// Width and height.
    pub fn size(&self) -> Size {
        self.size
    }

    /// All samples, four a pixel.
    pub fn rgba(&self) -> &[u8] {
        &self.rgba
    }

    /// All samples, to be changed.
    pub fn rgba_mut(&mut self) -> &mut [u8] {
        &mut self.rgba
    }

    /// The samples, taken out.
    pub fn into_rgba(self) -> Vec<u8> {
        self.rgba
    }

    /// The pixel in column `x` of row `y`.
    ///
    /// # Panics
    /// When it lies outside.
    pub fn pixel(&self, x: u32, y: u32) -> [u8; 4] {
        let at = (y as usize * self.size.width as usize + x as usize) * 4;
        [self.rgba[at], self.rgba[at + 1], self.rgba[at + 2], self.rgba[at + 3]]
    }

    /// Sets the pixel in column `x` of row `y`.
    ///
    /// # Panics
    /// When it lies outside.
    pub fn set_pixel(&mut self, x: u32, y: u32, rgba: [u8; 4]) {
        let at = (y as usize * self.size.width as usize + x as usize) * 4;
        self.rgba[at..at + 4].copy_from_slice(&rgba);
    }

    /// Whether every pixel is fully opaque.
    pub fn is_opaque(&self) -> bool {
        self.rgba.chunks_exact(4).all(|pixel| pixel[3] == 255)
    }
}
