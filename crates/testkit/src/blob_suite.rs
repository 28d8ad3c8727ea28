//! The behaviour that every blob store must show. Each rule wants one with nothing in it.
//!
//! A backend's test file is a function that makes one, and `testkit::blob_suite!(make)`: `async fn make()` gives
//! `(Arc<dyn Blobs>, guard)`, or an `Option` of it where the backend's server may be absent.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use chrono::TimeDelta;
use futures_util::TryStreamExt;
use futures_util::future::join_all;
use library::Clock;
use library::blobs::{Blob, BlobHash, Blobs, Staged};
use library::clock::SystemClock;

/// Turns every rule of the suite into a test. `$make` is a path to an `async fn()`; see the module `blob_suite`.
#[macro_export]
macro_rules! blob_suite {
    ($make:path) => {
        $crate::rules! { $make;
            blob_suite:
                committed_bytes_are_read_back
                bytes_come_in_pieces_of_any_size
                twenty_megabytes_come_and_go_in_pieces
                an_empty_blob_is_a_blob
                unknown_blobs_are_absent
                parts_are_read_to_the_byte
                nothing_is_there_before_commit
                a_dropped_blob_leaves_nothing
                a_sealed_blob_takes_no_more
                only_what_is_sealed_is_committed
                the_same_bytes_may_be_committed_again
                the_same_bytes_may_be_committed_at_once
                different_bytes_do_not_mix
                deleted_blobs_are_gone_and_may_return
                what_was_abandoned_is_swept
                a_sweep_spares_what_is_fresh_and_what_is_committed
        }
    };
}

type Subject = Arc<dyn Blobs>;

fn noise(bytes: usize, mut seed: u64) -> Bytes {
    // Knuth's linear congruential generator: bytes that no compression and no zero-filling could pass for.
    let mut next = || {
        seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (seed >> 56) as u8
    };
    (0..bytes).map(|_| next()).collect::<Vec<u8>>().into()
}

async fn sealed(blobs: &Subject, bytes: &Bytes, piece: usize) -> (Box<dyn Staged>, Blob) {
    let mut staged = blobs.stage().await.unwrap();
    for piece in bytes.chunks(piece) {
        staged.write(bytes.slice_ref(piece)).await.unwrap();
    }
    let blob = staged.seal().await.unwrap();
    assert_eq!(blob, Blob { hash: BlobHash::of(bytes), bytes: bytes.len() as u64 });
    (staged, blob)
}

async fn put(blobs: &Subject, bytes: &Bytes) -> BlobHash {
    let (staged, blob) = sealed(blobs, bytes, usize::MAX).await;
    staged.commit().await.unwrap();
    blob.hash
}

async fn get(blobs: &Subject, hash: BlobHash, range: Option<std::ops::Range<u64>>) -> Option<Vec<u8>> {
    let body = blobs.open(hash, range).await.unwrap()?;
    Some(body.try_collect::<Vec<_>>().await.unwrap().concat())
}

async fn assert_absent(blobs: &Subject, hash: BlobHash) {
    assert_eq!(blobs.size(hash).await.unwrap(), None);
    assert_eq!(get(blobs, hash, None).await, None);
    assert_eq!(get(blobs, hash, Some(0..1)).await, None);
}

async fn assert_there(blobs: &Subject, bytes: &Bytes) {
    let hash = BlobHash::of(bytes);
    assert_eq!(blobs.size(hash).await.unwrap(), Some(bytes.len() as u64));
    assert!(get(blobs, hash, None).await.unwrap() == *bytes);
}

/// What was committed is there, under its hash, to the byte.
pub async fn committed_bytes_are_read_back(blobs: Subject) {
    let bytes = Bytes::from_static(b"\x00\xff artwork\r\n");
    put(&blobs, &bytes).await;
    assert_there(&blobs, &bytes).await;
}

/// It makes no difference in how many pieces bytes arrive; empty pieces are nothing.
pub async fn bytes_come_in_pieces_of_any_size(blobs: Subject) {
    let bytes = noise(5_000, 1);
    let mut staged = blobs.stage().await.unwrap();
    for piece in bytes.chunks(7) {
        staged.write(Bytes::new()).await.unwrap();
        staged.write(bytes.slice_ref(piece)).await.unwrap();
    }
    assert_eq!(staged.seal().await.unwrap(), Blob { hash: BlobHash::of(&bytes), bytes: 5_000 });
    staged.commit().await.unwrap();
    assert_there(&blobs, &bytes).await;
}

/// Large blobs, whose length is a multiple of nothing, come back whole and in parts.
pub async fn twenty_megabytes_come_and_go_in_pieces(blobs: Subject) {
    let bytes = noise(20_000_003, 2);
    let (staged, blob) = sealed(&blobs, &bytes, 333_331).await;
    staged.commit().await.unwrap();
    assert_there(&blobs, &bytes).await;
    for range in [0..1, 5_242_879..10_485_761, 19_999_999..20_000_003] {
        let wanted = &bytes[range.start as usize..range.end as usize];
        assert!(get(&blobs, blob.hash, Some(range)).await.unwrap() == wanted);
    }
}

/// No bytes at all are a blob too.
pub async fn an_empty_blob_is_a_blob(blobs: Subject) {
    let hash = put(&blobs, &Bytes::new()).await;
    assert_there(&blobs, &Bytes::new()).await;
    assert_eq!(get(&blobs, hash, Some(0..0)).await.unwrap(), b"");
}

/// What is not there is no error, also when it is deleted.
pub async fn unknown_blobs_are_absent(blobs: Subject) {
    let hash = BlobHash::of(b"never written");
    assert_absent(&blobs, hash).await;
    blobs.delete(hash).await.unwrap();
}

/// A range is half open; its edges may be the blob's own, and it may be empty.
pub async fn parts_are_read_to_the_byte(blobs: Subject) {
    let hash = put(&blobs, &Bytes::from_static(b"0123456789")).await;
    let parts: [(std::ops::Range<u64>, &[u8]); 7] =
        [(0..10, b"0123456789"), (0..1, b"0"), (9..10, b"9"), (3..7, b"3456"), (0..0, b""), (5..5, b""), (10..10, b"")];
    for (range, wanted) in parts {
        assert_eq!(get(&blobs, hash, Some(range.clone())).await.unwrap(), wanted, "{range:?}");
    }
}

/// Neither writing nor sealing shows anything to readers.
pub async fn nothing_is_there_before_commit(blobs: Subject) {
    let bytes = noise(100_000, 3);
    let (staged, blob) = sealed(&blobs, &bytes, 4_096).await;
    assert_absent(&blobs, blob.hash).await;
    staged.commit().await.unwrap();
    assert_there(&blobs, &bytes).await;
}

/// Dropped at any time before commit, a blob leaves neither itself nor something to sweep.
pub async fn a_dropped_blob_leaves_nothing(blobs: Subject) {
    let bytes = noise(100_000, 4);
    drop(blobs.stage().await.unwrap());
    let mut written = blobs.stage().await.unwrap();
    written.write(bytes.clone()).await.unwrap();
    drop(written);
    let (staged, blob) = sealed(&blobs, &bytes, 4_096).await;
    drop(staged);
    // Removal may be somebody else's work, begun by the drop.
    tokio::time::sleep(Duration::from_millis(200)).await;
    assert_absent(&blobs, blob.hash).await;
    assert_eq!(blobs.sweep_staged(SystemClock.now() + TimeDelta::hours(1)).await.unwrap(), 0);
}

/// What was named may not change.
pub async fn a_sealed_blob_takes_no_more(blobs: Subject) {
    let (mut staged, blob) = sealed(&blobs, &Bytes::from_static(b"whole"), 2).await;
    assert!(staged.write(Bytes::from_static(b" and more")).await.is_err());
    drop(staged);
    assert_absent(&blobs, blob.hash).await;
}

/// Committing bytes whose name nobody was told is refused, and leaves nothing.
pub async fn only_what_is_sealed_is_committed(blobs: Subject) {
    let mut staged = blobs.stage().await.unwrap();
    staged.write(Bytes::from_static(b"unnamed")).await.unwrap();
    assert!(staged.commit().await.is_err());
    assert_absent(&blobs, BlobHash::of(b"unnamed")).await;
}

/// Committing bytes that are there is no error, and they stay what they are.
pub async fn the_same_bytes_may_be_committed_again(blobs: Subject) {
    let bytes = noise(70_000, 5);
    put(&blobs, &bytes).await;
    put(&blobs, &bytes).await;
    assert_there(&blobs, &bytes).await;
}

/// Several may bring the same bytes at the same time: all succeed.
pub async fn the_same_bytes_may_be_committed_at_once(blobs: Subject) {
    let bytes = noise(300_000, 6);
    let mut staged = Vec::new();
    for _ in 0..8 {
        staged.push(sealed(&blobs, &bytes, 65_536).await.0);
    }
    let commits = staged.into_iter().map(|staged| tokio::spawn(staged.commit()));
    for commit in join_all(commits).await {
        commit.unwrap().unwrap();
    }
    assert_there(&blobs, &bytes).await;
}

/// Blobs that are written side by side stay apart.
pub async fn different_bytes_do_not_mix(blobs: Subject) {
    let all: Vec<Bytes> = (0..8).map(|seed| noise(50_000 + seed as usize, 100 + seed)).collect();
    let writers = all.iter().cloned().map(|bytes| {
        let blobs = blobs.clone();
        tokio::spawn(async move { sealed(&blobs, &bytes, 1_000).await.0.commit().await })
    });
    for written in join_all(writers).await {
        written.unwrap().unwrap();
    }
    for bytes in &all {
        assert_there(&blobs, bytes).await;
    }
}

/// Deleting removes one blob and no other; the same bytes may be brought again.
pub async fn deleted_blobs_are_gone_and_may_return(blobs: Subject) {
    let (bytes, other) = (noise(1_000, 7), noise(1_000, 8));
    let hash = put(&blobs, &bytes).await;
    put(&blobs, &other).await;
    blobs.delete(hash).await.unwrap();
    assert_absent(&blobs, hash).await;
    assert_there(&blobs, &other).await;
    blobs.delete(hash).await.unwrap();
    put(&blobs, &bytes).await;
    assert_there(&blobs, &bytes).await;
}

/// What a killed process had staged can be found and removed.
pub async fn what_was_abandoned_is_swept(blobs: Subject) {
    let mut written = blobs.stage().await.unwrap();
    written.write(noise(10_000, 9)).await.unwrap();
    std::mem::forget(written);
    std::mem::forget(sealed(&blobs, &noise(10_000, 10), 4_096).await);
    let later = SystemClock.now() + TimeDelta::hours(1);
    assert_eq!(blobs.sweep_staged(later).await.unwrap(), 2);
    assert_eq!(blobs.sweep_staged(later).await.unwrap(), 0);
}

/// Sweeping touches neither what is still being written nor what has its place.
pub async fn a_sweep_spares_what_is_fresh_and_what_is_committed(blobs: Subject) {
    let (kept, fresh) = (noise(1_000, 11), noise(1_000, 12));
    put(&blobs, &kept).await;
    let (staged, _) = sealed(&blobs, &fresh, 100).await;
    assert_eq!(blobs.sweep_staged(SystemClock.now() - TimeDelta::hours(1)).await.unwrap(), 0);
    staged.commit().await.unwrap();
    assert_eq!(blobs.sweep_staged(SystemClock.now() + TimeDelta::hours(1)).await.unwrap(), 0);
    assert_there(&blobs, &kept).await;
    assert_there(&blobs, &fresh).await;
}
