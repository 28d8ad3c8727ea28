//! Photoshop's own pixels: the shares of real files that come out right must not fall.
//!
//! Files and their manifest are looked for in `MAQUETTE_FIXTURES`, else in `../shared/fixtures` beside the checkout;
//! without them the tests say so and pass.

use std::collections::HashMap;
use std::path::PathBuf;

use pixels::Limits;
use template::{Report, verify};

/// One line of the manifest.
type Row = HashMap<String, String>;

fn folder() -> Option<PathBuf> {
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/fixtures");
    let folder = std::env::var_os("MAQUETTE_FIXTURES").map_or_else(beside, PathBuf::from);
    folder.join("manifest.tsv").is_file().then_some(folder)
}

/// The manifest's rows of files that Photoshop wrote; none where there are no fixtures.
fn photoshop_files() -> Option<(PathBuf, Vec<Row>)> {
    let Some(folder) = folder() else {
        println!("skipped: fixtures not found");
        return None;
    };
    let text = std::fs::read_to_string(folder.join("manifest.tsv")).expect("the manifest can be read");
    let mut lines = text.lines();
    let names: Vec<&str> = lines.next().expect("the manifest has a head").split('\t').collect();
    let rows = lines.map(|line| {
        let cells = line.split('\t').map(str::to_owned);
        names.iter().map(|name| (*name).to_owned()).zip(cells).collect::<Row>()
    });
    Some((folder, rows.filter(|row| row["creator"].starts_with("Adobe")).collect()))
}

/// Shares of files right (99 % of pixels within 8/255) and tight (99.9 % within 2), in percent. A file that cannot be
/// drawn is neither.
fn shares(files: impl Iterator<Item = PathBuf>) -> (usize, f64, f64) {
    let (mut count, mut right, mut tight) = (0, 0, 0);
    for path in files {
        count += 1;
        let bytes = std::fs::read(&path).expect("a fixture can be read");
        if let Ok(Report { composite: Some(composite), .. }) = verify(bytes, &Limits::default()) {
            right += usize::from(composite.colour.within8 >= 0.99);
            tight += usize::from(composite.colour.within2 >= 0.999);
        }
    }
    let share = |part: usize| 100.0 * part as f64 / count.max(1) as f64;
    (count, share(right), share(tight))
}

#[test]
fn shares_of_right_and_tight_files_do_not_fall() {
    let Some((folder, rows)) = photoshop_files() else { return };
    let real = |row: &&Row| row["has_real_composite"] == "1";
    let rgb8 = |row: &&Row| row["mode"] == "RGB" && row["depth"] == "8";
    let plain = |row: &&Row| row["adjustments"].is_empty() && row["effects"].is_empty();
    let path = |row: &Row| folder.join(&row["path"]);
    let groups = [
        ("RGB/8, plain", 98.7, 96.1, shares(rows.iter().filter(real).filter(rgb8).filter(plain).map(path))),
        ("RGB/8", 98.8, 92.5, shares(rows.iter().filter(real).filter(rgb8).map(path))),
        ("all", 98.9, 92.5, shares(rows.iter().filter(real).map(path))),
    ];
    for (name, least_right, least_tight, (count, right, tight)) in groups {
        println!("{name}: {count} files, {right:.1} % right, {tight:.1} % tight");
        assert!(right >= least_right, "{name}: {right:.1} % right, at least {least_right} before");
        assert!(tight >= least_tight, "{name}: {tight:.1} % tight, at least {least_tight} before");
    }
}

#[test]
fn bent_smart_objects_match_the_stored_pixels_inside() {
    let Some((folder, rows)) = photoshop_files() else { return };
    let mut measured = 0;
    for row in rows.iter().filter(|row| row["warped"] != "0" && row["mode"] == "RGB" && row["depth"] == "8") {
        let bytes = std::fs::read(folder.join(&row["path"])).expect("a fixture can be read");
        let report = verify(bytes, &Limits::default()).expect("a fixture can be drawn");
        for object in report.smart_objects {
            if let Some(mean) = object.interior_mean {
                measured += 1;
                assert!(mean <= 0.4, "{}, {}: interior mean {mean:.3}", row["path"], object.name);
            }
        }
    }
    assert!(measured > 0, "no bent smart object was measured");
}
