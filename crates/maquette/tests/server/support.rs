//! A server of our own binary, a folder for its data, a place on the web for templates and artwork.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};

use axum::Router;
use axum::extract::{Path as Named, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use maquette::samples::Sample;
use serde_json::Value;
use tokio_util::bytes::Bytes;

/// A running `maquette serve`.
pub(crate) struct Server {
    pub(crate) url: String,
    child: Child,
}

/// Where and how servers run: a test's own folder and variables.
pub(crate) struct Place {
    folder: tempfile::TempDir,
    variables: Vec<(String, String)>,
}

impl Place {
    /// An empty place. Servers in it may fetch from this machine.
    pub(crate) fn new() -> Self {
        let allow = ("MAQUETTE_FETCH_ALLOW".to_owned(), "127.0.0.0/8".to_owned());
        Self { folder: tempfile::tempdir().unwrap(), variables: vec![allow] }
    }

    /// Sets a variable for servers and commands; an empty value unsets it.
    pub(crate) fn set(mut self, name: &str, value: &str) -> Self {
        self.variables.retain(|(known, _)| known != name);
        self.variables.push((name.to_owned(), value.to_owned()));
        self
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_maquette"));
        command.args(words).arg("--data").arg(self.path().join("data"));
        command.envs(self.variables.iter().map(|(name, value)| (name, value)));
        command.stdin(Stdio::null()).stdout(Stdio::piped());
        command
    }

    /// Starts a server and waits until it listens.
    pub(crate) async fn serve(&self) -> Server {
        self.serve_as("all").await
    }

    /// Starts a server in a role.
    pub(crate) async fn serve_as(&self, role: &str) -> Server {
        let log = std::fs::OpenOptions::new().create(true).append(true).open(self.path().join("log")).unwrap();
        let mut child =
            self.command(&["serve", "--listen", "127.0.0.1:0", "--role", role]).stderr(log).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let (first, mut lines) = tokio::task::spawn_blocking(move || (lines.next(), lines)).await.unwrap();
        let first = first.unwrap_or_else(|| panic!("the server said nothing: {}", self.log())).unwrap();
        let url = first.strip_prefix("maquette listens on ").unwrap().to_owned();
        // The rest is read too, or the server would block on a full pipe.
        std::thread::spawn(move || while let Some(Ok(_)) = lines.next() {});
        Server { url, child }
    }

    /// Runs a command to its end; its standard output.
    pub(crate) async fn run(&self, words: &[&str]) -> String {
        let mut command = self.command(words);
        command.stderr(Stdio::piped());
        let output = tokio::task::spawn_blocking(move || command.output()).await.unwrap().unwrap();
        assert!(output.status.success(), "{words:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    /// Runs a command that must fail; what it says on standard error.
    pub(crate) async fn fail(&self, words: &[&str]) -> String {
        let mut command = self.command(words);
        command.stderr(Stdio::piped());
        let output = tokio::task::spawn_blocking(move || command.output()).await.unwrap().unwrap();
        assert!(!output.status.success() && output.stdout.is_empty(), "{words:?}");
        String::from_utf8(output.stderr).unwrap()
    }

    /// Runs a command that must fail; all that it says.
    pub(crate) async fn fails(&self, words: &[&str]) -> String {
        let mut command = self.command(words);
        command.stderr(Stdio::piped());
        let output = tokio::task::spawn_blocking(move || command.output()).await.unwrap().unwrap();
        let said = [output.stdout, output.stderr].concat();
        let said = String::from_utf8(said).unwrap();
        assert!(!output.status.success(), "{words:?}: {said}");
        said
    }

    /// A key of this user, in every spelling.
    pub(crate) async fn key(&self, user: &str) -> Value {
        serde_json::from_str(&self.run(&["key", "create", "--user", user, "--json"]).await).unwrap()
    }

    /// What servers here have logged.
    pub(crate) fn log(&self) -> String {
        std::fs::read_to_string(self.path().join("log")).unwrap_or_default()
    }
}

impl Server {
    /// The most memory that it has had, in bytes; `None` where the system does not say.
    pub(crate) fn peak_memory(&self) -> Option<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).ok()?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
        Some(line.trim().trim_end_matches(" kB").parse::<u64>().ok()? * 1024)
    }

    /// Kills it, at once and without a word of warning.
    pub(crate) fn kill(self) {
        drop(self);
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A file server on this machine.
pub(crate) struct Web {
    pub(crate) address: SocketAddr,
    counts: Arc<Counts>,
}

/// What a file server has done.
#[derive(Debug, Default)]
struct Counts {
    requests: AtomicUsize,
    /// Of files without an end.
    bytes: AtomicU64,
}

impl Web {
    /// Starts it.
    pub(crate) async fn start() -> Self {
        let counts = Arc::<Counts>::default();
        let router = Router::new().route("/{name}", get(file)).with_state(counts.clone());
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { address, counts }
    }

    /// The URL of a file: `mug.psd`, `logo.png`, `page.html`, `endless`, `huge.psd` (which says that it has 600 MB),
    /// `broken.psd`.
    pub(crate) fn url(&self, name: &str) -> String {
        format!("http://{}/{name}", self.address)
    }

    /// How many requests came.
    pub(crate) fn requests(&self) -> usize {
        self.counts.requests.load(Ordering::SeqCst)
    }

    /// How many bytes of files without an end were taken.
    pub(crate) fn bytes(&self) -> u64 {
        self.counts.bytes.load(Ordering::SeqCst)
    }
}

async fn file(State(counts): State<Arc<Counts>>, Named(name): Named<String>) -> Response {
    counts.requests.fetch_add(1, Ordering::SeqCst);
    let stem = name.split('.').next().unwrap_or_default();
    if let Some(sample) = Sample::ALL.into_iter().find(|sample| sample.name() == stem) {
        return psd(sample).into_response();
    }
    match name.as_str() {
        "card.psd" => maquette::samples::card().unwrap().into_response(),
        "blocks.ttf" => blocks_font().into_response(),
        "broken.psd" => psd(Sample::Mug).slice(..5000).into_response(),
        "page.html" => ([("content-type", "text/html")], "<html><body>no picture</body></html>").into_response(),
        "endless" => endless(counts).into_response(),
        "huge.psd" => ([("content-length", "600000000")], endless(counts)).into_response(),
        "logo.png" | "red.png" | "square.png" => png(&name).into_response(),
        _ => StatusCode::NOT_FOUND.into_response(),
    }
}

/// A sample's document; made once.
pub(crate) fn psd(sample: Sample) -> Bytes {
    static MADE: [OnceLock<Bytes>; Sample::ALL.len()] = [const { OnceLock::new() }; Sample::ALL.len()];
    let place = Sample::ALL.iter().position(|known| *known == sample).unwrap();
    MADE[place].get_or_init(|| sample.document().unwrap().into()).clone()
}

/// Liberation Sans Bold under other names, as long.
fn blocks_font() -> Bytes {
    let mut font = include_bytes!("../../../template/fonts/LiberationSans-Bold.ttf").to_vec();
    let names = [("LiberationSans-Bold", "Maquette-BlocksText"), ("Liberation Sans", "Maquette Blocks")];
    for (old, new) in names {
        let wide = |name: &str| name.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<u8>>();
        for (old, new) in [(old.as_bytes().to_vec(), new.as_bytes().to_vec()), (wide(old), wide(new))] {
            let places: Vec<usize> =
                font.windows(old.len()).enumerate().filter(|(_, part)| *part == old).map(|(at, _)| at).collect();
            for at in places {
                font[at..at + new.len()].copy_from_slice(&new);
            }
        }
    }
    font.into()
}

/// A picture that the file server has.
pub(crate) fn png(name: &str) -> Bytes {
    let picture = match name {
        "red.png" => pixels::Picture::filled(pixels::Size::new(300, 200), [200, 30, 40, 255]),
        "square.png" => pixels::Picture::filled(pixels::Size::new(256, 256), [20, 90, 220, 255]),
        _ => {
            let svg = maquette::samples::logo();
            codec::decode(svg.as_bytes(), &pixels::Limits::default(), Some(pixels::Size::new(400, 400))).unwrap()
        }
    };
    codec::encode(&picture, &codec::EncodeOptions::new(codec::Format::Png)).unwrap().into()
}

/// A body without an end.
fn endless(counts: Arc<Counts>) -> axum::body::Body {
    let piece = Bytes::from(vec![0x38; 64 * 1024]);
    let pieces = futures_util::stream::repeat_with(move || {
        counts.bytes.fetch_add(piece.len() as u64, Ordering::SeqCst);
        Ok::<_, std::io::Error>(piece.clone())
    });
    axum::body::Body::from_stream(pieces)
}

/// Asks a SudoMock path; status and body.
pub(crate) async fn ask(
    client: &reqwest::Client,
    server: &Server,
    key: &str,
    method: &str,
    path: &str,
    body: Option<&Value>,
) -> (u16, Value) {
    let method = reqwest::Method::from_bytes(method.as_bytes()).unwrap();
    let mut request = client.request(method, format!("{}/sudomock/api/v1{path}", server.url)).header("x-api-key", key);
    if let Some(body) = body {
        request = request.header("content-type", "application/json").body(body.to_string());
    }
    let response = request.send().await.unwrap();
    let status = response.status().as_u16();
    let text = response.text().await.unwrap();
    (status, serde_json::from_str(&text).unwrap_or(Value::String(text)))
}

/// A client that trusts in nothing but us.
pub(crate) fn client() -> reqwest::Client {
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder().no_proxy().build().unwrap()
}

/// A Python of the test environment that has `module`; `None` (or a failure where nothing may be skipped) without.
pub(crate) fn python(module: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("MAQUETTE_TEST_VENV").map(|folder| PathBuf::from(folder).join("bin/python"));
    let candidates = folder.into_iter().chain([PathBuf::from("python3")]);
    let has = |python: &PathBuf| {
        let import = Command::new(python).args(["-c", &format!("import {module}")]).output();
        import.is_ok_and(|output| output.status.success())
    };
    let found = candidates.into_iter().find(has);
    if found.is_none() {
        let words = format!("skipped: no Python with {module}");
        assert!(std::env::var_os("MAQUETTE_TEST_ALL").is_none(), "{words}");
        println!("{words}");
    }
    found
}
