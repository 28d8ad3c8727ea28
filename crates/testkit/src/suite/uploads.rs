//! Uploads and their parts.

use library::ids::{AccountId, UploadId};
use library::uploads::{Part, Upload};

use super::samples::WORDS;
use super::world::{Subject, World, at, micros};

/// An upload is given back as given, to its own account only.
pub async fn uploads_are_kept_to_the_letter(store: Subject) {
    let world = World::new(store).await;
    let file = world.blob("whole").await;
    for file in [None, Some(file)] {
        let upload = Upload { name: WORDS.into(), created_at: at(1) + micros(1), file, ..world.new_upload() };
        let mut tx = world.begin().await;
        tx.insert_upload(&upload).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(world.store.upload(AccountId::new(), upload.id).await.unwrap(), None);
        let found = world.store.upload(world.account, upload.id).await.unwrap();
        assert_eq!(found, Some((upload, vec![])));
    }
    assert_eq!(world.store.upload(world.account, UploadId::new()).await.unwrap(), None);
}

/// Parts come in any order and are listed by number; one that is sent again takes the earlier one's place.
pub async fn parts_take_their_places(store: Subject) {
    let world = World::new(store).await;
    let (upload, other) = (world.upload().await, world.upload().await);
    let (first, second) = (world.blob("first").await, world.blob("second").await);
    let mut tx = world.begin().await;
    for (number, blob) in [(10_000, first), (2, first), (10, second), (1, second), (2, second), (2, second)] {
        tx.put_part(upload.id, Part { number, blob }).await.unwrap();
    }
    tx.put_part(other.id, Part { number: 3, blob: first }).await.unwrap();
    tx.commit().await.unwrap();
    let wanted = [(1, second), (2, second), (10, second), (10_000, first)].map(|(number, blob)| Part { number, blob });
    let (_, parts) = world.store.upload(world.account, upload.id).await.unwrap().unwrap();
    assert_eq!(parts, wanted);
}

/// A door's words for an upload are changed, and nothing else of it.
pub async fn an_upload_has_other_words(store: Subject) {
    let world = World::new(store).await;
    let (upload, other) = (world.upload().await, world.upload().await);
    let mut tx = world.begin().await;
    tx.set_upload_words(upload.id, WORDS).await.unwrap();
    tx.set_upload_words(UploadId::new(), WORDS).await.unwrap();
    tx.commit().await.unwrap();
    let wanted = Upload { words: WORDS.into(), ..upload };
    assert_eq!(world.store.upload(world.account, wanted.id).await.unwrap(), Some((wanted, vec![])));
    assert_eq!(world.store.upload(world.account, other.id).await.unwrap(), Some((other, vec![])));
}

/// A complete upload has its file, and no parts any more.
pub async fn a_complete_upload_has_no_parts(store: Subject) {
    let world = World::new(store).await;
    let upload = world.upload().await;
    let (part, whole) = (world.blob("part").await, world.blob("whole").await);
    let mut tx = world.begin().await;
    tx.put_part(upload.id, Part { number: 1, blob: part }).await.unwrap();
    tx.complete_upload(upload.id, whole).await.unwrap();
    tx.commit().await.unwrap();
    let wanted = Upload { file: Some(whole), ..upload };
    assert_eq!(world.store.upload(world.account, wanted.id).await.unwrap(), Some((wanted, vec![])));
}

/// A part of an upload that is not there is refused.
pub async fn parts_need_their_upload(store: Subject) {
    let world = World::new(store).await;
    let blob = world.blob("part").await;
    let mut tx = world.begin().await;
    assert!(tx.put_part(UploadId::new(), Part { number: 1, blob }).await.is_err());
}

/// Uploads are forgotten with their parts: one by one, or when they are old.
pub async fn uploads_are_forgotten(store: Subject) {
    let world = World::new(store).await;
    let blob = world.blob("part").await;
    let mut tx = world.begin().await;
    let [old, edge, named] = [19, 20, 30].map(|time| Upload { created_at: at(time), ..world.new_upload() });
    for upload in [&old, &edge, &named] {
        tx.insert_upload(upload).await.unwrap();
        tx.put_part(upload.id, Part { number: 1, blob }).await.unwrap();
    }
    tx.delete_old_uploads(at(20)).await.unwrap();
    tx.delete_upload(named.id).await.unwrap();
    tx.delete_upload(UploadId::new()).await.unwrap();
    tx.commit().await.unwrap();
    for gone in [old, named] {
        assert_eq!(world.store.upload(world.account, gone.id).await.unwrap(), None);
    }
    assert!(world.store.upload(world.account, edge.id).await.unwrap().is_some());
}
