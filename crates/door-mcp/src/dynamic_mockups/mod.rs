//! Dynamic Mockups' own server for agents: the same tools with the same arguments, at the same paths. Its tools ask that
//! service's door in this process, so that there is one translation; this module knows the door only as a router.

mod answer;
mod pages;
mod schemas;
mod server;
mod tools;

use axum::extract::OriginalUri;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use axum::routing::get;
use axum::{Json, Router};
use serde_json::json;

use crate::guard::Guard;
use crate::{Door, http};
use server::Server;

/// What the dialect's server calls itself.
const NAME: &str = "dynamic-mockups-mcp";
/// The version that it reports.
const VERSION: &str = "1.0.0";

/// Where things are, for the tools that only tell.
#[derive(Debug, Clone)]
pub struct Addresses {
    /// Below which the HTTP API is: `https://host/dynamic-mockups/api/v1`.
    pub api: String,
    /// Where the embedded editor's page is, if this server has it.
    pub embed: Option<String>,
}

/// The server: the protocol at `/` and `/mcp`, and the pages beside it. `api` is the door, with its paths below
/// `/api/v1`.
pub fn router(door: &Door, api: Router, addresses: Addresses, guard: &Guard) -> Router {
    let server = Server::new(api, addresses);
    let service = http::service(door, move || server.clone());
    let tools = Router::new().route_service("/", service.clone()).route_service("/mcp", service);
    let pages = Router::new()
        .route("/health", get(health))
        .route("/api/info", get(info))
        .route("/sse", get(sse))
        .fallback(async || (StatusCode::NOT_FOUND, Json(json!({"error": "Not Found"}))));
    http::guarded(tools.merge(pages), &guard.clone().open_to_any_origin())
}

async fn health() -> impl IntoResponse {
    let body = json!({
        "status": "ok", "server": NAME, "version": VERSION, "transport": "streamable-http", "activeSessions": 0,
    });
    Json(body)
}

async fn info() -> impl IntoResponse {
    let tools: Vec<_> = tools::all()
        .iter()
        .map(|operation| json!({"name": operation.tool.name, "description": operation.tool.description}))
        .collect();
    let endpoints = json!({"mcp": "/mcp", "health": "/health"});
    Json(json!({
        "server": NAME, "version": VERSION, "api_key_configured": false, "tools": tools, "endpoints": endpoints,
    }))
}

/// The path of an older transport leads to the present one.
async fn sse(OriginalUri(uri): OriginalUri) -> impl IntoResponse {
    let mount = uri.path().strip_suffix("/sse").filter(|mount| !mount.is_empty()).unwrap_or("/");
    (StatusCode::TEMPORARY_REDIRECT, [(header::LOCATION, mount.to_owned())])
}
