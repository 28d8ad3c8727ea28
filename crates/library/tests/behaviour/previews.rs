//! Pictures that are made for what brings none: of links' pages and of films.

use std::time::Duration;

use bytes::Bytes;
use futures_util::StreamExt;
use library::Settings;
use library::ids::ThingId;
use library::items::{Given, Item, NewItem};
use testkit::memory::fake_picture;

use crate::world::World;

async fn world() -> World {
    World::with(Settings { previews: true, ..Settings::default() }).await
}

async fn made(world: &World, given: Given) -> ThingId {
    world.library.create_item(&world.ada, NewItem::new("thing", given)).await.unwrap().thing.id
}

fn film(bytes: &'static [u8]) -> Given {
    let content = futures_util::stream::once(async move { Ok(Bytes::from_static(bytes)) }).boxed();
    Given::File { media_type: Some("video/mp4".into()), picture: false, content }
}

/// The thing once it has a picture.
async fn pictured(world: &World, id: ThingId) -> Item {
    for _ in 0..500 {
        let item = world.library.item(&world.ada, id).await.unwrap();
        if !item.previews.is_empty() {
            return item;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("no picture was made");
}

#[tokio::test]
async fn links_are_shown_by_their_pages_picture() {
    let world = world().await;
    let page = "<meta property=og:image content=/far.png>";
    world.fetcher.serve("https://pages.test/a", "text/html", page);
    world.fetcher.serve("https://pages.test/far.png", "image/png", fake_picture(800, 600, "far"));
    world.fetcher.serve("https://pages.test/small.png", "image/png", fake_picture(20, 10, "small"));
    let link = made(&world, Given::Link("https://pages.test/a".into())).await;
    let widths: Vec<u32> = pictured(&world, link).await.previews.iter().map(|preview| preview.width).collect();
    assert_eq!(widths, [720, 480, 240]);
    let small = made(&world, Given::Link("https://pages.test/small.png".into())).await;
    assert_eq!(pictured(&world, small).await.previews[0].width, 20, "a picture stands for itself");
    let query =
        library::jobs::Query { account: world.ada.account, kinds: vec![], mockup: None, before: None, limit: 9 };
    assert_eq!(world.library.jobs(&world.ada, &query).await.unwrap(), [], "nobody asked for these");
}

#[tokio::test]
async fn films_are_shown_by_a_still() {
    let world = world().await;
    let id = made(&world, film(b"film picture 300 200 still")).await;
    assert_eq!(pictured(&world, id).await.previews[0].width, 240);
}

#[tokio::test]
async fn documents_are_shown_by_their_first_page() {
    let world = world().await;
    let page = |width| {
        let content = futures_util::stream::once(async move { Ok(fake_picture(width, 800, "page")) }).boxed();
        Given::File { media_type: Some("application/pdf".into()), picture: false, content }
    };
    let id = made(&world, page(595)).await;
    let shown = pictured(&world, id).await;
    assert_eq!(shown.previews.iter().map(|preview| preview.width).collect::<Vec<_>>(), [480, 240]);
    assert_eq!(shown.file.unwrap().media_type, "application/pdf");
    let narrow = made(&world, page(100)).await;
    let after = made(&world, page(600)).await;
    pictured(&world, after).await;
    assert!(world.library.item(&world.ada, narrow).await.unwrap().previews.is_empty());
}

#[tokio::test]
async fn nothing_is_fetched_where_previews_are_off() {
    let world = World::new().await;
    let id = made(&world, Given::Link("https://pages.test/a".into())).await;
    world.mockup("other", &["Front"]).await;
    assert_eq!(world.fetcher.calls(), ["https://files.test/other.psd"]);
    assert_eq!(world.library.item(&world.ada, id).await.unwrap().previews, []);
}
