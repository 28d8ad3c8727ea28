//! Files that are broken, or lie: one line, status 1, nothing written.

use crate::support::{Bench, refusal};

/// What each command says about a file.
fn all_refuse(bench: &Bench, name: &str) -> Vec<String> {
    let before = bench.files();
    let orders: [&[&str]; 3] = [&["inspect", name], &["render", name, "-o", "never.png"], &["verify", name]];
    let lines = orders.map(|words| refusal(&bench.run(words))).to_vec();
    assert_eq!(bench.files(), before);
    lines
}

#[test]
fn what_is_no_document_is_said_to_be_none() {
    let bench = Bench::new();
    std::fs::write(bench.path("empty.psd"), b"").unwrap();
    std::fs::write(bench.path("words.psd"), b"Photoshop, but only in words. ".repeat(40)).unwrap();
    std::fs::create_dir(bench.path("folder.psd")).unwrap();
    for name in ["empty.psd", "words.psd", "folder.psd", "missing.psd", "content.png"] {
        assert!(all_refuse(&bench, name).iter().all(|line| line.contains(name)));
    }
}

#[test]
fn a_file_that_was_cut_short_is_refused_wherever_it_was_cut() {
    let bench = Bench::new();
    let whole = std::fs::read(bench.path("template.psd")).unwrap();
    for length in [3, 25, 26, 40, 200, 1000, whole.len() / 3, whole.len() / 2] {
        std::fs::write(bench.path("cut.psd"), &whole[..length]).unwrap();
        all_refuse(&bench, "cut.psd");
    }
}

#[test]
fn a_header_that_asks_for_a_huge_canvas_is_refused_before_memory_is_taken() {
    let bench = Bench::new();
    let mut bytes = std::fs::read(bench.path("template.psd")).unwrap();
    // A PSB header may say 300,000 x 300,000.
    bytes[4..6].copy_from_slice(&2u16.to_be_bytes());
    bytes[14..18].copy_from_slice(&300_000u32.to_be_bytes());
    bytes[18..22].copy_from_slice(&300_000u32.to_be_bytes());
    std::fs::write(bench.path("huge.psb"), bytes).unwrap();
    assert!(all_refuse(&bench, "huge.psb").iter().all(|line| line.contains("limit")));
}

#[test]
fn damage_anywhere_ends_in_a_picture_or_in_one_line() {
    let bench = Bench::new();
    let whole = std::fs::read(bench.path("template.psd")).unwrap();
    for step in 0..24usize {
        let mut bytes = whole.clone();
        let at = 26 + step * (whole.len() - 30) / 24;
        bytes[at..at + 4].copy_from_slice(&[0xFF; 4]);
        std::fs::write(bench.path("damaged.psd"), bytes).unwrap();
        let output = bench.run(&["render", "damaged.psd", "-o", "damaged.png"]);
        if output.status.success() {
            bench.read_picture("damaged.png");
        } else {
            refusal(&output);
        }
    }
}

#[test]
fn artwork_that_cannot_be_read_is_named() {
    let bench = Bench::new();
    std::fs::write(bench.path("bad.png"), b"\x89PNG\r\n\x1a\nand no more").unwrap();
    let line = refusal(&bench.run(&["render", "template.psd", "--slot", "Design=bad.png", "-o", "never.png"]));
    assert!(line.contains("bad.png"), "{line}");
    assert!(!bench.files().contains(&"never.png".to_owned()));
}

#[test]
fn a_failure_leaves_an_older_picture_as_it_was() {
    let bench = Bench::new();
    std::fs::write(bench.path("kept.webp"), b"kept").unwrap();
    // No WebP is that wide.
    refusal(&bench.run(&["render", "template.psd", "--width", "16500", "-o", "kept.webp"]));
    assert_eq!(std::fs::read(bench.path("kept.webp")).unwrap(), b"kept");
    assert_eq!(bench.files(), ["content.png", "kept.webp", "template.psd"]);
}
