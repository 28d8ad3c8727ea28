//! The accept loop: connections up to a number, time limits on every stage of a request, and an orderly end.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use hyper::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio_io_timeout::TimeoutStream;
use tower::ServiceExt;

/// How connections are bounded.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bounds {
    /// Open at once; more wait to be accepted.
    pub(crate) connections: usize,
    /// For a request's head, and for the next one on an open connection.
    pub(crate) header: Duration,
    /// For the peer to take the next piece of an answer.
    pub(crate) write: Duration,
    /// For requests to end after the signal to stop.
    pub(crate) shutdown: Duration,
}

/// Serves until `stop` turns true; then accepts no more and lets requests end.
pub(crate) async fn serve(listener: TcpListener, router: Router, bounds: Bounds, mut stop: watch::Receiver<bool>) {
    let graceful = GracefulShutdown::new();
    let room = Arc::new(Semaphore::new(bounds.connections));
    while !*stop.borrow() {
        let Ok(permit) = room.clone().acquire_owned().await else { break };
        let (stream, peer) = tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok(accepted) => accepted,
                Err(error) => {
                    // Out of file descriptors, most likely: some will be free soon.
                    tracing::warn!(%error, "a connection could not be accepted");
                    tokio::time::sleep(Duration::from_millis(50)).await;
                    continue;
                }
            },
            _ = stop.changed() => break,
        };
        let connection = graceful.watch(connection(stream, peer, router.clone(), bounds));
        tokio::spawn(async move {
            // What ends a connection early is the peer's affair; requests are logged by themselves.
            if let Err(error) = connection.await {
                tracing::debug!(%error, %peer, "a connection ended early");
            }
            drop(permit);
        });
    }
    drop(listener);
    if tokio::time::timeout(bounds.shutdown, graceful.shutdown()).await.is_err() {
        tracing::warn!("some requests did not end in time");
    }
}

fn connection(
    stream: TcpStream,
    peer: SocketAddr,
    router: Router,
    bounds: Bounds,
) -> impl hyper_util::server::graceful::GracefulConnection<Error = hyper::Error> {
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(%error, "TCP_NODELAY could not be set");
    }
    // Who asks for much and reads nothing would hold the connection, and whatever feeds it, for ever.
    let mut stream = TimeoutStream::new(stream);
    stream.set_write_timeout(Some(bounds.write));
    let service = hyper::service::service_fn(move |request: Request<Incoming>| {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(ConnectInfo(peer));
        router.clone().oneshot(request)
    });
    http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(bounds.header)
        .max_buf_size(64 * 1024)
        .serve_connection(TokioIo::new(Box::pin(stream)), service)
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::routing::get;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    async fn start(bounds: Bounds) -> (SocketAddr, watch::Sender<bool>, tokio::task::JoinHandle<()>) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let slow = || async {
            tokio::time::sleep(Duration::from_millis(300)).await;
            "slow"
        };
        let endless = || async {
            let piece = axum::body::Bytes::from(vec![0; 64 * 1024]);
            Body::from_stream(futures_util::stream::repeat_with(move || Ok::<_, std::io::Error>(piece.clone())))
        };
        let router = Router::new().route("/", get(|| async { "here" })).route("/slow", get(slow));
        let router = router.route("/endless", get(endless));
        let (sender, stop) = watch::channel(false);
        (address, sender, tokio::spawn(serve(listener, router, bounds, stop)))
    }

    const BOUNDS: Bounds = Bounds {
        connections: 1,
        header: Duration::from_millis(200),
        write: Duration::from_millis(200),
        shutdown: Duration::from_secs(5),
    };

    async fn ask(address: SocketAddr, words: &str) -> String {
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(words.as_bytes()).await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        answer
    }

    #[tokio::test]
    async fn a_request_is_answered_and_a_head_that_never_ends_is_dropped() {
        let (address, _stop, _task) = start(BOUNDS).await;
        let answer = ask(address, "GET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n").await;
        assert!(answer.starts_with("HTTP/1.1 200") && answer.ends_with("here"));
        let dropped = tokio::time::timeout(Duration::from_secs(5), ask(address, "GET / HTTP/1.1\r\nho")).await;
        assert!(!dropped.unwrap().contains("200 OK"));
    }

    #[tokio::test]
    async fn who_does_not_read_makes_room_for_others() {
        let (address, _stop, _task) = start(BOUNDS).await;
        let mut silent = TcpStream::connect(address).await.unwrap();
        silent.write_all(b"GET /endless HTTP/1.1\r\nhost: a\r\n\r\n").await.unwrap();
        // There is one connection at a time: this one waits until the silent one is given up.
        let others = ask(address, "GET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n");
        let answer = tokio::time::timeout(Duration::from_secs(10), others).await.unwrap();
        assert!(answer.ends_with("here"), "{answer}");
    }

    #[tokio::test]
    async fn who_reads_slowly_is_served() {
        let (address, _stop, _task) = start(BOUNDS).await;
        let mut slow = TcpStream::connect(address).await.unwrap();
        slow.write_all(b"GET /endless HTTP/1.1\r\nhost: a\r\n\r\n").await.unwrap();
        let mut piece = vec![0; 4 << 20];
        for _ in 0..20 {
            tokio::time::sleep(Duration::from_millis(30)).await;
            slow.read_exact(&mut piece).await.unwrap();
        }
    }

    #[tokio::test]
    async fn requests_that_have_begun_end_after_the_signal() {
        let (address, stop, task) = start(BOUNDS).await;
        let slow = tokio::spawn(ask(address, "GET /slow HTTP/1.1\r\nhost: a\r\n\r\n"));
        tokio::time::sleep(Duration::from_millis(100)).await;
        stop.send(true).unwrap();
        task.await.unwrap();
        assert!(slow.await.unwrap().ends_with("slow"));
        assert!(TcpStream::connect(address).await.is_err());
    }
}
