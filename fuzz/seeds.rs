//! Writes a first corpus for each target: `cargo run --bin seeds [FOLDER]` in this folder. Photoshop files of up to
//! 64 KiB anywhere under FOLDER are added to it.

use std::fs;
use std::path::{Path, PathBuf};

use codec::{EncodeOptions, Format};
use pixels::Limits;
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
        .file(LinkedFile::embedded("a1", "a.png", Key::new(b"png "), pictures().remove(0).1))
        .merged([9; 12 * 8 * 4]);
    if large { builder.large().build() } else { builder.build() }
}

fn save(target: &str, name: &str, bytes: &[u8]) -> std::io::Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(target);
    fs::create_dir_all(&folder)?;
    fs::write(folder.join(name), bytes)
}

/// One small picture in every format that can be written, and in two that are text.
fn pictures() -> Vec<(&'static str, Vec<u8>)> {
    let svg =
        br##"<svg xmlns="http://www.w3.org/2000/svg" width="9" height="7"><path d="M0 0h5v7z" fill="#0a4"/></svg>"##;
    let picture = codec::decode(svg, &Limits::default(), None).expect("a drawing");
    let encoded = |format| codec::encode(&picture, &EncodeOptions::new(format)).expect("an encoded picture");
    let gif = b"GIF89a\x01\0\x01\0\x80\0\0\xff\0\0\0\0\xff,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;";
    vec![
        ("a.png", encoded(Format::Png)),
        ("a.jpg", encoded(Format::Jpeg)),
        ("a.webp", encoded(Format::WebP)),
        ("a.svg", svg.to_vec()),
        ("a.gif", gif.to_vec()),
    ]
}

/// The small Photoshop files of a folder and the folders in it.
fn found(folder: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found(&path, files)?;
        } else if path.extension().is_some_and(|end| end == "psd" || end == "psb") && path.metadata()?.len() <= 1 << 16
        {
            files.push(path);
        }
    }
    Ok(())
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut files = Vec::new();
    if let Some(folder) = std::env::args_os().nth(1) {
        found(Path::new(&folder), &mut files)?;
    }
    for target in ["psd_read", "inspect", "render"] {
        save(target, "small.psd", &document(false)?.to_bytes()?)?;
        save(target, "small.psb", &document(true)?.to_bytes()?)?;
        for (number, file) in files.iter().enumerate() {
            save(target, &format!("{number}.psd"), &fs::read(file)?)?;
        }
    }
    for (name, bytes) in pictures() {
        save("decode", name, &bytes)?;
    }
    let placed = PlacedLayer::new("a1", [0.0; 8], (8.0, 6.0)).to_descriptor();
    save("descriptor", "placed", &placed.to_bytes()?)?;
    save("engine_data", "text", ENGINE_DATA)?;
    Ok(())
}
