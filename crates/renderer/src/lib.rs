//! The bridge between the library and the pixels: draws what the library orders.
//!
//! It opens stored files through the library's blobs port, keeps parsed and compiled templates and decoded artwork in
//! memory up to a budget, and runs all pixel work on a bounded number of threads, away from async ones. Knows nothing of
//! HTTP or SQL.

mod artwork;
mod cache;
mod convert;
mod design;
mod draw;
mod error;
mod file;
mod film;
mod fonts;
mod inspect;
mod look;
mod photo;
mod pool;
mod preview;
mod words;

use std::num::NonZeroUsize;
use std::sync::Arc;

use async_trait::async_trait;
use bytes::Bytes;
use library::blobs::{Blob, Blobs};
use library::fonts::Face;
use library::renderer::{DrawError, Drawing, Drawn, File, Inspection, PhotoInspection, Renderer, Shrunk};
use library::renders;
use pixels::Limits;
use template::{Fonts, Template};

use cache::{Cache, Key};
use pool::Pool;
use words::Reader;

/// How an engine is set up.
#[derive(Debug, Clone)]
pub struct Config {
    /// How many pictures are worked on at once. Each of them spreads over all cores where it can, so that more permits
    /// than cores only take memory.
    pub permits: NonZeroUsize,
    /// How many bytes of parsed and compiled templates and decoded artwork are kept in memory.
    pub cache_bytes: u64,
    /// How much a file, a picture or an artwork may ask for.
    pub limits: Limits,
    /// What edited text is set in.
    pub fonts: Fonts,
}

impl Default for Config {
    /// A permit for each core, and 1 GiB.
    fn default() -> Self {
        let permits = std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
        Self { permits, cache_bytes: 1 << 30, limits: Limits::default(), fonts: Fonts::default() }
    }
}

/// Draws; see [`Renderer`]. Must be used inside a tokio runtime.
#[expect(missing_debug_implementations, reason = "holds a port")]
pub struct Engine {
    blobs: Arc<dyn Blobs>,
    cache: Cache,
    pool: Pool,
    reader: Reader,
    limits: Limits,
    fonts: Fonts,
    version: String,
}

/// To be counted up whenever pictures of the same order change for a reason that the crate's version does not show.
const REVISION: u32 = 1;

impl Engine {
    /// An engine that reads from these blobs.
    pub fn new(blobs: Arc<dyn Blobs>, config: Config) -> Self {
        let Config { permits, cache_bytes, limits, fonts } = config;
        // Fonts decide how text looks, so those that were added belong to the version.
        let digest = uuid::Uuid::new_v5(&uuid::Uuid::NAMESPACE_OID, &fonts.digest()).simple();
        let version = format!("{}.{REVISION}-{digest}", env!("CARGO_PKG_VERSION"));
        let (cache, pool, reader) = (Cache::new(cache_bytes), Pool::new(permits), Reader::default());
        Self { blobs, cache, pool, reader, limits, fonts, version }
    }

    /// The parsed template of a stored file.
    async fn template(&self, file: Blob) -> Result<Arc<Template>, DrawError> {
        let open = async {
            let bytes = file::read(self.blobs.as_ref(), file, &self.limits).await?;
            let limits = self.limits;
            let open = move || Template::open(bytes, &limits).map_err(error::of_template);
            self.pool.run("read", open).await
        };
        self.cache.get(Key::Template(file.hash), |template: &Template| file.bytes + template.bytes(), open).await
    }
}

#[async_trait]
impl Renderer for Engine {
    async fn inspect(&self, file: Blob, widths: &[u32]) -> Result<Inspection, DrawError> {
        self.inspect_file(file, widths).await
    }

    async fn inspect_photo(&self, photo: Blob, widths: &[u32]) -> Result<PhotoInspection, DrawError> {
        self.look_at_photo(photo, widths).await
    }

    async fn draw(&self, drawing: Drawing) -> Result<Drawn, DrawError> {
        self.draw_picture(drawing).await
    }

    async fn shrink(&self, picture: Bytes, widths: &[u32]) -> Result<Shrunk, DrawError> {
        self.shrink_picture(picture, widths).await
    }

    async fn square(&self, picture: Bytes, side: u32) -> Result<File, DrawError> {
        self.cut_square(picture, side).await
    }

    async fn poster(&self, film: Blob) -> Result<Option<Bytes>, DrawError> {
        self.still(film).await
    }

    async fn convert(&self, picture: Bytes, format: renders::Format) -> Result<File, DrawError> {
        self.convert_picture(picture, format).await
    }

    fn fonts(&self) -> Vec<Face> {
        self.faces()
    }

    async fn read_fonts(&self, file: Bytes) -> Result<Vec<Face>, DrawError> {
        self.read_font_file(file).await
    }

    async fn words(&self, file: Bytes, media_type: &str, characters: usize) -> String {
        self.reader.words(file, media_type, characters).await
    }

    fn version(&self) -> &str {
        &self.version
    }
}

#[cfg(test)]
mod tests;
