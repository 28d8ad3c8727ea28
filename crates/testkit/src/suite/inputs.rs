//! Presets, inputs, originals, and catalogs that mockups show in.

use library::catalogs::Catalog;
use library::ids::{AccountId, OriginalId, PresetId, ThingId};
use library::inputs::{Input, Target};
use library::mockups::Query;
use library::originals::Original;
use library::presets::Preset;
use library::renders::PrintArea;
use library::things::{Preview, Thing};
use library::{Error, Window};
use uuid::Uuid;

use super::samples::WORDS;
use super::world::{Subject, World, at, unregistered};

const ALL: Window = Window { limit: 100, offset: 0 };

async fn preset(world: &World, mockup: ThingId, seconds: i64) -> Preset {
    let preview = async |width: u32| Preview {
        width,
        height: width / 2,
        blob: world.blob(&format!("preset {width}")).await,
        media_type: "image/webp".into(),
    };
    Preset {
        id: PresetId::new(),
        mockup,
        slot: Uuid::from_u128(7),
        name: format!("{WORDS}{seconds}"),
        area: PrintArea { left: 0.1 + 0.2, top: 1.0 / 3.0, width: 1e-7, height: 300_000.5 },
        previews: vec![preview(720).await, preview(240).await],
        created_at: at(seconds),
    }
}

/// Presets are given back as given, oldest first, their previews widest first; they change and go.
pub async fn presets_are_kept_to_the_letter(store: Subject) {
    let world = World::new(store).await;
    let (one, other) = (world.mockup("one").await.id, world.mockup("other").await.id);
    let (late, early) = (preset(&world, one, 9).await, preset(&world, other, 1).await);
    let mut tx = world.begin().await;
    tx.insert_preset(&late).await.unwrap();
    tx.insert_preset(&early).await.unwrap();
    tx.commit().await.unwrap();
    let read = async |mockups: &[ThingId]| world.store.presets(mockups).await.unwrap();
    assert_eq!(read(&[one, other]).await, [early.clone(), late.clone()]);
    assert_eq!(read(&[one]).await, std::slice::from_ref(&late));
    assert_eq!(read(&[]).await, []);
    let area = PrintArea { left: 5.0, ..late.area };
    let changed = Preset { name: "b".into(), area, previews: late.previews[1..].to_vec(), ..late.clone() };
    let mut tx = world.begin().await;
    assert!(tx.update_preset(&changed).await.unwrap());
    assert!(!tx.update_preset(&Preset { mockup: other, ..changed.clone() }).await.unwrap());
    assert!(!tx.update_preset(&Preset { id: PresetId::new(), ..changed.clone() }).await.unwrap());
    tx.commit().await.unwrap();
    assert_eq!(read(&[one]).await, [changed]);
    let mut tx = world.begin().await;
    assert!(!tx.delete_preset(other, late.id).await.unwrap());
    assert!(tx.delete_preset(one, late.id).await.unwrap() && !tx.delete_preset(one, late.id).await.unwrap());
    assert!(tx.delete_mockup(world.account, other).await.unwrap().is_some());
    tx.commit().await.unwrap();
    assert_eq!(read(&[one, other]).await, []);
}

/// A preset's pictures are held in the register as long as it is there.
pub async fn presets_hold_their_pictures(store: Subject) {
    let world = World::new(store).await;
    let mockup = world.mockup("mug").await.id;
    let kept = preset(&world, mockup, 1).await;
    let mut tx = world.begin().await;
    tx.insert_preset(&kept).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = world.begin().await;
    assert_eq!(tx.take_unused_blobs(at(100), 100).await.unwrap(), []);
    tx.delete_preset(mockup, kept.id).await.unwrap();
    assert_eq!(tx.take_unused_blobs(at(100), 100).await.unwrap().len(), 2);
    tx.commit().await.unwrap();
    let missing = Preview { blob: unregistered("never"), ..kept.previews[0].clone() };
    let mut tx = world.begin().await;
    assert!(tx.insert_preset(&Preset { previews: vec![missing], ..kept }).await.is_err());
}

/// An input is given back with its slots in their order; another of its name takes its place.
pub async fn inputs_are_kept_to_the_letter(store: Subject) {
    let world = World::new(store).await;
    let (one, other) = (world.mockup("one").await.id, world.mockup("other").await.id);
    let collection = world.collection("a collection").await.id;
    let elsewhere = world.collection("another").await.id;
    let target = |mockup, slot| Target { mockup, slot: Uuid::from_u128(slot) };
    let input = |name: &str, targets: &[Target]| Input { collection, name: name.into(), targets: targets.to_vec() };
    let logo = input("logo", &[target(other, 9), target(one, 1), target(one, 5)]);
    let body = input(WORDS, &[target(one, 2)]);
    let mut tx = world.begin().await;
    for given in [&logo, &body, &Input { collection: elsewhere, ..body.clone() }] {
        tx.put_input(given).await.unwrap();
    }
    tx.commit().await.unwrap();
    assert_eq!(world.store.inputs(collection).await.unwrap(), [body.clone(), logo.clone()]);
    let fewer = input("logo", &[target(one, 5), target(other, 9)]);
    let mut tx = world.begin().await;
    tx.put_input(&fewer).await.unwrap();
    assert!(tx.delete_input(collection, WORDS).await.unwrap());
    assert!(!tx.delete_input(collection, WORDS).await.unwrap());
    tx.commit().await.unwrap();
    assert_eq!(world.store.inputs(collection).await.unwrap(), [fewer]);
    let mut tx = world.begin().await;
    tx.delete_mockup(world.account, one).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(world.store.inputs(collection).await.unwrap(), [input("logo", &[target(other, 9)])]);
    assert_eq!(world.store.inputs(elsewhere).await.unwrap(), []);
    let mut tx = world.begin().await;
    tx.delete_collection(collection).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(world.store.inputs(collection).await.unwrap(), []);
}

/// An original is given back to its own account, knows its mockups, and keeps its template.
pub async fn originals_keep_their_template(store: Subject) {
    let world = World::new(store).await;
    let template = world.template("a file").await;
    let (id, account) = (OriginalId::new(), world.account);
    let original = Original { id, account, template: template.id, name: WORDS.into(), created_at: at(3) };
    let mockups: [Thing; 2] = [world.mockup("one").await, world.mockup("two").await];
    let mut tx = world.begin().await;
    tx.insert_original(&original).await.unwrap();
    for mockup in &mockups {
        tx.link_original(id, mockup.id).await.unwrap();
    }
    tx.commit().await.unwrap();
    assert_eq!(world.store.original(account, id).await.unwrap().as_ref(), Some(&original));
    assert_eq!(world.store.original(AccountId::new(), id).await.unwrap(), None);
    assert_eq!(world.store.original(account, OriginalId::new()).await.unwrap(), None);
    let mut tx = world.begin().await;
    let mut known = tx.mockups_of_original(id).await.unwrap();
    known.sort_unstable();
    let mut expected = mockups.each_ref().map(|mockup| mockup.id);
    expected.sort_unstable();
    assert_eq!(known, expected);
    for mockup in &mockups {
        assert_eq!(tx.delete_mockup(account, mockup.id).await.unwrap(), Some(template.id));
    }
    assert_eq!(tx.mockups_of_original(id).await.unwrap(), []);
    assert_eq!(tx.delete_unused_template(template.id).await.unwrap(), None);
    assert_eq!(tx.delete_original(AccountId::new(), id).await.unwrap(), None);
    assert_eq!(tx.delete_original(account, id).await.unwrap(), Some(template.id));
    assert_eq!(tx.delete_original(account, id).await.unwrap(), None);
    assert_eq!(tx.delete_unused_template(template.id).await.unwrap(), Some(template.file.bytes));
    tx.commit().await.unwrap();
}

/// A mockup shows in the catalog it was put in (or else the default one), and in those of its collections.
pub async fn mockups_show_in_their_catalogs(store: Subject) {
    let world = World::new(store).await;
    let mut tx = world.begin().await;
    let default = tx.insert_catalog(&Catalog { default: true, ..world.new_catalog("default") }).await.unwrap().id;
    tx.commit().await.unwrap();
    let other = world.catalog("other").await.id;
    let (plain, shelved, filed) =
        (world.mockup("plain").await, world.mockup("shelved").await, world.mockup("filed").await);
    let mut tx = world.begin().await;
    let collection = tx.insert_collection(&world.new_collection(other, "a collection")).await.unwrap().id;
    tx.shelve(shelved.id, default).await.unwrap();
    tx.shelve(shelved.id, other).await.unwrap();
    tx.commit().await.unwrap();
    world.entry(collection, &filed, 1).await;
    let found = async |query: Query| {
        let listed = world.store.mockups(&query).await.unwrap();
        assert_eq!(listed.total, listed.items.len() as u64);
        let mut names: Vec<String> = listed.items.into_iter().map(|mockup| mockup.thing.name).collect();
        names.sort_unstable();
        names
    };
    let all = Query::newest(world.account, ALL);
    assert_eq!(found(Query { catalog: Some(default), ..all.clone() }).await, ["filed", "plain"]);
    assert_eq!(found(Query { catalog: Some(other), ..all.clone() }).await, ["filed", "shelved"]);
    assert_eq!(found(Query { collection: Some(collection), ..all.clone() }).await, ["filed"]);
    let both = Query { catalog: Some(default), name: "PLA".into(), ..all.clone() };
    assert_eq!((found(both).await, found(all).await.len()), (vec![plain.name], 3));
    let each = world.store.collections_of_each(world.account, &[plain.id, filed.id, ThingId::new()]).await.unwrap();
    let each: Vec<_> = each.into_iter().map(|(thing, collection)| (thing, collection.id)).collect();
    assert_eq!(each, [(filed.id, collection)]);
    assert_eq!(world.store.collections_of_each(AccountId::new(), &[filed.id]).await.unwrap().len(), 0);
    let mut tx = world.begin().await;
    let taken = tx.insert_catalog(&Catalog { default: true, ..world.new_catalog("second") }).await;
    assert!(matches!(taken, Err(Error::Conflict(_))));
}
