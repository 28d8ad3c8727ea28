//! Bytes under their own hash, on disk and in S3-compatible storage: the library's `Blobs` port.
//!
//! Both stage to a local file, hash it while it is written and sync it before it gets its name, so that a blob is either
//! whole or not there. Knows nothing of rows, doors, or what the bytes are.

mod disk;
mod error;
mod staging;

use library::blobs::BlobHash;

pub use disk::DiskBlobs;
pub use error::Error;

/// Where a blob is kept, below whatever folder or prefix: `ab/cd/abcd…`, which spreads them over 65,536 folders.
fn place(hash: BlobHash) -> String {
    let name = hash.to_string();
    format!("{}/{}/{name}", &name[..2], &name[2..4])
}
