//! Two projects: what is one's is not there for the other.

use axum::body::Body;
use axum::http::Request;
use door_kit::route_table::Status;
use library::items::Changes;
use library::things::Privacy;
use serde_json::{Value, json};

use crate::world::World;

/// Ids of Ada's things.
struct Hers {
    asset: String,
    model: String,
    collection: String,
    upload: String,
    job: String,
    preset: String,
}

async fn hers(world: &World) -> Hers {
    let (asset, model) = (world.make("asset", "Mug").await, world.make("model", "Style").await);
    let collection = world.make("collection", "Hers").await;
    let filed = world.send("PUT", &format!("/collections/{collection}/assets"), &json!({"assetIds": [asset]})).await;
    assert_eq!(filed.0, 200, "{}", filed.1);
    let examples = json!({"assetIds": [asset]});
    assert_eq!(world.send("PUT", &format!("/models/{model}/examples"), &examples).await.0, 200);
    assert_eq!(
        world.send("POST", &format!("/models/{model}/training-images"), &json!({"assetId": asset})).await.0,
        200
    );
    let begun = json!({"kind": "text", "fileName": "a", "contentType": "a/b", "fileSize": 1, "parts": 1});
    let (_, begun) = world.send("POST", "/uploads", &begun).await;
    let upload = begun["upload"]["id"].as_str().unwrap().to_owned();
    let (_, begun) = world.send("POST", &format!("/models/{model}/download"), &json!({})).await;
    let job = begun["jobId"].as_str().unwrap().to_owned();
    let (_, made) = world.send("POST", &format!("/models/{model}/presets"), &json!({"inferenceId": "a"})).await;
    let preset = made["preset"]["id"].as_str().unwrap().to_owned();
    Hers { asset, model, collection, upload, job, preset }
}

/// A body that would do, were the things there.
fn body(method: &str, path: &str, hers: &Hers) -> Value {
    let Hers { asset, model, collection, .. } = hers;
    match (method, path.trim_start_matches("/v1")) {
        (_, "/collections/{collection}/assets" | "/models/{model}/examples" | "/assets") if method != "POST" => {
            json!({"assetIds": [asset]})
        }
        ("POST", "/assets") => json!({"name": "a", "image": "cGljdHVyZSAxIDEgYQ==", "collectionIds": [collection]}),
        ("POST", "/uploads") => {
            let options = json!({"collectionIds": [collection]});
            json!({"kind": "image", "fileName": "a", "contentType": "a/b", "fileSize": 1, "parts": 1, "assetOptions": options})
        }
        (_, "/jobs/{job}/action") => json!({"action": "cancel"}),
        (_, path) if path.contains("/presets") => json!({"inferenceId": "a", "isDefault": true}),
        (_, path) if path.ends_with("/transfer") => json!({"destinationProjectId": "proj_0000000000000000000000"}),
        (_, "/uploads/{upload}/action") => json!({"action": "complete"}),
        ("POST", "/models") => json!({"name": "a", "collectionIds": [collection]}),
        (_, "/collections/{collection}/models") => json!({"modelIds": [model]}),
        (_, "/assets/{asset}/tags" | "/models/{model}/tags") => json!({"add": ["red"]}),
        (_, "/assets/{asset}/lock") => json!({"lockExpiresAt": "2026-01-01T01:00:00.000Z"}),
        ("PUT", "/models/{model}/description") => json!({"description": "a"}),
        ("PUT", "/models/{model}/prompt-guide") => json!({"promptGuide": "a"}),
        (_, path) if path.ends_with("/pairs") => json!([]),
        (_, path) if path.contains("/training-images") => json!({"assetId": asset}),
        _ => json!({"name": "a"}),
    }
}

/// All that Ada sees.
async fn seen(world: &World, hers: &Hers) -> Vec<Value> {
    let Hers { asset, model, collection, upload, job, .. } = hers;
    let mut seen = Vec::new();
    for path in [
        "/collections".to_owned(),
        "/assets".to_owned(),
        "/models".to_owned(),
        "/tags".to_owned(),
        format!("/collections/{collection}"),
        format!("/assets/{asset}"),
        format!("/models/{model}"),
        format!("/models/{model}/examples"),
        format!("/uploads/{upload}"),
        format!("/jobs/{job}"),
        format!("/models/{model}/presets"),
    ] {
        let (status, answer) = world.send("GET", &path, &Value::Null).await;
        assert_eq!(status, 200, "{path}: {answer}");
        seen.push(answer);
    }
    seen
}

#[tokio::test]
async fn what_is_one_projects_is_not_there_for_another() {
    let world = World::new().await;
    let hers = hers(&world).await;
    let before = seen(&world, &hers).await;
    let mut tried = 0;
    for route in door_scenario::routes().iter().filter(|route| !matches!(route.status, Status::Absent(_))) {
        let names_things = route.path.contains('{')
            || matches!(
                (route.method, route.path),
                ("POST", "/v1/assets" | "/v1/models" | "/v1/uploads") | ("DELETE", "/v1/assets")
            );
        // Projects and teams have tests of their own.
        if !names_things || route.path.starts_with("/v1/projects") || route.path.starts_with("/v1/teams") {
            continue;
        }
        let path = route.path.replace("{asset}", &hers.asset).replace("{model}", &hers.model);
        let path = path.replace("{collection}", &hers.collection).replace("{image}", &hers.asset);
        let path = path.replace("{upload}", &hers.upload).replace("{job}", &hers.job).replace("{preset}", &hers.preset);
        let path = path.trim_start_matches("/v1");
        let (status, answer) = world.send_as(1, route.method, path, &body(route.method, route.path, &hers)).await;
        let expected = if route.path.contains('{') || route.method == "DELETE" { 404 } else { 400 };
        assert_eq!(status, expected, "{} {path}: {answer}", route.method);
        tried += 1;
    }
    assert!(tried > 30, "{tried} operations");
    // Where ids are read in bulk, hers are left out.
    for (path, ids, left) in [
        ("/assets/get-bulk", json!({"assetIds": [hers.asset]}), "assets"),
        ("/models/get-bulk", json!({"modelIds": [hers.model]}), "models"),
        ("/assets/restore", json!({"assetIds": [hers.asset]}), "restoredAssetIds"),
    ] {
        let (status, answer) = world.send_as(1, "POST", path, &ids).await;
        assert_eq!((status, &answer[left]), (200, &json!([])), "{path}: {answer}");
    }
    for path in ["/collections", "/assets", "/models", "/tags"] {
        let (_, answer) = world.send_as(1, "GET", path, &Value::Null).await;
        assert_eq!(answer.as_object().unwrap().values().next(), Some(&json!([])), "{path}: {answer}");
    }
    assert_eq!(seen(&world, &hers).await, before);
}

#[tokio::test]
async fn a_public_asset_of_another_project_is_read_and_copied_and_not_collected() {
    let world = World::new().await;
    let hers = hers(&world).await;
    let part = library::page::Part::after(1, None);
    let query = library::items::Query::all(library::items::Scope::Account(world.ada.account), part);
    let query = library::items::Query { forms: vec![library::items::Form::Image], ..query };
    let item = world.library.items(&world.ada, query).await.unwrap().items.remove(0);
    let changes = Changes { privacy: Some(Privacy::Public), ..Changes::default() };
    world.library.change_item(&world.ada, item.thing.id, changes).await.unwrap();

    let (_, made) = world.send_as(1, "POST", "/collections", &json!({"name": "Eve's"})).await;
    let collection = made["collection"]["id"].as_str().unwrap();
    let (members, ids) = (format!("/collections/{collection}/assets"), json!({"assetIds": [hers.asset]}));
    assert_eq!(world.send_as(1, "PUT", &members, &ids).await.0, 403);
    let thumbnail = json!({"thumbnail": hers.asset});
    assert_eq!(world.send_as(1, "PUT", &format!("/collections/{collection}"), &thumbnail).await.0, 403);
    for method_and_path in [("PUT", format!("/assets/{}", hers.asset)), ("DELETE", "/assets".to_owned())] {
        let (method, path) = method_and_path;
        assert_eq!(world.send_as(1, method, &path, &json!({"name": "x", "assetIds": [hers.asset]})).await.0, 403);
    }
    let (status, read) = world.send_as(1, "GET", &format!("/assets/{}", hers.asset), &Value::Null).await;
    assert_eq!((status, &read["asset"]["collectionIds"]), (200, &json!([])), "her collections are hers");
    let (status, copy) = world.send_as(1, "POST", &format!("/assets/{}/copy", hers.asset), &json!({})).await;
    assert_eq!((status, &copy["asset"]["metadata"]["originalAssetId"]), (200, &json!(hers.asset)), "{copy}");
    let ids = json!({"assetIds": [copy["asset"]["id"]]});
    assert_eq!(world.send_as(1, "PUT", &members, &ids).await.0, 200);

    // Whoever has no key reads what is public, and nothing else.
    for (path, expected) in [
        (format!("/assets/{}", hers.asset), 200),
        ("/assets".to_owned(), 200),
        ("/models".to_owned(), 200),
        (format!("/models/{}", hers.model), 404),
        ("/collections".to_owned(), 401),
        ("/assets?deleted=true".to_owned(), 403),
    ] {
        let request = Request::builder().uri(format!("/v1{path}")).header("authorization", "public-auth-token");
        let (status, _, body) = world.ask(request.body(Body::empty()).unwrap()).await;
        assert_eq!(status.as_u16(), expected, "{path}: {body}");
        if path == "/assets" {
            assert_eq!(body["assets"].as_array().unwrap().len(), 1, "{body}");
        }
    }
}

#[tokio::test]
async fn nobody_gets_in_without_a_key_or_into_another_project() {
    let world = World::new().await;
    let bearer = world.keys[0].replace("Basic", "Bearer");
    let longer = format!("{}AA", world.keys[0]);
    for credential in ["", "nonsense", "Basic", "Basic YTpi", bearer.as_str(), longer.as_str()] {
        let request = Request::builder().uri("/v1/collections").header("authorization", credential);
        let (status, _, body) = world.ask(request.body(Body::empty()).unwrap()).await;
        assert_eq!((status.as_u16(), &body["name"]), (401, &json!("UnauthorizedError")), "{credential}");
    }
    let (_, made) = world.send("POST", "/collections", &json!({"name": "a"})).await;
    let own = made["collection"]["ownerId"].as_str().unwrap();
    assert_eq!(world.send("GET", &format!("/collections?projectId={own}"), &Value::Null).await.0, 200);
    for other in ["proj_0000000000000000000000", "x"] {
        let (status, body) = world.send("GET", &format!("/collections?projectId={other}"), &Value::Null).await;
        assert_eq!((status, &body["name"]), (403, &json!("ForbiddenError")), "{other}");
    }
}
