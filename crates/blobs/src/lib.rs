//! Bytes under their own hash, on disk and in S3-compatible storage: the library's `Blobs` port.
//!
//! Both stage to a local file, hash it while it is written and sync it before it gets its name, so that a blob is either
//! whole or not there. Knows nothing of rows, doors, or what the bytes are.

mod disk;
mod error;
mod s3;
mod staging;

use std::path::Path;
use std::sync::Arc;

use library::blobs::{BlobHash, Blobs};

pub use disk::DiskBlobs;
pub use error::Error;
pub use s3::{Credentials, S3Blobs, S3Config};

/// Opens what `location` names: an `s3://` URL ([`S3Config::from_url`]), or a folder. `staging` is a local folder for
/// what is on its way to a bucket; a folder of blobs has one of its own.
pub fn open(location: &str, staging: &Path) -> Result<Arc<dyn Blobs>, Error> {
    match location.split_once("://") {
        Some(("s3", _)) => Ok(Arc::new(S3Blobs::new(&S3Config::from_url(location)?, staging)?)),
        Some((scheme, _)) => {
            Err(Error::Location(format!("blobs are kept in a folder or at an s3:// URL, not at {scheme}://")))
        }
        None => Ok(Arc::new(DiskBlobs::open(location)?)),
    }
}

/// Where a blob is kept, below whatever folder or prefix: `ab/cd/abcd…`, which spreads them over 65,536 folders.
fn place(hash: BlobHash) -> String {
    let name = hash.to_string();
    format!("{}/{}/{name}", &name[..2], &name[2..4])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_location_is_a_folder_or_a_bucket() {
        let folder = tempfile::tempdir().unwrap();
        let within = folder.path().join("blobs of mine");
        open(within.to_str().unwrap(), folder.path()).unwrap();
        assert!(within.join("staging").is_dir());
        let staging = folder.path().join("for S3");
        open("s3://bucket/prefix?endpoint=http://127.0.0.1:1", &staging).unwrap();
        assert!(staging.is_dir());
        let error = open("gs://bucket", folder.path()).err().unwrap();
        assert_eq!(error.to_string(), "blobs are kept in a folder or at an s3:// URL, not at gs://");
    }
}
