//! Forms as browsers send them.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::*;
use axum::body::Body;

const BOUNDS: Bounds = Bounds { bytes: 10, what: "the file", setting: "limits.file_bytes" };

fn part(head: &str, body: &str) -> String {
    format!("--X\r\nContent-Disposition: form-data; {head}\r\n\r\n{body}\r\n")
}

fn request(body: impl Into<Body>) -> Request {
    Request::builder().header(CONTENT_TYPE, "multipart/form-data; boundary=X").body(body.into()).unwrap()
}

async fn read(parts: &[String]) -> Result<FormFile, FormError> {
    file(request(format!("{}--X--\r\n", parts.concat())), "file", BOUNDS).await
}

async fn bytes(file: FormFile) -> library::Result<Vec<u8>> {
    file.body
        .try_fold(Vec::new(), async |mut all, piece| {
            all.extend_from_slice(&piece);
            Ok(all)
        })
        .await
}

fn a_file(body: &str) -> String {
    part("name=\"file\"; filename=\"caf\u{e9}.psd\"\r\nContent-Type: image/vnd.adobe.photoshop; x=1", body)
}

#[tokio::test]
async fn a_file_comes_with_the_fields_before_it() {
    let form = read(&[part("name=\"name\"", "Mug"), a_file("0123456789")]).await.unwrap();
    assert_eq!(form.fields, [("name".to_owned(), "Mug".to_owned())]);
    assert_eq!(form.file_name.as_deref(), Some("caf\u{e9}.psd"));
    assert_eq!(form.media_type.as_deref(), Some("image/vnd.adobe.photoshop"));
    assert_eq!(bytes(form).await.unwrap(), b"0123456789");
}

#[tokio::test]
async fn a_field_after_the_file_is_refused() {
    let form = read(&[a_file("0123456789"), part("name=\"late\"", "x")]).await.unwrap();
    let error = bytes(form).await.unwrap_err();
    assert!(matches!(error, library::Error::Invalid { field, .. } if field == "late"));
}

#[tokio::test]
async fn a_file_above_the_bound_ends_in_the_limits_error() {
    let form = read(&[a_file("0123456789a")]).await.unwrap();
    let error = bytes(form).await.unwrap_err();
    assert_eq!(error.to_string(), "the file is larger than 10 bytes, the limit set by limits.file_bytes");
}

#[tokio::test]
async fn what_is_no_form_or_has_no_file_is_refused() {
    let error = |result: Result<FormFile, FormError>| result.err().unwrap();
    assert_eq!(error(read(&[part("name=\"name\"", "Mug")]).await), FormError::Missing("file"));
    let json = Request::builder().header(CONTENT_TYPE, "application/json").body(Body::from("{}")).unwrap();
    assert_eq!(error(file(json, "file", BOUNDS).await), FormError::NotMultipart);
    assert!(matches!(error(file(request("--X\r\nContent-"), "file", BOUNDS).await), FormError::Broken(_)));
    let long = part("name=\"name\"", &"a".repeat(FIELDS as usize + 1));
    assert!(matches!(error(read(&[long, a_file("")]).await), FormError::Broken(_)));
    let many: Vec<String> = (0..40).map(|_| part("name=\"name\"", &"a".repeat(2000))).collect();
    assert!(matches!(error(read(&many).await), FormError::Broken(_)));
}

#[tokio::test]
async fn a_form_that_breaks_off_ends_in_an_error() {
    let begun = request(a_file("0123").trim_end_matches("\r\n").to_owned());
    let form = file(begun, "file", BOUNDS).await.unwrap();
    assert!(matches!(bytes(form).await, Err(library::Error::Invalid { .. })));
}

#[tokio::test]
async fn pieces_are_taken_from_the_network_only_as_they_are_used() {
    const PIECES: usize = 1000;
    let taken = Arc::new(AtomicUsize::new(0));
    let counter = taken.clone();
    let head = "--X\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n";
    let first = stream::once(async move { Ok::<_, std::io::Error>(Bytes::from(head)) });
    let rest = stream::repeat_with(move || {
        counter.fetch_add(1, Ordering::Relaxed);
        Ok(Bytes::from(vec![b'a'; 8192]))
    });
    let end = stream::once(async { Ok(Bytes::from("\r\n--X--\r\n")) });
    let body = Body::from_stream(first.chain(rest.take(PIECES)).chain(end));
    let mut form = file(request(body), "file", Bounds { bytes: 1 << 30, ..BOUNDS }).await.unwrap();
    let mut bytes = form.body.next().await.unwrap().unwrap().len();
    assert!(taken.load(Ordering::Relaxed) < 10, "{} pieces were read ahead", taken.load(Ordering::Relaxed));
    while let Some(piece) = form.body.next().await {
        bytes += piece.unwrap().len();
    }
    assert_eq!(bytes, PIECES * 8192);
}
