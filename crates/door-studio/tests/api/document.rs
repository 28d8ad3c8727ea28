//! The description, and what is answered where there is nothing.

use serde_json::Value;

use crate::world::world;

#[tokio::test]
async fn what_is_not_there_is_a_problem_document() {
    let world = world().await;
    world.get("/api").await.refused(404, None);
    world.get("/api/nothing/here").await.refused(404, None);
    let wrong = world.delete("/api/mockups").await;
    wrong.refused(405, None);
    assert!(wrong.headers["allow"].to_str().unwrap().contains("GET"), "{:?}", wrong.headers);
}

#[tokio::test]
async fn the_description_is_whole() {
    let world = world().await;
    let document = world.get("/api/openapi.json").await.json;
    assert_eq!(document["info"]["title"], "Maquette");
    let text = document.to_string();
    let schemas = document["components"]["schemas"].as_object().unwrap();
    for piece in text.split("#/components/schemas/").skip(1) {
        let name = piece.split('"').next().unwrap();
        assert!(schemas.contains_key(name), "{name} is not described");
    }
    let mut operations = 0;
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            operations += 1;
            let has = |status: &str| operation["responses"].get(status).is_some();
            assert!(has("429"), "{method} {path}");
            assert_eq!(has("401"), operation.get("security").is_some() || path == "/api/sessions", "{method} {path}");
            assert!(!path.contains('{') || has("404"), "{method} {path}");
            let takes_body = operation.get("requestBody").is_some_and(Value::is_object);
            assert!(!takes_body || ["400", "413", "415", "422"].into_iter().all(has), "{method} {path}");
        }
    }
    assert!(operations >= 35, "{operations}");
}

#[tokio::test]
async fn a_list_is_no_object() {
    let world = world().await;
    world.json("POST", "/api/collections", serde_json::json!(["name"])).await.refused(422, None);
}
