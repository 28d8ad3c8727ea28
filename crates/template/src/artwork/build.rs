//! The steps from a fill to its frame.

use std::sync::Arc;

use pixels::{Limits, Picture, Rect, Size};

use super::colour::{Reach, overlay};
use super::turn::Turned;
use super::{Adjustments, Area, Artwork, Fill, Repeat, layout, repeat, stamp};
use crate::Result;
use crate::frame;

/// Makes the frame that is drawn in a slot whose content has `size` pixels.
///
/// `scale` (columns, rows; never above 1) asks for a smaller frame where the slot is drawn smaller than its content, so
/// that an artwork's pixels are resampled once, with a filter that fits. `own` is the slot's own content; without artwork
/// it is what colour and adjustments work on. An artwork that needs no change comes back as the same `Arc`.
pub fn build_frame(
    fill: &Fill,
    size: Size,
    scale: (f64, f64),
    own: Option<&Arc<Picture>>,
    limits: &Limits,
) -> Result<Arc<Picture>> {
    limits.check_pixels(size)?;
    let canvas = sharper(size, fill, own).unwrap_or_else(|| frame::scaled(size, scale));
    if size.is_empty() {
        return Ok(Arc::new(Picture::filled(canvas, [0; 4])));
    }
    // The canvas has whole pixels, so its scale may differ a little from the one asked for.
    let scale = (f64::from(canvas.width) / f64::from(size.width), f64::from(canvas.height) / f64::from(size.height));
    let area = layout::print_area(fill.print_area, size);
    let (mut frame, reach) = match (&fill.artwork, own) {
        (Some(artwork), _) => (placed(artwork, area, scale, canvas, limits)?, Reach::Opaque),
        (None, Some(own)) => (own.clone(), Reach::Everything),
        (None, None) => (Arc::new(Picture::filled(canvas, [0; 4])), Reach::Everything),
    };
    if frame.size() != canvas {
        frame = Arc::new(codec::resize(&frame, canvas, codec::Filter::Box)?);
    }
    if let Some(colour) = fill.colour {
        overlay(Arc::make_mut(&mut frame), colour, reach);
    }
    if fill.adjustments != Adjustments::default() {
        fill.adjustments.apply(Arc::make_mut(&mut frame), scale);
    }
    Ok(frame)
}

/// The size of a slot's own content where it has more pixels than it says: a drawing, as sharp as it is placed.
fn sharper(size: Size, fill: &Fill, own: Option<&Arc<Picture>>) -> Option<Size> {
    let own = own.filter(|_| fill.artwork.is_none())?.size();
    (own.width > size.width || own.height > size.height).then_some(own)
}

/// The artwork on a canvas that is otherwise transparent.
fn placed(artwork: &Artwork, area: Area, scale: (f64, f64), canvas: Size, limits: &Limits) -> Result<Arc<Picture>> {
    let turned = Turned::new(artwork);
    let own = turned.size();
    if let (Some(alignment), Repeat::Once) = (artwork.alignment, artwork.repeat) {
        let target = layout::aligned(artwork, alignment, own, area).scaled(scale);
        return stamp::draw(&turned, target, area.scaled(scale), canvas);
    }
    if artwork.repeat == Repeat::Once {
        let within = layout::single(artwork, area);
        let target = layout::fitted(artwork.fit, own, within).scaled(scale);
        return stamp::draw(&turned, target, within.scaled(scale), canvas);
    }
    let (first, steps) = layout::grid(artwork, own, area);
    let (first, steps) = (first.scaled(scale), (steps.0 * scale.0, steps.1 * scale.1));
    // Rounded up, so that tiles that touch at a fraction of a pixel overlap rather than gape.
    let side = |length: f64| (length - 1e-6).ceil().max(1.0) as u32;
    let tile_size = Size::new(side(first.width), side(first.height));
    limits.check_pixels(tile_size)?;
    let tile_area = Area::of(tile_size);
    let target = if artwork.alignment.is_some() { tile_area } else { layout::fitted(artwork.fit, own, tile_area) };
    let tile = stamp::draw(&turned, target, tile_area, tile_size)?;
    let clip = area.scaled(scale).snapped().intersect(Rect::of_size(canvas));
    Ok(Arc::new(repeat::lay(&tile, first, steps, clip, canvas)))
}
