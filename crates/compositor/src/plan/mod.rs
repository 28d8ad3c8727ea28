//! The plan: a scene as a list of steps for a stack of canvases. Made without touching a pixel, and printable.
//!
//! The painter keeps a stack. It begins with one transparent canvas. [`Step::Begin`] pushes another (empty, or a copy
//! of one below), [`Step::Draw`] paints on the topmost, [`Step::End`] takes the topmost off and blends it into
//! the one below. Clipping runs, groups and interior effects are all spelled with these three words.

mod build;
mod effects;
mod knockout;
mod print;
mod reach;
mod step;

pub use build::plan;
pub use step::{Coverage, Draw, End, Paint, Source, SourceId, Step, Target};

use crate::scene::Slot;
use pixels::{ColourModel, Depth, Rect, Size};

/// All that the painter needs to know.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The canvas.
    pub size: Size,
    /// What the colour samples mean.
    pub model: ColourModel,
    /// How finely the picture is rounded.
    pub depth: Depth,
    /// Pixels that are fetched or prepared before painting; a source refers only to earlier ones.
    pub sources: Vec<Source>,
    /// What to do, in order.
    pub steps: Vec<Step>,
    /// The scene's slots.
    pub slots: Vec<Slot>,
}

impl Plan {
    /// How canvases are kept between one stage of painting and the next: finer than the picture itself, so that it
    /// does not matter where a stage ends.
    pub(crate) fn working_depth(&self) -> Depth {
        match self.depth {
            Depth::Eight | Depth::Sixteen => Depth::Sixteen,
            Depth::ThirtyTwo => Depth::ThirtyTwo,
        }
    }

    /// The canvas as a rectangle.
    pub fn canvas(&self) -> Rect {
        Rect::of_size(self.size)
    }
}
