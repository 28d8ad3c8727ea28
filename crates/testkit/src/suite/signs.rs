//! Keys and sessions: what people and programs sign in by.

use library::ids::{AccountId, KeyId, SessionId, UserId};
use library::keys::{Key, StoredSpelling};
use library::sessions::Session;

use super::world::{Subject, World, at, user};

fn key(world: &World, name: &str, seconds: i64) -> Key {
    Key {
        id: KeyId::new(),
        user: world.user,
        account: world.account,
        name: name.into(),
        role: library::Role::Editor,
        created_at: at(seconds),
        last_used_at: None,
        requests: 0,
    }
}

async fn insert_key(world: &World, key: &Key, spellings: &[StoredSpelling]) {
    let mut tx = world.begin().await;
    tx.insert_key(key, spellings).await.unwrap();
    tx.commit().await.unwrap();
}

fn spelling(label: &'static str, byte: u8) -> StoredSpelling {
    StoredSpelling { label, hash: [byte; 32] }
}

/// A key is found by each of its spellings, under that spelling's label only.
pub async fn keys_are_found_by_their_spellings(store: Subject) {
    let world = World::new(store).await;
    let (one, two) = (key(&world, "one", 1), key(&world, "two 'quoted'", 2));
    insert_key(&world, &one, &[spelling("sudomock", 1), spelling("dropmark", 2)]).await;
    insert_key(&world, &two, &[spelling("sudomock", 2), spelling("dropmark", 3)]).await;
    let cases = [
        ("sudomock", 1, Some(&one)),
        ("dropmark", 2, Some(&one)),
        ("sudomock", 2, Some(&two)),
        ("dropmark", 3, Some(&two)),
        ("dropmark", 1, None),
        ("scenario", 1, None),
        ("sudomock", 0, None),
    ];
    for (label, byte, wanted) in cases {
        let found = world.store.key_by_spelling(label, &[byte; 32]).await.unwrap();
        assert_eq!(found.as_ref(), wanted, "{label} {byte}");
    }
    assert_eq!(world.store.key(two.id).await.unwrap(), Some(two));
    assert_eq!(world.store.key(KeyId::new()).await.unwrap(), None);
}

/// A revoked key is gone from everywhere, and can't be revoked again.
pub async fn revoked_keys_are_gone(store: Subject) {
    let world = World::new(store).await;
    let (gone, kept) = (key(&world, "gone", 1), key(&world, "kept", 2));
    insert_key(&world, &gone, &[spelling("sudomock", 1)]).await;
    insert_key(&world, &kept, &[spelling("sudomock", 2)]).await;
    let mut tx = world.begin().await;
    assert!(tx.revoke_key(gone.id).await.unwrap());
    assert!(!tx.revoke_key(gone.id).await.unwrap());
    assert!(!tx.revoke_key(KeyId::new()).await.unwrap());
    tx.commit().await.unwrap();
    assert_eq!(world.store.key_by_spelling("sudomock", &[1; 32]).await.unwrap(), None);
    assert_eq!(world.store.key(gone.id).await.unwrap(), None);
    assert_eq!(world.store.keys(None).await.unwrap(), [kept]);
}

/// Keys are listed from the oldest, of one account or of all.
pub async fn keys_are_listed_oldest_first(store: Subject) {
    let world = World::new(store).await;
    let other = world.elsewhere().await;
    let keys = [key(&world, "b", 1), key(&other, "x", 2), key(&world, "a", 3)];
    for (byte, key) in (0..).zip(&keys) {
        insert_key(&world, key, &[spelling("sudomock", byte)]).await;
    }
    assert_eq!(world.store.keys(None).await.unwrap(), keys);
    assert_eq!(world.store.keys(Some(other.account)).await.unwrap(), [keys[1].clone()]);
    assert_eq!(world.store.keys(Some(world.account)).await.unwrap(), [keys[0].clone(), keys[2].clone()]);
    assert_eq!(world.store.keys(Some(AccountId::new())).await.unwrap(), []);
}

/// Requests add up; those of a key that was revoked meanwhile are no error.
pub async fn requests_of_a_key_add_up(store: Subject) {
    let world = World::new(store).await;
    let (used, revoked) = (key(&world, "used", 1), key(&world, "revoked", 1));
    insert_key(&world, &used, &[]).await;
    let mut tx = world.begin().await;
    tx.add_key_requests(used.id, 3, at(10)).await.unwrap();
    tx.add_key_requests(used.id, 5_000_000_000, at(20)).await.unwrap();
    tx.add_key_requests(revoked.id, 1, at(20)).await.unwrap();
    tx.commit().await.unwrap();
    let wanted = Key { requests: 5_000_000_003, last_used_at: Some(at(20)), ..used };
    assert_eq!(world.store.keys(None).await.unwrap(), [wanted]);
}

fn session(user: UserId, created: i64, expires: i64) -> Session {
    let agent = "Mozilla/5.0 (\"é\"; 100%)".into();
    Session { id: SessionId::new(), user, created_at: at(created), expires_at: at(expires), agent }
}

/// A session is found by its token's hash, also when it has expired; a person's sessions are listed from the newest.
pub async fn sessions_are_found_by_token(store: Subject) {
    let world = World::new(store).await;
    let mut tx = world.begin().await;
    let bob = tx.insert_user(&user("bob")).await.unwrap();
    let sessions = [session(world.user, 1, 2), session(bob.id, 2, 9), session(world.user, 3, 9)];
    for (byte, session) in (1..).zip(&sessions) {
        tx.insert_session(session, &[byte; 32]).await.unwrap();
    }
    tx.commit().await.unwrap();
    for (byte, session) in (1..).zip(&sessions) {
        assert_eq!(world.store.session_by_token(&[byte; 32]).await.unwrap().as_ref(), Some(session));
    }
    assert_eq!(world.store.session_by_token(&[0; 32]).await.unwrap(), None);
    let own = [sessions[2].clone(), sessions[0].clone()];
    assert_eq!(world.store.sessions(world.user).await.unwrap(), own);
    assert_eq!(world.store.sessions(UserId::new()).await.unwrap(), []);
}

/// Sessions are extended, ended, and swept once they have expired.
pub async fn sessions_are_extended_and_end(store: Subject) {
    let world = World::new(store).await;
    let [extended, ended, on_the_edge, expired] =
        [(1, 10), (2, 50), (3, 20), (4, 19)].map(|(created, expires)| session(world.user, created, expires));
    let mut tx = world.begin().await;
    for (byte, session) in (1..).zip([&extended, &ended, &on_the_edge, &expired]) {
        tx.insert_session(session, &[byte; 32]).await.unwrap();
    }
    tx.extend_session(extended.id, at(60)).await.unwrap();
    tx.delete_session(ended.id).await.unwrap();
    tx.delete_session(SessionId::new()).await.unwrap();
    tx.delete_expired_sessions(at(20)).await.unwrap();
    tx.commit().await.unwrap();
    let extended = Session { expires_at: at(60), ..extended };
    assert_eq!(world.store.sessions(world.user).await.unwrap(), [on_the_edge, extended]);
    assert_eq!(world.store.session_by_token(&[2; 32]).await.unwrap(), None);
    assert_eq!(world.store.session_by_token(&[4; 32]).await.unwrap(), None);
}
