//! Picture files to pixels and back: reads PNG, JPEG, WebP, GIF, TIFF, BMP, SVG and
//! PDF, writes PNG, JPEG and WebP.
//!
//! Everything that comes out of [`decode`] is sRGB, straight alpha, 8 bits a sample, and upright: embedded ICC
//! profiles and EXIF orientations have been applied. What a file is follows from its first bytes, never from a name.

mod decode;
mod encode;
mod error;
mod format;
mod lookup;
pub mod profile;
mod resize;

pub use decode::{Info, decode, decode_part, probe};
pub use encode::{EncodeOptions, encode};
pub use error::Error;
pub use format::{Format, InputFormat};
pub use lookup::lookup_table;
pub use resize::{Filter, resize, resize_part};
