//! Uploads, mockups, assets, collections and what is in them.

use axum::body::Body;
use serde_json::{Value, json};
use testkit::memory::{FakePsd, fake_picture};

use crate::world::world;

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

#[tokio::test]
async fn a_file_comes_in_parts_that_may_be_sent_again() {
    let world = world().await;
    let upload = world.json("POST", "/api/uploads", json!({"name": "Poster.psd"})).await;
    assert_eq!(upload.status, 201);
    let path = format!("/api/uploads/{}", upload.id());
    assert_eq!(upload.headers["location"], path);
    let file = FakePsd::with_slots(&["Art"]).bytes();
    let (first, second) = file.split_at(10);
    let put =
        async |number: &str, part: &[u8]| world.bytes("PUT", &format!("{path}/parts/{number}"), part.to_vec()).await;
    assert_eq!(put("2", second).await.status, 200);
    world.json("POST", &format!("{path}/complete"), json!({})).await.refused(409, None);
    let early = json!({"upload": upload.id()});
    world.json("POST", "/api/mockups", early.clone()).await.refused(409, None);
    assert_eq!(put("1", b"wrong").await.status, 200);
    assert_eq!(put("1", first).await.json["bytes"], 10);
    put("0", first).await.refused(422, Some("part"));
    put("x", first).await.refused(404, None);
    put("3", &[0; 1001]).await.refused(413, None);
    let arrived = world.get(&path).await.json;
    assert_eq!((arrived["parts"].as_array().unwrap().len(), &arrived["complete"]), (2, &json!(false)));
    let complete = world.json("POST", &format!("{path}/complete"), json!({})).await;
    assert_eq!((complete.status.as_u16(), &complete.json["bytes"]), (200, &json!(file.len())));
    put("3", second).await.refused(409, None);
    let made = world.json("POST", "/api/mockups", early).await;
    assert_eq!((made.status.as_u16(), &made.json["name"]), (201, &json!("Poster")), "{}", made.text);
    assert_eq!(world.delete(&path).await.status, 404, "an upload is forgotten when its mockup is made");
}

#[tokio::test]
async fn a_mockup_is_made_of_a_form_or_a_url() {
    let world = world().await;
    let mut file = FakePsd::with_slots(&["Front", "Back"]);
    file.texts.push(("Title".into(), "Hello".into()));
    file.losses.push("knockout".into());
    let made = world.form("/api/mockups", "x.psd", Some("Mug"), &file.bytes()).await;
    assert_eq!((made.status.as_u16(), &made.json["name"]), (201, &json!("Mug")), "{}", made.text);
    let mockup = world.get(made.headers["location"].to_str().unwrap()).await.json;
    assert_eq!(mockup, made.json);
    assert_eq!(mockup["slots"].as_array().unwrap().len(), 2);
    assert_eq!(
        (&mockup["text_layers"][0]["text"], &mockup["losses"][0]["feature"]),
        (&json!("Hello"), &json!("knockout"))
    );
    assert!(text(&mockup["previews"][0]["url"]).starts_with("https://studio.test/files/"));

    world.fetcher.serve("https://a.test/Bag.psd", "image/vnd.adobe.photoshop", file.bytes());
    let by_url = world.json("POST", "/api/mockups", json!({"url": "https://a.test/Bag.psd"})).await;
    assert_eq!((by_url.status.as_u16(), &by_url.json["name"]), (201, &json!("Bag")), "{}", by_url.text);
    let later = world.json("POST", "/api/mockups?wait=false", json!({"url": "https://a.test/Bag.psd"})).await;
    assert_eq!((later.status.as_u16(), &later.json["kind"]), (202, &json!("import")));

    world.form("/api/mockups", "x.psd", None, b"no such file").await.refused(422, None);
    world.form("/api/mockups", "x.psd", None, &[0; 2000]).await.refused(413, None);
    world.json("POST", "/api/mockups", json!({"url": "https://a.test/none"})).await.refused(422, None);
    world.json("POST", "/api/mockups", json!({"url": "ftp://a.test/"})).await.refused(422, None);
    world.json("POST", "/api/mockups", json!({})).await.refused(422, Some("upload"));
    world.json("POST", "/api/mockups", json!({"link": "x"})).await.refused(422, Some("link"));
    world.bytes("POST", "/api/mockups", "PSD").await.refused(415, None);
}

#[tokio::test]
async fn mockups_are_listed_renamed_and_removed() {
    let world = world().await;
    let path = format!("/api/mockups/{}", text(&world.mockup().await["id"]));
    let renamed = world.json("PATCH", &path, json!({"name": " Cup "})).await;
    assert_eq!(renamed.json["name"], "Cup");
    let count = async |query: &str| world.get(&format!("/api/mockups?{query}")).await.json["total"].clone();
    assert_eq!(count("name=CU&sort=name&order=ascending&limit=1").await, 1);
    assert_eq!(count("name=mug").await, 0);
    assert_eq!(count("created_from=2026-01-02T00:00:00Z").await, 0);
    assert_eq!(count("created_to=2026-01-02T00:00:00Z").await, 1);
    for (query, field) in [
        ("limit=0", "limit"),
        ("limit=101", "limit"),
        ("offset=-1", "offset"),
        ("sort=size", "sort"),
        ("color=1", "color"),
    ] {
        world.get(&format!("/api/mockups?{query}")).await.refused(422, Some(field));
    }
    world.json("PATCH", &path, json!({"name": "a\u{0}b"})).await.refused(422, Some("name"));
    world.json("PATCH", &path, json!({"name": 5})).await.refused(422, Some("name"));
    let broken =
        world.request("PATCH", &path).header("content-type", "application/json").body(Body::from("{")).unwrap();
    world.send(broken).await.refused(400, None);
    assert_eq!(world.delete(&path).await.status, 204);
    world.get(&path).await.refused(404, None);
    world.get("/api/mockups/mug").await.refused(404, None);
}

#[tokio::test]
async fn assets_come_in_forms_and_bodies() {
    let world = world().await;
    let form = world.form("/api/assets", "Leaf.png", None, &fake_picture(1000, 500, "leaf")).await;
    assert_eq!(
        (form.status.as_u16(), &form.json["name"], &form.json["width"]),
        (201, &json!("Leaf.png"), &json!(1000))
    );
    assert!(text(&form.json["url"]).contains("/Leaf-"), "{}", form.text);
    let request =
        world.request("POST", "/api/assets?name=notes.txt").header("content-type", "text/plain; charset=utf-8");
    let body = world.send(request.body(Body::from("words")).unwrap()).await;
    assert_eq!(
        (&body.json["media_type"], &body.json["bytes"], &body.json["width"]),
        (&json!("text/plain"), &json!(5), &Value::Null)
    );
    let path = format!("/api/assets/{}", body.id());
    assert_eq!(world.json("PATCH", &path, json!({"name": "n"})).await.json["name"], "n");
    assert_eq!(world.get(&path).await.json["collections"], json!([]));
    assert_eq!(world.get("/api/assets?order=ascending").await.json["total"], 2);
    assert_eq!(world.delete(&path).await.status, 204);
    world.delete(&path).await.refused(404, None);
}

#[tokio::test]
async fn what_is_there_twice_is_reported() {
    let world = world().await;
    let mut ids = Vec::new();
    for (name, words) in [("one", "same"), ("two", "same"), ("three", "other")] {
        let path = format!("/api/assets?name={name}");
        ids.push(world.bytes("POST", &path, words).await.id().to_owned());
    }
    let found = world.get("/api/duplicates").await;
    let names: Vec<&Value> = found.json["items"][0]["items"].as_array().unwrap().iter().map(|one| &one["id"]).collect();
    assert_eq!((&found.json["total"], names), (&json!(1), vec![&json!(ids[0]), &json!(ids[1])]), "{}", found.text);
    assert_eq!(world.get("/api/duplicates?by=file&offset=1").await.json, json!({"items": [], "total": 1}));
    for by in ["link", "look"] {
        let none = world.get(&format!("/api/duplicates?by={by}")).await;
        assert_eq!(none.json, json!({"items": [], "total": 0}), "{by}");
    }
    for (query, field) in [("by=name", "by"), ("limit=0", "limit"), ("limit=101", "limit"), ("of=me", "of")] {
        let refused = world.get(&format!("/api/duplicates?{query}")).await;
        refused.refused(422, Some(field));
    }
}

#[tokio::test]
async fn things_are_placed_ordered_and_taken_out() {
    let world = world().await;
    let mug = text(&world.mockup().await["id"]).to_owned();
    let leaf = world.bytes("POST", "/api/assets?name=leaf", "leaf").await.id().to_owned();
    let catalog = world.json("POST", "/api/catalogs", json!({"name": "Shop"})).await.id().to_owned();
    assert_eq!(world.get("/api/catalogs").await.json["items"].as_array().unwrap().len(), 2);
    let new = json!({"name": "Spring", "catalog": catalog, "privacy": "unlisted"});
    let path = format!("/api/collections/{}", world.json("POST", "/api/collections", new).await.id());
    let entries = format!("{path}/entries");

    let added = world.json("POST", &entries, json!({"things": [mug]})).await;
    assert_eq!(added.json["collection"]["mockups"], 1, "{}", added.text);
    let before = json!({"before": added.json["placed"][0]["id"]});
    let added = world.json("POST", &entries, json!({"things": [leaf, mug], "place": before})).await;
    assert_eq!((&added.json["skipped"], &added.json["collection"]["assets"]), (&json!([mug]), &json!(1)));
    world.json("POST", &entries, json!({"things": [mug], "duplicates": "refuse"})).await.refused(409, None);
    let stranger = json!({"things": [uuid::Uuid::nil()]});
    world.json("POST", &entries, stranger).await.refused(422, Some("things[0]"));

    let listed = world.get(&entries).await.json;
    let ids: Vec<&Value> = listed["items"].as_array().unwrap().iter().map(|entry| &entry["id"]).collect();
    assert_eq!((&listed["items"][0]["name"], &listed["items"][1]["kind"]), (&json!("leaf"), &json!("mockup")));
    assert_eq!(world.json("PUT", &format!("{entries}/order"), json!({"entries": [ids[1]]})).await.status, 204);
    assert_eq!(world.get(&entries).await.json["items"][0]["thing"], mug);
    assert_eq!(world.get(&format!("/api/mockups/{mug}")).await.json["collections"][0]["name"], "Spring");
    let left = world.json("POST", &format!("{entries}/remove"), json!({"entries": [ids[1]]})).await;
    assert_eq!(left.json["mockups"], 0);

    let changed = world.json("PATCH", &path, json!({"description": "soon", "privacy": null})).await;
    assert_eq!((&changed.json["description"], &changed.json["privacy"]), (&json!("soon"), &json!("unlisted")));
    assert_eq!(world.get(&format!("/api/collections?catalog={catalog}&sort=name")).await.json["total"], 1);
    assert_eq!(world.delete(&path).await.status, 204);
    world.get(&entries).await.refused(404, None);
}
