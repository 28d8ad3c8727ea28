//! Drawing what was ordered.

use std::collections::{BTreeMap, BTreeSet};

use bytes::Bytes;
use futures_util::future::{try_join, try_join_all};

use super::{Artwork, Fill, Picture, Render, RenderKey, RenderOrder, Source};
use crate::accounts::Counts;
use crate::blobs::{Blob, BlobHash};
use crate::fetch::Bounds;
use crate::ids::RenderId;
use crate::jobs::{Ending, Failure, Lease, Reason, Work};
use crate::photos::Area;
use crate::renderer::{Drawing, DrawingArtwork, DrawingFill, DrawingFont, Drawn};
use crate::{Error, Library, Noun, Result, library};

/// What is drawn on: a Photoshop file with the account's own fonts for it, or a photo with its areas.
#[derive(Debug)]
struct Canvas {
    file: Blob,
    areas: Option<Vec<Area>>,
    fonts: Vec<DrawingFont>,
}

/// Artwork at hand.
#[derive(Debug, Default)]
struct Artworks {
    fetched: BTreeMap<String, (BlobHash, Bytes)>,
    stored: BTreeMap<BlobHash, Bytes>,
}

impl Artworks {
    fn get(&self, source: &Source) -> Option<(BlobHash, &Bytes)> {
        match source {
            Source::Url(url) => self.fetched.get(url).map(|(hash, bytes)| (*hash, bytes)),
            Source::Blob(blob) => self.stored.get(&blob.hash).map(|bytes| (blob.hash, bytes)),
            Source::Forgotten => None,
        }
    }
}

impl Library {
    /// Draws a render, unless the account has the very picture already, and ends its job.
    pub(crate) async fn fulfil_render(&self, lease: &Lease, id: RenderId) -> Result<()> {
        let render = self.store.render(id).await?.ok_or(Error::NotFound(Noun::Render))?;
        let canvas = self.canvas(&render, &lease.job.work).await?;
        let artworks = self.artworks(&render.order).await?;
        let key = key(&render.order, &artworks, &canvas, self.renderer.version());
        let (picture, drawn) = match self.store.picture(render.account, key).await? {
            Some(picture) => (picture, 0),
            None => (self.draw(&render, canvas, &artworks).await?, 1),
        };
        let now = self.now();
        let mut tx = self.begin().await?;
        tx.set_picture(render.id, key, &picture, now).await?;
        tx.add_to_counts(render.account, Counts { renders: drawn, ..Counts::default() }).await?;
        if self.end_job(&mut *tx, lease, &Ending::Succeeded(Some(render.mockup)), now).await? {
            tx.commit().await?;
        }
        Ok(())
    }

    /// What a render is drawn on.
    async fn canvas(&self, render: &Render, work: &Work) -> Result<Canvas> {
        let (account, id) = (render.account, render.mockup);
        if let Work::RenderPhoto(_) = work {
            let photo = self.store.photo_mockup(account, id).await?.ok_or(Error::NotFound(Noun::Mockup))?;
            return Ok(Canvas { file: photo.photo, areas: Some(photo.areas), fonts: Vec::new() });
        }
        let mockup = self.store.mockup(account, id).await?.ok_or(Error::NotFound(Noun::Mockup))?;
        let fonts = self.fonts_for(account, &render.order, &mockup.template.outline).await?;
        Ok(Canvas { file: mockup.template.file, areas: None, fonts })
    }

    async fn draw(&self, render: &Render, canvas: Canvas, artworks: &Artworks) -> Result<Picture> {
        let drawing = drawing(&render.order, canvas, artworks)?;
        let Drawn { file, losses, texts } = self.renderer.draw(drawing).await?;
        let blob = self.store_made(file.bytes).await?;
        Ok(Picture { blob, media_type: file.media_type, width: file.width, height: file.height, losses, texts })
    }

    /// Fetches or reads all artwork of an order, each source once.
    async fn artworks(&self, order: &RenderOrder) -> Result<Artworks> {
        let sources = order.fills.iter().filter_map(|fill| fill.artwork.as_ref()).map(|artwork| &artwork.source);
        let (mut urls, mut blobs) = (BTreeSet::new(), BTreeMap::new());
        for source in sources {
            match source {
                Source::Url(url) => drop(urls.insert(url)),
                Source::Blob(blob) => drop(blobs.insert(blob.hash, *blob)),
                Source::Forgotten => {
                    let message = "the artwork of this order was deleted".to_owned();
                    return Err(Error::Failed(Failure { reason: Reason::Gone, message }));
                }
            }
        }
        let fetched = urls.into_iter().map(|url| async move {
            let bytes = self.fetch_artwork(url).await?;
            Ok::<_, Error>((url.clone(), (BlobHash::of(&bytes), bytes)))
        });
        let stored =
            blobs.into_values().map(|blob| async move { Ok::<_, Error>((blob.hash, self.read_blob(blob).await?)) });
        let (fetched, stored) = try_join(try_join_all(fetched), try_join_all(stored)).await?;
        Ok(Artworks { fetched: fetched.into_iter().collect(), stored: stored.into_iter().collect() })
    }

    async fn fetch_artwork(&self, url: &str) -> Result<Bytes> {
        let library::Bound { what, bytes, setting } = self.settings.artwork();
        let bounds = Bounds { bytes, time: self.settings.artwork_fetch_time, what, setting };
        let fetched = self.fetcher.fetch(url, bounds).await?;
        library::read(fetched.body, 0).await
    }
}

/// The order with its artwork at hand.
fn drawing(order: &RenderOrder, Canvas { file, areas, fonts }: Canvas, artworks: &Artworks) -> Result<Drawing> {
    let fill = |fill: &Fill| {
        let artwork = fill.artwork.as_ref().map(|artwork| drawing_artwork(artwork, artworks)).transpose()?;
        let Fill { slot, colour, blend, print_area, adjustments, artwork: _ } = *fill;
        Ok(DrawingFill { slot, artwork, colour, blend, print_area, adjustments })
    };
    Ok(Drawing {
        file,
        areas,
        fills: order.fills.iter().map(fill).collect::<Result<_>>()?,
        texts: order.texts.clone(),
        fonts,
        hidden: order.hidden.clone(),
        output: order.output,
        design: order.design,
    })
}

fn drawing_artwork(artwork: &Artwork, artworks: &Artworks) -> Result<DrawingArtwork> {
    let Artwork { ref source, fit, rotation, flip_horizontal, flip_vertical, size, position, alignment, repeat } =
        *artwork;
    let (hash, bytes) = artworks.get(source).ok_or_else(|| Error::internal("an artwork was not collected"))?;
    let bytes = bytes.clone();
    Ok(DrawingArtwork { bytes, hash, fit, rotation, flip_horizontal, flip_vertical, size, position, alignment, repeat })
}

/// A hash of everything that decides the pixels: the order with every URL replaced by what was there.
fn key(order: &RenderOrder, artworks: &Artworks, canvas: &Canvas, version: &str) -> RenderKey {
    let mut order = order.clone();
    for artwork in order.fills.iter_mut().filter_map(|fill| fill.artwork.as_mut()) {
        if let Some((hash, bytes)) = artworks.get(&artwork.source) {
            artwork.source = Source::Blob(Blob { hash, bytes: bytes.len() as u64 });
        }
    }
    // Printed for debugging, a number is exact and a value is unambiguous; should the print ever change, pictures are
    // drawn once more.
    let areas = canvas.areas.iter().flatten().map(|area| format!("{} {:?}", area.id, area.corners));
    let fonts = canvas.fonts.iter().map(|font| format!("font {}", font.hash));
    let words = [version.to_owned(), canvas.file.hash.to_string(), format!("{order:?}")];
    let words: Vec<String> = words.into_iter().chain(areas).chain(fonts).collect();
    RenderKey(*blake3::hash(words.join("\n").as_bytes()).as_bytes())
}
