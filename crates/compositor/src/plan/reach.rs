//! How far each part of a plan can reach, so that nobody works on pixels that cannot change.

use pixels::Rect;

use super::{Coverage, Paint, Plan, Source, SourceId};

impl Plan {
    /// The pixels a source can have.
    pub(crate) fn source_reach(&self, id: SourceId) -> Rect {
        let reach = match &self.sources[id.0] {
            Source::Raster(raster) => raster.rect(),
            Source::Slot(index) => {
                let slot = &self.slots[index.0];
                let placed = slot.placement.as_ref().map(|placement| placement.bounds().inflate(1)).unwrap_or_default();
                slot.filters.reach(placed, self.canvas()).union(slot.stored.rect())
            }
            Source::Painted(_, rect) => *rect,
            Source::Effects { effects, shape } => self.coverage_reach(shape).inflate(effects.reach()),
        };
        reach.intersect(self.canvas())
    }

    /// The pixels a coverage can let through.
    pub(crate) fn coverage_reach(&self, coverage: &Coverage) -> Rect {
        let shapes = coverage.sources().map(|id| self.source_reach(id));
        let masks = coverage.masks.iter().filter_map(crate::scene::Mask::reach);
        shapes.chain(masks).fold(self.canvas(), Rect::intersect)
    }

    /// The pixels a paint can have.
    pub(crate) fn paint_reach(&self, paint: &Paint) -> Rect {
        match paint {
            Paint::Source(id) | Paint::Colour(id) | Paint::Overlay(id, _) => self.source_reach(*id),
            Paint::OverlayPaint(..) | Paint::Fill(_) | Paint::Adjustment(_) => self.canvas(),
        }
    }
}
