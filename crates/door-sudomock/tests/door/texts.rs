//! No text of ours is hidden by the dialect's own client, which shows a general one in place of any that has one of these
//! words in it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The words, whatever their case.
const HIDDEN: [&str; 25] = [
    "gemini",
    "advanced model",
    "model",
    "prompt",
    "mask",
    "segment",
    "region index",
    "depth",
    "displacement",
    "grid",
    "warp",
    "shading",
    "provider",
    "pipeline",
    "engine",
    "internal",
    "private",
    "storage",
    "bucket",
    "config version",
    "setup revision",
    "edit generation",
    "phase",
    "state machine",
    "processing state",
];

/// What the service's own documents say to the letter, with what follows it.
const ITS_OWN: [&str; 1] = ["Internal error while "];

/// The word at which a text is hidden.
pub(crate) fn hidden_by(text: &str) -> Option<&'static str> {
    let own = ITS_OWN.iter().find_map(|own| text.strip_prefix(own));
    let text = own.unwrap_or(text).to_lowercase();
    HIDDEN.into_iter().find(|word| text.contains(word))
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { sources(&path) } else { vec![path] }).collect()
}

/// The string literals of a source, with the lines that they begin in.
fn literals(source: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (number, line) in source.lines().enumerate() {
        let mut rest = line.split("//").next().unwrap_or_default();
        while let Some((_, after)) = rest.split_once('"') {
            let Some((literal, after)) = after.split_once('"') else { break };
            found.push((number + 1, literal.to_owned()));
            rest = after;
        }
    }
    found
}

/// Sentences are what people read; lone words are keys and values of the wire. Documents of the interface are read by
/// no client.
fn is_sentence(line: &str, literal: &str) -> bool {
    let of_document = ["summary = ", "description = ", "description(", "expecting = ", "reason = ", "tracing::"];
    literal.contains(' ') && !of_document.iter().any(|mark| line.contains(mark))
}

#[test]
fn no_sentence_of_the_doors_is_hidden() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut looked = 0;
    for path in sources(&folder) {
        let source = std::fs::read_to_string(&path).unwrap();
        // Words that are replaced are listed there; tests are read by us.
        let source = source.split("#[cfg(test)]").next().unwrap();
        if path.ends_with("translate/words.rs") || path.ends_with("openapi.rs") || path.ends_with("tests.rs") {
            continue;
        }
        let lines: BTreeMap<usize, &str> = (1..).zip(source.lines()).collect();
        for (number, literal) in literals(source) {
            if is_sentence(lines[&number], &literal) {
                let word = hidden_by(&literal);
                assert!(word.is_none(), "{}:{number}: {literal:?} has {word:?}", path.display());
                looked += 1;
            }
        }
    }
    assert!(looked > 60, "{looked} sentences");
}

#[test]
fn what_is_looked_for_is_found() {
    assert_eq!(hidden_by("The Warp is lost"), Some("warp"));
    assert_eq!(hidden_by("Internal error while listing mockups"), None);
    assert_eq!(hidden_by("An internal error"), Some("internal"));
    let source = "let a = \"b c\"; // \"warp d\"\nlet e = f(\"g\", \"mask h\");";
    let found: Vec<_> = literals(source).into_iter().filter(|(_, text)| text.contains(' ')).collect();
    assert_eq!(found, [(1, "b c".to_owned()), (2, "mask h".to_owned())]);
}
