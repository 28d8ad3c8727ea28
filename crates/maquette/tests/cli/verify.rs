//! `maquette verify`.

use serde_json::Value;

use crate::support::{Bench, json, refusal};

#[test]
fn the_report_has_the_shape_that_scripts_rely_on() {
    let bench = Bench::new();
    let report = json(&bench.run(&["verify", "--json", "template.psd"]));
    assert_eq!((report["width"].as_u64(), report["height"].as_u64()), (Some(300), Some(240)));
    assert_eq!(report["file"], "template.psd");
    assert!(report["ms"].is_f64() && report["losses"].is_array());
    let figures = ["mean", "p99", "max", "within2", "within8"];
    assert!(figures.iter().all(|figure| report["composite"][figure].is_f64()));
    assert!(report["composite"]["alpha"]["mean"].is_f64() && report["composite"]["alpha"]["max"].is_f64());
    let slots = report["smart_objects"].as_array().unwrap();
    assert_eq!(slots.len(), 2);
    for slot in slots {
        assert!(figures.iter().all(|figure| slot[figure].is_f64()) && slot["name"].is_string());
        assert!(slot["within2"].as_f64().unwrap() > 0.999 && slot["interior_mean"].as_f64().unwrap() < 0.5, "{slot}");
    }
}

#[test]
fn several_files_are_summed_up() {
    let bench = Bench::new();
    let output = bench.run(&["verify", "template.psd", "template.psd"]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success());
    let last = text.lines().last().unwrap();
    assert_eq!(
        last,
        "whole pictures: 2 of 2 right (100.0 %), 2 tight (100.0 %); smart objects: 4 of 4 right (100.0 %), 4 tight (100.0 %)"
    );
}

#[test]
fn a_bad_file_does_not_keep_the_others_from_being_verified() {
    let bench = Bench::new();
    std::fs::write(bench.path("bad.psd"), b"8BPS").unwrap();
    let output = bench.run(&["verify", "--json", "bad.psd", "template.psd"]);
    assert!(refusal(&output).contains("1 of 2 files could not be verified: bad.psd: "));
    let line: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(line["file"], "template.psd");
}
