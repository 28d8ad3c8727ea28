//! A backup as one file: a ZIP archive of the database's files, every stored file under its hash, and the secret.

use std::fs::{self, File, OpenOptions};
use std::io::{Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use crate::{Error, Result};

const MANIFEST: &str = "manifest.json";
const SECRET: &str = "secret";
const DATABASE: &str = "database/";
const BLOBS: &str = "blobs/";

/// What an archive says of itself.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Manifest {
    /// The archive's form: 1.
    pub(super) format: u32,
    /// The program that wrote it.
    pub(super) maquette: String,
    /// `sqlite` or `postgres`.
    pub(super) database: String,
    pub(super) files: usize,
    pub(super) made_at: String,
}

/// An archive that is being written, under another name until it is whole.
pub(super) struct Writer {
    zip: ZipWriter<File>,
    aside: PathBuf,
    path: PathBuf,
}

impl Writer {
    pub(super) fn create(path: &Path) -> Result<Self> {
        if path.exists() {
            return Err(Error::Usage(format!("{} exists already", path.display())));
        }
        let aside = path.with_extension("part");
        let file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&aside);
        let file = file.map_err(Error::file(&aside))?;
        Ok(Self { zip: ZipWriter::new(file), aside, path: path.to_owned() })
    }

    fn begin(&mut self, name: &str) -> Result<()> {
        // Pictures and Photoshop files do not get smaller; a row more or less does not matter beside them.
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Stored)
            .large_file(true)
            .unix_permissions(0o600);
        self.zip.start_file(name, options).map_err(|error| unwritten(&self.path, &error))
    }

    pub(super) fn write(&mut self, bytes: &[u8]) -> Result<()> {
        self.zip.write_all(bytes).map_err(Error::file(&self.aside))
    }

    pub(super) fn manifest(&mut self, manifest: &Manifest) -> Result<()> {
        self.begin(MANIFEST)?;
        self.write(&serde_json::to_vec_pretty(manifest)?)
    }

    pub(super) fn secret(&mut self, secret: &[u8]) -> Result<()> {
        self.begin(SECRET)?;
        self.write(secret)
    }

    /// Begins a stored file; its bytes follow by [`Writer::write`].
    pub(super) fn begin_blob(&mut self, hash: library::blobs::BlobHash) -> Result<()> {
        self.begin(&format!("{BLOBS}{hash}"))
    }

    /// All files of a folder: the database's.
    pub(super) fn database(&mut self, folder: &Path) -> Result<()> {
        for entry in fs::read_dir(folder).map_err(Error::file(folder))? {
            let path = entry.map_err(Error::file(folder))?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            self.begin(&format!("{DATABASE}{name}"))?;
            let mut file = File::open(&path).map_err(Error::file(&path))?;
            std::io::copy(&mut file, &mut self.zip).map_err(Error::file(&self.aside))?;
        }
        Ok(())
    }

    /// Ends it durably, and gives it its name.
    pub(super) fn finish(self) -> Result<()> {
        let Self { zip, aside, path } = self;
        let file = zip.finish().map_err(|error| unwritten(&path, &error))?;
        file.sync_all().map_err(Error::file(&aside))?;
        fs::rename(&aside, &path).map_err(Error::file(&path))
    }
}

fn unwritten(path: &Path, error: &zip::result::ZipError) -> Error {
    Error::Storage(format!("{}: {error}", path.display()))
}

/// An archive that is read.
pub(super) struct Reader {
    zip: ZipArchive<File>,
    path: PathBuf,
}

impl Reader {
    pub(super) fn open(path: &Path) -> Result<Self> {
        let file = File::open(path).map_err(Error::file(path))?;
        let zip = ZipArchive::new(file).map_err(|error| no_backup(path, &error))?;
        Ok(Self { zip, path: path.to_owned() })
    }

    pub(super) fn manifest(&mut self) -> Result<Manifest> {
        let bytes = self.small(MANIFEST)?;
        let bytes = bytes.ok_or_else(|| no_backup(&self.path, &"it has no manifest"))?;
        let manifest: Manifest = serde_json::from_slice(&bytes).map_err(|error| no_backup(&self.path, &error))?;
        match manifest.format {
            1 => Ok(manifest),
            _ => Err(no_backup(&self.path, &"it was written by a newer version")),
        }
    }

    /// The secret, if it is in there.
    pub(super) fn secret(&mut self) -> Result<Option<Vec<u8>>> {
        self.small(SECRET)
    }

    /// Writes the database's files to a folder.
    pub(super) fn database(&mut self, folder: &Path) -> Result<()> {
        for index in 0..self.zip.len() {
            let mut entry = self.zip.by_index(index).map_err(|error| no_backup(&self.path, &error))?;
            // A plain name, whoever wrote the archive: nothing is written outside the folder.
            let plain = |name: &&str| !name.is_empty() && !name.starts_with('.') && !name.contains(['/', '\\']);
            let name = entry.name().map_err(|error| no_backup(&self.path, &error))?.into_owned();
            let Some(name) = name.strip_prefix(DATABASE).filter(plain) else { continue };
            let path = folder.join(name);
            let mut file = File::create(&path).map_err(Error::file(&path))?;
            std::io::copy(&mut entry, &mut file).map_err(Error::file(&self.path))?;
        }
        Ok(())
    }

    /// The stored files' places, for [`Reader::blob`].
    pub(super) fn blobs(&self) -> Vec<usize> {
        let is_blob =
            |index: &usize| matches!(self.zip.name_for_index(*index), Some(Ok(name)) if name.starts_with(BLOBS));
        (0..self.zip.len()).filter(is_blob).collect()
    }

    /// A stored file: its hash as the archive says it, and its bytes, to be read.
    pub(super) fn blob(&mut self, place: usize) -> Result<(library::blobs::BlobHash, impl Read)> {
        let entry = self.zip.by_index(place).map_err(|error| no_backup(&self.path, &error))?;
        let name = entry.name().map_err(|error| no_backup(&self.path, &error))?.into_owned();
        let hash = name.trim_start_matches(BLOBS).parse();
        Ok((hash.map_err(|_| no_backup(&self.path, &"a file in it has no hash for a name"))?, entry))
    }

    fn small(&mut self, name: &str) -> Result<Option<Vec<u8>>> {
        const LIMIT: u64 = 64 << 10;
        let entry = match self.zip.by_name(name) {
            Err(zip::result::ZipError::FileNotFound) => return Ok(None),
            entry => entry.map_err(|error| no_backup(&self.path, &error))?,
        };
        let mut bytes = Vec::new();
        entry.take(LIMIT).read_to_end(&mut bytes).map_err(Error::file(&self.path))?;
        Ok(Some(bytes))
    }
}

fn no_backup(path: &Path, why: &impl std::fmt::Display) -> Error {
    Error::Usage(format!("{} is no backup that can be read: {why}", path.display()))
}
