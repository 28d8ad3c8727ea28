//! What is the disk's own: folders, files left over, and bytes that are there already.

use std::path::Path;
use std::sync::Arc;

use blobs::DiskBlobs;
use bytes::Bytes;
use futures_util::TryStreamExt;
use library::blobs::{BlobHash, Blobs};

async fn make() -> (Arc<dyn Blobs>, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    (Arc::new(DiskBlobs::open(folder.path()).unwrap()), folder)
}

testkit::blob_suite!(make);

async fn put(blobs: &DiskBlobs, bytes: &'static [u8]) -> BlobHash {
    let mut staged = blobs.stage().await.unwrap();
    staged.write(Bytes::from_static(bytes)).await.unwrap();
    let hash = staged.seal().await.unwrap().hash;
    staged.commit().await.unwrap();
    hash
}

fn files_in(folder: &Path) -> usize {
    std::fs::read_dir(folder).unwrap().count()
}

#[tokio::test]
async fn a_blob_lies_under_its_hash_and_nothing_is_left_in_staging() {
    let folder = tempfile::tempdir().unwrap();
    let blobs = DiskBlobs::open(folder.path().join("made")).unwrap();
    let hash = put(&blobs, b"abc").await.to_string();
    assert_eq!(hash, "6437b3ac38465133ffb63b75273a8db548c558465d79db03fd359c6cd5bd9d85");
    let place = folder.path().join("made/blobs/64/37").join(hash);
    assert_eq!(std::fs::read(place).unwrap(), b"abc");
    assert_eq!(files_in(&folder.path().join("made/staging")), 0);
}

#[tokio::test]
async fn dropped_and_failed_writes_leave_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let blobs = DiskBlobs::open(folder.path()).unwrap();
    let mut staged = blobs.stage().await.unwrap();
    staged.write(Bytes::from(vec![7; 1_000_000])).await.unwrap();
    assert_eq!(files_in(&folder.path().join("staging")), 1);
    drop(staged);
    assert_eq!(files_in(&folder.path().join("staging")), 0);
    let unsealed = blobs.stage().await.unwrap();
    assert!(unsealed.commit().await.is_err());
    assert_eq!(files_in(&folder.path().join("staging")), 0);
    assert_eq!(files_in(&folder.path().join("blobs")), 0);
}

#[tokio::test]
async fn a_reader_goes_on_when_its_blob_is_written_again_or_removed() {
    let folder = tempfile::tempdir().unwrap();
    let blobs = DiskBlobs::open(folder.path()).unwrap();
    let hash = put(&blobs, b"the same bytes").await;
    let reader = blobs.open(hash, Some(4..8)).await.unwrap().unwrap();
    assert_eq!(put(&blobs, b"the same bytes").await, hash);
    blobs.delete(hash).await.unwrap();
    assert_eq!(reader.try_collect::<Vec<_>>().await.unwrap().concat(), b"same");
    assert!(blobs.open(hash, None).await.unwrap().is_none());
}

#[tokio::test]
async fn a_staged_file_that_was_swept_cannot_be_committed() {
    let folder = tempfile::tempdir().unwrap();
    let blobs = DiskBlobs::open(folder.path()).unwrap();
    let mut staged = blobs.stage().await.unwrap();
    staged.write(Bytes::from_static(b"late")).await.unwrap();
    let hash = staged.seal().await.unwrap().hash;
    let soon = std::time::SystemTime::now() + std::time::Duration::from_secs(5);
    assert_eq!(blobs.sweep_staged(soon.into()).await.unwrap(), 1);
    assert!(staged.commit().await.is_err());
    assert_eq!(blobs.size(hash).await.unwrap(), None);
}

#[test]
fn a_file_in_the_way_is_named() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("blobs"), "").unwrap();
    let error = DiskBlobs::open(folder.path()).unwrap_err();
    assert!(error.to_string().starts_with("cannot create /"), "{error}");
}
