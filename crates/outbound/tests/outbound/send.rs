//! Webhooks on their way out.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use library::fetch::FetchError;
use library::webhooks::{Message, Sender};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use crate::support::{Names, outbound};

const SECOND: Duration = Duration::from_secs(1);
const BODY: &str = "{\"event\":\"render.succeeded\"}";

/// A receiver that answers with `answer`, or never, and keeps what it was sent.
async fn receiver(answer: Option<&'static str>) -> (SocketAddr, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let received = Arc::new(Mutex::new(Vec::new()));
    let keep = received.clone();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut request = Vec::new();
            while !request.ends_with(BODY.as_bytes()) {
                request.push(stream.read_u8().await.unwrap());
            }
            keep.lock().unwrap().push(String::from_utf8(request).unwrap());
            match answer {
                Some(answer) => stream.write_all(answer.as_bytes()).await.unwrap(),
                None => std::future::pending().await,
            }
        }
    });
    (address, received)
}

fn message() -> Message {
    let headers =
        vec![("content-type", "application/json".to_owned()), ("x-sudomock-timestamp", "1767268800".to_owned())];
    Message { headers, body: BODY.into() }
}

#[tokio::test]
async fn a_message_is_posted_as_it_is_and_the_status_comes_back() {
    let outbound = outbound(&["127.0.0.0/8"], &Names::new(&[]));
    for (answer, status) in [
        ("HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\nok", 200),
        ("HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n", 204),
        ("HTTP/1.1 500 Oh\r\ncontent-length: 1000000\r\n\r\nand nothing more", 500),
    ] {
        let (address, received) = receiver(Some(answer)).await;
        let sent = outbound.send(&format!("http://{address}/hook?a=b"), message(), SECOND * 5).await;
        assert_eq!(sent, Ok(status));
        let request = received.lock().unwrap()[0].clone();
        assert!(request.starts_with("POST /hook?a=b HTTP/1.1\r\n"), "{request}");
        for part in ["content-type: application/json\r\n", "x-sudomock-timestamp: 1767268800\r\n", "maquette/"] {
            assert!(request.contains(part), "{request}");
        }
        assert!(request.ends_with(&format!("\r\n\r\n{BODY}")), "{request}");
    }
}

#[tokio::test]
async fn redirects_are_told_and_not_followed() {
    let outbound = outbound(&["127.0.0.0/8"], &Names::new(&[]));
    let (address, received) = receiver(Some("HTTP/1.1 307 No\r\nlocation: /hook\r\ncontent-length: 0\r\n\r\n")).await;
    assert_eq!(outbound.send(&format!("http://{address}/"), message(), SECOND * 5).await, Ok(307));
    assert_eq!(received.lock().unwrap().len(), 1);
}

#[tokio::test]
async fn a_silent_receiver_is_given_up_in_time() {
    let outbound = outbound(&["127.0.0.0/8"], &Names::new(&[]));
    let (address, _received) = receiver(None).await;
    let time = Duration::from_millis(200);
    let sent = outbound.send(&format!("http://{address}/"), message(), time).await;
    assert_eq!(sent, Err(FetchError::TimedOut(time)));
}

#[tokio::test]
async fn the_guard_holds_for_webhooks_too() {
    let (address, received) = receiver(Some("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n")).await;
    let names = Names::new(&[("inside.test", &["127.0.0.1"])]);
    let outbound = outbound(&[], &names);
    for url in [format!("http://{address}/"), format!("http://inside.test:{}/", address.port())] {
        assert_eq!(outbound.send(&url, message(), SECOND).await, Err(FetchError::Forbidden), "{url}");
    }
    assert_eq!(outbound.send("ftp://example.com/", message(), SECOND).await, Err(FetchError::Scheme));
    assert!(received.lock().unwrap().is_empty());
}
