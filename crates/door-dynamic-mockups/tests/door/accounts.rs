//! Two accounts: what is one's is not there for the other.

use door_kit::route_table::Status;
use serde_json::{Value, json};

use crate::world::World;

/// Ids of Ada's things.
struct Hers {
    mockup: String,
    slot: String,
    psd: String,
    catalog: String,
    collection: String,
}

async fn hers(world: &World) -> Hers {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let mockup = world.mockup("Mug").await;
    let (_, catalog) = world.send("POST", "/catalogs", &json!({"name": "Hers"})).await;
    let (_, collection) = world.send("POST", "/collections", &json!({"name": "Hers"})).await;
    Hers {
        mockup: text(&mockup["uuid"]),
        slot: text(&mockup["smart_objects"][0]["uuid"]),
        psd: text(&mockup["psd"]["uuid"]),
        catalog: text(&catalog["data"]["uuid"]),
        collection: text(&collection["data"]["uuid"]),
    }
}

/// Requests of an operation that name her things; none where it takes no id.
fn requests(path: &str, method: &str, hers: &Hers) -> Option<Vec<(String, Value)>> {
    let Hers { mockup, slot, psd, catalog, collection } = hers;
    let fill = json!([{"uuid": slot, "color": "#ff0000"}]);
    let url = "https://files.test/Mug.psd";
    let with_template =
        |template: Value| ("/psd/upload".to_owned(), json!({"psd_file_url": url, "mockup_template": template}));
    let get = |path: String| (path, Value::Null);
    Some(match (method, path) {
        ("GET", "/api/v1/collections") => vec![get(format!("/collections?catalog_uuid={catalog}"))],
        ("POST", "/api/v1/collections") => {
            vec![("/collections".to_owned(), json!({"name": "a", "catalog_uuid": catalog}))]
        }
        ("GET", "/api/v1/mockups" | "/api/v1/mockups/extended") => {
            let path = path.trim_start_matches("/api/v1");
            vec![get(format!("{path}?catalog_uuid={catalog}")), get(format!("{path}?collection_uuid={collection}"))]
        }
        ("GET", "/api/v1/mockup/{uuid}") => vec![get(format!("/mockup/{mockup}"))],
        ("GET", "/api/v1/mockups/{uuid}/smartObjects") => vec![get(format!("/mockups/{mockup}/smartObjects"))],
        ("POST", "/api/v1/renders" | "/api/v1/renders/print-files") => {
            let body = json!({"mockup_uuid": mockup, "smart_objects": fill});
            vec![(path.trim_start_matches("/api/v1").to_owned(), body)]
        }
        ("POST", "/api/v1/renders/bulk") => {
            let artworks = json!({"artwork_main": "https://files.test/art.png"});
            vec![("/renders/bulk".to_owned(), json!({"collection_uuid": collection, "artworks": artworks}))]
        }
        ("POST", "/api/v1/psd/upload") => {
            vec![with_template(json!({"catalog_uuid": catalog})), with_template(json!({"collections": [collection]}))]
        }
        ("POST", "/api/v1/psd/delete") => {
            vec![("/psd/delete".to_owned(), json!({"psd_uuid": psd, "delete_related_mockups": true}))]
        }
        // The batch answers for each item; the rest takes no ids.
        ("POST", "/api/v1/renders/batch" | "/api/v1/catalogs" | "/api/v1/mcp/track") | ("GET", "/api/v1/catalogs") => {
            return None;
        }
        _ => panic!("{method} {path} is not tried with another's ids"),
    })
}

#[tokio::test]
async fn anothers_ids_are_not_there_and_nothing_changes() {
    let world = World::new().await;
    let hers = hers(&world).await;
    let before = everything(&world).await;
    let mut count = 0;
    for route in door_dynamic_mockups::routes() {
        if matches!(route.status, Status::Absent(_)) {
            continue;
        }
        for (path, body) in requests(route.path, route.method, &hers).unwrap_or_default() {
            let (status, answer) = world.send_as(1, route.method, &path, &body).await;
            assert_eq!(status, 404, "{} {path}: {answer}", route.method);
            assert!(answer["success"] == json!(false) && answer["message"].is_string(), "{answer}");
            count += 1;
        }
    }
    assert!(count > 12, "{count} requests");
    assert_eq!(everything(&world).await, before);
    let (_, theirs) = world.send_as(1, "GET", "/mockups?include_all_catalogs=true", &Value::Null).await;
    assert_eq!(theirs["data"], json!([]));
}

#[tokio::test]
async fn anothers_mockup_fails_its_item_of_a_batch() {
    let world = World::new().await;
    let hers = hers(&world).await;
    let item = json!({"mockup_uuid": hers.mockup, "smart_objects": []});
    let (status, answer) = world.send_as(1, "POST", "/renders/batch", &json!({"renders": [item]})).await;
    assert_eq!((status, &answer["data"]["failed_renders"]), (200, &json!(1)));
    assert_eq!(answer["data"]["renders"][0]["message"], json!("Mockup not found."));
}

#[tokio::test]
async fn nobody_gets_in_without_a_key() {
    let world = World::new().await;
    for route in door_dynamic_mockups::routes().iter().filter(|route| !matches!(route.status, Status::Absent(_))) {
        let path = route.path.replace("{uuid}", "00000000-0000-0000-0000-000000000000");
        for key in ["", "nonsense", "00000000-0000-0000-0000-000000000000:00", &world.keys[0].replace(':', ":0")] {
            let request = axum::http::Request::builder().method(route.method).uri(&path).header("x-api-key", key);
            let request = request.header("authorization", format!("Bearer {}", world.keys[0]));
            let (status, _, body) = world.ask(request.body(axum::body::Body::empty()).unwrap()).await;
            assert_eq!((status.as_u16(), &body["message"]), (401, &json!("Unauthenticated.")), "{path}");
        }
    }
}

/// All that Ada can see.
async fn everything(world: &World) -> Vec<Value> {
    let mut seen = Vec::new();
    for path in ["/catalogs", "/collections?include_all_catalogs=true", "/mockups?include_all_catalogs=true"] {
        seen.push(world.send("GET", path, &Value::Null).await.1);
    }
    seen
}
