//! What is asked.

use std::cell::Cell;

use library::collections::{Dashboard, DashboardSort};
use library::entries::{self, Duplicates, NewEntries, Place};
use library::ids::{EntryId, ThingId};
use library::items::{self, Form, Given, NewItem, Scope};
use library::page::{Cursor, Part};
use library::{Library, Order, Window};

use crate::fill::Scene;
use crate::meter::Meter;
use crate::{Outcome, Size};

/// Rows of a page.
const PAGE: u32 = 50;

pub(crate) async fn all(library: &Library, scene: &Scene, size: &Size, only: &str) -> Outcome<()> {
    let meter = Meter { requests: size.requests, only };
    println!("\n| milliseconds | p50 | p99 | requests | match |\n|---|---|---|---|---|");
    account_lists(library, scene, size, &meter).await?;
    account_searches(library, scene, &meter).await?;
    people(library, scene, &meter).await?;
    for (name, collection) in [("200", &scene.short), ("200,000", &scene.long)] {
        let on = |words: &str| format!("of {name}: {words}");
        collection_lists(library, scene, collection, &meter, on).await?;
    }
    for (name, collection) in [("200", &scene.short), ("200,000", &scene.long)] {
        let on = |words: &str| format!("of {name}: {words}");
        collection_changes(library, scene, collection, &meter, on).await?;
    }
    Ok(())
}

fn of_account(scene: &Scene, part: Part) -> items::Query {
    items::Query::all(Scope::Account(scene.actor.account), part)
}

async fn asked(library: &Library, scene: &Scene, query: items::Query) -> Outcome<Option<u64>> {
    Ok(library.items(&scene.actor, query).await?.total)
}

async fn account_lists(library: &Library, scene: &Scene, size: &Size, meter: &Meter<'_>) -> Outcome<()> {
    let deep = Part::numbered(PAGE, size.things as u64 / 2);
    let middle: Option<Cursor> = library.items(&scene.actor, of_account(scene, deep.clone())).await?.next;
    let first = Part::numbered(PAGE, 0);
    let by = |sort, part: &Part| items::Query { sort, ..of_account(scene, part.clone()) };
    let images = items::Query { forms: vec![Form::Image, Form::Video], ..of_account(scene, first.clone()) };
    let tagged = items::Query { tags: vec!["tag 007".to_owned()], ..of_account(scene, first.clone()) };
    for (name, query) in [
        ("all: newest, with how many", of_account(scene, first.clone())),
        ("all: newest after the middle, by cursor", of_account(scene, Part::after(PAGE, middle))),
        ("all: newest after the middle, by number", of_account(scene, deep)),
        ("all: by name", by(items::Sort::Name, &first)),
        ("all: by change", by(items::Sort::Updated, &first)),
        ("all: pictures and films, newest, with how many", images),
        ("all: with a tag that 500 have, with how many", tagged),
    ] {
        meter.case(name, async || asked(library, scene, query.clone()).await).await?;
    }
    let tags = async || Ok(library.tags(&scene.actor, "", &Part::numbered(PAGE, 0)).await?.total);
    meter.case("tags, with how many", tags).await?;
    let shelves = async || Ok(library.collections_page(&scene.actor, &Part::numbered(PAGE, 0)).await?.total);
    meter.case("collections, with how many", shelves).await
}

/// What is looked for, and in words how many have it.
const TEXTS: [(&str, &str); 5] = [
    ("a name that one has", "07919000"),
    ("a name that every thousandth has", "lot077x"),
    ("a name that nearly all have", "mug"),
    ("two letters that nearly all have", "mu"),
    ("a name that nobody has", "nowhere"),
];

async fn account_searches(library: &Library, scene: &Scene, meter: &Meter<'_>) -> Outcome<()> {
    for (name, text) in TEXTS {
        let query = |part| items::Query { text: text.to_owned(), ..of_account(scene, part) };
        let counted = query(Part::numbered(PAGE, 0));
        meter
            .case(&format!("all: {name}, with how many"), async || asked(library, scene, counted.clone()).await)
            .await?;
        let plain = query(Part::after(PAGE, None));
        meter
            .case(&format!("all: {name}, the page alone"), async || asked(library, scene, plain.clone()).await)
            .await?;
    }
    Ok(())
}

/// As the person, in all their accounts and what is shared with them.
async fn people(library: &Library, scene: &Scene, meter: &Meter<'_>) -> Outcome<()> {
    let actor = scene.actor.as_person();
    for (name, text) in TEXTS {
        let part = Part::numbered(PAGE, 0);
        let query = items::Query { text: text.to_owned(), ..items::Query::all(Scope::Person(actor.user), part) };
        let ask = async || Ok(library.items(&actor, query.clone()).await?.total);
        meter.case(&format!("a person's: {name}, with how many"), ask).await?;
    }
    let newest = |part| entries::Query {
        collection: None,
        sort: entries::Sort::Created,
        order: Order::Descending,
        ..entries::Query::of(scene.long.id, part)
    };
    let activity = async || Ok(library.entries_page(&actor, newest(Part::after(PAGE, None))).await?.total);
    meter.case("a person's newest entries", activity).await?;
    let dashboard = |sort| Dashboard {
        user: actor.user,
        owner: None,
        owned: None,
        statuses: Vec::new(),
        text: String::new(),
        sort,
        window: Window { limit: PAGE, offset: 0 },
    };
    for (name, sort) in [("by place", DashboardSort::Position), ("by name", DashboardSort::Name)] {
        let ask = async || Ok(Some(library.dashboard(&actor, dashboard(sort)).await?.total));
        meter.case(&format!("a person's dashboard, {name}"), ask).await?;
    }
    meter.case("a person's contacts", async || Ok(Some(library.contacts(&actor).await?.len() as u64))).await
}

async fn collection_lists(
    library: &Library,
    scene: &Scene,
    collection: &library::collections::Collection,
    meter: &Meter<'_>,
    on: impl Fn(&str) -> String,
) -> Outcome<()> {
    let actor = &scene.actor;
    let of = |part| entries::Query::of(collection.id, part);
    let deep = Part::numbered(PAGE, collection.entries().cast_unsigned() / 2);
    let middle = library.entries_page(actor, of(deep.clone())).await?.next;
    let first = || Part::numbered(PAGE, 0);
    let sorted = |sort, order| entries::Query { sort, order, ..of(first()) };
    let mut cases = vec![
        ("in order, with how many", of(first())),
        ("in order after the middle, by cursor", of(Part::after(PAGE, middle))),
        ("in order after the middle, by number", of(deep)),
        ("newest", sorted(entries::Sort::Created, Order::Descending)),
        ("at the top, with how many", entries::Query { parent: entries::Parent::Top, ..of(first()) }),
        ("links and notes, with how many", entries::Query { forms: vec![Form::Link, Form::Note], ..of(first()) }),
        ("pictures and films, with how many", entries::Query { forms: vec![Form::Image, Form::Video], ..of(first()) }),
        ("by name", sorted(entries::Sort::Name, Order::Ascending)),
        ("by reactions", sorted(entries::Sort::Reactions, Order::Descending)),
        ("with a tag, with how many", entries::Query { tags: vec!["tag 005".to_owned()], ..of(first()) }),
    ];
    for (name, text) in TEXTS {
        cases.push((name, entries::Query { text: text.to_owned(), ..of(first()) }));
    }
    for (name, query) in cases {
        let ask = async || Ok(library.entries_page(actor, query.clone()).await?.total);
        meter.case(&on(name), ask).await?;
    }
    let things = items::Query { collection: Some(collection.id), ..of_account(scene, first()) };
    meter.case(&on("its things, newest, with how many"), async || asked(library, scene, things.clone()).await).await?;
    let things = items::Query { part: Part::after(PAGE, None), ..things };
    meter.case(&on("its things, newest"), async || asked(library, scene, things.clone()).await).await?;
    let tags = async || Ok(Some(library.collection_tags(actor, collection.id).await?.len() as u64));
    meter.case(&on("its tags"), tags).await
}

async fn collection_changes(
    library: &Library,
    scene: &Scene,
    collection: &library::collections::Collection,
    meter: &Meter<'_>,
    on: impl Fn(&str) -> String,
) -> Outcome<()> {
    let actor = &scene.actor;
    let page = |offset| entries::Query::of(collection.id, Part::numbered(PAGE, offset));
    let ids = async |offset| -> Outcome<Vec<EntryId>> {
        Ok(library.entries_page(actor, page(offset)).await?.items.into_iter().map(|(entry, _)| entry.id).collect())
    };
    let before = collection.entries().cast_unsigned();
    let (first, middle) = (ids(0).await?, ids(before / 2).await?);
    let turn = Cell::new(0);
    let next = |among: &[EntryId]| among[turn.replace(turn.get() + 1) % among.len()];
    for (name, count) in [("add one", 1), ("add 49", 49)] {
        if !on(name).contains(meter.only) {
            continue;
        }
        let mut made = Vec::new();
        for _ in 0..=meter.requests.min(100) {
            made.push(new_things(library, scene, count).await?);
        }
        let mut fresh = made.into_iter();
        let few = Meter { requests: meter.requests.min(100), only: meter.only };
        few.case(&on(name), async || {
            let things = fresh.next().ok_or("there are no more things to add")?;
            let new = NewEntries { things, place: Place::Last, duplicates: Duplicates::Skip };
            library.add_entries(actor, collection.id, new).await?;
            Ok(None)
        })
        .await?;
    }
    meter
        .case(&on("move one to the middle"), async || {
            let (one, place) = (next(&first), Place::Before(middle[0]));
            Ok(library.place_entries(actor, collection.id, &[one], place).await.map(|()| None)?)
        })
        .await?;
    meter
        .case(&on("move one between the same two"), async || {
            let (one, place) = (next(&first), Place::After(middle[1]));
            Ok(library.place_entries(actor, collection.id, &[one], place).await.map(|()| None)?)
        })
        .await?;
    meter
        .case(&on("order 20 of them"), async || {
            let mut some = middle[2..22].to_vec();
            some.rotate_left(turn.replace(turn.get() + 1) % 20);
            Ok(library.order_entries(actor, collection.id, &some).await.map(|()| None)?)
        })
        .await
}

async fn new_things(library: &Library, scene: &Scene, count: usize) -> Outcome<Vec<ThingId>> {
    let mut things = Vec::with_capacity(count);
    for _ in 0..count {
        let new = NewItem::new("Late arrival", Given::Note("made for the benchmark".to_owned()));
        things.push(library.create_item(&scene.actor, new).await?.thing.id);
    }
    Ok(things)
}
