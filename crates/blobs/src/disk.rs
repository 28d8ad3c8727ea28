//! Blobs in a folder: `blobs/ab/cd/<hash>`, and `staging/` for those on their way in.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, Seek, SeekFrom};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use bytes::Bytes;
use futures_util::{StreamExt, TryStreamExt};
use library::blobs::{Blob, BlobHash, Blobs, ByteStream, Staged};
use library::{Result, Time};
use tokio::io::AsyncReadExt;
use tokio_util::io::ReaderStream;

use crate::error::{Error, blocking};
use crate::place;
use crate::staging::{self, Sealed, StagedFile};

/// Bytes read at a time.
const PIECE: usize = 256 * 1024;

/// Blobs on a file system that keeps what it was told to sync.
#[derive(Debug, Clone)]
pub struct DiskBlobs {
    folders: Arc<Folders>,
}

#[derive(Debug)]
struct Folders {
    blobs: PathBuf,
    staging: PathBuf,
    /// Places whose folders' own names are known to be on stable storage.
    synced: Mutex<HashSet<PathBuf>>,
}

impl DiskBlobs {
    /// Keeps blobs in `folder`, which is made if it is not there.
    pub fn open(folder: impl AsRef<Path>) -> Result<Self, Error> {
        let folder = folder.as_ref();
        let folders =
            Folders { blobs: folder.join("blobs"), staging: folder.join("staging"), synced: Mutex::default() };
        for made in [&folders.blobs, &folders.staging] {
            fs::create_dir_all(made).map_err(Error::file("create", made))?;
        }
        sync_folder(folder)?;
        Ok(Self { folders: Arc::new(folders) })
    }
}

#[async_trait]
impl Blobs for DiskBlobs {
    async fn stage(&self) -> Result<Box<dyn Staged>> {
        let file = StagedFile::create(self.folders.staging.clone()).await?;
        Ok(Box::new(StagedOnDisk { file, folders: Arc::clone(&self.folders) }))
    }

    async fn open(&self, hash: BlobHash, range: Option<Range<u64>>) -> Result<Option<ByteStream>> {
        let path = self.folders.path(hash);
        let opened = path.clone();
        let Some((file, length)) = blocking(move || open_part(&opened, range)).await? else { return Ok(None) };
        let pieces = ReaderStream::with_capacity(tokio::fs::File::from_std(file).take(length), PIECE);
        Ok(Some(pieces.map_err(move |cause| Error::file("read", &path)(cause).into()).boxed()))
    }

    async fn size(&self, hash: BlobHash) -> Result<Option<u64>> {
        let path = self.folders.path(hash);
        let size = blocking(move || found(fs::metadata(&path)).map_err(Error::file("look at", &path))).await?;
        Ok(size.map(|metadata| metadata.len()))
    }

    async fn delete(&self, hash: BlobHash) -> Result<()> {
        let path = self.folders.path(hash);
        Ok(blocking(move || match found(fs::remove_file(&path)).map_err(Error::file("remove", &path))? {
            Some(()) => sync_folder(folder_of(&path)),
            None => Ok(()),
        })
        .await?)
    }

    async fn sweep_staged(&self, before: Time) -> Result<u64> {
        let folders = Arc::clone(&self.folders);
        Ok(blocking(move || staging::sweep(&folders.staging, before.into())).await?)
    }
}

struct StagedOnDisk {
    file: StagedFile,
    folders: Arc<Folders>,
}

#[async_trait]
impl Staged for StagedOnDisk {
    async fn write(&mut self, bytes: Bytes) -> Result<()> {
        Ok(self.file.write(bytes).await?)
    }

    async fn seal(&mut self) -> Result<Blob> {
        Ok(self.file.seal().await?)
    }

    async fn commit(self: Box<Self>) -> Result<()> {
        let sealed = self.file.into_sealed()?;
        let folders = self.folders;
        Ok(blocking(move || folders.put(&sealed)).await?)
    }
}

impl Folders {
    fn path(&self, hash: BlobHash) -> PathBuf {
        self.blobs.join(place(hash))
    }

    /// Moves a sealed file to its place. One that is there has the same bytes, and replacing it leaves no moment in
    /// which a removal could win; whoever reads it goes on reading the old file.
    fn put(&self, sealed: &Sealed) -> Result<(), Error> {
        let path = self.path(sealed.blob.hash);
        let folder = folder_of(&path);
        fs::create_dir_all(folder).map_err(Error::file("create", folder))?;
        fs::rename(sealed.path(), &path).map_err(Error::file("move a blob to", &path))?;
        sync_folder(folder)?;
        self.sync_above(folder)
    }

    /// Syncs the two levels above once a run: that a folder exists does not say that its name is on stable storage.
    fn sync_above(&self, folder: &Path) -> Result<(), Error> {
        if self.synced.lock().unwrap_or_else(PoisonError::into_inner).contains(folder) {
            return Ok(());
        }
        sync_folder(folder_of(folder))?;
        sync_folder(&self.blobs)?;
        self.synced.lock().unwrap_or_else(PoisonError::into_inner).insert(folder.to_owned());
        Ok(())
    }
}

/// The file at the start of the range, and the range's length.
fn open_part(path: &Path, range: Option<Range<u64>>) -> Result<Option<(File, u64)>, Error> {
    let failed = |cause| Error::file("open", path)(cause);
    let Some(mut file) = found(File::open(path)).map_err(failed)? else { return Ok(None) };
    let size = file.metadata().map_err(failed)?.len();
    let range = range.unwrap_or(0..size);
    if range.start > range.end || range.end > size {
        return Err(range.into());
    }
    file.seek(SeekFrom::Start(range.start)).map_err(failed)?;
    Ok(Some((file, range.end - range.start)))
}

fn folder_of(path: &Path) -> &Path {
    path.parent().unwrap_or(path)
}

/// `None` for what is not there.
fn found<T>(result: io::Result<T>) -> io::Result<Option<T>> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Puts a folder's names on stable storage; systems other than Unix do so by themselves or not at all.
fn sync_folder(folder: &Path) -> Result<(), Error> {
    if cfg!(unix) {
        File::open(folder).and_then(|folder| folder.sync_all()).map_err(Error::file("sync", folder))?;
    }
    Ok(())
}
