//! The `OpenAPI` documents in `docs/openapi` are those that the doors answer: what an API gains or loses shows in a diff.

#[test]
fn the_documents_are_those_that_the_doors_answer() {
    let doors = [
        ("studio", door_studio::openapi().to_pretty_json().unwrap()),
        ("sudomock", door_sudomock::openapi().to_pretty_json().unwrap()),
    ];
    for (name, document) in doors {
        let path = format!("{}/../../docs/openapi/{name}.json", env!("CARGO_MANIFEST_DIR"));
        let document = format!("{document}\n");
        if std::env::var_os("MAQUETTE_WRITE_DOCS").is_some() {
            std::fs::write(&path, &document).unwrap();
        }
        let written = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(written == document, "docs/openapi/{name}.json is old: run with MAQUETTE_WRITE_DOCS=1 to renew it");
    }
}
