//! Who is asking, and under which address: by the connection, or by what proxies say, where they are trusted.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use axum::extract::{ConnectInfo, Request, State};
use axum::http::header::HOST;
use axum::http::uri::Authority;
use axum::http::{HeaderMap, Uri};
use axum::middleware::Next;
use axum::response::Response;
use ipnet::IpNet;

/// Networks whose hosts are believed what they say of others: `X-Forwarded-For`, `-Proto` and `-Host`.
#[derive(Debug, Clone, Default)]
pub struct TrustedProxies(pub Vec<IpNet>);

/// A request's client; in the request's extensions, below [`client`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Client {
    /// Its address; `None` when the connection has none.
    pub address: Option<IpAddr>,
    /// Whether it came by https.
    pub is_secure: bool,
    /// The host, with any port, that it asked for.
    pub host: Option<String>,
}

impl Client {
    /// The client of a request that came over a connection from `peer`.
    pub fn of(headers: &HeaderMap, uri: &Uri, peer: Option<IpAddr>, proxies: &TrustedProxies) -> Self {
        let peer = peer.map(|peer| peer.to_canonical());
        let own_host = || uri.authority().map(ToString::to_string).or_else(|| last(headers, HOST.as_str()));
        if !peer.is_some_and(|peer| proxies.trust(peer)) {
            return Self { address: peer, is_secure: false, host: own_host().and_then(authority) };
        }
        Self {
            address: proxies.first_beyond(headers).or(peer),
            is_secure: last(headers, "x-forwarded-proto").is_some_and(|scheme| scheme.eq_ignore_ascii_case("https")),
            host: last(headers, "x-forwarded-host").or_else(own_host).and_then(authority),
        }
    }

    /// The address that the client reaches this server at: `https://host`.
    pub fn base_url(&self) -> Option<String> {
        let scheme = if self.is_secure { "https" } else { "http" };
        self.host.as_ref().map(|host| format!("{scheme}://{host}"))
    }
}

/// Whom a request is counted for when nobody knows who is asking: its address.
pub fn address_of(request: &Request) -> String {
    let client = request.extensions().get::<Client>().and_then(|client| client.address);
    client.map_or_else(|| "unknown".to_owned(), |address| address.to_string())
}

impl TrustedProxies {
    fn trust(&self, address: IpAddr) -> bool {
        self.0.iter().any(|network| network.contains(&address))
    }

    /// The last address in the list that is no trusted proxy: those before it are its own words, which anybody can make
    /// up. `None` when an entry on the way is no address.
    fn first_beyond(&self, headers: &HeaderMap) -> Option<IpAddr> {
        let mut farthest = None;
        for value in headers.get_all("x-forwarded-for").iter().rev() {
            for entry in value.to_str().ok()?.rsplit(',') {
                let address = address(entry.trim())?.to_canonical();
                farthest = Some(address);
                if !self.trust(address) {
                    return farthest;
                }
            }
        }
        farthest
    }
}

/// An address, with or without a port, IPv6 in brackets or not.
fn address(text: &str) -> Option<IpAddr> {
    let bare = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')).unwrap_or(text);
    bare.parse().ok().or_else(|| text.parse::<SocketAddr>().ok().map(|socket| socket.ip()))
}

/// The last value of a header that may be a list: what the nearest proxy says.
fn last(headers: &HeaderMap, name: &str) -> Option<String> {
    let value = headers.get_all(name).iter().next_back()?.to_str().ok()?;
    value.rsplit(',').next().map(|value| value.trim().to_owned())
}

/// A host that is safe to build links with.
fn authority(text: String) -> Option<String> {
    let parsed: Authority = text.parse().ok()?;
    (!parsed.as_str().contains('@')).then_some(text)
}

/// Middleware: finds out who the client is. The listener puts the peer's address in the extensions, as
/// [`ConnectInfo`].
pub async fn client(State(proxies): State<Arc<TrustedProxies>>, mut request: Request, next: Next) -> Response {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(peer)| peer.ip());
    let client = Client::of(request.headers(), request.uri(), peer, &proxies);
    request.extensions_mut().insert(client);
    next.run(request).await
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderName;

    use super::*;

    fn client(peer: &str, headers: &[(&'static str, &str)]) -> Client {
        let pairs = headers.iter().map(|(name, value)| (HeaderName::from_static(name), value.parse().unwrap()));
        let mut headers = HeaderMap::new();
        for (name, value) in pairs {
            headers.append(name, value);
        }
        let proxies = TrustedProxies(vec!["10.0.0.0/8".parse().unwrap(), "::1/128".parse().unwrap()]);
        Client::of(&headers, &Uri::from_static("/"), Some(peer.parse().unwrap()), &proxies)
    }

    fn address(peer: &str, forwarded: &[&str]) -> String {
        let headers: Vec<_> = forwarded.iter().map(|value| ("x-forwarded-for", *value)).collect();
        client(peer, &headers).address.unwrap().to_string()
    }

    #[test]
    fn only_trusted_proxies_are_believed() {
        assert_eq!(address("1.2.3.4", &["5.6.7.8"]), "1.2.3.4");
        assert_eq!(address("10.0.0.1", &["5.6.7.8"]), "5.6.7.8");
        assert_eq!(address("::ffff:10.0.0.1", &["5.6.7.8"]), "5.6.7.8");
        assert_eq!(address("10.0.0.1", &[]), "10.0.0.1");
    }

    #[test]
    fn what_the_client_itself_claims_is_passed_over() {
        assert_eq!(address("10.0.0.1", &["6.6.6.6, 5.6.7.8, 10.0.0.2"]), "5.6.7.8");
        assert_eq!(address("10.0.0.1", &["6.6.6.6", "5.6.7.8", "10.0.0.2"]), "5.6.7.8");
        assert_eq!(address("10.0.0.1", &["nonsense, 10.0.0.2"]), "10.0.0.1");
        assert_eq!(address("10.0.0.1", &["10.0.0.3, 10.0.0.2"]), "10.0.0.3");
    }

    #[test]
    fn addresses_may_have_ports_and_brackets() {
        assert_eq!(address("::1", &["5.6.7.8:1234"]), "5.6.7.8");
        assert_eq!(address("::1", &["[2001:db8::1]:1234"]), "2001:db8::1");
        assert_eq!(address("::1", &["[2001:db8::1]"]), "2001:db8::1");
        assert_eq!(address("::1", &["2001:db8::1"]), "2001:db8::1");
    }

    #[test]
    fn the_base_of_links_is_what_the_client_asked_for() {
        let base = |peer, headers: &[_]| client(peer, headers).base_url();
        let forwarded = [("host", "inside:8080"), ("x-forwarded-proto", "https"), ("x-forwarded-host", "shop.example")];
        assert_eq!(base("10.0.0.1", &forwarded).unwrap(), "https://shop.example");
        assert_eq!(base("1.2.3.4", &forwarded).unwrap(), "http://inside:8080");
        assert_eq!(base("10.0.0.1", &forwarded[..2]).unwrap(), "https://inside:8080");
        assert_eq!(base("1.2.3.4", &[("host", "a@b")]), None);
        assert_eq!(base("1.2.3.4", &[("host", "a/b\"")]), None);
        assert_eq!(base("1.2.3.4", &[]), None);
    }
}
