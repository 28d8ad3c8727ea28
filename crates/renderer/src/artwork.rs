//! Given pictures, decoded.

use std::sync::Arc;

use codec::InputFormat;
use library::renderer::{DrawError, DrawingArtwork};
use pixels::{Picture, Size};

use crate::cache::Key;
use crate::{Engine, error};

impl Engine {
    /// The picture of an artwork, decoded under the limits. A vector picture is drawn large enough for `slot`.
    pub(crate) async fn artwork(
        &self,
        artwork: &DrawingArtwork,
        slot: Option<Size>,
    ) -> Result<Arc<Picture>, DrawError> {
        let vector = InputFormat::sniff(&artwork.bytes).is_some_and(InputFormat::is_vector);
        let cover = slot.filter(|_| vector);
        let key = Key::Artwork(artwork.hash, cover.map(|size| (size.width, size.height)));
        let (bytes, limits) = (artwork.bytes.clone(), self.limits);
        let decode = move || codec::decode(&bytes, &limits, cover).map_err(error::of_codec);
        self.cache.get(key, |picture: &Picture| picture.rgba().len() as u64, self.pool.run("decode", decode)).await
    }
}
