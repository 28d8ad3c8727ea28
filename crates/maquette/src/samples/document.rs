//! Sample documents: layers and slots in, a whole file out, with the pixels and the flattened picture that an editor
//! would have stored.

use std::sync::Arc;

use codec::{EncodeOptions, Filter, Format};
use compositor::warp::Warp;
use pixels::geometry::{Mesh, Placement, Point, Quad};
use pixels::{Limits, Picture, Rect, Size};
use psd::Key;
use psd::build::{DocumentBuilder, NewLayer};
use psd::linked::LinkedFile;
use psd::tagged::PlacedLayer;
use template::{Edits, Output, Template};

use crate::Result;

/// Where a slot's content lies.
#[derive(Debug, Clone)]
pub enum Lie {
    /// In these corners: top-left, top-right, bottom-right, bottom-left.
    Flat([(f64, f64); 4]),
    /// Bent: 16 control points of one bicubic patch on the canvas, row by row.
    Bent([(f64, f64); 16]),
}

/// Contents that smart objects show.
#[derive(Debug, Clone)]
pub struct Content {
    id: String,
    picture: Arc<Picture>,
}

impl Content {
    /// Contents under an id of their own.
    pub fn new(id: &str, picture: Picture) -> Self {
        Self { id: id.to_owned(), picture: Arc::new(picture) }
    }

    /// The file inside the document.
    pub fn file(&self) -> Result<LinkedFile> {
        let png = codec::encode(&self.picture, &EncodeOptions::new(Format::Png))?;
        Ok(LinkedFile::embedded(&self.id, &format!("{}.png", self.id), Key::new(b"png "), png))
    }

    /// A smart object that shows them, with the pixels that placing them makes.
    pub fn layer(&self, name: &str, lie: &Lie, canvas: Size) -> Result<NewLayer> {
        let size = self.picture.size();
        let (width, height) = (f64::from(size.width), f64::from(size.height));
        let (quad, mesh) = match lie {
            Lie::Flat(corners) => (*corners, None),
            Lie::Bent(points) => {
                let (quad, points) = bent(points, width, height);
                (quad, Some(points))
            }
        };
        let corners = quad.map(|(x, y)| [x, y]).concat();
        let mut placed = PlacedLayer::new(&self.id, std::array::from_fn(|index| corners[index]), (width, height));
        if let Some(points) = &mesh {
            "warpCustom".clone_into(&mut placed.warp.style);
            placed.warp.mesh = Some(psd::tagged::Mesh { columns: 4, rows: 4, points: points.clone() });
        }
        let mesh = mesh.and_then(|points| {
            let points = points.into_iter().map(|[x, y]| Point::new(x, y)).collect();
            Mesh::new(vec![0.0, width], vec![0.0, height], points)
        });
        let quad = Quad(quad.map(|(x, y)| Point::new(x, y)));
        let (rect, rgba) = match Placement::new([0.0, 0.0, width, height], mesh, quad) {
            Some(placement) => self.stored(&placement, canvas)?,
            None => (Rect::default(), Vec::new()),
        };
        let rect = psd::layers::Rect { top: rect.top, left: rect.left, bottom: rect.bottom, right: rect.right };
        Ok(NewLayer::smart_object(name, &placed, rect, rgba)?)
    }

    /// The contents as they lie on the canvas.
    fn stored(&self, placement: &Placement, canvas: Size) -> Result<(Rect, Vec<u8>)> {
        let warp = Warp::new(placement, Rect::of_size(canvas));
        let (x, y) = warp.natural_scale();
        let side = |length: u32, scale: f64| ((f64::from(length) * scale.min(1.0)).ceil() as u32).clamp(1, length);
        let size = Size::new(side(self.picture.size().width, x), side(self.picture.size().height, y));
        let frame = codec::resize(&self.picture, size, Filter::Box)?;
        let placed = warp.draw(&frame);
        Ok((placed.rect, placed.picture.into_rgba()))
    }
}

/// The quad and the mesh in content pixels of a patch on the canvas: the quad is the box of the control points.
fn bent(points: &[(f64, f64); 16], width: f64, height: f64) -> ([(f64, f64); 4], Vec<[f64; 2]>) {
    let low = points.iter().fold((f64::MAX, f64::MAX), |(x, y), p| (x.min(p.0), y.min(p.1)));
    let high = points.iter().fold((f64::MIN, f64::MIN), |(x, y), p| (x.max(p.0), y.max(p.1)));
    let (x, y) = (width / (high.0 - low.0), height / (high.1 - low.1));
    let inside = points.iter().map(|point| [(point.0 - low.0) * x, (point.1 - low.1) * y]).collect();
    ([low, (high.0, low.1), high, (low.0, high.1)], inside)
}

/// Writes the file: once without a flattened picture, which is then rendered from it and goes into the second.
pub fn finish(canvas: Size, layers: Vec<NewLayer>, contents: &[&Content]) -> Result<Vec<u8>> {
    let mut builder = DocumentBuilder::new(canvas.width, canvas.height);
    for content in contents {
        builder = builder.file(content.file()?);
    }
    for layer in layers {
        builder = builder.layer(layer);
    }
    let template = Arc::new(Template::open(builder.clone().build()?.to_bytes()?, &Limits::default())?);
    let rendered = template.compile(&Edits::default())?.render(&[], Output::default())?;
    Ok(builder.merged(rendered.picture.into_rgba()).build()?.to_bytes()?)
}
