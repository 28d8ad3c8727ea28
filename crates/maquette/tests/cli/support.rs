//! A small template, and the command to run on it.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use maquette::samples::document::{Content, Lie, finish};
use pixels::{Limits, Picture, Size};
use psd::build::NewLayer;
use psd::layers::{BlendMode, Rect};
use serde_json::Value;
use tempfile::TempDir;

pub(crate) const CANVAS: Size = Size::new(300, 240);
pub(crate) const CONTENT: Size = Size::new(120, 90);
/// Where the content lies: flat on the left, bent on the right.
pub(crate) const FLAT: [(f64, f64); 4] = [(20.0, 30.0), (130.0, 40.0), (125.0, 130.0), (25.0, 120.0)];

/// A folder with `template.psd` and `content.png` in it.
pub(crate) struct Bench {
    pub(crate) folder: TempDir,
    pub(crate) content: Picture,
}

impl Bench {
    pub(crate) fn new() -> Self {
        let content = checks();
        let bench = Self { folder: tempfile::tempdir().unwrap(), content };
        std::fs::write(bench.path("template.psd"), bench.document()).unwrap();
        bench.write_picture("content.png", &bench.content);
        bench
    }

    /// A backdrop, one slot placed twice, a shade clipped to the front copy, and a sticker.
    fn document(&self) -> Vec<u8> {
        let content = Content::new("design", self.content.clone());
        let noise = |index: u32| (index.wrapping_mul(2_654_435_761) >> 24) as u8;
        let backdrop: Vec<u8> =
            (0..CANVAS.width * CANVAS.height).flat_map(|i| [200, noise(i) / 8 + 150, 170, 255]).collect();
        let whole = Rect::at(0, 0, CANVAS.width, CANVAS.height);
        let shade = [90, 90, 120, 200].repeat(60 * 240);
        let bent: [(f64, f64); 16] = std::array::from_fn(|index| {
            let (column, row) = ((index % 4) as f64, (index / 4) as f64);
            (165.0 + column * 38.0, 120.0 + row * 30.0 + [0.0, 14.0, 14.0, 0.0][index % 4])
        });
        let sticker = [255, 220, 0, 255].repeat(30 * 30);
        let layers = vec![
            NewLayer::raster("Backdrop", whole, backdrop),
            content.layer("Design copy", &Lie::Bent(bent), CANVAS).unwrap(),
            content.layer("Design", &Lie::Flat(FLAT), CANVAS).unwrap(),
            NewLayer::raster("Shade", Rect::at(20, 0, 60, 240), shade).blend(BlendMode::Multiply).clipped(),
            NewLayer::raster("Sticker", Rect::at(250, 10, 30, 30), sticker),
        ];
        finish(CANVAS, layers, &[&content]).unwrap()
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn write_picture(&self, name: &str, picture: &Picture) {
        let png = codec::encode(picture, &codec::EncodeOptions::new(codec::Format::Png)).unwrap();
        std::fs::write(self.path(name), png).unwrap();
    }

    /// Runs the command in the folder.
    pub(crate) fn run(&self, words: &[&str]) -> Output {
        run_in(self.folder.path(), words)
    }

    /// Renders `template.psd` with more words, and reads the picture.
    pub(crate) fn render(&self, words: &[&str]) -> Picture {
        let output = self.run(&[&["render", "template.psd", "-o", "out.png"], words].concat());
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        self.read_picture("out.png")
    }

    pub(crate) fn read_picture(&self, name: &str) -> Picture {
        codec::decode(&std::fs::read(self.path(name)).unwrap(), &Limits::default(), None).unwrap()
    }

    pub(crate) fn files(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.folder.path()).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }
}

pub(crate) fn run_in(folder: &Path, words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_maquette")).current_dir(folder).args(words).output().unwrap()
}

pub(crate) fn json(output: &Output) -> Value {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// The one line that a failure leaves; anything else is a failure of the test.
pub(crate) fn refusal(output: &Output) -> String {
    let line = String::from_utf8(output.stderr.clone()).unwrap();
    assert_eq!(output.status.code(), Some(1), "{line}");
    assert!(line.starts_with("error: ") && line.ends_with('\n') && line.matches('\n').count() == 1, "{line:?}");
    line.trim_end().to_owned()
}

/// The pixels that differ by more than `tolerance`, and the largest difference.
pub(crate) fn changed(a: &Picture, b: &Picture, tolerance: u8) -> (Vec<(u32, u32)>, u8) {
    assert_eq!(a.size(), b.size());
    let (mut places, mut worst) = (Vec::new(), 0);
    for (index, (a, b)) in a.rgba().chunks_exact(4).zip(b.rgba().chunks_exact(4)).enumerate() {
        let difference = a.iter().zip(b).map(|(a, b)| a.abs_diff(*b)).max().unwrap_or_default();
        worst = worst.max(difference);
        if difference > tolerance {
            places.push((index as u32 % CANVAS.width, index as u32 / CANVAS.width));
        }
    }
    (places, worst)
}

fn checks() -> Picture {
    let mut picture = Picture::filled(CONTENT, [240, 240, 235, 255]);
    for y in 0..CONTENT.height {
        for x in (0..CONTENT.width).filter(|x| (x / 15 + y / 15) % 2 == 0) {
            picture.set_pixel(x, y, [(x * 2) as u8, 60, (y * 2) as u8, 255]);
        }
    }
    picture
}
