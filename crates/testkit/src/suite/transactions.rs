//! Transactions: all of it or nothing, whatever is dropped, refused or cut off in the middle.

use std::time::Duration;

use futures_util::future::poll_immediate;
use library::Role;
use library::accounts::Member;
use library::ids::{AccountId, CatalogId, CollectionId, TemplateId, ThingId, UserId};
use library::mockups::NewMockup;
use library::things::{Thing, ThingKind};

use super::world::{Subject, World, account, at, user};

/// The database answers.
pub async fn a_store_answers(store: Subject) {
    store.ping().await.unwrap();
}

/// What was not committed did not happen, for any noun.
pub async fn a_dropped_transaction_did_not_happen(store: Subject) {
    let world = World::new(store).await;
    let (mockup, kept) = (world.mockup("mug").await, world.collection("kept").await);
    let entry = world.entry(kept.id, &mockup, 1).await;
    let (bob, team, upload) = (user("bob"), account("team"), world.new_upload());
    let mut tx = world.begin().await;
    tx.insert_user(&bob).await.unwrap();
    tx.insert_account(&team).await.unwrap();
    tx.put_member(Member { account: team.id, user: bob.id, role: Role::Owner }).await.unwrap();
    tx.insert_upload(&upload).await.unwrap();
    tx.set_ranks(&[(entry.id, 5)]).await.unwrap();
    tx.rename_mockup(world.account, mockup.id, "renamed", at(9)).await.unwrap();
    let catalog = tx.insert_catalog(&world.new_catalog("new")).await.unwrap();
    tx.delete_collection(kept.id).await.unwrap();
    tx.delete_mockup(world.account, mockup.id).await.unwrap();
    drop(tx);
    let store = &world.store;
    assert_eq!(store.user(bob.id).await.unwrap(), None);
    assert_eq!(store.account(team.id).await.unwrap(), None);
    assert_eq!(store.role(team.id, bob.id).await.unwrap(), None);
    assert_eq!(store.upload(world.account, upload.id).await.unwrap(), None);
    assert_eq!(store.catalog(world.account, catalog.id).await.unwrap(), None);
    assert_eq!(store.mockup(world.account, mockup.id).await.unwrap().unwrap().thing, mockup);
    let entries = store.entries(kept.id, library::Window { limit: 9, offset: 0 }).await.unwrap();
    assert_eq!(entries.items, [(entry, mockup)]);
}

/// Readers see what was committed last, and need not wait for whoever is changing it.
pub async fn readers_see_committed_rows_only(store: Subject) {
    let world = World::new(store).await;
    let mockup = world.mockup("before").await;
    let name = async || {
        let read = world.store.mockup(world.account, mockup.id);
        let found = tokio::time::timeout(Duration::from_secs(10), read).await.expect("a reader had to wait");
        found.unwrap().unwrap().thing.name
    };
    let mut tx = world.begin().await;
    tx.rename_mockup(world.account, mockup.id, "after", at(9)).await.unwrap();
    let inside = tx.things(world.account, &[mockup.id]).await.unwrap();
    assert_eq!(inside[0].name, "after", "a transaction sees its own changes");
    assert_eq!(name().await, "before");
    tx.commit().await.unwrap();
    assert_eq!(name().await, "after");
}

/// A task that is cut off in the middle of a transaction leaves nothing, and nobody waits for it.
pub async fn an_aborted_task_leaves_nothing(store: Subject) {
    let world = World::new(store).await;
    let bob = user("bob");
    let (inside, mut begun) = tokio::sync::mpsc::channel(1);
    let task = tokio::spawn({
        let (store, bob) = (world.store.clone(), bob.clone());
        async move {
            let mut tx = store.begin().await.unwrap();
            tx.insert_user(&bob).await.unwrap();
            inside.send(()).await.unwrap();
            std::future::pending::<()>().await;
            tx.commit().await.unwrap();
        }
    });
    begun.recv().await.unwrap();
    task.abort();
    assert!(task.await.is_err());
    let next = async {
        let mut tx = world.begin().await;
        tx.insert_user(&bob).await.unwrap();
        drop(tx);
    };
    tokio::time::timeout(Duration::from_secs(20), next).await.expect("the store is free again");
    assert_eq!(world.store.user(bob.id).await.unwrap(), None);
}

/// Wherever a transaction's future is dropped, all of it happened or nothing, and the next one works.
pub async fn a_future_dropped_anywhere_leaves_all_or_nothing(store: Subject) {
    let world = World::new(store).await;
    let mut pairs: Vec<(UserId, AccountId)> = Vec::new();
    for polls in 0..24 {
        let (bob, team) = (user(&format!("bob{polls}")), account(&format!("team{polls}")));
        pairs.push((bob.id, team.id));
        let store = world.store.clone();
        let mut change = Box::pin(async move {
            let mut tx = store.begin().await.unwrap();
            tx.insert_user(&bob).await.unwrap();
            tokio::task::yield_now().await;
            tx.insert_account(&team).await.unwrap();
            tx.commit().await.unwrap();
        });
        for _ in 0..polls {
            if poll_immediate(&mut change).await.is_some() {
                break;
            }
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        drop(change);
    }
    let last = tokio::time::timeout(Duration::from_secs(20), world.elsewhere()).await.expect("the store is free again");
    assert!(world.store.account(last.account).await.unwrap().is_some());
    // A commit that was cut off may still be on its way.
    tokio::time::sleep(Duration::from_millis(200)).await;
    for (user, account) in pairs {
        let user = world.store.user(user).await.unwrap();
        let account = world.store.account(account).await.unwrap();
        assert_eq!(user.is_some(), account.is_some(), "{user:?} {account:?}");
    }
}

/// A change that is refused takes nothing else with it once its transaction is dropped, and the store goes on.
pub async fn a_refusal_leaves_nothing_behind(store: Subject) {
    let world = World::new(store).await;
    let bob = user("bob");
    for _ in 0..3 {
        let mut tx = world.begin().await;
        tx.insert_user(&bob).await.unwrap();
        assert!(tx.insert_user(&user("ADA")).await.is_err());
        drop(tx);
        assert_eq!(world.store.user(bob.id).await.unwrap(), None);
    }
    let mut tx = world.begin().await;
    tx.insert_user(&bob).await.unwrap();
    tx.commit().await.unwrap();
    assert!(world.store.user(bob.id).await.unwrap().is_some());
}

/// Rows of accounts, people, templates, catalogs, collections and things that do not exist are refused.
pub async fn rows_name_rows_that_are_there(store: Subject) {
    let world = World::new(store).await;
    let (mockup, template) = (world.mockup("mug").await, world.template("a file").await.id);
    let (catalog, collection) = (world.catalog("c").await.id, world.collection("c").await.id);
    let thing = world.thing(ThingKind::Mockup, "a");
    let homeless = Thing { account: AccountId::new(), ..thing.clone() };
    let nobodys = Thing { author: UserId::new(), ..thing.clone() };
    for (thing, template) in [(homeless, template), (nobodys, template), (thing, TemplateId::new())] {
        let new = NewMockup { thing, template, previews: vec![] };
        assert!(world.begin().await.insert_mockup(&new).await.is_err(), "{new:?}");
    }
    let member = Member { account: AccountId::new(), user: world.user, role: Role::Viewer };
    assert!(world.begin().await.put_member(member).await.is_err());
    let member = Member { account: world.account, user: UserId::new(), role: Role::Viewer };
    assert!(world.begin().await.put_member(member).await.is_err());
    let mut new = world.new_collection(CatalogId::new(), "a");
    assert!(world.begin().await.insert_collection(&new).await.is_err());
    (new.catalog, new.account) = (catalog, AccountId::new());
    assert!(world.begin().await.insert_collection(&new).await.is_err());
    let mut entry = world.new_entry(CollectionId::new(), &mockup, 0);
    assert!(world.begin().await.insert_entry(&entry).await.is_err());
    (entry.collection, entry.thing) = (collection, ThingId::new());
    assert!(world.begin().await.insert_entry(&entry).await.is_err());
    assert!(world.begin().await.insert_render(&world.new_render(ThingId::new()), &[]).await.is_err());
}
