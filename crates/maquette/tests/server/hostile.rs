//! What should not work, and leaves nothing behind: bad URLs, bad files, bad keys, other people's ids.

use serde_json::{Value, json};

use crate::support::{Place, Server, Web, ask, client};

/// Spellings of this machine and of places inside networks, with the port filled in.
const INSIDE: [&str; 28] = [
    "http://127.0.0.1:PORT/x",
    "http://localhost:PORT/x",
    "http://LOCALHOST.:PORT/x",
    "http://2130706433:PORT/x",
    "http://0x7f000001:PORT/x",
    "http://0x7f.1:PORT/x",
    "http://0177.0.0.1:PORT/x",
    "http://127.1:PORT/x",
    "http://0:PORT/x",
    "http://0.0.0.0:PORT/x",
    "http://127.0.0.1.:PORT/x",
    "http://[::1]:PORT/x",
    "http://[::]:PORT/x",
    "http://[::ffff:127.0.0.1]:PORT/x",
    "http://[::ffff:7f00:1]:PORT/x",
    "http://[::127.0.0.1]:PORT/x",
    "http://[64:ff9b::7f00:1]:PORT/x",
    "http://[2002:7f00:1::]:PORT/x",
    "http://[fe80::1]:PORT/x",
    "http://[fd00::1]:PORT/x",
    "http://user@127.0.0.1:PORT/x",
    "http://example.com@127.0.0.1:PORT/x",
    "http://10.0.0.1:PORT/x",
    "http://192.168.0.1:PORT/x",
    "http://169.254.169.254/latest/meta-data/",
    "http://metadata.google.internal/computeMetadata/v1/",
    "http://100.64.0.1:PORT/x",
    "http://172.16.0.1:PORT/x",
];

const OTHER_SCHEMES: [&str; 6] = [
    "file:///etc/passwd",
    "ftp://127.0.0.1/x",
    "gopher://127.0.0.1:PORT/x",
    "data:image/png;base64,AAAA",
    "javascript:alert(1)",
    "not a url",
];

async fn mockup(client: &reqwest::Client, server: &Server, key: &str, web: &Web) -> Value {
    let order = json!({"psd_file_url": web.url("mug.psd")});
    let (status, body) = ask(client, server, key, "POST", "/psd/upload", Some(&order)).await;
    assert_eq!(status, 200, "{body}");
    body["data"].clone()
}

fn artwork(mockup: &Value, url: &str) -> Value {
    let slot = json!({"uuid": mockup["smart_objects"][0]["uuid"], "asset": {"url": url}});
    json!({"mockup_uuid": mockup["uuid"], "smart_objects": [slot], "export_options": {"image_size": 200}})
}

#[tokio::test(flavor = "multi_thread")]
async fn no_connection_is_made_to_places_inside() {
    let web = Web::start().await;
    // One server that may fetch from here, to have a mockup; then one over the same data that may not.
    let open = Place::new();
    let key = open.key("ada").await["sudomock"].as_str().unwrap().to_owned();
    let client = client();
    let server = open.serve().await;
    let mockup = mockup(&client, &server, &key, &web).await;
    server.kill();
    let shut = open.set("MAQUETTE_FETCH_ALLOW", "");
    let server = shut.serve().await;
    let before = web.requests();
    let port = web.address.port().to_string();
    for url in INSIDE.iter().chain(&OTHER_SCHEMES) {
        let url = url.replace("PORT", &port);
        let upload = json!({"psd_file_url": url});
        let (status, body) = ask(&client, &server, &key, "POST", "/psd/upload", Some(&upload)).await;
        assert!((400..500).contains(&status), "{url}: {status} {body}");
        assert!(body["detail"].is_string(), "{url}: {body}");
        let order = artwork(&mockup, &url);
        let (status, body) = ask(&client, &server, &key, "POST", "/renders", Some(&order)).await;
        assert!((400..500).contains(&status), "{url}: {status} {body}");
    }
    assert_eq!(web.requests(), before, "a connection was made");
    let (_, body) = ask(&client, &server, &key, "GET", "/psd-mockups", None).await;
    assert_eq!(body["data"]["total"], 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn bad_files_and_keys_get_the_dialects_errors_and_leave_nothing() {
    let (place, web) = (Place::new().set("MAQUETTE_LIMITS_PSD_BYTES", "60000000"), Web::start().await);
    let place = place.set("MAQUETTE_LIMITS_ARTWORK_BYTES", "5000000");
    let server = place.serve().await;
    let key = place.key("ada").await["sudomock"].as_str().unwrap().to_owned();
    let other = place.key("eve").await["sudomock"].as_str().unwrap().to_owned();
    let client = client();
    let mockup = mockup(&client, &server, &key, &web).await;
    for (file, wanted) in
        [("broken.psd", 400..=422), ("page.html", 400..=422), ("missing.psd", 400..=422), ("endless", 413..=413)]
    {
        let order = json!({"psd_file_url": web.url(file)});
        let (status, body) = ask(&client, &server, &key, "POST", "/psd/upload", Some(&order)).await;
        assert!(
            wanted.contains(&status) && body["detail"].is_string() && body["success"] == false,
            "{file}: {status} {body}"
        );
    }
    for (file, wanted) in [("page.html", 400..=422), ("missing.png", 400..=422), ("endless", 413..=413)] {
        let (status, body) =
            ask(&client, &server, &key, "POST", "/renders", Some(&artwork(&mockup, &web.url(file)))).await;
        assert!(wanted.contains(&status) && body["detail"].is_string(), "{file}: {status} {body}");
    }
    let limit =
        ask(&client, &server, &key, "POST", "/psd/upload", Some(&json!({"psd_file_url": web.url("endless")}))).await;
    assert!(limit.1["detail"].as_str().unwrap().contains("limits.psd_bytes"), "{}", limit.1);

    let path = format!("/psd-mockups/{}", mockup["uuid"].as_str().unwrap());
    for (method, body) in [("GET", None), ("PATCH", Some(json!({"name": "mine"}))), ("DELETE", None)] {
        let (status, answer) = ask(&client, &server, &other, method, &path, body.as_ref()).await;
        assert_eq!((status, &answer), (404, &json!({"detail": "Mockup not found", "success": false})), "{method}");
    }
    let (status, answer) =
        ask(&client, &server, &other, "POST", "/renders", Some(&artwork(&mockup, &web.url("red.png")))).await;
    assert_eq!((status, &answer["detail"]), (404, &json!("Mockup not found")));
    let wrong = format!("sm_{}", "0".repeat(64));
    let (status, answer) = ask(&client, &server, &wrong, "GET", "/psd-mockups", None).await;
    assert_eq!((status, answer), (401, json!({"detail": "Invalid or missing API key", "success": false})));

    let (_, mockups) = ask(&client, &server, &key, "GET", "/psd-mockups", None).await;
    assert_eq!(mockups["data"]["total"], 1);
    let (_, jobs) = ask(&client, &server, &key, "GET", "/jobs", None).await;
    let unfinished =
        jobs["jobs"].as_array().unwrap().iter().filter(|job| job["status"] == "queued" || job["status"] == "running");
    assert_eq!(unfinished.count(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_newer_schema_is_refused_in_one_line() {
    let place = Place::new();
    place.run(&["migrate"]).await;
    let file = place.path().join("data/maquette.db");
    let python = "import sqlite3,sys; db=sqlite3.connect(sys.argv[1]); db.execute(\"insert into _sqlx_migrations(version,description,success,checksum,execution_time) values (99999999999999,'later',1,x'00',0)\"); db.commit()";
    let made = std::process::Command::new("python3").args(["-c", python]).arg(&file).status();
    if !made.is_ok_and(|status| status.success()) {
        assert!(std::env::var_os("MAQUETTE_TEST_ALL").is_none());
        return println!("skipped: no python3 to change the database with");
    }
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_maquette"));
    let output =
        command.args(["serve", "--listen", "127.0.0.1:0", "--data"]).arg(place.path().join("data")).output().unwrap();
    let words = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success() && words.lines().count() == 1 && words.contains("newer"), "{words}");
}
