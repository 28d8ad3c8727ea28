//! One library behind all doors: what one door's clients do, every other door and the store show.

use library::Window;
use library::accounts::Read as _;
use library::collections::Read as _;
use library::entries::Read as _;
use library::ids::CollectionId;
use library::things::ThingKind;
use serde_json::{Value, json};

use crate::clients::run;
use crate::postgres;
use crate::support::{Place, Web, python};

#[tokio::test(flavor = "multi_thread")]
async fn a_collection_is_the_same_through_every_door_on_sqlite() {
    let place = Place::new();
    let database = place.path().join("data/maquette.db").display().to_string();
    story(&place, &database).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_collection_is_the_same_through_every_door_on_postgresql() {
    let Some(database) = postgres::database().await else { return };
    story(&Place::new().set("MAQUETTE_DATABASE", &database), &database).await;
}

/// Runs the script that goes through the doors, and compares what it saw with what is stored.
async fn story(place: &Place, database: &str) {
    let Some(python) = python("sudomock, scenario_sdk") else { return };
    let (server, web) = (place.serve().await, Web::start().await);
    let (ada, eve) = (place.key("ada").await, place.key("eve").await);
    let variables = [
        ("SERVER_URL", &*server.url),
        ("FILES_URL", &format!("http://{}", web.address)),
        ("KEYS", &ada.to_string()),
        ("OTHER_KEYS", &eve.to_string()),
    ];
    let said = run("story.py", &python, &variables).await;
    let seen: Value = serde_json::from_str(said.lines().last().unwrap()).unwrap();

    let store = store::Store::open(database).await.unwrap();
    let account = store.account_by_name("ada").await.unwrap().unwrap();
    let id = CollectionId(seen["collection"].as_str().unwrap().parse().unwrap());
    let collection = store.collection(account.id, id).await.unwrap().unwrap();
    let kept = [collection.mockups, collection.assets, collection.models, collection.notes, collection.stacks];
    assert_eq!(kept, [1; 5]);
    assert_eq!(collection.collaborators, 1);
    let entries = store.entries(id, Window { limit: 100, offset: 0 }).await.unwrap().items;
    let top: Vec<_> = entries.iter().filter(|(entry, _)| entry.parent.is_none()).map(|(entry, _)| entry.kind).collect();
    assert_eq!(top, [ThingKind::Note, ThingKind::Model, ThingKind::Stack, ThingKind::Mockup]);
    let things: Vec<_> = entries.iter().map(|(entry, _)| entry.thing.to_string()).collect();
    for name in ["mockup", "photo", "model"] {
        assert!(things.iter().any(|thing| seen[name] == **thing), "{name}: {things:?}");
    }
    // Each door's counters count what it shows.
    assert_eq!(seen["items"], json!(entries.len()));
    assert_eq!(seen["shown"], json!(collection.entries() - collection.stacks));
    assert_eq!(seen["people"], json!(1 + collection.collaborators));
    assert_eq!(seen["assets"], json!(collection.mockups + collection.assets + collection.notes));
    assert_eq!(seen["models"], json!(collection.models));
    store.close().await;
}
