//! Lists of mockups, assets and collections: filters, sorts, ties, pages and totals.

use library::ids::{AccountId, CollectionId, ThingId};
use library::mockups::NewMockup;
use library::store::Store;
use library::things::{Thing, ThingKind};
use library::{Listed, Order, Time, Window, assets, collections, mockups};
use uuid::Uuid;

use super::world::{Subject, World, at, micros};

/// What lists look at.
#[derive(Debug, Clone, PartialEq)]
struct Row {
    id: Uuid,
    name: String,
    created_at: Time,
    updated_at: Time,
}

#[derive(Debug, Clone, Copy)]
enum Sort {
    Name,
    Created,
    Updated,
}

#[derive(Debug, Clone, Copy)]
struct Query<'a> {
    account: AccountId,
    name: &'a str,
    sort: Sort,
    order: Order,
    window: Window,
}

const ALL: Window = Window { limit: 1_000, offset: 0 };

/// A noun that is listed.
trait Noun {
    const SORTS: &'static [Sort];

    async fn insert(world: &World, rows: &[Row]);

    async fn list(store: &dyn Store, query: Query<'_>) -> Listed<Uuid>;
}

fn thing(world: &World, kind: ThingKind, row: &Row) -> Thing {
    let Row { id, name, created_at, updated_at } = row.clone();
    Thing { id: ThingId(id), created_at, updated_at, ..world.thing(kind, &name) }
}

struct Mockups;

impl Noun for Mockups {
    const SORTS: &'static [Sort] = &[Sort::Name, Sort::Created, Sort::Updated];

    async fn insert(world: &World, rows: &[Row]) {
        let template = world.template("a file").await.id;
        let mut tx = world.begin().await;
        for row in rows {
            let new = NewMockup { thing: thing(world, ThingKind::Mockup, row), template, previews: vec![] };
            tx.insert_mockup(&new).await.unwrap();
        }
        tx.commit().await.unwrap();
    }

    async fn list(store: &dyn Store, query: Query<'_>) -> Listed<Uuid> {
        let sort = match query.sort {
            Sort::Name => mockups::Sort::Name,
            Sort::Created => mockups::Sort::Created,
            Sort::Updated => mockups::Sort::Updated,
        };
        let Query { account, name, order, window, .. } = query;
        let query = mockups::Query { name: name.into(), sort, order, ..mockups::Query::newest(account, window) };
        store.mockups(&query).await.unwrap().map(|mockup| mockup.thing.id.0)
    }
}

struct Assets;

impl Noun for Assets {
    const SORTS: &'static [Sort] = &[Sort::Created];

    async fn insert(world: &World, rows: &[Row]) {
        let blob = world.blob("art").await;
        let mut tx = world.begin().await;
        for row in rows {
            tx.insert_asset(&world.new_asset(thing(world, ThingKind::Asset, row), blob)).await.unwrap();
        }
        tx.commit().await.unwrap();
    }

    async fn list(store: &dyn Store, query: Query<'_>) -> Listed<Uuid> {
        let Query { account, name, order, window, .. } = query;
        let query = assets::Query { account, name: name.into(), order, window };
        store.assets(&query).await.unwrap().map(|asset| asset.thing.id.0)
    }
}

struct Collections;

impl Noun for Collections {
    const SORTS: &'static [Sort] = &[Sort::Name, Sort::Created, Sort::Updated];

    async fn insert(world: &World, rows: &[Row]) {
        let catalog = world.catalog("a catalog").await.id;
        let mut tx = world.begin().await;
        for Row { id, name, created_at, updated_at } in rows {
            let new = world.new_collection(catalog, name);
            let (id, created_at, updated_at) = (CollectionId(*id), *created_at, *updated_at);
            tx.insert_collection(&collections::Collection { id, created_at, updated_at, ..new }).await.unwrap();
        }
        tx.commit().await.unwrap();
    }

    async fn list(store: &dyn Store, query: Query<'_>) -> Listed<Uuid> {
        let sort = match query.sort {
            Sort::Name => collections::Sort::Name,
            Sort::Created => collections::Sort::Created,
            Sort::Updated => collections::Sort::Updated,
        };
        let Query { account, name, order, window, .. } = query;
        let query = collections::Query { account, catalog: None, name: name.into(), sort, order, window };
        store.collections(&query).await.unwrap().map(|collection| collection.id.0)
    }
}

fn row(name: &str, created_at: Time, updated_at: Time) -> Row {
    Row { id: Uuid::now_v7(), name: name.into(), created_at, updated_at }
}

const NAMES: [&str; 16] = [
    "Blue Mug",
    "blue mug 2",
    "MUG",
    "50% off",
    "under_score",
    "it's \"quoted\"",
    "back\\slash",
    "ÜNÏCODE Tasse",
    "日本語のマグ",
    "a",
    "Ab",
    "e\u{301}t\u{e9}",
    "NOT mug* OR (x)",
    "two  spaces",
    "tab-hyphen.dot",
    "ΣΊΣΥΦΟΣ",
];

const TEXTS: [&str; 42] = [
    "",
    "mug",
    "MUG",
    "Blue Mug",
    "blue  mug",
    "e m",
    "ue mu",
    " ",
    "  ",
    "%",
    "50%",
    "0% o",
    "_",
    "r_s",
    "'",
    "\"",
    "\"quoted",
    "\\",
    "k\\s",
    "ün",
    "ÜNÏ",
    "unicode",
    "ü",
    "日",
    "日本",
    "日本語の",
    "マグ",
    "a",
    "ab",
    "A",
    "é",
    "té",
    "e\u{301}",
    "*",
    "mug*",
    "NOT",
    "OR",
    "(x)",
    "hyphen.",
    "σίσυφος",
    "ΥΦ",
    "a\0",
];

/// A name is found by any text in it, in any case, be it one letter long, in another script, or a wildcard elsewhere.
async fn filtered<N: Noun>(store: Subject) {
    let world = World::new(store).await;
    let rows: Vec<Row> = NAMES.iter().map(|name| row(name, at(0), at(0))).collect();
    N::insert(&world, &rows).await;
    let mut found = 0;
    for text in TEXTS {
        let has = |row: &&Row| row.name.to_lowercase().contains(&text.to_lowercase());
        let wanted: Vec<Uuid> = rows.iter().filter(has).map(|row| row.id).collect();
        let (account, sort, order) = (world.account, Sort::Created, Order::Ascending);
        let list = N::list(&*world.store, Query { account, name: text, sort, order, window: ALL }).await;
        assert_eq!(list.items, wanted, "{text:?}");
        assert_eq!(list.total, wanted.len() as u64, "{text:?}");
        let window = Window { limit: 1, offset: 1 };
        let part = N::list(&*world.store, Query { account, name: text, sort, order, window }).await;
        assert_eq!(part.items, wanted.get(1..2.min(wanted.len())).unwrap_or_default(), "{text:?}");
        assert_eq!(part.total, list.total, "{text:?}");
        found += list.total;
    }
    assert!(found > 60, "the texts find something: {found}");
}

/// Every sort, both ways, with ties, page by page to the end.
async fn sorted<N: Noun>(store: Subject) {
    let world = World::new(store).await;
    let other = world.elsewhere().await;
    // Written as text, these sort wrongly unless all have the same number of digits.
    let times = [at(5), at(5) + micros(1), at(5) + micros(500_000), at(6), at(5), at(-9_999_999), at(5) + micros(1)];
    let names = ["same", "Same", "SAME", "zebra", "Éclair", "eclair", "_", "10", "9", "Zebra", "a b", "ab", "a"];
    let mut rows = Vec::new();
    for (number, name) in names.into_iter().enumerate() {
        rows.push(row(name, times[number % times.len()], times[(number * 3 + 1) % times.len()]));
    }
    // Neither in the order of ids, nor of anything else.
    rows.swap(0, 7);
    rows.swap(3, 9);
    N::insert(&world, &rows).await;
    N::insert(&other, &[row("theirs", at(5), at(5))]).await;
    for sort in N::SORTS {
        rows.sort_by_key(|row| match sort {
            Sort::Name => (row.name.to_lowercase(), at(0), row.id),
            Sort::Created => (String::new(), row.created_at, row.id),
            Sort::Updated => (String::new(), row.updated_at, row.id),
        });
        for order in [Order::Ascending, Order::Descending] {
            let mut wanted: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
            if order == Order::Descending {
                wanted.reverse();
            }
            let query = Query { account: world.account, name: "", sort: *sort, order, window: ALL };
            pages::<N>(&*world.store, query, &wanted).await;
        }
    }
}

async fn pages<N: Noun>(store: &dyn Store, query: Query<'_>, wanted: &[Uuid]) {
    let total = wanted.len() as u64;
    for limit in [1, 4, total as u32, 1_000] {
        let mut seen = Vec::new();
        loop {
            let window = Window { limit, offset: seen.len() as u64 };
            let page = N::list(store, Query { window, ..query }).await;
            assert_eq!(page.total, total);
            if page.items.is_empty() {
                break;
            }
            assert!(page.items.len() <= limit as usize);
            seen.extend(page.items);
        }
        assert_eq!(seen, wanted, "{query:?} by {limit}");
    }
    for window in [Window { limit: 0, offset: 0 }, Window { limit: 5, offset: 1_000_000_000_000 }] {
        let none = N::list(store, Query { window, ..query }).await;
        assert_eq!(none, Listed { items: vec![], total });
    }
}

/// Mockups are filtered by any text in the name.
pub async fn mockups_are_filtered_by_name(store: Subject) {
    filtered::<Mockups>(store).await;
}

/// Assets are filtered by any text in the name.
pub async fn assets_are_filtered_by_name(store: Subject) {
    filtered::<Assets>(store).await;
}

/// Collections are filtered by any text in the name.
pub async fn collections_are_filtered_by_name(store: Subject) {
    filtered::<Collections>(store).await;
}

/// Mockups are listed by name, making and change, both ways, page by page.
pub async fn mockups_are_sorted_and_paged(store: Subject) {
    sorted::<Mockups>(store).await;
}

/// Assets are listed by the time of making, both ways, page by page.
pub async fn assets_are_sorted_and_paged(store: Subject) {
    sorted::<Assets>(store).await;
}

/// Collections are listed by name, making and change, both ways, page by page.
pub async fn collections_are_sorted_and_paged(store: Subject) {
    sorted::<Collections>(store).await;
}

/// The bounds of the time of making belong to it, to the microsecond; they and the name hold together.
pub async fn mockups_are_filtered_by_time(store: Subject) {
    let world = World::new(store).await;
    let times = [at(1), at(1) + micros(1), at(2), at(2) + micros(1)];
    let rows: Vec<Row> = times.iter().map(|time| row("mug", *time, at(9))).collect();
    Mockups::insert(&world, &rows).await;
    Mockups::insert(&world, &[row("cup", at(2), at(9))]).await;
    let cases = [
        (None, None, 4),
        (Some(at(1)), Some(at(2)), 3),
        (Some(at(1) + micros(1)), Some(at(2)), 2),
        (Some(at(1)), Some(at(2) - micros(1)), 2),
        (None, Some(at(1)), 1),
        (Some(at(2) + micros(1)), None, 1),
        (Some(at(3)), None, 0),
        (Some(at(2)), Some(at(1)), 0),
    ];
    for (created_from, created_to, total) in cases {
        let newest = mockups::Query::newest(world.account, ALL);
        let query = mockups::Query { name: "mug".into(), created_from, created_to, ..newest };
        let list = world.store.mockups(&query).await.unwrap();
        assert_eq!((list.total, list.items.len()), (total, total as usize), "{created_from:?} {created_to:?}");
    }
}

/// Collections are filtered by catalog, together with the name.
pub async fn collections_are_filtered_by_catalog(store: Subject) {
    let world = World::new(store).await;
    let (one, two) = (world.catalog("one").await, world.catalog("two").await);
    let mut tx = world.begin().await;
    for (catalog, name) in [(&one, "mugs"), (&one, "cups"), (&two, "mugs")] {
        tx.insert_collection(&world.new_collection(catalog.id, name)).await.unwrap();
    }
    tx.commit().await.unwrap();
    for (catalog, name, total) in
        [(None, "", 3), (None, "mug", 2), (Some(one.id), "", 2), (Some(one.id), "mug", 1), (Some(two.id), "cup", 0)]
    {
        let (sort, order) = (collections::Sort::default(), Order::default());
        let account = world.account;
        let query = collections::Query { account, catalog, name: name.into(), sort, order, window: ALL };
        let list = world.store.collections(&query).await.unwrap();
        assert_eq!((list.total, list.items.len()), (total, total as usize), "{catalog:?} {name}");
        assert!(list.items.iter().all(|found| catalog.is_none_or(|catalog| found.catalog == catalog)));
    }
}
