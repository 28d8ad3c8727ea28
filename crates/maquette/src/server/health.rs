//! `/healthz`: the process lives. `/readyz`: storage answers. `/metrics`: numbers for Prometheus.

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use library::Library;
use library::worker::error_chain;
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};

use crate::{Error, Result};

/// Begins to count; there is one count in a process.
pub(crate) fn metrics() -> Result<PrometheusHandle> {
    const SECONDS: [f64; 12] = [0.001, 0.003, 0.01, 0.03, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 15.0, 60.0];
    let builder = PrometheusBuilder::new().set_buckets_for_metric(Matcher::Suffix("seconds".to_owned()), &SECONDS);
    let installed = builder.and_then(PrometheusBuilder::install_recorder);
    installed.map_err(|error| Error::Config(format!("metrics could not start: {error}")))
}

/// The three routes.
pub(crate) fn router(library: Arc<Library>, metrics: PrometheusHandle) -> Router {
    let ready = Router::new().route("/readyz", get(ready)).with_state(library);
    let metrics = Router::new().route("/metrics", get(show)).with_state(metrics);
    ready.merge(metrics).route("/healthz", get(|| async { "ok\n" }))
}

async fn ready(State(library): State<Arc<Library>>) -> Response {
    match library.ready().await {
        Ok(()) => "ok\n".into_response(),
        Err(error) => {
            tracing::error!(error = error_chain(&error), "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "storage does not answer\n").into_response()
        }
    }
}

async fn show(State(metrics): State<PrometheusHandle>) -> Response {
    metrics.run_upkeep();
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], metrics.render()).into_response()
}
