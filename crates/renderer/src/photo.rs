//! Photos: what they are, and with their print areas as templates.

use std::sync::Arc;

use codec::InputFormat;
use library::blobs::{Blob, BlobHash};
use library::photos::Area;
use library::renderer::{DrawError, PhotoInspection};
use pixels::Size;
use pixels::geometry::{Point, Quad};
use template::{PrintArea, Template};

use crate::cache::Key;
use crate::{Engine, error, file, preview};

impl Engine {
    /// A photo's size and type, and small pictures of it.
    pub(crate) async fn look_at_photo(&self, photo: Blob, widths: &[u32]) -> Result<PhotoInspection, DrawError> {
        let bytes = file::read(self.blobs.as_ref(), photo, &self.limits).await?;
        let (limits, widths) = (self.limits, widths.to_vec());
        let look = move || {
            let format = InputFormat::sniff(&bytes).filter(|format| !format.is_vector());
            let format = format.ok_or_else(|| {
                DrawError::Unreadable("the photo is not PNG, JPEG, WebP, GIF, TIFF or BMP".to_owned())
            })?;
            let picture = codec::decode(&bytes, &limits, None).map_err(error::of_codec)?;
            let Size { width, height } = picture.size();
            let previews = preview::files(&picture, &preview::capped(&widths, picture.size()))?;
            Ok(PhotoInspection { width, height, media_type: format.content_type().to_owned(), previews })
        };
        self.pool.run("look", look).await
    }

    /// The photo with these areas as a template, and what it is kept under.
    pub(crate) async fn photo_template(
        &self,
        photo: Blob,
        areas: &[Area],
    ) -> Result<(BlobHash, Arc<Template>), DrawError> {
        let areas: Vec<PrintArea> = areas.iter().map(print_area).collect();
        let hash = BlobHash::of(format!("{}\n{areas:?}", photo.hash).as_bytes());
        let open = async {
            let bytes = file::read(self.blobs.as_ref(), photo, &self.limits).await?;
            let limits = self.limits;
            let open = move || {
                let picture = codec::decode(&bytes, &limits, None).map_err(error::of_codec)?;
                Template::of_photo(&picture, &areas, &limits).map_err(error::of_template)
            };
            self.pool.run("read", open).await
        };
        let weigh = |template: &Template| {
            let Size { width, height } = template.outline().size;
            u64::from(width) * u64::from(height) * 4 + template.bytes()
        };
        Ok((hash, self.cache.get(Key::Template(hash), weigh, open).await?))
    }
}

fn print_area(area: &Area) -> PrintArea {
    let quad = Quad(area.corners.map(|[x, y]| Point::new(x, y)));
    PrintArea { uuid: area.id, name: area.name.clone().unwrap_or_default(), quad }
}
