//! Over Streamable HTTP, without sessions: any node answers any request.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::{Json, Router};
use door_kit::client::address_of;
use door_kit::limits::{Names, Reset, retry_after};
use library::limits::Limited;
use library::{Actor, Error};
use rmcp::ServerHandler;
use rmcp::transport::streamable_http_server::session::never::NeverSessionManager;
use rmcp::transport::{StreamableHttpServerConfig, StreamableHttpService};
use serde_json::json;
use tower_http::cors::CorsLayer;

use crate::Door;
use crate::caller::key;
use crate::guard::{Guard, guard};
use crate::refusal::Refusal;
use crate::server::Server;

/// What a request may have beside artwork.
const WORDS: u64 = 1 << 20;

/// Our own tools: at `/`, and those that change nothing at `/read-only`.
pub fn router(door: &Door, guard: &Guard) -> Router {
    let service = |read_only| {
        let server = Server { door: door.clone(), caller: None, read_only };
        service(door, move || server.clone())
    };
    let tools = Router::new().route_service("/", service(false)).route_service("/read-only", service(true));
    guarded(tools.layer(from_fn_with_state(door.clone(), identify)), guard)
}

/// The protocol over HTTP, for one kind of server.
pub(crate) fn service<S: ServerHandler + Send + 'static>(
    door: &Door,
    server: impl Fn() -> S + Send + Sync + 'static,
) -> StreamableHttpService<S, NeverSessionManager> {
    let artwork = door.library.settings().artwork_bytes;
    // Base64: four characters for three bytes.
    let longest = artwork.div_ceil(3).saturating_mul(4).saturating_add(WORDS);
    let config = StreamableHttpServerConfig::default()
        .with_legacy_session_mode(false)
        .with_json_response(true)
        .with_max_request_body_bytes(usize::try_from(longest).unwrap_or(usize::MAX))
        // The guard knows better which names are ours.
        .disable_allowed_hosts();
    StreamableHttpService::new(move || Ok(server()), Arc::default(), config)
}

/// Turns away what may not ask, and tells browsers what may.
pub(crate) fn guarded(router: Router, names: &Guard) -> Router {
    const HEADERS: [HeaderName; 8] = [
        header::CONTENT_TYPE,
        header::ACCEPT,
        header::AUTHORIZATION,
        HeaderName::from_static("x-api-key"),
        HeaderName::from_static("mcp-protocol-version"),
        HeaderName::from_static("mcp-session-id"),
        HeaderName::from_static("mcp-method"),
        HeaderName::from_static("mcp-name"),
    ];
    let cors = CorsLayer::new()
        .allow_origin(names.cors())
        .allow_methods([Method::GET, Method::POST, Method::DELETE])
        .allow_headers(HEADERS);
    router.layer(cors).layer(from_fn_with_state(names.clone(), guard))
}

/// Middleware: finds out who is asking, and refuses whoever is nobody or asks too often.
async fn identify(State(door): State<Door>, mut request: Request, next: Next) -> Response {
    let actor = match actor(&door, request.headers()).await {
        Ok(actor) => actor,
        Err(error) => {
            let taken = door.library.limiter().take_unknown(&address_of(&request));
            return taken.map_or_else(too_often, |_| refusal(error));
        }
    };
    let allowance = match door.library.limiter().take(&actor.account.to_string()) {
        Ok(allowance) => allowance,
        Err(limited) => return too_often(limited),
    };
    request.extensions_mut().insert(actor);
    let mut response = next.run(request).await;
    if let Some(allowance) = allowance {
        Names::usual(Reset::Seconds).tell(response.headers_mut(), allowance, door.library.now());
    }
    response
}

async fn actor(door: &Door, headers: &HeaderMap) -> Result<Actor, Error> {
    let key = key(headers).and_then(door.read_key);
    let (label, secret) = key.ok_or(Error::Unauthenticated)?;
    door.library.authenticate(label, &secret).await
}

fn refusal(error: Error) -> Response {
    let status = match error {
        Error::Unauthenticated => StatusCode::UNAUTHORIZED,
        _ => StatusCode::INTERNAL_SERVER_ERROR,
    };
    let mut response = problem(status, Refusal::from(error));
    if status == StatusCode::UNAUTHORIZED {
        response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    response
}

fn too_often(limited: Limited) -> Response {
    let mut response = problem(StatusCode::TOO_MANY_REQUESTS, Error::Limited(limited).into());
    response.headers_mut().insert(header::RETRY_AFTER, retry_after(limited).into());
    response
}

/// An error before there is a request of the protocol to answer.
fn problem(status: StatusCode, Refusal(message): Refusal) -> Response {
    let body = json!({"jsonrpc": "2.0", "id": null, "error": {"code": -32000, "message": message}});
    (status, Json(body)).into_response()
}
