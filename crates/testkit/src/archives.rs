//! Looking into archives.

use std::io::{Cursor, Read};

/// The paths and contents of a ZIP archive, in order.
pub fn unpacked(archive: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(archive)).expect("an archive");
    let count = archive.len();
    let read = |place| {
        let mut file = archive.by_index(place).expect("a file of the archive");
        let mut content = Vec::new();
        file.read_to_end(&mut content).expect("the file's bytes");
        (file.name().expect("a path").into_owned(), content)
    };
    (0..count).map(read).collect()
}
