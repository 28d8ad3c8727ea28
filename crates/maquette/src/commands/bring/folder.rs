//! A folder of files: folders in it are collections, folders in those are stacks. Links are not followed, and what is
//! hidden stays out.

use std::fs;
use std::path::Path;

use library::Time;

use super::{Found, What};
use crate::{Error, Result};

/// How deep folders may lie in each other.
const DEEPEST: usize = 64;

/// All files, folder by folder, by name.
pub(super) fn read(source: &Path) -> Result<Vec<Found>> {
    let mut found = Vec::new();
    walk(source, &mut Vec::new(), &mut found)?;
    Ok(found)
}

fn walk(folder: &Path, names: &mut Vec<String>, found: &mut Vec<Found>) -> Result<()> {
    let rows = fs::read_dir(folder).map_err(Error::file(folder))?;
    let mut rows = rows.collect::<std::io::Result<Vec<_>>>().map_err(Error::file(folder))?;
    rows.sort_by_key(fs::DirEntry::file_name);
    let mut folders = Vec::new();
    for row in rows {
        let (path, name) = (row.path(), row.file_name().to_string_lossy().into_owned());
        let kind = row.file_type().map_err(Error::file(&path))?;
        if name.starts_with('.') {
            continue;
        }
        if kind.is_dir() {
            folders.push((path, name));
        } else {
            let what = if kind.is_file() { What::File(path.clone()) } else { What::Nothing("is no file".to_owned()) };
            let changed = row.metadata().and_then(|seen| seen.modified()).ok();
            found.push(Found {
                place: path.display().to_string(),
                folders: names.clone(),
                name,
                description: String::new(),
                tags: Vec::new(),
                made_at: changed.map(Time::from).map(library::clock::to_microseconds),
                what,
            });
        }
    }
    for (path, name) in folders {
        if names.len() >= DEEPEST {
            return Err(Error::Usage(format!("{}: folders lie too deep in each other", path.display())));
        }
        names.push(name);
        walk(&path, names, found)?;
        names.pop();
    }
    Ok(())
}
