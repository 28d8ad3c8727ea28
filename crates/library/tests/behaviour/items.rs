//! Things of every kind, from making them to the end of the trash.

use bytes::Bytes;
use chrono::TimeDelta;
use futures_util::StreamExt;
use library::accounts::NewAccount;
use library::collections::NewCollection;
use library::entries::{Duplicates, NewEntries, NewInCollection, Place};
use library::ids::ThingId;
use library::items::{Changes, Content, Form, Given, Item, Model, NewItem, Query, Scope, Skipped, Sort};
use library::page::Part;
use library::things::Privacy;
use library::{Clock, Error};
use testkit::memory::fake_picture;

use crate::world::World;

fn file(bytes: &'static [u8], media_type: &str, picture: bool) -> Given {
    let content = futures_util::stream::once(async move { Ok(Bytes::from_static(bytes)) }).boxed();
    Given::File { media_type: Some(media_type.to_owned()), picture, content }
}

fn note(name: &str) -> NewItem {
    NewItem::new(name, Given::Note(format!("{name} in words")))
}

async fn listed(world: &World, query: Query) -> Vec<ThingId> {
    let page = world.library.items(&world.ada, query).await.unwrap();
    page.items.into_iter().map(|item| item.thing.id).collect()
}

fn all(world: &World) -> Query {
    Query::all(Scope::Account(world.ada.account), Part::numbered(50, 0))
}

#[tokio::test]
async fn things_are_made_changed_and_held_to_rules() {
    let world = World::new().await;
    let (library, ada) = (&world.library, &world.ada);
    let new = NewItem { tags: vec!["Red".into(), "red".into()], ..note("first") };
    let item = library.create_item(ada, new).await.unwrap();
    assert_eq!((item.tags.as_slice(), item.form(), item.thing.author), (&["Red".to_owned()][..], Form::Note, ada.user));
    let details = [("seed".to_owned(), Some("7".to_owned())), ("none".to_owned(), None)].into();
    let changes = Changes {
        name: Some("second".into()),
        content: Some(Content::Note("new".into())),
        details,
        ..Changes::default()
    };
    let changed = library.change_item(ada, item.thing.id, changes).await.unwrap();
    assert_eq!((changed.thing.name.as_str(), &changed.content), ("second", &Content::Note("new".into())));
    assert_eq!(library.item(ada, item.thing.id).await.unwrap(), changed);
    let bent = Changes { content: Some(Content::Colour([1, 2, 3])), ..Changes::default() };
    assert!(matches!(library.change_item(ada, item.thing.id, bent).await, Err(Error::Invalid { .. })));
    for (name, given) in [
        ("", Given::Note("x".into())),
        ("link", Given::Link("javascript:alert(1)".into())),
        ("link", Given::Link("https://a b".into())),
        ("null", Given::Note("\0".into())),
        ("stack", Given::Stack),
        ("picture", file(b"words, not pixels", "image/png", true)),
    ] {
        assert!(matches!(library.create_item(ada, NewItem::new(name, given)).await, Err(Error::Invalid { .. })));
    }
    let counts = library.account(ada).await.unwrap().counts;
    assert_eq!((counts.assets, counts.bytes), (0, 0), "what was refused is on no count");
    assert!(library.create_item(ada, NewItem::new("text", file(b"words", "text/plain", false))).await.is_ok());
    assert_eq!(library.account(ada).await.unwrap().counts.bytes, 5);
}

#[tokio::test]
async fn other_peoples_things_are_seen_only_when_open() {
    let world = World::new().await;
    let (library, ada, eve) = (&world.library, &world.ada, &world.eve);
    let item = library.create_item(ada, note("hers")).await.unwrap().thing.id;
    assert!(matches!(library.item(eve, item).await, Err(Error::NotFound(_))));
    assert!(matches!(library.open_item(item).await, Err(Error::NotFound(_))));
    assert!(matches!(library.change_item(eve, item, Changes::default()).await, Err(Error::NotFound(_))));
    let open = Changes { privacy: Some(Privacy::Unlisted), ..Changes::default() };
    library.change_item(ada, item, open).await.unwrap();
    assert!(library.item(eve, item).await.is_ok() && library.open_item(item).await.is_ok());
    assert!(matches!(library.own_item(eve, item).await, Err(Error::Forbidden(_))));
    assert!(matches!(library.change_item(eve, item, Changes::default()).await, Err(Error::Forbidden(_))));
    assert!(library.open_items(all(&world)).await.unwrap().items.is_empty(), "not listed");
    let public = Changes { privacy: Some(Privacy::Public), ..Changes::default() };
    library.change_item(ada, item, public).await.unwrap();
    assert_eq!(library.open_items(all(&world)).await.unwrap().items.len(), 1);
    let own =
        library.create_collection(eve, NewCollection { name: "e".into(), ..Default::default() }).await.unwrap().id;
    let add = |things| NewEntries { things, place: Place::Last, duplicates: Duplicates::Refuse };
    assert!(matches!(library.add_entries(eve, own, add(vec![item])).await, Err(Error::Forbidden(_))));
    let unknown = library.add_entries(eve, own, add(vec![ThingId::new()])).await;
    assert!(matches!(unknown, Err(Error::Invalid { field, .. }) if field == "things[0]"));
    let copy = library.copy(eve, item, None).await.unwrap();
    assert_eq!((copy.thing.account, copy.thing.author, copy.thing.privacy), (eve.account, eve.user, Privacy::Private));
    assert!(library.add_entries(eve, own, add(vec![copy.thing.id])).await.is_ok());
}

#[tokio::test]
async fn tags_are_put_on_many_things_or_none() {
    let world = World::new().await;
    let (library, ada) = (&world.library, &world.ada);
    let one = library.create_item(ada, NewItem { tags: vec!["old".into()], ..note("a") }).await.unwrap().thing.id;
    let two = library.create_item(ada, note("b")).await.unwrap().thing.id;
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    let done = library.tag_items(ada, &[two, one], &words(&["new"]), &words(&["OLD"]), false).await.unwrap();
    assert_eq!((done[0].removed.len(), done[1].removed.len(), done[0].added.len()), (0, 1, 1));
    let mixed = [one, ThingId::new()];
    assert!(matches!(library.tag_items(ada, &mixed, &words(&["x"]), &[], false).await, Err(Error::NotFound(_))));
    assert!(library.tag_items(ada, &[one, two], &words(&["NEW"]), &[], true).await.is_err());
    let tags = library.tags(ada, "", &Part::after(9, None)).await.unwrap().items;
    assert_eq!(tags.iter().map(|tag| (tag.name.as_str(), tag.things)).collect::<Vec<_>>(), [("new", 2)]);
    assert!(matches!(library.delete_tag(&world.eve, tags[0].serial).await, Err(Error::NotFound(_))));
    library.delete_tag(ada, tags[0].serial).await.unwrap();
    assert_eq!(library.item(ada, one).await.unwrap().tags, Vec::<String>::new());
}

#[tokio::test]
async fn the_trash_gives_back_for_thirty_days() {
    let world = World::new().await;
    let (library, ada) = (&world.library, &world.ada);
    let item = library.create_item(ada, NewItem::new("a", file(b"12345", "text/plain", false))).await.unwrap().thing.id;
    let other = library.create_item(ada, note("b")).await.unwrap().thing.id;
    let before = library.account(ada).await.unwrap().counts;
    assert!(library.trash_items(ada, &[item, ThingId::new()]).await.is_err());
    assert_eq!(listed(&world, all(&world)).await.len(), 2, "all or nothing");
    library.trash_items(ada, &[item, item]).await.unwrap();
    assert_eq!(listed(&world, all(&world)).await, [other]);
    let trash = Query { trashed: true, sort: Sort::Trashed, ..all(&world) };
    assert_eq!(listed(&world, trash.clone()).await, [item]);
    let counts = library.account(ada).await.unwrap().counts;
    assert_eq!((counts.assets, counts.bytes), (0, 5), "its bytes count until it is gone");
    let restored = library.restore_items(ada, &[item, other, ThingId::new()], false).await.unwrap();
    assert_eq!(restored.restored, [item]);
    assert_eq!(
        restored.skipped.iter().map(|(_, why)| *why).collect::<Vec<_>>(),
        [Skipped::NotTrashed, Skipped::NotFound]
    );
    assert_eq!(library.account(ada).await.unwrap().counts, before);
    library.trash_items(ada, &[item]).await.unwrap();
    world.clock.set(world.clock.now() + TimeDelta::days(31));
    let late = library.restore_items(ada, &[item], false).await.unwrap();
    assert_eq!(late.skipped, [(item, Skipped::Expired)]);
    library.sweep().await.unwrap();
    assert_eq!(listed(&world, trash).await, []);
    assert_eq!(library.account(ada).await.unwrap().counts.bytes, 0);
}

#[tokio::test]
async fn a_lock_keeps_others_out_until_it_ends() {
    let world = World::new().await;
    let (library, ada) = (&world.library, &world.ada);
    let id =
        library.create_item(ada, NewItem::new("a", file(b"{}", "application/json", false))).await.unwrap().thing.id;
    let until = world.clock.now() + TimeDelta::minutes(5);
    let token = library.lock_item(ada, id, until, None).await.unwrap().lock.unwrap().token;
    assert!(matches!(library.lock_item(ada, id, until, None).await, Err(Error::Conflict(_))));
    let rename = |lock| Changes { name: Some("b".into()), lock, ..Changes::default() };
    assert!(matches!(library.change_item(ada, id, rename(None)).await, Err(Error::Conflict(_))));
    assert!(library.change_item(ada, id, rename(Some(token))).await.is_ok());
    let bytes = || futures_util::stream::once(async { Ok(Bytes::from_static(b"{\"a\":1}")) }).boxed();
    let media_type = || Some("application/json".to_owned());
    let replaced = library.replace_file(ada, id, media_type(), bytes(), true, Some(token)).await.unwrap();
    assert_eq!(replaced.file.unwrap().blob.bytes, 7);
    let snapshots = library.snapshots(ada, id, &Part::after(9, None)).await.unwrap().items;
    assert_eq!((snapshots.len(), snapshots[0].blob.bytes), (1, 2), "what it was");
    assert_eq!(library.account(ada).await.unwrap().counts.bytes, 9);
    assert!(library.unlock_item(ada, id, None, false).await.is_err());
    assert_eq!(library.unlock_item(ada, id, None, true).await.unwrap().lock, None);
    library.lock_item(ada, id, until, None).await.unwrap();
    world.clock.set(until + TimeDelta::seconds(1));
    assert!(library.change_item(ada, id, rename(None)).await.is_ok());
}

#[tokio::test]
async fn models_show_pictures_of_their_account() {
    let world = World::new().await;
    let (library, ada) = (&world.library, &world.ada);
    let model = library.create_item(ada, NewItem::new("m", Given::Model(Model::default(), None))).await.unwrap();
    let picture = fake_picture(4, 3, "p");
    let content = futures_util::stream::once(async move { Ok(picture) }).boxed();
    let given = Given::File { media_type: Some("image/png".into()), picture: true, content };
    let picture = library.create_item(ada, NewItem::new("p", given)).await.unwrap().thing.id;
    let theirs = library.create_item(&world.eve, note("t")).await.unwrap().thing.id;
    let id = model.thing.id;
    let shown = library.set_model_pictures(ada, id, Some(&[picture]), None).await.unwrap();
    assert!(matches!(&shown.content, Content::Model(model) if model.examples == [picture]));
    assert!(library.set_model_pictures(ada, id, None, Some(&[theirs])).await.is_err());
    let team = library.create_account(ada, NewAccount { name: "Team".into(), parent: None }).await.unwrap();
    let moved: Item = library.transfer_item(ada, id, team.id).await.unwrap();
    assert_eq!(moved.thing.account, team.id);
    assert!(matches!(library.item(ada, id).await, Err(Error::NotFound(_))));
    let made = NewInCollection { item: note("n"), place: Place::Last, parent: None };
    assert!(library.create_in_collection(ada, library::ids::CollectionId::new(), made).await.is_err());
}
