//! Jobs as rows: what they keep, how they are listed, and how they are forgotten.

use library::blobs::Blob;
use library::ids::{AccountId, CatalogId, CollectionId, JobId, OriginalId, RenderId, ThingId, UploadId};
use library::jobs::{Ending, Failure, Filing, Import, ImportSource, Job, Kind, Query, Reason, State, Work};
use library::packs::{Content, Pack, Packed};
use library::photos::{PhotoRender, PhotoSource};

use super::photos::{areas, photo_import};
use super::samples::WORDS;
use super::world::{Subject, World, at, micros};

fn import(source: ImportSource, name: Option<&str>) -> Work {
    Work::Import(Import { source, name: name.map(str::to_owned), filing: None })
}

fn filed(catalog: Option<CatalogId>, collections: Vec<CollectionId>) -> Work {
    let mockup = catalog.is_some();
    let filing = Some(Filing { original: OriginalId::new(), mockup, catalog, collections });
    Work::Import(Import { source: ImportSource::Url(WORDS.into()), name: None, filing })
}

fn pack(file: Blob) -> Work {
    let packed = |path: &str, content| Packed { path: path.into(), content };
    let files = vec![packed("a/b.png", Content::Blob(file)), packed(WORDS, Content::Text(WORDS.into()))];
    Work::Pack(Pack { name: "a".into(), word: WORDS.into(), files })
}

/// A job comes back as given, whatever the work.
pub async fn jobs_are_kept_to_the_letter(store: Subject) {
    let world = World::new(store).await;
    let file = world.blob("mug.psd").await;
    let works = [
        Work::Render(RenderId::new()),
        import(ImportSource::Url(WORDS.into()), None),
        import(ImportSource::Url("https://example.com/".into()), Some(WORDS)),
        import(ImportSource::Upload { id: UploadId::new(), file, name: WORDS.into() }, Some("")),
        filed(None, vec![]),
        filed(Some(CatalogId::new()), vec![CollectionId::new(), CollectionId::new()]),
        Work::ImportPhoto(photo_import(PhotoSource::Url(WORDS.into()), vec![])),
        Work::ImportPhoto(photo_import(PhotoSource::File(file), areas(8))),
        Work::Pack(Pack { name: WORDS.into(), word: String::new(), files: vec![] }),
        pack(file),
        Work::RenderPhoto(PhotoRender { render: RenderId::new(), word: WORDS.into() }),
        Work::Preview(ThingId::new()),
    ];
    for (number, work) in works.into_iter().enumerate() {
        let mockup = (number % 2 == 0).then(ThingId::new);
        let (created_at, updated_at) = (at(1) + micros(1), at(2) + micros(2));
        let job = Job { mockup, created_at, updated_at, ..world.new_job(work, 1) };
        let mut tx = world.begin().await;
        tx.insert_job(&job).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(world.store.job(job.id).await.unwrap(), Some(job));
    }
    assert_eq!(world.store.job(JobId::new()).await.unwrap(), None);
}

/// Previews, which nobody asked for, are worked on and shown nowhere.
pub async fn previews_are_in_no_list(store: Subject) {
    let world = World::new(store).await;
    let job = world.new_job(Work::Preview(ThingId::new()), 1);
    let mut tx = world.begin().await;
    tx.insert_job(&job).await.unwrap();
    tx.commit().await.unwrap();
    for kind in [None, Some(Kind::Preview)] {
        let kinds = kind.into_iter().collect();
        let query = Query { account: world.account, kinds, mockup: None, before: None, limit: 9 };
        assert_eq!(world.store.jobs(&query).await.unwrap(), []);
    }
    assert_eq!(world.store.unfinished_jobs(world.account).await.unwrap(), 0);
    let lease = world.store.claim(at(2), at(3)).await.unwrap().unwrap();
    assert_eq!(lease.job.id, job.id);
}

/// Jobs are listed from the newest: an account's own, of a kind, about a mockup, page by page.
pub async fn jobs_are_listed_newest_first(store: Subject) {
    let world = World::new(store).await;
    let other = world.elsewhere().await;
    let mug = ThingId::new();
    let url = || import(ImportSource::Url("https://example.com/".into()), None);
    let mut jobs = Vec::new();
    let mut tx = world.begin().await;
    for number in 0..6 {
        let work = if number % 2 == 0 { url() } else { Work::Render(RenderId::new()) };
        let mockup = (number < 3).then_some(mug);
        jobs.push(Job { mockup, ..world.new_job(work, number) });
    }
    for job in jobs.iter().chain([&other.new_job(url(), 3)]) {
        tx.insert_job(job).await.unwrap();
    }
    tx.commit().await.unwrap();
    let all = Query { account: world.account, kinds: vec![], mockup: None, before: None, limit: 100 };
    let cases = [
        (all.clone(), vec![5, 4, 3, 2, 1, 0]),
        (Query { kinds: vec![Kind::Import], ..all.clone() }, vec![4, 2, 0]),
        (Query { kinds: vec![Kind::Render], ..all.clone() }, vec![5, 3, 1]),
        (Query { kinds: vec![Kind::Import, Kind::Render], limit: 3, ..all.clone() }, vec![5, 4, 3]),
        (Query { mockup: Some(mug), ..all.clone() }, vec![2, 1, 0]),
        (Query { mockup: Some(mug), kinds: vec![Kind::Render], ..all.clone() }, vec![1]),
        (Query { mockup: Some(ThingId::new()), ..all.clone() }, vec![]),
        (Query { limit: 2, ..all.clone() }, vec![5, 4]),
        (Query { before: Some(jobs[4].id), limit: 2, ..all.clone() }, vec![3, 2]),
        (Query { before: Some(jobs[2].id), limit: 2, ..all.clone() }, vec![1, 0]),
        (Query { before: Some(jobs[0].id), ..all.clone() }, vec![]),
        (Query { before: Some(jobs[3].id), kinds: vec![Kind::Import], ..all.clone() }, vec![2, 0]),
        (Query { account: AccountId::new(), ..all }, vec![]),
    ];
    for (query, wanted) in cases {
        let wanted: Vec<&Job> = wanted.into_iter().map(|index: usize| &jobs[index]).collect();
        let found = world.store.jobs(&query).await.unwrap();
        assert_eq!(found.iter().collect::<Vec<_>>(), wanted, "{query:?}");
    }
}

/// Jobs that wait or run are counted, each account's own.
pub async fn unfinished_jobs_are_counted(store: Subject) {
    let world = World::new(store).await;
    let other = world.elsewhere().await;
    other.job(9).await;
    let unfinished = async || world.store.unfinished_jobs(world.account).await.unwrap();
    assert_eq!(unfinished().await, 0);
    world.job(1).await;
    let cancelled = world.job(2).await;
    assert_eq!(unfinished().await, 2);
    let lease = world.claim(5, 9).await.unwrap();
    assert_eq!(unfinished().await, 2, "a running job is not finished");
    let mut tx = world.begin().await;
    assert!(tx.end_job(&lease, &Ending::Succeeded(None), at(6)).await.unwrap());
    assert!(tx.cancel_job(world.account, cancelled.id, at(6)).await.unwrap());
    tx.commit().await.unwrap();
    assert_eq!(unfinished().await, 0);
    assert_eq!(world.store.unfinished_jobs(other.account).await.unwrap(), 1);
}

/// A failure is kept with its reason and words.
pub async fn failures_are_kept_to_the_letter(store: Subject) {
    let world = World::new(store).await;
    for reason in Reason::ALL {
        let job = world.job(1).await;
        let lease = world.claim(2, 9).await.unwrap();
        let failure = Failure { reason, message: WORDS.into() };
        let mut tx = world.begin().await;
        assert!(tx.end_job(&lease, &Ending::Failed(failure.clone()), at(3)).await.unwrap());
        tx.commit().await.unwrap();
        let wanted = Job { state: State::Failed(failure), attempts: 1, updated_at: at(3), ..job };
        assert_eq!(world.store.job(wanted.id).await.unwrap(), Some(wanted));
    }
}

/// A job that succeeds names the mockup that came of it, and keeps the one that it was about.
pub async fn a_done_job_names_its_mockup(store: Subject) {
    let world = World::new(store).await;
    let (about, made) = (ThingId::new(), world.mockup("mug").await.id);
    for (before, ending, after) in
        [(None, Some(made), Some(made)), (Some(about), None, Some(about)), (None, None, None)]
    {
        let job = Job { mockup: before, ..world.new_job(Work::Render(RenderId::new()), 1) };
        let mut tx = world.begin().await;
        tx.insert_job(&job).await.unwrap();
        tx.commit().await.unwrap();
        let lease = world.claim(2, 9).await.unwrap();
        let mut tx = world.begin().await;
        assert!(tx.end_job(&lease, &Ending::Succeeded(ending), at(3)).await.unwrap());
        tx.commit().await.unwrap();
        let wanted = Job { state: State::Succeeded, mockup: after, attempts: 1, updated_at: at(3), ..job };
        assert_eq!(world.store.job(wanted.id).await.unwrap(), Some(wanted));
    }
    let mut tx = world.begin().await;
    tx.delete_mockup(world.account, made).await.unwrap();
    tx.commit().await.unwrap();
    let query = Query { account: world.account, kinds: vec![], mockup: Some(made), before: None, limit: 9 };
    assert_eq!(world.store.jobs(&query).await.unwrap().len(), 1, "a job outlives its mockup");
}

/// The file that a job made is kept as long as the job, and no longer.
pub async fn what_a_job_made_is_kept_with_it(store: Subject) {
    let world = World::new(store).await;
    let (source, made) = (world.blob("source").await, world.blob("archive").await);
    let job = world.new_job(pack(source), 1);
    let mut tx = world.begin().await;
    tx.insert_job(&job).await.unwrap();
    tx.commit().await.unwrap();
    let lease = world.claim(2, 9).await.unwrap();
    let mut tx = world.begin().await;
    assert!(tx.end_job(&lease, &Ending::Made(made.hash), at(3)).await.unwrap());
    tx.commit().await.unwrap();
    let wanted = Job { state: State::Succeeded, file: Some(made.hash), attempts: 1, updated_at: at(3), ..job };
    assert_eq!(world.store.job(wanted.id).await.unwrap(), Some(wanted));
    let mut tx = world.begin().await;
    assert!(!tx.take_unused_blobs(at(100), 9).await.unwrap().contains(&made.hash));
    assert_eq!(tx.delete_old_jobs(at(4), 9).await.unwrap(), 1);
    assert!(tx.take_unused_blobs(at(100), 9).await.unwrap().contains(&made.hash));
}

/// Jobs that ended long ago are forgotten, a few at a time; those that have not ended never.
pub async fn old_jobs_are_forgotten(store: Subject) {
    let world = World::new(store).await;
    for _ in 0..3 {
        world.job(1).await;
    }
    let mut ended = Vec::new();
    for time in [2, 3, 4] {
        let job = world.job(0).await;
        let mut tx = world.begin().await;
        assert!(tx.cancel_job(world.account, job.id, at(time)).await.unwrap());
        tx.commit().await.unwrap();
        ended.push(job.id);
    }
    assert!(world.claim(2, 3).await.is_some());
    for (before, limit, gone) in [(2, 9, 0), (4, 1, 1), (4, 1, 1), (4, 1, 0)] {
        let mut tx = world.begin().await;
        assert_eq!(tx.delete_old_jobs(at(before), limit).await.unwrap(), gone);
        tx.commit().await.unwrap();
    }
    let query = Query { account: world.account, kinds: vec![], mockup: None, before: None, limit: 9 };
    assert_eq!(world.store.jobs(&query).await.unwrap().len(), 4);
    assert_eq!(world.store.unfinished_jobs(world.account).await.unwrap(), 3);
    assert!(world.store.job(ended[2]).await.unwrap().is_some());
}
