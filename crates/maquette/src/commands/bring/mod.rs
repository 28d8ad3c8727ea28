//! `maquette import --format …`: what other services and folders hold, brought into an account. Nothing is fetched.

mod dropmark;
mod folder;
mod netscape;
mod raindrop;

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use futures_util::StreamExt;
use library::Time;
use library::transfer::{Became, Bringing, Brought, BroughtContent};
use tokio_util::bytes::Bytes;

use crate::output::print;
use crate::{Error, Result, cli, config, server};

/// The largest list that is read, in bytes.
const LIST_BYTES: u64 = 256 << 20;

/// Forms that are understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Format {
    /// An archive that `maquette export` wrote
    Maquette,
    /// Bookmarks as every browser writes them
    Netscape,
    /// A table that Raindrop.io wrote
    Raindrop,
    /// A folder of files
    Folder,
    /// A collection's JSON feed of Dropmark
    Dropmark,
}

/// What of things that a collection has already.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Duplicates {
    /// They are left out
    Skip,
    /// They are made once more
    Keep,
}

/// Something that was found in a source.
struct Found {
    /// Where, for people: `line 12`, a path.
    place: String,
    /// The folders that it lies in, the outermost first.
    folders: Vec<String>,
    name: String,
    description: String,
    tags: Vec<String>,
    made_at: Option<Time>,
    what: What,
}

/// What became of something; or why it was not even tried.
type Outcome = std::result::Result<library::Result<Became>, String>;

enum What {
    Link(String),
    Note(String),
    Colour([u8; 3]),
    File(PathBuf),
    /// What cannot be brought in, and why.
    Nothing(String),
}

/// The form of a source, by what it is and how it begins.
pub(crate) fn guess(source: &Path) -> Result<Format> {
    if fs::metadata(source).map_err(Error::file(source))?.is_dir() {
        return Ok(Format::Folder);
    }
    let mut head = Vec::new();
    let file = File::open(source).map_err(Error::file(source))?;
    file.take(4096).read_to_end(&mut head).map_err(Error::file(source))?;
    let head = String::from_utf8_lossy(&head).trim_start_matches('\u{feff}').trim_start().to_lowercase();
    let first = head.lines().next().unwrap_or_default();
    match head.as_str() {
        _ if head.starts_with("pk\u{3}\u{4}") => Ok(Format::Maquette),
        _ if head.starts_with("<!doctype netscape") || head.contains("<dl") => Ok(Format::Netscape),
        _ if head.starts_with(['{', '[']) => Ok(Format::Dropmark),
        _ if first.split(',').any(|column| column.trim().trim_matches('"') == "url") => Ok(Format::Raindrop),
        _ => {
            let words = format!("{}: what it is cannot be seen: say it with --format", source.display());
            Err(Error::Usage(words))
        }
    }
}

/// Brings all of a source into an account, and says what became of it.
pub(crate) fn bring(order: &cli::Import, format: Format) -> Result<()> {
    let config = config::load(&order.flags, &[])?;
    let source = order.source.as_path();
    let found = match format {
        Format::Folder => folder::read(source)?,
        Format::Netscape => netscape::read(&list(source)?),
        Format::Raindrop => raindrop::read(&list(source)?).map_err(|why| unusable(source, &why))?,
        Format::Dropmark | Format::Maquette => dropmark::read(&list(source)?).map_err(|why| unusable(source, &why))?,
    };
    super::runtime()?.block_on(async {
        let node = server::node(&config).await?;
        let account = node.library.account_by_name(&order.account).await?;
        let keep = order.duplicates == Duplicates::Keep;
        let mut bringing = node.library.begin_bringing(account.id, keep).await?;
        let mut report = Report::default();
        for found in found {
            let place = found.place.clone();
            report.note(&place, one(&mut bringing, found, order.collection.as_deref(), source).await)?;
        }
        print(&report.words(&account.name))
    })
}

async fn one(bringing: &mut Bringing<'_>, found: Found, collection: Option<&str>, source: &Path) -> Outcome {
    let Found { place: _, folders, name, description, tags, made_at, what } = found;
    let content = match what {
        What::Link(url) => BroughtContent::Link(url),
        What::Note(words) => BroughtContent::Note(words),
        What::Colour(colour) => BroughtContent::Colour(colour),
        What::File(path) => file(&path).map_err(|error| error.to_string())?,
        What::Nothing(why) => return Err(why),
    };
    // The outermost folder is the collection, and all below it one stack: stacks do not lie in stacks.
    let (collection, inner) = match (collection, folders.split_first()) {
        (Some(name), _) => (name.to_owned(), folders.as_slice()),
        (None, Some((first, rest))) => (first.clone(), rest),
        (None, None) => (source.file_stem().unwrap_or_default().to_string_lossy().into_owned(), &[][..]),
    };
    let stack = (!inner.is_empty()).then(|| inner.join(" / "));
    Ok(bringing.bring(Brought { collection, stack, name, description, tags, made_at, content }).await)
}

/// A file's bytes, a piece at a time.
fn file(path: &Path) -> Result<BroughtContent> {
    const PIECE: u64 = 1 << 20;
    let file = File::open(path).map_err(Error::file(path))?;
    let media_type = mime_guess::from_path(path).first_raw().unwrap_or("application/octet-stream").to_owned();
    let pieces = std::iter::from_fn({
        let mut file = file;
        move || {
            let mut piece = Vec::new();
            match file.by_ref().take(PIECE).read_to_end(&mut piece) {
                Ok(0) => None,
                Ok(_) => Some(Ok(Bytes::from(piece))),
                Err(error) => Some(Err(library::Error::internal(error))),
            }
        }
    });
    Ok(BroughtContent::File { media_type, content: futures_util::stream::iter(pieces).boxed() })
}

/// A list as text: what is no UTF-8 becomes marks that say so.
fn list(source: &Path) -> Result<String> {
    let mut bytes = Vec::new();
    let file = File::open(source).map_err(Error::file(source))?;
    file.take(LIST_BYTES + 1).read_to_end(&mut bytes).map_err(Error::file(source))?;
    if bytes.len() as u64 > LIST_BYTES {
        return Err(unusable(source, "it is too large for a list"));
    }
    let text = String::from_utf8_lossy(&bytes);
    Ok(text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned())
}

fn unusable(source: &Path, why: &str) -> Error {
    Error::Usage(format!("{}: {why}", source.display()))
}

/// Seconds since 1970, as lists have them; some have them in milliseconds or microseconds.
fn seconds(text: &str) -> Option<Time> {
    let mut number = text.trim().parse::<i64>().ok().filter(|number| *number > 0)?;
    while number > 100_000_000_000 {
        number /= 1000;
    }
    Time::from_timestamp(number, 0)
}

/// A date as RFC 3339 has them; none before 1970, for none is meant.
fn date(text: &str) -> Option<Time> {
    let time = chrono::DateTime::parse_from_rfc3339(text.trim()).ok()?.to_utc();
    Some(library::clock::to_microseconds(time)).filter(|time| (0..253_402_300_800).contains(&time.timestamp()))
}

/// What became of everything.
#[derive(Default)]
struct Report {
    made: u64,
    duplicates: u64,
    /// Why, and where first; how often.
    failed: BTreeMap<String, (String, u64)>,
}

impl Report {
    fn note(&mut self, place: &str, became: Outcome) -> Result<()> {
        let why = match became {
            Ok(Ok(Became::Made)) => {
                self.made += 1;
                return Ok(());
            }
            Ok(Ok(Became::Duplicate)) => {
                self.duplicates += 1;
                return Ok(());
            }
            // Ours, and the next one would fail as well.
            Ok(Err(error @ library::Error::Internal(_))) => return Err(error.into()),
            Ok(Err(library::Error::Invalid { field, message })) => format!("{field} {message}"),
            Ok(Err(error)) => error.to_string(),
            Err(why) => why,
        };
        self.failed.entry(why).or_insert_with(|| (place.to_owned(), 0)).1 += 1;
        Ok(())
    }

    fn words(&self, account: &str) -> String {
        let failed: u64 = self.failed.values().map(|(_, times)| times).sum();
        let Self { made, duplicates, .. } = self;
        let mut words =
            format!("brought into {account}: {made} made, {duplicates} skipped (there already), {failed} failed\n");
        for (why, (place, times)) in &self.failed {
            let more = if *times > 1 { format!(" (and {} more)", times - 1) } else { String::new() };
            words.extend([place.as_str(), ": ", why, &more, "\n"]);
        }
        words
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_come_in_every_unit() {
        for text in ["1700000000", "1700000000000", "1700000000000000", " 1700000000 "] {
            assert_eq!(seconds(text).unwrap().timestamp(), 1_700_000_000, "{text}");
        }
        assert!(["", "0", "-5", "never", "99999999999999999999"].into_iter().all(|text| seconds(text).is_none()));
        assert_eq!(date("2023-11-14T22:13:20.000Z").unwrap().timestamp(), 1_700_000_000);
        assert!(date("1969-01-01T00:00:00Z").is_none() && date("yesterday").is_none());
    }
}
