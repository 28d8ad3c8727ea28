//! Collections and what is in them.

use library::collections::{Changes, NewCollection};
use library::entries::{Duplicates, NewEntries, Place};
use library::ids::{CollectionId, EntryId, ThingId};
use library::{Error, Window};

use crate::world::World;

const ALL: Window = Window { limit: 100, offset: 0 };

async fn collection(world: &World, name: &str) -> CollectionId {
    let new = NewCollection { name: name.to_owned(), ..NewCollection::default() };
    world.library.create_collection(&world.ada, new).await.unwrap().id
}

fn at(place: Place, things: &[ThingId]) -> NewEntries {
    NewEntries { things: things.to_vec(), place, duplicates: Duplicates::Skip }
}

async fn order(world: &World, id: CollectionId) -> (Vec<String>, Vec<EntryId>) {
    let listed = world.library.entries(&world.ada, id, ALL).await.unwrap();
    assert_eq!(listed.total, listed.items.len() as u64);
    listed.items.into_iter().map(|(entry, thing)| (thing.name, entry.id)).unzip()
}

#[tokio::test]
async fn things_are_placed_skipped_ordered_and_taken_out() {
    let world = World::new().await;
    let (library, ada) = (&world.library, &world.ada);
    let ids = world.mockups(&["a", "b", "c", "d"]).await;
    let shelf = collection(&world, "Shelf").await;
    library.add_entries(ada, shelf, at(Place::Last, &ids[..2])).await.unwrap();
    let added = library.add_entries(ada, shelf, at(Place::First, &[ids[2], ids[0]])).await.unwrap();
    assert_eq!((added.placed.len(), added.skipped, added.collection.mockups), (1, vec![ids[0]], 3));
    let (names, entries) = order(&world, shelf).await;
    assert_eq!(names, ["c", "a", "b"]);
    library.add_entries(ada, shelf, at(Place::Before(entries[1]), &[ids[3]])).await.unwrap();
    let (names, entries) = order(&world, shelf).await;
    assert_eq!(names, ["c", "d", "a", "b"]);
    library.order_entries(ada, shelf, &[entries[3], entries[1]]).await.unwrap();
    assert_eq!(order(&world, shelf).await.0, ["b", "d", "c", "a"]);
    let left = library.remove_entries(ada, shelf, &entries[..2]).await.unwrap();
    assert_eq!((left.mockups, order(&world, shelf).await.0), (2, vec!["b".to_owned(), "a".to_owned()]));
    assert_eq!(library.collections_of(ada, ids[0]).await.unwrap().len(), 1);
    library.delete_mockup(ada, ids[0]).await.unwrap();
    assert_eq!(order(&world, shelf).await.0, ["b"]);
    assert_eq!(library.collection(ada, shelf).await.unwrap().mockups, 1);
}

#[tokio::test]
async fn it_is_all_or_nothing() {
    let world = World::new().await;
    let (library, ada) = (&world.library, &world.ada);
    let ids = world.mockups(&["a", "b"]).await;
    let shelf = collection(&world, "Shelf").await;
    let stranger = at(Place::Last, &[ids[0], ThingId::new()]);
    assert!(
        matches!(library.add_entries(ada, shelf, stranger).await, Err(Error::Invalid { field, .. }) if field == "things[1]")
    );
    library.add_entries(ada, shelf, at(Place::Last, &ids[..1])).await.unwrap();
    let refused = NewEntries { duplicates: Duplicates::Refuse, ..at(Place::Last, &[ids[1], ids[0]]) };
    assert!(matches!(library.add_entries(ada, shelf, refused).await, Err(Error::Conflict(_))));
    let (names, entries) = order(&world, shelf).await;
    assert_eq!(names, ["a"]);
    let mixed = [entries[0], EntryId::new()];
    assert!(matches!(library.remove_entries(ada, shelf, &mixed).await, Err(Error::NotFound(_))));
    assert!(matches!(library.order_entries(ada, shelf, &mixed).await, Err(Error::NotFound(_))));
    assert!(matches!(library.order_entries(ada, shelf, &[entries[0]; 2]).await, Err(Error::Invalid { .. })));
    assert_eq!(order(&world, shelf).await.0, ["a"]);
}

#[tokio::test]
async fn ranks_are_given_anew_when_a_gap_is_full() {
    let world = World::new().await;
    let (library, ada) = (&world.library, &world.ada);
    let names: Vec<String> = (0..30).map(|number| format!("m{number:02}")).collect();
    let ids = world.mockups(&names.iter().map(String::as_str).collect::<Vec<_>>()).await;
    let shelf = collection(&world, "Shelf").await;
    library.add_entries(ada, shelf, at(Place::Last, &ids[..2])).await.unwrap();
    let (_, entries) = order(&world, shelf).await;
    // Always right before the last one: each halves the gap, of which there are only 2^20.
    for id in &ids[2..] {
        library.add_entries(ada, shelf, at(Place::Before(entries[1]), &[*id])).await.unwrap();
    }
    let mut wanted = names.clone();
    let last = wanted.remove(1);
    wanted.push(last);
    assert_eq!(order(&world, shelf).await.0, wanted);
}

#[tokio::test]
async fn other_peoples_collections_are_not_there() {
    let world = World::new().await;
    let (library, eve) = (&world.library, &world.eve);
    let ids = world.mockups(&["a"]).await;
    let shelf = collection(&world, "Shelf").await;
    assert!(matches!(library.collection(eve, shelf).await, Err(Error::NotFound(_))));
    assert!(matches!(library.entries(eve, shelf, ALL).await, Err(Error::NotFound(_))));
    assert!(matches!(library.delete_collection(eve, shelf).await, Err(Error::NotFound(_))));
    let changes = Changes { name: Some("mine".to_owned()), ..Changes::default() };
    assert!(matches!(library.change_collection(eve, shelf, changes).await, Err(Error::NotFound(_))));
    let new = NewCollection { name: "Eve's".to_owned(), ..NewCollection::default() };
    let own = library.create_collection(eve, new).await.unwrap().id;
    assert!(matches!(library.add_entries(eve, own, at(Place::Last, &ids)).await, Err(Error::Invalid { .. })));
}
