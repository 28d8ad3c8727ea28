//! Damaged files: whatever the damage, reading gives an error or a document, and never panics or takes long.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use psd::build::{DocumentBuilder, NewLayer, NewMask};
use psd::engine_data::EngineValue;
use psd::layers::{BlendMode, Rect};
use psd::linked::LinkedFile;
use psd::tagged::{PlacedLayer, style_runs};
use psd::{Document, Error, Key, Limits, Result};

/// Limits under which nothing that damage asks for is large.
fn limits() -> Limits {
    Limits { bytes: 1 << 26, pixels: 1 << 22, ..Limits::default() }
}

/// Reads everything that there is to read. Its views may fail on their own.
fn read_all(bytes: Vec<u8>) -> Result<()> {
    let limits = limits();
    let document = Document::read(bytes, &limits)?;
    for layer in &document.layers.layers {
        let _ = (layer.name(), layer.section(), layer.vector_mask(), layer.placed(&limits), layer.fill(&limits));
        let _ = (layer.effects(&limits), layer.adjustment(&limits), layer.artboard(&limits));
        if let Ok(Some(text)) = layer.text(&limits) {
            let _ = text.engine_data(&limits).map(|data| data.map(|data: EngineValue| style_runs(&data)));
        }
        for channel in &layer.channels {
            let _ = document.channel_rows(layer, channel.id, &limits).map(|rows| rows.map(|rows| rows.decode()));
        }
    }
    let _ = (document.linked_files(&limits), document.version_info(), document.alpha_names(), document.resolution());
    for pattern in document.patterns(&limits).unwrap_or_default() {
        for plane in pattern.colors.iter().chain(&pattern.alpha) {
            let _ = plane.decode();
        }
    }
    for rows in document.merged_rows().unwrap_or_default() {
        let _ = rows.decode();
    }
    document.to_bytes().map(drop)
}

/// xorshift64*: the same damage on every run.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize % end
    }
}

fn built() -> Vec<u8> {
    let rect = Rect::at(2, 1, 8, 6);
    let pixels: Vec<u8> = (0..8 * 6 * 4).map(|i| (i * 5) as u8).collect();
    let placed = PlacedLayer::new("a1", [0.0, 0.0, 8.0, 0.0, 8.0, 6.0, 0.0, 6.0], (8.0, 6.0));
    let mask = NewMask { rect, samples: vec![7; 48], outside: 0, parameters: None };
    let base = NewLayer::raster("Base", rect, pixels.clone()).mask(mask);
    let tint = NewLayer::solid("Tint", [1, 2, 3]).unwrap().clipped().blend(BlendMode::Screen);
    DocumentBuilder::new(12, 8)
        .layer(NewLayer::group("Group", vec![base, tint]))
        .layer(NewLayer::smart_object("Art", &placed, rect, pixels).unwrap())
        .file(LinkedFile::embedded("a1", "a.png", Key::new(b"png "), vec![1; 9]))
        .merged([9; 12 * 8 * 4])
        .build()
        .and_then(|document| document.to_bytes())
        .unwrap()
}

#[test]
fn a_file_cut_off_anywhere_is_an_error() {
    let whole = built();
    read_all(whole.clone()).unwrap();
    let document = Document::read(whole.clone(), &limits()).unwrap();
    // Without any merged image at all, a file is as whole as some programs write it.
    let unmerged = whole.len() - document.merged.as_bytes().len();
    for length in (0..whole.len()).filter(|length| *length != unmerged) {
        let error = read_all(whole[..length].to_vec()).unwrap_err();
        let message = error.to_string();
        assert!(!message.contains('\n') && message.len() < 160, "{message}");
    }
}

#[test]
fn any_byte_may_be_wrong() {
    let whole = built();
    for at in 0..whole.len() {
        for value in [0, 0x7f, 0xff] {
            let mut damaged = whole.clone();
            damaged[at] = value;
            let _ = read_all(damaged);
        }
    }
}

#[test]
fn real_files_may_be_damaged_anywhere() {
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    for path in support::fixtures() {
        let whole = std::fs::read(path).unwrap();
        // Large ones say no more than small ones, but take longer.
        if whole.len() > 200_000 {
            continue;
        }
        for _ in 0..2 {
            let _ = read_all(whole[..random.below(whole.len())].to_vec());
            let mut damaged = whole.clone();
            for _ in 0..8 {
                // Lengths and counts are mostly near the front.
                let end = if random.below(2) == 0 { whole.len() } else { whole.len().min(4096) };
                damaged[random.below(end)] = random.below(256) as u8;
            }
            let _ = read_all(damaged);
        }
    }
}

#[test]
fn what_is_no_document_or_too_large_a_one_is_named() {
    assert_eq!(read_all(b"GIF89a".to_vec()).unwrap_err(), Error::NotPsd);
    let mut huge = built();
    huge[14..16].fill(0x7f);
    assert!(matches!(read_all(huge).unwrap_err(), Error::Limit { .. }));
    let layers = Limits { layers: 4, ..limits() };
    let error = Document::read(built(), &layers).unwrap_err();
    assert_eq!(error.to_string(), "the layer count is 5, above the limit of 4");
    let bytes = Limits { bytes: 10, ..limits() };
    assert!(matches!(Document::read(built(), &bytes).unwrap_err(), Error::Limit { .. }));
}
