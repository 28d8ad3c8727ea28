//! From a scene to its picture, in three stages that never mix:
//!
//! 1. [`scene`]: what is to be drawn, spelled out one way; made by the caller.
//! 2. [`plan`]: the scene as a printable list of steps; no pixel is touched.
//! 3. [`paint`]: the steps, executed over bands of rows. Painting is **pointwise**: whatever looks at neighbouring
//!    pixels (placing artwork, effects, feathered masks) is prepared as a plane before it.
//!
//! Knows nothing of PSD, of files, or of the library.

pub mod adjust;
pub mod blend;
pub mod compile;
pub mod effects;
pub mod fill;
pub mod filter;
pub mod paint;
pub mod plan;
pub mod scene;
pub mod warp;
