//! The commands, a file each.

mod archive;
mod backup;
pub(crate) mod bring;
mod demo;
mod doctor;
mod duplicates;
mod health;
mod inspect;
mod keys;
mod mcp;
mod render;
mod serve;
mod transfer;
mod users;
mod verify;

use std::fs;
use std::path::Path;

use pixels::Limits;
use template::{Companions, Template};

pub(crate) use backup::{backup, restore};
pub(crate) use demo::demo;
pub(crate) use doctor::doctor;
pub(crate) use duplicates::duplicates;
pub(crate) use health::{healthcheck, migrate};
pub(crate) use inspect::inspect;
pub(crate) use keys::key;
pub(crate) use mcp::mcp;
pub(crate) use render::render;
pub(crate) use serve::serve;
pub(crate) use transfer::{export, import};
pub(crate) use users::user;
pub(crate) use verify::verify;

use crate::cli::Beside;
use crate::{Error, Result};

/// Reads a whole file, after a look at how large it is.
fn read(path: &Path, limits: &Limits) -> Result<Vec<u8>> {
    let found = fs::metadata(path).map_err(Error::file(path))?;
    limits.check_bytes(found.len()).map_err(Error::unusable(path))?;
    fs::read(path).map_err(Error::file(path))
}

/// Opens a template with the files that lie beside it.
fn open(path: &Path, beside: &Beside, limits: &Limits) -> Result<Template> {
    let mut companions = Companions::default();
    for file in &beside.files {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        companions.add(name, read(file, limits)?);
    }
    Template::open_beside(read(path, limits)?, &companions, limits).map_err(Error::unusable(path))
}

/// What the server's commands run on.
fn runtime() -> Result<tokio::runtime::Runtime> {
    Ok(tokio::runtime::Builder::new_multi_thread().enable_all().build()?)
}
