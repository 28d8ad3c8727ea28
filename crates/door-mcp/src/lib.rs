//! The Model Context Protocol: the library's use cases as tools for agents, over standard input and output ([`stdio`])
//! and over Streamable HTTP ([`router`]); and the tools of Dynamic Mockups' own server, on that service's door
//! ([`dynamic_mockups`]).
//!
//! Every request is complete in itself: no session is kept, so that any node answers any request.

mod caller;
pub mod dynamic_mockups;
mod guard;
mod http;
mod refusal;
mod server;
mod stdio;
mod tools;
mod translate;
mod wire;

use std::sync::Arc;

use door_kit::links::Links;
use library::Library;

pub use caller::{Caller, ReadKey};
pub use guard::Guard;
pub use http::router;
pub use stdio::{Ended, stdio};

/// What tools work with.
#[derive(Clone)]
#[expect(missing_debug_implementations, reason = "the library need not be printable")]
pub struct Door {
    /// Mockups, renders and so on.
    pub library: Arc<Library>,
    /// Makes links to pictures.
    pub links: Links,
    /// Tells the spellings of keys apart.
    pub read_key: ReadKey,
}
