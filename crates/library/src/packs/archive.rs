//! A ZIP archive that is written piece by piece, so that no file of it need be in memory as a whole.

use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use zip::write::{SimpleFileOptions, StreamWriter};
use zip::{CompressionMethod, ZipWriter};

use crate::{Error, Result};

/// Files from this size on have 64-bit lengths in the archive.
const LARGE: u64 = 1 << 31;

/// An archive being written.
pub(super) struct Archive {
    zip: ZipWriter<StreamWriter<Pieces>>,
    pieces: Pieces,
}

/// What has been written and not yet taken.
#[derive(Clone, Default)]
struct Pieces(Arc<Mutex<Vec<u8>>>);

impl Pieces {
    fn take(&self) -> Bytes {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner)).into()
    }
}

impl Write for Pieces {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Archive {
    pub(super) fn new() -> Self {
        let pieces = Pieces::default();
        Self { zip: ZipWriter::new_stream(pieces.clone()), pieces }
    }

    /// Begins a file of about so many bytes.
    pub(super) fn begin(&mut self, path: &str, bytes: u64) -> Result<()> {
        // Pictures do not get smaller.
        let options =
            SimpleFileOptions::default().compression_method(CompressionMethod::Stored).large_file(bytes >= LARGE);
        self.zip.start_file(path, options).map_err(Error::internal)
    }

    /// Goes on with the file; what is ready of the archive.
    pub(super) fn write(&mut self, bytes: &[u8]) -> Result<Bytes> {
        self.zip.write_all(bytes).map_err(Error::internal)?;
        Ok(self.pieces.take())
    }

    /// Ends the archive; the rest of it.
    pub(super) fn finish(self) -> Result<Bytes> {
        self.zip.finish().map_err(Error::internal)?;
        Ok(self.pieces.take())
    }
}

#[cfg(test)]
mod tests {
    use testkit::unpacked;

    use super::*;

    #[test]
    fn what_was_packed_is_unpacked() {
        let mut archive = Archive::new();
        let mut all = Vec::new();
        for (path, pieces) in [("a/b.txt", &["one", " two"][..]), ("é.bin", &[]), ("z", &["3"])] {
            archive.begin(path, 7).unwrap();
            for piece in pieces {
                all.extend(archive.write(piece.as_bytes()).unwrap());
            }
        }
        all.extend(archive.finish().unwrap());
        let words = |path: &str, content: &str| (path.to_owned(), content.as_bytes().to_vec());
        assert_eq!(unpacked(&all), [words("a/b.txt", "one two"), words("é.bin", ""), words("z", "3")]);
    }
}
