//! What a team's account and the accounts below it have to do with each other.

use library::accounts::Account;
use library::webhooks::{Calls, Endpoint, Kind};

use super::webhooks::{
    ARRIVED, claim, delivery, end, endpoint, failed, new_delivery, new_endpoint, new_event, store, stored,
};
use super::world::{Subject, World, account, at};

/// A new account below the world's.
async fn below(world: &World) -> World {
    let account = Account { parent: Some(world.account), ..account("below") };
    let mut tx = world.begin().await;
    tx.insert_account(&account).await.unwrap();
    tx.commit().await.unwrap();
    World { store: world.store.clone(), user: world.user, account: account.id }
}

/// Those who are told of an account are its endpoints and those of the account above it; not those below.
pub async fn endpoints_above_are_found_too(store: Subject) {
    let world = World::new(store).await;
    let below = below(&world).await;
    let (above, own) = (endpoint(&world, 1).await, endpoint(&below, 2).await);
    stored(&world, Endpoint { enabled: false, ..new_endpoint(&world, 3) }).await;
    let mut tx = world.begin().await;
    assert_eq!(tx.enabled_endpoints(below.account).await.unwrap(), [above.clone(), own]);
    assert_eq!(tx.enabled_endpoints(world.account).await.unwrap(), [above]);
}

/// An account that ends takes its endpoints and events along, and the word of them that the team above was told.
pub async fn an_account_takes_its_webhooks_along(subject: Subject) {
    let world = World::new(subject).await;
    let below = below(&world).await;
    let (above, own) = (endpoint(&world, 1).await, endpoint(&below, 2).await);
    let kept = delivery(&world, &above, Kind::Test, 3).await;
    let event = new_event(&below, Kind::RenderSucceeded, 4);
    let [mut told, heard] = [&above, &own].map(|endpoint| new_delivery(&event, endpoint));
    told.account = world.account;
    store(&below, &event, &[told.clone(), heard]).await;
    let mut tx = world.begin().await;
    tx.put_preference(below.account, "looks", "dark", at(5)).await.unwrap();
    tx.delete_account(below.account).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(world.store.preference(below.account, "looks").await.unwrap(), None);
    assert_eq!(world.store.endpoint(own.id).await.unwrap(), None);
    assert_eq!(world.store.event(event.id).await.unwrap(), None);
    assert_eq!(world.store.delivery(told.id).await.unwrap(), None);
    assert_eq!(world.store.delivery(kept.id).await.unwrap(), Some(kept));
}

/// Attempts are counted for each endpoint, and those that did not arrive.
pub async fn calls_are_counted(store: Subject) {
    let world = World::new(store).await;
    let (one, other) = (endpoint(&world, 0).await, endpoint(&world, 1).await);
    delivery(&world, &one, Kind::Test, 2).await;
    assert_eq!(world.store.calls(one.id).await.unwrap(), Calls::default());
    let lease = claim(&world, 3, 9).await.unwrap();
    assert!(end(&world, &lease, &failed(Some(4)), 3).await);
    let lease = claim(&world, 5, 9).await.unwrap();
    assert!(end(&world, &lease, &ARRIVED, 5).await);
    delivery(&world, &other, Kind::Test, 6).await;
    let lease = claim(&world, 7, 9).await.unwrap();
    assert!(end(&world, &lease, &failed(None), 7).await);
    assert_eq!(world.store.calls(one.id).await.unwrap(), Calls { total: 2, failed: 1 });
    assert_eq!(world.store.calls(other.id).await.unwrap(), Calls { total: 1, failed: 1 });
}
