//! A finished picture, in the scene's own model and depth.

use std::sync::Arc;

use pixels::colour::linear_to_srgb;
use pixels::{ColourModel, Depth, Picture, PlaneSource, Rect, Samples, SourceError};

use rayon::prelude::*;

use super::{BAND_ROWS, Canvas};

/// Pixels of a painted region, kept in bands of rows as they were painted. Straight, not premultiplied.
#[derive(Debug, Clone)]
pub struct Surface {
    rect: Rect,
    model: ColourModel,
    depth: Depth,
    bands: Vec<Arc<Vec<Samples>>>,
}

impl Surface {
    /// Puts bands together; each holds the colour planes and then alpha.
    pub(crate) fn from_bands(rect: Rect, model: ColourModel, depth: Depth, bands: Vec<Vec<Samples>>) -> Self {
        Self { rect, model, depth, bands: bands.into_iter().map(Arc::new).collect() }
    }

    /// The surface with other samples in some rectangles, one a band; bands without change are shared, not copied.
    pub(crate) fn with_changes(&self, rects: &[Rect], changes: Vec<Option<Vec<Samples>>>) -> Self {
        let width = self.rect.width();
        let bands = self.bands.iter().zip(rects).zip(changes).map(|((band, rect), change)| match change {
            None => band.clone(),
            Some(change) => {
                let mut band = band.as_ref().clone();
                let columns = (rect.left - self.rect.left) as usize..(rect.right - self.rect.left) as usize;
                for (old, new) in band.iter_mut().zip(&change) {
                    old.replace_columns(width, columns.clone(), new);
                }
                Arc::new(band)
            }
        });
        Self { bands: bands.collect(), ..self.clone() }
    }

    /// The pixels it holds.
    pub fn rect(&self) -> Rect {
        self.rect
    }

    /// What its colour samples mean.
    pub fn model(&self) -> ColourModel {
        self.model
    }

    /// How its samples are stored.
    pub fn depth(&self) -> Depth {
        self.depth
    }

    /// How many bytes of memory its samples take.
    pub fn bytes(&self) -> u64 {
        self.bands.iter().flat_map(|band| band.iter()).map(Samples::bytes).sum()
    }

    /// Writes columns from `left` of row `y` to `out`, for colour channel `channel`, or alpha when it is one more
    /// than the last colour channel.
    pub fn read_row(&self, channel: usize, y: i32, left: i32, out: &mut [f32]) {
        let row = (y - self.rect.top) as usize;
        let start = row % BAND_ROWS * self.rect.width() + (left - self.rect.left) as usize;
        self.bands[row / BAND_ROWS][channel].read(start, out);
    }

    /// The surface as an RGBA picture of 8 bits a sample, its colours as they are: gray is repeated, of other models
    /// the first three samples are taken. Samples of 32 bits are linear light, and encoded for sRGB.
    pub fn to_picture(&self) -> Picture {
        let alpha = self.model.channels();
        self.interleave([0, 1, 2].map(|channel: usize| channel.min(alpha - 1)), alpha)
    }

    /// Four channels as a picture, 8 bits a sample: `colour` first, then `last`. What that means is the caller's
    /// business: the inks of CMYK, for one.
    pub fn interleave(&self, colour: [usize; 3], last: usize) -> Picture {
        let alpha = self.model.channels();
        let mut rgba = vec![0; self.rect.area() as usize * 4];
        let row = BAND_ROWS * self.rect.width() * 4;
        rgba.par_chunks_mut(row.max(1)).zip(&self.bands).for_each(|(out, band)| {
            for (target, channel) in colour.into_iter().chain([last]).enumerate() {
                let bytes = out.iter_mut().skip(target).step_by(4);
                match &band[channel] {
                    Samples::Eight(v) => bytes.zip(v).for_each(|(o, s)| *o = *s),
                    Samples::Sixteen(v) => {
                        bytes.zip(v).for_each(|(o, s)| *o = ((u32::from(*s) * 255 + 32767) / 65535) as u8);
                    }
                    Samples::ThirtyTwo(v) => {
                        let encode = |s: f32| if channel == alpha { s } else { linear_to_srgb(s) };
                        bytes.zip(v).for_each(|(o, s)| *o = (encode(s.clamp(0.0, 1.0)) * 255.0 + 0.5) as u8);
                    }
                }
            }
        });
        Picture::new(self.rect.size(), rgba)
    }
}

impl Canvas {
    /// The canvas's samples as `depth` stores them.
    pub(crate) fn to_samples(&self, depth: Depth) -> Vec<Samples> {
        self.colour.iter().chain([&self.alpha]).map(|plane| store(plane, depth)).collect()
    }
}

fn store(plane: &[f32], depth: Depth) -> Samples {
    match depth {
        Depth::Eight => Samples::Eight(plane.iter().map(|s| (s * 255.0 + 0.5) as u8).collect()),
        Depth::Sixteen => Samples::Sixteen(plane.iter().map(|s| (s * 65535.0 + 0.5) as u16).collect()),
        Depth::ThirtyTwo => Samples::ThirtyTwo(plane.to_vec()),
    }
}

/// One channel of a surface, as a source of pixels for further painting.
#[derive(Debug, Clone)]
pub(crate) struct SurfacePlane {
    pub(crate) surface: Arc<Surface>,
    pub(crate) channel: usize,
}

impl PlaneSource for SurfacePlane {
    fn rect(&self) -> Rect {
        self.surface.rect
    }

    fn read_row(&self, y: i32, left: i32, out: &mut [f32]) -> Result<(), SourceError> {
        self.surface.read_row(self.channel, y, left, out);
        Ok(())
    }

    /// Its share: the surface has one plane for each colour channel and one for alpha.
    fn bytes(&self) -> u64 {
        self.surface.bytes() / (self.surface.model.channels() as u64 + 1)
    }
}
