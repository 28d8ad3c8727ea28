//! What is left of a plan after its constant beginning, made as short as it can be.
//!
//! Constant groups are painted once, and constant pixels are decoded once (within the slots' reach only).

use std::sync::Arc;

use pixels::{Depth, Plane, PlaneSource, Rect, Samples, SourceError};

use super::dynamic::Split;
use crate::paint::{Fetched, PaintError, Painter, raster_of};
use crate::plan::{Coverage, Draw, Paint, Plan, Source, SourceId, Step};
use crate::scene::Raster;

/// The steps of a render, the plan with its added sources (and no steps), and the sources that no slot can change.
pub(super) struct Tail {
    pub(super) plan: Plan,
    pub(super) steps: Vec<Step>,
    pub(super) constant: Vec<Option<Fetched>>,
}

/// Shortens the steps from the split on. `area` is what slots can reach.
pub(super) fn prepare(plan: Plan, split: &Split, mut fetched: Vec<Fetched>, area: Rect) -> Result<Tail, PaintError> {
    let mut plan = plan;
    let mut dynamic = split.sources.clone();
    let steps = plan.steps.split_off(split.first);
    let mut steps = paint_constant_groups(&mut plan, split, &mut fetched, &mut dynamic, steps)?;
    if plan.depth == Depth::Eight {
        decode(&steps, &dynamic, &mut fetched, area)?;
    }
    for step in &mut steps {
        if let (Step::Draw(draw) | Step::End(draw), Depth::Eight) = (step, plan.depth) {
            decode_masks(&mut draw.coverage, area)?;
        }
    }
    let constant = fetched.into_iter().zip(&dynamic).map(|(f, dynamic)| (!dynamic).then_some(f)).collect();
    Ok(Tail { plan, steps, constant })
}

/// Replaces each constant `begin empty … end` by one draw of its picture.
fn paint_constant_groups(
    plan: &mut Plan,
    split: &Split,
    fetched: &mut Vec<Fetched>,
    dynamic: &mut Vec<bool>,
    steps: Vec<Step>,
) -> Result<Vec<Step>, PaintError> {
    let mut out: Vec<Step> = Vec::with_capacity(steps.len());
    let mut open: Vec<Option<usize>> = Vec::new();
    for step in steps {
        match step {
            Step::Begin { copy, .. } => {
                open.push((copy == 0).then_some(out.len()));
                out.push(step);
            }
            Step::End(end) => {
                let start = open.pop().flatten();
                let constant =
                    |steps: &[Step]| steps.iter().all(|step| !split.is_dynamic(step)) && is_self_contained(steps);
                match start {
                    Some(start) if constant(&out[start..]) => {
                        let reach = out[start].reach();
                        let surface =
                            Painter::new(plan, fetched).surface(&out[start + 1..], reach, plan.working_depth())?;
                        let raster = raster_of(&Arc::new(surface));
                        out.truncate(start);
                        plan.sources.push(Source::Raster(raster.clone()));
                        fetched.push(Fetched::Raster(raster));
                        dynamic.push(false);
                        let paint = Paint::Source(SourceId(plan.sources.len() - 1));
                        out.push(Step::Draw(Draw { paint, ..end }));
                    }
                    _ => out.push(Step::End(end)),
                }
            }
            Step::Draw(_) => out.push(step),
        }
    }
    Ok(out)
}

/// Whether no canvas in the steps begins as a copy of one below them.
fn is_self_contained(steps: &[Step]) -> bool {
    let mut depth = 0usize;
    steps.iter().all(|step| {
        match step {
            Step::Begin { copy, .. } if *copy > depth => return false,
            Step::Begin { .. } => depth += 1,
            Step::End(_) => depth = depth.saturating_sub(1),
            Step::Draw(_) => {}
        }
        true
    })
}

/// Decodes the constant rasters that the steps still read.
fn decode(steps: &[Step], dynamic: &[bool], fetched: &mut [Fetched], area: Rect) -> Result<(), SourceError> {
    for step in steps {
        let (Step::Draw(draw) | Step::End(draw)) = step else { continue };
        let painted = match &draw.paint {
            Paint::Source(id) | Paint::Colour(id) => Some(*id),
            Paint::Fill(_) | Paint::Adjustment(_) | Paint::Overlay(..) | Paint::OverlayPaint(..) => None,
        };
        for id in draw.coverage.shapes.iter().copied().chain(painted) {
            if dynamic[id.0] {
                continue;
            }
            if let Fetched::Raster(raster) = &fetched[id.0] {
                let decoded = |plane: &Arc<dyn PlaneSource>| decoded(plane, area);
                let colour = raster.colour.iter().map(decoded).collect::<Result<_, _>>()?;
                let alpha = raster.alpha.as_ref().map(decoded).transpose()?;
                fetched[id.0] = Fetched::Raster(Raster { colour, alpha });
            }
        }
    }
    Ok(())
}

fn decode_masks(coverage: &mut Coverage, area: Rect) -> Result<(), SourceError> {
    for mask in &mut coverage.masks {
        // Beyond the decoded part a mask has its outside value, and nobody asks there: painting stays within `area`.
        mask.plane = decoded(&mask.plane, area)?;
    }
    Ok(())
}

/// The part of a plane within `area`, decoded.
fn decoded(plane: &Arc<dyn PlaneSource>, area: Rect) -> Result<Arc<dyn PlaneSource>, SourceError> {
    let rect = plane.rect().intersect(area);
    let mut bytes = Vec::with_capacity(rect.area() as usize);
    let mut row = vec![0.0; rect.width()];
    for y in rect.top..rect.bottom {
        plane.read_row(y, rect.left, &mut row)?;
        bytes.extend(row.iter().map(|sample| (sample * 255.0 + 0.5) as u8));
    }
    Ok(Arc::new(Plane::new(rect, Samples::Eight(bytes))))
}
