//! `maquette backup` and `maquette restore`: database, files and secret in one archive, and back. A backup is written
//! beside a server that runs, and is of one moment.

use std::fs;
use std::io::Read;
use std::path::Path;

use futures_util::TryStreamExt;
use library::blobs::{Blob, Blobs};
use library::{Clock, clock::SystemClock};
use store::Kind;
use tokio_util::bytes::Bytes;

use super::archive::{Manifest, Reader, Writer};
use crate::cli;
use crate::config::{self, Config};
use crate::output::print;
use crate::server::secret;
use crate::{Error, Result};

/// Writes an archive.
pub(crate) fn backup(order: &cli::Backup) -> Result<()> {
    let config = config::load(&order.flags, &[])?;
    let written = super::runtime()?.block_on(write(&config, &order.output))?;
    print(&format!(
        "{}: the database, {written} files{}\n",
        order.output.display(),
        match config.secret {
            None => " and the secret",
            Some(_) => "; the secret is configured elsewhere, and not in it: keep it too",
        }
    ))
}

async fn write(config: &Config, output: &Path) -> Result<usize> {
    let mut archive = Writer::create(output)?;
    // Beside the archive, where there is room.
    let beside = output.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let folder = tempfile::tempdir_in(beside).map_err(Error::file(beside))?;
    let address = config.database();
    let in_use = store::back_up(&address, folder.path()).await.map_err(Error::storage)?;
    archive.manifest(&Manifest {
        format: 1,
        maquette: env!("CARGO_PKG_VERSION").to_owned(),
        database: Kind::of(&address).map_err(Error::storage)?.name().to_owned(),
        files: in_use.len(),
        made_at: SystemClock.now().to_rfc3339(),
    })?;
    archive.database(folder.path())?;
    if config.secret.is_none() {
        let path = secret::path(&config.data);
        archive.secret(&fs::read(&path).map_err(Error::file(&path))?)?;
    }
    let blobs = config.open_blobs()?;
    for blob in &in_use {
        copy(&*blobs, *blob, &mut archive).await?;
    }
    archive.finish()?;
    Ok(in_use.len())
}

/// Copies a stored file into an archive.
pub(super) async fn copy(blobs: &dyn Blobs, blob: Blob, archive: &mut Writer) -> Result<()> {
    let gone = || Error::Storage(format!("the file {} is not there: `maquette doctor` says more", blob.hash));
    let mut pieces = blobs.open(blob.hash, None).await?.ok_or_else(gone)?;
    archive.begin_blob(blob.hash)?;
    let mut bytes = 0;
    while let Some(piece) = pieces.try_next().await? {
        bytes += piece.len() as u64;
        archive.write(&piece)?;
    }
    if bytes == blob.bytes { Ok(()) } else { Err(gone()) }
}

/// Fills an empty place from an archive.
pub(crate) fn restore(order: &cli::Restore) -> Result<()> {
    let config = config::load(&order.flags, &[])?;
    let files = super::runtime()?.block_on(read(&config, &order.archive))?;
    print(&format!("restored the database and {files} files\n"))
}

async fn read(config: &Config, path: &Path) -> Result<usize> {
    let mut archive = Reader::open(path, "backup")?;
    let manifest: Manifest = archive.manifest()?;
    let address = config.database();
    let kind = Kind::of(&address).map_err(Error::storage)?.name();
    if manifest.database != kind {
        let words = format!("the backup is of a database of the kind {}, and this one is {kind}", manifest.database);
        return Err(Error::Usage(words));
    }
    store::check_empty(&address).await.map_err(Error::storage)?;
    fs::create_dir_all(&config.data).map_err(Error::file(&config.data))?;
    if config.secret.is_none() {
        put_secret(&mut archive, &config.data)?;
    }
    // Files before the rows that name them.
    let blobs = config.open_blobs()?;
    let places = archive.blobs();
    if places.len() != manifest.files {
        return Err(Error::Usage(format!("{} is not complete", path.display())));
    }
    for place in &places {
        put_blob(&mut archive, *place, &*blobs, path).await?;
    }
    let folder = tempfile::tempdir_in(&config.data).map_err(Error::file(&config.data))?;
    archive.database(folder.path())?;
    store::restore(&address, folder.path()).await.map_err(Error::storage)?;
    Ok(places.len())
}

/// Links and keys are worth nothing with another secret.
fn put_secret(archive: &mut Reader, data: &Path) -> Result<()> {
    let path = secret::path(data);
    let there = fs::read(&path).ok();
    match archive.secret()? {
        Some(words) if there.is_none() => secret::write(data, &words),
        Some(words) if there.as_ref() == Some(&words) => Ok(()),
        Some(_) => Err(Error::Config(format!("{} is another secret than the backup's: move it away", path.display()))),
        None => {
            let words = "the backup has no secret, for it was configured: set the same one (MAQUETTE_SECRET)";
            Err(Error::Config(words.to_owned()))
        }
    }
}

async fn put_blob(archive: &mut Reader, place: usize, blobs: &dyn Blobs, path: &Path) -> Result<()> {
    const PIECE: usize = 1 << 20;
    let (hash, mut bytes) = archive.blob(place)?;
    let mut staged = blobs.stage().await?;
    loop {
        let mut piece = Vec::with_capacity(PIECE);
        let read = bytes.by_ref().take(PIECE as u64).read_to_end(&mut piece).map_err(Error::file(path))?;
        if read == 0 {
            break;
        }
        staged.write(Bytes::from(piece)).await?;
    }
    if staged.seal().await?.hash != hash {
        return Err(Error::Usage(format!("{} is damaged: a file's bytes are not those of its hash", path.display())));
    }
    Ok(staged.commit().await?)
}
