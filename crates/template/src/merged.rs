//! Photoshop's own flattened picture, read from the file.

use std::sync::Arc;

use compositor::paint::PaintError;
use pixels::{ColourModel, Picture, PlaneSource, Size};
use psd::Document;
use psd::resources::id;

use crate::Result;
use crate::modes::{MergedPlanes, merged_planes, model_of};

/// The flattened picture, readable row by row.
#[derive(Debug)]
pub(crate) struct Merged {
    colour: Vec<Arc<dyn PlaneSource>>,
    alpha: Option<Arc<dyn PlaneSource>>,
    model: ColourModel,
    size: Size,
}

impl Merged {
    /// The flattened picture of `document`; `None` when the file says that it has no real one (saved without
    /// "maximise compatibility"), or when every sample of it is the same although there are layers.
    pub(crate) fn of(document: &Document) -> Result<Option<Self>> {
        if !says_real(document) || !document.merged.is_present() {
            return Ok(None);
        }
        let MergedPlanes { colour, alpha } = merged_planes(document)?;
        let model = model_of(document.header.color_mode);
        let size = Size::new(document.header.width, document.header.height);
        let merged = Self { colour, alpha, model, size };
        let blank = !document.layers.layers.is_empty() && merged.is_blank()?;
        Ok((!blank).then_some(merged))
    }

    /// Whether there is an alpha channel.
    pub(crate) fn has_alpha(&self) -> bool {
        self.alpha.is_some()
    }

    /// Row `y`: colour as it lies on white, and alpha (1 when there is none).
    pub(crate) fn row(&self, y: u32, colour: &mut [Vec<f32>], alpha: &mut [f32]) -> Result<()> {
        for (plane, out) in self.colour.iter().zip(colour) {
            plane.read_row(y as i32, 0, out).map_err(PaintError::from)?;
        }
        match &self.alpha {
            Some(plane) => plane.read_row(y as i32, 0, alpha).map_err(PaintError::from)?,
            None => alpha.fill(1.0),
        }
        Ok(())
    }

    /// A constant picture is what Photoshop writes instead of a real one.
    fn is_blank(&self) -> Result<bool> {
        let mut row = vec![0.0; self.size.width as usize];
        for plane in &self.colour {
            let mut first = None;
            for y in 0..self.size.height {
                plane.read_row(y as i32, 0, &mut row).map_err(PaintError::from)?;
                let expected = *first.get_or_insert(row[0]);
                if row.iter().any(|sample| *sample != expected) {
                    return Ok(false);
                }
            }
        }
        Ok(true)
    }

    /// The picture with straight alpha; `None` in models that need a profile to become RGB.
    pub(crate) fn to_picture(&self) -> Result<Option<Picture>> {
        if !matches!(self.model, ColourModel::Rgb | ColourModel::Gray) {
            return Ok(None);
        }
        let width = self.size.width as usize;
        let mut colour = vec![vec![0.0; width]; self.colour.len()];
        let mut alpha = vec![0.0; width];
        let mut picture = Picture::filled(self.size, [0; 4]);
        for (y, out) in picture.rgba_mut().chunks_mut(width.max(1) * 4).enumerate() {
            self.row(y as u32, &mut colour, &mut alpha)?;
            for (x, pixel) in out.chunks_exact_mut(4).enumerate() {
                for (channel, sample) in pixel.iter_mut().take(3).enumerate() {
                    let on_white = colour[channel.min(colour.len() - 1)][x];
                    let straight = if alpha[x] > 0.0 { (on_white - (1.0 - alpha[x])) / alpha[x] } else { 0.0 };
                    *sample = (straight.clamp(0.0, 1.0) * 255.0 + 0.5) as u8;
                }
                pixel[3] = (alpha[x].clamp(0.0, 1.0) * 255.0 + 0.5) as u8;
            }
        }
        Ok(Some(picture))
    }
}

/// Whether the version resource (1057) says that the flattened picture is real; files without it are believed.
fn says_real(document: &Document) -> bool {
    // Version (4 bytes), then one byte: has real merged data.
    document.resource(id::VERSION_INFO).and_then(|resource| resource.data.get(4).copied()) != Some(0)
}
