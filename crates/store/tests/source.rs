//! Habits that the source keeps, for what no compiler holds it to.
#![expect(clippy::unwrap_used, reason = "a test that fails may stop")]

use std::path::{Path, PathBuf};

fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { sources(&path) } else { vec![path] }).collect()
}

/// Text becomes SQL in one place, where sea-query has bound every value; a template of `$1` would be rendered for
/// `PostgreSQL` alone, and SQLite would read it as another value's place.
#[test]
fn no_sql_is_written_by_hand() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut looked = 0;
    for path in sources(&folder).into_iter().filter(|path| path.extension().is_some_and(|end| end == "rs")) {
        let text = std::fs::read_to_string(&path).unwrap();
        let name = path.strip_prefix(&folder).unwrap();
        for word in ["Expr::cust", "raw_sql", "query_scalar", "cust_with"] {
            assert!(!text.contains(word), "{} has {word}", name.display());
        }
        assert!(name == Path::new("db.rs") || !text.contains("AssertSqlSafe"), "{} makes SQL", name.display());
        looked += 1;
    }
    assert!(looked > 20, "{looked} files");
}
