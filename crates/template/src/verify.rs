//! Verification: our pixels against the ones Photoshop stored in the same file.
//!
//! Two truths are in a file: its flattened picture, which we draw again from the layers, and for each smart object
//! the layer's own pixels, which we draw again from its content. Both are compared in the document's own mode, before
//! any colour conversion.

use std::sync::Arc;
use std::time::{Duration, Instant};

use compositor::paint::{Surface, paint};
use compositor::plan::plan;
use compositor::scene::{Raster, Slot};
use compositor::warp::{Placed, Warp};
use pixels::{Limits, PlaneSource, Rect, Size};
use psd::{Bytes, Document};

use crate::compare::{Difference, Differences};
use crate::content::{Contents, SlotPicture};
use crate::lower::{Lowered, lower, psd_limits};
use crate::merged::Merged;
use crate::{Companions, Loss, Result};

/// What a verification found.
#[derive(Debug)]
pub struct Report {
    /// The canvas.
    pub size: Size,
    /// The flattened picture; `None` when the file has no real one.
    pub composite: Option<Composite>,
    /// One for each smart object whose content can be drawn.
    pub smart_objects: Vec<SmartObject>,
    /// What can't be honoured.
    pub losses: Vec<Loss>,
    /// How long reading, drawing and comparing took.
    pub time: Duration,
}

/// How far the drawn picture lies from the flattened one.
#[derive(Debug)]
pub struct Composite {
    /// Colour, as it lies on white.
    pub colour: Difference,
    /// Transparency: mean and maximum.
    pub alpha: (f64, f64),
}

/// How far a smart object, drawn from its content, lies from the layer's stored pixels.
#[derive(Debug)]
pub struct SmartObject {
    /// The layer's name.
    pub name: String,
    /// Colour, as it lies on white, over the layer's rectangle and the drawn one.
    pub colour: Difference,
    /// The mean over pixels that lie at least 3 px inside the opaque part; `None` when there is no such pixel.
    pub interior_mean: Option<f64>,
}

/// Draws a file again, and each of its smart objects, and compares.
pub fn verify(bytes: impl Into<Bytes>, limits: &Limits) -> Result<Report> {
    let start = Instant::now();
    let document = Document::read(bytes, &psd_limits(limits))?;
    let contents = Contents::new(&document, &Companions::default(), limits);
    let Lowered { scene, placed, mut losses } = lower(&document, &contents)?;
    let composite = match Merged::of(&document)? {
        Some(merged) => compare_composite(&merged, &paint(&plan(&scene), &[])?)?,
        None => None,
    };
    let mut smart_objects = Vec::new();
    for (slot, placed) in scene.slots.iter().zip(&placed) {
        let name = document.layers.layers[placed.index].name();
        match contents.picture(&placed.layer) {
            SlotPicture::Drawn(picture) => {
                if let Some((colour, interior_mean)) = compare_slot(slot, &picture, Rect::of_size(scene.size))? {
                    smart_objects.push(SmartObject { name, colour, interior_mean });
                }
            }
            SlotPicture::Lost(effect) => losses.push(Loss {
                layer: name,
                layer_id: document.layers.layers[placed.index].id(),
                feature: "smart object content".to_owned(),
                effect,
            }),
        }
    }
    let size = scene.size;
    Ok(Report { size, composite, smart_objects, losses, time: start.elapsed() })
}

fn compare_composite(merged: &Merged, surface: &Surface) -> Result<Option<Composite>> {
    let (mut colour, mut alpha) = (Differences::default(), Differences::default());
    each_row(merged, surface, |truth, drawn| {
        let (truth_alpha, drawn_alpha) = (&truth[truth.len() - 1], &drawn[drawn.len() - 1]);
        for x in 0..truth_alpha.len() {
            colour.add((0..truth.len() - 1).map(|channel| drawn[channel][x] - truth[channel][x]));
            if merged.has_alpha() {
                alpha.add(std::iter::once(drawn_alpha[x] - truth_alpha[x]));
            }
        }
    })?;
    let alpha = alpha.figures().map_or((0.0, 0.0), |figures| (figures.mean, figures.max));
    Ok(colour.figures().map(|colour| Composite { colour, alpha }))
}

/// Calls `row` with Photoshop's flattened picture and with ours, row by row: the colour planes as they lie on white,
/// then alpha.
fn each_row(merged: &Merged, surface: &Surface, mut row: impl FnMut(&[Vec<f32>], &[Vec<f32>])) -> Result<()> {
    let rect = surface.rect();
    let (width, channels) = (rect.width(), surface.model().channels());
    let mut truth = vec![vec![0.0; width]; channels + 1];
    let mut drawn = truth.clone();
    for y in 0..rect.height() {
        let (colour, alpha) = truth.split_at_mut(channels);
        merged.row(y as u32, colour, &mut alpha[0])?;
        for (channel, out) in drawn.iter_mut().enumerate() {
            surface.read_row(channel, y as i32, 0, out);
        }
        let (colour, alpha) = drawn.split_at_mut(channels);
        // Without transparency Photoshop flattens on white too, where nothing covers the canvas.
        for plane in colour {
            plane.iter_mut().zip(&alpha[0]).for_each(|(sample, alpha)| *sample = *sample * alpha + 1.0 - alpha);
        }
        row(&truth, &drawn);
    }
    Ok(())
}

/// Photoshop's flattened picture and ours, whole, for looking at where they differ.
#[derive(Debug)]
pub struct Pictures {
    /// The canvas.
    pub size: Size,
    /// Photoshop's: the colour planes as they lie on white, then alpha.
    pub stored: Vec<Vec<f32>>,
    /// Ours, in the same order.
    pub drawn: Vec<Vec<f32>>,
}

/// The two pictures that [`verify`] compares; `None` when the file has no real flattened picture.
pub fn pictures(bytes: impl Into<Bytes>, limits: &Limits) -> Result<Option<Pictures>> {
    let document = Document::read(bytes, &psd_limits(limits))?;
    let scene = lower(&document, &Contents::none(limits))?.scene;
    let Some(merged) = Merged::of(&document)? else { return Ok(None) };
    let mut stored = vec![Vec::new(); scene.model.channels() + 1];
    let mut drawn = stored.clone();
    each_row(&merged, &paint(&plan(&scene), &[])?, |truth, ours| {
        for (planes, rows) in [(&mut stored, truth), (&mut drawn, ours)] {
            planes.iter_mut().zip(rows).for_each(|(plane, row)| plane.extend_from_slice(row));
        }
    })?;
    Ok(Some(Pictures { size: scene.size, stored, drawn }))
}

/// How deep inside the opaque part a pixel must lie to count as interior.
const INTERIOR: i32 = 3;

fn compare_slot(slot: &Slot, frame: &Arc<pixels::Picture>, canvas: Rect) -> Result<Option<(Difference, Option<f64>)>> {
    let Some(placement) = &slot.placement else { return Ok(None) };
    // The stored pixels may reach beyond the canvas, and so may the drawn ones.
    let area = canvas.union(slot.stored.rect());
    let warp = Warp::new(placement, area);
    let frame = crate::frame::at_scale(frame, warp.natural_scale())?;
    let placed = slot.filters.apply(warp.draw(&frame), area).map_err(compositor::paint::PaintError::from)?;
    let rect = slot.stored.rect().union(placed.rect.intersect(canvas));
    if slot.stored.rect().is_empty() || slot.stored.colour.len() != 3 {
        return Ok(None);
    }
    let stored = rgba(&slot.stored, rect)?;
    let drawn = placed_rgba(&placed, rect);
    let width = rect.width();
    let mut all = Differences::default();
    let mut interior = Differences::default();
    for (index, (truth, ours)) in stored.iter().zip(&drawn).enumerate() {
        let on_white = |pixel: &[f32; 4], channel: usize| pixel[channel] * pixel[3] + 1.0 - pixel[3];
        let difference = |channel| on_white(ours, channel) - on_white(truth, channel);
        all.add((0..3).map(difference));
        let (x, y) = ((index % width) as i32, (index / width) as i32);
        if is_interior(&stored, rect, x, y) {
            interior.add((0..3).map(difference));
        }
    }
    Ok(all.figures().map(|figures| (figures, interior.figures().map(|figures| figures.mean))))
}

fn is_interior(pixels: &[[f32; 4]], rect: Rect, x: i32, y: i32) -> bool {
    let (width, height) = (rect.width() as i32, rect.height() as i32);
    (y - INTERIOR..=y + INTERIOR).all(|y| {
        (x - INTERIOR..=x + INTERIOR)
            .all(|x| x >= 0 && y >= 0 && x < width && y < height && pixels[(y * width + x) as usize][3] == 1.0)
    })
}

fn rgba(raster: &Raster, rect: Rect) -> Result<Vec<[f32; 4]>> {
    let mut pixels = vec![[0.0; 4]; rect.area() as usize];
    let own = raster.rect();
    let mut row = vec![0.0; own.width()];
    let mut put = |plane: &dyn PlaneSource, channel: usize| -> Result<()> {
        for y in own.top..own.bottom {
            plane.read_row(y, own.left, &mut row).map_err(compositor::paint::PaintError::from)?;
            let start = (y - rect.top) as usize * rect.width() + (own.left - rect.left) as usize;
            pixels[start..].iter_mut().zip(&row).for_each(|(pixel, sample)| pixel[channel] = *sample);
        }
        Ok(())
    };
    for (channel, plane) in raster.colour.iter().enumerate() {
        put(plane.as_ref(), channel)?;
    }
    match &raster.alpha {
        Some(plane) => put(plane.as_ref(), 3)?,
        None => put(&crate::lower::ConstantPlane { rect: own, value: 1.0 }, 3)?,
    }
    Ok(pixels)
}

fn placed_rgba(placed: &Placed, rect: Rect) -> Vec<[f32; 4]> {
    let mut pixels = vec![[0.0; 4]; rect.area() as usize];
    let shared = placed.rect.intersect(rect);
    for y in shared.top..shared.bottom {
        for x in shared.left..shared.right {
            let from = placed.picture.pixel((x - placed.rect.left) as u32, (y - placed.rect.top) as u32);
            let to = (y - rect.top) as usize * rect.width() + (x - rect.left) as usize;
            pixels[to] = from.map(|sample| f32::from(sample) / 255.0);
        }
    }
    pixels
}
