//! Blobs in S3-compatible storage: `<prefix>/ab/cd/<hash>`, staged in a local folder.
//!
//! An upload in parts that a crash cuts off stays in the bucket, unseen: a lifecycle rule that aborts incomplete
//! multipart uploads after a day removes it.

mod config;

use std::ops::Range;
use std::path::{Path as FilePath, PathBuf};

use async_trait::async_trait;
use bytes::Bytes;
use futures_util::{StreamExt, TryStreamExt, stream};
use library::blobs::{Blob, BlobHash, Blobs, ByteStream, Staged};
use library::{Result, Time};
use object_store::aws::AmazonS3;
use object_store::path::Path;
use object_store::{GetOptions, ObjectStore, ObjectStoreExt, WriteMultipart};
use tokio::fs::File;
use tokio_util::io::ReaderStream;

use crate::error::{Error, blocking};
use crate::place;
use crate::staging::{self, Sealed, StagedFile};

pub use config::{Credentials, S3Config};

/// Up to here one request brings a blob; what is larger goes in parts.
const WHOLE: u64 = 16 * 1024 * 1024;
/// A part, at least; the storage takes 10,000 of them.
const PART: u64 = 8 * 1024 * 1024;
const PARTS: u64 = 10_000;
/// Parts under way at a time.
const SIDE_BY_SIDE: usize = 4;
/// Bytes read from the staged file at a time.
const PIECE: usize = 1024 * 1024;

/// Blobs in a bucket.
#[derive(Debug, Clone)]
pub struct S3Blobs {
    bucket: Bucket,
    staging: PathBuf,
}

#[derive(Debug, Clone)]
struct Bucket {
    client: AmazonS3,
    prefix: Path,
}

impl S3Blobs {
    /// Keeps blobs in a bucket, and what is on its way there in the folder `staging`, which is made if it is not there
    /// and belongs to this process alone. Nothing is asked of the storage yet.
    pub fn new(config: &S3Config, staging: impl Into<PathBuf>) -> Result<Self, Error> {
        // What signs requests and speaks TLS; a process may have one of its own already.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let staging = staging.into();
        std::fs::create_dir_all(&staging).map_err(Error::file("create", &staging))?;
        let bucket = Bucket { client: config.client()?, prefix: Path::from(config.prefix.as_str()) };
        Ok(Self { bucket, staging })
    }
}

#[async_trait]
impl Blobs for S3Blobs {
    async fn stage(&self) -> Result<Box<dyn Staged>> {
        let file = StagedFile::create(self.staging.clone()).await?;
        Ok(Box::new(StagedForS3 { file, bucket: self.bucket.clone() }))
    }

    async fn open(&self, hash: BlobHash, range: Option<Range<u64>>) -> Result<Option<ByteStream>> {
        match range {
            // HTTP has no words for an empty range.
            Some(range) if range.is_empty() => {
                let size = self.size(hash).await?;
                let within = size.is_none_or(|size| range.start == range.end && range.end <= size);
                let empty = || stream::empty().boxed();
                if within { Ok(size.map(|_| empty())) } else { Err(Error::from(range).into()) }
            }
            range => Ok(self.bucket.get(hash, range).await?),
        }
    }

    async fn size(&self, hash: BlobHash) -> Result<Option<u64>> {
        let found = found(self.bucket.client.head(&self.bucket.path(hash)).await)?;
        Ok(found.map(|object| object.size))
    }

    async fn delete(&self, hash: BlobHash) -> Result<()> {
        found(self.bucket.client.delete(&self.bucket.path(hash)).await)?;
        Ok(())
    }

    async fn sweep_staged(&self, before: Time) -> Result<u64> {
        let folder = self.staging.clone();
        Ok(blocking(move || staging::sweep(&folder, before.into())).await?)
    }
}

struct StagedForS3 {
    file: StagedFile,
    bucket: Bucket,
}

#[async_trait]
impl Staged for StagedForS3 {
    async fn write(&mut self, bytes: Bytes) -> Result<()> {
        Ok(self.file.write(bytes).await?)
    }

    async fn seal(&mut self) -> Result<Blob> {
        Ok(self.file.seal().await?)
    }

    async fn commit(self: Box<Self>) -> Result<()> {
        let sealed = self.file.into_sealed()?;
        Ok(self.bucket.put(&sealed).await?)
    }
}

impl Bucket {
    fn path(&self, hash: BlobHash) -> Path {
        place(hash).split('/').fold(self.prefix.clone(), Path::join)
    }

    async fn get(&self, hash: BlobHash, range: Option<Range<u64>>) -> Result<Option<ByteStream>, Error> {
        let options = GetOptions::default().with_range(range.clone());
        let Some(object) = found(self.client.get_opts(&self.path(hash), options).await)? else { return Ok(None) };
        // A range that goes beyond the end is answered with what there is.
        if let Some(range) = range.filter(|range| *range != object.range) {
            return Err(range.into());
        }
        Ok(Some(object.into_stream().map_err(|error| Error::from(error).into()).boxed()))
    }

    /// Also when it is there already: the bytes are the same, and no removal can come between looking and leaving.
    async fn put(&self, sealed: &Sealed) -> Result<(), Error> {
        let path = self.path(sealed.blob.hash);
        if sealed.blob.bytes > WHOLE {
            return self.put_parts(&path, sealed).await;
        }
        let bytes = tokio::fs::read(sealed.path()).await.map_err(Error::file("read", sealed.path()))?;
        self.client.put(&path, bytes.into()).await?;
        Ok(())
    }

    async fn put_parts(&self, path: &Path, sealed: &Sealed) -> Result<(), Error> {
        let part = PART.max(sealed.blob.bytes.div_ceil(PARTS));
        let file = File::open(sealed.path()).await.map_err(Error::file("open", sealed.path()))?;
        let upload = self.client.put_multipart(path).await?;
        let mut upload = WriteMultipart::new_with_chunk_size(upload, part as usize);
        if let Err(error) = send(&mut upload, file, sealed.path()).await {
            // The first error is the one that says what is wrong.
            let _ = upload.abort().await;
            return Err(error);
        }
        upload.finish().await?;
        Ok(())
    }
}

async fn send(upload: &mut WriteMultipart, file: File, path: &FilePath) -> Result<(), Error> {
    let mut pieces = ReaderStream::with_capacity(file, PIECE);
    while let Some(piece) = pieces.try_next().await.map_err(Error::file("read", path))? {
        upload.wait_for_capacity(SIDE_BY_SIDE).await?;
        upload.put(piece);
    }
    Ok(())
}

/// `None` for what is not there.
fn found<T>(result: object_store::Result<T>) -> Result<Option<T>, Error> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(object_store::Error::NotFound { .. }) => Ok(None),
        Err(error) => Err(error.into()),
    }
}
