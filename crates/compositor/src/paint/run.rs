//! Running steps on a stack of canvases.

use pixels::{Depth, Rect, SourceError};
use rayon::prelude::*;

use super::compose::Row;
use super::fetch::read_within;
use super::{BAND_ROWS, Canvas, Fetched, PaintError, Surface, bytes};
use crate::plan::{Coverage, Draw, Paint, Plan, Step, Target};

/// Runs the steps of one plan.
pub(crate) struct Painter<'a> {
    plan: &'a Plan,
    fetched: &'a [Fetched],
}

impl<'a> Painter<'a> {
    pub(crate) fn new(plan: &'a Plan, fetched: &'a [Fetched]) -> Self {
        Self { plan, fetched }
    }

    /// Paints `steps` on an empty canvas over `rect`, and keeps the result in samples of `depth`.
    pub(crate) fn surface(&self, steps: &[Step], rect: Rect, depth: Depth) -> Result<Surface, PaintError> {
        let channels = self.plan.model.channels();
        let bands: Result<Vec<_>, PaintError> = bands_of(rect)
            .into_par_iter()
            .map(|band| {
                let mut stack = vec![Canvas::empty(band, channels)];
                self.run(steps, &mut stack)?;
                Ok(stack[0].to_samples(depth))
            })
            .collect();
        Ok(Surface::from_bands(rect, self.plan.model, depth, bands?))
    }

    /// Runs `steps` on a stack whose canvases all cover the same band. The stack's depth at the end is what it was,
    /// plus begins, less ends.
    pub(crate) fn run(&self, steps: &[Step], stack: &mut Vec<Canvas>) -> Result<(), SourceError> {
        let width = stack.last().map_or(0, |canvas| canvas.rect.width());
        let mut row = Row::new(width, self.plan.model.channels());
        steps.iter().try_for_each(|step| self.step(step, stack, &mut row))
    }

    /// Runs one step.
    fn step(&self, step: &Step, stack: &mut Vec<Canvas>, row: &mut Row) -> Result<(), SourceError> {
        match step {
            Step::Begin { copy, .. } => {
                if let Some(top) = stack.last() {
                    let copied = stack.len().checked_sub(*copy).and_then(|at| stack.get(at));
                    let canvas = copied.cloned().unwrap_or_else(|| Canvas::empty(top.rect, top.colour.len()));
                    stack.push(canvas);
                }
            }
            Step::Draw(draw) => {
                if let Some(canvas) = stack.last_mut() {
                    self.draw(draw, None, canvas, row)?;
                }
            }
            Step::End(end) => {
                if let (Some(top), Some(canvas)) = (stack.pop(), stack.last_mut()) {
                    self.draw(end, Some(&top), canvas, row)?;
                }
            }
        }
        Ok(())
    }

    /// Draws on `canvas`; the paint is `top` where that is given.
    fn draw(&self, draw: &Draw, top: Option<&Canvas>, canvas: &mut Canvas, row: &mut Row) -> Result<(), SourceError> {
        let area = draw.reach.intersect(canvas.rect);
        (area.top..area.bottom)
            .try_for_each(|y| self.draw_row(draw, top, canvas, row, Rect { top: y, bottom: y + 1, ..area }))
    }

    /// Draws one row of a draw: the pixels of `area`.
    fn draw_row(
        &self,
        draw: &Draw,
        top: Option<&Canvas>,
        canvas: &mut Canvas,
        row: &mut Row,
        area: Rect,
    ) -> Result<(), SourceError> {
        let (y, width) = (area.top, area.width());
        let span = canvas.span(y, area.left, width);
        match top {
            Some(top) => {
                for (out, plane) in row.colour.iter_mut().zip(&top.colour) {
                    out[..width].copy_from_slice(&plane[span.clone()]);
                }
                row.alpha[..width].copy_from_slice(&top.alpha[span.clone()]);
                self.cover_row(draw, area, row)?;
            }
            None => self.read(draw, area, canvas, row)?,
        }
        let mut colour: Vec<&mut [f32]> = canvas.colour.iter_mut().map(|plane| &mut plane[span.clone()]).collect();
        let alpha = &mut canvas.alpha[span.clone()];
        row.compose(draw, self.plan.model, self.plan.depth, (area.left, y), &mut colour, alpha);
        if self.plan.depth == Depth::Eight {
            bytes::round(&mut colour, alpha);
        }
        Ok(())
    }

    /// Reads a draw's colour and covered alpha for the row `area`.
    fn read(&self, draw: &Draw, area: Rect, canvas: &Canvas, row: &mut Row) -> Result<(), SourceError> {
        self.read_paint(&draw.paint, area.top, area.left, area.width(), canvas, row)?;
        self.cover_row(draw, area, row)
    }

    /// Scales the row's alpha by the draw's coverage; a [`Target::Mix`] keeps the coverage apart.
    fn cover_row(&self, draw: &Draw, area: Rect, row: &mut Row) -> Result<(), SourceError> {
        let width = area.width();
        let out = if draw.target == Target::Mix {
            let coverage = row.coverage_mut(width);
            coverage.fill(1.0);
            coverage
        } else {
            &mut row.alpha[..width]
        };
        self.cover(&draw.coverage, area.top, area.left, out)
    }

    fn read_paint(
        &self,
        paint: &Paint,
        y: i32,
        left: i32,
        width: usize,
        canvas: &Canvas,
        row: &mut Row,
    ) -> Result<(), SourceError> {
        match paint {
            Paint::Source(id) => self.fetched[id.0].read_row(y, left, width, &mut row.colour, &mut row.alpha)?,
            Paint::Colour(id) => {
                self.fetched[id.0].read_row(y, left, width, &mut row.colour, &mut row.alpha)?;
                row.alpha[..width].fill(1.0);
            }
            Paint::Fill(fill) => {
                fill.row(self.plan.canvas(), y, left, width, &mut row.colour, &mut row.alpha);
            }
            Paint::Adjustment(adjustment) => {
                let span = canvas.span(y, left, width);
                for (out, plane) in row.colour.iter_mut().zip(&canvas.colour) {
                    out[..width].copy_from_slice(&plane[span.clone()]);
                }
                let mut planes: Vec<&mut [f32]> = row.colour.iter_mut().map(|plane| &mut plane[..width]).collect();
                if self.plan.depth == Depth::Eight {
                    // Of translucent colour too: what an adjustment makes of it may turn on its last bit.
                    for plane in &mut planes {
                        bytes::round_all(plane);
                    }
                }
                adjustment.apply_row(self.plan.model, &mut planes);
                row.alpha[..width].fill(1.0);
            }
            Paint::Overlay(id, index) | Paint::OverlayPaint(id, index) => {
                row.alpha[..width].fill(0.0);
                let whole = matches!(paint, Paint::OverlayPaint(..));
                match self.fetched[id.0].overlay(*index) {
                    Some(overlay) if whole => overlay.paint_row(y, left, width, &mut row.colour, &mut row.alpha),
                    Some(overlay) => overlay.row(y, left, width, &mut row.colour, &mut row.alpha),
                    None => {}
                }
            }
        }
        Ok(())
    }

    /// Scales `out` by the coverage of row `y` from column `left`.
    pub(crate) fn cover(&self, coverage: &Coverage, y: i32, left: i32, out: &mut [f32]) -> Result<(), SourceError> {
        let width = out.len();
        if coverage.is_full() {
            return Ok(());
        }
        let mut scratch = vec![0.0; width];
        for id in &coverage.shapes {
            let fetched = &self.fetched[id.0];
            fetched.read_alpha(y, left, &mut scratch)?;
            out.iter_mut().zip(&scratch).for_each(|(o, s)| *o *= s);
        }
        for (id, index) in &coverage.overlays {
            scratch.fill(0.0);
            if let Some(overlay) = self.fetched[id.0].overlay(*index) {
                read_within(overlay.coverage(), y, left, &mut scratch)?;
            }
            out.iter_mut().zip(&scratch).for_each(|(o, s)| *o *= s);
        }
        if let Some(id) = coverage.own_share {
            self.fetched[id.0].read_alpha(y, left, &mut scratch)?;
            out.iter_mut().zip(&scratch).for_each(|(o, a)| *o *= (1.0 - a) / (2.0 - a));
        }
        for mask in &coverage.masks {
            scratch.fill(mask.outside);
            read_within(mask.plane.as_ref(), y, left, &mut scratch)?;
            let density = mask.density;
            out.iter_mut().zip(&scratch).for_each(|(o, s)| *o *= 1.0 - density * (1.0 - s));
        }
        Ok(())
    }
}

/// `rect`, cut into bands.
pub(crate) fn bands_of(rect: Rect) -> Vec<Rect> {
    if rect.is_empty() {
        return Vec::new();
    }
    (rect.top..rect.bottom)
        .step_by(BAND_ROWS)
        .map(|top| Rect { top, bottom: (top + BAND_ROWS as i32).min(rect.bottom), ..rect })
        .collect()
}
