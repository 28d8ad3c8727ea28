//! What is logged, caught by a subscriber that writes to memory.

use std::fmt::Write;
use std::sync::Mutex;

use axum::body::Body;
use axum::http::StatusCode;
use axum::routing::get;
use axum::{Extension, Router, middleware};
use tower::ServiceExt;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

use super::*;
use crate::request_id::{HEADER, request_id};

/// Writes events and spans as `name=value` words.
#[derive(Clone, Default)]
struct Memory(Arc<Mutex<String>>);

struct Words<'a>(&'a mut String);

impl Visit for Words<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        write!(self.0, "{}={value:?} ", field.name()).unwrap();
    }
}

impl Subscriber for Memory {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        span.record(&mut Words(&mut self.0.lock().unwrap()));
        Id::from_u64(1)
    }

    fn event(&self, event: &Event<'_>) {
        event.record(&mut Words(&mut self.0.lock().unwrap()));
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

/// What the log holds after one request.
fn log(path: &str) -> String {
    let account = AccountId(uuid::Uuid::from_u128(7));
    let let_in = move |Extension(caller): Extension<Caller>| async move {
        caller.is(account);
        StatusCode::CREATED
    };
    let route = |path: MatchedPath| async move { path.as_str().to_owned() };
    let inner = Router::new().route("/{id}", get(let_in)).route("/{id}/route", get(route));
    let router =
        Router::new().nest("/things", inner).layer(middleware::from_fn(trace)).layer(middleware::from_fn(request_id));
    let request = Request::builder().uri(path).header(HEADER, "given").body(Body::empty()).unwrap();
    let memory = Memory::default();
    let _guard = tracing::subscriber::set_default(memory.clone());
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(router.oneshot(request)).unwrap();
    memory.0.lock().unwrap().clone()
}

#[test]
fn a_request_is_one_line_without_its_secrets() {
    let log = log("/things/5?token=secret");
    for words in ["request_id=given", "method=GET", "path=\"/things/5\"", "status=201"] {
        assert!(log.contains(words), "{words} in {log}");
    }
    assert!(log.contains("account=\"00000000-0000-0000-0000-000000000007\""), "{log}");
    assert!(!log.contains("secret"), "{log}");
    assert_eq!(log.matches("answered").count(), 1);
}

#[test]
fn requests_for_nothing_are_logged_too() {
    let log = log("/nothing");
    assert!(log.contains("status=404") && !log.contains("account="), "{log}");
}
