//! Documents that are made from code, and held to it.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;

/// Holds a committed file to what it is made from; with `MAQUETTE_WRITE_DOCS` set, writes it anew first. `name`: its path
/// in the repository.
pub fn hold(name: &str, generated: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(name);
    if std::env::var_os("MAQUETTE_WRITE_DOCS").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, generated).unwrap();
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(committed == generated, "{name} is stale: run this test with MAQUETTE_WRITE_DOCS=1");
}

/// Holds an `OpenAPI` document to a table: it describes these operations (method and path) and no other, under names of
/// their own, each with a 422 of the schema `Error`, and refers to no schema that it does not have.
pub fn describes<'a>(document: &Value, operations: impl IntoIterator<Item = (&'a str, &'a str)>) {
    let mut documented = BTreeSet::new();
    let mut ids = BTreeSet::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, content) in item.as_object().unwrap() {
            documented.insert(operation(method, path));
            assert!(ids.insert(content["operationId"].as_str().unwrap()), "{method} {path}");
            let refusal = &content["responses"]["422"]["content"]["application/json"]["schema"]["$ref"];
            assert_eq!(refusal, "#/components/schemas/Error");
        }
    }
    let there: BTreeSet<String> = operations.into_iter().map(|(method, path)| operation(method, path)).collect();
    assert_eq!(documented, there);
    let text = document.to_string();
    for reference in text.split("#/components/schemas/").skip(1).map(|rest| rest.split('"').next().unwrap()) {
        assert!(document["components"]["schemas"].get(reference).is_some(), "no schema {reference}");
    }
}

/// An operation as `GET /path/{}`: what parameters are called differs.
fn operation(method: &str, path: &str) -> String {
    let parts = path.split('/').map(|part| if part.starts_with('{') { "{}" } else { part });
    format!("{} {}", method.to_uppercase(), parts.collect::<Vec<_>>().join("/"))
}
