//! A library with a user in it, and a worker.

use std::sync::Arc;
use std::time::Duration;

use library::clock::{Clock, SystemClock};
use library::ids::ThingId;
use library::jobs::{Job, State};
use library::keys::NewKey;
use library::limits::Unlimited;
use library::mockups::Mockup;
use library::secrets::MasterKey;
use library::webhooks::Post;
use library::{Actor, Library, Parts, Settings, worker};
use testkit::memory::{FakeFetcher, FakePsd, FakeRenderer, ManualClock, MemoryBlobs, MemoryStore};
use tokio::sync::watch;

/// Everything behind a library, to look at and to meddle with.
pub(crate) struct World {
    pub(crate) library: Arc<Library>,
    pub(crate) store: MemoryStore,
    pub(crate) blobs: MemoryBlobs,
    pub(crate) fetcher: Arc<FakeFetcher>,
    pub(crate) renderer: Arc<FakeRenderer>,
    pub(crate) clock: Arc<ManualClock>,
    pub(crate) ada: Actor,
    pub(crate) eve: Actor,
    /// Dropping it stops the worker.
    _stop: watch::Sender<bool>,
}

impl World {
    /// Two people, each with an account, and a worker.
    pub(crate) async fn new() -> Self {
        Self::with(Settings { wait: Duration::from_secs(20), ..Settings::default() }).await
    }

    pub(crate) async fn with(settings: Settings) -> Self {
        Self::telling(settings, None).await
    }

    /// The same, telling others what happens.
    pub(crate) async fn telling(settings: Settings, post: Option<Post>) -> Self {
        let (store, blobs) = (MemoryStore::default(), MemoryBlobs::default());
        let fetcher = Arc::new(FakeFetcher::default());
        let renderer = Arc::new(FakeRenderer::new(Arc::new(blobs.clone())));
        let clock = Arc::new(ManualClock::new(SystemClock.now()));
        let library = Library::new(Parts {
            store: Arc::new(store.clone()),
            blobs: Arc::new(blobs.clone()),
            fetcher: fetcher.clone(),
            renderer: renderer.clone(),
            limiter: Arc::new(Unlimited),
            clock: clock.clone(),
            master: MasterKey::from_words(b"test"),
            settings,
        });
        let library = Arc::new(match post {
            Some(post) => library.with_webhooks(post),
            None => library,
        });
        let (stop, stopped) = watch::channel(false);
        tokio::spawn(worker::run(library.clone(), 4, stopped));
        let (ada, eve) = (actor(&library, "ada").await, actor(&library, "eve").await);
        Self { library, store, blobs, fetcher, renderer, clock, ada, eve, _stop: stop }
    }

    /// Serves a file with these slots at a URL, and makes a mockup of it.
    pub(crate) async fn mockup(&self, name: &str, slots: &[&str]) -> Mockup {
        let url = format!("https://files.test/{name}.psd");
        self.fetcher.serve(&url, "image/vnd.adobe.photoshop", FakePsd::with_slots(slots).bytes());
        let job = self.library.import_url(&self.ada, &url, None, None).await.unwrap();
        let job = self.library.wait_for_success(&self.ada, job.id).await.unwrap();
        self.library.mockup(&self.ada, job.mockup.unwrap()).await.unwrap()
    }

    /// Waits until a job has ended.
    pub(crate) async fn ended(&self, job: Job) -> State {
        self.library.wait_for_job(&self.ada, job.id).await.unwrap().state
    }

    /// Mockups' ids, by name.
    pub(crate) async fn mockups(&self, names: &[&str]) -> Vec<ThingId> {
        let mut ids = Vec::new();
        for name in names {
            ids.push(self.mockup(name, &["Front", name]).await.thing.id);
        }
        ids
    }
}

async fn actor(library: &Library, name: &str) -> Actor {
    let (user, account) = library.user_and_account(name, None).await.unwrap();
    let new = NewKey { user: user.id, account: account.id, name: "key".to_owned() };
    let (_, seed) = library.create_key(new, &["door"]).await.unwrap();
    library.authenticate("door", &seed.spelling("door")).await.unwrap()
}
