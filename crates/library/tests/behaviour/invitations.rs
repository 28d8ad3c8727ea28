//! Who is asked in by an address, and what becomes of it.

use library::accounts::NewAccount;
use library::collections::NewCollection;
use library::invitations::{Invited, Place};
use library::users::NewUser;
use library::{Error, Role, Settings};

use crate::world::World;

fn with_address(name: &str, address: &str) -> NewUser {
    NewUser { name: name.to_owned(), email: Some(address.to_owned()), password: None }
}

#[tokio::test]
async fn an_invitation_waits_for_its_person() {
    let world = World::new().await;
    let library = &world.library;
    let team = library.create_account(&world.ada, NewAccount { name: "Team".into(), parent: None }).await.unwrap();
    let lead = library.act_as(world.ada.user, Some(team.id)).await.unwrap();
    let new = NewAccount { name: "Project".into(), parent: Some(team.id) };
    let project = library.create_account(&lead, new).await.unwrap();
    let shelf = library.create_collection(&world.ada, NewCollection { name: "Shelf".into(), ..Default::default() });
    let shelf = shelf.await.unwrap().id;
    let places = [(team.id, Role::Manager)];
    let waiting = library.invite_to_accounts(&lead, " Zoe@b.test", &places).await.unwrap();
    let Invited::Waiting(invitation) = waiting else { unreachable!("nobody has this address") };
    assert_eq!(invitation.place, Place::Account(team.id, Role::Manager));
    let shared = library.invite_to_collection(&world.ada, shelf, "zoe@b.test").await.unwrap();
    assert!(matches!(shared, Invited::Waiting(_)));
    assert_eq!(library.invitations_to_collection(&world.ada, shelf).await.unwrap().len(), 1);
    for refused in [
        library.invite_to_accounts(&world.eve, "x@y", &places).await,
        library.invite_to_collection(&world.eve, shelf, "x@y").await,
    ] {
        assert!(matches!(refused, Err(Error::NotFound(_))));
    }
    assert!(matches!(library.invite_to_collection(&world.ada, shelf, "nobody").await, Err(Error::Invalid { .. })));
    assert!(matches!(library.withdraw_invitation(&world.eve, invitation.id).await, Err(Error::NotFound(_))));

    let (zoe, _) = library.create_user(with_address("zoe", "ZOE@B.test")).await.unwrap();
    let roles: Vec<_> =
        library.accounts_of(zoe.id).await.unwrap().into_iter().map(|(account, role)| (account.id, role)).collect();
    assert!(roles.contains(&(team.id, Role::Manager)), "{roles:?}");
    assert!(roles.contains(&(project.id, Role::Manager)), "who is over the team is over its projects: {roles:?}");
    let person = library.act_as(zoe.id, None).await.unwrap().as_person();
    assert!(library.collection_shown(&person, shelf).await.is_ok());
    assert!(library.invitations_to_account(&lead, team.id).await.unwrap().is_empty());

    // Now that they are here, they join at once, and no second time.
    assert!(matches!(library.invite_to_accounts(&lead, "zoe@b.test", &places).await, Err(Error::Conflict(_))));
    library.change_member(&lead, team.id, zoe.id, Role::Viewer).await.unwrap();
    let there = library.act_as(zoe.id, Some(project.id)).await.unwrap();
    assert_eq!(there.role, Role::Viewer, "and is no longer over its projects");
    library.remove_member(&lead, team.id, zoe.id).await.unwrap();
    assert!(library.act_as(zoe.id, Some(project.id)).await.is_err());
    let joined = library.invite_to_accounts(&lead, "zoe@b.test", &places).await.unwrap();
    assert!(matches!(joined, Invited::Joined(user) if user.id == zoe.id));
}

#[tokio::test]
async fn an_invitation_that_was_withdrawn_lets_nobody_in() {
    let world = World::new().await;
    let places = [(world.ada.account, Role::Editor)];
    let Invited::Waiting(invitation) = world.library.invite_to_accounts(&world.ada, "joe@b", &places).await.unwrap()
    else {
        unreachable!("nobody has this address")
    };
    world.library.withdraw_invitation(&world.ada, invitation.id).await.unwrap();
    let (joe, _) = world.library.create_user(with_address("joe", "joe@b")).await.unwrap();
    assert_eq!(world.library.accounts_of(joe.id).await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_bounded_key_does_no_more_than_it_says_anywhere() {
    let world = World::new().await;
    let library = &world.library;
    let new = NewAccount { name: "Below".into(), parent: Some(world.ada.account) };
    let below = library.create_account(&world.ada, new).await.unwrap();
    let (key, seed) = library.create_bounded_key(&world.ada, "reader", Role::Viewer, &["a"]).await.unwrap();
    assert_eq!(key.role, Role::Viewer);
    let reader = library.authenticate("a", &seed.spelling("a")).await.unwrap();
    assert_eq!(reader.role, Role::Viewer);
    let there = library.act_nearby(&reader, below.id).await.unwrap();
    assert_eq!((there.account, there.role), (below.id, Role::Viewer));
    assert!(matches!(library.rename_account(&reader, below.id, "x").await, Err(Error::Forbidden(_))));
    assert!(matches!(library.create_own_key(&reader, "x", &["a"]).await, Err(Error::Forbidden(_))));
    assert!(matches!(library.act_nearby(&reader, world.eve.account).await, Err(Error::NotFound(_))));
    let owner = library.act_nearby(&world.ada, below.id).await.unwrap();
    assert_eq!(owner.role, Role::Owner);
    assert_eq!(
        library.act_nearby(&owner, world.ada.account).await.unwrap().role,
        Role::Viewer,
        "the team above is seen"
    );
    let (_, seed) = library.create_bounded_key(&world.ada, "maker", Role::Editor, &["a"]).await.unwrap();
    let maker = library.authenticate("a", &seed.spelling("a")).await.unwrap();
    let (_, seed) = library.create_own_key(&maker, "another", &["a"]).await.unwrap();
    assert_eq!(library.authenticate("a", &seed.spelling("a")).await.unwrap().role, Role::Editor);
}

#[tokio::test]
async fn whoever_signs_up_under_an_invited_address_is_not_let_in() {
    let world = World::with(Settings { sign_up: true, ..Settings::default() }).await;
    let places = [(world.ada.account, Role::Editor)];
    world.library.invite_to_accounts(&world.ada, "joe@b.test", &places).await.unwrap();
    let posing = NewUser { password: Some("long enough".to_owned()), ..with_address("mallory", "joe@b.test") };
    let (mallory, _) = world.library.sign_up(posing).await.unwrap();
    assert_eq!(world.library.accounts_of(mallory.id).await.unwrap().len(), 1);
    assert_eq!(world.library.invitations_to_account(&world.ada, world.ada.account).await.unwrap().len(), 1);
    // Asked in again, they are in, and wait no longer.
    let joined = world.library.invite_to_accounts(&world.ada, "JOE@b.test", &places).await.unwrap();
    assert!(matches!(joined, Invited::Joined(user) if user.id == mallory.id));
    assert!(world.library.invitations_to_account(&world.ada, world.ada.account).await.unwrap().is_empty());
}
