//! Files on their way in: written, hashed and synced in a folder of their own, and gone when dropped.

use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use bytes::Bytes;
use library::blobs::{Blob, BlobHash};
use uuid::Uuid;

use crate::error::{Error, blocking};

/// Bytes gathered before a trip to the blocking pool: a network's pieces are far smaller than such a trip is worth.
const GATHERED: usize = 256 * 1024;

/// A file being written, then sealed.
pub(crate) struct StagedFile {
    gathered: Vec<Bytes>,
    gathered_bytes: usize,
    state: State,
}

enum State {
    Writing(Box<Writer>),
    Sealed(Sealed),
    /// Work on it failed or was dropped half way; the file is gone.
    Lost,
}

struct Writer {
    file: File,
    hasher: blake3::Hasher,
    bytes: u64,
    path: Doomed,
}

/// A whole file, on stable storage but for its name.
pub(crate) struct Sealed {
    pub(crate) blob: Blob,
    path: Doomed,
}

/// A path whose file is removed when this is dropped, unless it was moved away before.
struct Doomed(PathBuf);

impl Drop for Doomed {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

impl Sealed {
    pub(crate) fn path(&self) -> &Path {
        &self.path.0
    }
}

impl Writer {
    fn create(folder: &Path) -> Result<Self, Error> {
        let path = folder.join(Uuid::new_v4().to_string());
        let file = OpenOptions::new().write(true).create_new(true).open(&path).map_err(Error::file("create", &path))?;
        Ok(Self::new(file, path))
    }

    fn new(file: File, path: PathBuf) -> Self {
        Self { file, hasher: blake3::Hasher::new(), bytes: 0, path: Doomed(path) }
    }

    fn append(&mut self, pieces: &[Bytes]) -> Result<(), Error> {
        for piece in pieces {
            self.file.write_all(piece).map_err(Error::file("write", &self.path.0))?;
            self.hasher.update(piece);
            self.bytes += piece.len() as u64;
        }
        Ok(())
    }

    fn seal(self) -> Result<Sealed, Error> {
        self.file.sync_all().map_err(Error::file("sync", &self.path.0))?;
        let hash = BlobHash(*self.hasher.finalize().as_bytes());
        Ok(Sealed { blob: Blob { hash, bytes: self.bytes }, path: self.path })
    }
}

impl StagedFile {
    /// An empty file of a random name in `folder`.
    pub(crate) async fn create(folder: PathBuf) -> Result<Self, Error> {
        Ok(Self::of(blocking(move || Writer::create(&folder)).await?))
    }

    fn of(writer: Writer) -> Self {
        Self { gathered: Vec::new(), gathered_bytes: 0, state: State::Writing(Box::new(writer)) }
    }

    pub(crate) async fn write(&mut self, bytes: Bytes) -> Result<(), Error> {
        if !matches!(self.state, State::Writing(_)) {
            return Err(Error::Order);
        }
        self.gathered_bytes += bytes.len();
        self.gathered.push(bytes);
        if self.gathered_bytes < GATHERED {
            return Ok(());
        }
        let (mut writer, pieces) = self.take()?;
        let appended = blocking(move || writer.append(&pieces).map(|()| writer)).await?;
        self.state = State::Writing(appended);
        Ok(())
    }

    /// Ends the writing; asked again, says the same.
    pub(crate) async fn seal(&mut self) -> Result<Blob, Error> {
        if let State::Sealed(sealed) = &self.state {
            return Ok(sealed.blob);
        }
        let (mut writer, pieces) = self.take()?;
        let sealed = blocking(move || writer.append(&pieces).and_then(|()| writer.seal())).await?;
        let blob = sealed.blob;
        self.state = State::Sealed(sealed);
        Ok(blob)
    }

    pub(crate) fn into_sealed(self) -> Result<Sealed, Error> {
        match self.state {
            State::Sealed(sealed) => Ok(sealed),
            State::Writing(_) | State::Lost => Err(Error::Order),
        }
    }

    /// What to work on. Until the work is done this is lost: the work owns the file, and removes it when it fails.
    fn take(&mut self) -> Result<(Box<Writer>, Vec<Bytes>), Error> {
        self.gathered_bytes = 0;
        let pieces = std::mem::take(&mut self.gathered);
        match std::mem::replace(&mut self.state, State::Lost) {
            State::Writing(writer) => Ok((writer, pieces)),
            State::Sealed(_) | State::Lost => Err(Error::Order),
        }
    }
}

/// Removes files of `folder` that nothing was written to since `before`; says how many.
pub(crate) fn sweep(folder: &Path, before: SystemTime) -> Result<u64, Error> {
    let mut swept = 0;
    for entry in fs::read_dir(folder).map_err(Error::file("list", folder))? {
        let path = entry.map_err(Error::file("list", folder))?.path();
        // One that is gone meanwhile was committed or dropped.
        let Ok(modified) = fs::metadata(&path).and_then(|metadata| metadata.modified()) else { continue };
        if modified < before && fs::remove_file(&path).is_ok() {
            swept += 1;
        }
    }
    Ok(swept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_failed_write_leaves_nothing_and_nothing_more_is_taken() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("staged");
        fs::write(&path, "").unwrap();
        // Open for reading only: every write fails.
        let mut staged = StagedFile::of(Writer::new(File::open(&path).unwrap(), path.clone()));
        assert!(matches!(staged.write(vec![0; GATHERED].into()).await, Err(Error::File { verb: "write", .. })));
        assert!(!path.exists());
        assert!(matches!(staged.write(Bytes::new()).await, Err(Error::Order)));
        assert!(matches!(staged.seal().await, Err(Error::Order)));
    }

    #[cfg(target_os = "linux")]
    #[tokio::test]
    async fn a_full_disk_is_said_to_be_full() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("staged");
        fs::write(&path, "").unwrap();
        let full = OpenOptions::new().write(true).open("/dev/full").unwrap();
        let mut staged = StagedFile::of(Writer::new(full, path.clone()));
        staged.write(Bytes::from_static(b"one byte too many")).await.unwrap();
        let error = staged.seal().await.unwrap_err();
        assert!(error.to_string().ends_with("staged is full"), "{error}");
        assert!(!path.exists());
    }

    #[tokio::test]
    async fn bytes_after_the_seal_are_refused_and_the_seal_stays() {
        let folder = tempfile::tempdir().unwrap();
        let mut staged = StagedFile::create(folder.path().to_owned()).await.unwrap();
        staged.write(Bytes::from_static(b"abc")).await.unwrap();
        let blob = staged.seal().await.unwrap();
        assert_eq!(blob, Blob { hash: BlobHash::of(b"abc"), bytes: 3 });
        assert!(matches!(staged.write(Bytes::from_static(b"d")).await, Err(Error::Order)));
        assert_eq!(staged.seal().await.unwrap(), blob);
        assert_eq!(fs::read(staged.into_sealed().unwrap().path()).unwrap(), b"abc");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}
