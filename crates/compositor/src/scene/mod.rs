//! The scene: layers, masks, clips, blends, adjustments, effects and slots, every shorthand already resolved.
//!
//! Whatever a file can say in ten ways the scene says in one, so that planning and painting need no knowledge of
//! any format. All lists run from the bottom (drawn first) to the top.

mod layer;
mod mask;
mod options;
mod raster;
mod slot;

pub use layer::{Content, Group, Layer, LayerKey};
pub use mask::Mask;
pub use options::{BlendIf, BlendingOptions, Knockout, Range};
pub use raster::Raster;
pub use slot::{Slot, SlotIndex};

use pixels::{ColourModel, Depth, Size};

/// One document to be drawn, bottom layer first, on a transparent canvas.
#[derive(Debug, Clone)]
pub struct Scene {
    /// The canvas.
    pub size: Size,
    /// What the colour samples mean.
    pub model: ColourModel,
    /// How finely the picture is rounded.
    pub depth: Depth,
    /// The layers, bottom first.
    pub layers: Vec<Layer>,
    /// What [`Content::Slot`] refers to.
    pub slots: Vec<Slot>,
}
