//! Finds the real files that some tests run on, where there are any.

use std::path::{Path, PathBuf};

/// All PSD and PSB files of the fixtures folder, sorted; says so when there is none.
pub(crate) fn fixtures() -> Vec<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/fixtures");
    let folder = std::env::var_os("MAQUETTE_FIXTURES").map_or(beside, PathBuf::from);
    let mut files = Vec::new();
    collect(&folder, &mut files);
    if files.is_empty() {
        println!("skipped: fixtures not found");
    }
    files.sort();
    files
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for path in entries.flatten().map(|entry| entry.path()) {
        let extension = path.extension().map(std::ffi::OsStr::to_ascii_lowercase);
        if path.is_dir() {
            collect(&path, files);
        } else if extension.is_some_and(|extension| extension == "psd" || extension == "psb") {
            files.push(path);
        }
    }
}
