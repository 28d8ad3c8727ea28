//! Writes a first corpus for each target: `cargo run --bin seeds` in this folder.

use std::fs;
use std::path::Path;

use psd::build::{DocumentBuilder, NewLayer, NewMask};
use psd::layers::{BlendMode, Rect};
use psd::linked::LinkedFile;
use psd::tagged::PlacedLayer;
use psd::{Document, Key};

const ENGINE_DATA: &[u8] = b"<< /EngineDict << /Editor << /Text (\xfe\xff\0H\0i) >> /StyleRun << /RunArray [ << \
/StyleSheet << /StyleSheetData << /Font 0 /FontSize 12.5 /On true >> >> >> ] /RunLengthArray [ 2 ] >> >> >>";

fn document(large: bool) -> psd::Result<Document> {
    let rect = Rect::at(2, 1, 8, 6);
    let pixels: Vec<u8> = (0..8 * 6 * 4).map(|i| (i * 5) as u8).collect();
    let placed = PlacedLayer::new("a1", [0.0, 0.0, 8.0, 0.0, 8.0, 6.0, 0.0, 6.0], (8.0, 6.0));
    let mask = NewMask { rect, samples: vec![7; 48], outside: 0, parameters: None };
    let base = NewLayer::raster("Base", rect, pixels.clone()).mask(mask);
    let tint = NewLayer::solid("Tint", [1, 2, 3])?.clipped().blend(BlendMode::Screen);
    let builder = DocumentBuilder::new(12, 8)
        .layer(NewLayer::group("Group", vec![base, tint]))
        .layer(NewLayer::smart_object("Art", &placed, rect, pixels)?)
        .file(LinkedFile::embedded("a1", "a.png", Key::new(b"png "), vec![1; 9]))
        .merged([9; 12 * 8 * 4]);
    if large { builder.large().build() } else { builder.build() }
}

fn save(target: &str, name: &str, bytes: &[u8]) -> std::io::Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(target);
    fs::create_dir_all(&folder)?;
    fs::write(folder.join(name), bytes)
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    save("psd_read", "small.psd", &document(false)?.to_bytes()?)?;
    save("psd_read", "small.psb", &document(true)?.to_bytes()?)?;
    let placed = PlacedLayer::new("a1", [0.0; 8], (8.0, 6.0)).to_descriptor();
    save("descriptor", "placed", &placed.to_bytes()?)?;
    save("engine_data", "text", ENGINE_DATA)?;
    Ok(())
}
