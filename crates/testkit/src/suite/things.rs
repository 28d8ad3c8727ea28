//! Templates, mockups and assets, one by one.

use std::sync::Arc;

use futures_util::future::join_all;
use library::assets::Asset;
use library::ids::{AccountId, TemplateId, ThingId};
use library::mockups::{Mockup, NewMockup};
use library::templates::Template;
use library::things::{Preview, Privacy, Thing, ThingKind};
use library::{Clock, Window};

use super::samples::{WORDS, outline};
use super::world::{Subject, World, at, bare_outline, micros};

/// An outline comes back with every variant, number and character as it was.
pub async fn templates_are_kept_to_the_letter(store: Subject) {
    let world = World::new(store).await;
    let file = world.blob("a file").await;
    let created_at = at(7) + micros(123_456);
    let template =
        Template { id: TemplateId::new(), account: world.account, file, outline: Arc::new(outline()), created_at };
    let mut tx = world.begin().await;
    assert_eq!(tx.insert_template(&template).await.unwrap(), template.id);
    tx.commit().await.unwrap();
    assert_eq!(world.store.template(template.id).await.unwrap().as_ref(), Some(&template));
    assert_eq!(world.store.template_by_file(world.account, file.hash).await.unwrap(), Some(template));
    assert_eq!(world.store.template(TemplateId::new()).await.unwrap(), None);
}

/// The same file is one template in an account, and another's in another.
pub async fn a_file_is_one_template_in_an_account(store: Subject) {
    let world = World::new(store).await;
    let other = world.elsewhere().await;
    let first = world.template("a file").await;
    assert_eq!(world.template("a file").await.id, first.id, "the one that was there");
    assert_ne!(world.template("another file").await.id, first.id);
    assert_eq!(world.store.template_by_file(other.account, first.file.hash).await.unwrap(), None);
    let theirs = other.template("a file").await;
    assert_ne!(theirs.id, first.id);
    assert_eq!(world.store.template_by_file(other.account, first.file.hash).await.unwrap(), Some(theirs));
}

/// Several who bring the same file at the same time get the same template.
pub async fn a_file_brought_by_many_is_one_template(store: Subject) {
    let world = World::new(store).await;
    let file = world.blob("a file").await;
    let writers = (0..8).map(|_| {
        let (store, account, outline) = (world.store.clone(), world.account, Arc::new(bare_outline()));
        tokio::spawn(async move {
            let template = Template { id: TemplateId::new(), account, file, outline, created_at: at(0) };
            let mut tx = store.begin().await?;
            let id = tx.insert_template(&template).await?;
            tx.commit().await?;
            Ok::<_, library::Error>(id)
        })
    });
    let mut ids: Vec<TemplateId> = join_all(writers).await.into_iter().map(|id| id.unwrap().unwrap()).collect();
    ids.dedup();
    assert_eq!(ids.len(), 1, "{ids:?}");
}

/// A template goes when no mockup stands on it, and not before.
pub async fn a_template_stays_while_a_mockup_needs_it(store: Subject) {
    let world = World::new(store).await;
    let mockup = world.mockup("mug").await;
    let template = world.template("a file").await;
    let mut tx = world.begin().await;
    assert_eq!(tx.delete_unused_template(template.id).await.unwrap(), None);
    assert_eq!(tx.delete_mockup(world.account, mockup.id).await.unwrap(), Some(template.id));
    assert_eq!(tx.delete_unused_template(template.id).await.unwrap(), Some(template.file.bytes));
    assert_eq!(tx.delete_unused_template(template.id).await.unwrap(), None);
    tx.commit().await.unwrap();
    assert_eq!(world.store.template(template.id).await.unwrap(), None);
}

async fn previews(world: &World) -> Vec<Preview> {
    let mut previews = Vec::new();
    for (width, height) in [(240, 1), (720, 300_000), (480, 2)] {
        let blob = world.blob(&format!("preview {width}")).await;
        previews.push(Preview { width, height, blob, media_type: "image/webp".into() });
    }
    previews
}

fn widest_first(mut previews: Vec<Preview>) -> Vec<Preview> {
    previews.sort_by_key(|preview| std::cmp::Reverse(preview.width));
    previews
}

fn full_thing(world: &World, kind: ThingKind, privacy: Privacy) -> Thing {
    Thing {
        description: format!("{WORDS}\r\n{}", "é".repeat(9_000)),
        privacy,
        created_at: at(1) + micros(1),
        updated_at: at(2) + micros(999_999),
        ..world.thing(kind, &format!("{WORDS}{}", privacy.name()))
    }
}

const PRIVACIES: [Privacy; 3] = [Privacy::Private, Privacy::Unlisted, Privacy::Public];

/// A mockup comes back with its template, and its previews from the widest.
pub async fn mockups_are_kept_to_the_letter(store: Subject) {
    let world = World::new(store).await;
    let (template, previews) = (world.template("a file").await, previews(&world).await);
    for privacy in PRIVACIES {
        let thing = full_thing(&world, ThingKind::Mockup, privacy);
        let new = NewMockup { thing: thing.clone(), template: template.id, previews: previews.clone() };
        let mut tx = world.begin().await;
        tx.insert_mockup(&new).await.unwrap();
        tx.commit().await.unwrap();
        let wanted = Mockup { thing, template: template.clone(), previews: widest_first(previews.clone()) };
        assert_eq!(world.store.mockup(world.account, wanted.thing.id).await.unwrap(), Some(wanted));
    }
}

/// An asset comes back as given, its previews from the widest.
pub async fn assets_are_kept_to_the_letter(store: Subject) {
    let world = World::new(store).await;
    let previews = previews(&world).await;
    let mut blob = world.blob("large").await;
    blob.bytes = 5_000_000_000;
    for (privacy, size) in PRIVACIES.into_iter().zip([None, Some((1, 300_000)), Some((0, 0))]) {
        let thing = full_thing(&world, ThingKind::Asset, privacy);
        let media_type = "application/x-\"odd\"".into();
        let given = Asset { thing, blob, media_type, size, previews: previews.clone() };
        let mut tx = world.begin().await;
        tx.register_blob(blob, at(0)).await.unwrap();
        tx.insert_asset(&given).await.unwrap();
        tx.commit().await.unwrap();
        let wanted = Asset { previews: widest_first(previews.clone()), ..given };
        assert_eq!(world.store.asset(world.account, wanted.thing.id).await.unwrap(), Some(wanted));
    }
}

/// A thing of another account, or of another kind, is never found, renamed or removed.
pub async fn other_accounts_things_are_not_there(store: Subject) {
    let world = World::new(store).await;
    let other = world.elsewhere().await;
    let (mockup, asset) = (world.mockup("mug").await, world.asset("art").await);
    for account in [other.account, AccountId::new()] {
        assert_eq!(world.store.mockup(account, mockup.id).await.unwrap(), None);
        assert_eq!(world.store.asset(account, asset.id).await.unwrap(), None);
        let mut tx = world.begin().await;
        assert!(!tx.rename_mockup(account, mockup.id, "stolen", at(9)).await.unwrap());
        assert!(!tx.rename_asset(account, asset.id, "stolen", at(9)).await.unwrap());
        assert_eq!(tx.delete_mockup(account, mockup.id).await.unwrap(), None);
        assert_eq!(tx.delete_asset(account, asset.id).await.unwrap(), None);
        tx.commit().await.unwrap();
    }
    let own = world.account;
    assert_eq!(world.store.mockup(own, asset.id).await.unwrap(), None);
    assert_eq!(world.store.asset(own, mockup.id).await.unwrap(), None);
    let mut tx = world.begin().await;
    assert!(!tx.rename_mockup(own, asset.id, "bent", at(9)).await.unwrap());
    assert!(!tx.rename_asset(own, mockup.id, "bent", at(9)).await.unwrap());
    assert_eq!(tx.delete_mockup(own, asset.id).await.unwrap(), None);
    assert_eq!(tx.delete_asset(own, mockup.id).await.unwrap(), None);
    assert_eq!(tx.delete_asset(own, ThingId::new()).await.unwrap(), None);
    tx.commit().await.unwrap();
    assert_eq!(world.store.mockup(own, mockup.id).await.unwrap().unwrap().thing, mockup);
    assert_eq!(world.store.asset(own, asset.id).await.unwrap().unwrap().thing, asset);
}

/// Renaming sets the name and the time of change, and the thing is then found by its new name only.
pub async fn renamed_things_are_found_by_their_new_name(store: Subject) {
    let world = World::new(store).await;
    let own = world.account;
    let (mockup, asset) = (world.mockup("Coffee Mug").await, world.asset("Coffee Art").await);
    world.mockup("Other Mug").await;
    let mut tx = world.begin().await;
    assert!(tx.rename_mockup(own, mockup.id, "Teacup É", at(9)).await.unwrap());
    assert!(tx.rename_asset(own, asset.id, "Teapot É", at(9)).await.unwrap());
    tx.commit().await.unwrap();

    let wanted = Thing { name: "Teacup É".into(), updated_at: at(9), ..mockup };
    assert_eq!(world.store.mockup(own, wanted.id).await.unwrap().unwrap().thing, wanted);
    let window = Window { limit: 9, offset: 0 };
    for (name, total) in [("coffee", 0), ("co", 0), ("teacup é", 1), ("é", 1), ("", 2)] {
        let query = library::mockups::Query { name: name.into(), ..library::mockups::Query::newest(own, window) };
        assert_eq!(world.store.mockups(&query).await.unwrap().total, total, "{name}");
    }
    let wanted = Thing { name: "Teapot É".into(), updated_at: at(9), ..asset };
    assert_eq!(world.store.asset(own, wanted.id).await.unwrap().unwrap().thing, wanted);
    for (name, total) in [("coffee", 0), ("co", 0), ("teapot é", 1), ("é", 1), ("", 1)] {
        let order = library::Order::Ascending;
        let query = library::assets::Query { account: own, name: name.into(), order, window };
        assert_eq!(world.store.assets(&query).await.unwrap().total, total, "{name}");
    }
}

/// A removed thing is gone from the account, from lists, and from every collection; others stay.
pub async fn removed_things_are_gone_from_every_collection(store: Subject) {
    let world = World::new(store).await;
    let own = world.account;
    let (mockup, asset, kept) = (world.mockup("mug").await, world.asset("art").await, world.mockup("kept").await);
    let (one, two) = (world.collection("one").await, world.collection("two").await);
    for (rank, thing) in (0..).zip([&mockup, &asset, &kept]) {
        world.entry(one.id, thing, rank).await;
        world.entry(two.id, thing, rank).await;
    }
    let mut tx = world.begin().await;
    assert!(tx.delete_mockup(own, mockup.id).await.unwrap().is_some());
    assert_eq!(tx.delete_asset(own, asset.id).await.unwrap(), Some("art".len() as u64));
    assert_eq!(tx.delete_mockup(own, mockup.id).await.unwrap(), None);
    assert_eq!(tx.delete_asset(own, asset.id).await.unwrap(), None);
    assert_eq!(tx.things(own, &[mockup.id, kept.id, asset.id]).await.unwrap(), std::slice::from_ref(&kept));
    tx.commit().await.unwrap();
    assert_eq!(world.store.mockup(own, mockup.id).await.unwrap(), None);
    assert_eq!(world.store.asset(own, asset.id).await.unwrap(), None);
    let window = Window { limit: 9, offset: 0 };
    assert_eq!(world.store.mockups(&library::mockups::Query::newest(own, window)).await.unwrap().total, 1);
    for collection in [one.id, two.id] {
        let left = world.store.entries(collection, window).await.unwrap();
        assert_eq!((left.total, &left.items[0].1), (1, &kept));
    }
}

/// The machine's own time, to the microsecond, and times long ago and far ahead are kept exactly.
pub async fn times_are_kept_to_the_microsecond(store: Subject) {
    let world = World::new(store).await;
    let times = [
        library::clock::SystemClock.now(),
        at(0) + micros(1),
        at(0) + micros(999_999),
        at(0) - micros(1),
        at(0) + micros(100_000),
        at(-4_000_000_000) + micros(123_456),
        at(250_000_000_000),
    ];
    let template = world.template("a file").await.id;
    for created_at in times {
        let updated_at = created_at + micros(1);
        let thing = Thing { created_at, updated_at, ..world.thing(ThingKind::Mockup, "a") };
        let mut tx = world.begin().await;
        tx.insert_mockup(&NewMockup { thing: thing.clone(), template, previews: vec![] }).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(world.store.mockup(world.account, thing.id).await.unwrap().unwrap().thing, thing);
    }
}
