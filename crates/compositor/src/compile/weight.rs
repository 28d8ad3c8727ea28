//! What a compiled plan weighs in memory, for caches with a budget.

use std::sync::Arc;

use pixels::{PlaneSource, Samples};

use super::Compiled;
use crate::paint::Fetched;
use crate::plan::{Draw, Step};

impl Compiled {
    /// About how many bytes of memory it takes, beside what is still compressed in the file.
    pub fn bytes(&self) -> u64 {
        let stacks = self.bands.iter().flat_map(|band| band.stack.iter().flatten()).map(Samples::bytes).sum::<u64>();
        let constant = self.constant.iter().flatten().map(fetched).sum::<u64>();
        self.finished.bytes() + stacks + constant + self.steps.iter().map(step).sum::<u64>()
    }
}

fn fetched(fetched: &Fetched) -> u64 {
    match fetched {
        Fetched::Raster(raster) => raster.colour.iter().chain(&raster.alpha).map(plane).sum(),
        Fetched::Placed(placed, _) => placed.picture.rgba().len() as u64,
        Fetched::Overlays(overlays) => overlays.iter().map(crate::effects::Overlay::bytes).sum(),
    }
}

fn step(step: &Step) -> u64 {
    match step {
        Step::Draw(draw) | Step::End(draw) => masks(draw),
        Step::Begin { .. } => 0,
    }
}

fn masks(draw: &Draw) -> u64 {
    draw.coverage.masks.iter().map(|mask| plane(&mask.plane)).sum()
}

fn plane(plane: &Arc<dyn PlaneSource>) -> u64 {
    plane.bytes()
}

#[cfg(test)]
mod tests {
    use pixels::{ColourModel, Depth, Size};

    use crate::plan::plan;
    use crate::scene::Scene;

    use super::*;

    #[test]
    fn an_empty_canvas_weighs_its_samples() {
        let (model, depth) = (ColourModel::Rgb, Depth::Eight);
        let scene = Scene { size: Size::new(10, 6), model, depth, layers: Vec::new(), slots: Vec::new() };
        assert_eq!(Compiled::new(plan(&scene)).unwrap().bytes(), 10 * 6 * 4);
    }
}
