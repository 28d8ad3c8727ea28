//! Users, keys, sessions.

use std::time::Duration;

use library::users::{NewUser, SetUp};
use library::{Error, Settings};

use crate::world::World;

fn new_user(name: &str) -> NewUser {
    NewUser { name: name.to_owned(), email: None, password: Some("long enough".to_owned()) }
}

#[tokio::test]
async fn a_key_opens_until_it_is_revoked_and_only_under_its_label() {
    let world = World::new().await;
    let (key, seed) = world.library.create_own_key(&world.ada, "script", &["a", "b"]).await.unwrap();
    let actor = world.library.authenticate("a", &seed.spelling("a")).await.unwrap();
    assert_eq!((actor.user, actor.account, actor.key), (world.ada.user, world.ada.account, Some(key.id)));
    assert!(matches!(world.library.authenticate("b", &seed.spelling("a")).await, Err(Error::Unauthenticated)));
    assert!(matches!(world.library.revoke_own_key(&world.eve, key.id).await, Err(Error::NotFound(_))));
    world.library.revoke_own_key(&world.ada, key.id).await.unwrap();
    assert!(matches!(world.library.authenticate("a", &seed.spelling("a")).await, Err(Error::Unauthenticated)));
}

#[tokio::test]
async fn the_first_user_is_made_once_with_the_token() {
    let world = World::new().await;
    // There are users already: no token, and a wrong one is refused.
    assert_eq!(world.library.set_up_token().await.unwrap(), None);
    let set_up = SetUp { token: "0".repeat(32), user: new_user("root") };
    assert!(matches!(world.library.set_up(set_up).await, Err(Error::Forbidden(_))));
    assert!(matches!(world.library.sign_up(new_user("joe")).await, Err(Error::Forbidden(_))));
}

#[tokio::test]
async fn signing_in_lasts_as_long_as_it_is_used() {
    let world = World::with(Settings { sign_up: true, ..Settings::default() }).await;
    let library = &world.library;
    library.sign_up(new_user("Joe")).await.unwrap();
    assert!(matches!(library.sign_up(new_user("joe")).await, Err(Error::Conflict(_))));
    assert!(matches!(library.sign_in("joe", "wrong".to_owned(), "").await, Err(Error::Unauthenticated)));
    assert!(matches!(library.sign_in("nobody", "wrong".to_owned(), "").await, Err(Error::Unauthenticated)));
    assert!(matches!(library.sign_in("ada", String::new(), "").await, Err(Error::Unauthenticated)));
    let signed_in = library.sign_in("JOE", "long enough".to_owned(), "browser").await.unwrap();
    let day = Duration::from_hours(24);
    for _ in 0..3 {
        world.clock.advance(day * 20);
        library.authenticate_session(&signed_in.token, None).await.unwrap();
    }
    world.clock.advance(day * 31);
    assert!(matches!(library.authenticate_session(&signed_in.token, None).await, Err(Error::Unauthenticated)));
    let again = library.sign_in("joe", "long enough".to_owned(), "browser").await.unwrap();
    assert!(matches!(
        library.authenticate_session(&again.token, Some(world.ada.account)).await,
        Err(Error::NotFound(_))
    ));
    library.sign_out(&again.token).await.unwrap();
    assert!(matches!(library.authenticate_session(&again.token, None).await, Err(Error::Unauthenticated)));
}

#[tokio::test]
async fn short_passwords_are_refused() {
    let world = World::new().await;
    let user = NewUser { password: Some("short".to_owned()), ..new_user("joe") };
    assert!(matches!(world.library.create_user(user).await, Err(Error::Invalid { .. })));
}
