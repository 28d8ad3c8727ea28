//! Edited type: a text layer's new words, set anew in the file's own styles.
//!
//! The way goes from what the file says (`source`) through the order (`edit`, `compose`), shaping and line breaking
//! (`shape`, `lines`), places on the page (`layout`) and outlines (`outline`) to pixels (`paint`). Text nobody edits keeps
//! the pixels Photoshop stored. All lengths before `paint` are in text space, which the layer's transform maps to the
//! canvas: y grows down, and the origin is the anchor on the first baseline, or the corner of the box.

mod compose;
mod edit;
mod face;
mod fonts;
mod itemise;
mod layout;
mod letters;
mod lines;
mod names;
mod outline;
mod paint;
mod set;
mod shape;
mod source;
mod style;
mod warp;

pub(crate) use compose::{Segment, segments};
pub use edit::{TextEdit, TextFit, Words};
pub use fonts::{FaceOutline, FontError, FontMatch, Fonts};
pub use letters::Letters;
pub use set::{SetFont, SetText};
pub(crate) use set::{Setting, set};
pub(crate) use source::TextSource;

#[cfg(test)]
mod tests;

#[cfg(test)]
mod fixtures;
