//! The commands, a file each.

mod demo;
mod inspect;
mod render;
mod verify;

use std::fs;
use std::path::Path;

use pixels::Limits;

pub(crate) use demo::demo;
pub(crate) use inspect::inspect;
pub(crate) use render::render;
pub(crate) use verify::verify;

use crate::{Error, Result};

/// Reads a whole file, after a look at how large it is.
fn read(path: &Path, limits: &Limits) -> Result<Vec<u8>> {
    let found = fs::metadata(path).map_err(Error::file(path))?;
    limits.check_bytes(found.len()).map_err(Error::unusable(path))?;
    fs::read(path).map_err(Error::file(path))
}
