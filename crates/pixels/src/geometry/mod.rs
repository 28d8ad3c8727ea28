//! How a flat picture comes to lie in another: affine and projective maps, and meshes of Bezier patches.

mod affine;
mod cylinder;
mod homography;
mod mesh;
mod placement;
mod point;
mod preset;

pub use affine::Affine;
pub use cylinder::Cylinder;
pub use homography::Homography;
pub use mesh::Mesh;
pub use placement::Placement;
pub use point::{Point, Quad};
pub use preset::{PresetStyle, PresetWarp};
