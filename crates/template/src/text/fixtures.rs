//! Type set anew against the pixels that Photoshop stored for the same words, in files outside the repository.
//!
//! The fonts that the files ask for are not ours to carry. Those as wide as the bundled family show whether lines begin,
//! end and stand where Photoshop put them; the letters differ a little. `MAQUETTE_FONTS` names a folder of more fonts.

use std::path::{Path, PathBuf};

use pixels::{ColourModel, Depth, Limits, Rect, Size};
use psd::Document;
use uuid::Uuid;

use super::{FontMatch, Fonts, Setting, TextEdit, TextSource, set};
use crate::lower::{psd_limits, rect_of};

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "psd") {
            found.push(path);
        }
    }
}

/// What pixels of at least half coverage span.
fn inked(plane: &dyn pixels::PlaneSource) -> Rect {
    let rect = plane.rect();
    let mut row = vec![0.0; rect.width()];
    let mut ink = Rect::default();
    for y in rect.top..rect.bottom {
        plane.read_row(y, rect.left, &mut row).unwrap();
        let mut covered = row.iter().enumerate().filter(|(_, alpha)| **alpha >= 0.5).map(|(x, _)| rect.left + x as i32);
        if let Some(first) = covered.next() {
            let last = covered.next_back().unwrap_or(first);
            ink = ink.union(Rect::new(first, y, last + 1, y + 1));
        }
    }
    ink
}

#[test]
fn lines_begin_end_and_stand_where_photoshop_put_them() {
    let own = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/fixtures").into();
    let root = std::env::var_os("MAQUETTE_FIXTURES").map_or(own, PathBuf::from);
    let mut found = Vec::new();
    files(&root, &mut found);
    if found.is_empty() {
        println!("skipped: fixtures not found");
        return;
    }
    found.sort();
    let mut fonts = Fonts::default();
    if let Some(folder) = std::env::var_os("MAQUETTE_FONTS") {
        fonts.add_folder(folder.as_ref()).unwrap();
    }
    let limits = Limits::default();
    let (mut compared, mut near) = (0, 0);
    for path in found {
        let Ok(bytes) = std::fs::read(&path) else { continue };
        let Ok(document) = Document::read(bytes, &psd_limits(&limits)) else { continue };
        for record in &document.layers.layers {
            let Some(source) = TextSource::of_layer(record, &limits).filter(TextSource::is_editable) else { continue };
            let name = record.name();
            let setting = Setting {
                fonts: &fonts,
                model: ColourModel::Rgb,
                depth: Depth::Eight,
                canvas: Size::new(document.header.width, document.header.height),
                margin: 500,
                uuid: Uuid::nil(),
                name: &name,
                layer_id: None,
            };
            let (raster, report, _) = set(&source, &TextEdit::default(), &setting).unwrap();
            let stored = rect_of(record.rect);
            let Some(alpha) = raster.alpha.filter(|_| !stored.is_empty()) else { continue };
            let ours = inked(alpha.as_ref());
            let rows =
                document.channel_rows(record, psd::layers::ChannelId::TRANSPARENCY, &psd_limits(&limits)).unwrap();
            let theirs = inked(crate::lower::ChannelPlane::source(rows.unwrap(), stored).as_ref());
            let off = [
                ours.left - theirs.left,
                ours.top - theirs.top,
                ours.right - theirs.right,
                ours.bottom - theirs.bottom,
            ];
            let file = path.file_stem().unwrap_or_default().to_string_lossy();
            let used: Vec<&str> = report.fonts.iter().map(|font| font.postscript_name.as_str()).collect();
            let same_widths = report.fonts.iter().all(|font| font.found != FontMatch::Fallback);
            println!("{off:?}\t{file}: {name}\t{used:?}{}", if same_widths { "" } else { " (other widths)" });
            if same_widths {
                compared += 1;
                near += u32::from(off.iter().all(|off| off.abs() <= 2));
            }
        }
    }
    println!("{near} of {compared} within 2 pixels on every side");
    assert!(near * 10 >= compared * 7, "{near} of {compared} within 2 pixels on every side");
}
