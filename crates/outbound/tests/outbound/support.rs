//! A server that counts who connects and misbehaves on demand, and a resolver that knows only what it is told.

use std::collections::HashMap;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use library::fetch::Bounds;
use outbound::{Outbound, Resolver, Rules};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// What a server does once it was asked.
pub(crate) enum Answer {
    /// Says this and hangs up.
    Whole(String),
    /// Says this, then zeros without end.
    Endless(&'static str),
    /// Says this, then a byte now and then.
    Slow(&'static str),
    /// Says nothing.
    Silent,
}

impl Answer {
    pub(crate) fn ok(headers: &str, body: &str) -> Self {
        Self::Whole(format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n{headers}\r\n{body}", body.len()))
    }

    pub(crate) fn status(status: u16) -> Self {
        Self::Whole(format!("HTTP/1.1 {status} Nope\r\nContent-Length: 4\r\n\r\nnope"))
    }

    pub(crate) fn redirect(status: u16, location: &str) -> Self {
        Self::Whole(format!("HTTP/1.1 {status} Elsewhere\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n"))
    }
}

pub(crate) struct Server {
    pub(crate) address: SocketAddr,
    seen: Arc<Seen>,
}

#[derive(Default)]
struct Seen {
    connections: AtomicUsize,
    heads: Mutex<Vec<String>>,
}

impl Server {
    /// Listens at `host`; `answer` is given the path.
    pub(crate) async fn start(host: &str, answer: impl Fn(&str) -> Answer + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind((host, 0)).await.unwrap();
        let address = listener.local_addr().unwrap();
        let seen = Arc::new(Seen::default());
        let (answer, seeing) = (Arc::new(answer), Arc::clone(&seen));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                seeing.connections.fetch_add(1, Ordering::SeqCst);
                let (answer, seeing) = (Arc::clone(&answer), Arc::clone(&seeing));
                tokio::spawn(async move { serve(stream, &*answer, &seeing).await });
            }
        });
        Self { address, seen }
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    pub(crate) fn connections(&self) -> usize {
        self.seen.connections.load(Ordering::SeqCst)
    }

    /// The requests' lines and headers.
    pub(crate) fn heads(&self) -> Vec<String> {
        self.seen.heads.lock().unwrap().clone()
    }
}

async fn serve(mut stream: TcpStream, answer: &(dyn Fn(&str) -> Answer + Send + Sync), seen: &Seen) -> io::Result<()> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await?);
    }
    let head = String::from_utf8(head).unwrap();
    let path = head.split(' ').nth(1).unwrap().to_owned();
    seen.heads.lock().unwrap().push(head);
    match answer(&path) {
        Answer::Whole(said) => stream.write_all(said.as_bytes()).await,
        Answer::Endless(said) => {
            stream.write_all(said.as_bytes()).await?;
            loop {
                stream.write_all(&[0; 8192]).await?;
            }
        }
        Answer::Slow(said) => {
            stream.write_all(said.as_bytes()).await?;
            loop {
                stream.write_all(b"x").await?;
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        }
        Answer::Silent => std::future::pending().await,
    }
}

/// Names and their addresses; counts how often it is asked.
#[derive(Default)]
pub(crate) struct Names {
    known: HashMap<&'static str, Vec<IpAddr>>,
    asked: AtomicUsize,
}

impl Names {
    pub(crate) fn new(known: &[(&'static str, &[&str])]) -> Arc<Self> {
        let parsed = |addresses: &[&str]| addresses.iter().map(|address| address.parse().unwrap()).collect();
        let known = known.iter().map(|(name, addresses)| (*name, parsed(addresses))).collect();
        Arc::new(Self { known, asked: AtomicUsize::new(0) })
    }

    pub(crate) fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }
}

#[async_trait]
impl Resolver for Names {
    async fn resolve(&self, name: &str) -> io::Result<Vec<IpAddr>> {
        self.asked.fetch_add(1, Ordering::SeqCst);
        self.known.get(name.trim_end_matches('.')).cloned().ok_or_else(|| io::ErrorKind::NotFound.into())
    }
}

/// Fetches with these networks allowed and these names known.
pub(crate) fn outbound(allow: &[&str], names: &Arc<Names>) -> Outbound {
    let allow = allow.iter().map(|net| net.parse().unwrap()).collect();
    Outbound::with_resolver(Rules { allow }, Arc::clone(names) as Arc<dyn Resolver>).unwrap()
}

pub(crate) fn bounds(bytes: u64, time: Duration) -> Bounds {
    Bounds { bytes, time, what: "the picture", setting: "limits.artwork_bytes" }
}
