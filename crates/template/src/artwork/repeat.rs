//! One tile laid over and over.

use pixels::{Picture, Rect, Size};
use rayon::prelude::*;

use super::Area;

/// Lays `tile` from the corner of `first` on, in `steps` to the right and down and back, over `clip` of the canvas.
///
/// Every tile lies on the whole pixel nearest to its place; tiles that touch leave no gap.
pub(super) fn lay(tile: &Picture, first: Area, steps: (f64, f64), clip: Rect, canvas: Size) -> Picture {
    let columns = spans(first.left, steps.0, tile.size().width, clip.left, clip.right);
    let rows = spans(first.top, steps.1, tile.size().height, clip.top, clip.bottom);
    let mut from_row = vec![None; canvas.height as usize];
    for span in &rows {
        for offset in 0..span.length {
            from_row[span.to + offset] = Some(span.from + offset);
        }
    }
    let tile_row = tile.size().width as usize * 4;
    let mut out = Picture::filled(canvas, [0; 4]);
    let row = (canvas.width as usize * 4).max(1);
    out.rgba_mut().par_chunks_exact_mut(row).zip(from_row).for_each(|(out, from)| {
        let Some(from) = from else { return };
        let source = &tile.rgba()[from * tile_row..][..tile_row];
        for span in &columns {
            let length = span.length * 4;
            out[span.to * 4..][..length].copy_from_slice(&source[span.from * 4..][..length]);
        }
    });
    out
}

/// A run of pixels from the tile to the canvas, along one axis.
struct Span {
    to: usize,
    from: usize,
    length: usize,
}

/// Where copies of a tile of `length` pixels, one `step` apart through `origin`, lie between `low` and `high`.
fn spans(origin: f64, step: f64, length: u32, low: i32, high: i32) -> Vec<Span> {
    // Copies nearer than a pixel would hide one another.
    let step = step.max(1.0);
    let first = ((f64::from(low) - origin - f64::from(length)) / step).floor();
    // As many as can touch what lies between, one more for rounding at either end.
    let count = ((f64::from(high) - f64::from(low) + f64::from(length)) / step).max(0.0) as u32 + 3;
    (0..count)
        .map(|index| (origin + (first + f64::from(index)) * step).round() as i64)
        .take_while(|start| *start < i64::from(high))
        .filter_map(|start| {
            let from = (i64::from(low) - start).max(0);
            let end = i64::from(length).min(i64::from(high) - start);
            (from < end).then(|| Span {
                to: (start + from) as usize,
                from: from as usize,
                length: (end - from) as usize,
            })
        })
        .collect()
}
