//! Port: bytes under their own hash.
//!
//! The order that keeps every row's blob in place: **register** (a row in the database, by [`Write::register_blob`]),
//! **commit** (the bytes), **refer** (the noun's row, which the database holds to the register). The sweep removes what
//! was registered long ago and is referred to by nothing: first the row, then, before that is committed, the bytes. So
//! a blob that is being written anew is either seen as fresh by the sweep, or registered and written after it.

use std::fmt;
use std::ops::Range;
use std::str::FromStr;

use async_trait::async_trait;
use bytes::Bytes;
use futures_util::stream::BoxStream;

use crate::{Result, Time};

/// The BLAKE3 hash of a blob's bytes: its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BlobHash(pub [u8; 32]);

impl BlobHash {
    /// The name of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(*blake3::hash(bytes).as_bytes())
    }
}

impl fmt::Display for BlobHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

impl FromStr for BlobHash {
    type Err = hex::FromHexError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut hash = [0; 32];
        hex::decode_to_slice(text, &mut hash)?;
        Ok(Self(hash))
    }
}

/// Stored bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Blob {
    /// Their name.
    pub hash: BlobHash,
    /// How many.
    pub bytes: u64,
}

/// Bytes that come piece by piece.
pub type ByteStream = BoxStream<'static, Result<Bytes>>;

/// Where bytes are kept.
#[async_trait]
pub trait Blobs: Send + Sync {
    /// Begins a blob whose name is not known yet.
    async fn stage(&self) -> Result<Box<dyn Staged>>;

    /// A blob's bytes, or the part of them in `range` (within the blob's length); `None` when there is no such blob.
    async fn open(&self, hash: BlobHash, range: Option<Range<u64>>) -> Result<Option<ByteStream>>;

    /// A blob's length in bytes; `None` when there is no such blob.
    async fn size(&self, hash: BlobHash) -> Result<Option<u64>>;

    /// Removes a blob; one that is not there is as good as removed.
    async fn delete(&self, hash: BlobHash) -> Result<()>;

    /// Removes what was staged before `before` and never committed; says how many.
    async fn sweep_staged(&self, before: Time) -> Result<u64>;
}

/// A blob on its way in. Dropping it before [`Staged::commit`] leaves nothing.
#[async_trait]
pub trait Staged: Send {
    /// Adds bytes.
    async fn write(&mut self, bytes: Bytes) -> Result<()>;

    /// Says what it will be called; writing afterwards is an error. The bytes are synced to stable storage.
    async fn seal(&mut self) -> Result<Blob>;

    /// Puts it in its place, durably: when this returns, [`Blobs::open`] finds it, after a power cut too. Committing
    /// bytes that are there already is no error; committing what was not sealed is one.
    async fn commit(self: Box<Self>) -> Result<()>;
}

/// The register of blobs, inside a transaction.
#[async_trait]
pub trait Write {
    /// Notes that this blob is (again) about to be written and referred to.
    async fn register_blob(&mut self, blob: Blob, now: Time) -> Result<()>;

    /// Takes up to `limit` blobs out of the register that were registered before `before` and that nothing refers to.
    /// Delete their bytes before committing.
    async fn take_unused_blobs(&mut self, before: Time, limit: u32) -> Result<Vec<BlobHash>>;
}
