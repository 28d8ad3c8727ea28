//! One picture drawn into one box of a transparent canvas, resampled once.

use std::sync::Arc;

use codec::Filter;
use compositor::warp::Warp;
use pixels::geometry::Placement;
use pixels::{Picture, Rect, Size};

use super::Area;
use super::turn::Turned;
use crate::Result;
use crate::frame;

/// Draws the picture so that the box around it fills `target`, cut to `clip`; both in pixels of the canvas.
///
/// Upright pictures are laid on whole pixels, so that straight edges stay sharp.
pub(super) fn draw(turned: &Turned, target: Area, clip: Area, canvas: Size) -> Result<Arc<Picture>> {
    let clip_rect = clip.snapped().intersect(Rect::of_size(canvas));
    if clip_rect.is_empty() || turned.picture.size().is_empty() {
        return Ok(Arc::new(Picture::filled(canvas, [0; 4])));
    }
    if turned.angle == 0.0 {
        return upright(&turned.picture, target, clip, clip_rect, canvas);
    }
    let size = Area::of(turned.picture.size());
    let Some(placement) = Placement::new([0.0, 0.0, size.width, size.height], None, turned.corners(target)) else {
        return Ok(Arc::new(Picture::filled(canvas, [0; 4])));
    };
    let warp = Warp::new(&placement, clip_rect);
    let source = frame::at_scale(&turned.picture, warp.natural_scale())?;
    let placed = warp.draw(&source);
    Ok(Arc::new(laid(placed.picture, placed.rect, canvas)))
}

fn upright(picture: &Arc<Picture>, target: Area, clip: Area, clip_rect: Rect, canvas: Size) -> Result<Arc<Picture>> {
    // An edge that the clip hides stays where it is: moving it to a whole pixel would only shift what is seen.
    let edge = |at: f64, hidden: bool| if hidden { at } else { at.round() };
    let (left, right) = along(target.left, target.right(), clip.left, clip.right(), edge);
    let (top, bottom) = along(target.top, target.bottom(), clip.top, clip.bottom(), edge);
    let target = Area { left, top, width: right - left, height: bottom - top };
    let visible = target.snapped().intersect(clip_rect);
    if visible.is_empty() {
        return Ok(Arc::new(Picture::filled(canvas, [0; 4])));
    }
    let own = Area::of(picture.size());
    let (x, y) = (own.width / target.width, own.height / target.height);
    let part = [
        (f64::from(visible.left) - target.left) * x,
        (f64::from(visible.top) - target.top) * y,
        visible.width() as f64 * x,
        visible.height() as f64 * y,
    ];
    if visible == Rect::of_size(canvas) && canvas == picture.size() && part == [0.0, 0.0, own.width, own.height] {
        return Ok(picture.clone());
    }
    let drawn = codec::resize_part(picture, part, visible.size(), Filter::CatmullRom)?;
    Ok(Arc::new(laid(drawn, visible, canvas)))
}

/// Both edges along one axis, at least a pixel apart.
fn along(first: f64, last: f64, clip_first: f64, clip_last: f64, edge: impl Fn(f64, bool) -> f64) -> (f64, f64) {
    let first = edge(first, first < clip_first);
    (first, edge(last, last > clip_last).max(first + 1.0))
}

/// The picture at `rect` of an otherwise transparent canvas.
fn laid(picture: Picture, rect: Rect, canvas: Size) -> Picture {
    if rect == Rect::of_size(canvas) {
        return picture;
    }
    let mut out = Picture::filled(canvas, [0; 4]);
    let visible = rect.intersect(Rect::of_size(canvas));
    let length = visible.width() * 4;
    for y in visible.top..visible.bottom {
        let from = ((y - rect.top) as usize * rect.width() + (visible.left - rect.left) as usize) * 4;
        let to = (y as usize * canvas.width as usize + visible.left as usize) * 4;
        out.rgba_mut()[to..to + length].copy_from_slice(&picture.rgba()[from..from + length]);
    }
    out
}
