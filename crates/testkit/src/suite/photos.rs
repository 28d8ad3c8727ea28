//! Photo mockups: what they keep, how they are listed, changed and removed.

use library::Window;
use library::blobs::Blob;
use library::ids::{AccountId, ThingId};
use library::photos::{Area, PhotoImport, PhotoMockup, PhotoSource, Query};
use library::renders::RenderKey;
use library::things::{Preview, ThingKind};
use uuid::Uuid;

use super::samples::WORDS;
use super::world::{Subject, World, at, micros, picture};

/// Areas with odd numbers and names.
pub(super) fn areas(count: u8) -> Vec<Area> {
    let area = |number: u8| {
        let edge = f64::from(number) / 3.0 - 1.0;
        let corners = [[edge, -0.1], [99.9, 1e-9], [100.0, 100.0], [edge, 1e6 / 3.0]];
        Area { id: Uuid::now_v7(), name: number.is_multiple_of(2).then(|| format!("{WORDS}{number}")), corners }
    };
    (0..count).map(area).collect()
}

pub(super) fn photo_import(source: PhotoSource, areas: Vec<Area>) -> PhotoImport {
    PhotoImport { source, name: (!areas.is_empty()).then(|| WORDS.into()), areas, word: WORDS.into() }
}

/// A photo mockup without areas or previews.
pub(super) fn new_photo_mockup(world: &World, photo: Blob) -> PhotoMockup {
    PhotoMockup {
        thing: world.thing(ThingKind::Photo, "a photo"),
        photo,
        media_type: "image/jpeg".into(),
        width: 4000,
        height: 3000,
        areas: vec![],
        version: 1,
        previews: vec![],
    }
}

/// A stored one, made so many seconds into the year.
async fn stored(world: &World, seconds: i64, areas: Vec<Area>) -> PhotoMockup {
    let mut mockup = new_photo_mockup(world, world.blob("a photo").await);
    (mockup.thing.created_at, mockup.areas) = (at(seconds), areas);
    let mut tx = world.begin().await;
    tx.insert_photo_mockup(&mockup).await.unwrap();
    tx.commit().await.unwrap();
    mockup
}

async fn shown(world: &World, id: ThingId) -> Option<PhotoMockup> {
    world.store.photo_mockup(world.account, id).await.unwrap()
}

/// A photo mockup comes back as given, its areas in order, its previews from the widest.
pub async fn photo_mockups_are_kept_to_the_letter(store: Subject) {
    let world = World::new(store).await;
    let preview = async |width| {
        let blob = world.blob(&format!("preview {width}")).await;
        Preview { width, height: 300_000, blob, media_type: "image/webp".into() }
    };
    let (narrow, wide) = (preview(240).await, preview(720).await);
    for count in [0, 1, 8] {
        let mut given = new_photo_mockup(&world, world.blob("a photo").await);
        given.previews = vec![narrow.clone(), wide.clone()];
        (given.areas, given.media_type, given.version) = (areas(count), WORDS.into(), 7);
        (given.thing.name, given.thing.updated_at) = (WORDS.into(), at(2) + micros(1));
        let mut tx = world.begin().await;
        tx.insert_photo_mockup(&given).await.unwrap();
        tx.commit().await.unwrap();
        let wanted = PhotoMockup { previews: vec![wide.clone(), narrow.clone()], ..given };
        assert_eq!(shown(&world, wanted.thing.id).await, Some(wanted));
    }
    assert_eq!(shown(&world, ThingId::new()).await, None);
}

/// Lists run from the newest, know how many there are, can leave out those without areas, and are not mixed with
/// mockups of Photoshop files.
pub async fn photo_mockups_are_listed_newest_first(store: Subject) {
    let world = World::new(store).await;
    let other = world.elsewhere().await;
    stored(&other, 9, areas(1)).await;
    world.mockup("mug").await;
    let mut made = Vec::new();
    for seconds in 0..5 {
        made.push(stored(&world, seconds, areas(u8::from(seconds % 2 == 0))).await.thing.id);
    }
    let listed = async |customizable, limit, offset| {
        let query = Query { account: world.account, customizable, window: Window { limit, offset } };
        let list = world.store.photo_mockups(&query).await.unwrap();
        let places = list.items.iter().map(|found| made.iter().position(|id| *id == found.thing.id).unwrap());
        (places.collect::<Vec<_>>(), list.total)
    };
    assert_eq!(listed(false, 9, 0).await, (vec![4, 3, 2, 1, 0], 5));
    assert_eq!(listed(false, 2, 1).await, (vec![3, 2], 5));
    assert_eq!(listed(true, 2, 0).await, (vec![4, 2], 3));
    assert_eq!(listed(true, 2, 2).await, (vec![0], 3));
    assert_eq!(listed(true, 2, 9).await, (vec![], 3));
    let window = Window { limit: 9, offset: 0 };
    let mockups = world.store.mockups(&library::mockups::Query::newest(world.account, window)).await.unwrap();
    assert_eq!((mockups.total, mockups.items.len()), (1, 1));
}

/// Areas are replaced, and the version counted up, when nobody else did so since it was read.
pub async fn areas_are_replaced_at_the_version_that_was_read(store: Subject) {
    let world = World::new(store).await;
    let before = stored(&world, 1, areas(2)).await;
    let (own, id) = (world.account, before.thing.id);
    for (version, count, taken) in [(1, 3, true), (1, 5, false), (3, 5, false), (2, 0, true), (3, 1, true)] {
        let was = shown(&world, id).await.unwrap();
        let new = areas(count);
        let mut tx = world.begin().await;
        assert_eq!(tx.replace_areas(own, id, version, &new, at(9)).await.unwrap(), taken, "{version}");
        tx.commit().await.unwrap();
        let mut wanted = was.clone();
        if taken {
            (wanted.areas, wanted.version, wanted.thing.updated_at) = (new, was.version + 1, at(9));
        }
        assert_eq!(shown(&world, id).await, Some(wanted));
        let query = Query { account: own, customizable: true, window: Window { limit: 9, offset: 0 } };
        let listed = world.store.photo_mockups(&query).await.unwrap();
        assert_eq!(listed.total, u64::from(shown(&world, id).await.unwrap().customizable()));
    }
}

/// A photo mockup of another account, or a thing of another kind, is never found, changed or removed.
pub async fn other_accounts_photo_mockups_are_not_there(store: Subject) {
    let world = World::new(store).await;
    let other = world.elsewhere().await;
    let photo = stored(&world, 1, areas(1)).await;
    let (id, mockup) = (photo.thing.id, world.mockup("mug").await.id);
    for (account, id) in [(other.account, id), (AccountId::new(), id), (world.account, mockup)] {
        assert_eq!(world.store.photo_mockup(account, id).await.unwrap(), None);
        let mut tx = world.begin().await;
        assert!(!tx.replace_areas(account, id, 1, &[], at(9)).await.unwrap());
        assert_eq!(tx.delete_photo_mockup(account, id).await.unwrap(), None);
        tx.commit().await.unwrap();
    }
    let mut tx = world.begin().await;
    assert_eq!(tx.delete_mockup(world.account, id).await.unwrap(), None);
    assert!(!tx.rename_mockup(world.account, id, "bent", at(9)).await.unwrap());
    tx.commit().await.unwrap();
    assert_eq!(world.store.mockup(world.account, id).await.unwrap(), None);
    assert_eq!(shown(&world, id).await, Some(photo));
}

/// With a photo mockup go its places in collections, its renders, and the pictures that only they showed.
pub async fn a_removed_photo_mockup_takes_all_of_its_own_along(store: Subject) {
    let world = World::new(store).await;
    let (gone, kept) = (stored(&world, 1, areas(1)).await.thing, stored(&world, 2, areas(1)).await.thing);
    let collection = world.collection("photos").await;
    for (rank, thing) in (0..).zip([&gone, &kept]) {
        world.entry(collection.id, thing, rank).await;
    }
    let (render, other) = (world.render(gone.id).await, world.render(kept.id).await);
    let mut tx = world.begin().await;
    for (key, render) in [(1, &render), (2, &other)] {
        let blob = unregistered_picture(key);
        tx.register_blob(blob, at(0)).await.unwrap();
        tx.set_picture(render.id, RenderKey([key; 32]), &picture(blob), at(1)).await.unwrap();
    }
    tx.commit().await.unwrap();
    let mut tx = world.begin().await;
    assert_eq!(tx.delete_photo_mockup(world.account, gone.id).await.unwrap(), Some("a photo".len() as u64));
    assert_eq!(tx.delete_photo_mockup(world.account, gone.id).await.unwrap(), None);
    tx.commit().await.unwrap();
    assert_eq!(shown(&world, gone.id).await, None);
    assert_eq!(world.store.render(render.id).await.unwrap(), None);
    assert_eq!(world.store.picture(world.account, RenderKey([1; 32])).await.unwrap(), None);
    assert!(world.store.render(other.id).await.unwrap().unwrap().picture.is_some());
    let window = Window { limit: 9, offset: 0 };
    let left = world.store.entries(collection.id, window).await.unwrap();
    assert_eq!((left.total, &left.items[0].1), (1, &kept));
    let query = Query { account: world.account, customizable: false, window };
    assert_eq!(world.store.photo_mockups(&query).await.unwrap().total, 1);
}

fn unregistered_picture(number: u8) -> Blob {
    super::world::unregistered(&format!("picture {number}"))
}
