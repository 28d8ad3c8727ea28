//! Pages, feeds and short links: who sees what, and that words stay words.

use axum::body::Body;
use axum::http::{HeaderMap, Request};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http_body_util::BodyExt;
use serde_json::{Value, json};
use tower::ServiceExt;

use crate::world::{PUBLIC_URL, World};

const WILD: &str = "<script>alert(1)</script> \"'&";

struct Answer {
    status: u16,
    headers: HeaderMap,
    body: String,
}

/// Asks the pages for an address of this server.
async fn get(world: &World, url: &str, basic: Option<&str>) -> Answer {
    let path = url.strip_prefix(PUBLIC_URL).unwrap_or(url);
    let request = Request::get(path);
    let request = match basic {
        Some(pair) => request.header("authorization", format!("Basic {}", STANDARD.encode(pair))),
        None => request,
    };
    let response = world.pages.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
    let (parts, body) = response.into_parts();
    let bytes = body.collect().await.unwrap().to_bytes();
    Answer { status: parts.status.as_u16(), headers: parts.headers, body: String::from_utf8(bytes.to_vec()).unwrap() }
}

/// A collection of Ada's with a note, a link and a stack with a colour in it, all of them called wildly.
async fn shelf_of(world: &World, privacy: &str) -> (Value, Value) {
    let (_, shelf) =
        world.send_as(0, "POST", "/collections", &json!({"name": WILD, "description": WILD, "type": privacy})).await;
    let items = format!("/collections/{}/items", shelf["id"]);
    let note = json!({"type": "text", "name": WILD, "content": format!("# {WILD}\u{8}"), "tags": ["a&b"]});
    let (status, note) = world.send_as(0, "POST", &items, &note).await;
    assert_eq!(status, 201, "{note}");
    let link = json!({"content": "https://pages.test/?a=1&b=%22", "name": "=1+1", "link": "javascript:alert(1)"});
    world.send_as(0, "POST", &items, &link).await;
    let (_, stack) = world.send_as(0, "POST", &items, &json!({"type": "stack", "name": "Pile"})).await;
    let colour = json!({"type": "color", "content": "#1e90ff", "name": "blue, \"deep\"", "parent_id": stack["id"]});
    let (status, colour) = world.send_as(0, "POST", &items, &colour).await;
    assert_eq!(status, 201, "{colour}");
    (shelf, note)
}

#[tokio::test]
async fn pages_show_words_as_words_and_run_nothing() {
    let world = World::new().await;
    let (shelf, note) = shelf_of(&world, "public").await;
    for url in [&shelf["url"], &note["url"]] {
        let page = get(&world, url.as_str().unwrap(), None).await;
        assert_eq!(page.status, 200, "{url}: {}", page.body);
        assert!(page.body.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), "{}", page.body);
        assert!(!page.body.contains("<script") && !page.body.contains("javascript:"), "{}", page.body);
        let policy = page.headers["content-security-policy"].to_str().unwrap();
        assert!(policy.starts_with("default-src 'none'; style-src 'sha256-") && !policy.contains("unsafe"), "{policy}");
        assert_eq!(page.headers["x-robots-tag"], "noindex");
        assert_eq!(page.headers["x-content-type-options"], "nosniff");
    }
    let page = get(&world, shelf["url"].as_str().unwrap(), None).await.body;
    assert!(page.contains("Pile") && page.contains("1 items") && !page.contains("deep"), "{page}");
    let first = get(&world, &format!("{}?per_page=2", shelf["url"].as_str().unwrap()), None).await.body;
    assert!(first.contains("Page 1 of 2") && first.contains("rel=next") && !first.contains("Pile"), "{first}");
    let (shelf, _) = shelf_of(&world, "global").await;
    let listed = get(&world, shelf["url"].as_str().unwrap(), None).await;
    assert!(!listed.headers.contains_key("x-robots-tag") && !listed.body.contains("noindex"));
}

#[tokio::test]
async fn feeds_say_the_same_in_every_format() {
    let world = World::new().await;
    let (shelf, _) = shelf_of(&world, "public").await;
    let url = shelf["url"].as_str().unwrap();
    let feed = async |end: &str| get(&world, &format!("{url}.{end}"), None).await;
    let json = feed("json").await;
    let parsed: Value = serde_json::from_str(&json.body).unwrap();
    assert_eq!((parsed["name"].as_str(), parsed["items"].as_array().unwrap().len()), (Some(WILD), 4));
    assert_eq!(
        (json.headers["content-type"].as_bytes(), json.headers["x-total-count"].as_bytes()),
        (&b"application/json"[..], &b"4"[..])
    );
    assert_eq!(parsed["user_email"], Value::Null, "strangers are told no addresses");
    for (end, media_type) in [("rss", "application/rss+xml; charset=utf-8"), ("xml", "application/xml; charset=utf-8")]
    {
        let rss = feed(end).await;
        assert_eq!(rss.headers["content-type"], media_type);
        assert!(rss.body.contains("&lt;script&gt;") && !rss.body.contains("<script"), "{}", rss.body);
        assert!(!rss.body.contains('\u{8}') && rss.body.contains("<category>a&amp;b</category>"), "{}", rss.body);
        assert_eq!(rss.body.matches("<item>").count(), 3, "a stack says nothing itself");
    }
    let sheet = feed("csv").await.body;
    let rows: Vec<csv::StringRecord> =
        csv::Reader::from_reader(sheet.as_bytes()).into_records().collect::<Result<_, _>>().unwrap();
    let names: Vec<&str> = rows.iter().map(|row| &row[3]).collect();
    assert_eq!(names, [WILD, "=1+1", "Pile", "blue, \"deep\""]);
    assert_eq!(&rows[3][1], &rows[2][0], "it is in the stack");
    assert!(feed("pls").await.body.starts_with("[playlist]\nNumberOfEntries=0\n"));
    assert_eq!((feed("html").await.status, feed("").await.status), (404, 404));
    let part = feed("json?page=2&per_page=3").await;
    assert_eq!(serde_json::from_str::<Value>(&part.body).unwrap()["items"].as_array().unwrap().len(), 1);
    assert!(feed("json?per_page=3").await.headers["link"].to_str().unwrap().contains("rel=\"next\""));
}

#[tokio::test]
async fn scripts_get_json_in_a_function_of_theirs_alone() {
    let world = World::new().await;
    let (shelf, _) = shelf_of(&world, "public").await;
    let url = shelf["url"].as_str().unwrap();
    let wrapped = get(&world, &format!("{url}.json?callback=my.app_1.show"), None).await;
    assert_eq!(wrapped.headers["content-type"], "text/javascript; charset=utf-8");
    assert!(wrapped.body.starts_with("/**/my.app_1.show({") && wrapped.body.ends_with("});"), "{}", wrapped.body);
    for bad in ["alert(1)//", "a;b", "1a", "a..b", "%3Cscript%3E", &"a".repeat(101)] {
        assert_eq!(get(&world, &format!("{url}.json?callback={bad}"), None).await.status, 400, "{bad}");
    }
    let with_password = get(&world, &format!("{url}.json?callback=show"), Some("ada:correct horse")).await;
    assert_eq!(with_password.status, 400, "browsers send passwords by themselves");
}

#[tokio::test]
async fn what_is_private_takes_a_password_or_a_key() {
    let world = World::new().await;
    let (shelf, note) = shelf_of(&world, "private").await;
    let url = shelf["url"].as_str().unwrap();
    let status = async |url: &str, basic: Option<&str>| get(&world, url, basic).await.status;
    let (feed, page) = (format!("{url}.json"), note["url"].as_str().unwrap());
    for closed in [url, page, shelf["short_url"].as_str().unwrap(), note["short_url"].as_str().unwrap()] {
        assert_eq!(status(closed, None).await, 404, "{closed}");
        assert_eq!(status(closed, Some("eve:correct horse")).await, 404, "{closed}");
    }
    assert_eq!(status(url, Some("ada@people.test:correct horse")).await, 200);
    let asked = get(&world, &feed, None).await;
    assert_eq!((asked.status, asked.headers.contains_key("www-authenticate")), (401, true));
    assert_eq!(
        status(&feed.replace(&shelf["id"].to_string(), "999999"), None).await,
        401,
        "nor is it told that there is none"
    );
    for (basic, answer) in
        [("ada:correct horse", 200), ("ada:wrong", 401), ("eve:correct horse", 404), ("nonsense", 401)]
    {
        assert_eq!(status(&feed, Some(basic)).await, answer, "{basic}");
    }
    let path = format!("/collections/{}/feed", shelf["id"]);
    let (_, row) = world.send_as(0, "GET", &path, &Value::Null).await;
    let keyed = row["urls"]["json"].as_str().unwrap();
    assert_eq!(keyed, format!("{feed}?key={}", row["feed_key"].as_str().unwrap()));
    assert_eq!(status(keyed, None).await, 200);
    assert_eq!(status(&format!("{keyed}&callback=show"), None).await, 200);
    let flipped = format!("{}{}", &keyed[..keyed.len() - 1], if keyed.ends_with('0') { "1" } else { "0" });
    assert_eq!(status(&flipped, None).await, 401);
    let (other, _) = shelf_of(&world, "private").await;
    let elsewhere = keyed.replace(&format!("/{}.", shelf["id"]), &format!("/{}.", other["id"]));
    assert_eq!(status(&elsewhere, None).await, 401, "a key reads one feed");
    assert_eq!(world.send_as(1, "GET", &path, &Value::Null).await.0, 404, "what Eve may not open has no key for her");
    assert_eq!(world.send_as(0, "DELETE", &path, &Value::Null).await.0, 200);
    assert_eq!(status(keyed, None).await, 401, "it was reset");
    let (_, row) = world.send_as(0, "GET", &path, &Value::Null).await;
    assert_eq!(status(row["urls"]["rss"].as_str().unwrap(), None).await, 200);
}

#[tokio::test]
async fn activity_is_for_those_who_work_there() {
    let world = World::new().await;
    let (_, _) = shelf_of(&world, "public").await;
    let (_, team_shelf) =
        world.send_as(0, "POST", "/collections", &json!({"name": "Ours", "user_id": world.team})).await;
    let items = format!("/collections/{}/items", team_shelf["id"]);
    world.send_as(2, "POST", &items, &json!({"content": "of the team"})).await;
    let (_, own) = world.send_as(0, "GET", "/users/me/feed", &Value::Null).await;
    let (_, team) = world.send_as(2, "GET", &format!("/teams/{}", world.team), &Value::Null).await;
    let rows = async |url: &str, basic: Option<&str>| {
        let feed = get(&world, url, basic).await;
        let rows = serde_json::from_str::<Value>(&feed.body).unwrap_or_default();
        (feed.status, rows.as_array().map_or(0, Vec::len))
    };
    assert_eq!(rows(own["urls"]["json"].as_str().unwrap(), None).await, (200, 4));
    let url = format!("{PUBLIC_URL}/@Studio%20Six/activity.json");
    assert_eq!(rows(&format!("{url}?key={}", team["feed_key"].as_str().unwrap()), None).await, (200, 1));
    assert_eq!(rows(&url, Some("zoe:correct horse")).await, (200, 1));
    assert_eq!(rows(&url, Some("eve:correct horse")).await, (200, 0), "she works nowhere there");
    assert_eq!((rows(&url, None).await.0, rows("/@nobody/activity.json", None).await.0), (401, 401));
    assert_eq!(rows("/@nobody/activity.json", Some("eve:correct horse")).await.0, 404);
    let rss = get(&world, own["urls"]["rss"].as_str().unwrap(), None).await.body;
    assert!(rss.contains("<title>New in ada</title>") && rss.matches("<item>").count() == 3, "{rss}");
}

#[tokio::test]
async fn short_links_and_old_names_lead_to_the_page() {
    let world = World::new().await;
    let (shelf, note) = shelf_of(&world, "public").await;
    for thing in [&shelf, &note] {
        let (short, url) = (thing["short_url"].as_str().unwrap(), thing["url"].as_str().unwrap());
        assert_eq!(short.rsplit('/').next().unwrap().len(), 10, "{short}");
        let answer = get(&world, short, None).await;
        assert_eq!((answer.status, answer.headers["location"].to_str().unwrap()), (307, url));
        let old = get(&world, &url.replace("/@ada/", "/@eve/"), None).await;
        assert_eq!((old.status, old.headers["location"].to_str().unwrap()), (307, url));
    }
    for nothing in ["/s/1", "/s/zzzzzzzzzz", "/s/i/0000000000", "/@ada/nonsense", "/@ada/1/2", "/@ada/0"] {
        assert_eq!(get(&world, nothing, None).await.status, 404, "{nothing}");
    }
}
