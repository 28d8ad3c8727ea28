//! Photoshop documents, PSD and PSB: bytes to a typed [`Document`] and back, byte for byte.
//!
//! The modules follow the chapters of Adobe's *Photoshop File Formats Specification*. Reading is lazy: pixels stay
//! compressed, as slices of the file, until rows are asked for; blocks that have a typed form are parsed when it is
//! asked for, and every block, known or not, is kept as it was found.
//!
//! ```
//! use psd::build::{DocumentBuilder, NewLayer};
//! use psd::layers::{ChannelId, Rect};
//! use psd::{Document, Limits};
//!
//! let red = [255, 0, 0, 255].repeat(4 * 3);
//! let layer = NewLayer::raster("Red", Rect::at(1, 0, 4, 3), red);
//! let file = DocumentBuilder::new(6, 3).layer(layer).build()?.to_bytes()?;
//!
//! let limits = Limits::default();
//! let mut document = Document::read(file, &limits)?;
//! let layer = &document.layers.layers[0];
//! let rows = document.channel_rows(layer, ChannelId(0), &limits)?.expect("a layer has a red channel");
//! let mut row = vec![0; rows.row_bytes()];
//! rows.row(2, &mut row)?;
//! assert_eq!(row, [255; 4]);
//!
//! document.layers.layers[0].set_name("Crimson")?;
//! assert_eq!(Document::read(document.to_bytes()?, &limits)?.layers.layers[0].name(), "Crimson");
//! # Ok::<(), psd::Error>(())
//! ```

pub mod build;
pub mod compression;
mod cursor;
pub mod descriptor;
mod document;
pub mod engine_data;
mod error;
pub mod filter_effects;
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
