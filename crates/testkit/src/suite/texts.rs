//! The words inside files, and searches of which many things pass.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use library::Order;
use library::blobs::Blob;
use library::entries::{self, Sort};
use library::ids::{EntryId, ThingId};
use library::items::{Content, Form, Item, ItemFile, Query, Scope};
use library::page::Part;
use library::texts::Unread;
use library::things::ThingKind;

use super::world::{Subject, World, at};

fn file(world: &World, name: &str, blob: Blob, media_type: &str) -> Item {
    Item {
        thing: world.thing(ThingKind::Asset, name),
        serial: 0,
        content: Content::None,
        file: Some(ItemFile { blob, media_type: media_type.into(), size: None }),
        previews: vec![],
        tags: vec![],
        details: BTreeMap::new(),
        parent: None,
        hidden: false,
        lock: None,
        trashed_at: None,
    }
}

async fn store(world: &World, items: &[Item]) -> Vec<Item> {
    let mut tx = world.begin().await;
    let stored = tx.insert_items(items).await.unwrap();
    tx.commit().await.unwrap();
    stored
}

async fn found(world: &World, text: &str) -> Vec<ThingId> {
    let query = Query {
        text: text.into(),
        order: Order::Ascending,
        sort: library::items::Sort::Name,
        ..Query::all(Scope::Account(world.account), Part::numbered(100, 0))
    };
    let page = world.store.items(&query).await.unwrap();
    assert_eq!(page.total, Some(page.items.len() as u64));
    page.items.into_iter().map(|item| item.thing.id).collect()
}

async fn read(world: &World, wanted: &Unread, words: &str, seconds: i64) {
    let mut tx = world.begin().await;
    assert_eq!(tx.take_unread_text(at(seconds - 10), 3, at(seconds)).await.unwrap().as_ref(), Some(wanted));
    tx.put_text(wanted.file.hash, words).await.unwrap();
    tx.commit().await.unwrap();
}

/// Whatever has a file is found by the words in it, once they are read; all things of one file, before and after; and
/// no longer when it has another file. Files without words are not read.
pub async fn words_inside_files_are_found(subject: Subject) {
    let world = World::new(subject).await;
    let (pages, plain, pixels) = (world.blob("pages").await, world.blob("plain").await, world.blob("pixels").await);
    let pdf = |name| file(&world, name, pages, "application/pdf");
    let stored = store(&world, &[pdf("a"), file(&world, "b", pixels, "image/png")]).await;
    let [first, picture] = [0, 1].map(|place: usize| stored[place].thing.id);
    assert_eq!(world.store.unread_texts(at(0), 3).await.unwrap(), 1);
    let unread = Unread { file: pages, media_type: "application/pdf".into() };
    read(&world, &unread, "Ceramic MUGS from Delft", 20).await;
    assert_eq!(world.store.unread_texts(at(99), 3).await.unwrap(), 0);
    assert_eq!(found(&world, "ceramic mugs").await, [first]);
    let second = store(&world, &[pdf("c")]).await[0].thing.id;
    assert_eq!(found(&world, "DELFT").await, [first, second]);
    assert_eq!(world.store.unread_texts(at(99), 3).await.unwrap(), 0);

    let mut tx = world.begin().await;
    let mut item = tx.item_for_change(first).await.unwrap().unwrap();
    item.thing.description = "blue".into();
    tx.update_item(&item).await.unwrap();
    tx.trash(second, at(30)).await.unwrap();
    tx.restore(second, false, at(31)).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(found(&world, "blue").await, [first]);
    assert_eq!(found(&world, "delft").await, [first, second]);

    let mut tx = world.begin().await;
    let text = ItemFile { blob: plain, media_type: "text/plain".into(), size: None };
    tx.put_file(first, &text, &[]).await.unwrap();
    let item = tx.item_for_change(first).await.unwrap().unwrap();
    tx.update_item(&item).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(found(&world, "delft").await, [second]);
    read(&world, &Unread { file: plain, media_type: "text/plain".into() }, "Stoneware", 40).await;
    assert_eq!(found(&world, "stoneware").await, [first]);
    let collection = world.collection("shelf").await.id;
    world.entry(collection, &item.thing, 1).await;
    let query = entries::Query { text: "stone".into(), ..entries::Query::of(collection, Part::numbered(9, 0)) };
    assert_eq!(world.store.entries_page(&query).await.unwrap().total, Some(1));
    assert!(!found(&world, "b").await.is_empty() && found(&world, "pixels").await.is_empty(), "{picture}");
    let other = world.elsewhere().await;
    assert_eq!(found(&other, "stoneware").await, []);
}

/// A file is tried a few times, not all at once; one without words is read once.
pub async fn files_are_read_a_few_times_at_most(subject: Subject) {
    let world = World::new(subject).await;
    let blob = world.blob("broken").await;
    store(&world, &[file(&world, "a", blob, "text/plain"), file(&world, "b", blob, "text/plain")]).await;
    for attempt in 1..=3 {
        let mut tx = world.begin().await;
        let (since, now) = (at(attempt * 100 - 10), at(attempt * 100));
        assert!(tx.take_unread_text(since, 3, now).await.unwrap().is_some());
        assert_eq!(tx.take_unread_text(since, 3, now).await.unwrap(), None, "it was tried just now");
        tx.commit().await.unwrap();
    }
    assert_eq!(world.store.unread_texts(at(999), 3).await.unwrap(), 0);
    assert_eq!(world.store.unread_texts(at(999), 4).await.unwrap(), 1);
    let mut tx = world.begin().await;
    tx.put_text(blob.hash, "").await.unwrap();
    tx.put_text(blob.hash, "too late").await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(world.store.unread_texts(at(999), 4).await.unwrap(), 0);
    assert_eq!(found(&world, "too late").await, []);
}

/// Texts that thousands of things have are found like those that few have: all of them, in order, by cursor and by
/// number, with how many there are; among all and in a collection, with forms and tags.
pub async fn many_are_found_like_few(subject: Subject) {
    const MANY: usize = 2_100;
    let world = World::new(subject).await;
    let blob = world.blob("pixels").await;
    let items: Vec<Item> = (0..MANY)
        .map(|number| {
            let media_type = if number % 2 == 0 { "image/png" } else { "video/mp4" };
            let mut item = file(&world, &format!("100%_Mug {number:04}"), blob, media_type);
            item.thing.created_at = at(0) + TimeDelta::seconds(number as i64);
            item.tags = if number % 700 == 5 { vec!["Rare".into(), "all".into()] } else { vec!["all".into()] };
            item
        })
        .collect();
    let collection = world.collection("shelf").await.id;
    let mut tx = world.begin().await;
    assert_eq!(tx.insert_items(&items).await.unwrap().len(), MANY);
    let ranked = items.iter().zip(0..).map(|(item, rank)| world.new_entry(collection, &item.thing, rank));
    let stored = tx.insert_entries(&ranked.collect::<Vec<_>>()).await.unwrap();
    assert!(stored.iter().all(|entry| entry.serial > 0));
    let counts: Vec<_> = items.iter().map(|item| (item.thing.kind, 1)).collect();
    tx.add_to_collection_counts(collection, &counts, at(1)).await.unwrap();
    tx.commit().await.unwrap();

    let ids: Vec<ThingId> = items.iter().map(|item| item.thing.id).collect();
    let all = |part| Query { order: Order::Ascending, ..Query::all(Scope::Account(world.account), part) };
    let both = || vec![Form::Image, Form::Video];
    for query in [
        Query { text: "0%_mug".into(), ..all(Part::numbered(3, 1_000)) },
        Query { text: "mu".into(), ..all(Part::numbered(3, 1_000)) },
        Query { tags: vec!["ALL".into()], ..all(Part::numbered(3, 1_000)) },
        Query { forms: both(), ..all(Part::numbered(3, 1_000)) },
        Query { forms: both(), text: "mug".into(), collection: Some(collection), ..all(Part::numbered(3, 1_000)) },
    ] {
        let page = world.store.items(&query).await.unwrap();
        assert_eq!(page.items.iter().map(|item| item.thing.id).collect::<Vec<_>>(), ids[1_000..1_003], "{query:?}");
        assert_eq!(page.total, Some(MANY as u64), "{query:?}");
        let next = Query { part: Part::after(2, page.next), ..query };
        let page = world.store.items(&next).await.unwrap();
        assert_eq!(page.items.iter().map(|item| item.thing.id).collect::<Vec<_>>(), ids[1_003..1_005], "{next:?}");
    }
    for (query, total) in [
        (Query { text: "mug 0777".into(), ..all(Part::numbered(9, 0)) }, 1),
        (Query { tags: vec!["rare".into()], ..all(Part::numbered(9, 0)) }, 3),
        (Query { tags: vec!["none".into()], ..all(Part::numbered(9, 0)) }, 0),
        (Query { tags: vec!["all".into(), "rare".into()], text: "mug".into(), ..all(Part::numbered(9, 0)) }, 3),
    ] {
        let page = world.store.items(&query).await.unwrap();
        assert_eq!((page.items.len() as u64, page.total), (total, Some(total)), "{query:?}");
    }
    let of = |part| entries::Query { order: Order::Descending, ..entries::Query::of(collection, part) };
    let entry_ids: Vec<EntryId> = stored.iter().rev().map(|entry| entry.id).collect();
    for query in [
        entries::Query { text: "mug".into(), ..of(Part::numbered(3, 1_000)) },
        entries::Query { tags: vec!["all".into()], ..of(Part::numbered(3, 1_000)) },
        entries::Query { forms: both(), ..of(Part::numbered(3, 1_000)) },
        entries::Query { forms: both(), text: "mug".into(), sort: Sort::Name, ..of(Part::numbered(3, 1_000)) },
        entries::Query { parent: entries::Parent::Top, ..of(Part::numbered(3, 1_000)) },
        entries::Query { collection: None, seen_by: Some(world.user), ..of(Part::numbered(3, 1_000)) },
    ] {
        let page = world.store.entries_page(&query).await.unwrap();
        let found: Vec<EntryId> = page.items.iter().map(|(entry, _)| entry.id).collect();
        assert_eq!((found.as_slice(), page.total), (&entry_ids[1_000..1_003], Some(MANY as u64)), "{query:?}");
        let next = entries::Query { part: Part::after(2, page.next), ..query };
        let page = world.store.entries_page(&next).await.unwrap();
        let found: Vec<EntryId> = page.items.iter().map(|(entry, _)| entry.id).collect();
        assert_eq!(found, entry_ids[1_003..1_005], "{next:?}");
    }
}
