//! A layer's masks as the compositor's.
//!
//! A raster mask is a channel of its own. When a layer has a vector mask too, Photoshop stores both together in
//! that channel and the painted one apart, so the channel already is the product.

use std::sync::Arc;

use compositor::scene::Mask;
use pixels::Limits;
use psd::Document;
use psd::layers::{ChannelId, Layer, MaskFlags};

use super::planes::{ChannelPlane, ConstantPlane, rect_of};
use super::psd_limits;
use crate::Result;

/// The masks that count, none when they are switched off.
pub(crate) fn masks(document: &Document, layer: &Layer, limits: &Limits) -> Result<Vec<Mask>> {
    Ok(raster_mask(document, layer, limits)?.into_iter().collect())
}

fn raster_mask(document: &Document, layer: &Layer, limits: &Limits) -> Result<Option<Mask>> {
    let Some(mask) = &layer.mask else { return Ok(None) };
    if mask.is_disabled() {
        return Ok(None);
    }
    let outside = f32::from(mask.default_color) / 255.0;
    let rect = rect_of(mask.rect);
    let rows = document.channel_rows(layer, ChannelId::USER_MASK, &psd_limits(limits))?;
    let plane = match rows {
        Some(rows) if !rect.is_empty() => ChannelPlane::source(rows, rect),
        _ => Arc::new(ConstantPlane { rect, value: outside }),
    };
    let density = match (mask.flags.has(MaskFlags::RENDERED), mask.parameters) {
        (false, Some(parameters)) => parameters.user_density,
        (true, Some(parameters)) => parameters.vector_density,
        (_, None) => None,
    };
    Ok(Some(Mask { plane, outside, density: density.map_or(1.0, |density| f32::from(density) / 255.0) }))
}
