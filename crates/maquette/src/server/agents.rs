//! The servers for agents: our own tools, and Dynamic Mockups' on that service's door.

use axum::Router;
use door_kit::links::Links;
use door_mcp::dynamic_mockups::{Addresses, router};
use door_mcp::{Door, Guard};

use super::Node;
use crate::config::Config;
use crate::spellings;

/// The two servers.
pub(crate) struct Agents {
    pub(crate) own: Router,
    pub(crate) dynamic_mockups: Router,
}

/// Puts them together; `dynamic_mockups` is that service's door.
pub(crate) fn agents(node: &Node, config: &Config, links: &Links, dynamic_mockups: Router) -> Agents {
    let door = Door { library: node.library.clone(), links: links.clone(), read_key: spellings::read };
    let hosts = [&config.hosts.mcp, &config.hosts.dynamic_mockups_mcp];
    let guard = Guard::new(&links.absolute(""), hosts.into_iter().flatten().cloned());
    let addresses = Addresses { api: links.absolute("/dynamic-mockups/api/v1"), embed: None };
    Agents { own: door_mcp::router(&door, &guard), dynamic_mockups: router(&door, dynamic_mockups, addresses, &guard) }
}

impl Agents {
    /// Our own, for a host of its own: there it is at the root as well.
    pub(crate) fn own_host(&self) -> Router {
        Router::new().nest("/mcp", self.own.clone()).merge(self.own.clone())
    }
}
