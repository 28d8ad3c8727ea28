//! The services' own clients, unmodified, against our doors.

use crate::support::{Place, Server, Web, python};

/// Runs a script of `tests/clients` in the environment of the real client; what it says.
pub(crate) async fn run(script: &str, python: &std::path::Path, variables: &[(&str, &str)]) -> String {
    let path = format!("{}/tests/clients/{script}", env!("CARGO_MANIFEST_DIR"));
    let mut command = std::process::Command::new(python);
    command.arg(path).envs(variables.iter().copied());
    let output = tokio::task::spawn_blocking(move || command.output()).await.unwrap().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    let words = format!("{said}{}", String::from_utf8_lossy(&output.stderr));
    println!("{words}");
    assert!(output.status.success(), "{script} failed:\n{words}");
    said
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sudomock_client_for_python() {
    let Some(python) = python("sudomock, PIL") else { return };
    let (place, web) = (Place::new(), Web::start().await);
    let server: Server = place.serve().await;
    let (key, other) = (place.key("ada").await, place.key("eve").await);
    // A second server over the same data, with narrow limits, for the answers that come beyond them.
    let limited = Place::new().set("MAQUETTE_LIMITS_REQUESTS_A_MINUTE", "2");
    let (limited_server, limited_key) = (limited.serve().await, limited.key("ada").await);
    let url = |server: &Server| format!("{}/sudomock", server.url);
    run(
        "sudomock_client.py",
        &python,
        &[
            ("SUDOMOCK_BASE_URL", &url(&server)),
            ("SUDOMOCK_KEY", key["sudomock"].as_str().unwrap()),
            ("SUDOMOCK_OTHER_KEY", other["sudomock"].as_str().unwrap()),
            ("SUDOMOCK_LIMITED_BASE_URL", &url(&limited_server)),
            ("SUDOMOCK_LIMITED_KEY", limited_key["sudomock"].as_str().unwrap()),
            ("FILES_URL", &format!("http://{}", web.address)),
        ],
    )
    .await;
}

/// Runs a script of SudoMock's client for Python against a server of its own.
async fn sudomock(script: &str, modules: &str) {
    let Some(python) = python(modules) else { return };
    let (place, web) = (Place::new(), Web::start().await);
    let server: Server = place.serve().await;
    let (key, other) = (place.key("ada").await, place.key("eve").await);
    let variables = [
        ("SUDOMOCK_BASE_URL", &*format!("{}/sudomock", server.url)),
        ("SUDOMOCK_KEY", key["sudomock"].as_str().unwrap()),
        ("SUDOMOCK_OTHER_KEY", other["sudomock"].as_str().unwrap()),
        ("FILES_URL", &format!("http://{}", web.address)),
    ];
    run(script, &python, &variables).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn webhooks_by_the_sudomock_client_for_python() {
    sudomock("sudomock_webhooks.py", "sudomock").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn photo_mockups_by_the_sudomock_client_for_python() {
    sudomock("sudomock_photos.py", "sudomock, PIL").await;
}

/// Every method that is neither about webhooks nor about photos, and what has no method.
#[tokio::test(flavor = "multi_thread")]
async fn the_rest_of_the_sudomock_client_for_python() {
    sudomock("sudomock_rest.py", "sudomock, PIL").await;
}

/// Every method of Scenario's client about projects, teams, people, keys and webhooks.
#[tokio::test(flavor = "multi_thread")]
async fn tenancy_by_the_scenario_client_for_python() {
    let Some(python) = python("scenario_sdk, httpx, PIL") else { return };
    let (place, web) = (Place::new().set("MAQUETTE_SIGN_UP", "open"), Web::start().await);
    let server: Server = place.serve().await;
    let (key, other) = (place.key("ada").await, place.key("eve").await);
    run(
        "scenario_tenancy.py",
        &python,
        &[
            ("MAQUETTE_URL", &server.url),
            ("SCENARIO_KEY", key["scenario"]["key"].as_str().unwrap()),
            ("SCENARIO_SECRET", key["scenario"]["secret"].as_str().unwrap()),
            ("SUDOMOCK_KEY", key["sudomock"].as_str().unwrap()),
            ("SCENARIO_OTHER_KEY", other["scenario"]["key"].as_str().unwrap()),
            ("SCENARIO_OTHER_SECRET", other["scenario"]["secret"].as_str().unwrap()),
            ("SCENARIO_PAGE", concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/doors/scenario.md")),
            ("FILES_URL", &format!("http://{}", web.address)),
        ],
    )
    .await;
}

/// Every method of Scenario's client that the door has, and its pagers over long lists.
#[tokio::test(flavor = "multi_thread")]
async fn the_scenario_client_for_python() {
    let Some(python) = python("scenario_sdk, PIL") else { return };
    let (place, web) = (Place::new(), Web::start().await);
    let server: Server = place.serve().await;
    let (key, other) = (place.key("ada").await, place.key("eve").await);
    let words = |key: &serde_json::Value, part: &str| key["scenario"][part].as_str().unwrap().to_owned();
    run(
        "scenario_client.py",
        &python,
        &[
            ("SCENARIO_URL", &format!("{}/scenario/v1", server.url)),
            ("SCENARIO_KEY", &words(&key, "key")),
            ("SCENARIO_SECRET", &words(&key, "secret")),
            ("SCENARIO_OTHER_KEY", &words(&other, "key")),
            ("SCENARIO_OTHER_SECRET", &words(&other, "secret")),
            ("SCENARIO_PAGE", concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/doors/scenario.md")),
            ("FILES_URL", &format!("http://{}", web.address)),
        ],
    )
    .await;
}
