//! Fetching: every source of a plan as readable pixels, before painting begins.

use std::sync::Arc;

use pixels::{ColourModel, Picture, Plane, Rect, SourceError};

use super::surface::SurfacePlane;
use super::{PaintError, Painter, Surface};
use crate::effects::Overlay;
use crate::plan::{Coverage, Plan, Source};
use crate::scene::{Raster, SlotIndex};
use crate::warp::{Placed, Warp};

/// What a slot shows.
#[derive(Debug, Clone, Default)]
pub enum SlotContent {
    /// The pixels the file stores for it.
    #[default]
    Stored,
    /// A picture, stretched over the placement's content rectangle whatever its own size.
    Frame(Arc<Picture>),
}

/// A source that can be read.
#[derive(Debug, Clone)]
pub(crate) enum Fetched {
    Raster(Raster),
    Placed(Arc<Placed>, ColourModel),
    Overlays(Arc<Vec<Overlay>>),
}

impl Fetched {
    /// The pixels it has.
    pub(crate) fn rect(&self) -> Rect {
        match self {
            Self::Raster(raster) => raster.rect(),
            Self::Placed(placed, _) => placed.rect,
            Self::Overlays(_) => Rect::default(),
        }
    }

    /// One of the overlays of a source that is some.
    pub(crate) fn overlay(&self, index: usize) -> Option<&Overlay> {
        match self {
            Self::Overlays(overlays) => overlays.get(index),
            Self::Raster(_) | Self::Placed(..) => None,
        }
    }

    /// Reads only the alpha of row `y` from column `left`; 0 outside its rectangle.
    pub(crate) fn read_alpha(&self, y: i32, left: i32, out: &mut [f32]) -> Result<(), SourceError> {
        out.fill(0.0);
        let span = Rect::new(left, y, left + out.len() as i32, y + 1).intersect(self.rect());
        if span.is_empty() {
            return Ok(());
        }
        let at = (span.left - left) as usize..(span.right - left) as usize;
        match self {
            Self::Raster(Raster { alpha: Some(plane), .. }) => read_within(plane.as_ref(), y, span.left, &mut out[at])?,
            Self::Raster(_) => out[at].fill(1.0),
            Self::Placed(placed, _) => {
                let row =
                    (y - placed.rect.top) as usize * placed.rect.width() + (span.left - placed.rect.left) as usize;
                let rgba = &placed.picture.rgba()[row * 4..];
                out[at].iter_mut().zip(rgba.chunks_exact(4)).for_each(|(o, pixel)| *o = f32::from(pixel[3]) / 255.0);
            }
            Self::Overlays(_) => {}
        }
        Ok(())
    }

    /// Reads columns from `left` of row `y`; what lies outside its rectangle is transparent.
    pub(crate) fn read_row(
        &self,
        y: i32,
        left: i32,
        width: usize,
        colour: &mut [Vec<f32>],
        alpha: &mut [f32],
    ) -> Result<(), SourceError> {
        alpha[..width].fill(0.0);
        let span = Rect::new(left, y, left + width as i32, y + 1).intersect(self.rect());
        if span.is_empty() {
            return Ok(());
        }
        let at = (span.left - left) as usize..(span.right - left) as usize;
        match self {
            Self::Raster(raster) => {
                for (plane, out) in raster.colour.iter().zip(colour) {
                    plane.read_row(y, span.left, &mut out[at.clone()])?;
                }
                match &raster.alpha {
                    Some(plane) => read_within(plane.as_ref(), y, span.left, &mut alpha[at])?,
                    None => alpha[at].fill(1.0),
                }
            }
            Self::Placed(placed, model) => {
                let row =
                    (y - placed.rect.top) as usize * placed.rect.width() + (span.left - placed.rect.left) as usize;
                let rgba = &placed.picture.rgba()[row * 4..(row + span.width()) * 4];
                for (x, pixel) in at.zip(rgba.chunks_exact(4)) {
                    alpha[x] = f32::from(pixel[3]) / 255.0;
                    write_rgb(*model, pixel, colour, x);
                }
            }
            Self::Overlays(_) => {}
        }
        Ok(())
    }
}

/// Reads the part of the span that the plane has; the rest is left alone.
pub(super) fn read_within(
    plane: &dyn pixels::PlaneSource,
    y: i32,
    left: i32,
    out: &mut [f32],
) -> Result<(), SourceError> {
    let span = Rect::new(left, y, left + out.len() as i32, y + 1).intersect(plane.rect());
    if span.is_empty() {
        return Ok(());
    }
    let at = (span.left - left) as usize..(span.right - left) as usize;
    plane.read_row(y, span.left, &mut out[at])
}

/// An RGB pixel in the scene's model. Artwork in other models than RGB and gray takes the naive conversion: exact
/// ones need profiles, which this crate does not know.
fn write_rgb(model: ColourModel, pixel: &[u8], colour: &mut [Vec<f32>], x: usize) {
    let [r, g, b] = [0, 1, 2].map(|channel| f32::from(pixel[channel]) / 255.0);
    match model {
        ColourModel::Rgb => {
            (colour[0][x], colour[1][x], colour[2][x]) = (r, g, b);
        }
        ColourModel::Gray => colour[0][x] = 0.30 * r + 0.59 * g + 0.11 * b,
        ColourModel::Cmyk => {
            let key = r.max(g).max(b);
            let ink = |v: f32| if key > 0.0 { v / key } else { 1.0 };
            (colour[0][x], colour[1][x], colour[2][x], colour[3][x]) = (ink(r), ink(g), ink(b), key);
        }
        ColourModel::Lab => {
            (colour[0][x], colour[1][x], colour[2][x]) = pixels::colour::srgb_to_lab(r, g, b);
        }
    }
}

/// Fetches every source, in order.
pub(crate) fn fetch_all(plan: &Plan, contents: &[SlotContent]) -> Result<Vec<Fetched>, PaintError> {
    let mut fetched = Vec::with_capacity(plan.sources.len());
    for source in &plan.sources {
        let next = fetch(plan, source, contents, &fetched)?;
        fetched.push(next);
    }
    Ok(fetched)
}

/// Fetches one source; those it refers to are in `earlier`.
pub(crate) fn fetch(
    plan: &Plan,
    source: &Source,
    contents: &[SlotContent],
    earlier: &[Fetched],
) -> Result<Fetched, PaintError> {
    Ok(match source {
        Source::Raster(raster) => Fetched::Raster(raster.clone()),
        Source::Slot(index) => {
            let slot = &plan.slots[index.0];
            match (contents.get(index.0), &slot.placement) {
                (Some(SlotContent::Frame(frame)), Some(placement)) => {
                    placed(plan, *index, &Warp::new(placement, plan.canvas()), frame)?
                }
                _ => Fetched::Raster(slot.stored.clone()),
            }
        }
        Source::Painted(steps, rect) => {
            let surface = Painter::new(plan, earlier).surface(steps, *rect, plan.working_depth())?;
            Fetched::Raster(raster_of(&Arc::new(surface)))
        }
        Source::Effects { effects, shape } => {
            let shape = shape_plane(plan, shape, earlier)?;
            Fetched::Overlays(Arc::new(effects.prepare(&shape, plan.canvas())))
        }
    })
}

/// A slot's frame in its place, filtered.
pub(crate) fn placed(plan: &Plan, slot: SlotIndex, warp: &Warp, frame: &Picture) -> Result<Fetched, PaintError> {
    let placed = plan.slots[slot.0].filters.apply(warp.draw(frame), plan.canvas())?;
    Ok(Fetched::Placed(Arc::new(placed), plan.model))
}

/// A surface as a raster that other draws can read.
pub(crate) fn raster_of(surface: &Arc<Surface>) -> Raster {
    let channels = surface.model().channels();
    let plane =
        |channel| -> Arc<dyn pixels::PlaneSource> { Arc::new(SurfacePlane { surface: surface.clone(), channel }) };
    Raster { colour: (0..channels).map(plane).collect(), alpha: Some(plane(channels)) }
}

/// The coverage as a plane over its reach.
fn shape_plane(plan: &Plan, shape: &Coverage, earlier: &[Fetched]) -> Result<Plane, PaintError> {
    let rect = unclipped_reach(plan, shape);
    let painter = Painter::new(plan, earlier);
    let mut samples = vec![1.0; rect.area() as usize];
    if !rect.is_empty() {
        for (y, row) in (rect.top..).zip(samples.chunks_mut(rect.width())) {
            painter.cover(shape, y, rect.left, row)?;
        }
    }
    Ok(Plane::new(rect, pixels::Samples::ThirtyTwo(samples)))
}

/// Where a shape lies, beyond the canvas too: what is off the canvas still casts shadows on it.
fn unclipped_reach(plan: &Plan, shape: &Coverage) -> Rect {
    let full = shape.shapes.iter().fold(None, |reach: Option<Rect>, id| {
        let rect = match &plan.sources[id.0] {
            Source::Raster(raster) => raster.rect(),
            _ => plan.source_reach(*id),
        };
        Some(reach.map_or(rect, |reach| reach.intersect(rect)))
    });
    let masks = shape.masks.iter().filter_map(crate::scene::Mask::reach);
    masks.fold(full.unwrap_or_else(|| plan.canvas()), Rect::intersect)
}
