//! Blobs on s3s-fs, which checks who signs; its objects are files.

use std::sync::{Arc, OnceLock};

use blobs::{Credentials, S3Blobs, S3Config};
use bytes::Bytes;
use library::blobs::{BlobHash, Blobs};
use tempfile::TempDir;
use uuid::Uuid;

use crate::server::{Server, find};

fn server() -> Option<&'static Server> {
    static SERVER: OnceLock<Option<Server>> = OnceLock::new();
    let start = || {
        let program = find("s3s-fs", "MAQUETTE_TEST_TOOLS")?;
        Some(Server::start(&program, |port, scratch| {
            ["--host=127.0.0.1", "--access-key=known", "--secret-key=secret", "--port", port, scratch]
                .map(str::to_owned)
        }))
    };
    SERVER.get_or_init(start).as_ref()
}

/// A bucket of its own for every test.
fn config(server: &Server) -> S3Config {
    let bucket = format!("bucket-{}", Uuid::new_v4());
    std::fs::create_dir(server.scratch.join(&bucket)).unwrap();
    let url = format!("s3://{bucket}/kept/here?endpoint=http://127.0.0.1:{}&region=us-east-1", server.port);
    S3Config { credentials: Some(key("known", "secret")), ..S3Config::from_url(&url).unwrap() }
}

fn key(access_key_id: &str, secret_access_key: &str) -> Credentials {
    Credentials { access_key_id: access_key_id.to_owned(), secret_access_key: secret_access_key.to_owned() }
}

async fn make() -> Option<(Arc<dyn Blobs>, TempDir)> {
    let staging = tempfile::tempdir().unwrap();
    let blobs = S3Blobs::new(&config(server()?), staging.path()).unwrap();
    Some((Arc::new(blobs), staging))
}

testkit::blob_suite!(make);

async fn put(blobs: &S3Blobs, bytes: &'static [u8]) -> library::Result<BlobHash> {
    let mut staged = blobs.stage().await?;
    staged.write(Bytes::from_static(bytes)).await?;
    let hash = staged.seal().await?.hash;
    staged.commit().await?;
    Ok(hash)
}

#[tokio::test]
async fn a_wrong_key_is_refused_and_says_nothing_about_what_is_there() {
    let Some(server) = server() else { return };
    let (config, staging) = (config(server), tempfile::tempdir().unwrap());
    let with = |credentials| {
        let config = S3Config { credentials: Some(credentials), ..config.clone() };
        S3Blobs::new(&config, staging.path()).unwrap()
    };
    let there = put(&with(key("known", "secret")), b"there").await.unwrap();
    for wrong in [key("known", "guessed"), key("unknown", "secret")] {
        let blobs = with(wrong);
        assert!(put(&blobs, b"not there").await.is_err());
        assert!(blobs.size(there).await.is_err());
        assert!(blobs.open(there, None).await.is_err());
        assert!(blobs.delete(there).await.is_err());
        assert!(blobs.size(BlobHash::of(b"not there")).await.is_err(), "refused is not absent");
    }
    let right = with(key("known", "secret"));
    assert_eq!(right.size(there).await.unwrap(), Some(5));
    assert_eq!(right.size(BlobHash::of(b"not there")).await.unwrap(), None);
}

#[tokio::test]
async fn an_object_lies_under_its_hash_below_the_prefix() {
    let Some(server) = server() else { return };
    let (config, staging) = (config(server), tempfile::tempdir().unwrap());
    let hash = put(&S3Blobs::new(&config, staging.path()).unwrap(), b"abc").await.unwrap();
    let object = server.scratch.join(&config.bucket).join("kept/here/64/37").join(hash.to_string());
    assert_eq!(std::fs::read(object).unwrap(), b"abc");
}
