//! `maquette doctor`: looks at everything that a server stands on, changes nothing, and says what to do.

use std::fmt::Write;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use futures_util::{StreamExt, stream};
use library::blobs::{Blob, Blobs};
use store::{Kind, Schema, Store};
use template::Fonts;

use crate::config::{self, Config, Flags};
use crate::output::print;
use crate::server::secret;
use crate::{Error, Result};

/// Less room than this is told.
const ROOM: u64 = 2_000_000_000;
/// Files asked for at once: a bucket answers one after the other slowly.
const AT_ONCE: usize = 32;

/// What is well, or what is not and what to do about it.
type Found = std::result::Result<String, String>;

/// Looks at all of it.
pub(crate) fn doctor(flags: &Flags) -> Result<()> {
    let config = config::load(flags, &[])?;
    let found = super::runtime()?.block_on(look(&config));
    let mut words = String::new();
    for (what, found) in &found {
        let (mark, told) = match found {
            Ok(told) => ("ok", told),
            Err(told) => ("BAD", told),
        };
        // Writing to a string does not fail.
        let _ = writeln!(words, "{mark:<4}{what:<15}{told}");
    }
    print(&words)?;
    match found.iter().filter(|(_, found)| found.is_err()).count() {
        0 => Ok(()),
        bad => Err(Error::Config(format!("{bad} of {} things are not well", found.len()))),
    }
}

async fn look(config: &Config) -> Vec<(&'static str, Found)> {
    let mut found = vec![
        ("configuration", Ok(format!("listens on {}, role {:?}", config.listen, config.role).to_lowercase())),
        ("data folder", data(&config.data)),
        ("room", room(&config.data)),
        ("secret", the_secret(config)),
        ("fonts", fonts(config)),
    ];
    let schema = database(&config.database()).await;
    let files = match &schema {
        // Opening makes the folder, so there must be a server's rows first.
        Ok((_, true)) => match config.open_blobs() {
            Ok(blobs) => files(&config.database(), &*blobs).await,
            Err(error) => Err(format!("{error}: check `blobs`")),
        },
        _ => Ok("not looked at: there are no rows to hold them to".to_owned()),
    };
    found.push(("database", schema.map(|(words, _)| words)));
    found.push(("files", files));
    found
}

fn data(folder: &Path) -> Found {
    if !folder.exists() {
        return Ok(format!("{} is not there yet; the first start makes it", folder.display()));
    }
    match tempfile::tempfile_in(folder) {
        Ok(_) => Ok(format!("{} can be written", folder.display())),
        Err(error) => Err(format!("{}: {error}: give the server's user the right to write there", folder.display())),
    }
}

fn room(folder: &Path) -> Found {
    // Where the folder will be, if it is not there.
    let place = folder.ancestors().find(|place| place.exists()).unwrap_or(Path::new("."));
    let free = rustix::fs::statvfs(place).map(|room| room.f_bavail.saturating_mul(room.f_frsize));
    match free {
        Ok(free) if free < ROOM => Err(format!("{} left: make room", bytes(free))),
        Ok(free) => Ok(format!("{} left", bytes(free))),
        Err(error) => Err(format!("{}: {error}", place.display())),
    }
}

fn bytes(number: u64) -> String {
    format!("{:.1} GB", number as f64 / 1e9)
}

fn the_secret(config: &Config) -> Found {
    let path = secret::path(&config.data);
    if config.secret.is_some() {
        return match secret::master_key(config.secret.as_deref(), &config.data) {
            Ok(_) => Ok("configured; every node needs the same".to_owned()),
            Err(error) => Err(error.to_string()),
        };
    }
    match fs::metadata(&path) {
        Ok(found) if found.permissions().mode() & 0o077 != 0 => {
            Err(format!("{0} can be read by others: chmod 600 {0}", path.display()))
        }
        Ok(_) => secret::master_key(None, &config.data)
            .map(|_| format!("{} is part of every backup", path.display()))
            .map_err(|error| error.to_string()),
        Err(_) => Ok("not there yet; the first start makes it".to_owned()),
    }
}

fn fonts(config: &Config) -> Found {
    let Some(folder) = &config.render.fonts else { return Ok("the bundled ones".to_owned()) };
    match Fonts::default().add_folder(folder) {
        Ok(_) => Ok(format!("those of {}", folder.display())),
        Err(error) => Err(format!("{}: {error}: check `render.fonts`", folder.display())),
    }
}

/// What is to say of the database, and whether it has rows that can be read.
async fn database(address: &str) -> std::result::Result<(String, bool), String> {
    let unreachable = |error: store::OpenError| format!("{}: check `database`", library::worker::error_chain(&error));
    let kind = Kind::of(address).map_err(unreachable)?.name();
    let Schema { found, known } = store::schema(address).await.map_err(unreachable)?;
    match found {
        None => Ok((format!("{kind}, empty; the first start makes its tables"), false)),
        Some(found) if found > known => {
            Err(format!("{kind}, schema {found}, and this version knows {known} at most: use a newer version"))
        }
        Some(found) if found < known => {
            Ok((format!("{kind}, schema {found}; the next start (or `maquette migrate`) makes it {known}"), false))
        }
        Some(found) => Ok((format!("{kind}, schema {found}"), true)),
    }
}

/// Every file that a row names is there, and as long as the row says.
async fn files(database: &str, blobs: &dyn Blobs) -> Found {
    let told = |error: &dyn std::error::Error| library::worker::error_chain(error);
    let store = Store::open(database).await.map_err(|error| told(&error))?;
    let in_use = store.blobs_in_use().await.map_err(|error| told(&error))?;
    store.close().await;
    let (all, room) = (in_use.len(), in_use.iter().map(|blob| blob.bytes).sum::<u64>());
    let whole = |blob: Blob| async move { Ok((blob, blobs.size(blob.hash).await? == Some(blob.bytes))) };
    let looked: Vec<library::Result<(Blob, bool)>> =
        stream::iter(in_use).map(whole).buffer_unordered(AT_ONCE).collect().await;
    let looked: Vec<(Blob, bool)> = looked
        .into_iter()
        .collect::<library::Result<_>>()
        .map_err(|error| format!("{}: check `blobs`", told(&error)))?;
    let missing: Vec<Blob> = looked.into_iter().filter(|(_, whole)| !whole).map(|(blob, _)| blob).collect();
    match missing.first() {
        None => Ok(format!("all {all} that rows name are there, {}", bytes(room))),
        Some(first) => Err(format!(
            "{} of {all} that rows name are missing or cut short, {} first: put them back from a backup",
            missing.len(),
            first.hash
        )),
    }
}
