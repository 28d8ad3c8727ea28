//! Folding: a run of constant draws as one multiply and add a sample.
//!
//! Over an opaque canvas Normal, Multiply and Screen are affine in what lies below: with coverage `a` and source `s`,
//! Normal is `b (1 - a) + a s`, Multiply `b (1 - a + a s)`, Screen `b (1 - a s) + a s`. A chain of affine maps is one
//! affine map, and its factor and offset stay between 0 and 1. They are kept in 16 bits, so folded and stepwise pictures
//! differ by at most 1/255 in an 8-bit document (tested).

use std::sync::Arc;

use pixels::{Rect, SourceError};
use rayon::prelude::*;

use crate::blend::BlendMode;
use crate::paint::{Canvas, Painter, Row, bands_of};
use crate::plan::{Draw, Paint, Target};

/// A folded run of draws.
#[derive(Debug, Clone)]
pub(super) struct Fold {
    /// The pixels it can change.
    pub(super) reach: Rect,
    /// The draws, for rows that are not opaque.
    draws: Vec<Draw>,
    bands: Arc<Vec<Coefficients>>,
}

/// Factors, then offsets, of one band: 16 bits each, for 0 to 1, one plane a colour channel.
#[derive(Debug)]
struct Coefficients {
    rect: Rect,
    factors: Vec<Vec<u16>>,
    offsets: Vec<Vec<u16>>,
}

const FULL: f32 = 65535.0;

/// Whether a draw is affine in the canvas, as long as that is opaque.
pub(super) fn is_affine(draw: &Draw) -> bool {
    matches!(draw.blend, BlendMode::Normal | BlendMode::Multiply | BlendMode::Screen)
        && matches!(draw.target, Target::Over | Target::Atop)
        && !matches!(draw.paint, Paint::Adjustment(_))
        && !draw.text_gamma
        && draw.blend_if.is_none()
        && draw.channels == [true; 4]
}

impl Fold {
    /// Folds affine draws that no slot can change, within `area`.
    pub(super) fn new(
        painter: &Painter<'_>,
        draws: Vec<Draw>,
        channels: usize,
        area: Rect,
    ) -> Result<Self, SourceError> {
        let reach = draws.iter().map(|draw| draw.reach).fold(Rect::default(), Rect::union).intersect(area);
        let bands: Result<Vec<Coefficients>, SourceError> =
            bands_of(reach).into_par_iter().map(|band| fold_band(painter, &draws, channels, band)).collect();
        Ok(Self { reach, draws, bands: Arc::new(bands?) })
    }

    /// How many bytes of memory its coefficients take.
    pub(super) fn bytes(&self) -> u64 {
        let planes = self.bands.iter().flat_map(|band| band.factors.iter().chain(&band.offsets));
        planes.map(|plane| plane.len() as u64 * 2).sum()
    }

    /// Runs the fold on a canvas: by coefficients where a row is opaque, draw by draw where it is not.
    pub(super) fn run(&self, painter: &Painter<'_>, canvas: &mut Canvas, row: &mut Row) -> Result<(), SourceError> {
        let area = self.reach.intersect(canvas.rect);
        for y in area.top..area.bottom {
            let span = canvas.span(y, area.left, area.width());
            if canvas.alpha[span.clone()].iter().all(|alpha| *alpha == 1.0) {
                self.multiply_add(canvas, y, area, span);
                continue;
            }
            for draw in &self.draws {
                let part = Rect { top: y, bottom: y + 1, ..area }.intersect(draw.reach);
                if !part.is_empty() {
                    painter.draw_row(draw, None, canvas, row, part)?;
                }
            }
        }
        Ok(())
    }

    fn multiply_add(&self, canvas: &mut Canvas, y: i32, area: Rect, span: std::ops::Range<usize>) {
        // Bands begin at the fold's own top, which need not be a band of the canvas.
        let index = self.bands.partition_point(|band| band.rect.bottom <= y);
        let Some(band) = self.bands.get(index) else { return };
        let start = (y - band.rect.top) as usize * band.rect.width() + (area.left - band.rect.left) as usize;
        for ((plane, factors), offsets) in canvas.colour.iter_mut().zip(&band.factors).zip(&band.offsets) {
            let samples = plane[span.clone()].iter_mut();
            for ((sample, factor), offset) in samples.zip(&factors[start..]).zip(&offsets[start..]) {
                *sample = (*sample * f32::from(*factor) + f32::from(*offset)) * (1.0 / FULL);
            }
        }
    }
}

fn fold_band(painter: &Painter<'_>, draws: &[Draw], channels: usize, rect: Rect) -> Result<Coefficients, SourceError> {
    let pixels = rect.area() as usize;
    let mut factors = vec![vec![1.0f32; pixels]; channels];
    let mut offsets = vec![vec![0.0f32; pixels]; channels];
    let canvas = Canvas::empty(rect, channels);
    let mut row = Row::new(rect.width(), channels);
    for draw in draws {
        let area = draw.reach.intersect(rect);
        for y in area.top..area.bottom {
            painter.read(draw, Rect { top: y, bottom: y + 1, ..area }, &canvas, &mut row)?;
            let span = canvas.span(y, area.left, area.width());
            for channel in 0..channels {
                let source = row.colour[channel].iter().zip(&row.alpha);
                let maps = factors[channel][span.clone()].iter_mut().zip(&mut offsets[channel][span.clone()]);
                for ((factor, offset), (source, alpha)) in maps.zip(source) {
                    let alpha = alpha * draw.opacity * draw.fill_opacity;
                    let (scale, shift) = match draw.blend {
                        BlendMode::Multiply => (1.0 - alpha + alpha * source, 0.0),
                        BlendMode::Screen => (1.0 - alpha * source, alpha * source),
                        _ => (1.0 - alpha, alpha * source),
                    };
                    *factor *= scale;
                    *offset = *offset * scale + shift;
                }
            }
        }
    }
    let store = |planes: Vec<Vec<f32>>| {
        let plane = |plane: Vec<f32>| plane.iter().map(|v| (v.clamp(0.0, 1.0) * FULL + 0.5) as u16).collect();
        planes.into_iter().map(plane).collect()
    };
    Ok(Coefficients { rect, factors: store(factors), offsets: store(offsets) })
}
