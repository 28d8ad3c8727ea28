//! Smart filters: filters in a list, each with its blending, all under one mask.

use pixels::{Picture, Rect, SourceError};
use rayon::prelude::*;

use super::Filter;
use super::pixel::byte;
use crate::blend::{BlendMode, pixel as blend};
use crate::scene::Mask;
use crate::warp::Placed;

/// A filter and how its result meets what it was made from.
#[derive(Debug, Clone)]
pub struct SmartFilter {
    /// What it does.
    pub filter: Filter,
    /// How the result meets its origin.
    pub blend: BlendMode,
    /// 0 to 1: how much of the result counts.
    pub opacity: f32,
}

/// All that is done to a slot's content after it is placed.
#[derive(Debug, Clone, Default)]
pub struct SmartFilters {
    /// In the order in which they are carried out.
    pub list: Vec<SmartFilter>,
    /// Where the filters' result shows; elsewhere the content is as it was placed.
    pub mask: Option<Mask>,
}

impl SmartFilters {
    /// Whether they change nothing.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The pixels of `canvas` that may show something once content within `rect` is filtered.
    pub fn reach(&self, rect: Rect, canvas: Rect) -> Rect {
        self.list.iter().fold(rect.intersect(canvas), |reach, smart| smart.filter.reach(reach, canvas).union(reach))
    }

    /// Filters placed content; what lies beyond `canvas` is cut off.
    pub fn apply(&self, placed: Placed, canvas: Rect) -> Result<Placed, SourceError> {
        if self.is_empty() {
            return Ok(placed);
        }
        let mut rect = placed.rect.intersect(canvas);
        let mut picture = moved(&placed.picture, placed.rect, rect);
        let before = self.mask.as_ref().map(|_| (rect, picture.clone()));
        for smart in &self.list {
            // The filter works on all that it can reach, so that what it blends with has the same size.
            let reach = smart.filter.reach(rect, canvas).union(rect);
            let origin = moved(&picture, rect, reach);
            (rect, picture) = (reach, origin.clone());
            smart.filter.apply(&mut picture, rect, canvas);
            if smart.blend != BlendMode::Normal || smart.opacity < 1.0 {
                mix(&origin, &mut picture, |_, _| smart.opacity, smart.blend);
            }
        }
        if let (Some(mask), Some((was, before))) = (&self.mask, before) {
            let weights = weights(mask, rect)?;
            let width = rect.width();
            mix(&moved(&before, was, rect), &mut picture, |x, y| weights[y * width + x], BlendMode::Normal);
        }
        Ok(Placed { rect, picture })
    }
}

/// The picture at `from` as one at `to`; pixels that it does not have are transparent.
fn moved(picture: &Picture, from: Rect, to: Rect) -> Picture {
    if from == to {
        return picture.clone();
    }
    let mut out = Picture::new(to.size(), vec![0; to.area() as usize * 4]);
    let shared = from.intersect(to);
    let bytes = shared.width() * 4;
    let start = |rect: Rect, y: i32| ((y - rect.top) as usize * rect.width() + (shared.left - rect.left) as usize) * 4;
    for y in shared.top..shared.bottom {
        let (read, write) = (start(from, y), start(to, y));
        out.rgba_mut()[write..write + bytes].copy_from_slice(&picture.rgba()[read..read + bytes]);
    }
    out
}

/// Replaces `result` by its mix with what it was made from: nothing of it at weight 0, all at 1. The blend counts as far
/// as the origin is opaque.
fn mix(origin: &Picture, result: &mut Picture, weight: impl Fn(usize, usize) -> f32 + Sync, mode: BlendMode) {
    let width = result.size().width as usize;
    if width == 0 {
        return;
    }
    let rows = result.rgba_mut().par_chunks_exact_mut(width * 4).zip(origin.rgba().par_chunks_exact(width * 4));
    rows.enumerate().for_each(|(y, (out, from))| {
        for (x, (out, from)) in out.chunks_exact_mut(4).zip(from.chunks_exact(4)).enumerate() {
            let unit = |pixel: &[u8]| [0, 1, 2].map(|channel| f32::from(pixel[channel]) / 255.0);
            let (alpha, was) = (f32::from(out[3]) / 255.0, f32::from(from[3]) / 255.0);
            let (new, old) = (unit(out), unit(from));
            let blended = if mode == BlendMode::Normal { new } else { blend(mode, old, new) };
            let (kept, taken) = ((1.0 - weight(x, y)) * was, weight(x, y) * alpha);
            let total = kept + taken;
            for channel in 0..3 {
                let colour = new[channel] * (1.0 - was) + blended[channel] * was;
                let mean = if total > 0.0 { (old[channel] * kept + colour * taken) / total } else { 0.0 };
                out[channel] = byte(mean.clamp(0.0, 1.0) * 255.0);
            }
            out[3] = byte(total * 255.0);
        }
    });
}

/// How much of the filters' result shows at each pixel of `rect`.
fn weights(mask: &Mask, rect: Rect) -> Result<Vec<f32>, SourceError> {
    let mut weights = vec![mask.outside; rect.area() as usize];
    let shared = mask.plane.rect().intersect(rect);
    for y in shared.top..shared.bottom {
        let start = (y - rect.top) as usize * rect.width() + (shared.left - rect.left) as usize;
        mask.plane.read_row(y, shared.left, &mut weights[start..start + shared.width()])?;
    }
    for weight in &mut weights {
        *weight = 1.0 - mask.density * (1.0 - *weight);
    }
    Ok(weights)
}
