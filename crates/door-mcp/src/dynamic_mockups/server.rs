//! The protocol's side of the dialect's server: lists its tools, and asks the door for what they do.

use axum::Router;
use axum::body::Body;
use axum::http::request::Parts;
use axum::http::{Request, StatusCode, header};
use door_kit::client::Client;
use http_body_util::{BodyExt, Limited};
use rmcp::model::{
    CallToolRequestParams, CallToolResponse, CallToolResult, Implementation, JsonObject, ListToolsResult,
    PaginatedRequestParams, ServerCapabilities, ServerConfig, Tool,
};
use rmcp::service::RequestContext;
use rmcp::{ErrorData, RoleServer, ServerHandler};
use serde_json::{Value, json};
use tower::ServiceExt;

use super::tools::{self, Does, GENERATIVE, Question};
use super::{Addresses, NAME, VERSION, answer, pages};
use crate::caller;

/// The longest answer of the door, in bytes.
const ANSWER: usize = 64 << 20;

/// The dialect's server.
#[derive(Clone)]
pub(super) struct Server {
    api: Router,
    addresses: Addresses,
}

impl Server {
    pub(super) fn new(api: Router, addresses: Addresses) -> Self {
        Self { api, addresses }
    }

    async fn call(&self, name: &str, given: &JsonObject, parts: Option<&Parts>) -> CallToolResult {
        let Some(operation) = tools::all().iter().find(|operation| operation.tool.name == name) else {
            let generative = GENERATIVE.contains(&name);
            let why =
                if generative { "This server has no generative model, which this tool needs" } else { "Unknown tool" };
            return answer::refused(&format!("{why}: {name}"), json!({}));
        };
        let topic = given.get("topic").and_then(Value::as_str).unwrap_or("all");
        let question = match operation.does {
            Does::ApiInfo => return answer::ok(&pages::api(&self.addresses, topic)),
            Does::EmbedInfo => return answer::ok(&pages::embed(&self.addresses, topic)),
            Does::Asks(question) => question(given),
        };
        let Some(key) = parts.and_then(|parts| caller::key(&parts.headers)) else {
            let solution = "Send the key as Authorization: Bearer, or as x-api-key.";
            return answer::refused("API key not configured", json!({"solution": solution}));
        };
        let client = parts.and_then(|parts| parts.extensions.get::<Client>());
        match self.ask(name, key, client, &question).await {
            Ok((status, body)) => answer::of_door(status, body, question.unwrap, question.word),
            Err(error) => {
                tracing::error!(%error, tool = name, "the door could not be asked");
                answer::refused("Something went wrong on this server", json!({"status": 500}))
            }
        }
    }

    async fn ask(
        &self,
        tool: &str,
        key: &str,
        client: Option<&Client>,
        question: &Question,
    ) -> Result<(StatusCode, Value), Box<dyn std::error::Error + Send + Sync>> {
        let mut request = Request::builder()
            .method(question.method.clone())
            .uri(format!("/api/v1{}", question.path))
            .header(header::ACCEPT, "application/json")
            .header("x-api-key", key)
            .header("x-mcp-server", "true")
            .header("x-mcp-tool", tool)
            .header("x-mcp-transport-mode", "http");
        let body = match &question.body {
            Some(body) => {
                request = request.header(header::CONTENT_TYPE, "application/json");
                Body::from(body.to_string())
            }
            None => Body::empty(),
        };
        let mut request = request.body(body)?;
        if let Some(client) = client {
            request.extensions_mut().insert(client.clone());
        }
        let response = self.api.clone().oneshot(request).await?;
        let status = response.status();
        let bytes = Limited::new(response.into_body(), ANSWER).collect().await?.to_bytes();
        Ok((status, serde_json::from_slice(&bytes).unwrap_or(Value::Null)))
    }
}

impl ServerHandler for Server {
    fn get_info(&self) -> ServerConfig {
        ServerConfig::new(ServerCapabilities::builder().enable_tools().build())
            .with_server_info(Implementation::new(NAME, VERSION))
    }

    async fn list_tools(
        &self,
        _: Option<PaginatedRequestParams>,
        _: RequestContext<RoleServer>,
    ) -> Result<ListToolsResult, ErrorData> {
        let tools = tools::all().iter().map(|operation| operation.tool.clone());
        Ok(ListToolsResult::with_all_items(tools.collect()))
    }

    async fn call_tool(
        &self,
        request: CallToolRequestParams,
        context: RequestContext<RoleServer>,
    ) -> Result<CallToolResponse, ErrorData> {
        let given = request.arguments.unwrap_or_default();
        Ok(self.call(&request.name, &given, context.extensions.get::<Parts>()).await.into())
    }

    fn get_tool(&self, name: &str) -> Option<Tool> {
        tools::all().iter().find(|operation| operation.tool.name == name).map(|operation| operation.tool.clone())
    }
}
