//! A Photoshop document as a template: its scene, its slots, artwork placed in them, and the proof that our pixels are
//! Photoshop's.
//!
//! Knows the format (`psd`) and the painter (`compositor`), and brings them together; knows nothing of the library, of
//! HTTP, or of async.

pub mod artwork;
mod colour;
mod companions;
pub mod compare;
mod content;
mod design;
mod error;
mod frame;
mod ids;
mod loss;
mod lower;
mod merged;
mod modes;
mod outline;
mod photo;
mod render;
mod slots;
mod template;
pub mod text;
mod verify;

pub use companions::Companions;
pub use content::flattened;
pub use error::{Error, Result};
pub use loss::Loss;
pub use outline::{LayerKind, LayerOutline, Outline, Position, SlotOutline, TextOutline, TextSegment};
pub use photo::PrintArea;
pub use render::{CompiledTemplate, Output, Rendered, Times};
pub use template::{Edits, Template};
pub use text::{Fonts, TextEdit};
pub use verify::{Composite, Pictures, Report, SmartObject, pictures, verify};
