//! Colour modes as the compositor's models, and the flattened picture's channels as planes of that model.
//!
//! Bitmap, indexed and multichannel documents hold no layers: their flattened picture is all there is to draw.

use std::sync::Arc;

use pixels::{ColourModel, Depth, PlaneSource, Rect, SourceError};
use psd::Document;
use psd::compression::ChannelRows;
use psd::header::ColorMode;

use crate::lower::{ChannelPlane, ConstantPlane};
use crate::{Error, Result};

/// The compositor's model for a colour mode. A duotone is stored as gray (its inks are no part of what the format
/// documents), and the channels of a multichannel document are taken for the process inks they usually come from.
pub(crate) fn model_of(mode: ColorMode) -> ColourModel {
    match mode {
        ColorMode::Rgb | ColorMode::Indexed => ColourModel::Rgb,
        ColorMode::Grayscale | ColorMode::Duotone | ColorMode::Bitmap => ColourModel::Gray,
        ColorMode::Cmyk | ColorMode::Multichannel => ColourModel::Cmyk,
        ColorMode::Lab => ColourModel::Lab,
    }
}

/// How finely a document's pictures are rounded. Single bits are drawn in bytes.
pub(crate) fn depth_of(depth: psd::header::Depth) -> Depth {
    match depth {
        psd::header::Depth::One | psd::header::Depth::Eight => Depth::Eight,
        psd::header::Depth::Sixteen => Depth::Sixteen,
        psd::header::Depth::ThirtyTwo => Depth::ThirtyTwo,
    }
}

/// Whether documents of this mode can have layers.
pub(crate) fn has_layers(mode: ColorMode) -> bool {
    !matches!(mode, ColorMode::Bitmap | ColorMode::Indexed | ColorMode::Multichannel)
}

/// Planes of the flattened picture.
#[derive(Debug)]
pub(crate) struct MergedPlanes {
    /// One for each channel of the document's model.
    pub(crate) colour: Vec<Arc<dyn PlaneSource>>,
    /// Transparency, where the document has some.
    pub(crate) alpha: Option<Arc<dyn PlaneSource>>,
}

/// The flattened picture as planes of [`model_of`] the document.
pub(crate) fn merged_planes(document: &Document) -> Result<MergedPlanes> {
    let header = &document.header;
    let rect = Rect::new(0, 0, header.width as i32, header.height as i32);
    let rows = document.merged_rows()?;
    match header.color_mode {
        ColorMode::Indexed => return indexed(document, rows, rect),
        ColorMode::Multichannel => return Ok(MergedPlanes { colour: inks(rows, rect), alpha: None }),
        _ => {}
    }
    let mut planes = rows.into_iter().map(|rows| ChannelPlane::source(rows, rect));
    let channels = model_of(header.color_mode).channels();
    let colour: Vec<_> = planes.by_ref().take(channels).collect();
    if colour.len() < channels {
        return Err(Error::Unsupported(format!("{:?} with too few channels", header.color_mode)));
    }
    let alpha = if document.layers.merged_has_transparency { planes.next() } else { None };
    Ok(MergedPlanes { colour, alpha })
}

/// The inks that the first channels are: cyan, magenta, yellow, black, and a single one black. A missing one is not
/// printed.
fn inks(rows: Vec<ChannelRows>, rect: Rect) -> Vec<Arc<dyn PlaneSource>> {
    let mut colour: Vec<Arc<dyn PlaneSource>> =
        rows.into_iter().take(4).map(|rows| ChannelPlane::source(rows, rect)).collect();
    let none = || Arc::new(ConstantPlane { rect, value: 1.0 }) as Arc<dyn PlaneSource>;
    if colour.len() == 1 {
        colour.splice(0..0, [none(), none(), none()]);
    }
    colour.resize_with(4, none);
    colour
}

fn indexed(document: &Document, rows: Vec<ChannelRows>, rect: Rect) -> Result<MergedPlanes> {
    let palette = &document.color_mode_data;
    let index = rows.into_iter().next().filter(|rows| rows.depth() == psd::header::Depth::Eight);
    let (Some(index), true) = (index, palette.len() >= 3 * ENTRIES) else {
        return Err(Error::Unsupported("Indexed without a colour table".to_owned()));
    };
    let index = Arc::new(index);
    let plane = |table: [f32; ENTRIES]| -> Arc<dyn PlaneSource> {
        Arc::new(LookedUp { rect, index: index.clone(), table: Box::new(table) })
    };
    // All reds, then all greens, then all blues (specification: color mode data section).
    let channel = |channel: usize| plane(std::array::from_fn(|at| f32::from(palette[channel * ENTRIES + at]) / 255.0));
    let opaque = |clear: u16| plane(std::array::from_fn(|at| f32::from(u8::from(at != usize::from(clear)))));
    Ok(MergedPlanes { colour: (0..3).map(channel).collect(), alpha: document.indexed_transparency().map(opaque) })
}

/// Entries of a colour table.
const ENTRIES: usize = 256;

/// Indices, each replaced by its entry of a table.
#[derive(Debug)]
struct LookedUp {
    rect: Rect,
    index: Arc<ChannelRows>,
    table: Box<[f32; ENTRIES]>,
}

impl PlaneSource for LookedUp {
    fn rect(&self) -> Rect {
        self.rect
    }

    fn read_row(&self, y: i32, left: i32, out: &mut [f32]) -> std::result::Result<(), SourceError> {
        let mut row = vec![0; self.index.row_bytes()];
        self.index.row(y as u32, &mut row).map_err(|error| SourceError(error.to_string()))?;
        out.iter_mut().zip(&row[left as usize..]).for_each(|(out, at)| *out = self.table[usize::from(*at)]);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use pixels::Limits;
    use psd::Bytes;
    use psd::compression::Compression;
    use psd::header::{Depth, Header, Version};
    use psd::merged::MergedImage;
    use psd::resources::{Resource, id};

    use super::*;

    /// A picture of two pixels side by side and no layers, its planes stored raw.
    fn flat(color_mode: ColorMode, depth: Depth, channels: u16, raw: &[u8]) -> Document {
        Document {
            header: Header { version: Version::Psd, channels, height: 1, width: 2, depth, color_mode },
            color_mode_data: Bytes::new(),
            resources: Vec::new(),
            layers: psd::layers::LayerSection::default(),
            merged: MergedImage::new(Compression::Raw, raw),
        }
    }

    /// Colour and alpha of both pixels as they are drawn.
    fn drawn(document: &Document) -> Vec<[f32; 2]> {
        let scene = crate::lower::lower(document, &crate::content::Contents::none(&Limits::default())).unwrap().scene;
        let surface = compositor::paint::paint(&compositor::plan::plan(&scene), &[]).unwrap();
        let planes = 0..=scene.model.channels();
        planes
            .map(|channel| {
                let mut row = [0.0; 2];
                surface.read_row(channel, 0, 0, &mut row);
                row
            })
            .collect()
    }

    #[test]
    fn a_set_bit_is_black() {
        assert_eq!(drawn(&flat(ColorMode::Bitmap, Depth::One, 1, &[0b1000_0000])), [[0.0, 1.0], [1.0, 1.0]]);
    }

    #[test]
    fn indices_stand_for_colours_of_the_table_and_one_for_none() {
        let mut document = flat(ColorMode::Indexed, Depth::Eight, 1, &[1, 255]);
        let mut table = vec![0; 768];
        (table[1], table[256 + 1], table[512 + 255]) = (255, 51, 255);
        document.color_mode_data = table.into();
        assert_eq!(drawn(&document), [[1.0, 0.0], [0.2, 0.0], [0.0, 1.0], [1.0, 1.0]]);
        document.resources.push(Resource::new(id::INDEXED_TRANSPARENCY, &[0, 255][..]));
        assert_eq!(drawn(&document)[3], [1.0, 0.0]);
    }

    #[test]
    fn an_index_without_a_table_is_refused() {
        let document = flat(ColorMode::Indexed, Depth::Eight, 1, &[0, 0]);
        assert!(matches!(merged_planes(&document), Err(Error::Unsupported(_))));
    }

    #[test]
    fn channels_are_inks_and_a_single_one_is_black() {
        let two = flat(ColorMode::Multichannel, Depth::Eight, 2, &[0, 51, 102, 255]);
        assert_eq!(drawn(&two), [[0.0, 0.2], [0.4, 1.0], [1.0, 1.0], [1.0, 1.0], [1.0, 1.0]]);
        let one = flat(ColorMode::Multichannel, Depth::Eight, 1, &[0, 51]);
        assert_eq!(drawn(&one), [[1.0, 1.0], [1.0, 1.0], [1.0, 1.0], [0.0, 0.2], [1.0, 1.0]]);
    }

    #[test]
    fn a_duotone_is_gray() {
        assert_eq!(drawn(&flat(ColorMode::Duotone, Depth::Eight, 1, &[0, 51])), [[0.0, 0.2], [1.0, 1.0]]);
    }
}
