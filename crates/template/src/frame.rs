//! Frames: a slot's content at the resolution it is drawn at.

use std::sync::Arc;

use codec::Filter;
use pixels::{Picture, Size};

use crate::Result;

/// `picture` shrunk to `scale` of its size (width, height; never enlarged), so that the warp samples it near one to one.
pub(crate) fn at_scale(picture: &Arc<Picture>, scale: (f64, f64)) -> Result<Arc<Picture>> {
    let size = scaled(picture.size(), scale);
    if size == picture.size() {
        return Ok(picture.clone());
    }
    Ok(Arc::new(codec::resize(picture, size, Filter::Box)?))
}

/// The size of a frame at `scale`, at least one pixel.
pub(crate) fn scaled(size: Size, (x, y): (f64, f64)) -> Size {
    let side = |length: u32, scale: f64| ((f64::from(length) * scale.min(1.0)).ceil() as u32).clamp(1, length.max(1));
    Size::new(side(size.width, x), side(size.height, y))
}
