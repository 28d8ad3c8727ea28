//! The doors held to what their `OpenAPI` documents say of them, by schemathesis: no 5xx, answers as their schemas,
//! refusals as documented.

use std::process::Command;

use serde_json::{Value, json};

use crate::support::{Place, Server, Web, ask, client, python};

/// A user's server with things in it.
struct World {
    place: Place,
    web: Web,
    server: Server,
    key: Value,
    /// Ids of things that are there, for `schemathesis_hooks.py`.
    variables: Vec<(&'static str, String)>,
}

impl World {
    async fn new() -> Self {
        let (place, web) = (Place::new().set("MAQUETTE_LOG_LEVEL", "warn"), Web::start().await);
        let (server, key) = (place.serve().await, place.key("ada").await);
        let mut world = Self { place, web, server, key, variables: Vec::new() };
        let psd = world.web.url("tote.psd");
        let mockup = world.ask("POST", "/psd/upload", &json!({"psd_file_url": psd})).await;
        let slot = &mockup["data"]["smart_objects"][0]["uuid"];
        let mockup = &mockup["data"]["uuid"];
        let fills = json!([{"uuid": slot, "color": {"hex": "#ff0000"}}]);
        let order = json!({"mockup_uuid": mockup, "smart_objects": fills, "is_async": true});
        let job = &world.ask("POST", "/renders", &order).await["job_id"];
        let found = [
            ("MAQUETTE_MOCKUP", mockup),
            ("MAQUETTE_SLOT", slot),
            ("MAQUETTE_JOB", job),
            ("MAQUETTE_KEY", &world.key["id"]),
        ];
        world.variables = found.map(|(name, value)| (name, value.as_str().unwrap().to_owned())).to_vec();
        world.variables.push(("MAQUETTE_PSD", psd));
        world
    }

    async fn ask(&self, method: &str, path: &str, body: &Value) -> Value {
        let key = self.key["sudomock"].as_str().unwrap();
        let (status, answer) = ask(&client(), &self.server, key, method, path, Some(body)).await;
        assert!((200..300).contains(&status), "{path}: {answer}");
        answer
    }

    async fn studio(&self, request: reqwest::RequestBuilder) -> Value {
        let response = request.bearer_auth(self.key["studio"].as_str().unwrap()).send().await.unwrap();
        assert!(response.status().is_success(), "{}", response.status());
        serde_json::from_str(&response.text().await.unwrap()).unwrap()
    }

    /// Makes something through `/api`; its id.
    async fn made(&self, path: &str, body: &Value) -> String {
        let request = client().post(format!("{}/api/{path}", self.server.url));
        let request = request.header("content-type", "application/json").body(body.to_string());
        self.studio(request).await["id"].as_str().unwrap().to_owned()
    }

    /// The account that the key is for.
    async fn account(&self) -> String {
        let me = self.studio(client().get(format!("{}/api/me", self.server.url))).await;
        me["account"].as_str().unwrap_or_else(|| panic!("{me}")).to_owned()
    }

    /// Runs schemathesis over a document.
    async fn hold_to(self, document: &str, arguments: &[&str]) {
        let Some(python) = python("schemathesis") else { return };
        let clients = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/clients");
        let mut command = Command::new(python.with_file_name("schemathesis"));
        command
            .args(["run", &format!("{}{document}", self.server.url)])
            .args(["--continue-on-failure", "--no-color", "--generation-deterministic", "--no-shrink"])
            .args(["--phases", "examples,coverage,fuzzing"])
            .args(arguments)
            .current_dir(self.place.path())
            .env("PYTHONPATH", clients)
            .env("PYTHONDONTWRITEBYTECODE", "1")
            .env("SCHEMATHESIS_HOOKS", "schemathesis_hooks")
            .envs(self.variables.iter().cloned());
        let output = tokio::task::spawn_blocking(move || command.output()).await.unwrap().unwrap();
        let words = String::from_utf8_lossy(&output.stdout);
        println!("{words}{}", String::from_utf8_lossy(&output.stderr));
        assert!(output.status.success(), "{}", self.place.log());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_studios_api_is_as_its_document_says() {
    let mut world = World::new().await;
    let collection = world.made("collections", &json!({"name": "for schemathesis"})).await;
    let upload = world.made("uploads", &json!({"name": "for schemathesis.psd"})).await;
    world.variables.extend([("MAQUETTE_COLLECTION", collection), ("MAQUETTE_UPLOAD", upload)]);
    let bearer = format!("Authorization: Bearer {}", world.key["studio"].as_str().unwrap());
    // Or else nearly every request would be for an account that the key is not for.
    let account = format!("X-Account: {}", world.account().await);
    // Not held against it: values that the schema cannot rule out (a file that is no Photoshop file, a slot of another
    // mockup, tiles without a size).
    let checks = ["--checks", "all", "--exclude-checks", "positive_data_acceptance", "--max-examples", "30"];
    world.hold_to("/api/openapi.json", &[&["--header", &bearer, "--header", &account], &checks[..]].concat()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sudomock_door_is_as_its_document_says() {
    let world = World::new().await;
    let key = format!("x-api-key: {}", world.key["sudomock"].as_str().unwrap());
    // Nor is it held against the dialect that it takes what its document does not know.
    let checks = [
        "--checks",
        "all",
        "--exclude-checks",
        "positive_data_acceptance,negative_data_rejection",
        "--max-examples",
        "30",
    ];
    world.hold_to("/sudomock/api/v1/openapi.json", &[&["--header", &key], &checks[..]].concat()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_dropmark_door_is_as_its_document_says() {
    use base64::Engine;
    let world = World::new().await;
    let dropmark = &world.key["dropmark"];
    let pair = format!("{}:{}", dropmark["user_id"], dropmark["token"].as_str().unwrap());
    let basic = base64::engine::general_purpose::STANDARD.encode(pair);
    let application = format!("X-API-Key: {}", dropmark["app_key"].as_str().unwrap());
    let person = format!("Authorization: Basic {basic}");
    // This dialect takes words for numbers and one word for a list, and what nobody has heard of.
    let checks = ["--checks", "all", "--exclude-checks", "positive_data_acceptance,negative_data_rejection"];
    // The key of a request is no secret of the person's: without it, nothing is answered.
    let arguments = [&["--header", &application, "--header", &person], &checks[..], &["--max-examples", "15"]].concat();
    world.hold_to("/dropmark/v1/openapi.json", &arguments).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_dynamic_mockups_door_is_as_its_document_says() {
    let world = World::new().await;
    let key = format!("x-api-key: {}", world.key["dynamic_mockups"].as_str().unwrap());
    // This dialect, too, takes what its document does not know: words for numbers, fields that nobody has heard of.
    let checks = [
        "--checks",
        "all",
        "--exclude-checks",
        "positive_data_acceptance,negative_data_rejection",
        "--max-examples",
        "20",
        // Ids in paths of its documents are words of few shapes.
        "--suppress-health-check",
        "filter_too_much",
    ];
    world.hold_to("/dynamic-mockups/api/v1/openapi.json", &[&["--header", &key], &checks[..]].concat()).await;
}
