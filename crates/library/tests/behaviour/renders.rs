//! Orders, pictures, jobs.

use std::time::Duration;

use library::idempotency::RequestKey;
use library::jobs::{Lease, Queue as _, Reason, State};
use library::mockups::Mockup;
use library::renderer::DrawError;
use library::renders::{Adjustments, Artwork, Fill, NewRender, Ordered, RenderOrder, Source};
use library::{Clock as _, Error, Settings};
use testkit::memory::fake_picture;

use crate::world::World;

const ART: &str = "https://files.test/art.png";

fn fill(mockup: &Mockup, url: &str) -> Fill {
    let slot = mockup.template.outline.slots[0].id;
    Fill { artwork: Some(Artwork::new(Source::Url(url.to_owned()))), ..Fill::of(slot) }
}

fn new(mockup: &Mockup, fills: Vec<Fill>) -> NewRender {
    let order = RenderOrder { fills, ..RenderOrder::default() };
    NewRender { mockup: mockup.thing.id, order, label: String::new(), request: None }
}

async fn render(world: &World, new: NewRender) -> Result<Ordered, Error> {
    let ordered = world.library.order_render(&world.ada, new).await?;
    let job = world.library.wait_for_success(&world.ada, ordered.job.id).await?;
    let render = world.library.render(&world.ada, ordered.render.id).await?;
    Ok(Ordered { render, job })
}

#[tokio::test]
async fn the_same_pixels_are_drawn_once() {
    let world = World::new().await;
    let mockup = world.mockup("mug", &["Front"]).await;
    world.fetcher.serve(ART, "image/png", fake_picture(10, 10, "art"));
    let same = "https://elsewhere.test/copy.png";
    world.fetcher.serve(same, "image/png", fake_picture(10, 10, "art"));
    let first = render(&world, new(&mockup, vec![fill(&mockup, ART)])).await.unwrap();
    let second = render(&world, new(&mockup, vec![fill(&mockup, same)])).await.unwrap();
    assert_ne!(first.render.id, second.render.id);
    assert_eq!(first.render.picture, second.render.picture);
    assert_eq!(world.renderer.drawings().len(), 1);
    let faded = Adjustments { opacity: 50.0, ..Adjustments::default() };
    let other = Fill { adjustments: faded, ..fill(&mockup, ART) };
    let third = render(&world, new(&mockup, vec![other])).await.unwrap();
    assert_ne!(third.render.picture, first.render.picture);
    assert_eq!(world.library.account(&world.ada).await.unwrap().counts.renders, 2);
}

#[tokio::test]
async fn a_request_sent_twice_is_one_render() {
    let world = World::new().await;
    let mockup = world.mockup("mug", &["Front"]).await;
    world.fetcher.serve(ART, "image/png", fake_picture(10, 10, "art"));
    let request = |fingerprint| Some(RequestKey { key: "once".to_owned(), fingerprint: [fingerprint; 32] });
    let ask = |fingerprint| NewRender { request: request(fingerprint), ..new(&mockup, vec![fill(&mockup, ART)]) };
    let first = render(&world, ask(1)).await.unwrap();
    let second = render(&world, ask(1)).await.unwrap();
    assert_eq!((first.render.id, first.job.id), (second.render.id, second.job.id));
    assert!(matches!(render(&world, ask(2)).await, Err(Error::Conflict(_))));
    world.clock.advance(Duration::from_hours(25));
    assert_ne!(render(&world, ask(2)).await.unwrap().render.id, first.render.id);
}

#[tokio::test]
async fn orders_are_held_to_the_mockup() {
    let world = World::new().await;
    let mockup = world.mockup("mug", &["Front"]).await;
    let field = async |fills: Vec<Fill>| match world.library.order_render(&world.ada, new(&mockup, fills)).await {
        Err(Error::Invalid { field, .. }) => field,
        other => panic!("{other:?}"),
    };
    let good = fill(&mockup, ART);
    assert_eq!(field(vec![Fill::of(uuid::Uuid::nil())]).await, "fills[0].slot");
    assert_eq!(field(vec![good.clone(), good.clone()]).await, "fills[1].slot");
    let blurred = Adjustments { blur: 101.0, ..Adjustments::default() };
    assert_eq!(field(vec![Fill { adjustments: blurred, ..good.clone() }]).await, "fills[0].adjustments.blur");
    let mut nowhere = good.clone();
    nowhere.artwork.as_mut().unwrap().rotation = f64::NAN;
    assert_eq!(field(vec![nowhere]).await, "fills[0].artwork.rotation");
    let layer = mockup.template.outline.slots[0].id;
    let hidden = RenderOrder { fills: vec![good], hidden: vec![layer], ..RenderOrder::default() };
    let both = world.library.check_order(&mockup, hidden);
    assert!(matches!(both, Err(Error::Invalid { field, .. }) if field == "hidden[0]"));
    assert_eq!(world.library.jobs(&world.ada, &all(&world)).await.unwrap().len(), 1);
    assert!(matches!(world.library.order_render(&world.eve, new(&mockup, vec![])).await, Err(Error::NotFound(_))));
}

fn all(world: &World) -> library::jobs::Query {
    library::jobs::Query { account: world.ada.account, kinds: vec![], mockup: None, before: None, limit: 50 }
}

#[tokio::test]
async fn what_is_the_orders_fault_fails_at_once_and_what_is_ours_is_tried_again() {
    let world = World::new().await;
    let mockup = world.mockup("mug", &["Front"]).await;
    world.fetcher.serve(ART, "image/png", fake_picture(10, 10, "art"));
    world.renderer.fail(DrawError::Unreadable("the artwork is broken".to_owned()));
    let Err(Error::Failed(failure)) = render(&world, new(&mockup, vec![fill(&mockup, ART)])).await else { panic!() };
    assert_eq!((failure.reason, failure.message.as_str()), (Reason::Unreadable, "the artwork is broken"));
    assert_eq!(world.renderer.drawings().len(), 1);
    world.renderer.fail(DrawError::Internal("a passing cloud".into()));
    let ordered = world.library.order_render(&world.ada, new(&mockup, vec![fill(&mockup, ART)])).await.unwrap();
    // The second try comes after a pause by the clock, and the worker looks for it every few seconds.
    while world.renderer.drawings().len() < 3 {
        world.clock.advance(Duration::from_secs(1));
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert_eq!(world.ended(ordered.job).await, State::Succeeded);
}

#[tokio::test]
async fn a_cancelled_job_stays_cancelled() {
    let world = World::new().await;
    let mockup = world.mockup("mug", &["Front"]).await;
    world.fetcher.serve(ART, "image/png", fake_picture(10, 10, "art"));
    world.renderer.hold();
    let ordered = world.library.order_render(&world.ada, new(&mockup, vec![fill(&mockup, ART)])).await.unwrap();
    while world.renderer.drawings().is_empty() {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    world.library.cancel_job(&world.ada, ordered.job.id).await.unwrap();
    world.renderer.release();
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert_eq!(world.ended(ordered.job.clone()).await, State::Cancelled);
    assert_eq!(world.library.render(&world.ada, ordered.render.id).await.unwrap().picture, None);
    assert!(matches!(world.library.cancel_job(&world.ada, ordered.job.id).await, Err(Error::Conflict(_))));
}

#[tokio::test]
async fn a_job_that_killed_its_workers_is_given_up() {
    let world = World::with(Settings { attempts: 2, ..Settings::default() }).await;
    let mockup = world.mockup("mug", &["Front"]).await;
    world.fetcher.serve(ART, "image/png", fake_picture(10, 10, "art"));
    world.renderer.hold();
    let mut ordered = Vec::new();
    // Five fill the worker's four places, so that one is left for workers that die.
    for _ in 0..5 {
        ordered.push(world.library.order_render(&world.ada, new(&mockup, vec![fill(&mockup, ART)])).await.unwrap());
    }
    while world.renderer.drawings().len() < 4 {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let mut last: Option<Lease> = None;
    for _ in 0..2 {
        let now = world.clock.now();
        let lease = world.store.claim(now, now + chrono::TimeDelta::seconds(1)).await.unwrap().unwrap();
        assert!(last.is_none_or(|last| last.job.id == lease.job.id));
        last = Some(lease);
        world.clock.advance(Duration::from_secs(2));
    }
    world.renderer.release();
    let job = last.unwrap().job;
    let State::Failed(failure) = world.ended(job).await else { panic!("it was not given up") };
    assert_eq!(failure.reason, Reason::Internal);
}

#[tokio::test]
async fn pictures_and_artwork_are_swept_when_their_time_is_over() {
    let day = Duration::from_hours(24);
    let world = World::with(Settings { keep_renders: Some(day * 10), ..Settings::default() }).await;
    let mockup = world.mockup("mug", &["Front"]).await;
    let art = world.library.store_bytes(fake_picture(10, 10, "art"), world.library.settings().artwork()).await.unwrap();
    let slot = mockup.template.outline.slots[0].id;
    let stored = Fill { artwork: Some(Artwork::new(Source::Blob(art))), ..Fill::of(slot) };
    let done = render(&world, new(&mockup, vec![stored])).await.unwrap();
    let picture = done.render.picture.unwrap().blob;
    for (days, picture_stays, art_stays) in [(5, true, true), (7, false, true), (30, false, false)] {
        world.clock.advance(day * days);
        world.library.sweep().await.unwrap();
        world.clock.advance(Duration::from_secs(1));
        assert_eq!(world.blobs.get(picture.hash).is_some(), picture_stays, "after {days} more days");
        assert_eq!(world.blobs.get(art.hash).is_some(), art_stays, "after {days} more days");
    }
    assert_eq!(world.library.render(&world.ada, done.render.id).await.unwrap().picture, None);
    assert!(world.blobs.get(mockup.template.file.hash).is_some());
}
