//! The protocol's side: lists tools, calls them, and puts what comes of it into the protocol's words.

use axum::http::request::Parts;
use library::{Actor, Role};
use rmcp::model::{
    CallToolRequestParams, CallToolResponse, CallToolResult, ContentBlock, Implementation, ListToolsResult,
    PaginatedRequestParams, ServerCapabilities, ServerConfig, Tool,
};
use rmcp::service::RequestContext;
use rmcp::{ErrorData, RoleServer, ServerHandler};

use crate::refusal::Refusal;
use crate::tools::{Context, offered};
use crate::{Caller, Door};

const INSTRUCTIONS: &str = "\
Maquette keeps mockups (Photoshop templates whose smart objects take artwork), assets and collections, and draws pictures \
of mockups. Usual way: search_library for a mockup, inspect_mockup for its slots, render with artwork, give the user the \
picture's URL. Lengths are pixels of the slot's frame, y down; angles degrees, clockwise. Links to pictures hold for \
days; get_render gives new ones.";

/// The server, for one caller; over HTTP the caller comes with every request.
#[derive(Clone)]
pub(crate) struct Server {
    pub(crate) door: Door,
    /// `None`: an [`Actor`] is among the HTTP request's extensions.
    pub(crate) caller: Option<Caller>,
    pub(crate) read_only: bool,
}

impl Server {
    async fn actor(&self, context: &RequestContext<RoleServer>) -> Result<Actor, Refusal> {
        if let Some(caller) = &self.caller {
            return Ok(caller.actor(&self.door.library, self.door.read_key).await?);
        }
        let parts = context.extensions.get::<Parts>();
        let actor = parts.and_then(|parts| parts.extensions.get::<Actor>());
        actor.copied().ok_or_else(|| library::Error::Unauthenticated.into())
    }

    /// Whoever may only look is not offered what changes things.
    fn read_only(&self, actor: &Actor) -> bool {
        self.read_only || actor.role < Role::Editor
    }

    async fn call(&self, request: CallToolRequestParams, actor: Actor) -> Result<CallToolResult, ErrorData> {
        let read_only = self.read_only(&actor);
        let Some(operation) = offered(read_only).find(|operation| operation.tool.name == request.name) else {
            let withheld = offered(false).any(|operation| operation.tool.name == request.name);
            let why = if withheld { "changes things, and this connection is read-only" } else { "is not known" };
            return Err(ErrorData::invalid_params(format!("the tool {} {why}", request.name), None));
        };
        let context = Context { door: self.door.clone(), actor };
        Ok(match operation.call(context, request.arguments.unwrap_or_default()).await {
            Ok(value) => CallToolResult::structured(value),
            Err(refusal) => refused(refusal),
        })
    }
}

/// A refusal, which agents read and heed.
pub(crate) fn refused(Refusal(message): Refusal) -> CallToolResult {
    CallToolResult::error(vec![ContentBlock::text(message)])
}

impl ServerHandler for Server {
    fn get_info(&self) -> ServerConfig {
        let server = Implementation::new("maquette", env!("CARGO_PKG_VERSION")).with_title("Maquette");
        ServerConfig::new(ServerCapabilities::builder().enable_tools().build())
            .with_server_info(server)
            .with_instructions(INSTRUCTIONS)
    }

    async fn list_tools(
        &self,
        _: Option<PaginatedRequestParams>,
        context: RequestContext<RoleServer>,
    ) -> Result<ListToolsResult, ErrorData> {
        let actor = self.actor(&context).await.map_err(|refusal| ErrorData::invalid_request(refusal.0, None))?;
        let tools = offered(self.read_only(&actor)).map(|operation| operation.tool.clone());
        Ok(ListToolsResult::with_all_items(tools.collect()))
    }

    async fn call_tool(
        &self,
        request: CallToolRequestParams,
        context: RequestContext<RoleServer>,
    ) -> Result<CallToolResponse, ErrorData> {
        match self.actor(&context).await {
            Ok(actor) => Ok(self.call(request, actor).await?.into()),
            Err(refusal) => Ok(refused(refusal).into()),
        }
    }

    fn get_tool(&self, name: &str) -> Option<Tool> {
        offered(self.read_only).find(|operation| operation.tool.name == name).map(|operation| operation.tool.clone())
    }
}
