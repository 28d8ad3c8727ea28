//! Artwork that is to be forgotten.

use library::artworks::Known;
use library::blobs::Blob;
use library::ids::JobId;
use library::renders::{Artwork, Fill, Picture, Render, RenderKey, RenderOrder, Source};
use uuid::Uuid;

use super::world::{Subject, World, at, picture};

const URL: &str = "https://example.com/art.png";

fn order(sources: &[Source]) -> RenderOrder {
    let fill = |source: &Source| Fill { artwork: Some(Artwork::new(source.clone())), ..Fill::of(Uuid::new_v4()) };
    RenderOrder { fills: sources.iter().map(fill).collect(), ..RenderOrder::default() }
}

/// A render that holds these, with a picture.
async fn drawn(world: &World, sources: &[Source], key: u8, picture: &Picture) -> Render {
    let mockup = world.mockup("mug").await.id;
    let render = Render { order: order(sources), ..world.new_render(mockup) };
    let blobs: Vec<Blob> = sources
        .iter()
        .filter_map(|source| match source {
            Source::Blob(blob) => Some(*blob),
            Source::Url(_) | Source::Forgotten => None,
        })
        .collect();
    let mut tx = world.begin().await;
    tx.insert_render(&render, &blobs).await.unwrap();
    tx.set_picture(render.id, RenderKey([key; 32]), picture, at(1)).await.unwrap();
    tx.commit().await.unwrap();
    render
}

async fn forget(world: &World, known: Known) -> Option<Vec<JobId>> {
    let mut tx = world.begin().await;
    let jobs = tx.forget_artwork(world.account, &known).await.unwrap();
    tx.commit().await.unwrap();
    jobs
}

async fn sources(world: &World, render: &Render) -> Vec<Source> {
    let render = world.store.render(render.id).await.unwrap().unwrap();
    render.order.fills.into_iter().filter_map(|fill| fill.artwork).map(|artwork| artwork.source).collect()
}

async fn has_picture(world: &World, render: &Render) -> bool {
    world.store.render(render.id).await.unwrap().unwrap().picture.is_some()
}

/// Artwork by URL and by bytes is taken out of the account's orders, and pictures with it go; nothing else does.
pub async fn artwork_is_forgotten_in_its_account(store: Subject) {
    let world = World::new(store).await;
    let other = world.elsewhere().await;
    let (art, shown) = (world.blob("art").await, picture(world.blob("picture").await));
    let (url, blob) = (Source::Url(URL.into()), Source::Blob(art));
    let both = drawn(&world, &[url.clone(), blob.clone()], 1, &shown).await;
    let twice = drawn(&world, &[url.clone(), url.clone()], 2, &shown).await;
    let sharer = drawn(&world, std::slice::from_ref(&blob), 2, &shown).await;
    let theirs = drawn(&other, &[url.clone(), blob.clone()], 1, &shown).await;

    assert_eq!(forget(&world, Known::Url("https://example.com/other.png".into())).await, None);
    let mut jobs = forget(&world, Known::Url(URL.into())).await.unwrap();
    jobs.sort_unstable();
    let mut wanted = vec![both.job, twice.job];
    wanted.sort_unstable();
    assert_eq!(jobs, wanted);
    assert_eq!(forget(&world, Known::Url(URL.into())).await, None);
    assert_eq!(sources(&world, &both).await, [Source::Forgotten, blob.clone()]);
    assert_eq!(sources(&world, &twice).await, [Source::Forgotten, Source::Forgotten]);
    for render in [&both, &twice, &sharer] {
        assert!(!has_picture(&world, render).await);
    }

    assert!(forget(&world, Known::Blob(art.hash)).await.is_some_and(|jobs| jobs.len() == 2));
    assert_eq!(sources(&world, &both).await, [Source::Forgotten, Source::Forgotten]);
    assert_eq!(sources(&other, &theirs).await, [url, blob]);
    assert!(has_picture(&other, &theirs).await);
}

/// A picture is forgotten by its own bytes, and artwork's bytes are held no longer by the order.
pub async fn forgotten_bytes_are_swept(store: Subject) {
    let world = World::new(store).await;
    let (art, shown) = (world.blob("art").await, picture(world.blob("picture").await));
    let render = drawn(&world, &[Source::Blob(art)], 1, &shown).await;
    assert_eq!(forget(&world, Known::Blob(shown.blob.hash)).await, Some(vec![]));
    assert!(!has_picture(&world, &render).await);
    assert_eq!(sources(&world, &render).await, [Source::Blob(art)]);
    assert_eq!(forget(&world, Known::Blob(shown.blob.hash)).await, None);
    assert_eq!(forget(&world, Known::Blob(art.hash)).await, Some(vec![render.job]));
    let mut tx = world.begin().await;
    let mut swept = tx.take_unused_blobs(at(100), 10).await.unwrap();
    swept.sort_unstable();
    let mut gone = [art.hash, shown.blob.hash];
    gone.sort_unstable();
    assert_eq!(swept, gone);
}
