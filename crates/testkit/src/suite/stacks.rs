//! Entries in stacks, their lists, their order near a place, reactions and comments.

use library::collections::Standing;
use library::entries::{Entry, Near, Owner, Parent, Query, Sort};
use library::ids::{CollectionId, CommentId, EntryId, ReactionId};
use library::items::{Content, Form, Item};
use library::page::{Cursor, Part};
use library::responses::{Comment, Reaction};
use library::things::ThingKind;
use library::{Order, Window};

use super::items::note;
use super::world::{Subject, World, at};

/// A collection with entries of these names, at these ranks.
async fn shelf(world: &World, names: &[(&str, i64)]) -> (CollectionId, Vec<Entry>) {
    let collection = world.collection("shelf").await.id;
    let mut entries = Vec::new();
    for (name, rank) in names {
        let item = note(world, name, name).await;
        entries.push(world.entry(collection, &item.thing, *rank).await);
    }
    let mut tx = world.begin().await;
    tx.add_to_collection_counts(collection, &[(ThingKind::Note, names.len() as i64)], at(1)).await.unwrap();
    tx.commit().await.unwrap();
    (collection, entries)
}

async fn names(world: &World, query: &Query) -> Vec<String> {
    let page = world.store.entries_page(query).await.unwrap();
    if let Some(total) = page.total {
        assert_eq!(total, page.items.len() as u64, "{query:?}");
    }
    page.items.into_iter().map(|(_, item)| item.thing.name).collect()
}

async fn entry(world: &World, id: EntryId) -> Entry {
    world.store.entries_by_id(&[id]).await.unwrap().remove(0)
}

/// Entries are found near a place in both directions, those named left out.
pub async fn neighbours_are_found(store: Subject) {
    let world = World::new(store).await;
    let (collection, entries) = shelf(&world, &[("a", 1), ("b", 2), ("c", 2), ("d", 9)]).await;
    shelf(&world, &[("x", 2)]).await;
    let ids: Vec<EntryId> = entries.iter().map(|entry| entry.id).collect();
    let mut tx = world.begin().await;
    for (near, except, limit, wanted) in [
        (Near::First, vec![], 2, vec![0, 1]),
        (Near::Last, vec![], 9, vec![3, 2, 1, 0]),
        (Near::First, vec![0, 2], 9, vec![1, 3]),
        (Near::After(2, ids[1]), vec![], 9, vec![2, 3]),
        (Near::After(2, ids[1]), vec![2], 1, vec![3]),
        (Near::Before(2, ids[2]), vec![], 9, vec![1, 0]),
        (Near::Before(1, ids[0]), vec![], 9, vec![]),
    ] {
        let except: Vec<EntryId> = except.into_iter().map(|place: usize| ids[place]).collect();
        let found = tx.entries_near(collection, near, &except, limit).await.unwrap();
        let wanted: Vec<EntryId> = wanted.into_iter().map(|place: usize| ids[place]).collect();
        assert_eq!(found.iter().map(|entry| entry.id).collect::<Vec<_>>(), wanted, "{near:?}");
    }
    let among = tx.entries_among(collection, &[ids[2], EntryId::new(), ids[0]]).await.unwrap();
    assert_eq!(among, [entries[2].clone(), entries[0].clone()]);
    assert_eq!(tx.entries_among(CollectionId::new(), &ids).await.unwrap(), []);
    let held = tx.entries_holding(collection, &[entries[3].thing, entries[0].thing]).await.unwrap();
    assert_eq!(held, [entries[0].clone(), entries[3].clone()]);
    let serials = [entries[1].serial, 0];
    assert_eq!(world.store.entries_by_serial(&serials).await.unwrap(), [entries[1].clone()]);
}

/// Stacks gather entries, know how many, and let go of them when they end.
pub async fn stacks_gather_entries(store: Subject) {
    let world = World::new(store).await;
    let (collection, entries) = shelf(&world, &[("a", 1), ("b", 2), ("c", 3)]).await;
    let model = note(&world, "model", "").await;
    let thing = world.thing(ThingKind::Stack, "stack");
    let mut tx = world.begin().await;
    let stack = tx.insert_item(&Item { thing, content: Content::None, ..model }).await.unwrap().thing;
    let stack = tx.insert_entry(&Entry { made: true, ..world.new_entry(collection, &stack, 9) }).await.unwrap();
    for child in &entries[..2] {
        tx.move_entry(&Entry { parent: Some(stack.id), ..child.clone() }).await.unwrap();
    }
    assert_eq!(tx.children(stack.id).await.unwrap().len(), 2);
    tx.commit().await.unwrap();
    assert!(stack.made);
    assert_eq!(entry(&world, stack.id).await, Entry { children: 2, ..stack.clone() });
    assert_eq!(entry(&world, entries[0].id).await.parent, Some(stack.id));
    let query = |parent| Query { parent, ..Query::of(collection, Part::numbered(9, 0)) };
    assert_eq!(names(&world, &query(Parent::Stack(stack.id))).await, ["a", "b"]);
    assert_eq!(names(&world, &query(Parent::Top)).await, ["c", "stack"]);
    let mut tx = world.begin().await;
    tx.trash(entries[0].thing, at(5)).await.unwrap();
    tx.move_entry(&Entry { parent: None, rank: -1, ..entries[1].clone() }).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(entry(&world, stack.id).await.children, 0);
    assert_eq!(names(&world, &query(Parent::Top)).await, ["b", "c", "stack"]);
    let mut tx = world.begin().await;
    tx.restore(entries[0].thing, true, at(6)).await.unwrap();
    assert_eq!(tx.children(stack.id).await.unwrap().len(), 1);
    tx.delete_entries(&[stack.id]).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(entry(&world, entries[0].id).await.parent, None);
}

/// An entry that moves to another collection is in its lists and lengths, and no longer in the first's.
pub async fn entries_change_collections(store: Subject) {
    let world = World::new(store).await;
    let (from, entries) = shelf(&world, &[("a", 1), ("b", 2)]).await;
    let to = world.collection("other").await.id;
    let mut tx = world.begin().await;
    tx.move_entry(&Entry { collection: to, rank: 5, ..entries[0].clone() }).await.unwrap();
    tx.commit().await.unwrap();
    for (collection, name) in [(from, "b"), (to, "a")] {
        let listed = world.store.entries(collection, Window { limit: 9, offset: 0 }).await.unwrap();
        assert_eq!((listed.total, listed.items[0].1.name.as_str()), (1, name));
    }
    assert_eq!(world.store.collection_ids_of(&[entries[0].thing]).await.unwrap(), [(entries[0].thing, to)]);
}

/// Entries are filtered and sorted by what their things have, in one collection or in all that a person may open.
pub async fn entries_are_filtered_and_sorted(store: Subject) {
    let world = World::new(store).await;
    let (collection, entries) = shelf(&world, &[("Éc", 3), ("alpha", 1), ("Beta", 2)]).await;
    let asset = world.asset("file").await;
    world.entry(collection, &asset, 4).await;
    let mut tx = world.begin().await;
    tx.add_to_collection_counts(collection, &[(ThingKind::Asset, 1)], at(1)).await.unwrap();
    let item = tx.item_for_change(entries[1].thing).await.unwrap().unwrap();
    tx.update_item(&Item { tags: vec!["Red".into()], ..item }).await.unwrap();
    let reaction =
        Reaction { id: ReactionId::new(), serial: 0, entry: entries[2].id, user: world.user, created_at: at(2) };
    tx.insert_reaction(&reaction).await.unwrap();
    tx.commit().await.unwrap();
    let all = || Query::of(collection, Part::numbered(9, 0));
    assert_eq!(names(&world, &all()).await, ["alpha", "Beta", "Éc", "file"]);
    assert_eq!(names(&world, &Query { forms: vec![Form::Note], ..all() }).await, ["alpha", "Beta", "Éc"]);
    assert_eq!(names(&world, &Query { forms: vec![Form::Image, Form::Stack], ..all() }).await, ["file"]);
    assert_eq!(names(&world, &Query { tags: vec!["rED".into()], ..all() }).await, ["alpha"]);
    assert_eq!(names(&world, &Query { text: "éc".into(), ..all() }).await, ["Éc"]);
    assert_eq!(names(&world, &Query { text: "BETA".into(), ..all() }).await, ["Beta"]);
    let down = |sort| Query { sort, order: Order::Descending, ..all() };
    assert_eq!(names(&world, &down(Sort::Name)).await, ["Éc", "file", "Beta", "alpha"]);
    assert_eq!(names(&world, &down(Sort::Reactions)).await[0], "Beta");
    assert_eq!(names(&world, &down(Sort::Bytes)).await[0], "file");
    assert_eq!(names(&world, &down(Sort::Form)).await[3], "file");
    for sort in [Sort::Rank, Sort::Created, Sort::Updated, Sort::Name, Sort::Form, Sort::Bytes, Sort::Reactions] {
        for order in [Order::Ascending, Order::Descending] {
            let whole = names(&world, &Query { sort, order, ..all() }).await;
            let (mut walked, mut cursor) = (Vec::new(), None);
            loop {
                let part = Part::after(1, cursor);
                let page = world.store.entries_page(&Query { sort, order, part, ..all() }).await.unwrap();
                walked.extend(page.items.into_iter().map(|(_, item)| item.thing.name));
                let Some(next) = page.next else { break };
                cursor = Some(Cursor::parse(&next.to_string()).unwrap());
            }
            assert_eq!(walked, whole, "{sort:?} {order:?}");
        }
    }
    let seen = Query { collection: None, seen_by: Some(world.user), ..all() };
    assert_eq!(names(&world, &seen).await.len(), 4);
    let (own, other) = (Owner::Is(world.account), Owner::IsNot(world.account));
    assert_eq!(names(&world, &Query { owner: own, ..seen.clone() }).await.len(), 4);
    assert_eq!(names(&world, &Query { owner: other, ..seen.clone() }).await.len(), 0);
    let nobodys = Owner::Is(library::ids::AccountId::new());
    assert_eq!(names(&world, &Query { owner: nobodys, ..seen.clone() }).await.len(), 0);
    let stranger = super::world::user("eve");
    let mut tx = world.begin().await;
    tx.insert_user(&stranger).await.unwrap();
    tx.commit().await.unwrap();
    let hers = Query { seen_by: Some(stranger.id), ..seen };
    assert_eq!(names(&world, &hers).await.len(), 0);
    let mut tx = world.begin().await;
    let shared = Standing { shared_at: Some(at(3)), ..Standing::new(stranger.id, collection) };
    tx.put_standing(&shared).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(names(&world, &hers).await.len(), 4);
    assert_eq!(names(&world, &Query { owner: own, ..hers.clone() }).await.len(), 4);
    let items = library::items::Query::all(library::items::Scope::Person(stranger.id), Part::numbered(9, 0));
    assert_eq!(world.store.items(&items).await.unwrap().total, Some(4));
    assert_eq!(world.store.collection_tags(collection).await.unwrap(), [("Red".to_owned(), 1)]);
}

/// A person likes an entry once; it is counted, and goes with the entry.
pub async fn reactions_are_one_a_person(store: Subject) {
    let world = World::new(store).await;
    let (_, entries) = shelf(&world, &[("a", 1), ("b", 2)]).await;
    let new = |entry| Reaction { id: ReactionId::new(), serial: 0, entry, user: world.user, created_at: at(1) };
    let mut tx = world.begin().await;
    let first = tx.insert_reaction(&new(entries[0].id)).await.unwrap();
    assert_eq!(tx.insert_reaction(&new(entries[0].id)).await.unwrap(), first);
    let other = tx.insert_reaction(&new(entries[1].id)).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(entry(&world, entries[0].id).await.reactions, 1);
    let both = [entries[0].id, entries[1].id];
    assert_eq!(world.store.reactions(&both).await.unwrap(), [first, other]);
    assert_eq!(world.store.reaction_by_serial(first.serial).await.unwrap(), Some(first));
    let mut tx = world.begin().await;
    tx.delete_reaction(first.id).await.unwrap();
    tx.delete_reaction(first.id).await.unwrap();
    tx.delete_entries(&[entries[1].id]).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(entry(&world, entries[0].id).await.reactions, 0);
    assert_eq!(world.store.reaction_by_serial(other.serial).await.unwrap(), None);
}

/// Comments are kept to the letter, oldest first, counted, changed, and found by those who may open the collection.
pub async fn comments_are_kept_to_the_letter(store: Subject) {
    let world = World::new(store).await;
    let (_, entries) = shelf(&world, &[("a", 1)]).await;
    let new = |body: &str, seconds| Comment {
        id: CommentId::new(),
        serial: 0,
        entry: entries[0].id,
        author: world.user,
        body: body.into(),
        annotation: "<svg/>\u{e9}".into(),
        created_at: at(seconds),
        updated_at: at(seconds),
    };
    let mut tx = world.begin().await;
    let mut stored = Vec::new();
    for (body, seconds) in [("# Ünï\r\n<b>", 1), ("second", 2), ("third", 2)] {
        stored.push(tx.insert_comment(&new(body, seconds)).await.unwrap());
    }
    tx.commit().await.unwrap();
    assert_eq!(entry(&world, entries[0].id).await.comments, 3);
    let page = world.store.comments(entries[0].id, &Part { count: true, ..Part::after(2, None) }).await.unwrap();
    assert_eq!((page.items.as_slice(), page.total), (&stored[..2], Some(3)));
    let rest = world.store.comments(entries[0].id, &Part::after(2, page.next)).await.unwrap();
    assert_eq!((rest.items.as_slice(), rest.next), (&stored[2..], None));
    let found = world.store.comments_seen_by(world.user, "ünï", &Part::numbered(9, 0)).await.unwrap();
    assert_eq!((found.items, found.total), (vec![stored[0].clone()], Some(1)));
    let nobody = library::ids::UserId::new();
    assert_eq!(world.store.comments_seen_by(nobody, "", &Part::after(9, None)).await.unwrap().items, []);
    let changed = Comment { body: "other".into(), annotation: String::new(), updated_at: at(9), ..stored[0].clone() };
    let mut tx = world.begin().await;
    tx.update_comment(&changed).await.unwrap();
    tx.delete_comment(stored[1].id).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(world.store.comment_by_serial(stored[0].serial).await.unwrap(), Some(changed));
    assert_eq!(world.store.comment_by_serial(stored[1].serial).await.unwrap(), None);
    assert_eq!(entry(&world, entries[0].id).await.comments, 2);
}
