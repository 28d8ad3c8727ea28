//! The `OpenAPI` documents in `docs/openapi` are those that the doors answer: what an API gains or loses shows in a diff.

#[test]
fn the_documents_are_those_that_the_doors_answer() {
    let doors = [
        ("studio", door_studio::openapi().to_pretty_json().unwrap()),
        ("sudomock", door_sudomock::openapi().to_pretty_json().unwrap()),
    ];
    for (name, document) in doors {
        testkit::documents::hold(&format!("docs/openapi/{name}.json"), &format!("{document}\n"));
    }
}
