//! The router, asked over HTTP.

use axum::http::Request;
use axum::http::header::{IF_NONE_MATCH, RANGE};
use http_body_util::BodyExt;
use library::clock::SystemClock;
use library::secrets::MasterKey;
use testkit::memory::MemoryBlobs;
use tower::ServiceExt;

use super::*;

struct Server {
    router: Router,
    links: Arc<Links>,
    hash: BlobHash,
    blobs: MemoryBlobs,
}

impl Server {
    /// Serves ten bytes.
    fn new() -> Self {
        Self::with(b"0123456789")
    }

    fn with(bytes: &[u8]) -> Self {
        let blobs = MemoryBlobs::default();
        let hash = blobs.put(bytes.to_vec()).hash;
        let links = Arc::new(Links::new("http://host", MasterKey::from_words(b"words")));
        let files = router(Arc::new(blobs.clone()), links.clone(), Arc::new(SystemClock));
        Self { router: Router::new().nest("/files", files), links, hash, blobs }
    }

    fn path(&self, extension: &str, label: &str) -> String {
        let url = self.links.file(self.hash, extension, label, SystemClock.now());
        url.strip_prefix("http://host").unwrap().to_owned()
    }

    async fn ask(&self, method: Method, path: &str, headers: &[(HeaderName, &str)]) -> Answer {
        let request = Request::builder().method(method).uri(path);
        let request = headers.iter().fold(request, |request, (name, value)| request.header(name, *value));
        let response = self.router.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
        let (parts, body) = response.into_parts();
        Answer { status: parts.status, headers: parts.headers, body: body.collect().await.unwrap().to_bytes().to_vec() }
    }

    async fn get(&self, path: &str) -> Answer {
        self.ask(Method::GET, path, &[]).await
    }
}

struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: Vec<u8>,
}

impl Answer {
    fn header(&self, name: impl AsRef<str>) -> &str {
        self.headers.get(name.as_ref()).map_or("", |value| value.to_str().unwrap())
    }
}

#[tokio::test]
async fn a_link_gives_the_bytes_and_all_that_caches_and_browsers_need() {
    let server = Server::new();
    let answer = server.get(&server.path("webp", "Spring")).await;
    assert_eq!((answer.status, answer.body.as_slice()), (StatusCode::OK, &b"0123456789"[..]));
    assert_eq!(answer.header(CONTENT_TYPE), "image/webp");
    assert_eq!(answer.header(CONTENT_LENGTH), "10");
    assert_eq!(answer.header(ETAG), format!("\"{}\"", server.hash));
    assert_eq!(answer.header(CONTENT_DISPOSITION), "inline; filename=\"Spring.webp\"");
    assert_eq!(answer.header(ACCESS_CONTROL_ALLOW_ORIGIN), "*");
    assert_eq!(answer.header(X_CONTENT_TYPE_OPTIONS), "nosniff");
    assert_eq!(answer.header(ACCEPT_RANGES), "bytes");
    let cache = answer.header(CACHE_CONTROL);
    assert!(cache.starts_with("public, max-age=") && cache.ends_with(", immutable"), "{cache}");
    assert!(!answer.headers.contains_key(CONTENT_SECURITY_POLICY));
}

#[tokio::test]
async fn a_link_to_save_is_served_as_an_attachment() {
    let server = Server::new();
    let url = server.links.download(server.hash, "png", "Sale", SystemClock.now());
    let answer = server.get(url.strip_prefix("http://host").unwrap()).await;
    assert_eq!((answer.status, answer.header(CONTENT_TYPE)), (StatusCode::OK, "image/png"));
    assert_eq!(answer.header(CONTENT_DISPOSITION), "attachment; filename=\"Sale.png\"");
}

#[tokio::test]
async fn head_tells_the_same_without_the_bytes() {
    let server = Server::new();
    let path = server.path("png", "");
    let (get, head) = (server.get(&path).await, server.ask(Method::HEAD, &path, &[]).await);
    assert_eq!(head.status, StatusCode::OK);
    assert!(head.body.is_empty());
    assert_eq!(head.header(CONTENT_LENGTH), "10");
    assert_eq!(head.header(ETAG), get.header(ETAG));
}

#[tokio::test]
async fn what_the_client_has_is_not_sent_again() {
    let server = Server::new();
    let etag = format!("\"{}\"", server.hash);
    let answer = server.ask(Method::GET, &server.path("png", ""), &[(IF_NONE_MATCH, &etag)]).await;
    assert_eq!((answer.status, answer.body.len()), (StatusCode::NOT_MODIFIED, 0));
    assert_eq!(answer.header(ETAG), etag);
    assert!(answer.header(CACHE_CONTROL).contains("immutable"));
}

#[tokio::test]
async fn parts_are_sent_as_asked() {
    let server = Server::new();
    let path = server.path("mp4", "");
    let part = async |range: &str| server.ask(Method::GET, &path, &[(RANGE, range)]).await;
    for (range, bytes, told) in
        [("bytes=2-4", "234", "bytes 2-4/10"), ("bytes=7-", "789", "bytes 7-9/10"), ("bytes=-1", "9", "bytes 9-9/10")]
    {
        let answer = part(range).await;
        assert_eq!((answer.status, answer.body.as_slice()), (StatusCode::PARTIAL_CONTENT, bytes.as_bytes()));
        assert_eq!((answer.header(CONTENT_RANGE), answer.header(CONTENT_LENGTH)), (told, &*bytes.len().to_string()));
    }
    let several = part("bytes=0-1,4-5").await;
    assert_eq!((several.status, several.body.len()), (StatusCode::OK, 10));
    let outside = part("bytes=10-").await;
    assert_eq!((outside.status, outside.header(CONTENT_RANGE)), (StatusCode::RANGE_NOT_SATISFIABLE, "bytes */10"));
    assert_eq!(outside.header(ACCESS_CONTROL_ALLOW_ORIGIN), "*");
}

#[tokio::test]
async fn what_can_hold_scripts_is_shut_in_and_unknown_types_are_saved() {
    let server = Server::new();
    for extension in ["svg", "html"] {
        let answer = server.get(&server.path(extension, "")).await;
        assert!(answer.header(CONTENT_SECURITY_POLICY).starts_with("sandbox"), "{extension}");
    }
    let answer = server.get(&server.path("exe", "tool")).await;
    assert_eq!(answer.header(CONTENT_TYPE), "application/octet-stream");
    assert_eq!(answer.header(CONTENT_DISPOSITION), "attachment; filename=\"tool.exe\"");
}

#[tokio::test]
async fn labels_in_any_script_survive_the_way() {
    let server = Server::new();
    let answer = server.get(&server.path("png", "東京 café")).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(answer.header(CONTENT_DISPOSITION).ends_with("filename*=UTF-8''%E6%9D%B1%E4%BA%AC-caf%C3%A9.png"));
}

#[tokio::test]
async fn links_that_do_not_hold_give_nothing() {
    let server = Server::new();
    let path = server.path("png", "");
    for changed in [path.replace(".png", ".svg"), path.replace("/files/1", "/files/2"), "/files/1-a/b.png".to_owned()] {
        let answer = server.get(&changed).await;
        assert_eq!((answer.status, answer.body.as_slice()), (StatusCode::FORBIDDEN, &b"this link is not valid\n"[..]));
        assert_eq!(answer.header(CACHE_CONTROL), "no-store");
    }
    server.blobs.delete(server.hash).await.unwrap();
    assert_eq!(server.get(&path).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn large_files_arrive_whole_and_empty_ones_too() {
    let large: Vec<u8> = (0..300_000u32).map(|i| i as u8).collect();
    let server = Server::with(&large);
    assert_eq!(server.get(&server.path("bin", "")).await.body, large);
    let empty = Server::with(b"");
    let answer = empty.get(&empty.path("txt", "")).await;
    assert_eq!((answer.status, answer.header(CONTENT_LENGTH)), (StatusCode::OK, "0"));
}

#[tokio::test]
async fn browsers_may_ask_first() {
    let server = Server::new();
    let answer = server.ask(Method::OPTIONS, &server.path("png", ""), &[]).await;
    assert_eq!((answer.status, answer.header(ACCESS_CONTROL_ALLOW_ORIGIN)), (StatusCode::NO_CONTENT, "*"));
    assert!(answer.header(ACCESS_CONTROL_ALLOW_HEADERS).contains("Range"));
}
