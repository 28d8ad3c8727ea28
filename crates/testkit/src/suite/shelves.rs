//! Catalogs, collections and entries.

use futures_util::future::join_all;
use library::catalogs::Catalog;
use library::collections::Collection;
use library::entries::Entry;
use library::ids::{AccountId, CatalogId, CollectionId, ThingId};
use library::things::{Privacy, Thing, ThingKind};
use library::{Error, Window};

use super::samples::WORDS;
use super::world::{Subject, World, at, micros};

const ALL: Window = Window { limit: 100, offset: 0 };

/// Catalogs are kept, each account's to itself: the default one first, then from the oldest.
pub async fn the_default_catalog_comes_first(store: Subject) {
    let world = World::new(store).await;
    let other = world.elsewhere().await;
    let mut tx = world.begin().await;
    let mut stored = Vec::new();
    for (name, default, seconds) in [(WORDS, false, 1), ("b", true, 2), ("a", false, 3)] {
        let given = Catalog { default, created_at: at(seconds), ..world.new_catalog(name) };
        let catalog = tx.insert_catalog(&given).await.unwrap();
        assert_eq!(catalog, Catalog { serial: catalog.serial, ..given });
        stored.push(catalog);
    }
    let theirs = tx.insert_catalog(&Catalog { default: true, ..other.new_catalog("theirs") }).await.unwrap();
    tx.commit().await.unwrap();
    assert!(stored[0].serial > 0 && stored.is_sorted_by(|a, b| a.serial < b.serial));
    stored.swap(0, 1);
    assert_eq!(world.store.catalogs(world.account).await.unwrap(), stored);
    assert_eq!(world.store.catalog(world.account, stored[1].id).await.unwrap().as_ref(), Some(&stored[1]));
    assert_eq!(world.store.catalog(world.account, theirs.id).await.unwrap(), None);
    assert_eq!(world.store.catalog(world.account, CatalogId::new()).await.unwrap(), None);
}

/// An account has one default catalog at most.
pub async fn a_second_default_catalog_is_refused(store: Subject) {
    let world = World::new(store).await;
    let default = |name| Catalog { default: true, ..world.new_catalog(name) };
    let mut tx = world.begin().await;
    tx.insert_catalog(&default("first")).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = world.begin().await;
    assert!(matches!(tx.insert_catalog(&default("second")).await, Err(Error::Conflict(_))));
    drop(tx);
    assert_eq!(world.store.catalogs(world.account).await.unwrap().len(), 1);
}

/// A collection is given back as given, but for the serial; only to its own account.
pub async fn collections_are_kept_to_the_letter(store: Subject) {
    let world = World::new(store).await;
    let catalog = world.catalog("a catalog").await.id;
    let mut last = 0;
    for privacy in [Privacy::Private, Privacy::Unlisted, Privacy::Public] {
        let given = Collection {
            description: format!("{WORDS}\n"),
            privacy,
            created_at: at(1) + micros(1),
            updated_at: at(2),
            ..world.new_collection(catalog, WORDS)
        };
        let mut tx = world.begin().await;
        let stored = tx.insert_collection(&given).await.unwrap();
        tx.commit().await.unwrap();
        assert!(stored.serial > last);
        last = stored.serial;
        assert_eq!(stored, Collection { serial: last, ..given });
        assert_eq!(world.store.collection(world.account, stored.id).await.unwrap().as_ref(), Some(&stored));
        assert_eq!(world.store.collection(AccountId::new(), stored.id).await.unwrap(), None);
        let mut tx = world.begin().await;
        assert_eq!(tx.collection_for_change(AccountId::new(), stored.id).await.unwrap(), None);
        assert_eq!(tx.collection_for_change(world.account, CollectionId::new()).await.unwrap(), None);
        assert_eq!(tx.collection_for_change(world.account, stored.id).await.unwrap(), Some(stored));
    }
}

/// An update writes what a person can change, and leaves alone what is kept.
pub async fn updates_leave_counts_alone(store: Subject) {
    let world = World::new(store).await;
    let (before, bystander) = (world.collection("before").await, world.collection("bystander").await);
    let catalog = world.catalog("another").await.id;
    let mut tx = world.begin().await;
    tx.add_to_collection_counts(before.id, &[(ThingKind::Mockup, 5), (ThingKind::Asset, 7)], at(3)).await.unwrap();
    tx.add_to_collection_counts(before.id, &[(ThingKind::Mockup, -1)], at(4)).await.unwrap();
    tx.commit().await.unwrap();
    let counted = world.store.collection(world.account, before.id).await.unwrap().unwrap();
    assert_eq!(counted, Collection { mockups: 4, assets: 7, updated_at: at(4), ..before });

    let changed = Collection {
        name: "after".into(),
        description: "words".into(),
        privacy: Privacy::Public,
        catalog,
        updated_at: at(9),
        ..counted.clone()
    };
    let mut tx = world.begin().await;
    tx.update_collection(&Collection { mockups: 99, assets: 99, ..changed.clone() }).await.unwrap();
    tx.commit().await.unwrap();
    let found = world.store.collection(world.account, changed.id).await.unwrap();
    assert_eq!(found, Some(changed));
    assert_eq!(world.store.collection(world.account, bystander.id).await.unwrap(), Some(bystander));
    let (sort, order) = (library::collections::Sort::Name, library::Order::Ascending);
    for (name, total) in [("before", 0), ("after", 1), ("fte", 1)] {
        let account = world.account;
        let query = library::collections::Query { account, catalog: None, name: name.into(), sort, order, window: ALL };
        assert_eq!(world.store.collections(&query).await.unwrap().total, total, "{name}");
    }
}

/// Removing a collection removes its entries and nothing else.
pub async fn a_removed_collection_leaves_its_things(store: Subject) {
    let world = World::new(store).await;
    let (mockup, asset) = (world.mockup("mug").await, world.asset("art").await);
    let (gone, kept) = (world.collection("gone").await, world.collection("kept").await);
    for collection in [&gone, &kept] {
        world.entry(collection.id, &mockup, 0).await;
        world.entry(collection.id, &asset, 1).await;
    }
    let mut tx = world.begin().await;
    tx.delete_collection(gone.id).await.unwrap();
    assert_eq!(tx.entries_of(mockup.id).await.unwrap().len(), 1);
    tx.commit().await.unwrap();
    assert_eq!(world.store.collection(world.account, gone.id).await.unwrap(), None);
    assert_eq!(world.store.entries(gone.id, ALL).await.unwrap().total, 0);
    assert_eq!(world.store.entries(kept.id, ALL).await.unwrap().total, 2);
    assert_eq!(world.store.collections_of(world.account, mockup.id).await.unwrap(), [kept]);
    assert!(world.store.mockup(world.account, mockup.id).await.unwrap().is_some());
    assert!(world.store.asset(world.account, asset.id).await.unwrap().is_some());
}

/// The collections that a thing is in are listed from the oldest, each once, to its own account.
pub async fn a_thing_knows_its_collections(store: Subject) {
    let world = World::new(store).await;
    let mockup = world.mockup("mug").await;
    let catalog = world.catalog("a catalog").await.id;
    let mut tx = world.begin().await;
    let mut made = Vec::new();
    for (name, seconds) in [("c", 1), ("without", 2), ("a", 3), ("b", 4)] {
        let given = Collection { created_at: at(seconds), ..world.new_collection(catalog, name) };
        made.push(tx.insert_collection(&given).await.unwrap());
    }
    for index in [3, 0, 2] {
        tx.insert_entry(&world.new_entry(made[index].id, &mockup, 0)).await.unwrap();
    }
    tx.commit().await.unwrap();
    made.remove(1);
    assert_eq!(world.store.collections_of(world.account, mockup.id).await.unwrap(), made);
    assert_eq!(world.store.collections_of(AccountId::new(), mockup.id).await.unwrap(), []);
    assert_eq!(world.store.collections_of(world.account, ThingId::new()).await.unwrap(), []);
}

/// Entries come by rank, equal ones by id, with their things, page by page.
pub async fn entries_come_in_their_order(store: Subject) {
    let world = World::new(store).await;
    let collection = world.collection("mugs").await.id;
    let things: [Thing; 2] = [world.mockup("mug").await, world.asset("art").await];
    let ranks = [5, i64::MAX, 0, 5, i64::MIN, -1];
    let mut wanted = Vec::new();
    for (number, rank) in ranks.into_iter().enumerate() {
        let thing = &things[number % 2];
        let given = Entry { created_at: at(3) + micros(1), ..world.new_entry(collection, thing, rank) };
        let mut tx = world.begin().await;
        let entry = tx.insert_entry(&given).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(entry, Entry { serial: entry.serial, ..given });
        wanted.push((entry, thing.clone()));
    }
    assert!(wanted[0].0.serial > 0 && wanted.is_sorted_by(|a, b| a.0.serial < b.0.serial));
    let elsewhere = world.collection("other").await.id;
    world.entry(elsewhere, &things[0], 1).await;
    wanted.sort_by_key(|(entry, _)| (entry.rank, entry.id));

    let mut seen = Vec::new();
    while seen.len() < wanted.len() {
        let window = Window { limit: 4, offset: seen.len() as u64 };
        let page = world.store.entries(collection, window).await.unwrap();
        assert_eq!(page.total, 6);
        assert!(!page.items.is_empty());
        seen.extend(page.items);
    }
    assert_eq!(seen, wanted);
    let past = world.store.entries(collection, Window { limit: 4, offset: 6 }).await.unwrap();
    assert_eq!((past.items, past.total), (vec![], 6));
    let entries: Vec<Entry> = wanted.into_iter().map(|(entry, _)| entry).collect();
    assert_eq!(world.begin().await.all_entries(collection).await.unwrap(), entries);
    assert_eq!(world.store.entries(CollectionId::new(), ALL).await.unwrap().total, 0);
}

/// Ranks change and entries go, one as well as three hundred, and only those that are named.
pub async fn entries_move_and_go(store: Subject) {
    let world = World::new(store).await;
    let collection = world.collection("mugs").await.id;
    let mockup = world.mockup("mug").await;
    let mut tx = world.begin().await;
    let mut entries = Vec::new();
    for rank in 0..300 {
        entries.push(tx.insert_entry(&world.new_entry(collection, &mockup, rank)).await.unwrap());
    }
    let backwards: Vec<_> = entries.iter().map(|entry| (entry.id, -entry.rank)).collect();
    tx.set_ranks(&backwards).await.unwrap();
    tx.set_ranks(&[]).await.unwrap();
    tx.delete_entries(&[]).await.unwrap();
    entries.reverse();
    let ids: Vec<_> = entries.iter().map(|entry| entry.id).collect();
    let found: Vec<_> = tx.all_entries(collection).await.unwrap().into_iter().map(|entry| entry.id).collect();
    assert_eq!(found, ids);
    tx.set_ranks(&[(ids[7], i64::MIN)]).await.unwrap();
    tx.delete_entries(&[ids[0], ids[299]]).await.unwrap();
    tx.commit().await.unwrap();
    let left = world.store.entries(collection, Window { limit: 2, offset: 0 }).await.unwrap();
    let first: Vec<_> = left.items.iter().map(|(entry, _)| (entry.id, entry.rank)).collect();
    assert_eq!((first, left.total), (vec![(ids[7], i64::MIN), (ids[1], -298)], 298));
    let mut tx = world.begin().await;
    tx.delete_entries(&ids).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(world.store.entries(collection, ALL).await.unwrap().total, 0);
    assert!(world.store.mockup(world.account, mockup.id).await.unwrap().is_some());
}

/// Things are fetched in the order given, the account's own only, whatever their kind.
pub async fn things_come_in_the_order_given(store: Subject) {
    let world = World::new(store).await;
    let other = world.elsewhere().await;
    let things = [world.mockup("a").await, world.asset("b").await, world.mockup("c").await];
    let theirs = other.mockup("theirs").await;
    let mut tx = world.begin().await;
    let ids = [things[2].id, theirs.id, things[0].id, ThingId::new(), things[1].id];
    let wanted = [things[2].clone(), things[0].clone(), things[1].clone()];
    assert_eq!(tx.things(world.account, &ids).await.unwrap(), wanted);
    assert_eq!(tx.things(world.account, &[]).await.unwrap(), []);
    assert_eq!(tx.entries_of(things[0].id).await.unwrap(), []);
}

/// A collection in hand is nobody else's: what eight append at the same time gets eight places.
pub async fn a_held_collection_is_changed_by_one_at_a_time(store: Subject) {
    let world = World::new(store).await;
    let collection = world.collection("mugs").await.id;
    let thing = world.mockup("mug").await;
    let writers = (0..8).map(|_| {
        let entry = world.new_entry(collection, &thing, 0);
        let (store, account) = (world.store.clone(), world.account);
        tokio::spawn(async move {
            let mut tx = store.begin().await?;
            assert!(tx.collection_for_change(account, collection).await?.is_some());
            let rank = tx.all_entries(collection).await?.len() as i64;
            tx.insert_entry(&Entry { rank, ..entry }).await?;
            tx.add_to_collection_counts(collection, &[(ThingKind::Mockup, 1)], at(1)).await?;
            tx.commit().await
        })
    });
    for written in join_all(writers).await {
        written.unwrap().unwrap();
    }
    let list = world.store.entries(collection, ALL).await.unwrap();
    let ranks: Vec<i64> = list.items.iter().map(|(entry, _)| entry.rank).collect();
    assert_eq!(ranks, [0, 1, 2, 3, 4, 5, 6, 7]);
    assert_eq!(world.store.collection(world.account, collection).await.unwrap().unwrap().mockups, 8);
}
