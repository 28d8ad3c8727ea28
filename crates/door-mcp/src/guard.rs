//! Against web pages that make a browser speak to a server inside their reader's network: requests must name this server
//! by a name that is known to be its own, and pages of other origins are turned away.
//!
//! A page can point a name of its own at an inner address (DNS rebinding), but it cannot make the browser send another
//! name than that. Addresses in figures and names without a dot are nobody's to point anywhere.

use std::net::IpAddr;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::{HOST, ORIGIN};
use axum::http::uri::Authority;
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use door_kit::client::Client;
use tower_http::cors::AllowOrigin;

/// The names of this server.
#[derive(Debug, Clone)]
pub struct Guard {
    hosts: Arc<[String]>,
    public: Option<Uri>,
    any_origin: bool,
}

impl Guard {
    /// A guard of a server that is reached at `public_url`, and by these host names.
    pub fn new(public_url: &str, hosts: impl IntoIterator<Item = String>) -> Self {
        let public: Option<Uri> = public_url.parse().ok();
        let public_host = public.as_ref().and_then(Uri::host).map(str::to_owned);
        let hosts = hosts.into_iter().chain(public_host).map(|host| host.to_ascii_lowercase()).collect();
        Self { hosts, public, any_origin: false }
    }

    /// The same, but pages of any origin may ask: for servers whose clients have always been able to. A page cannot know
    /// a key.
    #[must_use]
    pub(crate) fn open_to_any_origin(self) -> Self {
        Self { any_origin: true, ..self }
    }

    /// Whether a host, with or without a port, is this server.
    fn knows(&self, authority: &str) -> bool {
        let Ok(authority) = authority.parse::<Authority>() else { return false };
        let name = authority.host().trim_matches(['[', ']']).to_ascii_lowercase();
        name.parse::<IpAddr>().is_ok() || !name.contains('.') || self.hosts.contains(&name)
    }

    /// Whether a page of this origin may ask the server at `host`: its own pages, and those of this very machine.
    fn welcomes(&self, origin: &str, host: Option<&str>) -> bool {
        if self.any_origin {
            return true;
        }
        let Ok(origin) = origin.parse::<Uri>() else { return false };
        let (Some(scheme), Some(authority)) = (origin.scheme_str(), origin.authority()) else { return false };
        let name = authority.host().trim_matches(['[', ']']);
        let this_machine = name == "localhost" || name.parse::<IpAddr>().is_ok_and(|address| address.is_loopback());
        let same = host.is_some_and(|host| host.eq_ignore_ascii_case(authority.as_str()));
        let public = self.public.as_ref().is_some_and(|public| {
            public.scheme_str() == Some(scheme)
                && public.authority().is_some_and(|public| port(public, scheme) == port(authority, scheme))
                && public.host().is_some_and(|public| public.eq_ignore_ascii_case(name))
        });
        this_machine || same || public
    }

    /// Why a request is turned away, if it is.
    fn refusal(&self, headers: &HeaderMap, host: Option<&str>) -> Option<&'static str> {
        if !host.is_some_and(|host| self.knows(host)) {
            return Some("this server is not known by that host name: set public_url, or hosts.mcp\n");
        }
        let origin = headers.get(ORIGIN).map(|origin| origin.to_str().unwrap_or_default());
        match origin {
            Some(origin) if !self.welcomes(origin, host) => Some("pages of this origin may not ask here\n"),
            _ => None,
        }
    }

    /// The same rule, for the headers that browsers ask for before.
    pub(crate) fn cors(&self) -> AllowOrigin {
        let guard = self.clone();
        AllowOrigin::predicate(move |origin: &HeaderValue, parts| {
            let host = host(&parts.headers, parts.extensions.get(), &parts.uri);
            origin.to_str().is_ok_and(|origin| guard.welcomes(origin, host.as_deref()))
        })
    }
}

fn port(authority: &Authority, scheme: &str) -> u16 {
    authority.port_u16().unwrap_or(if scheme == "https" { 443 } else { 80 })
}

/// The host that the client asked for; trusted proxies are believed.
fn host(headers: &HeaderMap, client: Option<&Client>, uri: &Uri) -> Option<String> {
    let own = || headers.get(HOST)?.to_str().ok().map(str::to_owned);
    let client = client.and_then(|client| client.host.clone());
    client.or_else(own).or_else(|| uri.authority().map(ToString::to_string))
}

/// Middleware: turns away what [`Guard`] does not know.
pub(crate) async fn guard(State(guard): State<Guard>, request: Request, next: Next) -> Response {
    let host = host(request.headers(), request.extensions().get(), request.uri());
    match guard.refusal(request.headers(), host.as_deref()) {
        Some(why) => (StatusCode::FORBIDDEN, why).into_response(),
        None => next.run(request).await,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(host: &str, origin: Option<&str>) -> bool {
        let guard = Guard::new("https://mockups.example:8443/base", ["mcp.example".to_owned()]);
        let mut headers = HeaderMap::new();
        if let Some(origin) = origin {
            headers.insert(ORIGIN, origin.parse().unwrap());
        }
        guard.refusal(&headers, Some(host)).is_some()
    }

    #[test]
    fn a_server_answers_to_its_own_names_and_to_addresses() {
        for own in ["mockups.example", "MCP.example:80", "127.0.0.1:8080", "[::1]:8080", "localhost:1", "maquette:8080"]
        {
            assert!(!refused(own, None), "{own}");
        }
        for foreign in ["evil.example", "evil.example:8080", "127.0.0.1.evil.example", "a b", ""] {
            assert!(refused(foreign, None), "{foreign}");
        }
    }

    #[test]
    fn pages_of_other_origins_are_turned_away() {
        let own = ["https://mockups.example:8443", "http://localhost:6274", "http://127.0.0.1:3000", "http://[::1]"];
        for origin in own {
            assert!(!refused("mockups.example:8443", Some(origin)), "{origin}");
        }
        assert!(!refused("192.168.1.5:8080", Some("http://192.168.1.5:8080")));
        for foreign in ["https://evil.example", "https://mockups.example", "null", "", "https://localhost.evil.example"]
        {
            assert!(refused("mockups.example:8443", Some(foreign)), "{foreign}");
        }
    }
}
