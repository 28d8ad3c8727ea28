//! `maquette import` of what others wrote, and `maquette duplicates`.

use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use serde_json::{Value, json};

use crate::support::{Place, client, png};

const BOOKMARKS: &str = "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<H1>Bookmarks</H1>\n<DL><p>\n\
    <DT><H3>Design</H3>\n<DL><p>\n\
    <DT><A HREF=\"https://a.test/?x=1&amp;y=2\" ADD_DATE=\"1600000000\" TAGS=\"red,blue\">First</A>\n<DD>about it\n\
    <DT><A HREF=\"http://www.a.test:80/?y=2&amp;x=1#top\">The same</A>\n\
    <DT><H3>Icons</H3>\n<DL><p>\n<DT><A HREF=\"https://b.test\" ADD_DATE=\"1500000000\">Second</A>\n</DL><p>\n</DL><p>\n\
    <DT><A HREF=\"javascript:alert(1)\">bad</A>\n\
    <DT><A HREF=\"ftp://c.test/\">worse</A>\n\
    </DL>\n";

fn written(place: &Place, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
    let path = place.path().join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(&path, bytes).unwrap();
    path
}

/// The rows of one collection, as Dropmark's clients see them.
async fn items(place: &Place, key: &Value, collection: &str) -> Vec<Value> {
    let server = place.serve().await;
    let get = async |path: &str| {
        let request = client().get(format!("{}/dropmark/v1/{path}", server.url));
        let spelt = &key["dropmark"];
        let text = |name: &str| spelt[name].as_str().map_or_else(|| spelt[name].to_string(), str::to_owned);
        let request = request.header("x-api-key", text("app_key")).basic_auth(text("user_id"), Some(text("token")));
        let answer = request.send().await.unwrap();
        serde_json::from_str::<Value>(&answer.text().await.unwrap()).unwrap()
    };
    let collections = get("collections").await;
    let found = collections.as_array().unwrap().iter().find(|found| found["name"] == collection);
    let id = found.unwrap_or_else(|| panic!("{collection}: {collections}"))["id"].clone();
    get(&format!("collections/{id}/items?per_page=100")).await.as_array().unwrap().clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn bookmarks_keep_their_folders_dates_and_tags() {
    let place = Place::new();
    let key = place.key("ada").await;
    let list = written(&place, "bookmarks.html", BOOKMARKS);
    let list = list.to_str().unwrap();
    let said = place.run(&["import", "--account", "ada", list]).await;
    assert!(said.starts_with("brought into ada: 2 made, 1 skipped (there already), 2 failed\n"), "{said}");
    assert!(said.contains("line 14: url must be an http or https URL (and 1 more)"), "{said}");
    let again = place.run(&["import", "--account", "ada", "--format", "netscape", list]).await;
    assert!(again.starts_with("brought into ada: 0 made, 3 skipped"), "{again}");
    let rows = items(&place, &key, "Design").await;
    let first = rows.iter().find(|row| row["name"] == "First").unwrap();
    assert!(first["created_at"].as_str().unwrap().starts_with("2020-09-13"), "{first}");
    assert_eq!(first["description"], "about it");
    assert_eq!(first["tags"].as_array().unwrap().len(), 2, "{first}");
    assert!(rows.iter().any(|row| row["name"] == "Icons" && row["type"] == "stack"), "{rows:?}");
    // In one collection, and whatever is there already.
    let words = ["import", "--account", "ada", "--collection", "All", "--duplicates", "keep", list];
    assert!(place.run(&words).await.starts_with("brought into ada: 3 made, 0 skipped"));
    let report = place.run(&["duplicates", "--account", "ada", "--json"]).await;
    let groups: Vec<Value> = report.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(groups.iter().all(|group| group["by"] == "link"), "{report}");
    assert_eq!(groups.iter().map(|group| group["items"].as_array().unwrap().len()).collect::<Vec<_>>(), [2, 3]);
}

#[tokio::test(flavor = "multi_thread")]
async fn folders_and_other_lists_come_in_and_nothing_is_fetched() {
    let place = Place::new();
    let key = place.key("ada").await;
    let old = SystemTime::UNIX_EPOCH + Duration::from_secs(1_400_000_000);
    for (name, bytes) in [
        ("art/top.png", png("red.png")),
        ("art/Cups/blue/in.png", png("square.png")),
        ("art/Cups/logo.png", png("logo.png")),
        ("art/Cups/again.png", png("logo.png")),
        ("art/.hidden", png("red.png")),
    ] {
        let path = written(&place, name, bytes);
        std::fs::File::options().write(true).open(path).unwrap().set_modified(old).unwrap();
    }
    std::os::unix::fs::symlink("/etc/passwd", place.path().join("art/link")).unwrap();
    let art = place.path().join("art");
    let said = place.run(&["import", "--account", "ada", art.to_str().unwrap()]).await;
    assert!(said.starts_with("brought into ada: 3 made, 1 skipped (there already), 1 failed\n"), "{said}");
    assert!(said.contains("art/link: is no file"), "{said}");
    let rows = items(&place, &key, "Cups").await;
    assert!(rows.iter().any(|row| row["name"] == "blue" && row["type"] == "stack"), "{rows:?}");
    let logo = rows.iter().find(|row| row["type"] == "image" && row["parent_id"].is_null()).unwrap();
    assert!(logo["created_at"].as_str().unwrap().starts_with("2014-05-13"), "{logo}");

    let table = "id,title,note,excerpt,url,folder,tags,created,cover,highlights,favorite\n\
        1,One,mine,theirs,https://r.test/1,Rain / Drops,\"a, b\",2019-01-02T03:04:05.000Z,,,true\n2,Two,,,javascript:1,Rain,,,,,\n";
    let table = written(&place, "export.csv", table);
    let said = place.run(&["import", "--account", "ada", table.to_str().unwrap()]).await;
    assert!(said.starts_with("brought into ada: 1 made, 0 skipped (there already), 1 failed\nline 3: "), "{said}");
    let feed = json!({"name": "Board", "items": [
        {"id": 1, "type": "link", "name": "L", "link": "https://d.test/1", "created_at": "2018-01-02T03:04:05Z", "tags": [{"name": "x"}]},
        {"id": 2, "type": "text", "name": "N", "content": "words"},
        {"id": 3, "type": "image", "name": "P", "content": "http://127.0.0.1:9/p.png"}]});
    let feed = written(&place, "feed.json", feed.to_string());
    let said = place.run(&["import", "--account", "ada", feed.to_str().unwrap()]).await;
    assert!(said.starts_with("brought into ada: 3 made"), "{said}");
    let names: Vec<_> = items(&place, &key, "Board").await.iter().map(|row| row["name"].clone()).collect();
    assert_eq!(names, ["L", "N", "P"]);

    let unknown = written(&place, "words.txt", "just words");
    assert!(place.fail(&["import", "--account", "ada", unknown.to_str().unwrap()]).await.contains("--format"));
    assert!(place.fail(&["import", "--account", "nobody", feed.to_str().unwrap()]).await.contains("account not found"));
}

#[tokio::test(flavor = "multi_thread")]
async fn copies_of_pictures_are_found_and_other_pictures_are_not() {
    use codec::{EncodeOptions, Filter, Format};
    let place = Place::new();
    place.key("ada").await;
    let limits = pixels::Limits::default();
    for sample in maquette::samples::Sample::ALL {
        let drawn = codec::decode(&drawn(&place, sample), &limits, None).unwrap();
        let pixels::Size { width, height } = drawn.size();
        let smaller = codec::resize(&drawn, pixels::Size::new(width / 3, height / 3), Filter::Lanczos3).unwrap();
        for (name, picture, format) in [
            ("whole.png", &drawn, Format::Png),
            ("small.jpg", &smaller, Format::Jpeg),
            ("small.webp", &smaller, Format::WebP),
        ] {
            let options = EncodeOptions { quality: 70, ..EncodeOptions::new(format) };
            written(
                &place,
                &format!("pictures/{}/{} {name}", sample.name(), sample.name()),
                codec::encode(picture, &options).unwrap(),
            );
        }
    }
    let folder = place.path().join("pictures");
    place.run(&["import", "--account", "ada", folder.to_str().unwrap()]).await;
    let report = place.run(&["duplicates", "--account", "ada", "--json"]).await;
    let groups: Vec<Value> = report.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(groups.len(), maquette::samples::Sample::ALL.len(), "{report}");
    for group in groups {
        let names: Vec<&str> =
            group["items"].as_array().unwrap().iter().map(|item| item["name"].as_str().unwrap()).collect();
        let first = names[0].split(' ').next().unwrap();
        assert!(
            group["by"] == "look" && names.len() == 3 && names.iter().all(|name| name.starts_with(first)),
            "{group}"
        );
    }
}

/// A sample as its file's own layers are drawn.
fn drawn(place: &Place, sample: maquette::samples::Sample) -> Vec<u8> {
    let file = written(place, &format!("{}.psd", sample.name()), crate::support::psd(sample));
    let picture = file.with_extension("png");
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_maquette"));
    command.arg("render").arg(&file).args(["--width", "900", "-o"]).arg(&picture);
    assert!(command.output().unwrap().status.success());
    std::fs::read(picture).unwrap()
}
