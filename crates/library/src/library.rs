//! The library as doors see it: its use cases are methods of [`Library`], written in the folders of their nouns.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex};

use bytes::Bytes;
use futures_util::StreamExt;

use crate::blobs::{Blob, BlobHash, Blobs, ByteStream, Staged};
use crate::clock::{Clock, Time};
use crate::fetch::Fetcher;
use crate::ids::KeyId;
use crate::limits::Limiter;
use crate::renderer::{File, Renderer};
use crate::secrets::MasterKey;
use crate::settings::Settings;
use crate::store::{Store, Transaction};
use crate::webhooks::Post;
use crate::{Error, Noun, Result};

/// Pixels of a side of square pictures, at most.
const SQUARE: u32 = 480;

/// What the library stands on.
#[expect(missing_debug_implementations, reason = "ports need not be printable")]
pub struct Parts {
    /// The database.
    pub store: Arc<dyn Store>,
    /// The files.
    pub blobs: Arc<dyn Blobs>,
    /// The way out.
    pub fetcher: Arc<dyn Fetcher>,
    /// The pixel side.
    pub renderer: Arc<dyn Renderer>,
    /// Rates and concurrency.
    pub limiter: Arc<dyn Limiter>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// What signs.
    pub master: MasterKey,
    /// What the operator set.
    pub settings: Settings,
}

/// Users, mockups, collections, renders and jobs, behind their rules.
pub struct Library {
    pub(crate) store: Arc<dyn Store>,
    pub(crate) blobs: Arc<dyn Blobs>,
    pub(crate) fetcher: Arc<dyn Fetcher>,
    pub(crate) renderer: Arc<dyn Renderer>,
    pub(crate) limiter: Arc<dyn Limiter>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) master: MasterKey,
    pub(crate) settings: Settings,
    /// How webhooks leave; without it, nobody is told anything.
    pub(crate) post: Option<Post>,
    /// Requests that came with a key and are not written yet: how many, and when the last came.
    pub(crate) key_requests: Mutex<HashMap<KeyId, (i64, Time)>>,
    /// Password hashes take 19 MiB each: a few at once.
    pub(crate) password_permits: tokio::sync::Semaphore,
}

impl fmt::Debug for Library {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Library").field("settings", &self.settings).finish_non_exhaustive()
    }
}

impl Library {
    /// Puts it together.
    pub fn new(parts: Parts) -> Self {
        let Parts { store, blobs, fetcher, renderer, limiter, clock, master, settings } = parts;
        Self {
            store,
            blobs,
            fetcher,
            renderer,
            limiter,
            clock,
            master,
            settings,
            post: None,
            key_requests: Mutex::default(),
            password_permits: tokio::sync::Semaphore::new(2),
        }
    }

    /// The same, telling others what happens.
    #[must_use]
    pub fn with_webhooks(self, post: Post) -> Self {
        Self { post: Some(post), ..self }
    }

    /// What the operator set.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Rates and concurrency.
    pub fn limiter(&self) -> &dyn Limiter {
        &*self.limiter
    }

    /// Now.
    pub fn now(&self) -> Time {
        self.clock.now()
    }

    /// What signs and encrypts.
    pub fn master(&self) -> &MasterKey {
        &self.master
    }

    /// Whether storage answers.
    pub async fn ready(&self) -> Result<()> {
        self.store.ping().await
    }

    pub(crate) async fn begin(&self) -> Result<Box<dyn Transaction>> {
        self.store.begin().await
    }

    /// Stores bytes that come piece by piece: registered, then committed. Whoever refers to the blob does so within a
    /// day, before the sweep.
    pub async fn store_stream(&self, stream: ByteStream, bound: Bound) -> Result<Blob> {
        self.store_checked(stream, Some(bound), None).await
    }

    /// Stores bytes: not more than `bound`, and none but those that are `known`.
    pub(crate) async fn store_checked(
        &self,
        mut stream: ByteStream,
        bound: Option<Bound>,
        known: Option<Blob>,
    ) -> Result<Blob> {
        let mut staged = self.blobs.stage().await?;
        let mut bytes = 0_u64;
        while let Some(piece) = stream.next().await {
            let piece = piece?;
            bytes += piece.len() as u64;
            bound.map_or(Ok(()), |bound| bound.check(bytes))?;
            staged.write(piece).await?;
        }
        self.keep(staged, known).await
    }

    /// Stores what was staged, if it is what is `known`: registered, then committed.
    pub(crate) async fn keep(&self, mut staged: Box<dyn Staged>, known: Option<Blob>) -> Result<Blob> {
        let blob = staged.seal().await?;
        if let Some(known) = known.filter(|known| *known != blob) {
            return Err(Error::invalid("file", format!("the bytes are not those of {}", known.hash)));
        }
        let mut tx = self.begin().await?;
        tx.register_blob(blob, self.now()).await?;
        tx.commit().await?;
        staged.commit().await?;
        Ok(blob)
    }

    /// Stores bytes; see [`Library::store_stream`].
    pub async fn store_bytes(&self, bytes: Bytes, bound: Bound) -> Result<Blob> {
        self.store_stream(futures_util::stream::once(async { Ok(bytes) }).boxed(), bound).await
    }

    /// Stores bytes that were made here: nobody bounds them.
    pub(crate) async fn store_made(&self, bytes: Bytes) -> Result<Blob> {
        self.store_checked(futures_util::stream::once(async { Ok(bytes) }).boxed(), None, None).await
    }

    /// The bytes of a blob that was stored for a caller, as they come.
    pub async fn read_stored(&self, blob: Blob) -> Result<ByteStream> {
        let stream = self.blobs.open(blob.hash, None).await?;
        stream.ok_or_else(|| Error::internal(format!("blob {} is not there", blob.hash)))
    }

    /// The middle of a stored picture as a square.
    pub async fn square(&self, hash: BlobHash) -> Result<File> {
        let bytes = self.blobs.size(hash).await?.filter(|bytes| *bytes <= self.settings.artwork_bytes);
        let bytes = bytes.ok_or(Error::NotFound(Noun::Thing))?;
        Ok(self.renderer.square(self.read_blob(Blob { hash, bytes }).await?, SQUARE).await?)
    }

    /// A drawing of a door's own (SVG) as a square picture.
    pub async fn tile(&self, drawing: &'static str) -> Result<File> {
        Ok(self.renderer.square(Bytes::from_static(drawing.as_bytes()), SQUARE).await?)
    }

    /// A stored file's first bytes, `most` at most.
    pub async fn first_bytes(&self, blob: Blob, most: u64) -> Result<Bytes> {
        let most = most.min(blob.bytes);
        let stream = self.blobs.open(blob.hash, Some(0..most)).await?;
        read(stream.ok_or(Error::NotFound(Noun::File))?, most).await
    }

    /// A stored blob's bytes, all at once.
    pub(crate) async fn read_blob(&self, blob: Blob) -> Result<Bytes> {
        let stream = self.blobs.open(blob.hash, None).await?;
        let stream = stream.ok_or_else(|| Error::internal(format!("blob {} is not there", blob.hash)))?;
        read(stream, blob.bytes).await
    }
}

/// Collects a stream of about `expected` bytes.
pub(crate) async fn read(mut stream: ByteStream, expected: u64) -> Result<Bytes> {
    let mut all = Vec::with_capacity(usize::try_from(expected).unwrap_or(0).min(64 << 20));
    while let Some(piece) = stream.next().await {
        all.extend_from_slice(&piece?);
    }
    Ok(all.into())
}

/// How large something may be, and who says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bound {
    /// What errors call it: "the Photoshop file".
    pub what: &'static str,
    /// Bytes at most.
    pub bytes: u64,
    /// The setting that says so: "`limits.psd_bytes`".
    pub setting: &'static str,
}

impl Bound {
    /// Refuses more bytes than allowed.
    pub fn check(&self, bytes: u64) -> Result<()> {
        if bytes > self.bytes {
            return Err(Error::TooLarge { what: self.what, limit: self.bytes, setting: self.setting });
        }
        Ok(())
    }
}

impl Settings {
    /// The bound of Photoshop files.
    pub const fn psd(&self) -> Bound {
        Bound { what: "the Photoshop file", bytes: self.psd_bytes, setting: "limits.psd_bytes" }
    }

    /// The bound of artwork.
    pub const fn artwork(&self) -> Bound {
        Bound { what: "the artwork", bytes: self.artwork_bytes, setting: "limits.artwork_bytes" }
    }

    /// The bound of font files.
    pub const fn font(&self) -> Bound {
        Bound { what: "the font", bytes: self.font_bytes, setting: "limits.font_bytes" }
    }

    /// The bound of other files.
    pub const fn asset(&self) -> Bound {
        Bound { what: "the file", bytes: self.asset_bytes, setting: "limits.asset_bytes" }
    }
}
