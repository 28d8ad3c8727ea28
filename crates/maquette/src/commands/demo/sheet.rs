//! All pictures, small, side by side.

use codec::Filter;
use pixels::{Picture, Size};
use rayon::prelude::*;

use crate::Result;

/// A cell of the sheet, and the gap around it.
const CELL: Size = Size::new(440, 500);
const GAP: u32 = 20;
const COLUMNS: u32 = 5;

/// Draws it.
pub(super) fn sheet(pictures: &[Picture]) -> Result<Picture> {
    let small = |picture: &Picture| {
        let size = picture.size();
        let scale =
            (f64::from(CELL.width) / f64::from(size.width)).min(f64::from(CELL.height) / f64::from(size.height));
        let side = |length: u32| ((f64::from(length) * scale).round() as u32).max(1);
        codec::resize(picture, Size::new(side(size.width), side(size.height)), Filter::Lanczos3)
    };
    let small: Vec<Picture> = pictures.par_iter().map(small).collect::<std::result::Result<_, _>>()?;
    let rows = (pictures.len() as u32).div_ceil(COLUMNS);
    let size = Size::new(GAP + COLUMNS * (CELL.width + GAP), GAP + rows * (CELL.height + GAP));
    let mut sheet = Picture::filled(size, [245, 244, 241, 255]);
    let row_bytes = size.width as usize * 4;
    for (index, picture) in small.iter().enumerate() {
        let (column, row) = (index as u32 % COLUMNS, index as u32 / COLUMNS);
        let left = GAP + column * (CELL.width + GAP) + (CELL.width - picture.size().width) / 2;
        let top = GAP + row * (CELL.height + GAP) + (CELL.height - picture.size().height) / 2;
        let width = picture.size().width as usize * 4;
        for (y, line) in picture.rgba().chunks_exact(width).enumerate() {
            let start = (top as usize + y) * row_bytes + left as usize * 4;
            sheet.rgba_mut()[start..start + width].copy_from_slice(line);
        }
    }
    Ok(sheet)
}
