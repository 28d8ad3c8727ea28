//! Who gets in, how, and from where.

use ::library::Settings;
use axum::body::Body;
use axum::http::Request;
use serde_json::json;

use crate::world::{empty, world};

#[tokio::test]
async fn the_first_user_is_made_by_the_link_and_only_once() {
    let world = empty(Settings::default());
    let token = world.library.set_up_token().await.unwrap().unwrap();
    let page = world.get(&format!("/api/set-up?token={token}%22%3E%3Cscript%3E")).await;
    assert_eq!(page.status, 200);
    assert!(page.text.contains("&quot;&gt;&lt;script&gt;") && !page.text.contains("<script>"));
    assert!(page.headers["content-security-policy"].to_str().unwrap().starts_with("default-src 'none'"));

    let post = |token: &str| {
        let form = format!("token={token}&name=ada&email=&password=correct+horse");
        let request = Request::post("/api/set-up").header("content-type", "application/x-www-form-urlencoded");
        world.send(request.body(Body::from(form)).unwrap())
    };
    assert_eq!(post("wrong").await.status, 403);
    assert_eq!(post(&token).await.status, 201);
    assert_eq!(post(&token).await.status, 403);
    assert_eq!(world.get(&format!("/api/set-up?token={token}")).await.status, 403);
    world.json("POST", "/api/sign-up", json!({"name": "eve", "password": "correct horse"})).await.refused(403, None);
}

#[tokio::test]
async fn a_session_lives_in_a_cookie_that_other_sites_cannot_use() {
    let world = world().await;
    let wrong = json!({"name": "ada", "password": "wrong"});
    world.json("POST", "/api/sessions", wrong).await.refused(401, None);
    let signed_in = world.json("POST", "/api/sessions", json!({"name": "ada", "password": "correct horse"})).await;
    assert_eq!(signed_in.status, 201);
    let cookie = signed_in.headers["set-cookie"].to_str().unwrap();
    assert!(["HttpOnly", "SameSite=Lax", "Secure", "Path=/"].iter().all(|word| cookie.contains(word)), "{cookie}");
    let cookie = cookie.split(';').next().unwrap();

    let ask = |method: &str, path: &str, header: Option<(&str, &str)>| {
        let request = Request::builder().method(method).uri(path).header("cookie", cookie);
        let request = request.header("host", "studio.test");
        let request = header.into_iter().fold(request, |request, (name, value)| request.header(name, value));
        world.send(request.body(Body::from(r#"{"name": "a"}"#)).unwrap())
    };
    assert_eq!(ask("GET", "/api/me", Some(("sec-fetch-site", "cross-site"))).await.status, 200);
    let post = |name, value| ask("POST", "/api/collections", Some((name, value)));
    for (name, value) in [
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
        ("origin", "https://evil.test"),
        ("origin", "https://studio.test.evil.test"),
        ("origin", "https://studio"),
        ("origin", "null"),
    ] {
        post(name, value).await.refused(403, None);
    }
    for (name, value) in [("sec-fetch-site", "same-origin"), ("origin", "https://studio.test")] {
        assert_eq!(post(name, value).await.status, 201, "{name}: {value}");
    }
    assert_eq!(ask("DELETE", "/api/sessions/current", None).await.status, 204);
    ask("GET", "/api/me", None).await.refused(401, None);
}

#[tokio::test]
async fn a_key_opens_this_door_until_it_is_revoked() {
    let world = world().await;
    let made = world.json("POST", "/api/keys", json!({"name": "script"})).await;
    assert_eq!(made.status, 201, "{}", made.text);
    let key = made.json["spellings"]["studio"].as_str().unwrap();
    assert!(key.starts_with("mq_") && key.len() == 3 + 64);
    let with = |key: &str| {
        let request = Request::get("/api/me").header("authorization", format!("Bearer {key}"));
        world.send(request.body(Body::empty()).unwrap())
    };
    let me = with(key).await;
    assert_eq!((me.status.as_u16(), me.json["user"]["name"].as_str()), (200, Some("ada")));
    assert!(!world.get("/api/keys").await.text.contains(&key[3..]));
    let gone = world.delete(&format!("/api/keys/{}", made.json["key"]["id"].as_str().unwrap())).await;
    assert_eq!(gone.status, 204);
    for bad in [key, "mq_12", "nonsense", ""] {
        with(bad).await.refused(401, None);
    }
}

#[tokio::test]
async fn the_account_in_use_is_chosen_by_a_header() {
    let world = world().await;
    let team = world.library.user_and_account("ada", Some("team")).await.unwrap().1;
    let ask = |account: String| {
        let request = world.request("GET", "/api/me").header("x-account", account);
        world.send(request.body(Body::empty()).unwrap())
    };
    let me = ask(team.id.to_string()).await;
    assert_eq!(me.json["account"], team.id.to_string());
    assert_eq!(me.json["accounts"].as_array().unwrap().len(), 2);
    ask(uuid::Uuid::nil().to_string()).await.refused(404, None);
    ask("mine".to_owned()).await.refused(422, Some("X-Account"));
}

#[tokio::test]
async fn one_account_does_not_see_what_another_has() {
    let world = world().await;
    let mockup = world.mockup().await;
    let eve = json!({"name": "eve", "password": "correct horse"});
    assert_eq!(world.json("POST", "/api/sign-up", eve.clone()).await.status, 201);
    world.json("POST", "/api/sign-up", eve.clone()).await.refused(409, None);
    let token = world.json("POST", "/api/sessions", eve).await.json["token"].as_str().unwrap().to_owned();
    let hers = crate::world::World { token, ..world };
    hers.get(&format!("/api/mockups/{}", mockup["id"].as_str().unwrap())).await.refused(404, None);
    assert_eq!(hers.get("/api/mockups").await.json, json!({"items": [], "total": 0}));
}
