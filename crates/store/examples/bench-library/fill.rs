//! The library that is measured.

use std::collections::BTreeMap;
use std::time::Instant;

use chrono::TimeDelta;
use library::blobs::{Blob, BlobHash};
use library::collections::{Collection, NewCollection, View};
use library::entries::Entry;
use library::ids::{EntryId, ThingId, UserId};
use library::items::{Content, Item, ItemFile};
use library::page::Part;
use library::things::{Privacy, Thing, ThingKind};
use library::{Actor, Library, Store, Time, Window};

use crate::{Outcome, Size};

/// Rows of one transaction.
const AT_ONCE: usize = 5_000;

/// Who asks, and where.
pub(crate) struct Scene {
    pub(crate) actor: Actor,
    pub(crate) short: Collection,
    pub(crate) long: Collection,
}

/// The scene in this database; made first if it is not there.
pub(crate) async fn scene(library: &Library, store: &dyn Store, size: &Size) -> Outcome<Scene> {
    let (user, account) = library.user_and_account("bench", None).await?;
    let actor = library.act_as(user.id, Some(account.id)).await?;
    if library.collections_page(&actor, &Part::after(1, None)).await?.items.is_empty() {
        fill(library, store, &actor, size).await?;
    }
    let (short, long) = (named(library, &actor, "Short").await?, named(library, &actor, "Long").await?);
    Ok(Scene { actor, short, long })
}

async fn named(library: &Library, actor: &Actor, name: &str) -> Outcome<Collection> {
    let query = library::collections::Query {
        account: actor.account,
        catalog: None,
        name: name.to_lowercase(),
        sort: library::collections::Sort::Name,
        order: library::Order::Ascending,
        window: Window { limit: 1, offset: 0 },
    };
    let found = library.collections(actor, &query).await?.items.pop();
    Ok(found.ok_or_else(|| {
        format!("the database has no collection {name}: filling it was broken off, or it is another's")
    })?)
}

async fn fill(library: &Library, store: &dyn Store, actor: &Actor, size: &Size) -> Outcome<()> {
    let begin = Instant::now();
    let now = library.now();
    let blob = Blob { hash: BlobHash::of(b"file"), bytes: 40_000 };
    let mut tx = store.begin().await?;
    tx.register_blob(blob, now).await?;
    tx.commit().await?;
    let mut collections = Vec::with_capacity(size.collections);
    for number in 0..size.collections {
        collections.push(create(library, actor, &format!("Shelf {number:04}")).await?);
    }
    let mut twice = Vec::new();
    let each = size.things.div_ceil(size.collections);
    for first in (0..size.things).step_by(AT_ONCE) {
        let mut tx = store.begin().await?;
        let mut kinds = BTreeMap::<_, Vec<(ThingKind, i64)>>::new();
        let numbers = first..(first + AT_ONCE).min(size.things);
        let items: Vec<Item> = numbers.clone().map(|number| item(actor, number, blob, now)).collect();
        let mut entries = Vec::with_capacity(items.len());
        for (number, item) in numbers.zip(&items) {
            let collection = &collections[number / each];
            entries.push(entry(collection, &item.thing, (number % each) as i64, actor.user));
            kinds.entry(collection.id).or_default().push((item.thing.kind, 1));
            if number % (size.things / size.long) == 0 {
                twice.push(item.thing.clone());
            }
        }
        tx.insert_items(&items).await?;
        tx.insert_entries(&entries).await?;
        for (collection, kinds) in kinds {
            tx.add_to_collection_counts(collection, &kinds, now).await?;
        }
        tx.commit().await?;
    }
    println!("{} things, each in one of {} collections: {:.0?}", size.things, size.collections, begin.elapsed());
    let begin = Instant::now();
    for (name, count) in [("Short", size.short), ("Long", size.long)] {
        let collection = create(library, actor, name).await?;
        for (part, things) in twice[..count.min(twice.len())].chunks(AT_ONCE).enumerate() {
            let mut tx = store.begin().await?;
            let ranked = things.iter().zip((part * AT_ONCE) as i64..);
            let entries: Vec<_> = ranked.map(|(thing, rank)| entry(&collection, thing, rank, actor.user)).collect();
            tx.insert_entries(&entries).await?;
            let kinds: Vec<_> = things.iter().map(|thing| (thing.kind, 1)).collect();
            tx.add_to_collection_counts(collection.id, &kinds, now).await?;
            tx.commit().await?;
        }
    }
    println!("{} of them again in collections of {} and {}: {:.0?}", size.long, size.short, size.long, begin.elapsed());
    Ok(())
}

async fn create(library: &Library, actor: &Actor, name: &str) -> Outcome<Collection> {
    let new = NewCollection {
        name: name.to_owned(),
        description: String::new(),
        privacy: Privacy::Private,
        catalog: None,
        view: View::default(),
        archived: false,
    };
    Ok(library.create_collection(actor, new).await?)
}

/// A thing whose name has a number of its own, a lot that every thousandth shares, and, but for one in a thousand,
/// the word "mug".
fn item(actor: &Actor, number: usize, blob: Blob, now: Time) -> Item {
    let (kind, content) = match number % 10 {
        0 | 1 => (ThingKind::Link, Content::Link(format!("https://shop{}.example/mugs/{number}", number % 977))),
        2 => (ThingKind::Note, Content::Note(format!("To be drawn anew in autumn, says number {number}."))),
        3 => (ThingKind::Colour, Content::Colour([number as u8, (number >> 8) as u8, 7])),
        _ => (ThingKind::Asset, Content::None),
    };
    let word = if number % 1000 == 999 { "Cup" } else { "Mug" };
    let shuffled = number * 7919 % 10_000_019;
    let file = ItemFile { blob, media_type: "image/png".to_owned(), size: Some((800, 600)) };
    Item {
        thing: Thing {
            id: ThingId::new(),
            kind,
            account: actor.account,
            author: actor.user,
            name: format!("{word} {shuffled:08} lot{:03}x", number % 1000),
            description: String::new(),
            privacy: Privacy::Private,
            created_at: now - TimeDelta::days(400) + TimeDelta::seconds(number as i64),
            updated_at: now - TimeDelta::days(300) + TimeDelta::seconds(shuffled as i64),
        },
        serial: 0,
        content,
        file: (kind == ThingKind::Asset).then_some(file),
        previews: Vec::new(),
        tags: if number.is_multiple_of(4) { vec![format!("tag {:03}", number / 4 % 500)] } else { Vec::new() },
        details: BTreeMap::new(),
        parent: None,
        hidden: false,
        lock: None,
        trashed_at: None,
    }
}

/// Ranks have the room between them that the library leaves.
fn entry(collection: &Collection, thing: &Thing, place: i64, user: UserId) -> Entry {
    Entry {
        id: EntryId::new(),
        serial: 0,
        collection: collection.id,
        thing: thing.id,
        kind: thing.kind,
        rank: place << 20,
        parent: None,
        made: true,
        added_by: user,
        created_at: thing.created_at,
        reactions: 0,
        comments: 0,
        children: 0,
    }
}
