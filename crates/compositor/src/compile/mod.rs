//! Compiling: everything that does not depend on a slot, done once, so that a render does only the rest.
//!
//! Steps run up to the first that a slot can change; there the stack of canvases is kept, over the slots' reach only.
//! A render starts from that stack. Outside the slots' reach the finished pixels are kept, and shared by all renders.

mod dynamic;
mod tail;
mod weight;

use pixels::{Rect, Samples};
use rayon::prelude::*;

use crate::paint::{Canvas, Fetched, PaintError, Painter, SlotContent, Surface, bands_of, fetch, fetch_all, placed};
use crate::plan::{Plan, Source, Step};
use crate::warp::Warp;
use tail::Tail;

/// A plan whose constant part is painted.
#[derive(Debug)]
pub struct Compiled {
    plan: Plan,
    constant: Vec<Option<Fetched>>,
    warps: Vec<Option<Warp>>,
    steps: Vec<Step>,
    bands: Vec<Band>,
    finished: Surface,
}

/// Where slots can change a band, and the stack of canvases before the first step that they do.
#[derive(Debug)]
struct Band {
    rect: Rect,
    stack: Vec<Vec<Samples>>,
}

impl Compiled {
    /// Paints what is constant.
    pub fn new(plan: Plan) -> Result<Self, PaintError> {
        let fetched = fetch_all(&plan, &[])?;
        let split = dynamic::split(&plan);
        let painter = Painter::new(&plan, &fetched);
        let painted: Result<Vec<(Band, Vec<Samples>)>, PaintError> = bands_of(plan.canvas())
            .into_par_iter()
            .map(|band| {
                let mut stack = vec![Canvas::empty(band, plan.model.channels())];
                painter.run(&plan.steps[..split.first], &mut stack)?;
                let rect = split.reach_in(band);
                let kept = stack.iter().map(|canvas| canvas.crop(rect).to_samples(plan.working_depth())).collect();
                painter.run(&plan.steps[split.first..], &mut stack)?;
                Ok((Band { rect, stack: kept }, stack[0].to_samples(plan.depth)))
            })
            .collect();
        let (bands, finished) = painted?.into_iter().unzip();
        let finished = Surface::from_bands(plan.canvas(), plan.model, plan.depth, finished);
        let warps =
            plan.slots.iter().map(|slot| slot.placement.as_ref().map(|p| Warp::new(p, plan.canvas()))).collect();
        let area = split.area(plan.canvas());
        let Tail { plan, steps, constant } = tail::prepare(plan, &split, fetched, area)?;
        Ok(Self { plan, constant, warps, steps, bands, finished })
    }

    /// How much smaller than its content each slot is placed: the scale at which a frame is best built.
    pub fn natural_scale(&self, slot: usize) -> Option<(f64, f64)> {
        self.warps.get(slot)?.as_ref().map(Warp::natural_scale)
    }

    /// The picture with every slot as the file stores it.
    pub fn finished(&self) -> &Surface {
        &self.finished
    }

    /// Places the frames: the first half of a render.
    pub fn place(&self, contents: &[SlotContent]) -> Result<Placed, PaintError> {
        let mut fetched: Vec<Fetched> = Vec::with_capacity(self.plan.sources.len());
        for (source, constant) in self.plan.sources.iter().zip(&self.constant) {
            let next = match (constant, source) {
                (Some(constant), _) => constant.clone(),
                (None, Source::Slot(index)) => match (contents.get(index.0), &self.warps[index.0]) {
                    (Some(SlotContent::Frame(frame)), Some(warp)) => placed(&self.plan, *index, warp, frame)?,
                    _ => fetch(&self.plan, source, contents, &fetched)?,
                },
                _ => fetch(&self.plan, source, contents, &fetched)?,
            };
            fetched.push(next);
        }
        Ok(Placed(fetched))
    }

    /// Runs what is left of the plan on placed frames: the second half of a render.
    pub fn paint(&self, placed: &Placed) -> Result<Surface, PaintError> {
        let painter = Painter::new(&self.plan, &placed.0);
        let changed: Result<Vec<Option<Vec<Samples>>>, PaintError> = self
            .bands
            .par_iter()
            .map(|band| {
                if band.rect.is_empty() {
                    return Ok(None);
                }
                let mut stack: Vec<Canvas> =
                    band.stack.iter().map(|samples| Canvas::from_samples(band.rect, samples)).collect();
                painter.run(&self.steps, &mut stack)?;
                Ok(Some(stack[0].to_samples(self.plan.depth)))
            })
            .collect();
        let rects: Vec<Rect> = self.bands.iter().map(|band| band.rect).collect();
        Ok(self.finished.with_changes(&rects, changed?))
    }

    /// The picture with `contents` in its slots; missing ones show what the file stores.
    pub fn render(&self, contents: &[SlotContent]) -> Result<Surface, PaintError> {
        self.paint(&self.place(contents)?)
    }
}

/// Frames in their places, ready to be painted over.
#[derive(Debug)]
pub struct Placed(Vec<Fetched>);
