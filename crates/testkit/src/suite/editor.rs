//! Editor sessions, what was confirmed in them, and preferences.

use chrono::TimeDelta;
use library::editor_sessions::{Binding, EditorSession, Edits, Looks, Purpose};
use library::ids::{EditorSessionId, ThingId};
use library::preferences::Preference;
use uuid::Uuid;

use super::samples::WORDS;
use super::world::{Subject, World, at, micros};

fn session(world: &World, seconds: i64) -> EditorSession {
    EditorSession {
        id: EditorSessionId::new(),
        account: world.account,
        user: world.user,
        purpose: Purpose::Customise,
        edits: Edits::Template,
        mockup: None,
        slot: None,
        allowed_origin: None,
        binding: Binding::default(),
        looks: Looks::default(),
        channel: Uuid::new_v4(),
        created_at: at(seconds),
        expires_at: at(seconds) + TimeDelta::seconds(900),
    }
}

async fn add(world: &World, session: &EditorSession, secret: u8) {
    let mut tx = world.begin().await;
    tx.insert_editor_session(session, &[secret; 32], &[secret + 100; 32]).await.unwrap();
    tx.commit().await.unwrap();
}

/// A session is found by its token and, in its account, by its channel, as it was.
pub async fn editor_sessions_are_kept_to_the_letter(store: Subject) {
    let world = World::new(store).await;
    let other = world.elsewhere().await;
    let words = || Some(WORDS.to_owned());
    let bare = session(&world, 1);
    let full = EditorSession {
        purpose: Purpose::Setup,
        edits: Edits::Photo,
        mockup: Some(ThingId::new()),
        slot: Some(Uuid::new_v4()),
        allowed_origin: words(),
        binding: Binding { shop: words(), product: words(), variant: words(), action: words() },
        looks: Looks { primary_label: words(), secondary_label: words(), accent: Some([0, 128, 255]) },
        expires_at: at(900) + micros(1),
        ..session(&world, 2)
    };
    for (secret, session) in (1..).zip([&bare, &full]) {
        add(&world, session, secret).await;
        assert_eq!(world.store.editor_session_by_token(&[secret; 32]).await.unwrap().as_ref(), Some(session));
        let found = async |account| world.store.editor_session_by_channel(account, session.channel).await.unwrap();
        assert_eq!(found(world.account).await.as_ref(), Some(session));
        assert_eq!(found(other.account).await, None);
    }
    // What the page shows the editor opens nothing.
    assert_eq!(world.store.editor_session_by_token(&[101; 32]).await.unwrap(), None);
}

/// A request is confirmed once in its session; later ones are told what it was.
pub async fn an_action_is_confirmed_once(store: Subject) {
    let world = World::new(store).await;
    let sessions = [session(&world, 1), session(&world, 1)];
    for (secret, session) in (1..).zip(&sessions) {
        add(&world, session, secret).await;
    }
    let confirm = async |session: &EditorSession, request: &str, fingerprint: u8| {
        let mut tx = world.begin().await;
        let before = tx.confirm_action(session.id, request, &[fingerprint; 32], at(5)).await.unwrap();
        tx.commit().await.unwrap();
        before
    };
    assert_eq!(confirm(&sessions[0], "one", 1).await, None);
    assert_eq!(confirm(&sessions[0], "one", 1).await, Some([1; 32]));
    assert_eq!(confirm(&sessions[0], "one", 2).await, Some([1; 32]));
    assert_eq!(confirm(&sessions[0], "One", 3).await, None);
    assert_eq!(confirm(&sessions[1], "one", 4).await, None);
}

/// Expired sessions are there until they are forgotten, with what was confirmed in them.
pub async fn expired_editor_sessions_are_forgotten(store: Subject) {
    let world = World::new(store).await;
    let (old, new) = (session(&world, 0), session(&world, 1));
    add(&world, &old, 1).await;
    add(&world, &new, 2).await;
    let mut tx = world.begin().await;
    tx.confirm_action(old.id, "one", &[1; 32], at(5)).await.unwrap();
    tx.delete_expired_editor_sessions(at(900)).await.unwrap();
    tx.commit().await.unwrap();
    assert!(world.store.editor_session_by_token(&[1; 32]).await.unwrap().is_some());
    let mut tx = world.begin().await;
    tx.delete_expired_editor_sessions(at(901)).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(world.store.editor_session_by_token(&[1; 32]).await.unwrap(), None);
    assert!(world.store.editor_session_by_token(&[2; 32]).await.unwrap().is_some());
}

/// Preferences are kept by account and name; each time they are set they have another version.
pub async fn preferences_are_kept_to_the_letter(store: Subject) {
    let world = World::new(store).await;
    let other = world.elsewhere().await;
    let put = async |world: &World, name: &str, words: &str| {
        let mut tx = world.begin().await;
        let version = tx.put_preference(world.account, name, words, at(1)).await.unwrap();
        tx.commit().await.unwrap();
        version
    };
    assert_eq!(world.store.preference(world.account, "looks").await.unwrap(), None);
    for (words, version) in [("{}", 1), (WORDS, 2), ("", 3)] {
        assert_eq!(put(&world, "looks", words).await, version);
        let kept = Preference { words: words.to_owned(), version };
        assert_eq!(world.store.preference(world.account, "looks").await.unwrap(), Some(kept));
    }
    assert_eq!(put(&world, "sounds", "a").await, 1);
    assert_eq!(put(&other, "looks", "b").await, 1);
    assert_eq!(world.store.preference(world.account, "looks").await.unwrap().unwrap().version, 3);
}
