//! What can go wrong with stored bytes. Everything here is ours or the operator's to mend, so callers of the library see
//! an internal error and the log has these sentences.

use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// Why bytes could not be stored, read or removed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// No room is left.
    #[error("the disk or quota that holds {} is full", .0.display())]
    Full(PathBuf),
    /// The file system refused.
    #[error("cannot {verb} {}", .path.display())]
    File {
        /// What was tried: "write".
        verb: &'static str,
        /// With what.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The object storage refused, or was not reached.
    #[error("the object storage failed")]
    Storage(#[from] object_store::Error),
    /// A part of a blob was asked for that it does not have.
    #[error("bytes {start} to {end} were asked for of a blob that ends elsewhere")]
    Range {
        /// The first byte.
        start: u64,
        /// One past the last.
        end: u64,
    },
    /// Staged bytes were used out of order: written after sealing, committed before it, or used after a failure.
    #[error("staged bytes were used out of order")]
    Order,
    /// The runtime is shutting down.
    #[error("the work was cut off")]
    Cut(#[from] tokio::task::JoinError),
    /// The configured place is no place for blobs.
    #[error("{0}")]
    Location(String),
}

impl Error {
    /// Turns what the system says into ours.
    pub(crate) fn file<'a>(verb: &'static str, path: &'a Path) -> impl FnOnce(io::Error) -> Self + 'a {
        move |source| match source.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full(path.to_owned()),
            _ => Self::File { verb, path: path.to_owned(), source },
        }
    }
}

impl From<Range<u64>> for Error {
    fn from(range: Range<u64>) -> Self {
        Self::Range { start: range.start, end: range.end }
    }
}

impl From<Error> for library::Error {
    fn from(error: Error) -> Self {
        Self::internal(error)
    }
}

/// Runs what blocks on the pool for it.
pub(crate) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Error> + Send + 'static,
) -> Result<T, Error> {
    tokio::task::spawn_blocking(work).await?
}
