//! Who may be connected to: checks URLs as they are written, and the addresses that their names resolve to.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use async_trait::async_trait;
use ipnet::IpNet;
use library::fetch::FetchError;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use url::{Host, Url};

use crate::addresses::is_public;

/// What the operator allows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rules {
    /// Networks that may be connected to though they are not public (`fetch.allow`). Names an address as it is dialled:
    /// an IPv4 address inside an IPv6 one is not looked for here, but for `::ffff:0:0/96`.
    pub allow: Vec<IpNet>,
}

impl Rules {
    fn permit(&self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        is_public(address) || self.allow.iter().any(|net| net.contains(&address))
    }

    /// The URL as it will be asked for: parsed, its host no forbidden literal address, and without the name and password
    /// that it may hold, which are nobody's business and would end in logs.
    ///
    /// Parsing turns every spelling of an address (decimal, hex, octal, short, full-width) into the address, as the
    /// system's resolver would.
    pub(crate) fn check(&self, url: &str) -> Result<Url, FetchError> {
        self.check_parsed(Url::parse(url).map_err(|_| FetchError::Malformed)?)
    }

    /// The same for where a redirect leads.
    pub(crate) fn check_parsed(&self, mut url: Url) -> Result<Url, FetchError> {
        if !matches!(url.scheme(), "http" | "https") {
            return Err(FetchError::Scheme);
        }
        let literal = match url.host().ok_or(FetchError::Malformed)? {
            Host::Ipv4(address) => Some(IpAddr::V4(address)),
            Host::Ipv6(address) => Some(IpAddr::V6(address)),
            Host::Domain(_) => None,
        };
        if literal.is_some_and(|address| !self.permit(address)) {
            return Err(FetchError::Forbidden);
        }
        url.set_username("").and_then(|()| url.set_password(None)).map_err(|()| FetchError::Malformed)?;
        Ok(url)
    }
}

/// Says what addresses a name has.
#[async_trait]
pub trait Resolver: Send + Sync {
    /// All of them; none is as good as an error.
    async fn resolve(&self, name: &str) -> std::io::Result<Vec<IpAddr>>;
}

/// The system's resolver.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemResolver;

#[async_trait]
impl Resolver for SystemResolver {
    async fn resolve(&self, name: &str) -> std::io::Result<Vec<IpAddr>> {
        Ok(tokio::net::lookup_host((name, 0)).await?.map(|address| address.ip()).collect())
    }
}

/// Resolves names to those of their addresses that may be connected to. The client dials what this returns and nothing
/// else, so a name cannot be checked as one address and dialled as another. It is never asked for literal addresses:
/// [`Rules::check`] is for those.
#[derive(Clone)]
pub(crate) struct GuardedResolver {
    pub(crate) rules: Arc<Rules>,
    pub(crate) resolver: Arc<dyn Resolver>,
}

impl GuardedResolver {
    async fn permitted(&self, name: &str) -> Result<Vec<IpAddr>, FetchError> {
        let found = self.resolver.resolve(name).await.unwrap_or_default();
        if found.is_empty() {
            return Err(FetchError::Unresolved);
        }
        let permitted: Vec<IpAddr> = found.into_iter().filter(|address| self.rules.permit(*address)).collect();
        if permitted.is_empty() {
            tracing::info!(host = name, "refused to fetch: the name has forbidden addresses only");
            return Err(FetchError::Forbidden);
        }
        Ok(permitted)
    }
}

impl Resolve for GuardedResolver {
    fn resolve(&self, name: Name) -> Resolving {
        let guarded = self.clone();
        Box::pin(async move {
            let permitted = guarded.permitted(name.as_str()).await?;
            // Port 0 stands for the URL's.
            Ok(Box::new(permitted.into_iter().map(|address| SocketAddr::new(address, 0))) as Addrs)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(url: &str) -> Result<String, FetchError> {
        Rules::default().check(url).map(String::from)
    }

    #[test]
    fn public_urls_pass_without_their_credentials() {
        for (given, asked) in [
            ("https://example.com/a.psd?b=c", "https://example.com/a.psd?b=c"),
            ("HTTP://EXAMPLE.COM", "http://example.com/"),
            (" https://me:secret@example.com/ ", "https://example.com/"),
            ("https://127.0.0.1@example.com/", "https://example.com/"),
            ("http://134744072/", "http://8.8.8.8/"),
        ] {
            assert_eq!(check(given).as_deref(), Ok(asked), "{given}");
        }
    }

    #[test]
    fn other_schemes_and_what_is_no_url_are_refused() {
        for url in ["ftp://example.com/", "file:///etc/passwd", "gopher://127.0.0.1:6379/_", "data:,x", "ws://a/"] {
            assert_eq!(check(url), Err(FetchError::Scheme), "{url}");
        }
        for url in
            ["", "example.com", "http://", "//example.com/", "http://[::1", "http://[fe80::1%25eth0]/", "http://a b/"]
        {
            assert_eq!(check(url), Err(FetchError::Malformed), "{url}");
        }
    }

    #[test]
    fn an_allowed_network_opens_every_spelling_of_its_addresses_and_no_other() {
        let rules = Rules { allow: vec!["127.0.0.0/8".parse().unwrap()] };
        for url in ["http://127.0.0.1/", "http://2130706433/", "http://[::ffff:127.0.0.1]/"] {
            assert!(rules.check(url).is_ok(), "{url}");
        }
        for url in ["http://10.0.0.1/", "http://[::1]/", "http://[::127.0.0.1]/", "http://[64:ff9b::127.0.0.1]/"] {
            assert_eq!(rules.check(url), Err(FetchError::Forbidden), "{url}");
        }
    }

    struct Fixed(Vec<IpAddr>);

    #[async_trait]
    impl Resolver for Fixed {
        async fn resolve(&self, _: &str) -> std::io::Result<Vec<IpAddr>> {
            Ok(self.0.clone())
        }
    }

    async fn permitted(found: &[&str]) -> Result<Vec<String>, FetchError> {
        let found = found.iter().map(|address| address.parse().unwrap()).collect();
        let guarded = GuardedResolver { rules: Arc::default(), resolver: Arc::new(Fixed(found)) };
        Ok(guarded.permitted("name").await?.iter().map(ToString::to_string).collect())
    }

    #[tokio::test]
    async fn of_a_names_addresses_only_the_public_ones_are_dialled() {
        let mixed = ["10.0.0.1", "93.184.215.14", "::1", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "::ffff:127.0.0.1"];
        let public = ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"];
        assert_eq!(permitted(&mixed).await.unwrap(), public);
        assert_eq!(permitted(&["192.168.1.1", "fd00::1"]).await, Err(FetchError::Forbidden));
        assert_eq!(permitted(&[]).await, Err(FetchError::Unresolved));
    }
}
