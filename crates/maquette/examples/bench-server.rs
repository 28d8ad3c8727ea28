//! Measures a running server over HTTP: lists of 20 of many mockups, and renders a second.
//!
//! `cargo build --release -p maquette && cargo run --release -p maquette --example bench-server -- [--database URL]`
//!
//! Uploads a sample template, copies its mockup as often as asked (through the store, beside the server), and asks.
//! `docs/benchmarks.md` says what was seen.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use clap::Parser;
use library::ids::{AccountId, ThingId};
use library::mockups::{Mockup, NewMockup, Read};
use library::{Clock, Store, clock::SystemClock};
use maquette::samples::Sample;
use serde_json::{Value, json};

type Outcome<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

#[derive(Debug, Parser)]
struct Words {
    /// An empty PostgreSQL database; default a new SQLite file
    #[arg(long)]
    database: Option<String>,
    /// How many mockups the account has
    #[arg(long, default_value_t = 100_000)]
    mockups: usize,
    /// How often each list is asked for
    #[arg(long, default_value_t = 100)]
    lists: usize,
    /// How many pictures each number of clients orders
    #[arg(long, default_value_t = 100)]
    renders: usize,
    /// The width of pictures
    #[arg(long, default_value_t = 1000)]
    width: u32,
}

fn main() -> Outcome<()> {
    let words = Words::parse();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(measure(words))
}

async fn measure(words: Words) -> Outcome<()> {
    let folder = tempfile::tempdir()?;
    let place = Place { data: folder.path().join("data"), database: words.database.clone() };
    let key: Value = serde_json::from_slice(&place.command(&["key", "create", "--json"])?.output()?.stdout)?;
    let server = place.serve()?;
    let asker = Asker::new(&server.url, &key)?;
    let mockup = asker.upload().await?;
    fill(&place, &asker, &mockup, words.mockups).await?;
    println!("lists of 20 of {} mockups, {} requests each, one after the other", words.mockups, words.lists);
    lists(&asker, &words).await?;
    println!("renders of {} pixels, {} orders each", words.width, words.renders);
    for clients in [1, 2, 8] {
        for same in [false, true] {
            renders(&asker, &mockup, &words, clients, same).await?;
        }
    }
    Ok(())
}

/// Where the server keeps things.
struct Place {
    data: PathBuf,
    database: Option<String>,
}

impl Place {
    /// The binary beside this example.
    fn command(&self, words: &[&str]) -> Outcome<Command> {
        let example = std::env::current_exe()?;
        let folder = example.parent().and_then(|folder| folder.parent()).ok_or("this example is nowhere")?;
        let mut command = Command::new(folder.join("maquette"));
        command.args(words).arg("--data").arg(&self.data).env("MAQUETTE_LOG_LEVEL", "warn").stdin(Stdio::null());
        if let Some(database) = &self.database {
            command.arg("--database").arg(database);
        }
        Ok(command)
    }

    fn address(&self) -> String {
        self.database.clone().unwrap_or_else(|| self.data.join("maquette.db").display().to_string())
    }

    fn serve(&self) -> Outcome<Server> {
        let mut child = self.command(&["serve", "--listen", "127.0.0.1:0"])?.stdout(Stdio::piped()).spawn()?;
        let mut line = String::new();
        BufReader::new(child.stdout.take().ok_or("no standard output")?).read_line(&mut line)?;
        let url = line.trim().strip_prefix("maquette listens on ").ok_or("the server does not start")?.to_owned();
        Ok(Server { url, child })
    }
}

struct Server {
    url: String,
    child: Child,
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may be gone.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A client with a key.
#[derive(Clone)]
struct Asker {
    client: reqwest::Client,
    url: String,
    sudomock: String,
    studio: String,
}

impl Asker {
    fn new(url: &str, key: &Value) -> Outcome<Self> {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = reqwest::Client::builder().no_proxy().build()?;
        let word = |name: &str| key[name].as_str().map(str::to_owned).ok_or("the key has no such spelling");
        Ok(Self { client, url: url.to_owned(), sudomock: word("sudomock")?, studio: word("studio")? })
    }

    async fn json(&self, request: reqwest::RequestBuilder) -> Outcome<Value> {
        let request = request.header("x-api-key", &self.sudomock).bearer_auth(&self.studio);
        let response = request.send().await?;
        let (status, text) = (response.status(), response.text().await?);
        if !status.is_success() {
            return Err(format!("{status}: {text}").into());
        }
        Ok(serde_json::from_str(&text)?)
    }

    async fn upload(&self) -> Outcome<Value> {
        let head = "--X\r\nContent-Disposition: form-data; name=\"file\"; filename=\"mug.psd\"\r\n\r\n";
        let body = [head.as_bytes(), &Sample::Mug.document()?, b"\r\n--X--\r\n"].concat();
        let request = self.client.post(format!("{}/api/mockups", self.url)).body(body);
        let made = self.json(request.header("content-type", "multipart/form-data; boundary=X")).await?;
        let id = made["id"].as_str().ok_or("no mockup was made")?;
        let request = self.client.get(format!("{}/sudomock/api/v1/psd-mockups/{id}", self.url));
        Ok(self.json(request).await?["data"].clone())
    }

    async fn account(&self) -> Outcome<AccountId> {
        let me = self.json(self.client.get(format!("{}/api/me", self.url))).await?;
        Ok(AccountId(me["account"].as_str().ok_or("nobody is asking")?.parse()?))
    }

    async fn list(&self, query: &str) -> Outcome<Value> {
        self.json(self.client.get(format!("{}/sudomock/api/v1/psd-mockups?{query}", self.url))).await
    }

    async fn render(&self, body: String) -> Outcome<()> {
        let request = self.client.post(format!("{}/sudomock/api/v1/renders", self.url)).body(body);
        self.json(request.header("content-type", "application/json")).await.map(drop)
    }
}

/// Copies the mockup until there are as many.
async fn fill(place: &Place, asker: &Asker, mockup: &Value, many: usize) -> Outcome<()> {
    const AT_ONCE: usize = 2000;
    let store = store::Store::open(&place.address()).await?;
    let id = ThingId(mockup["uuid"].as_str().ok_or("no mockup")?.parse()?);
    let Mockup { thing, template, previews } = store.mockup(asker.account().await?, id).await?.ok_or("no mockup")?;
    let (begin, now) = (Instant::now(), SystemClock.now());
    for first in (1..many).step_by(AT_ONCE) {
        let mut tx = store.begin().await?;
        for number in first..(first + AT_ONCE).min(many) {
            let name = format!("Mug {:05}", (number * 7919) % many);
            let created_at = now + chrono::TimeDelta::microseconds(number as i64);
            let updated_at = now + chrono::TimeDelta::microseconds((number * 104_729 % many) as i64);
            let thing = library::things::Thing { id: ThingId::new(), name, created_at, updated_at, ..thing.clone() };
            tx.insert_mockup(&NewMockup { thing, template: template.id, previews: previews.clone() }).await?;
        }
        tx.commit().await?;
    }
    store.close().await;
    println!("{many} mockups added in {:.1?}", begin.elapsed());
    Ok(())
}

async fn lists(asker: &Asker, words: &Words) -> Outcome<()> {
    let deep = words.mockups / 2;
    let cases = [
        ("newest", String::new()),
        ("by name", "sort=name&order=asc".to_owned()),
        ("by name, downwards", "sort=name&order=desc".to_owned()),
        ("by change", "sort=updated_at&order=desc".to_owned()),
        ("newest, half left out", format!("offset={deep}")),
        ("by name, half left out", format!("sort=name&order=asc&offset={deep}")),
        ("the last 20", format!("offset={}", words.mockups - 20)),
        ("a name that about 10 have", "name=00012".to_owned()),
        ("a name that about 1,000 have", "name=mug 77".to_owned()),
        ("a name that all have", "name=mug".to_owned()),
        ("a name that all have, by name", "name=mug&sort=name&order=asc".to_owned()),
        ("two letters that all have", "name=mu".to_owned()),
        ("made after a time, by name", "created_after=2020-01-01&sort=name".to_owned()),
    ];
    for (what, query) in cases {
        let (mut times, mut total) = (Vec::new(), Value::Null);
        for _ in 0..words.lists {
            let begin = Instant::now();
            total = asker.list(&format!("limit=20&{query}")).await?["data"]["total"].clone();
            times.push(begin.elapsed());
        }
        println!("  {what:<32}{}  ({total} match)", spread(&mut times));
    }
    Ok(())
}

/// Orders pictures with so many clients, of the same artwork or of one that differs each time.
async fn renders(asker: &Asker, mockup: &Value, words: &Words, clients: usize, same: bool) -> Outcome<()> {
    static ORDERED: AtomicUsize = AtomicUsize::new(0);
    let left = Arc::new(AtomicUsize::new(words.renders));
    let begin = Instant::now();
    let mut tasks = tokio::task::JoinSet::new();
    for _ in 0..clients {
        let (asker, mockup, left, width) = (asker.clone(), mockup.clone(), left.clone(), words.width);
        tasks.spawn(async move {
            let mut times = Vec::new();
            while left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1)).is_ok() {
                let number = if same { 0 } else { ORDERED.fetch_add(1, Ordering::SeqCst) + 1 };
                let body = order(&mockup, number, width)?;
                let begin = Instant::now();
                asker.render(body).await?;
                times.push(begin.elapsed());
            }
            Outcome::Ok(times)
        });
    }
    let mut times = Vec::new();
    while let Some(ended) = tasks.join_next().await {
        times.extend(ended??);
    }
    let rate = times.len() as f64 / begin.elapsed().as_secs_f64();
    let what = if same { "the same picture again" } else { "another artwork each" };
    println!("  {clients} clients, {what:<24}{rate:7.1} a second, {}", spread(&mut times));
    Ok(())
}

/// A render with an artwork of 64 pixels, in a colour for each number.
fn order(mockup: &Value, number: usize, width: u32) -> Outcome<String> {
    use base64::Engine as _;
    let [_, red, green, blue] = (number as u32 * 2_654_435).to_be_bytes();
    let picture = pixels::Picture::filled(pixels::Size::new(64, 64), [red, green, blue, 255]);
    let png = codec::encode(&picture, &codec::EncodeOptions::new(codec::Format::Png))?;
    let asset = json!({"base64": base64::engine::general_purpose::STANDARD.encode(png)});
    let slot = json!({"uuid": mockup["smart_objects"][0]["uuid"], "asset": asset});
    let options = json!({"image_format": "jpg", "image_size": width});
    Ok(json!({"mockup_uuid": mockup["uuid"], "smart_objects": [slot], "export_options": options}).to_string())
}

/// The middle and the slow end.
fn spread(times: &mut [Duration]) -> String {
    times.sort_unstable();
    let at = |share: usize| times[(times.len() - 1) * share / 100].as_secs_f64() * 1e3;
    format!("p50 {:7.1} ms, p99 {:7.1} ms", at(50), at(99))
}
