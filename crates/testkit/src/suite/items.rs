//! Items: things of every kind, their tags, the trash.

use std::collections::BTreeMap;

use library::duplicates::{Look, Same};
use library::ids::{CollectionId, ThingId, UserId};
use library::items::{
    Attribute, Condition, Content, Form, Item, ItemFile, Lock, Model, ModelState, Query, Scope, Snapshot, Sort, Span,
    Test,
};
use library::page::{Cursor, Part};
use library::things::{Preview, Privacy, ThingKind};
use library::{Error, Order, Window};
use uuid::Uuid;

use super::samples::WORDS;
use super::world::{Subject, World, at, micros};

/// A thing that says this, not stored yet.
fn new_item(world: &World, kind: ThingKind, name: &str, content: Content) -> Item {
    Item {
        thing: world.thing(kind, name),
        serial: 0,
        content,
        file: None,
        previews: vec![],
        tags: vec![],
        details: BTreeMap::new(),
        parent: None,
        hidden: false,
        lock: None,
        trashed_at: None,
    }
}

/// Stores things, oldest first.
async fn store(world: &World, items: Vec<Item>) -> Vec<Item> {
    let mut tx = world.begin().await;
    let mut stored = Vec::new();
    for item in items {
        stored.push(tx.insert_item(&item).await.unwrap());
    }
    tx.commit().await.unwrap();
    stored
}

/// A stored note.
pub(super) async fn note(world: &World, name: &str, words: &str) -> Item {
    store(world, vec![new_item(world, ThingKind::Note, name, Content::Note(words.into()))]).await.remove(0)
}

async fn found(world: &World, query: Query) -> Vec<ThingId> {
    let page = world.store.items(&query).await.unwrap();
    if let Some(total) = page.total {
        assert_eq!(total, page.items.len() as u64);
    }
    page.items.into_iter().map(|item| item.thing.id).collect()
}

fn all(world: &World) -> Query {
    Query { order: Order::Ascending, ..Query::all(Scope::Account(world.account), Part::numbered(100, 0)) }
}

async fn update(world: &World, item: &Item) {
    let mut tx = world.begin().await;
    tx.update_item(item).await.unwrap();
    tx.commit().await.unwrap();
}

/// A thing of each kind comes back as given, but for the serial; whoever asks.
pub async fn items_are_kept_to_the_letter(subject: Subject) {
    let world = World::new(subject).await;
    let file = world.blob("a file").await;
    let preview = Preview { width: 9, height: 7, blob: world.blob("preview").await, media_type: "image/webp".into() };
    let asset = world.asset("art").await;
    let model = Model { state: ModelState::Ready, examples: vec![asset.id], training: vec![asset.id, ThingId::new()] };
    let kinds = [
        (ThingKind::Asset, Content::None),
        (ThingKind::Model, Content::Model(model)),
        (ThingKind::Link, Content::Link(format!("https://example.com/?{WORDS}"))),
        (ThingKind::Note, Content::Note(format!("{WORDS}\r\n# é"))),
        (ThingKind::Colour, Content::Colour([0, 127, 255])),
        (ThingKind::Stack, Content::None),
    ];
    let mut last = 0;
    for (kind, content) in kinds {
        let mut given = new_item(&world, kind, WORDS.trim(), content);
        given.thing.privacy = Privacy::Unlisted;
        given.thing.updated_at = at(2) + micros(1);
        given.tags = vec!["#Ünï".into(), "two words".into()];
        given.details = [("a \"b\"".to_owned(), WORDS.to_owned()), ("empty".into(), String::new())].into();
        given.parent = Some(asset.id);
        given.hidden = true;
        given.previews = vec![preview.clone()];
        if matches!(kind, ThingKind::Asset | ThingKind::Model) {
            let media_type = "text/plain; charset=utf-8".into();
            given.file = Some(ItemFile { blob: file, media_type, size: Some((1, 300_000)) });
        }
        let stored = store(&world, vec![given.clone()]).await.remove(0);
        assert!(stored.serial > last);
        last = stored.serial;
        assert_eq!(stored, Item { serial: last, ..given });
        assert_eq!(world.store.item(stored.thing.id).await.unwrap().as_ref(), Some(&stored));
        let changed = Item {
            content: match stored.content.clone() {
                Content::Note(_) => Content::Note("other words".into()),
                content => content,
            },
            tags: vec!["two words".into()],
            details: BTreeMap::new(),
            parent: None,
            hidden: false,
            lock: Some(Lock { token: Uuid::now_v7(), holder: world.user, until: at(9) + micros(7) }),
            ..stored
        };
        update(&world, &changed).await;
        assert_eq!(world.store.item(changed.thing.id).await.unwrap(), Some(changed));
    }
    assert_eq!(world.store.item(ThingId::new()).await.unwrap(), None);
}

/// Mockups and assets of their own nouns are items too.
pub async fn things_of_every_noun_are_items(subject: Subject) {
    let world = World::new(subject).await;
    let (mockup, asset) = (world.mockup("mug").await, world.asset("art").await);
    let ids = [asset.id, ThingId::new(), mockup.id];
    let items = world.store.items_of(&ids).await.unwrap();
    assert_eq!(items.iter().map(|item| item.thing.clone()).collect::<Vec<_>>(), [asset.clone(), mockup.clone()]);
    assert_eq!(items.iter().map(Item::form).collect::<Vec<_>>(), [Form::Image, Form::Mockup]);
    let tagged = Item { tags: vec!["blue".into()], ..items[1].clone() };
    update(&world, &tagged).await;
    assert_eq!(world.store.mockup(world.account, mockup.id).await.unwrap().unwrap().thing, tagged.thing);
    assert_eq!(found(&world, Query { tags: vec!["BLUE".into()], ..all(&world) }).await, [mockup.id]);
}

/// Items are filtered by form, tag, person, dates, privacy, origin and collection; hidden ones are left out.
pub async fn items_are_filtered(subject: Subject) {
    let world = World::new(subject).await;
    let other = world.elsewhere().await;
    let at_second = |kind, seconds, content| {
        let mut item = new_item(&world, kind, &format!("{}{seconds}", kind.name()), content);
        (item.thing.created_at, item.thing.updated_at) = (at(seconds), at(10 - seconds));
        item
    };
    let mut items = vec![
        at_second(ThingKind::Note, 1, Content::Note("n".into())),
        at_second(ThingKind::Link, 2, Content::Link("https://a.test".into())),
        at_second(ThingKind::Colour, 3, Content::Colour([1, 2, 3])),
        at_second(ThingKind::Stack, 4, Content::None),
    ];
    items[0].tags = vec!["Red".into(), "big".into()];
    items[1].tags = vec!["red".into()];
    items[2].thing.privacy = Privacy::Public;
    items[3].hidden = true;
    let items = store(&world, items).await;
    store(&other, vec![new_item(&other, ThingKind::Note, "theirs", Content::Note("n".into()))]).await;
    let [note, link, colour, stack] = [0, 1, 2, 3].map(|place: usize| items[place].thing.id);
    let collection = world.collection("shelf").await.id;
    world.entry(collection, &items[1].thing, 1).await;
    let shown = || all(&world);
    assert_eq!(found(&world, shown()).await, [note, link, colour]);
    assert_eq!(found(&world, Query { hidden: true, ..shown() }).await, [note, link, colour, stack]);
    assert_eq!(found(&world, Query { forms: vec![Form::Colour, Form::Note], ..shown() }).await, [note, colour]);
    assert_eq!(found(&world, Query { tags: vec!["RED".into()], ..shown() }).await, [note, link]);
    assert_eq!(found(&world, Query { tags: vec!["red".into(), "Big".into()], ..shown() }).await, [note]);
    assert_eq!(found(&world, Query { privacies: vec![Privacy::Public], ..shown() }).await, [colour]);
    assert_eq!(found(&world, Query { collection: Some(collection), ..shown() }).await, [link]);
    assert_eq!(found(&world, Query { collection: Some(CollectionId::new()), ..shown() }).await, []);
    assert_eq!(found(&world, Query { author: Some(UserId::new()), ..shown() }).await, []);
    assert_eq!(found(&world, Query { author: Some(world.user), ..shown() }).await, [note, link, colour]);
    let created = Span { after: Some(at(1)), before: Some(at(3)) };
    assert_eq!(found(&world, Query { created, ..shown() }).await, [link]);
    let updated = Span { after: Some(at(8)), before: None };
    assert_eq!(found(&world, Query { updated, ..shown() }).await, [note]);
    assert_eq!(found(&world, Query { sort: Sort::Updated, ..shown() }).await, [colour, link, note]);
    assert_eq!(found(&world, Query { order: Order::Descending, ..shown() }).await, [colour, link, note]);
    assert_eq!(found(&world, Query { scope: Scope::Public, ..shown() }).await, [colour]);
}

/// Text is found in names, descriptions, tags, notes and addresses, whatever its case and length, and nowhere else.
pub async fn items_are_searched(subject: Subject) {
    let world = World::new(subject).await;
    let mut items = vec![
        new_item(&world, ThingKind::Note, "Éclair", Content::Note("with 100% Butter_cream".into())),
        new_item(&world, ThingKind::Link, "page", Content::Link("https://Bakery.test/x".into())),
        new_item(&world, ThingKind::Colour, "tint", Content::Colour([1, 2, 3])),
    ];
    items[2].tags = vec!["Butterfly".into()];
    items[2].thing.description = "warm \"light\"".into();
    for (item, seconds) in items.iter_mut().zip(0..) {
        item.thing.created_at = at(seconds);
    }
    let items = store(&world, items).await;
    let [note, link, colour] = [0, 1, 2].map(|place: usize| items[place].thing.id);
    for (text, wanted) in [
        ("éclair", vec![note]),
        ("BUTTER", vec![note, colour]),
        ("r_c", vec![note]),
        ("0%", vec![note]),
        ("bakery.TEST/", vec![link]),
        ("m \"l", vec![colour]),
        ("t", vec![note, link, colour]),
        ("010203", vec![]),
        ("nowhere", vec![]),
    ] {
        assert_eq!(found(&world, Query { text: text.into(), ..all(&world) }).await, wanted, "{text}");
    }
    let changed = Item { content: Content::Note("plain".into()), ..items[0].clone() };
    update(&world, &changed).await;
    assert_eq!(found(&world, Query { text: "butter".into(), ..all(&world) }).await, [colour]);
    let asset = world.asset("crumble").await;
    assert_eq!(found(&world, Query { text: "crumb".into(), ..all(&world) }).await, [asset.id]);
    let mut tx = world.begin().await;
    assert!(tx.rename_asset(world.account, asset.id, "cake", at(9)).await.unwrap());
    tx.commit().await.unwrap();
    assert_eq!(found(&world, Query { text: "crumb".into(), ..all(&world) }).await, []);
    assert_eq!(found(&world, Query { text: "CAKE".into(), ..all(&world) }).await, [asset.id]);
}

/// Conditions that people compose choose the same on every store.
pub async fn conditions_are_heeded(subject: Subject) {
    let world = World::new(subject).await;
    let blob = world.blob("pixels").await;
    let picture = |name: &str, width: u32, tag: &str| {
        let mut item = new_item(&world, ThingKind::Asset, name, Content::None);
        item.file = Some(ItemFile { blob, media_type: "image/png".into(), size: Some((width, 100)) });
        item.tags = vec![tag.into()];
        item.thing.created_at = at(i64::from(width));
        item
    };
    let mut note = new_item(&world, ThingKind::Note, "Words", Content::Note("x".into()));
    note.thing.created_at = at(5000);
    let mut large = picture("large", 2000, "blue");
    large.details.insert("colour".into(), "red".into());
    let items = store(&world, vec![picture("small", 10, "Red"), large, note]).await;
    let [small, large, note] = [0, 1, 2].map(|place: usize| items[place].thing.id);
    let is = |attribute, words: &[&str]| {
        Condition::Is(attribute, Test::OneOf(words.iter().map(|word| (*word).to_owned()).collect()))
    };
    let wide = |low, high| Condition::Is(Attribute::Width, Test::Between(low, high));
    let not = |condition| Condition::Not(Box::new(condition));
    let micros = at(2000).timestamp_micros();
    for (condition, wanted) in [
        (wide(Some(10), None), vec![small, large]),
        (wide(Some(11), Some(2000)), vec![large]),
        (not(wide(Some(11), None)), vec![small, note]),
        (Condition::Is(Attribute::Width, Test::Exists), vec![small, large]),
        (is(Attribute::Tags, &["red", "green"]), vec![small]),
        (not(Condition::Is(Attribute::Tags, Test::Exists)), vec![note]),
        (is(Attribute::Form, &["image"]), vec![small, large]),
        (is(Attribute::Name, &["words"]), vec![note]),
        (is(Attribute::MediaType, &["image/png"]), vec![small, large]),
        (is(Attribute::Id, &[&note.to_string(), "no id"]), vec![note]),
        (is(Attribute::Author, &[&world.user.to_string()]), vec![small, large, note]),
        (is(Attribute::Collections, &[&Uuid::now_v7().to_string()]), vec![]),
        (Condition::Is(Attribute::Created, Test::Between(None, Some(micros))), vec![small, large]),
        (Condition::Is(Attribute::Created, Test::Between(Some(micros + 1), None)), vec![note]),
        (is(Attribute::Account, &[&world.account.to_string()]), vec![small, large, note]),
        (not(Condition::Is(Attribute::Parent, Test::Exists)), vec![small, large, note]),
        (Condition::Is(Attribute::Words, Test::Contains("ar".into())), vec![large]),
        (Condition::Is(Attribute::Words, Test::Contains("ord".into())), vec![note]),
        (Condition::Is(Attribute::Words, Test::Contains("red".into())), vec![small]),
        (Condition::Is(Attribute::Words, Test::Contains(String::new())), vec![small, large, note]),
        (Condition::Is(Attribute::Name, Test::Contains("al".into())), vec![small]),
        (Condition::Is(Attribute::Name, Test::StartsWith("l".into())), vec![large]),
        (Condition::Is(Attribute::Name, Test::StartsWith("_arge%".into())), vec![]),
        (Condition::Is(Attribute::Tags, Test::Contains("e".into())), vec![small, large]),
        (Condition::Is(Attribute::Tags, Test::StartsWith("bl".into())), vec![large]),
        (Condition::Is(Attribute::MediaType, Test::StartsWith("image/".into())), vec![small, large]),
        (not(Condition::Is(Attribute::MediaType, Test::Contains("png".into()))), vec![note]),
        (is(Attribute::Detail("colour"), &["red"]), vec![large]),
        (not(is(Attribute::Detail("colour"), &["red"])), vec![small, note]),
        (Condition::Is(Attribute::Detail("colour"), Test::Exists), vec![large]),
        (is(Attribute::ModelState, &["new", "ready"]), vec![]),
        (not(Condition::Is(Attribute::ModelState, Test::Exists)), vec![small, large, note]),
        (Condition::All(vec![]), vec![small, large, note]),
        (Condition::Any(vec![]), vec![]),
        (
            Condition::Any(vec![
                Condition::All(vec![wide(None, Some(99)), is(Attribute::Tags, &["red"])]),
                is(Attribute::Name, &["words"]),
            ]),
            vec![small, note],
        ),
    ] {
        let query = Query { condition: Some(condition.clone()), ..all(&world) };
        assert_eq!(found(&world, query).await, wanted, "{condition:?}");
    }
}

/// Cursors walk every order to its end, however many rows are equal, and are refused by other lists.
pub async fn items_are_paged_by_cursor(subject: Subject) {
    let world = World::new(subject).await;
    let items = (0..23).map(|number| {
        let mut item = new_item(&world, ThingKind::Note, ["a", "b", "é"][number % 3], Content::Note("n".into()));
        item.thing.created_at = at(number as i64 / 5);
        item.thing.updated_at = at(number as i64 / 7) + micros(number as i64 % 2);
        item
    });
    store(&world, items.collect()).await;
    for sort in [Sort::Created, Sort::Updated, Sort::Name] {
        for order in [Order::Ascending, Order::Descending] {
            let query = |part| Query { sort, order, part, ..all(&world) };
            let whole = found(&world, query(Part::numbered(100, 0))).await;
            let (mut walked, mut cursor) = (Vec::new(), None);
            loop {
                let page = world.store.items(&query(Part::after(4, cursor))).await.unwrap();
                assert_eq!(page.total, None);
                walked.extend(page.items.iter().map(|item| item.thing.id));
                let Some(next) = page.next else { break };
                cursor = Some(Cursor::parse(&next.to_string()).unwrap());
            }
            assert_eq!(walked, whole, "{sort:?} {order:?}");
            let third = world.store.items(&query(Part::numbered(5, 10))).await.unwrap();
            assert_eq!(third.items.iter().map(|item| item.thing.id).collect::<Vec<_>>(), whole[10..15]);
            assert_eq!(third.total, Some(23));
        }
    }
    let first = world.store.items(&Query { part: Part::after(1, None), ..all(&world) }).await.unwrap();
    let strange = Query { sort: Sort::Name, part: Part::after(1, first.next), ..all(&world) };
    assert!(matches!(world.store.items(&strange).await, Err(Error::Invalid { .. })));
}

/// Tags are one word whatever the case, counted while things have them, and listed in order.
pub async fn tags_are_counted(subject: Subject) {
    let world = World::new(subject).await;
    let tagged = |name: &str, tags: &[&str]| {
        let mut item = new_item(&world, ThingKind::Note, name, Content::Note("n".into()));
        item.tags = tags.iter().map(|tag| (*tag).to_owned()).collect();
        item
    };
    let items = store(&world, vec![tagged("a", &["Zebra", "été"]), tagged("b", &["zebra"]), tagged("c", &[])]).await;
    let list = |text: &'static str| {
        let store = world.store.clone();
        let account = world.account;
        async move {
            let page = store.tags(account, text, &Part::numbered(10, 0)).await.unwrap();
            assert_eq!(page.total, Some(page.items.len() as u64));
            page.items.into_iter().map(|tag| (tag.name, tag.things)).collect::<Vec<_>>()
        }
    };
    assert_eq!(list("").await, [("Zebra".to_owned(), 2), ("été".to_owned(), 1)]);
    assert_eq!(list("ÉT").await, [("été".to_owned(), 1)]);
    update(&world, &Item { tags: vec!["ZEBRA".into(), "new".into()], ..items[1].clone() }).await;
    update(&world, &Item { tags: vec![], ..items[0].clone() }).await;
    assert_eq!(list("").await, [("new".to_owned(), 1), ("Zebra".to_owned(), 1)]);
    let mut tx = world.begin().await;
    tx.trash(items[1].thing.id, at(5)).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(list("").await, []);
    let mut tx = world.begin().await;
    tx.restore(items[1].thing.id, true, at(6)).await.unwrap();
    tx.commit().await.unwrap();
    let page = world.store.tags(world.account, "", &Part::after(1, None)).await.unwrap();
    assert_eq!(page.items[0].name, "new");
    let rest = world.store.tags(world.account, "", &Part::after(1, page.next)).await.unwrap();
    assert_eq!((rest.items[0].name.as_str(), rest.next), ("Zebra", None));
    let tagged = world.store.tagged(rest.items[0].serial).await.unwrap().unwrap();
    assert_eq!((tagged.tag, tagged.things), (rest.items[0].clone(), vec![items[1].thing.id]));
    assert!(world.store.tagged(0).await.unwrap().is_none());
    assert_eq!(
        world
            .elsewhere()
            .await
            .store
            .tags(library::ids::AccountId::new(), "", &Part::after(9, None))
            .await
            .unwrap()
            .items,
        []
    );
}

/// What is in the trash is in no list, no search and no collection, and comes back with or without its places.
pub async fn the_trash_hides_and_gives_back(subject: Subject) {
    let world = World::new(subject).await;
    let (mockup, asset) = (world.mockup("mug").await, world.asset("art").await);
    let note = note(&world, "words", "text").await.thing;
    let shelf = world.collection("shelf").await.id;
    for (thing, rank) in [(&mockup, 1), (&asset, 2), (&note, 3)] {
        world.entry(shelf, thing, rank).await;
    }
    let things = [&mockup, &asset, &note];
    let mut tx = world.begin().await;
    let counts: Vec<_> = things.iter().map(|thing| (thing.kind, 1)).collect();
    tx.add_to_collection_counts(shelf, &counts, at(1)).await.unwrap();
    for (thing, bytes) in things.into_iter().zip([0, 3, 0]) {
        assert_eq!(tx.trash(thing.id, at(7)).await.unwrap(), Some(bytes));
        assert_eq!(tx.trash(thing.id, at(8)).await.unwrap(), None);
    }
    assert_eq!(tx.things(world.account, &[mockup.id]).await.unwrap(), []);
    tx.commit().await.unwrap();
    let window = Window { limit: 9, offset: 0 };
    assert_eq!(world.store.mockup(world.account, mockup.id).await.unwrap(), None);
    assert_eq!(world.store.asset(world.account, asset.id).await.unwrap(), None);
    assert_eq!(world.store.mockups(&library::mockups::Query::newest(world.account, window)).await.unwrap().total, 0);
    let listed = world.store.entries(shelf, window).await.unwrap();
    assert_eq!((listed.items, listed.total), (vec![], 0));
    assert_eq!(world.store.collection_ids_of(&[mockup.id, asset.id]).await.unwrap(), []);
    let empty = world.store.collection(world.account, shelf).await.unwrap().unwrap();
    assert_eq!((empty.mockups, empty.assets, empty.notes, empty.updated_at), (0, 0, 0, at(7)));
    assert_eq!(found(&world, all(&world)).await, []);
    assert_eq!(found(&world, Query { text: "text".into(), ..all(&world) }).await, []);
    let trash = Query { trashed: true, sort: Sort::Trashed, ..all(&world) };
    assert_eq!(found(&world, trash.clone()).await, [mockup.id, asset.id, note.id]);
    assert_eq!(world.store.item(note.id).await.unwrap().unwrap().trashed_at, Some(at(7)));
    let mut tx = world.begin().await;
    assert!(!tx.rename_mockup(world.account, mockup.id, "x", at(9)).await.unwrap());
    assert_eq!(tx.delete_asset(world.account, asset.id).await.unwrap(), None);
    tx.restore(mockup.id, true, at(9)).await.unwrap();
    tx.restore(asset.id, false, at(9)).await.unwrap();
    tx.restore(note.id, true, at(9)).await.unwrap();
    tx.restore(note.id, true, at(9)).await.unwrap();
    tx.commit().await.unwrap();
    let back = world.store.collection(world.account, shelf).await.unwrap().unwrap();
    assert_eq!((back.mockups, back.assets, back.notes), (1, 0, 1));
    let listed = world.store.entries(shelf, window).await.unwrap();
    assert_eq!((listed.items.len(), listed.total), (2, 2));
    assert_eq!(found(&world, trash).await, []);
    assert_eq!(found(&world, all(&world)).await, [mockup.id, asset.id, note.id]);
}

/// What has been in the trash for long goes for good, with all that hangs on it, and gives its bytes back.
pub async fn the_trash_is_emptied(subject: Subject) {
    let world = World::new(subject).await;
    let (mockup, asset) = (world.mockup("mug").await, world.asset("art").await);
    let template = world.template("a file").await;
    let shelf = world.collection("shelf").await.id;
    world.entry(shelf, &asset, 1).await;
    let blob = world.blob("before").await;
    let snapshot = Snapshot { id: Uuid::now_v7(), thing: asset.id, author: world.user, blob, taken_at: at(1) };
    let mut tx = world.begin().await;
    tx.insert_snapshot(&snapshot).await.unwrap();
    assert_eq!(tx.purge(asset.id).await.unwrap(), 0, "only what is in the trash goes");
    tx.trash(mockup.id, at(5)).await.unwrap();
    tx.trash(asset.id, at(6)).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(world.store.snapshots(asset.id, &Part::after(9, None)).await.unwrap().items, [snapshot]);
    let mut tx = world.begin().await;
    assert_eq!(tx.trashed_before(at(5), 9).await.unwrap(), []);
    assert_eq!(tx.trashed_before(at(9), 1).await.unwrap(), [(mockup.id, world.account)]);
    assert_eq!(tx.trashed_before(at(9), 9).await.unwrap().len(), 2);
    assert_eq!(tx.purge(mockup.id).await.unwrap(), template.file.bytes);
    assert_eq!(tx.purge(asset.id).await.unwrap(), 3 + blob.bytes);
    tx.commit().await.unwrap();
    assert_eq!(world.store.items_of(&[mockup.id, asset.id]).await.unwrap(), []);
    assert_eq!(world.store.template(template.id).await.unwrap(), None);
    assert_eq!(world.store.snapshots(asset.id, &Part::after(9, None)).await.unwrap().items, []);
}

/// Things of one file, or links to one address however it is spelt, are found as duplicates.
pub async fn duplicates_are_found(subject: Subject) {
    let world = World::new(subject).await;
    let link = |url: &str| new_item(&world, ThingKind::Link, "link", Content::Link(url.into()));
    let blob = world.blob("same").await;
    let file = |seconds| {
        let mut item = new_item(&world, ThingKind::Asset, "file", Content::None);
        item.file = Some(ItemFile { blob, media_type: "image/png".into(), size: None });
        item.thing.created_at = at(seconds);
        item
    };
    let mut late = link("http://www.example.com/a/?utm_source=x");
    late.thing.created_at = at(1);
    let items = vec![file(3), link("https://example.com/a"), late, file(2), link("https://example.com/b")];
    let items = store(&world, items).await;
    let id = |place: usize| items[place].thing.id;
    let groups = async |same, limit, offset| {
        let listed = world.store.duplicates(world.account, same, Window { limit, offset }).await.unwrap();
        (listed.items, listed.total)
    };
    assert_eq!(groups(Same::Link, 9, 0).await, (vec![vec![id(1), id(2)]], 1));
    assert_eq!(groups(Same::File, 9, 0).await, (vec![vec![id(3), id(0)]], 1));
    assert_eq!(groups(Same::File, 9, 1).await, (vec![], 1));
    let elsewhere = world.elsewhere().await.account;
    for same in [Same::File, Same::Link] {
        let none = world.store.duplicates(elsewhere, same, Window { limit: 9, offset: 0 }).await.unwrap();
        assert_eq!((none.items, none.total), (vec![], 0));
    }
}

/// What pictures look like is kept with their files, and found for the things that have them.
pub async fn looks_are_kept(subject: Subject) {
    let world = World::new(subject).await;
    let picture = |seconds, blob| {
        let mut item = new_item(&world, ThingKind::Asset, "picture", Content::None);
        item.file = Some(ItemFile { blob, media_type: "image/png".into(), size: Some((3, 2)) });
        item.thing.created_at = at(seconds);
        item
    };
    let (one, other) = (world.blob("one").await, world.blob("other").await);
    let mut words = picture(9, world.blob("words").await);
    words.file.as_mut().unwrap().size = None;
    let items = store(&world, vec![picture(3, one), picture(2, other), picture(1, one), words]).await;
    let id = |place: usize| items[place].thing.id;
    let mut unseen = world.store.unseen(world.account, 9).await.unwrap();
    unseen.sort_by_key(|blob| blob.hash);
    let mut files = vec![one, other];
    files.sort_by_key(|blob| blob.hash);
    assert_eq!(unseen, files);
    assert_eq!(world.store.unseen(world.account, 1).await.unwrap().len(), 1);
    let mut tx = world.begin().await;
    tx.put_look(one.hash, Some(7)).await.unwrap();
    tx.put_look(one.hash, Some(u64::MAX)).await.unwrap();
    tx.put_look(other.hash, None).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(world.store.unseen(world.account, 9).await.unwrap(), []);
    let look = |place| Look { thing: id(place), file: one.hash, look: u64::MAX };
    assert_eq!(world.store.looks(world.account).await.unwrap(), [look(2), look(0)]);
    assert_eq!(world.store.looks(world.elsewhere().await.account).await.unwrap(), []);
    let mut tx = world.begin().await;
    tx.trash(id(0), at(9)).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(world.store.looks(world.account).await.unwrap(), [look(2)]);
}

/// A new file takes the place of the old one, and the form follows it.
pub async fn files_are_replaced(subject: Subject) {
    let world = World::new(subject).await;
    let asset = world.asset("art").await;
    let shelf = world.collection("shelf").await.id;
    world.entry(shelf, &asset, 1).await;
    let file = ItemFile { blob: world.blob("film").await, media_type: "video/mp4".into(), size: None };
    let preview = Preview { width: 3, height: 2, blob: world.blob("still").await, media_type: "image/webp".into() };
    let mut tx = world.begin().await;
    tx.put_file(asset.id, &file, std::slice::from_ref(&preview)).await.unwrap();
    tx.commit().await.unwrap();
    let item = world.store.item(asset.id).await.unwrap().unwrap();
    assert_eq!((item.form(), item.file, item.previews), (Form::Video, Some(file), vec![preview]));
    assert_eq!(found(&world, Query { forms: vec![Form::Video], ..all(&world) }).await, [asset.id]);
    let query = library::entries::Query {
        forms: vec![Form::Video],
        ..library::entries::Query::of(shelf, Part::numbered(9, 0))
    };
    let page = world.store.entries_page(&query).await.unwrap();
    assert_eq!((page.items.len(), page.total), (1, Some(1)));
    let mut tx = world.begin().await;
    tx.put_previews(asset.id, &[]).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(world.store.item(asset.id).await.unwrap().unwrap().previews, []);
}
