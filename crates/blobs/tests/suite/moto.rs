//! Blobs on moto's S3, which takes any key.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::{Arc, OnceLock};

use blobs::{Credentials, S3Blobs, S3Config};
use bytes::Bytes;
use library::blobs::{BlobHash, Blobs};
use uuid::Uuid;

use crate::server::{Server, find};

fn server() -> Option<&'static Server> {
    static SERVER: OnceLock<Option<Server>> = OnceLock::new();
    let start = || {
        let program = find("moto_server", "MAQUETTE_TEST_VENV")?;
        Some(Server::start(&program, |port, _| ["-H", "127.0.0.1", "-p", port].map(str::to_owned)))
    };
    SERVER.get_or_init(start).as_ref()
}

/// Asks for what the blobs themselves never do; moto wants no signature.
fn ask(port: u16, method: &str, path: &str) -> String {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    let head =
        format!("{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    stream.write_all(head.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    answer
}

/// A bucket of its own for every test.
fn config(port: u16) -> S3Config {
    let bucket = format!("bucket-{}", Uuid::new_v4());
    ask(port, "PUT", &format!("/{bucket}"));
    let credentials = Credentials { access_key_id: "any".to_owned(), secret_access_key: "thing".to_owned() };
    let url = format!("s3://{bucket}/?endpoint=http://127.0.0.1:{port}&region=us-east-1");
    S3Config { credentials: Some(credentials), ..S3Config::from_url(&url).unwrap() }
}

async fn make() -> Option<(Arc<dyn Blobs>, tempfile::TempDir)> {
    let staging = tempfile::tempdir().unwrap();
    let blobs = S3Blobs::new(&config(server()?.port), staging.path()).unwrap();
    Some((Arc::new(blobs), staging))
}

testkit::blob_suite!(make);

#[tokio::test]
async fn keys_are_spread_below_the_prefix_and_large_uploads_end() {
    let Some(server) = server() else { return };
    let staging = tempfile::tempdir().unwrap();
    let config = S3Config { prefix: "of/maquette".to_owned(), ..config(server.port) };
    let blobs = S3Blobs::new(&config, staging.path()).unwrap();
    for bytes in [Bytes::from_static(b"abc"), Bytes::from(vec![1; 17 << 20])] {
        let mut staged = blobs.stage().await.unwrap();
        staged.write(bytes.clone()).await.unwrap();
        staged.seal().await.unwrap();
        staged.commit().await.unwrap();
        let hash = BlobHash::of(&bytes).to_string();
        let listed = ask(server.port, "GET", &format!("/{}?list-type=2", config.bucket));
        let key = format!("<Key>of/maquette/{}/{}/{hash}</Key>", &hash[..2], &hash[2..4]);
        assert!(listed.contains(&key), "{listed}");
    }
    let unfinished = ask(server.port, "GET", &format!("/{}?uploads", config.bucket));
    assert!(!unfinished.contains("<Upload>"), "{unfinished}");
    assert_eq!(std::fs::read_dir(staging.path()).unwrap().count(), 0);
}

#[tokio::test]
async fn a_part_beyond_the_end_is_an_error_and_not_a_short_answer() {
    let Some((blobs, _staging)) = make().await else { return };
    let mut staged = blobs.stage().await.unwrap();
    staged.write(Bytes::from_static(b"0123456789")).await.unwrap();
    let hash = staged.seal().await.unwrap().hash;
    staged.commit().await.unwrap();
    for range in [5..11, 10..12, 11..11] {
        assert!(blobs.open(hash, Some(range.clone())).await.is_err(), "{range:?}");
    }
}

#[tokio::test]
async fn a_bucket_that_is_not_there_is_an_error_and_leaves_nothing() {
    let Some(server) = server() else { return };
    let staging = tempfile::tempdir().unwrap();
    let config = S3Config { bucket: "nobodys".to_owned(), ..config(server.port) };
    let blobs = S3Blobs::new(&config, staging.path()).unwrap();
    for bytes in [3, 17 << 20] {
        let mut staged = blobs.stage().await.unwrap();
        staged.write(Bytes::from(vec![2; bytes])).await.unwrap();
        staged.seal().await.unwrap();
        assert!(staged.commit().await.is_err(), "{bytes}");
    }
    assert_eq!(std::fs::read_dir(staging.path()).unwrap().count(), 0);
}
