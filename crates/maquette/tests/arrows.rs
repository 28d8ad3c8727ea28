//! Holds the crates to the arrows of `arrows.txt`, and keeps the core free of wire formats, servers and databases.

#![expect(clippy::unwrap_used, reason = "a test ends at the first surprise")]

use std::collections::BTreeSet;
use std::process::Command;

use serde_json::Value;

/// An edge from a crate to one that it uses.
type Edge = (String, String);

/// Crates that know no wire format, no async and no SQL.
const CORE: [&str; 5] = ["pixels", "psd", "codec", "compositor", "template"];
/// What the core is fenced from.
const FENCED: [&str; 7] = ["serde", "serde_json", "tokio", "axum", "hyper", "sqlx", "rusqlite"];

fn edges() -> Vec<Edge> {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let output = Command::new(cargo)
        .args(["metadata", "--no-deps", "--offline", "--format-version", "1", "--manifest-path"])
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let mut edges = Vec::new();
    for package in metadata["packages"].as_array().unwrap() {
        let name = package["name"].as_str().unwrap();
        // What only tests use is no arrow.
        let used = package["dependencies"].as_array().unwrap().iter().filter(|used| used["kind"].is_null());
        for used in used {
            edges.push((name.to_owned(), used["name"].as_str().unwrap().to_owned()));
        }
    }
    edges
}

/// The committed table: every crate, and every arrow.
fn table() -> (BTreeSet<String>, BTreeSet<Edge>) {
    let (mut crates, mut arrows) = (BTreeSet::new(), BTreeSet::new());
    for line in include_str!("arrows.txt").lines().filter(|line| !line.starts_with('#')) {
        let (name, used) = line.split_once(':').unwrap();
        crates.insert(name.to_owned());
        arrows.extend(used.split_whitespace().map(|used| (name.to_owned(), used.to_owned())));
    }
    (crates, arrows)
}

#[test]
fn every_arrow_is_in_the_table_and_every_one_in_the_table_is_used() {
    let (crates, allowed) = table();
    let edges = edges();
    let ours: BTreeSet<Edge> = edges.iter().filter(|(_, used)| crates.contains(used)).cloned().collect();
    let known: BTreeSet<String> = edges.iter().map(|(name, _)| name.clone()).collect();
    for name in &known {
        assert!(crates.contains(name), "the crate {name} is not in arrows.txt");
    }
    let beyond: Vec<&Edge> = ours.difference(&allowed).collect();
    assert!(beyond.is_empty(), "arrows.txt does not allow these crates to use those: {beyond:?}");
    let unused: Vec<&Edge> = allowed.difference(&ours).collect();
    assert!(unused.is_empty(), "arrows.txt has arrows that no crate follows: {unused:?}");
}

#[test]
fn the_core_speaks_no_wire_format_and_knows_no_server() {
    for (name, used) in edges() {
        let fenced = CORE.contains(&name.as_str()) && FENCED.contains(&used.as_str());
        assert!(!fenced, "{name} uses {used}, which is for the outer crates");
    }
}
