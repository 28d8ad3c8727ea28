//! No connection is made to what is not public, however it is written and wherever it comes from.

use std::sync::Arc;
use std::time::Duration;

use crate::support::{Answer, Names, Server, bounds, outbound};
use library::Error;
use library::fetch::{FetchError, Fetcher};
use outbound::Outbound;

/// Ways to write this machine's own addresses; PORT is where the test listens.
const LOOPBACK: [&str; 31] = [
    "http://127.0.0.1:PORT/",
    "HTTP://127.0.0.1:PORT/",
    "http:127.0.0.1:PORT/",
    "http:\\\\127.0.0.1:PORT\\",
    "\thttp://127.0.\n0.1:PORT/",
    "http://127.1:PORT/",
    "http://127.0.1:PORT/",
    "http://127.1.2.3:PORT/",
    "http://127.0.0.1.:PORT/",
    "http://2130706433:PORT/",
    "http://0x7f000001:PORT/",
    "http://0X7F.0x0.0x0.0x1:PORT/",
    "http://0x7f.1:PORT/",
    "http://0177.0.0.1:PORT/",
    "http://017700000001:PORT/",
    "http://0000177.00.00.01:PORT/",
    "http://%31%32%37.0.0.1:PORT/",
    "http://127%2e0%2e0%2e1:PORT/",
    "http://１２７.０.０.１:PORT/",
    "http://①②⑦.⓪.⓪.①:PORT/",
    "http://127。0。0。1:PORT/",
    "http://0:PORT/",
    "http://0.0.0.0:PORT/",
    "http://[::]:PORT/",
    "http://[::1]:PORT/",
    "http://[0000:0:0:0:0:0:0:0001]:PORT/",
    "http://[::ffff:127.0.0.1]:PORT/",
    "http://[0:0::FFFF:7F00:0001]:PORT/",
    "http://example.com@127.0.0.1:PORT/",
    "http://example.com:80@127.0.0.1:PORT/",
    "http://127.0.0.1:PORT\\@example.com/",
];

/// Addresses of other insides, or that carry one within.
const INSIDE: [&str; 25] = [
    "http://10.0.0.1/",
    "http://172.16.0.1/",
    "http://192.168.0.1/",
    "http://169.254.169.254/latest/meta-data/",
    "http://0xa9fea9fe/latest/meta-data/",
    "http://2852039166/latest/meta-data/",
    "http://[::ffff:a9fe:a9fe]/latest/meta-data/",
    "http://[64:ff9b::a9fe:a9fe]/latest/meta-data/",
    "http://[fd00:ec2::254]/latest/meta-data/",
    "http://100.100.100.200/latest/meta-data/",
    "http://192.0.0.192/opc/v2/instance/",
    "http://168.63.129.16/machine",
    "http://100.64.0.1/",
    "http://198.18.0.1/",
    "http://203.0.113.1/",
    "http://224.0.0.1/",
    "http://240.0.0.1/",
    "http://255.255.255.255/",
    "http://[::127.0.0.1]:PORT/",
    "http://[64:ff9b::127.0.0.1]:PORT/",
    "http://[64:ff9b:1::7f00:1]:PORT/",
    "http://[2002:7f00:1::]:PORT/",
    "http://[2001:0:4136:e378:8000:63bf:80ff:fffe]:PORT/",
    "http://[fe80::1]:PORT/",
    "http://[fec0::1]:PORT/",
];

/// What is no URL of ours.
const OTHERS: [(&str, FetchError); 13] = [
    ("file:///etc/passwd", FetchError::Scheme),
    ("FILE://127.0.0.1/etc/passwd", FetchError::Scheme),
    ("ftp://127.0.0.1:PORT/", FetchError::Scheme),
    ("gopher://127.0.0.1:PORT/_GET%20/", FetchError::Scheme),
    ("dict://127.0.0.1:PORT/info", FetchError::Scheme),
    ("ldap://127.0.0.1:PORT/", FetchError::Scheme),
    ("data:text/plain,hello", FetchError::Scheme),
    ("javascript:alert(1)", FetchError::Scheme),
    ("unix:///var/run/docker.sock", FetchError::Scheme),
    ("127.0.0.1/", FetchError::Malformed),
    ("/etc/passwd", FetchError::Malformed),
    ("http://[fe80::1%25eth0]/", FetchError::Malformed),
    ("http://127.0.0.1:99999/", FetchError::Malformed),
];

/// Names that lead inside, and one that leads nowhere.
const NAMES: [(&str, FetchError); 9] = [
    ("http://localhost:PORT/", FetchError::Forbidden),
    ("http://LOCALHOST.:PORT/", FetchError::Forbidden),
    ("http://loopback.test:PORT/", FetchError::Forbidden),
    ("http://mapped.test:PORT/", FetchError::Forbidden),
    ("http://several.test:PORT/", FetchError::Forbidden),
    ("http://metadata.google.internal/computeMetadata/v1/", FetchError::Forbidden),
    ("http://127.0.0.1@loopback.test:PORT/", FetchError::Forbidden),
    ("http://unknown.test:PORT/", FetchError::Unresolved),
    ("http://unknown.test#@127.0.0.1:PORT/", FetchError::Unresolved),
];

fn names() -> Arc<Names> {
    Names::new(&[
        ("localhost", &["127.0.0.1", "::1"]),
        ("loopback.test", &["127.0.0.1"]),
        ("mapped.test", &["::ffff:127.0.0.1"]),
        ("several.test", &["10.0.0.1", "127.0.0.1", "fd00::1"]),
        ("metadata.google.internal", &["169.254.169.254"]),
    ])
}

/// All of this machine's addresses, of both families where it has both.
async fn everywhere() -> Server {
    let any = if tokio::net::TcpListener::bind("[::1]:0").await.is_ok() { "::" } else { "0.0.0.0" };
    Server::start(any, |_| Answer::ok("", "inside")).await
}

async fn refusal(outbound: &Outbound, url: &str) -> FetchError {
    match outbound.fetch(url, bounds(1000, Duration::from_secs(5))).await {
        Err(Error::Fetch(why)) => why,
        Err(other) => panic!("{url}: {other}"),
        Ok(_) => panic!("{url} was fetched"),
    }
}

#[tokio::test]
async fn nothing_inside_is_ever_connected_to() {
    let inside = everywhere().await;
    let outbound = outbound(&[], &names());
    let at_port = |url: &str| url.replace("PORT", &inside.address.port().to_string());
    let literal = LOOPBACK.iter().chain(&INSIDE).map(|url| (*url, FetchError::Forbidden));
    for (url, why) in literal.chain(OTHERS) {
        let url = at_port(url);
        assert_eq!(outbound.check(&url), Err(why.clone()), "{url}");
        assert_eq!(refusal(&outbound, &url).await, why, "{url}");
    }
    for (url, why) in NAMES {
        let url = at_port(url);
        assert_eq!(outbound.check(&url), Ok(()), "{url}: a name is not looked up to be checked");
        assert_eq!(refusal(&outbound, &url).await, why, "{url}");
    }
    assert_eq!(inside.connections(), 0);
}

/// The counter-proof: each spelling above does lead to the listener when it may.
#[tokio::test]
async fn every_spelling_leads_inside_when_allowed() {
    let inside = everywhere().await;
    let outbound = outbound(&["0.0.0.0/0", "::/0"], &names());
    let v6 = inside.address.is_ipv6();
    for url in LOOPBACK.iter().filter(|url| v6 || !url.contains('[')) {
        let before = inside.connections();
        let url = url.replace("PORT", &inside.address.port().to_string());
        let fetched = outbound.fetch(&url, bounds(1000, Duration::from_secs(5))).await;
        assert!(fetched.is_ok(), "{url}: {}", fetched.err().unwrap());
        assert_eq!(inside.connections(), before + 1, "{url}");
    }
}

#[tokio::test]
async fn what_listens_inside_cannot_be_told_from_what_does_not() {
    let inside = everywhere().await;
    let outbound = outbound(&[], &names());
    for host in ["127.0.0.1", "localhost"] {
        let open = refusal(&outbound, &format!("http://{host}:{}/", inside.address.port())).await;
        let closed = refusal(&outbound, &format!("http://{host}:1/")).await;
        assert_eq!((open, closed), (FetchError::Forbidden, FetchError::Forbidden), "{host}");
    }
}

/// A second loopback address plays the inside: only Linux has one from the start.
#[cfg(target_os = "linux")]
mod beside_an_allowed_server {
    use super::*;

    #[tokio::test]
    async fn a_redirect_to_inside_is_refused() {
        let inside = Server::start("127.0.0.2", |_| Answer::ok("", "inside")).await;
        let port = inside.address.port();
        let outside = Server::start("127.0.0.1", move |path| {
            Answer::redirect(302, &path.trim_start_matches("/to=").replace("PORT", &port.to_string()))
        })
        .await;
        let names = Names::new(&[("inside.test", &["127.0.0.2"])]);
        let outbound = outbound(&["127.0.0.1/32"], &names);
        for (target, why) in [
            ("http://127.0.0.2:PORT/", FetchError::Forbidden),
            ("//127.0.0.2:PORT/", FetchError::Forbidden),
            ("http://2130706434:PORT/", FetchError::Forbidden),
            ("http://[::ffff:127.0.0.2]:PORT/", FetchError::Forbidden),
            ("http://user@127.0.0.2:PORT/", FetchError::Forbidden),
            ("http://inside.test:PORT/", FetchError::Forbidden),
            ("http://169.254.169.254/latest/meta-data/", FetchError::Forbidden),
            ("file:///etc/passwd", FetchError::Scheme),
            ("gopher://127.0.0.2:PORT/", FetchError::Scheme),
            ("http://[/", FetchError::Redirects),
        ] {
            let before = outside.connections();
            assert_eq!(refusal(&outbound, &outside.url(&format!("/to={target}"))).await, why, "{target}");
            assert_eq!(outside.connections(), before + 1, "{target}");
        }
        assert_eq!(inside.connections(), 0);
    }

    #[tokio::test]
    async fn of_a_name_with_both_the_address_inside_is_not_dialled() {
        let outside = Server::start("127.0.0.1", |_| Answer::ok("", "outside")).await;
        let listener = tokio::net::TcpListener::bind(("127.0.0.2", outside.address.port())).await.unwrap();
        let names = Names::new(&[("both.test", &["127.0.0.2", "127.0.0.1"])]);
        let outbound = outbound(&["127.0.0.1/32"], &names);
        let url = format!("http://both.test:{}/", outside.address.port());
        outbound.fetch(&url, bounds(1000, Duration::from_secs(5))).await.unwrap();
        assert_eq!((outside.connections(), names.asked()), (1, 1), "what was checked is what is dialled");
        assert!(tokio::time::timeout(Duration::from_millis(50), listener.accept()).await.is_err());
    }
}
