//! What operators and load balancers ask: health, readiness, numbers; and doors at host names of their own.

use serde_json::Value;

use crate::support::{Place, Server, client};

/// Status and body of a path, asked under a host name.
async fn get(server: &Server, host: Option<&str>, path: &str) -> (u16, String) {
    let mut request = client().get(format!("{}{path}", server.url));
    if let Some(host) = host {
        request = request.header("host", host);
    }
    let response = request.send().await.unwrap();
    (response.status().as_u16(), response.text().await.unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_tells_how_it_is() {
    let place = Place::new();
    let server = place.serve().await;
    let key = place.key("ada").await;
    assert_eq!(get(&server, None, "/healthz").await, (200, "ok\n".to_owned()));
    assert_eq!(get(&server, None, "/readyz").await, (200, "ok\n".to_owned()));
    let mockups = client().get(format!("{}/sudomock/api/v1/mockups/none", server.url));
    let answer = mockups.header("x-api-key", key["sudomock"].as_str().unwrap()).send().await.unwrap();
    assert_eq!(answer.status(), 404);
    get(&server, None, "/api/nothing/here").await;
    let (status, metrics) = get(&server, None, "/metrics").await;
    assert_eq!(status, 200);
    let counted = |route: &str, status: &str| {
        let labels = format!("{{method=\"GET\",route=\"{route}\",status=\"{status}\"}} 1");
        assert!(metrics.contains(&format!("http_requests_total{labels}")), "{route}: {metrics}");
    };
    counted("/healthz", "2xx");
    // The route's template, never the path itself: that would be a series for every mockup.
    counted("/sudomock/api/v1/mockups/{uuid}", "4xx");
    assert!(metrics.contains("http_request_duration_seconds_bucket") && !metrics.contains("mockups/none"), "{metrics}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_answers_only_how_it_is() {
    let server = Place::new().serve_as("worker").await;
    for path in ["/healthz", "/readyz", "/metrics"] {
        assert_eq!(get(&server, None, path).await.0, 200, "{path}");
    }
    for path in ["/sudomock/api/v1/me", "/api/me"] {
        assert_eq!(get(&server, None, path).await.0, 404, "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_door_at_its_own_host_answers_at_the_root() {
    let place = Place::new().set("MAQUETTE_HOSTS_SUDOMOCK", "api.sudomock.example");
    let server = place.serve().await;
    for host in ["api.sudomock.example", "API.SudoMock.example:8080"] {
        let (status, body) = get(&server, Some(host), "/api/v1/me").await;
        let body: Value = serde_json::from_str(&body).unwrap();
        assert_eq!(status, 401, "{host}");
        assert!(body["detail"].as_str().unwrap().starts_with("Authentication required."));
        assert_eq!(get(&server, Some(host), "/sudomock/api/v1/me").await.0, 404);
        assert_eq!(get(&server, Some(host), "/api/me").await.0, 404);
    }
    assert_eq!(get(&server, None, "/sudomock/api/v1/me").await.0, 401);
    assert_eq!(get(&server, None, "/api/v1/me").await.0, 404);
    let (_, metrics) = get(&server, None, "/metrics").await;
    assert!(metrics.contains("route=\"/api/v1/me\",status=\"4xx\"} 2"), "{metrics}");
}
