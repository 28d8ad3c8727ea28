//! Photoshop documents, PSD and PSB: bytes to a typed [`Document`] and back, byte for byte.
//!
//! The modules follow the chapters of Adobe's *Photoshop File Formats Specification*. Reading is lazy: pixels stay
//! compressed, as slices of the file, until rows are asked for; blocks that have a typed form are parsed when it is
//! asked for, and every block, known or not, is kept as it was found.

pub mod build;
pub mod compression;
mod cursor;
pub mod descriptor;
mod document;
pub mod engine_data;
mod error;
pub mod header;
mod key;
pub mod layers;
mod limits;
pub mod linked;
pub mod merged;
pub mod patterns;
pub mod resources;
mod sink;
mod strings;
pub mod tagged;

pub use bytes::Bytes;
pub use document::Document;
pub use error::{Error, Result};
pub use key::Key;
pub use limits::Limits;
pub use strings::{PascalString, UnicodeString};
