//! Over standard input and output: one client, to its end.

use rmcp::ServiceExt;
use rmcp::transport::async_rw::AsyncRwTransport;

use crate::server::Server;
use crate::{Caller, Door};

/// Why a conversation ended otherwise than by the client's leave.
#[derive(Debug, thiserror::Error)]
pub enum Ended {
    /// It did not begin as the protocol says.
    #[error("the client does not speak the Model Context Protocol: {0}")]
    Begin(String),
    /// It broke.
    #[error("the conversation broke: {0}")]
    Broke(String),
}

/// Answers one client on standard input and output until it leaves. Nothing else may write to standard output.
pub async fn stdio(door: Door, caller: Caller, read_only: bool) -> Result<(), Ended> {
    // Artwork comes within a line, as base64.
    let longest = door.library.settings().artwork_bytes.div_ceil(3).saturating_mul(4).saturating_add(1 << 20);
    let longest = usize::try_from(longest).unwrap_or(usize::MAX);
    let server = Server { door, caller: Some(caller), read_only };
    let (input, output) = rmcp::transport::stdio();
    let transport = AsyncRwTransport::new_server(input, output).with_max_line_length(longest);
    let running = match server.serve(transport).await {
        Ok(running) => running,
        // A client that leaves before it has said anything wanted nothing.
        Err(rmcp::service::ServerInitializeError::ConnectionClosed(_)) => return Ok(()),
        Err(error) => return Err(Ended::Begin(error.to_string())),
    };
    running.waiting().await.map(|_| ()).map_err(|error| Ended::Broke(error.to_string()))
}
