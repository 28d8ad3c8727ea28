//! Who is asked in and is not here yet.

use library::Role;
use library::accounts::Account;
use library::ids::{InvitationId, UserId};
use library::invitations::{Invitation, Place};

use super::world::{Subject, World, account, at, user};

fn asked(by: UserId, address: &str, place: Place) -> Invitation {
    Invitation { id: InvitationId::new(), address: address.into(), place, by, created_at: at(1) }
}

async fn put(world: &World, invitations: &[&Invitation]) {
    let mut tx = world.begin().await;
    for invitation in invitations {
        tx.put_invitation(invitation).await.unwrap();
    }
    tx.commit().await.unwrap();
}

/// Invitations are given back as given, oldest first; one address is asked into one place once, whatever its case.
pub async fn invitations_are_kept_to_the_letter(store: Subject) {
    let world = World::new(store).await;
    let shelf = world.collection("shelf").await.id;
    let team = world.elsewhere().await.account;
    let first = asked(world.user, "Zoë@Test.example", Place::Account(world.account, Role::Editor));
    let second = asked(world.user, "bob@test.example", Place::Account(world.account, Role::Manager));
    let third = asked(world.user, "zoë@test.example", Place::Account(team, Role::Viewer));
    let shared = asked(world.user, "zoë@test.example", Place::Collection(shelf));
    put(&world, &[&first, &second, &third, &shared]).await;
    let there = async |account| world.store.invitations_to_account(account).await.unwrap();
    assert_eq!(there(world.account).await, [first.clone(), second.clone()]);
    assert_eq!(there(team).await, std::slice::from_ref(&third));
    assert_eq!(world.store.invitations_to_collection(shelf).await.unwrap(), std::slice::from_ref(&shared));
    assert_eq!(world.store.invitation(shared.id).await.unwrap(), Some(shared.clone()));
    assert_eq!(world.store.invitation(InvitationId::new()).await.unwrap(), None);
    let again = asked(world.user, "ZOË@test.example", Place::Account(world.account, Role::Viewer));
    let shared_again = asked(world.user, "ZOË@test.example", Place::Collection(shelf));
    put(&world, &[&again, &shared_again]).await;
    assert_eq!(there(world.account).await, [second.clone(), again]);
    assert_eq!(world.store.invitations_to_collection(shelf).await.unwrap(), [shared_again]);
    let mut tx = world.begin().await;
    assert!(tx.delete_invitation(second.id).await.unwrap() && !tx.delete_invitation(second.id).await.unwrap());
    tx.commit().await.unwrap();
    assert_eq!(there(world.account).await.len(), 1);
}

/// All of an address are taken at once, in their order, and are gone; nobody else's.
pub async fn invitations_are_taken_once(store: Subject) {
    let world = World::new(store).await;
    let shelf = world.collection("shelf").await.id;
    let (account, collection) = (Place::Account(world.account, Role::Manager), Place::Collection(shelf));
    put(&world, &[&asked(world.user, "é@b", account), &asked(world.user, "É@B", collection)]).await;
    put(&world, &[&asked(world.user, "other@b", account)]).await;
    let mut tx = world.begin().await;
    assert_eq!(tx.take_invitations("É@b").await.unwrap(), [account, collection]);
    assert_eq!(tx.take_invitations("é@b").await.unwrap(), []);
    assert_eq!(tx.take_invitations("é@b\0").await.unwrap(), []);
    tx.commit().await.unwrap();
    assert_eq!(world.store.invitations_to_account(world.account).await.unwrap().len(), 1);
}

/// Invitations go with their account, their collection, and the person who asked.
pub async fn invitations_go_with_their_place(store: Subject) {
    let world = World::new(store).await;
    let (shelf, team) = (world.collection("shelf").await.id, world.elsewhere().await.account);
    let (bob, own) = (user("bob"), account("bob"));
    let mut tx = world.begin().await;
    tx.insert_user(&bob).await.unwrap();
    tx.insert_account(&Account { own_of: Some(bob.id), ..own }).await.unwrap();
    tx.commit().await.unwrap();
    let shared = asked(world.user, "a@b", Place::Collection(shelf));
    let joined = asked(world.user, "a@b", Place::Account(team, Role::Editor));
    let bobs = asked(bob.id, "c@d", Place::Account(world.account, Role::Editor));
    put(&world, &[&shared, &joined, &bobs]).await;
    let mut tx = world.begin().await;
    tx.delete_collection(shelf).await.unwrap();
    tx.delete_account(team).await.unwrap();
    tx.delete_user(bob.id).await.unwrap();
    tx.commit().await.unwrap();
    for gone in [shared, joined, bobs] {
        assert_eq!(world.store.invitation(gone.id).await.unwrap(), None, "{gone:?}");
    }
}
