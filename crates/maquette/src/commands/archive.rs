//! A backup or an export as one file: a ZIP archive of stored files, each under its hash, and what it says beside: of a
//! backup the database's files and the secret, of an export records.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{BufRead, BufReader, Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use library::blobs::BlobHash;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use crate::{Error, Result};

/// An export's records, one a line.
const RECORDS: &str = "records.jsonl";
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

    fn begin_packed(&mut self, name: &str, method: CompressionMethod) -> Result<()> {
        let options = SimpleFileOptions::default().compression_method(method).large_file(true).unix_permissions(0o600);
        self.zip.start_file(name, options).map_err(|error| unwritten(&self.path, &error))
    }

    fn begin(&mut self, name: &str) -> Result<()> {
        // Pictures and Photoshop files do not get smaller; a row more or less does not matter beside them.
        self.begin_packed(name, CompressionMethod::Stored)
    }

    /// Begins an export's records; they follow by [`Writer::write`].
    pub(super) fn begin_records(&mut self) -> Result<()> {
        self.begin_packed(RECORDS, CompressionMethod::Deflated)
    }

    pub(super) fn write(&mut self, bytes: &[u8]) -> Result<()> {
        self.zip.write_all(bytes).map_err(Error::file(&self.aside))
    }

    pub(super) fn manifest(&mut self, manifest: &impl Serialize) -> Result<()> {
        self.begin(MANIFEST)?;
        self.write(&serde_json::to_vec_pretty(manifest)?)
    }

    pub(super) fn secret(&mut self, secret: &[u8]) -> Result<()> {
        self.begin(SECRET)?;
        self.write(secret)
    }

    /// Begins a stored file; its bytes follow by [`Writer::write`].
    pub(super) fn begin_blob(&mut self, hash: BlobHash) -> Result<()> {
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
    /// "backup" or "export".
    what: &'static str,
}

impl Reader {
    pub(super) fn open(path: &Path, what: &'static str) -> Result<Self> {
        let file = File::open(path).map_err(Error::file(path))?;
        let zip = ZipArchive::new(file).map_err(|error| unreadable(path, what, &error))?;
        Ok(Self { zip, path: path.to_owned(), what })
    }

    pub(super) fn manifest<T: DeserializeOwned>(&mut self) -> Result<T> {
        let bytes = self.small(MANIFEST)?.ok_or_else(|| self.unreadable(&"it has no manifest"))?;
        let form: Form = serde_json::from_slice(&bytes).map_err(|error| self.unreadable(&error))?;
        match form.format {
            1 => serde_json::from_slice(&bytes).map_err(|error| self.unreadable(&error)),
            _ => Err(self.unreadable(&"it was written by a newer version")),
        }
    }

    /// Refuses an archive with something in it that no export has.
    pub(super) fn check_names(&self) -> Result<()> {
        for index in 0..self.zip.len() {
            let name = match self.zip.name_for_index(index) {
                Some(Ok(name)) => name.into_owned(),
                _ => return Err(self.unreadable(&"a file in it has a name that cannot be read")),
            };
            let is_blob = name.strip_prefix(BLOBS).is_some_and(|hash| hash.parse::<BlobHash>().is_ok());
            if !is_blob && name != MANIFEST && name != RECORDS {
                return Err(self.unreadable(&format!("{name:?} is no part of one")));
            }
        }
        Ok(())
    }

    /// An export's records. Words shrink ten times, or thirty: what claims to shrink more would unpack for ever.
    pub(super) fn records(&mut self) -> Result<Lines<impl BufRead>> {
        const MOST: u64 = 300;
        let (path, what) = (self.path.clone(), self.what);
        let entry = self.zip.by_name(RECORDS).map_err(|error| unreadable(&path, what, &error))?;
        let (packed, size) = (entry.compressed_size(), entry.size());
        if size > packed.saturating_mul(MOST).saturating_add(1 << 20) {
            return Err(unreadable(&path, what, &"its records unpack to far more than they are"));
        }
        Ok(Lines { from: BufReader::new(entry.take(size)), path, what, number: 0 })
    }

    /// Where each stored file is, and how long it says that it is.
    pub(super) fn files(&mut self) -> Result<BTreeMap<BlobHash, usize>> {
        let mut files = BTreeMap::new();
        for place in self.blobs() {
            let entry = self.zip.by_index_raw(place).map_err(|error| unreadable(&self.path, self.what, &error))?;
            let name = entry.name().map_err(|error| unreadable(&self.path, self.what, &error))?.into_owned();
            if entry.compression() != CompressionMethod::Stored {
                return Err(unreadable(&self.path, self.what, &format!("{name} is packed, and should be plain")));
            }
            files.insert(hash_of(&name, &self.path, self.what)?, place);
        }
        Ok(files)
    }

    /// What is wrong with it, as an error.
    pub(super) fn unreadable(&self, why: &impl std::fmt::Display) -> Error {
        unreadable(&self.path, self.what, why)
    }

    /// The secret, if it is in there.
    pub(super) fn secret(&mut self) -> Result<Option<Vec<u8>>> {
        self.small(SECRET)
    }

    /// Writes the database's files to a folder.
    pub(super) fn database(&mut self, folder: &Path) -> Result<()> {
        for index in 0..self.zip.len() {
            let mut entry = self.zip.by_index(index).map_err(|error| unreadable(&self.path, self.what, &error))?;
            // A plain name, whoever wrote the archive: nothing is written outside the folder.
            let plain = |name: &&str| !name.is_empty() && !name.starts_with('.') && !name.contains(['/', '\\']);
            let name = entry.name().map_err(|error| unreadable(&self.path, self.what, &error))?.into_owned();
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
    pub(super) fn blob(&mut self, place: usize) -> Result<(BlobHash, impl Read)> {
        let entry = self.zip.by_index(place).map_err(|error| unreadable(&self.path, self.what, &error))?;
        let name = entry.name().map_err(|error| unreadable(&self.path, self.what, &error))?.into_owned();
        Ok((hash_of(&name, &self.path, self.what)?, entry))
    }

    fn small(&mut self, name: &str) -> Result<Option<Vec<u8>>> {
        const LIMIT: u64 = 64 << 10;
        let entry = match self.zip.by_name(name) {
            Err(zip::result::ZipError::FileNotFound) => return Ok(None),
            entry => entry.map_err(|error| unreadable(&self.path, self.what, &error))?,
        };
        let mut bytes = Vec::new();
        entry.take(LIMIT).read_to_end(&mut bytes).map_err(Error::file(&self.path))?;
        Ok(Some(bytes))
    }
}

/// The hash that a stored file has for a name.
fn hash_of(name: &str, path: &Path, what: &str) -> Result<BlobHash> {
    let hash = name.trim_start_matches(BLOBS).parse();
    hash.map_err(|_| unreadable(path, what, &"a file in it has no hash for a name"))
}

/// Lines of JSON, with their numbers.
pub(super) struct Lines<R> {
    from: R,
    path: PathBuf,
    what: &'static str,
    number: u64,
}

impl<R: BufRead> Lines<R> {
    /// The next line and its number; `None` at the end.
    pub(super) fn next(&mut self) -> Result<Option<(u64, Vec<u8>)>> {
        const LONGEST: u64 = 64 << 20;
        let mut line = Vec::new();
        let read = self.from.by_ref().take(LONGEST).read_until(b'\n', &mut line);
        read.map_err(|error| unreadable(&self.path, self.what, &error))?;
        self.number += 1;
        match line.last() {
            None => Ok(None),
            Some(b'\n') => Ok(Some((self.number, line))),
            Some(_) => Err(self.bad(&"it ends in the middle, or is too long")),
        }
    }

    /// What is wrong with the line before, as an error.
    pub(super) fn bad(&self, why: &impl std::fmt::Display) -> Error {
        unreadable(&self.path, self.what, &format!("record {}: {why}", self.number))
    }
}

fn unreadable(path: &Path, what: &str, why: &impl std::fmt::Display) -> Error {
    Error::Usage(format!("{} is no {what} that can be read: {why}", path.display()))
}

/// What every manifest says.
#[derive(Deserialize)]
struct Form {
    format: u32,
}
