//! What every crate of the pixel side speaks: rectangles, planes of samples, pictures, the geometry that places
//! one in another, and the limits that hostile input must stay under.
//!
//! Coordinates: x grows to the right, y grows **down**, pixel `(0, 0)` covers the square from `(0, 0)` to `(1, 1)`,
//! so its centre lies at `(0.5, 0.5)`. Knows nothing of files, of PSD, or of compositing.

pub mod colour;
pub mod geometry;
mod limits;
mod picture;
mod plane;
mod rect;
mod samples;

pub use colour::ColourModel;
pub use limits::{LimitExceeded, Limits};
pub use picture::Picture;
pub use plane::{Plane, PlaneSource, SourceError};
pub use rect::{Rect, Size};
pub use samples::{Depth, Samples};
