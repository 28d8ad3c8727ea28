//! `maquette backup`, `restore` and `doctor`, beside a server that runs.

use serde_json::{Value, json};

use crate::postgres;
use crate::support::{Place, Web, ask, client};

#[tokio::test(flavor = "multi_thread")]
async fn a_server_on_sqlite_comes_back_from_its_backup() {
    comes_back(Place::new(), Place::new()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_on_postgres_comes_back_from_its_backup() {
    let (Some(one), Some(other)) = (postgres::database().await, postgres::database().await) else { return };
    comes_back(Place::new().set("MAQUETTE_DATABASE", &one), Place::new().set("MAQUETTE_DATABASE", &other)).await;
}

async fn comes_back(place: Place, new: Place) {
    let web = Web::start().await;
    let (server, key) = (place.serve().await, place.key("ada").await);
    let key = key["sudomock"].as_str().unwrap();
    let psd = json!({"psd_file_url": web.url("mug.psd")});
    let (status, mockup) = ask(&client(), &server, key, "POST", "/psd/upload", Some(&psd)).await;
    assert_eq!(status, 200, "{mockup}");
    let slot = json!({"uuid": mockup["data"]["smart_objects"][0]["uuid"], "color": {"hex": "#00ff00"}});
    let order = json!({"mockup_uuid": mockup["data"]["uuid"], "smart_objects": [slot]});
    let (status, render) = ask(&client(), &server, key, "POST", "/renders", Some(&order)).await;
    assert_eq!(status, 200, "{render}");
    let url = render["data"]["print_files"][0]["export_path"].as_str().unwrap();
    let picture = client().get(url).send().await.unwrap().bytes().await.unwrap();

    let archive = place.path().join("backup.zip");
    let archive = archive.to_str().unwrap();
    // The server runs on.
    place.run(&["backup", "--output", archive]).await;
    assert!(place.fails(&["backup", "--output", archive]).await.contains("exists already"));
    let (status, _) = ask(&client(), &server, key, "POST", "/psd/upload", Some(&psd)).await;
    assert_eq!(status, 200);

    let said = new.run(&["restore", archive]).await;
    assert!(said.starts_with("restored the database and "), "{said}");
    assert!(new.fails(&["restore", archive]).await.contains("not empty"));
    let restored = new.serve().await;
    // The same key, the same mockup, the same link, and not what came later.
    let (status, list) = ask(&client(), &restored, key, "GET", "/psd-mockups", None).await;
    assert_eq!((status, &list["data"]["total"]), (200, &json!(1)), "{list}");
    assert_eq!(list["data"]["mockups"][0]["uuid"], mockup["data"]["uuid"]);
    let again = client().get(url.replace(&server.url, &restored.url)).send().await.unwrap();
    assert_eq!(again.bytes().await.unwrap(), picture);
    // New rows are numbered on.
    let (status, _) = ask(&client(), &restored, key, "POST", "/psd/upload", Some(&psd)).await;
    assert_eq!(status, 200);
    let (one, other) = (place.key("eve").await, new.key("eve").await);
    assert_eq!(one["dropmark"]["user_id"], other["dropmark"]["user_id"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_doctor_finds_what_is_missing() {
    let (place, web) = (Place::new(), Web::start().await);
    let before = place.run(&["doctor"]).await;
    assert!(before.contains("sqlite, empty") && !place.path().join("data").exists(), "{before}");
    let (server, key) = (place.serve().await, place.key("ada").await);
    let psd = json!({"psd_file_url": web.url("mug.psd")});
    let (status, mockup) =
        ask(&client(), &server, key["sudomock"].as_str().unwrap(), "POST", "/psd/upload", Some(&psd)).await;
    assert_eq!(status, 200, "{mockup}");
    let well = place.run(&["doctor"]).await;
    assert!(well.contains("all 4 that rows name are there") && !well.contains("BAD"), "{well}");

    let thumbnail = thumbnail(&place, &mockup);
    std::fs::remove_file(&thumbnail).unwrap();
    let secret = place.path().join("data/secret");
    std::fs::set_permissions(&secret, std::os::unix::fs::PermissionsExt::from_mode(0o644)).unwrap();
    let ill = place.fails(&["doctor"]).await;
    let name = thumbnail.file_name().unwrap().to_str().unwrap();
    assert!(ill.contains("1 of 4") && ill.contains(name) && ill.contains("chmod 600"), "{ill}");
    assert!(ill.contains("error: configuration: 2 of 7 things are not well"), "{ill}");
    // Such a state is not backed up as if it were whole.
    let archive = place.path().join("backup.zip");
    let refused = place.fails(&["backup", "--output", archive.to_str().unwrap()]).await;
    assert!(refused.contains(name) && !archive.exists(), "{refused}");
}

/// A file of the mockup's, where it lies.
fn thumbnail(place: &Place, mockup: &Value) -> std::path::PathBuf {
    let url = mockup["data"]["thumbnails"][0]["url"].as_str().unwrap();
    let name = url.rsplit('/').next().unwrap();
    let hash = name.rsplit_once('.').map_or(name, |(name, _)| name).rsplit('-').next().unwrap();
    place.path().join("data/blobs/blobs").join(&hash[..2]).join(&hash[2..4]).join(hash)
}
