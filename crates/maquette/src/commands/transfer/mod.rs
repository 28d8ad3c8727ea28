//! `maquette export` and `maquette import`: all that an account owns, in one archive, from any server to any other.

mod json;
mod thing;

use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;

use futures_util::StreamExt;
use library::blobs::{Blob, BlobHash};
use library::transfer::{Imported, Record, Sink};
use library::{Clock, Library, clock::SystemClock};
use serde::{Deserialize, Serialize};
use tokio::sync::mpsc;
use tokio_util::bytes::Bytes;

use super::archive::{Reader, Writer};
use super::backup::copy;
use super::bring::{self, Format};
use crate::output::print;
use crate::{Error, Result, cli, config, server};

/// What an export says of itself.
#[derive(Debug, Serialize, Deserialize)]
struct Manifest {
    /// The archive's form: 1.
    format: u32,
    /// The program that wrote it.
    maquette: String,
    /// Whose things they are.
    account: String,
    records: u64,
    files: usize,
    made_at: String,
}

/// Writes an archive.
pub(crate) fn export(order: &cli::Export) -> Result<()> {
    let config = config::load(&order.flags, &[])?;
    let manifest = super::runtime()?.block_on(async {
        let node = server::node(&config).await?;
        let account = node.library.account_by_name(&order.account).await?;
        let mut archive = Writer::create(&order.output)?;
        archive.begin_records()?;
        let mut sink = Records { archive, written: 0, files: BTreeMap::new(), failed: None };
        let walked = node.library.export_account(account.id, &mut sink).await;
        let Records { mut archive, written: records, files, failed } = sink;
        failed.map_or(Ok(()), Err)?;
        walked?;
        for (hash, bytes) in &files {
            copy(&*node.blobs, Blob { hash: *hash, bytes: *bytes }, &mut archive).await?;
        }
        let manifest = Manifest {
            format: 1,
            maquette: env!("CARGO_PKG_VERSION").to_owned(),
            account: account.name,
            records,
            files: files.len(),
            made_at: SystemClock.now().to_rfc3339(),
        };
        archive.manifest(&manifest)?;
        archive.finish()?;
        Ok::<_, Error>(manifest)
    })?;
    let Manifest { records, files, account, .. } = manifest;
    print(&format!("{}: {records} records and {files} files of {account}\n", order.output.display()))
}

/// Writes records, and notes the files that they name.
struct Records {
    archive: Writer,
    written: u64,
    files: BTreeMap<BlobHash, u64>,
    /// Why writing failed: the library does not know such errors.
    failed: Option<Error>,
}

impl Records {
    fn write(&mut self, record: &Record) -> Result<()> {
        let mut line = json::write(record)?;
        line.push(b'\n');
        self.archive.write(&line)
    }
}

#[async_trait::async_trait]
impl Sink for Records {
    async fn record(&mut self, record: Record) -> library::Result<()> {
        self.written += 1;
        self.files.extend(record.blobs().into_iter().map(|blob| (blob.hash, blob.bytes)));
        self.write(&record).map_err(|error| {
            let words = error.to_string();
            self.failed = Some(error);
            library::Error::internal(words)
        })
    }
}

/// Brings an archive into an account, or what others wrote.
pub(crate) fn import(order: &cli::Import) -> Result<()> {
    let format = order.format.map_or_else(|| bring::guess(&order.source), Ok)?;
    if format != Format::Maquette {
        return bring::bring(order, format);
    }
    if order.collection.is_some() {
        return Err(Error::Usage("an export has its own collections: --collection is for other formats".to_owned()));
    }
    let config = config::load(&order.flags, &[])?;
    super::runtime()?.block_on(async {
        let mut archive = Reader::open(&order.source, "export")?;
        let needed = check(&mut archive)?;
        let node = server::node(&config).await?;
        let account = node.library.account_by_name(&order.account).await?;
        // Bytes before the rows that name them.
        let places = archive.files()?;
        for (hash, bytes) in &needed {
            let place = *places.get(hash).ok_or_else(|| archive.unreadable(&format!("the file {hash} is missing")))?;
            store(&node.library, &mut archive, place, Blob { hash: *hash, bytes: *bytes }, &order.source).await?;
        }
        let mut importing = node.library.begin_import(account.id).await?;
        let mut lines = archive.records()?;
        while let Some((_, line)) = lines.next()? {
            let record = json::read(&line).map_err(|why| lines.bad(&why))?;
            importing.add(record).await.map_err(|error| match error {
                library::Error::Internal(_) => Error::Library(error),
                error => lines.bad(&error),
            })?;
        }
        print(&report(&importing.finish().await?, &account.name, needed.len()))
    })
}

/// Reads all records once: refuses what is no export before anything is stored. Gives the files that they name.
fn check(archive: &mut Reader) -> Result<BTreeMap<BlobHash, u64>> {
    let manifest: Manifest = archive.manifest()?;
    archive.check_names()?;
    let mut needed = BTreeMap::new();
    let mut lines = archive.records()?;
    let mut records = 0;
    while let Some((number, line)) = lines.next()? {
        records = number;
        for blob in json::read(&line).map_err(|why| lines.bad(&why))?.blobs() {
            if needed.insert(blob.hash, blob.bytes).is_some_and(|bytes| bytes != blob.bytes) {
                return Err(lines.bad(&"a file has two lengths"));
            }
        }
    }
    drop(lines);
    if records != manifest.records {
        return Err(archive.unreadable(&"it is not complete"));
    }
    Ok(needed)
}

/// Stores one file of the archive.
async fn store(library: &Library, archive: &mut Reader, place: usize, blob: Blob, path: &Path) -> Result<()> {
    const PIECE: u64 = 1 << 20;
    let (_, mut bytes) = archive.blob(place)?;
    let (pieces, taken) = mpsc::channel(2);
    let feed = async move {
        loop {
            let mut piece = Vec::new();
            let read = bytes.by_ref().take(PIECE).read_to_end(&mut piece).map_err(Error::file(path))?;
            // Whoever takes no more has said why.
            if read == 0 || pieces.send(Ok(Bytes::from(piece))).await.is_err() {
                return Ok::<_, Error>(());
            }
        }
    };
    let stream =
        futures_util::stream::unfold(taken, |mut taken| async { taken.recv().await.map(|piece| (piece, taken)) });
    let (fed, stored) = tokio::join!(feed, library.store_known(blob, stream.boxed()));
    fed?;
    stored.map_err(|error| match error {
        library::Error::Invalid { .. } => {
            Error::Usage(format!("{} is damaged: the file {} has other bytes", path.display(), blob.hash))
        }
        error => Error::Library(error),
    })
}

fn report(done: &Imported, account: &str, files: usize) -> String {
    let Imported { things, collections, entries, renamed, strangers, kept } = done;
    let mut lines = vec![format!(
        "imported into {account}: {things} things, {collections} collections with {entries} entries, {files} files"
    )];
    if *renamed > 0 {
        lines.push(format!("{renamed} rows got new ids, since theirs were taken"));
    }
    if *kept > 0 {
        lines.push(format!("{kept} fonts and settings were there already, and stay as they are"));
    }
    if !strangers.is_empty() {
        let names: Vec<String> = strangers.iter().take(10).map(|name| format!("{name:?}")).collect();
        let (count, names) = (strangers.len(), names.join(", "));
        lines.push(format!("{count} people are not known here (what they made is now the owner's): {names}"));
    }
    lines.join("\n") + "\n"
}
