//! The loops under the blend modes, one copy compiled for each mode so that they vectorise.

use super::component::{Colour, luma};

/// `blend` for each sample of each channel.
#[inline]
pub(super) fn separable(
    backdrop: &[&[f32]],
    source: &[&[f32]],
    out: &mut [&mut [f32]],
    blend: impl Fn(f32, f32) -> f32,
) {
    for ((out, b), s) in out.iter_mut().zip(backdrop).zip(source) {
        for ((out, b), s) in out.iter_mut().zip(*b).zip(*s) {
            *out = blend(*b, *s);
        }
    }
}

/// `blend` for each pixel of the first three channels.
#[inline]
pub(super) fn whole(
    backdrop: &[&[f32]],
    source: &[&[f32]],
    out: &mut [&mut [f32]],
    blend: impl Fn(Colour, Colour) -> Colour,
) {
    let [b, s] = [backdrop, source].map(|rows| [rows[0], rows[1], rows[2]]);
    let width = b.iter().chain(&s).map(|row| row.len()).chain(out.iter().map(|row| row.len())).min().unwrap_or(0);
    let [b, s] = [b, s].map(|rows| rows.map(|row| &row[..width]));
    let [first, second, third, ..] = out else { return };
    let (first, second, third) = (&mut first[..width], &mut second[..width], &mut third[..width]);
    for x in 0..width {
        let mixed = blend([b[0][x], b[1][x], b[2][x]], [s[0][x], s[1][x], s[2][x]]);
        [first[x], second[x], third[x]] = mixed;
    }
}

/// Each CMYK pixel wholly from the backdrop where `keeps` of both lumas (the inks' light, times black's) says so, else
/// wholly from the source.
pub(super) fn whole_cmyk(
    backdrop: &[&[f32]],
    source: &[&[f32]],
    out: &mut [&mut [f32]],
    keeps: impl Fn(f32, f32) -> bool,
) {
    let light = |rows: &[&[f32]], x: usize| luma([rows[0][x], rows[1][x], rows[2][x]]) * rows[3][x];
    for x in 0..out[3].len() {
        let from = if keeps(light(backdrop, x), light(source, x)) { backdrop } else { source };
        for (out, row) in out.iter_mut().zip(from) {
            out[x] = row[x];
        }
    }
}
