//! Files beyond the limit, as they come: refused as soon as that can be known, with nothing kept in memory or on disk.

use std::time::{Duration, Instant};

use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use crate::support::{Place, Server, Web, ask, client};

/// `limits.psd_bytes`, when nothing is set.
const LIMIT: u64 = 500_000_000;
/// What a server may need for any upload.
const MEMORY: u64 = 150_000_000;

#[tokio::test(flavor = "multi_thread")]
async fn a_file_beyond_the_limit_is_refused_and_leaves_nothing() {
    let (place, web) = (Place::new(), Web::start().await);
    let server = place.serve().await;
    let key = place.key("ada").await;
    let sudomock = key["sudomock"].as_str().unwrap();
    let before = server.peak_memory();

    // One that says how large it is: no need to take it.
    refused(&server, sudomock, &web.url("huge.psd")).await;
    assert!(web.bytes() < 50_000_000, "{} bytes were taken", web.bytes());
    // One that does not: taken until it is too much.
    let taken = web.bytes();
    refused(&server, sudomock, &web.url("endless")).await;
    assert!((LIMIT..LIMIT + 50_000_000).contains(&(web.bytes() - taken)), "{} bytes were taken", web.bytes() - taken);
    // One from the client itself.
    let answer = upload(&server, key["studio"].as_str().unwrap()).await;
    assert!(answer.starts_with("HTTP/1.1 413") && answer.contains("limits.psd_bytes"), "{answer}");

    if let (Some(before), Some(after)) = (before, server.peak_memory()) {
        assert!(after - before < MEMORY, "{before} grew to {after}");
    }
    let (_, mockups) = ask(&client(), &server, sudomock, "GET", "/psd-mockups", None).await;
    assert_eq!(mockups["data"]["total"], 0);
    let blobs = place.path().join("data/blobs");
    let start = Instant::now();
    while files(&blobs) > 0 {
        assert!(start.elapsed() < Duration::from_secs(10), "{} files are left", files(&blobs));
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

async fn refused(server: &Server, key: &str, url: &str) {
    let (status, body) = ask(&client(), server, key, "POST", "/psd/upload", Some(&json!({"psd_file_url": url}))).await;
    assert_eq!(status, 413, "{body}");
    let detail = body["detail"].as_str().unwrap();
    assert!(detail.contains("limits.psd_bytes") && detail.contains("500000000"), "{detail}");
    assert_eq!(body["success"], false);
}

/// Sends a form with a file that does not end; what the server says, as soon as it says something.
async fn upload(server: &Server, bearer: &str) -> String {
    let stream = tokio::net::TcpStream::connect(server.url.trim_start_matches("http://")).await.unwrap();
    let (mut answers, mut body) = stream.into_split();
    let head = format!(
        "POST /api/mockups HTTP/1.1\r\nhost: a\r\nauthorization: Bearer {bearer}\r\ntransfer-encoding: chunked\r\n\
         content-type: multipart/form-data; boundary=X\r\n\r\n"
    );
    let part = "--X\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.psd\"\r\n\r\n";
    let sending = tokio::spawn(async move {
        body.write_all(head.as_bytes()).await?;
        body.write_all(format!("{:x}\r\n{part}\r\n", part.len()).as_bytes()).await?;
        let piece = [b"10000\r\n", &*vec![0x38; 0x10000], b"\r\n"].concat();
        loop {
            body.write_all(&piece).await?;
        }
        #[expect(unreachable_code, reason = "gives the block its type")]
        Ok::<(), std::io::Error>(())
    });
    let mut answer = vec![0; 4096];
    let length = answers.read(&mut answer).await.unwrap();
    sending.abort();
    String::from_utf8_lossy(&answer[..length]).into_owned()
}

/// How many files lie in a folder and all below.
fn files(folder: &std::path::Path) -> usize {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| if entry.path().is_dir() { files(&entry.path()) } else { 1 }).sum()
}
