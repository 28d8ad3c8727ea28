//! A layer's masks as the compositor's.
//!
//! A painted mask is a channel of its own. When a layer has a vector mask too, Photoshop stores both together in that
//! channel, without their densities, and the painted one apart. The pixels it stores for fill layers and shapes
//! already have the vector mask in their alpha, and in files of older versions it is in the mask channel as well.

use std::sync::Arc;

use compositor::scene::Mask;
use pixels::{Limits, PlaneSource, Rect, Size};
use psd::Document;
use psd::layers::{ChannelId, Layer, LayerMask, MaskFlags};

use super::feather::{feather, feather_reach};
use super::planes::{ChannelPlane, ConstantPlane, rect_of};
use super::psd_limits;
use super::vector_mask::rasterise;
use crate::Result;

/// Which of a layer's masks its content already has in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Baked {
    /// None.
    Nothing,
    /// The vector mask.
    Vector,
}

/// The masks that count, none where they are switched off.
pub(super) fn masks(document: &Document, layer: &Layer, baked: Baked, limits: &Limits) -> Result<Vec<Mask>> {
    let canvas = Size::new(document.header.width, document.header.height);
    let lowering = Masks { document, layer, limits, canvas };
    let vector = layer.vector_mask().ok().flatten().filter(|vector| !vector.is_disabled());
    let mut masks = Vec::new();
    let together = layer.mask.as_ref().filter(|mask| mask.flags.has(MaskFlags::RENDERED));
    match (together, &vector) {
        // Exactly what Photoshop rendered, where nothing else is to be done to it.
        (Some(mask), Some(_)) if baked == Baked::Nothing && is_plain(layer, mask) => {
            masks.extend(lowering.painted(mask.default_color, rect_of(mask.rect), ChannelId::USER_MASK)?);
        }
        (_, Some(vector)) => {
            if baked == Baked::Nothing {
                let (density, radius) = vector_parameters(layer);
                let rasterised = rasterise(vector, canvas, feather_reach(radius));
                if let Some(drawn) = rasterised {
                    // Of what lies beyond the canvas, which a feather lets in, nothing is stored.
                    let is_whole = radius == 0.0 || Rect::of_size(canvas).contains(drawn.plane.rect());
                    let stored = if is_whole && drawn.outside == 0.0 { lowering.stored_shape()? } else { None };
                    let plane = stored.unwrap_or(drawn.plane);
                    let hides_effects = layer.vector_mask_hides_effects();
                    let bare = Mask { plane, outside: drawn.outside, density, hides_effects };
                    masks.push(lowering.feathered(bare, radius)?);
                }
            }
            masks.extend(lowering.user_mask()?);
        }
        (_, None) => masks.extend(lowering.user_mask()?),
    }
    Ok(masks)
}

/// Density, 0 to 1, and feather radius of the vector mask.
pub(super) fn vector_parameters(layer: &Layer) -> (f32, f64) {
    let parameters = layer.mask.as_ref().and_then(|mask| mask.parameters).unwrap_or_default();
    (share(parameters.vector_density), parameters.vector_feather.unwrap_or(0.0))
}

/// Whether what Photoshop rendered of both masks is all there is to them.
fn is_plain(layer: &Layer, mask: &LayerMask) -> bool {
    let switched_on = |flags: MaskFlags| !flags.has(MaskFlags::DISABLED);
    let hide_alike = layer.mask_hides_effects() == layer.vector_mask_hides_effects();
    hide_alike
        && mask.parameters.is_none()
        && !mask.is_disabled()
        && mask.real.is_none_or(|real| switched_on(real.flags))
}

fn share(density: Option<u8>) -> f32 {
    density.map_or(1.0, |density| f32::from(density) / 255.0)
}

struct Masks<'a> {
    document: &'a Document,
    layer: &'a Layer,
    limits: &'a Limits,
    canvas: Size,
}

impl Masks<'_> {
    /// The vector mask as Photoshop drew it, with its own soft edge: the alpha of a fill layer's stored pixels.
    fn stored_shape(&self) -> Result<Option<Arc<dyn PlaneSource>>> {
        let limits = psd_limits(self.limits);
        let rect = rect_of(self.layer.rect);
        if rect.is_empty() || self.layer.fill(&limits)?.is_none() {
            return Ok(None);
        }
        let rows = self.document.channel_rows(self.layer, ChannelId::TRANSPARENCY, &limits)?;
        Ok(rows.map(|rows| ChannelPlane::source(rows, rect)))
    }

    /// The painted mask alone.
    fn user_mask(&self) -> Result<Option<Mask>> {
        let Some(mask) = &self.layer.mask else { return Ok(None) };
        let (flags, default_color, rect, id) = match mask.real {
            Some(real) => (real.flags, real.default_color, real.rect, ChannelId::REAL_USER_MASK),
            None if mask.flags.has(MaskFlags::RENDERED) => return Ok(None),
            None => (mask.flags, mask.default_color, mask.rect, ChannelId::USER_MASK),
        };
        if flags.has(MaskFlags::DISABLED) {
            return Ok(None);
        }
        let Some(painted) = self.painted(default_color, rect_of(rect), id)? else { return Ok(None) };
        let parameters = mask.parameters.unwrap_or_default();
        let radius = parameters.user_feather.unwrap_or(0.0);
        self.feathered(Mask { density: share(parameters.user_density), ..painted }, radius).map(Some)
    }

    /// The samples of a mask channel.
    fn painted(&self, default_color: u8, rect: Rect, id: ChannelId) -> Result<Option<Mask>> {
        let outside = f32::from(default_color) / 255.0;
        let rows = self.document.channel_rows(self.layer, id, &psd_limits(self.limits))?;
        let plane = match rows {
            Some(rows) if !rect.is_empty() => ChannelPlane::source(rows, rect),
            _ => Arc::new(ConstantPlane { rect, value: outside }),
        };
        let hides_effects = self.layer.mask_hides_effects();
        Ok(Some(Mask { plane, outside, density: 1.0, hides_effects }))
    }

    fn feathered(&self, mut mask: Mask, radius: f64) -> Result<Mask> {
        if radius > 0.0 && !mask.plane.rect().is_empty() {
            mask.plane = Arc::new(feather(mask.plane.as_ref(), mask.outside, radius, Rect::of_size(self.canvas))?);
        }
        Ok(mask)
    }
}
