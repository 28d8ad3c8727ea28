//! What depends on a slot, and what does not.

use pixels::Rect;

use crate::paint::bands_of;
use crate::plan::{Coverage, Paint, Plan, Source, SourceId, Step};

/// Where the constant part of a plan ends.
#[derive(Debug)]
pub(super) struct Split {
    /// The first step that a slot can change; the number of steps when none is.
    pub(super) first: usize,
    /// Whether each source depends on a slot.
    pub(super) sources: Vec<bool>,
    reaches: Vec<Rect>,
}

impl Split {
    /// The columns of `band` that a slot can change.
    pub(super) fn reach_in(&self, band: Rect) -> Rect {
        let reach = self.reaches.iter().map(|reach| reach.intersect(band)).fold(Rect::default(), Rect::union);
        if reach.is_empty() { Rect::default() } else { Rect { left: reach.left, right: reach.right, ..band } }
    }

    /// The smallest rectangle of whole bands around all that slots can change.
    pub(super) fn area(&self, canvas: Rect) -> Rect {
        bands_of(canvas).into_iter().map(|band| self.reach_in(band)).fold(Rect::default(), Rect::union)
    }

    /// Whether a step shows something that depends on a slot; the paint of an end is the canvas, whose own steps tell.
    pub(super) fn is_dynamic(&self, step: &Step) -> bool {
        is_dynamic(&self.sources, step)
    }
}

fn is_dynamic(sources: &[bool], step: &Step) -> bool {
    match step {
        Step::Draw(draw) => depends(sources, &draw.paint, &draw.coverage),
        Step::End(end) => end.coverage.sources().any(|id| is(sources, id)),
        Step::Begin { .. } => false,
    }
}

/// Finds the split.
pub(super) fn split(plan: &Plan) -> Split {
    let mut sources: Vec<bool> = Vec::with_capacity(plan.sources.len());
    for source in &plan.sources {
        let dynamic = match source {
            Source::Raster(_) => false,
            Source::Slot(index) => plan.slots[index.0].placement.is_some(),
            Source::Painted(steps, _) => steps.iter().any(|step| is_dynamic(&sources, step)),
            Source::Effects { shape, .. } => shape.sources().any(|id| is(&sources, id)),
        };
        sources.push(dynamic);
    }
    let dynamic = |step: &Step| is_dynamic(&sources, step);
    let first = plan.steps.iter().position(dynamic).unwrap_or(plan.steps.len());
    let reaches = plan.steps.iter().filter(|step| dynamic(step)).map(Step::reach).collect();
    Split { first, sources, reaches }
}

fn is(sources: &[bool], id: SourceId) -> bool {
    sources.get(id.0).copied().unwrap_or(false)
}

fn depends(sources: &[bool], paint: &Paint, coverage: &Coverage) -> bool {
    let painted = match paint {
        Paint::Source(id) | Paint::Colour(id) | Paint::Overlay(id, _) | Paint::OverlayPaint(id, _) => is(sources, *id),
        Paint::Fill(_) | Paint::Adjustment(_) => false,
    };
    painted || coverage.sources().any(|id| is(sources, id))
}
