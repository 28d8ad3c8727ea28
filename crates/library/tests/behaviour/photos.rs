//! Photo mockups: made by jobs, given areas, drawn, and removed.

use library::jobs::{Reason, State, Work};
use library::photos::{Corners, NewArea, NewPhotoMockup, PhotoMockup, PhotoSource, Query};
use library::renders::{Artwork, BlendMode, Fill, NewRender, Ordered, RenderOrder, Source, TextFill, TextFit, Words};
use library::{Error, Settings, Window};
use testkit::memory::fake_picture;

use crate::world::World;

const PHOTO: &str = "https://files.test/Mug front.jpg";
const CORNERS: Corners = [[10.0, 10.0], [90.0, 12.0], [90.0, 60.0], [10.0, 62.0]];

fn area() -> NewArea {
    NewArea { id: None, name: Some("Front".to_owned()), corners: CORNERS }
}

fn new(areas: Vec<NewArea>) -> NewPhotoMockup {
    let source = PhotoSource::Url(PHOTO.to_owned());
    NewPhotoMockup { source, name: None, areas, word: "a door's word".to_owned(), request: None }
}

async fn world() -> World {
    with(Settings::default()).await
}

async fn with(settings: Settings) -> World {
    let world = World::with(settings).await;
    world.fetcher.serve(PHOTO, "image/jpeg", fake_picture(400, 300, "photo"));
    world
}

async fn made(world: &World, new: NewPhotoMockup) -> Result<PhotoMockup, Error> {
    let job = world.library.create_photo_mockup(&world.ada, new).await?;
    let job = world.library.wait_for_success(&world.ada, job.id).await?;
    world.library.photo_mockup(&world.ada, job.mockup.unwrap()).await
}

async fn render(world: &World, mockup: &PhotoMockup, fills: Vec<Fill>) -> Result<Ordered, Error> {
    let order = RenderOrder { fills, ..RenderOrder::default() };
    let new = NewRender { mockup: mockup.thing.id, order, label: String::new(), request: None };
    let ordered = world.library.order_photo_render(&world.ada, new, "a door's word").await?;
    let job = world.library.wait_for_success(&world.ada, ordered.job.id).await?;
    Ok(Ordered { render: world.library.render(&world.ada, ordered.render.id).await?, job })
}

async fn total(world: &World, customizable: bool) -> u64 {
    let window = Window { limit: 10, offset: 0 };
    let query = Query { account: world.ada.account, customizable, window };
    world.library.photo_mockups(&world.ada, query).await.unwrap().total
}

fn reason(error: Error) -> Reason {
    match error {
        Error::Failed(failure) => failure.reason,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_photo_becomes_a_mockup_and_is_no_mockup_of_a_template() {
    let world = world().await;
    let mockup = made(&world, new(vec![area()])).await.unwrap();
    assert_eq!((mockup.thing.name.as_str(), mockup.width, mockup.height), ("Mug front", 400, 300));
    assert_eq!((mockup.areas[0].corners, mockup.version, mockup.previews.len()), (CORNERS, 1, 2));
    let counts = world.library.account(&world.ada).await.unwrap().counts;
    assert_eq!((counts.mockups, counts.bytes), (1, mockup.photo.bytes.cast_signed()));
    assert!(matches!(world.library.mockup(&world.ada, mockup.thing.id).await, Err(Error::NotFound(_))));
    assert!(matches!(world.library.photo_mockup(&world.eve, mockup.thing.id).await, Err(Error::NotFound(_))));
    made(&world, new(vec![])).await.unwrap();
    assert_eq!((total(&world, false).await, total(&world, true).await), (2, 1));
}

#[tokio::test]
async fn what_is_no_photo_or_too_small_or_too_large_leaves_nothing() {
    let world = with(Settings { artwork_bytes: 200, ..Settings::default() }).await;
    let pages = [
        (bytes::Bytes::from_static(b"<html>"), Reason::Unreadable),
        (fake_picture(31, 300, "narrow"), Reason::Order),
        (fake_picture(300, 300, &"long".repeat(100)), Reason::TooLarge),
    ];
    for (page, expected) in pages {
        world.fetcher.serve(PHOTO, "image/jpeg", page);
        assert_eq!(reason(made(&world, new(vec![])).await.unwrap_err()), expected);
    }
    world.fetcher.serve(PHOTO, "image/jpeg", fake_picture(50, 50, "small"));
    let error = made(&world, new(vec![area(), NewArea { corners: CORNERS.map(|[x, y]| [x + 500.0, y]), ..area() }]));
    let error = error.await.unwrap_err();
    assert!(error.to_string().contains("print area 2"), "{error}");
    assert_eq!(reason(error), Reason::Order);
    assert_eq!(world.library.account(&world.ada).await.unwrap().counts.mockups, 0);
    let refused =
        world.library.create_photo_mockup(&world.ada, new(vec![NewArea { id: Some(uuid()), ..area() }])).await;
    assert!(matches!(refused, Err(Error::Invalid { field, .. }) if field == "areas[0].id"));
}

fn uuid() -> uuid::Uuid {
    uuid::Uuid::now_v7()
}

#[tokio::test]
async fn areas_are_replaced_and_keep_their_ids() {
    let world = world().await;
    let mockup = made(&world, new(vec![area(), area()])).await.unwrap();
    let (id, kept) = (mockup.thing.id, mockup.areas[1].id);
    let changed =
        world.library.replace_areas(&world.ada, id, vec![NewArea { id: Some(kept), ..area() }]).await.unwrap();
    assert_eq!((changed.version, changed.areas.len(), changed.areas[0].id), (2, 1, kept));
    let far = NewArea { corners: CORNERS.map(|[x, y]| [x, y + 900.0]), ..area() };
    let gone = NewArea { id: Some(mockup.areas[0].id), ..area() };
    for (refused, field) in [(far, "areas[0].corners"), (gone, "areas[0].id")] {
        let error = world.library.replace_areas(&world.ada, id, vec![refused]).await.unwrap_err();
        assert!(matches!(&error, Error::Invalid { field: at, .. } if at == field), "{error:?}");
    }
    assert!(matches!(world.library.replace_areas(&world.eve, id, vec![]).await, Err(Error::NotFound(_))));
    let bare = world.library.replace_areas(&world.ada, id, vec![]).await.unwrap();
    assert!(!bare.customizable() && bare.version == 3);
}

#[tokio::test]
async fn a_photo_is_drawn_in_multiply_and_the_same_pixels_once() {
    let world = world().await;
    let art = "https://files.test/art.png";
    world.fetcher.serve(art, "image/png", fake_picture(10, 10, "art"));
    let mockup = made(&world, new(vec![area()])).await.unwrap();
    let id = mockup.areas[0].id;
    let fill = || Fill { artwork: Some(Artwork::new(Source::Url(art.to_owned()))), ..Fill::of(id) };
    let first = render(&world, &mockup, vec![fill()]).await.unwrap();
    let second = render(&world, &mockup, vec![fill()]).await.unwrap();
    assert_eq!(first.render.picture, second.render.picture);
    assert!(matches!(&first.job.work, Work::RenderPhoto(photo) if photo.word == "a door's word"));
    assert_eq!((first.job.mockup, &first.job.state), (Some(mockup.thing.id), &State::Succeeded));
    let drawings = world.renderer.drawings();
    let [drawing] = drawings.as_slice() else { panic!("drawn once") };
    assert_eq!((drawing.fills[0].blend, drawing.areas.as_ref()), (Some(BlendMode::Multiply), Some(&mockup.areas)));
    // Elsewhere on the photo it is another picture.
    let moved = NewArea { id: Some(id), name: None, corners: CORNERS.map(|[x, y]| [x + 5.0, y]) };
    let moved = world.library.replace_areas(&world.ada, mockup.thing.id, vec![moved]).await.unwrap();
    let third = render(&world, &moved, vec![Fill { blend: Some(BlendMode::Normal), ..fill() }]).await.unwrap();
    assert_ne!(third.render.picture, first.render.picture);
    world.library.delete_photo_mockup(&world.ada, mockup.thing.id).await.unwrap();
    assert!(matches!(world.library.render(&world.ada, first.render.id).await, Err(Error::NotFound(_))));
    let counts = world.library.account(&world.ada).await.unwrap().counts;
    assert_eq!((counts.mockups, counts.bytes), (0, 0));
}

#[tokio::test]
async fn orders_are_held_to_the_areas() {
    let world = world().await;
    let mockup = made(&world, new(vec![area()])).await.unwrap();
    let id = mockup.areas[0].id;
    let refused =
        [(vec![], "fills"), (vec![Fill::of(uuid())], "fills[0].slot"), (vec![Fill::of(id); 2], "fills[1].slot")];
    for (fills, field) in refused {
        let error = render(&world, &mockup, fills).await.unwrap_err();
        assert!(matches!(&error, Error::Invalid { field: at, .. } if at == field), "{error:?}");
    }
    let (words, fit) = (Words::All("a".to_owned()), TextFit::Overflow);
    let text = TextFill { layer: id, words, font: None, size: None, colour: None, strokes: vec![], fit };
    let order = RenderOrder { fills: vec![Fill::of(id)], texts: vec![text], ..RenderOrder::default() };
    let new = NewRender { mockup: mockup.thing.id, order, label: String::new(), request: None };
    let refused = world.library.order_photo_render(&world.ada, new.clone(), "").await;
    assert!(matches!(refused, Err(Error::Invalid { field, .. }) if field == "texts"));
    assert!(matches!(world.library.order_photo_render(&world.eve, new.clone(), "").await, Err(Error::NotFound(_))));
    assert!(matches!(world.library.order_render(&world.ada, new).await, Err(Error::NotFound(_))));
}
