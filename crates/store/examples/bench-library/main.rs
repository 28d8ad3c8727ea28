//! Measures a library of a million things: lists, searches and changes, as the doors' use cases ask for them.
//!
//! `cargo run --release -p store --example bench-library -- [--database postgres://…]`
//!
//! The library is made through the store, in large transactions, unless the database has it already: one that is kept
//! (an SQLite file too, given as `--database PATH`) can be measured again. `docs/benchmarks.md` says what was seen.

mod cases;
mod fill;
mod meter;

use std::sync::Arc;

use library::clock::SystemClock;
use library::limits::Unlimited;
use library::secrets::MasterKey;
use library::{Library, Parts, Settings};
use testkit::memory::{FakeFetcher, FakeRenderer, MemoryBlobs};

pub(crate) type Outcome<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// How much there is, and how often each thing is asked.
pub(crate) struct Size {
    /// Things, each in one of the collections.
    pub(crate) things: usize,
    /// Collections, all as long as each other.
    pub(crate) collections: usize,
    /// What the long collection has: things that are elsewhere too.
    pub(crate) long: usize,
    /// What the short collection has, likewise.
    pub(crate) short: usize,
    /// Requests of each kind, at most.
    pub(crate) requests: usize,
}

fn main() -> Outcome<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(measure(&std::env::args().skip(1).collect::<Vec<_>>()))
}

async fn measure(words: &[String]) -> Outcome<()> {
    let value = |name: &str| words.iter().position(|word| word == name).and_then(|place| words.get(place + 1));
    let number = |name: &str, usual: usize| value(name).map_or(Ok(usual), |word| word.parse());
    let things = number("--things", 1_000_000)?;
    let size = Size { things, collections: 1000, long: things / 5, short: 200, requests: number("--requests", 200)? };
    let folder = tempfile::tempdir()?;
    let usual = folder.path().join("library.db").display().to_string();
    let store = Arc::new(store::Store::open(value("--database").unwrap_or(&usual)).await?);
    let blobs = MemoryBlobs::default();
    let library = Library::new(Parts {
        store: store.clone(),
        blobs: Arc::new(blobs.clone()),
        fetcher: Arc::new(FakeFetcher::default()),
        renderer: Arc::new(FakeRenderer::new(Arc::new(blobs))),
        limiter: Arc::new(Unlimited),
        clock: Arc::new(SystemClock),
        master: MasterKey::from_words(b"benchmark"),
        settings: Settings::default(),
    });
    let scene = fill::scene(&library, &*store, &size).await?;
    cases::all(&library, &scene, &size, value("--only").map_or("", String::as_str)).await?;
    store.close().await;
    Ok(())
}
