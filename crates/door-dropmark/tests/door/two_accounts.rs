//! Two people: what is one's is not there for the other.

use door_kit::route_table::Status;
use serde_json::{Value, json};

use crate::world::World;

/// Numbers of Ada's things.
struct Hers {
    collection: i64,
    item: i64,
    reaction: i64,
    comment: i64,
    tag: i64,
    email: i64,
    team: i64,
    user: i64,
}

async fn hers(world: &World) -> Hers {
    let id = async |method: &str, path: String, body: Value| {
        let (status, answer) = world.send_as(0, method, &path, &body).await;
        assert_eq!(status, 201, "{path}: {answer}");
        answer["id"].as_i64().unwrap_or_default()
    };
    let collection = id("POST", "/collections".to_owned(), json!({"name": "Hers"})).await;
    let body = json!({"content": "words", "tags": ["hers"]});
    let item = id("POST", format!("/collections/{collection}/items"), body).await;
    let (_, tags) = world.send_as(0, "GET", "/tags", &Value::Null).await;
    Hers {
        collection,
        item,
        reaction: id("POST", format!("/items/{item}/reactions"), Value::Null).await,
        comment: id("POST", format!("/items/{item}/comments"), json!({"body": "mine"})).await,
        tag: tags[0]["id"].as_i64().unwrap(),
        email: id("POST", "/emails".to_owned(), json!({"email": "other@people.test"})).await,
        team: world.team,
        user: world.people[0].0,
    }
}

/// A request of an operation that names her things; none where it takes no number.
fn request(method: &str, path: &str, hers: &Hers) -> Option<(String, Value)> {
    let id = match path.split('/').nth(2)? {
        "collections" => hers.collection,
        "items" => hers.item,
        "reactions" => hers.reaction,
        "comments" => hers.comment,
        "tags" => hers.tag,
        "emails" => hers.email,
        "teams" => hers.team,
        _ => return None,
    };
    let body = match (method, path) {
        ("PUT", "/v1/collections") => json!({"order": [id]}),
        ("PUT" | "DELETE", "/v1/collections/{id}/items") => json!({"items": [hers.item]}),
        ("PUT", "/v1/items") => json!({"items": [id], "parent_id": null}),
        ("POST", "/v1/items/copy") => json!({"items": [id], "collection_id": hers.collection}),
        ("POST", "/v1/tags") => json!({"name": "theirs", "items": [hers.item]}),
        ("POST", "/v1/collections/{id}/items") => json!({"content": "theirs"}),
        (_, path) if !path.contains('{') => return None,
        ("GET" | "DELETE", _) => Value::Null,
        _ => json!({"name": "theirs", "body": "theirs", "username": "eve"}),
    };
    let path = path.trim_start_matches("/v1").replace("{id}", &id.to_string());
    Some((path.replace("{user_id}", &hers.user.to_string()), body))
}

/// All that Ada can see.
async fn everything(world: &World, hers: &Hers) -> Vec<Value> {
    let mut seen = Vec::new();
    let one = format!("/collections/{}?include[]=items&include[]=users", hers.collection);
    for path in ["/collections", "/items", "/tags", "/emails", "/teams", "/users/me", "/activity", &one] {
        let (status, body) = world.send_as(0, "GET", path, &Value::Null).await;
        assert_eq!(status, 200, "{path}: {body}");
        seen.push(body);
    }
    seen
}

#[tokio::test]
async fn anothers_things_are_not_there_and_nothing_changes() {
    let world = World::new().await;
    let hers = hers(&world).await;
    let before = everything(&world, &hers).await;
    let mut count = 0;
    for route in door_dropmark::routes() {
        if matches!(route.status, Status::Absent(_)) {
            continue;
        }
        let Some((path, body)) = request(route.method, route.path, &hers) else { continue };
        let (status, answer) = world.send_as(1, route.method, &path, &body).await;
        assert_eq!(status, 404, "{} {path}: {answer}", route.method);
        assert!(answer["code"].as_str().unwrap().ends_with("_not_found"), "{answer}");
        count += 1;
    }
    assert!(count > 30, "{count} requests");
    assert_eq!(everything(&world, &hers).await, before);
    for path in ["/collections", "/items", "/tags", "/emails", "/teams", "/activity", "/search?q=hers"] {
        assert_eq!(world.send_as(1, "GET", path, &Value::Null).await, (200, json!([])), "{path}");
    }
}
