//! Long lists: walked to their end, each row once.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::world::World;

/// All ids of a list, page by page, and how many pages there were.
async fn walk(world: &World, path: &str, rows: &str) -> (Vec<String>, usize) {
    let (mut found, mut pages, mut token) = (Vec::new(), 0, None::<String>);
    loop {
        let next = token.as_ref().map(|token| format!("&paginationToken={token}")).unwrap_or_default();
        let (status, page) = world.send("GET", &format!("{path}{next}"), &Value::Null).await;
        assert_eq!(status, 200, "{page}");
        let rows = page[rows].as_array().unwrap();
        found.extend(rows.iter().map(|row| row["id"].as_str().unwrap().to_owned()));
        pages += 1;
        token = page["nextPaginationToken"].as_str().map(str::to_owned);
        if token.is_none() {
            return (found, pages);
        }
    }
}

#[tokio::test]
async fn every_row_comes_once() {
    let world = World::new().await;
    let mut made = BTreeSet::new();
    for number in 0..23 {
        made.insert(world.make("collection", &format!("Collection {number}")).await);
    }
    let (found, pages) = walk(&world, "/collections?", "collections").await;
    assert_eq!((found.len(), pages), (23, 3), "ten by default");
    assert_eq!(found.into_iter().collect::<BTreeSet<_>>(), made);
    assert_eq!(walk(&world, "/collections?pageSize=100", "collections").await.1, 1);
}

#[tokio::test]
async fn a_page_of_models_is_not_empty_before_the_end() {
    let world = World::new().await;
    world.send("POST", "/models", &json!({"name": "Old", "type": "flux.1-lora"})).await;
    for number in 0..5 {
        world.make("model", &format!("Model {number}")).await;
    }
    let (found, pages) = walk(&world, "/models?pageSize=1&types=flux.1-lora,qwen-image-lora", "models").await;
    assert_eq!((found.len(), pages), (1, 1), "the only one is the oldest of six");
    assert_eq!(walk(&world, "/models?pageSize=2", "models").await.0.len(), 6);
    assert!(walk(&world, "/models?status=trained", "models").await.0.is_empty());
}

#[tokio::test]
async fn no_more_than_49_at_once_and_a_token_of_another_list_is_refused() {
    let world = World::new().await;
    let collection = world.make("collection", "Many").await;
    let mut ids = Vec::new();
    for number in 0..50 {
        ids.push(world.make("asset", &format!("Asset {number}")).await);
    }
    let path = format!("/collections/{collection}/assets");
    let (status, body) = world.send("PUT", &path, &json!({"assetIds": ids})).await;
    assert_eq!((status, &body["details"]["field"]), (400, &json!("assetIds")), "{body}");
    let (status, body) = world.send("PUT", &path, &json!({"assetIds": ids[..49]})).await;
    assert_eq!((status, &body["collection"]["assetCount"]), (200, &json!(49)), "{body}");
    let (found, pages) = walk(&world, &format!("/assets?collectionId={collection}&pageSize=20"), "assets").await;
    assert_eq!((found.len(), pages), (49, 3));
    let (_, first) = world.send("GET", "/assets?pageSize=2", &Value::Null).await;
    let token = first["nextPaginationToken"].as_str().unwrap();
    for path in [
        format!("/collections?paginationToken={token}"),
        format!("/assets?sortBy=updatedAt&paginationToken={token}"),
        "/collections?paginationToken=abc".to_owned(),
        "/collections?pageSize=0".to_owned(),
        "/collections?pageSize=101".to_owned(),
    ] {
        let (status, body) = world.send("GET", &path, &Value::Null).await;
        assert_eq!((status, &body["name"]), (400, &json!("BadRequestError")), "{path}: {body}");
    }
}
