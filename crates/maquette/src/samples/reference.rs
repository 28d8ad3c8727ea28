//! The reference file of our benchmarks: as large and as full as a heavy mockup, and just as noisy.

use codec::{EncodeOptions, Format};
use pixels::{Picture, Size};
use psd::build::{DocumentBuilder, NewLayer};
use psd::layers::{BlendMode, Rect};

use super::document::{Content, Lie};
use super::{draw, noise};
use crate::Result;

const CANVAS: u32 = 4000;
const SMALL: u32 = 1500;
const CONTENT: u32 = 3000;

/// The modes that mockups use most.
const MODES: [BlendMode; 6] = [
    BlendMode::Normal,
    BlendMode::Multiply,
    BlendMode::Screen,
    BlendMode::Overlay,
    BlendMode::SoftLight,
    BlendMode::LinearDodge,
];

/// A document of 4000 x 4000 pixels with 20 layers, 6 over the whole canvas and 14 of 1500 x 1500, in six blend modes, and
/// between them a smart object of 3000 x 3000 pixels bent by a mesh; and artwork for it, a JPEG file of the same size.
pub fn reference() -> Result<(Vec<u8>, Vec<u8>)> {
    let canvas = Size::new(CANVAS, CANVAS);
    let artwork = photo(Size::new(CONTENT, CONTENT), 99);
    let jpeg = codec::encode(&artwork, &EncodeOptions::new(Format::Jpeg))?;
    let content =
        Content::new("reference", draw::picture(Size::new(CONTENT, CONTENT), |x, _| [x / 3000.0, 0.5, 0.4, 1.0]));
    let mut builder = DocumentBuilder::new(CANVAS, CANVAS).file(content.file()?);
    for index in 0..20u32 {
        builder = builder.layer(layer(index));
        if index == 11 {
            builder = builder.layer(content.layer("Design", &wave(), canvas)?);
        }
    }
    Ok((builder.build()?.to_bytes()?, jpeg))
}

/// Every fourth of the lower ones covers the canvas, the lowest first; with those above the slot that makes six.
fn layer(index: u32) -> NewLayer {
    let mode = MODES[index as usize % MODES.len()];
    let whole = matches!(index, 0 | 4 | 8 | 12 | 15 | 18);
    let size = if whole { Size::new(CANVAS, CANVAS) } else { Size::new(SMALL, SMALL) };
    let free = CANVAS - size.width;
    let rect = Rect::at((index * 977 % (free + 1)) as i32, (index * 613 % (free + 1)) as i32, size.width, size.height);
    let mut picture = photo(size, index);
    if index > 0 {
        fade(&mut picture);
    }
    let name = format!("Layer {}", index + 1);
    NewLayer::raster(&name, rect, picture.into_rgba()).blend(mode).opacity(if whole && index > 0 { 128 } else { 255 })
}

/// Clouds of three colours under grain, as cameras make it.
fn photo(size: Size, seed: u32) -> Picture {
    draw::picture(size, |x, y| {
        let cloud = |channel: u32| noise::fractal(x / 400.0, y / 400.0, 4, seed * 7 + channel);
        let grain = (noise::at(x as i32, y as i32, seed ^ 0xF11E) - 0.5) * 0.08;
        [cloud(0) + grain, cloud(1) + grain, cloud(2) + grain, 1.0]
    })
}

/// Soft edges: alpha falls off over the outer tenth.
fn fade(picture: &mut Picture) {
    let Size { width, height } = picture.size();
    for (index, pixel) in picture.rgba_mut().chunks_exact_mut(4).enumerate() {
        let (x, y) = (index as u32 % width, index as u32 / width);
        let edge = x.min(width - 1 - x).min(y).min(height - 1 - y);
        pixel[3] = ((edge * 2550 / width).min(255)) as u8;
    }
}

/// A patch about as large as its content, that swings like a flag.
fn wave() -> Lie {
    let point = |index: usize| {
        let (column, row) = ((index % 4) as f64, (index / 4) as f64);
        let swing = [0.0, 160.0, -160.0, 0.0];
        (500.0 + column * 1000.0 + swing[index / 4] * 0.5, 500.0 + row * 1000.0 + swing[index % 4])
    };
    Lie::Bent(std::array::from_fn(point))
}
