//! What operators and load balancers ask: health, readiness, numbers; and doors at host names of their own.

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
    // A path below the door, and what its refusal of somebody without a key is told apart by.
    let doors = [
        ("SUDOMOCK", "/sudomock", "/api/v1/me", "Authentication required."),
        ("DYNAMIC_MOCKUPS", "/dynamic-mockups", "/api/v1/mockups", "\"success\":false"),
        ("SCENARIO", "/scenario", "/v1/collections", "UnauthorizedError"),
        ("DROPMARK", "/dropmark", "/v1/collections", "\"code\""),
    ];
    let name = |variable: &str| format!("{}.example", variable.to_lowercase().replace('_', "-"));
    let set = |place: Place, (variable, ..): (&str, &str, &str, &str)| {
        place.set(&format!("MAQUETTE_HOSTS_{variable}"), &name(variable))
    };
    let place = doors.into_iter().fold(Place::new(), set);
    let server = place.serve().await;
    for (variable, door, path, words) in doors {
        for host in [name(variable), format!("{}:8080", name(variable).to_uppercase())] {
            let (status, body) = get(&server, Some(&host), path).await;
            assert!(status == 401 && body.contains(words), "{host}: {status} {body}");
            assert_eq!(get(&server, Some(&host), &format!("{door}{path}")).await.0, 404, "{host}");
            assert_eq!(get(&server, Some(&host), "/api/me").await.0, 404, "{host}");
        }
        assert_eq!(get(&server, None, &format!("{door}{path}")).await.0, 401, "{door}");
        assert_eq!(get(&server, None, path).await.0, 404, "{path}");
    }
    let (_, metrics) = get(&server, None, "/metrics").await;
    assert!(metrics.contains("route=\"/api/v1/me\",status=\"4xx\"} 2"), "{metrics}");
}

/// Whoever nobody knows has a rate by their address, at every door.
#[tokio::test(flavor = "multi_thread")]
async fn unknown_callers_have_a_rate_of_their_own() {
    let place = Place::new().set("MAQUETTE_LIMITS_UNKNOWN_REQUESTS_A_MINUTE", "1");
    let server = place.serve().await;
    assert_eq!(get(&server, None, "/sudomock/api/v1/me").await.0, 401);
    for path in [
        "/sudomock/api/v1/me",
        "/dynamic-mockups/api/v1/mockups",
        "/scenario/v1/collections",
        "/dropmark/v1/collections",
        "/api/me",
        "/mcp",
    ] {
        assert_eq!(get(&server, None, path).await.0, 429, "{path}");
    }
    // Those who are known have none.
    let key = place.key("ada").await;
    let known = client().get(format!("{}/sudomock/api/v1/me", server.url));
    let answer = known.header("x-api-key", key["sudomock"].as_str().unwrap()).send().await.unwrap();
    assert_eq!(answer.status(), 200);
}
