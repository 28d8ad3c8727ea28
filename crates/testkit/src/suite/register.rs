//! The register of blobs, and the requests that were sent before.

use std::time::Duration;

use futures_util::future::join_all;
use library::accounts::Profile;
use library::blobs::{Blob, BlobHash};
use library::idempotency::{Remembered, RequestKey};
use library::ids::{TemplateId, UploadId};
use library::items::Snapshot;
use library::jobs::{Ending, Import, ImportSource, Work};
use library::mockups::NewMockup;
use library::photos::{PhotoMockup, PhotoSource};
use library::renders::RenderKey;
use library::store::{Store, Transaction};
use library::templates::Template;
use library::things::{Preview, ThingKind};
use library::uploads::{Part, Upload};
use library::{Result, Time};
use uuid::Uuid;

use super::photos::{new_photo_mockup, photo_import};
use super::world::{Subject, World, at, bare_outline, micros, picture, unregistered};

async fn sweep(store: &dyn Store, before: Time, limit: u32) -> Vec<BlobHash> {
    let mut tx = store.begin().await.unwrap();
    let mut taken = tx.take_unused_blobs(before, limit).await.unwrap();
    tx.commit().await.unwrap();
    taken.sort();
    taken
}

/// Whether a row may name the blob now.
async fn registered(world: &World, blob: Blob) -> bool {
    let mut tx = world.begin().await;
    tx.insert_upload(&Upload { file: Some(blob), ..world.new_upload() }).await.is_ok()
}

/// The rows that can name a blob.
#[derive(Debug, Clone, Copy)]
enum Row {
    Template,
    MockupPreview,
    Asset,
    AssetPreview,
    Upload,
    CompleteUpload,
    Part,
    Artwork,
    Picture,
    Job,
    Photo,
    PhotoPreview,
    PhotoJob,
    Snapshot,
    Avatar,
}

const ROWS: [Row; 15] = [
    Row::Template,
    Row::MockupPreview,
    Row::Asset,
    Row::AssetPreview,
    Row::Upload,
    Row::CompleteUpload,
    Row::Part,
    Row::Artwork,
    Row::Picture,
    Row::Job,
    Row::Photo,
    Row::PhotoPreview,
    Row::PhotoJob,
    Row::Snapshot,
    Row::Avatar,
];

/// What rows stand on, with blobs of their own.
struct Ground {
    world: World,
    template: TemplateId,
    mockup: library::ids::ThingId,
    render: library::renders::Render,
    upload: UploadId,
    other: Blob,
}

impl Ground {
    async fn new(store: Subject) -> Self {
        let world = World::new(store).await;
        let mockup = world.mockup("mug").await.id;
        Self {
            template: world.template("a file").await.id,
            render: world.render(mockup).await,
            upload: world.upload().await.id,
            other: world.blob("other").await,
            mockup,
            world,
        }
    }

    async fn insert(&self, tx: &mut dyn Transaction, row: Row, blob: Blob) -> Result<()> {
        let Self { world, .. } = self;
        let previews = vec![Preview { width: 1, height: 1, blob, media_type: "image/webp".into() }];
        match row {
            Row::Template => {
                let (id, outline) = (TemplateId::new(), bare_outline().into());
                let new = Template { id, account: world.account, file: blob, outline, created_at: at(0) };
                tx.insert_template(&new).await.map(drop)
            }
            Row::MockupPreview => {
                let thing = world.thing(ThingKind::Mockup, "a");
                tx.insert_mockup(&NewMockup { thing, template: self.template, previews }).await
            }
            Row::Asset => tx.insert_asset(&world.new_asset(world.thing(ThingKind::Asset, "a"), blob)).await,
            Row::AssetPreview => {
                let mut new = world.new_asset(world.thing(ThingKind::Asset, "a"), self.other);
                new.previews = previews;
                tx.insert_asset(&new).await
            }
            Row::Photo => tx.insert_photo_mockup(&new_photo_mockup(world, blob)).await,
            Row::PhotoPreview => {
                let photo = new_photo_mockup(world, self.other);
                tx.insert_photo_mockup(&PhotoMockup { previews, ..photo }).await
            }
            Row::PhotoJob => {
                let import = photo_import(PhotoSource::File(blob), vec![]);
                tx.insert_job(&world.new_job(Work::ImportPhoto(import), 0)).await
            }
            Row::Snapshot => {
                let (id, author) = (Uuid::now_v7(), world.user);
                tx.insert_snapshot(&Snapshot { id, thing: self.mockup, author, blob, taken_at: at(0) }).await
            }
            Row::Avatar => {
                let avatar = Some((blob, "image/png".to_owned()));
                tx.put_profile(world.account, &Profile { avatar, ..Profile::default() }).await
            }
            Row::Upload => tx.insert_upload(&Upload { file: Some(blob), ..world.new_upload() }).await,
            Row::CompleteUpload => tx.complete_upload(self.upload, blob).await,
            Row::Part => tx.put_part(self.upload, Part { number: 1, blob }).await,
            Row::Artwork => tx.insert_render(&world.new_render(self.mockup), &[self.other, blob]).await,
            Row::Picture => tx.set_picture(self.render.id, RenderKey([1; 32]), &picture(blob), at(0)).await,
            Row::Job => {
                let source = ImportSource::Upload { id: UploadId::new(), file: blob, name: "mug.psd".into() };
                tx.insert_job(&world.new_job(Work::Import(Import { source, name: None, filing: None }), 0)).await
            }
        }
    }
}

/// No row of any kind may name a blob that is not registered.
pub async fn rows_name_registered_blobs_only(store: Subject) {
    let ground = Ground::new(store).await;
    let blob = unregistered("never registered");
    for row in ROWS {
        let mut tx = ground.world.begin().await;
        assert!(ground.insert(&mut *tx, row, blob).await.is_err(), "{row:?}");
        drop(tx);
        let mut tx = ground.world.begin().await;
        tx.register_blob(blob, at(0)).await.unwrap();
        assert!(ground.insert(&mut *tx, row, blob).await.is_ok(), "{row:?}, registered in the same transaction");
    }
    assert!(!registered(&ground.world, blob).await, "nothing of it was committed");
}

/// What any row names is not swept, however old.
pub async fn used_blobs_are_not_swept(store: Subject) {
    let ground = Ground::new(store).await;
    for (number, row) in ROWS.into_iter().enumerate() {
        let blob = ground.world.blob(&format!("blob {number}")).await;
        let mut tx = ground.world.begin().await;
        ground.insert(&mut *tx, row, blob).await.unwrap();
        assert!(!tx.take_unused_blobs(at(100), 100).await.unwrap().contains(&blob.hash), "{row:?}");
    }
}

/// What no row names any more is swept.
pub async fn freed_blobs_are_swept(store: Subject) {
    let world = World::new(store).await;
    let (mockup, asset) = (world.mockup("mug").await, world.asset("art").await);
    let template = world.template("a file").await;
    let upload = world.upload().await;
    let [part, whole, shown, given, file] = [
        world.blob("1").await,
        world.blob("2").await,
        world.blob("3").await,
        world.blob("4").await,
        world.blob("5").await,
    ];
    let render = world.new_render(mockup.id);
    let source = ImportSource::Upload { id: upload.id, file, name: "mug.psd".into() };
    let job = world.new_job(Work::Import(Import { source, name: None, filing: None }), 0);
    let mut tx = world.begin().await;
    tx.put_part(upload.id, Part { number: 1, blob: part }).await.unwrap();
    tx.insert_render(&render, &[given]).await.unwrap();
    tx.set_picture(render.id, RenderKey([1; 32]), &picture(shown), at(0)).await.unwrap();
    tx.insert_job(&job).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = world.begin().await;
    tx.complete_upload(upload.id, whole).await.unwrap();
    assert_eq!(tx.take_unused_blobs(at(1), 9).await.unwrap(), [part.hash]);
    tx.delete_upload(upload.id).await.unwrap();
    assert_eq!(tx.take_unused_blobs(at(1), 9).await.unwrap(), [whole.hash]);
    tx.delete_old_artwork(at(1), 9).await.unwrap();
    assert_eq!(tx.take_unused_blobs(at(1), 9).await.unwrap(), [given.hash]);
    tx.delete_old_pictures(at(1), 9).await.unwrap();
    assert_eq!(tx.take_unused_blobs(at(1), 9).await.unwrap(), [shown.hash]);
    tx.delete_asset(world.account, asset.id).await.unwrap();
    assert_eq!(tx.take_unused_blobs(at(1), 9).await.unwrap(), [BlobHash::of(b"art")]);
    tx.delete_mockup(world.account, mockup.id).await.unwrap();
    assert_eq!(tx.take_unused_blobs(at(1), 9).await.unwrap(), []);
    tx.delete_unused_template(template.id).await.unwrap();
    assert_eq!(tx.take_unused_blobs(at(1), 9).await.unwrap(), [template.file.hash]);
    tx.commit().await.unwrap();
    let lease = world.claim(1, 9).await.unwrap();
    let mut tx = world.begin().await;
    assert_eq!(tx.take_unused_blobs(at(1), 9).await.unwrap(), []);
    tx.end_job(&lease, &Ending::Succeeded(None), at(2)).await.unwrap();
    assert_eq!(tx.take_unused_blobs(at(1), 9).await.unwrap(), [file.hash], "a job holds its file until it ends");
}

/// A sweep takes what was registered long ago, a few at a time, and rows may not name it any more.
pub async fn only_old_blobs_are_swept(store: Subject) {
    let world = World::new(store).await;
    let [old, older, fresh] = ["old", "older", "fresh"].map(unregistered);
    let mut tx = world.begin().await;
    for (blob, time) in [(old, at(10) - micros(1)), (older, at(1)), (fresh, at(10))] {
        tx.register_blob(blob, time).await.unwrap();
    }
    tx.commit().await.unwrap();
    let mut taken = sweep(&*world.store, at(10), 1).await;
    assert_eq!(taken.len(), 1);
    taken.extend(sweep(&*world.store, at(10), 9).await);
    taken.sort();
    let mut wanted = [old.hash, older.hash];
    wanted.sort();
    assert_eq!(taken, wanted);
    assert!(!registered(&world, old).await && registered(&world, fresh).await);
}

/// A blob that is registered again is as fresh as a new one; one that was swept may return.
pub async fn a_blob_that_is_registered_again_is_fresh(store: Subject) {
    let world = World::new(store).await;
    let blob = world.blob("again").await;
    let mut tx = world.begin().await;
    tx.register_blob(blob, at(50)).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(sweep(&*world.store, at(50), 9).await, []);
    assert_eq!(sweep(&*world.store, at(51), 9).await, [blob.hash]);
    let mut tx = world.begin().await;
    tx.register_blob(blob, at(60)).await.unwrap();
    tx.commit().await.unwrap();
    assert!(registered(&world, blob).await);
}

/// A sweep that is given up leaves the register as it was.
pub async fn a_dropped_sweep_takes_nothing(store: Subject) {
    let world = World::new(store).await;
    let blob = world.blob("kept").await;
    let mut tx = world.begin().await;
    assert_eq!(tx.take_unused_blobs(at(9), 9).await.unwrap(), [blob.hash]);
    drop(tx);
    assert!(registered(&world, blob).await);
}

/// Whoever registers a blob while a sweep has it in hand gets it registered after the sweep, not lost in it.
pub async fn a_blob_registered_during_a_sweep_is_kept(store: Subject) {
    let world = World::new(store).await;
    let blob = world.blob("contended").await;
    let mut sweep = world.begin().await;
    assert_eq!(sweep.take_unused_blobs(at(9), 9).await.unwrap(), [blob.hash]);
    let store = world.store.clone();
    let registering = tokio::spawn(async move {
        let mut tx = store.begin().await?;
        tx.register_blob(blob, at(20)).await?;
        tx.commit().await
    });
    tokio::time::sleep(Duration::from_millis(100)).await;
    sweep.commit().await.unwrap();
    registering.await.unwrap().unwrap();
    assert!(registered(&world, blob).await);
}

/// A sweep does not take what somebody is just registering again.
pub async fn a_sweep_spares_what_is_being_registered(store: Subject) {
    let world = World::new(store).await;
    let blob = world.blob("contended").await;
    let mut registering = world.begin().await;
    registering.register_blob(blob, at(20)).await.unwrap();
    let store = world.store.clone();
    let sweeping = tokio::spawn(async move { sweep(&*store, at(9), 9).await });
    tokio::time::sleep(Duration::from_millis(100)).await;
    registering.commit().await.unwrap();
    assert_eq!(sweeping.await.unwrap(), []);
    assert!(registered(&world, blob).await);
}

fn key(words: &str, byte: u8) -> RequestKey {
    RequestKey { key: words.into(), fingerprint: [byte; 32] }
}

/// A key leads to what it led to first, in its account.
pub async fn a_request_is_remembered(store: Subject) {
    let world = World::new(store).await;
    let other = world.elsewhere().await;
    let (first, second) = (Uuid::now_v7(), Uuid::now_v7());
    let remembered = Some(Remembered { fingerprint: [1; 32], subject: first });
    let cases = [
        (&world, "key é\"", 1, first, None),
        (&world, "key é\"", 1, second, remembered),
        (&world, "key é\"", 2, second, remembered),
        (&world, "KEY É\"", 1, second, None),
        (&other, "key é\"", 1, second, None),
    ];
    for (world, words, byte, subject, wanted) in cases {
        let mut tx = world.begin().await;
        let found = tx.remember(world.account, &key(words, byte), subject, at(5), at(0)).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(found, wanted, "{words} {byte}");
    }
}

/// A key that was noted too long ago is as good as new, and is then noted anew; so is one that was swept or dropped.
pub async fn a_request_is_forgotten_in_time(store: Subject) {
    let world = World::new(store).await;
    let note = async |now: i64, forget_before: i64| {
        let mut tx = world.begin().await;
        let (key, subject) = (key("k", 1), Uuid::from_u128(now as u128));
        let noted = tx.remember(world.account, &key, subject, at(now), at(forget_before)).await.unwrap();
        tx.commit().await.unwrap();
        noted.map(|remembered| remembered.subject.as_u128())
    };
    assert_eq!(note(5, 0).await, None);
    assert_eq!(note(6, 5).await, Some(5));
    assert_eq!(note(7, 6).await, None);
    assert_eq!(note(8, 6).await, Some(7));
    for (before, found) in [(7, Some(7)), (8, None)] {
        let mut tx = world.begin().await;
        tx.forget_requests(at(before)).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(note(9, 0).await, found);
    }
    let mut tx = world.begin().await;
    let (account, dropped) = (world.account, key("dropped", 1));
    assert_eq!(tx.remember(account, &dropped, Uuid::nil(), at(9), at(0)).await.unwrap(), None);
    drop(tx);
    let mut tx = world.begin().await;
    assert_eq!(tx.remember(account, &dropped, Uuid::nil(), at(9), at(0)).await.unwrap(), None);
}

/// Of many who send the same key at the same time one is the first, and all others are told of it.
pub async fn a_request_sent_by_many_is_one(store: Subject) {
    let world = World::new(store).await;
    let senders = (1..9).map(|number| {
        let (store, account) = (world.store.clone(), world.account);
        tokio::spawn(async move {
            let subject = Uuid::from_u128(number);
            let mut tx = store.begin().await?;
            let found = tx.remember(account, &key("k", 1), subject, at(5), at(0)).await?;
            tx.commit().await?;
            Ok::<_, library::Error>(found.map_or(subject, |remembered| remembered.subject))
        })
    });
    let mut subjects: Vec<Uuid> = join_all(senders).await.into_iter().map(|sent| sent.unwrap().unwrap()).collect();
    subjects.dedup();
    assert_eq!(subjects.len(), 1, "{subjects:?}");
}
