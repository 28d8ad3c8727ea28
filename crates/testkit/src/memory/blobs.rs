//! Blobs in memory.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use bytes::{Bytes, BytesMut};
use futures_util::stream;
use library::blobs::{Blob, BlobHash, Blobs, ByteStream, Staged};
use library::clock::SystemClock;
use library::{Clock, Error, Result, Time};
use uuid::Uuid;

use super::state::locked;

/// How many bytes a stream gives at a time: more than one piece for anything but small blobs.
const PIECE: usize = 64 * 1024;

/// Blobs in memory; clones share them.
#[derive(Debug, Clone, Default)]
pub struct MemoryBlobs(Arc<Mutex<Kept>>);

#[derive(Debug, Default)]
struct Kept {
    blobs: BTreeMap<BlobHash, Bytes>,
    staged: BTreeMap<Uuid, Time>,
}

impl MemoryBlobs {
    /// Puts a blob in its place, as `stage`, `seal` and `commit` do.
    pub fn put(&self, bytes: impl Into<Bytes>) -> Blob {
        let bytes = bytes.into();
        let blob = Blob { hash: BlobHash::of(&bytes), bytes: bytes.len() as u64 };
        locked(&self.0).blobs.insert(blob.hash, bytes);
        blob
    }

    /// A blob's bytes.
    pub fn get(&self, hash: BlobHash) -> Option<Bytes> {
        locked(&self.0).blobs.get(&hash).cloned()
    }

    /// All that is committed, by name.
    pub fn hashes(&self) -> Vec<BlobHash> {
        locked(&self.0).blobs.keys().copied().collect()
    }
}

#[async_trait]
impl Blobs for MemoryBlobs {
    async fn stage(&self) -> Result<Box<dyn Staged>> {
        let id = Uuid::now_v7();
        locked(&self.0).staged.insert(id, SystemClock.now());
        Ok(Box::new(MemoryStaged { id, blobs: self.clone(), bytes: BytesMut::new(), sealed: None }))
    }

    async fn open(&self, hash: BlobHash, range: Option<Range<u64>>) -> Result<Option<ByteStream>> {
        let Some(mut rest) = self.get(hash) else { return Ok(None) };
        if let Some(range) = range {
            if range.start > range.end || range.end > rest.len() as u64 {
                return Err(Error::internal(format!("{range:?} is not within a blob of {} bytes", rest.len())));
            }
            rest = rest.slice(range.start as usize..range.end as usize);
        }
        let pieces = std::iter::from_fn(move || {
            let piece = rest.split_to(rest.len().min(PIECE));
            (!piece.is_empty()).then_some(Ok(piece))
        });
        Ok(Some(Box::pin(stream::iter(pieces))))
    }

    async fn size(&self, hash: BlobHash) -> Result<Option<u64>> {
        Ok(self.get(hash).map(|bytes| bytes.len() as u64))
    }

    async fn delete(&self, hash: BlobHash) -> Result<()> {
        locked(&self.0).blobs.remove(&hash);
        Ok(())
    }

    async fn sweep_staged(&self, before: Time) -> Result<u64> {
        let mut kept = locked(&self.0);
        let all = kept.staged.len();
        kept.staged.retain(|_, begun| *begun >= before);
        Ok((all - kept.staged.len()) as u64)
    }
}

struct MemoryStaged {
    id: Uuid,
    blobs: MemoryBlobs,
    bytes: BytesMut,
    sealed: Option<Bytes>,
}

impl Drop for MemoryStaged {
    fn drop(&mut self) {
        locked(&self.blobs.0).staged.remove(&self.id);
    }
}

#[async_trait]
impl Staged for MemoryStaged {
    async fn write(&mut self, bytes: Bytes) -> Result<()> {
        if self.sealed.is_some() {
            return Err(Error::internal("a sealed blob was written to"));
        }
        self.bytes.extend_from_slice(&bytes);
        Ok(())
    }

    async fn seal(&mut self) -> Result<Blob> {
        let bytes = std::mem::take(&mut self.bytes).freeze();
        let bytes = self.sealed.get_or_insert(bytes);
        Ok(Blob { hash: BlobHash::of(bytes), bytes: bytes.len() as u64 })
    }

    async fn commit(mut self: Box<Self>) -> Result<()> {
        let Some(bytes) = self.sealed.take() else {
            return Err(Error::internal("a blob was committed that was not sealed"));
        };
        if !locked(&self.blobs.0).staged.contains_key(&self.id) {
            return Err(Error::internal("a blob was committed after it was swept"));
        }
        self.blobs.put(bytes);
        Ok(())
    }
}
