//! Files in parts, mockups of them, and what is swept.

use std::time::Duration;

use bytes::Bytes;
use futures_util::StreamExt;
use library::blobs::ByteStream;
use library::fetch::FetchError;
use library::jobs::{Reason, State};
use library::{Error, Settings};
use testkit::memory::FakePsd;

use crate::world::World;

fn stream(bytes: impl Into<Bytes>) -> ByteStream {
    let bytes = bytes.into();
    futures_util::stream::once(async { Ok(bytes) }).boxed()
}

#[tokio::test]
async fn parts_may_come_in_any_order_and_again() {
    let world = World::new().await;
    let (library, ada) = (&world.library, &world.ada);
    let file = FakePsd::with_slots(&["Front"]).bytes();
    let upload = library.begin_upload(ada, "mug.psd").await.unwrap();
    library.put_part(ada, upload.id, 2, stream(file.slice(10..))).await.unwrap();
    assert!(matches!(library.complete_upload(ada, upload.id).await, Err(Error::Conflict(_))));
    library.put_part(ada, upload.id, 1, stream("wrong")).await.unwrap();
    library.put_part(ada, upload.id, 1, stream(file.slice(..10))).await.unwrap();
    assert!(matches!(library.upload(&world.eve, upload.id).await, Err(Error::NotFound(_))));
    assert!(matches!(library.import_upload(ada, upload.id, None).await, Err(Error::Conflict(_))));
    let complete = library.complete_upload(ada, upload.id).await.unwrap();
    assert_eq!(library.complete_upload(ada, upload.id).await.unwrap().file, complete.file);
    assert!(matches!(library.put_part(ada, upload.id, 3, stream("x")).await, Err(Error::Conflict(_))));
    let job = library.import_upload(ada, upload.id, None).await.unwrap();
    let job = library.wait_for_success(ada, job.id).await.unwrap();
    let mockup = library.mockup(ada, job.mockup.unwrap()).await.unwrap();
    assert_eq!((mockup.thing.name.as_str(), mockup.template.file.bytes), ("mug", file.len() as u64));
    assert!(matches!(library.upload(ada, upload.id).await, Err(Error::NotFound(_))));
}

#[tokio::test]
async fn a_file_beyond_the_limit_is_refused_by_its_name() {
    let world = World::with(Settings { psd_bytes: 100, ..Settings::default() }).await;
    let (library, ada) = (&world.library, &world.ada);
    let too_large = |error: &Error| matches!(error, Error::TooLarge { setting: "limits.psd_bytes", limit: 100, .. });
    let error = library.upload_file(ada, "a.psd", stream(vec![0; 101])).await.unwrap_err();
    assert!(too_large(&error), "{error}");
    let upload = library.begin_upload(ada, "a.psd").await.unwrap();
    library.put_part(ada, upload.id, 1, stream(vec![0; 60])).await.unwrap();
    assert!(too_large(&library.put_part(ada, upload.id, 2, stream(vec![0; 60])).await.unwrap_err()));
    library.put_part(ada, upload.id, 2, stream(vec![0; 40])).await.unwrap();
}

#[tokio::test]
async fn what_fails_is_told_and_leaves_no_mockup() {
    let world = World::new().await;
    let (library, ada) = (&world.library, &world.ada);
    world.fetcher.serve("https://files.test/page", "text/html", "<html>");
    world.fetcher.fail("https://files.test/gone", FetchError::Status(404));
    for (url, reason) in [("https://files.test/page", Reason::Unreadable), ("https://files.test/gone", Reason::Source)]
    {
        let job = library.import_url(ada, url, None, None).await.unwrap();
        let State::Failed(failure) = world.ended(job).await else { panic!("{url} did not fail") };
        assert_eq!(failure.reason, reason);
    }
    assert_eq!(library.account(ada).await.unwrap().counts.mockups, 0);
}

#[tokio::test]
async fn two_mockups_of_one_file_share_it_and_the_sweep_waits_for_both() {
    let world = World::new().await;
    let (library, ada) = (&world.library, &world.ada);
    let (one, two) = (world.mockup("one", &["Front"]).await, world.mockup("two", &["Front"]).await);
    assert_eq!(one.template.id, two.template.id);
    let counts = library.account(ada).await.unwrap().counts;
    assert_eq!((counts.mockups, counts.bytes), (2, one.template.file.bytes.cast_signed()));
    let day = Duration::from_hours(25);
    library.delete_mockup(ada, one.thing.id).await.unwrap();
    world.clock.advance(day);
    library.sweep().await.unwrap();
    assert!(world.blobs.get(one.template.file.hash).is_some());
    assert!(two.previews.iter().all(|preview| world.blobs.get(preview.blob.hash).is_some()));
    library.delete_mockup(ada, two.thing.id).await.unwrap();
    world.clock.advance(day);
    library.sweep().await.unwrap();
    assert_eq!(world.blobs.hashes(), []);
    assert_eq!(library.account(ada).await.unwrap().counts, library::accounts::Counts::default());
}

#[tokio::test]
async fn quotas_hold_and_nothing_is_kept_beyond_them() {
    let world = World::with(Settings { account_mockups: Some(1), ..Settings::default() }).await;
    world.mockup("one", &["Front"]).await;
    world.fetcher.serve("https://files.test/two", "", FakePsd::with_slots(&["Back"]).bytes());
    let job = world.library.import_url(&world.ada, "https://files.test/two", None, None).await.unwrap();
    let State::Failed(failure) = world.ended(job).await else { panic!("there was room") };
    assert!(failure.message.contains("limits.account_mockups"), "{failure}");
    assert_eq!(world.library.account(&world.ada).await.unwrap().counts.mockups, 1);
}

#[tokio::test]
async fn an_asset_is_kept_with_its_size() {
    let world = World::new().await;
    let (library, ada) = (&world.library, &world.ada);
    let picture = testkit::memory::fake_picture(900, 300, "cat");
    let asset = library.create_asset(ada, "cat.png", Some("image/png"), stream(picture)).await.unwrap();
    assert_eq!((asset.size, asset.previews.len()), (Some((900, 300)), 3));
    let note = library.create_asset(ada, "note", None, stream("words")).await.unwrap();
    assert_eq!((note.size, note.media_type.as_str()), (None, "application/octet-stream"));
    assert!(matches!(library.asset(&world.eve, asset.thing.id).await, Err(Error::NotFound(_))));
    library.delete_asset(ada, asset.thing.id).await.unwrap();
    assert_eq!(library.account(ada).await.unwrap().counts.assets, 1);
}
