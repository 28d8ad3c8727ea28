//! Servers for agents, asked by the protocol's own client: ours, and Dynamic Mockups' on its door.

use std::path::PathBuf;

use serde_json::{Value, json};

use crate::clients::run;
use crate::support::{Place, Web, python};

#[tokio::test(flavor = "multi_thread")]
async fn our_own_server_for_agents() {
    let Some(python) = python("mcp, PIL") else { return };
    let (place, web) = (Place::new(), Web::start().await);
    let (key, other) = (place.key("ada").await, place.key("eve").await);
    let server = place.serve().await;
    let spelt = |key: &Value| {
        let scenario = format!("{}:{}", word(&key["scenario"]["key"]), word(&key["scenario"]["secret"]));
        json!([key["studio"], key["sudomock"], key["dynamic_mockups"], scenario])
    };
    let data = place.path().join("data").display().to_string();
    run(
        "mcp_client.py",
        &python,
        &[
            ("MAQUETTE", &json!([env!("CARGO_BIN_EXE_maquette"), "--data", data]).to_string()),
            ("MAQUETTE_FETCH_ALLOW", "127.0.0.0/8"),
            ("MCP_URL", &format!("{}/mcp", server.url)),
            ("MCP_KEYS", &spelt(&key).to_string()),
            ("MCP_OTHER_KEY", word(&other["studio"])),
            ("FILES_URL", &format!("http://{}", web.address)),
        ],
    )
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_has_no_key_gets_one_line() {
    let place = Place::new();
    place.key("ada").await;
    for (words, wanted) in [
        (&["mcp"][..], "say who acts"),
        (&["mcp", "--key", "nonsense"], "authentication"),
        (&["mcp", "--user", "nobody"], "no user called nobody"),
        (&["mcp", "--user", "ada", "--key", "x"], "cannot be used with"),
    ] {
        let output = place.fail(words).await;
        assert!(output.contains(wanted) && output.lines().count() == 1, "{words:?}: {output}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn dynamic_mockups_own_server_for_agents() {
    let (Some(python), Some(package)) = (python("mcp, PIL, cryptography"), package()) else { return };
    let (place, web) = (Place::new(), Web::start().await);
    let key = place.key("ada").await;
    let server = place.serve().await;
    run(
        "dynamic_mockups_mcp.py",
        &python,
        &[
            ("PACKAGE", &package.display().to_string()),
            ("DM_BASE_URL", &format!("{}/dynamic-mockups", server.url)),
            ("DM_MCP_URL", &format!("{}/dynamic-mockups/mcp", server.url)),
            ("DM_KEY", word(&key["dynamic_mockups"])),
            ("FILES_URL", &format!("http://{}", web.address)),
        ],
    )
    .await;
}

fn word(value: &Value) -> &str {
    value.as_str().unwrap()
}

/// The npm package's main file, in the folder where `npm ci` has put it.
fn package() -> Option<PathBuf> {
    let own = std::env::var_os("MAQUETTE_TEST_NODE").map(PathBuf::from);
    let tools = std::env::var_os("MAQUETTE_TEST_TOOLS").map(|folder| PathBuf::from(folder).join("node"));
    let file = "node_modules/@dynamic-mockups/mcp/src/index.js";
    let found = own.into_iter().chain(tools).map(|folder| folder.join(file)).find(|file| file.exists());
    if found.is_none() {
        let words = "skipped: no @dynamic-mockups/mcp below MAQUETTE_TEST_NODE";
        assert!(std::env::var_os("MAQUETTE_TEST_ALL").is_none(), "{words}");
        println!("{words}");
    }
    found
}
