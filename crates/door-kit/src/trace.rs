//! One log line a request, and its metrics. Query strings are not logged: clients put secrets there; nor are signatures
//! of links.

use std::sync::{Arc, OnceLock};
use std::time::Instant;

use axum::extract::{MatchedPath, Request};
use axum::middleware::Next;
use axum::response::Response;
use library::ids::AccountId;
use tracing::Instrument;

use crate::client::Client;
use crate::links::loggable;
use crate::metrics;
use crate::request_id::RequestId;

/// Where a door writes which account it let in, for the log; in the request's extensions, below [`trace`].
#[derive(Debug, Clone, Default)]
pub struct Caller(Arc<OnceLock<AccountId>>);

impl Caller {
    /// Notes the account; the first one counts.
    pub fn is(&self, account: AccountId) {
        // A request may be authenticated more than once.
        let _known = self.0.set(account);
    }
}

/// Middleware: logs and counts. Belongs below [`crate::request_id::request_id`] and [`crate::client::client`], and
/// around whole routers, so that requests for nothing are logged too.
pub async fn trace(mut request: Request, next: Next) -> Response {
    let start = Instant::now();
    let caller = Caller::default();
    request.extensions_mut().insert(caller.clone());
    let extensions = request.extensions();
    let id = extensions.get::<RequestId>().map(ToString::to_string).unwrap_or_default();
    let client = extensions.get::<Client>().and_then(|client| client.address).map(|address| address.to_string());
    let route = extensions.get::<MatchedPath>().map_or_else(|| "unmatched".to_owned(), |path| path.as_str().to_owned());
    let (method, path) = (request.method().clone(), loggable(request.uri().path()));

    let span = tracing::info_span!("request", request_id = %id);
    let response = next.run(request).instrument(span.clone()).await;

    let (status, time) = (response.status(), start.elapsed());
    metrics::count(&method, &route, status, time);
    let account = caller.0.get().map(ToString::to_string);
    let ms = time.as_secs_f64() * 1e3;
    // Whose fault it is decides how loud it is told.
    span.in_scope(|| {
        let (status, account, client) = (status.as_u16(), account.as_deref(), client.as_deref());
        if status >= 500 {
            tracing::error!(%method, path, status, ms, account, client, "answered");
        } else {
            tracing::info!(%method, path, status, ms, account, client, "answered");
        }
    });
    response
}

#[cfg(test)]
mod tests;
