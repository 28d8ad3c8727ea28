//! What comes back, and how a server that misbehaves is bounded.

use std::process::Command;
use std::time::{Duration, Instant};

use crate::support::{Answer, Names, Server, bounds, outbound};
use futures_util::{StreamExt, TryStreamExt};
use library::Error;
use library::fetch::{FetchError, Fetched, Fetcher};
use outbound::{Outbound, Rules};

const TIME: Duration = Duration::from_millis(500);

async fn misbehaving() -> Server {
    Server::start("127.0.0.1", |path| match path {
        "/files/gr%C3%BCn.png" => Answer::ok("Content-Type: Image/PNG; q=1\r\nSet-Cookie: a=b\r\n", "a picture"),
        "/page" => Answer::ok("Content-Type: text/html\r\n", "<html>"),
        "/bare/" => Answer::ok("", "bare"),
        "/packed" => Answer::ok("Content-Encoding: gzip\r\n", "still packed"),
        "/moved" => Answer::redirect(301, "/files/gr%C3%BCn.png"),
        "/6" => Answer::redirect(302, "5"),
        "/5" => Answer::redirect(303, "/4"),
        "/4" => Answer::redirect(307, "./a/../3"),
        "/3" => Answer::redirect(308, "?2"),
        "/3?2" => Answer::redirect(301, "/moved#end"),
        "/loop" => Answer::redirect(302, "/loop"),
        "/nowhere" => Answer::Whole("HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n".to_owned()),
        "/404" => Answer::status(404),
        "/500" => Answer::status(500),
        "/304" => Answer::Whole("HTTP/1.1 304 Not Modified\r\n\r\n".to_owned()),
        "/long" => Answer::Endless("HTTP/1.1 200 OK\r\nContent-Length: 5000000000\r\n\r\n"),
        "/endless" => Answer::Endless("HTTP/1.1 200 OK\r\n\r\n"),
        "/endless-head" => Answer::Endless("HTTP/1.1 200 OK\r\nX: "),
        "/drip" => Answer::Slow("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n"),
        "/drip-head" => Answer::Slow("HTTP/1.1 200 OK\r\nX: "),
        "/silent" => Answer::Silent,
        "/cut" => Answer::Whole("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\ncut".to_owned()),
        "/noise" => Answer::Whole("SSH-2.0-OpenSSH_9.2\r\n".to_owned()),
        _ => Answer::status(400),
    })
    .await
}

/// Allowed by network, as the operator would.
fn local() -> Outbound {
    Outbound::new(Rules { allow: vec!["127.0.0.0/8".parse().unwrap()] }).unwrap()
}

async fn fetch(server: &Server, path: &str, bytes: u64) -> library::Result<(Fetched, Vec<u8>)> {
    let mut fetched = local().fetch(&server.url(path), bounds(bytes, TIME)).await?;
    let body = std::mem::replace(&mut fetched.body, futures_util::stream::empty().boxed());
    Ok((fetched, body.try_collect::<Vec<_>>().await?.concat()))
}

async fn why(server: &Server, path: &str) -> FetchError {
    match fetch(server, path, 1000).await {
        Err(Error::Fetch(why)) => why,
        Err(other) => panic!("{path}: {other}"),
        Ok(_) => panic!("{path} was fetched"),
    }
}

#[tokio::test]
async fn a_good_file_is_fetched() {
    let server = misbehaving().await;
    let (fetched, body) = fetch(&server, "/files/gr%C3%BCn.png", 9).await.unwrap();
    assert_eq!(body, b"a picture");
    assert_eq!(fetched.media_type.as_deref(), Some("image/png"));
    assert_eq!(fetched.file_name.as_deref(), Some("grün.png"));
    let (fetched, _) = fetch(&server, "/bare/", 9).await.unwrap();
    assert_eq!((fetched.media_type, fetched.file_name), (None, None));
    let (fetched, _) = fetch(&server, "/page", 9).await.unwrap();
    assert_eq!(fetched.media_type.as_deref(), Some("text/html"), "what it is worth is not judged here");
}

#[tokio::test]
async fn requests_say_who_asks_and_nothing_else() {
    let server = misbehaving().await;
    let outbound = local();
    let url = server.url("/moved").replace("http://", "http://me:secret@");
    for _ in 0..2 {
        let fetched = outbound.fetch(&url, bounds(1000, TIME)).await.unwrap();
        assert_eq!(fetched.file_name.as_deref(), Some("grün.png"), "of the final URL");
    }
    let heads = server.heads();
    assert_eq!(heads.len(), 4);
    for head in heads {
        let mut lines: Vec<String> = head.trim_end().lines().skip(1).map(str::to_ascii_lowercase).collect();
        lines.sort();
        let agent = concat!("user-agent: maquette/", env!("CARGO_PKG_VERSION"));
        let host = format!("host: {}", server.address);
        assert_eq!(lines, ["accept-encoding: identity", "accept: */*", &host, agent]);
    }
}

#[tokio::test]
async fn bytes_stay_as_they_were_sent() {
    let server = misbehaving().await;
    assert_eq!(fetch(&server, "/packed", 1000).await.unwrap().1, b"still packed");
}

#[tokio::test]
async fn redirects_are_followed_so_far() {
    let server = misbehaving().await;
    assert_eq!(fetch(&server, "/5", 1000).await.unwrap().1, b"a picture");
    assert_eq!(why(&server, "/6").await, FetchError::Redirects);
    assert_eq!(why(&server, "/loop").await, FetchError::Redirects);
    assert_eq!(why(&server, "/nowhere").await, FetchError::Redirects);
}

#[tokio::test]
async fn an_answer_that_is_no_success_is_an_error() {
    let server = misbehaving().await;
    for status in [304, 404, 500] {
        assert_eq!(why(&server, &format!("/{status}")).await, FetchError::Status(status));
    }
}

#[tokio::test]
async fn too_many_bytes_are_refused_by_length_or_by_count() {
    let server = misbehaving().await;
    for path in ["/long", "/endless"] {
        let Err(error) = fetch(&server, path, 100_000).await else { panic!("{path} was fetched") };
        let said = "the picture is larger than 100000 bytes, the limit set by limits.artwork_bytes";
        assert!(matches!(error, Error::TooLarge { .. }) && error.to_string() == said, "{path}: {error}");
    }
    let early = local().fetch(&server.url("/long"), bounds(100_000, TIME)).await;
    assert!(matches!(early, Err(Error::TooLarge { .. })), "a declared length is enough");
    assert!(fetch(&server, "/files/gr%C3%BCn.png", 8).await.is_err());
}

#[tokio::test]
async fn what_follows_an_error_is_the_end() {
    let server = misbehaving().await;
    let fetched = local().fetch(&server.url("/endless"), bounds(100_000, TIME)).await.unwrap();
    let pieces: Vec<_> = fetched.body.collect().await;
    let errors = pieces.iter().filter(|piece| piece.is_err()).count();
    assert!(errors == 1 && pieces.last().unwrap().is_err());
}

#[tokio::test]
async fn slowness_ends_at_the_deadline() {
    let server = misbehaving().await;
    for path in ["/drip", "/drip-head", "/silent"] {
        let start = Instant::now();
        assert_eq!(why(&server, path).await, FetchError::TimedOut(TIME), "{path}");
        assert!(start.elapsed() < TIME * 4, "{path}");
    }
    let names = Names::new(&[]);
    let nobody = outbound(&["127.0.0.0/8"], &names).fetch("http://nobody.test/", bounds(1, Duration::MAX)).await;
    assert!(matches!(nobody, Err(Error::Fetch(FetchError::Unresolved))), "the longest time is no overflow");
}

#[tokio::test]
async fn a_broken_connection_is_not_a_short_file() {
    let server = misbehaving().await;
    for path in ["/cut", "/noise", "/endless-head"] {
        assert_eq!(why(&server, path).await, FetchError::Unreachable, "{path}");
    }
    let closed = local().fetch("http://127.0.0.1:1/", bounds(1, TIME)).await;
    assert!(matches!(closed, Err(Error::Fetch(FetchError::Unreachable))));
}

/// The environment is read once a process, so this runs another one of these tests in its own.
#[tokio::test]
async fn proxies_and_the_systems_roots_are_not_needed() {
    let proxy = Server::start("127.0.0.1", |_| Answer::status(502)).await;
    let mut test = Command::new(std::env::current_exe().unwrap());
    test.args(["--exact", "fetch::a_good_file_is_fetched"]).env_remove("NO_PROXY").env_remove("no_proxy");
    for name in ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"] {
        test.env(name, proxy.url(""));
    }
    test.env("SSL_CERT_FILE", "/nonexistent").env("SSL_CERT_DIR", "/nonexistent");
    let output = tokio::task::spawn_blocking(move || test.output().unwrap()).await.unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && said.contains("1 passed"), "{said}");
    assert_eq!(proxy.connections(), 0);
}
