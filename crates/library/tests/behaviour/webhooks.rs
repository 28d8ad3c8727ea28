//! Webhooks: what ends is told, to everybody who wants to know, until it arrives.

use std::sync::Arc;
use std::time::Duration;

use library::ids::EndpointId;
use library::jobs::State as JobState;
use library::webhooks::worker::{self, Pace};
use library::webhooks::{Change, Delivery, Endpoint, NewEndpoint, Post, Query, Read as _, State};
use library::{Actor, Error, Library, Settings};
use testkit::memory::{FakeSender, PlainDialect};
use tokio::sync::watch;

use crate::world::World;

const HOOK: &str = "https://example.com/hook";
const OTHER: &str = "https://example.org/other";
const DAY: Duration = Duration::from_hours(24);

/// A world that tells, by a sender which tests set.
struct Telling {
    world: World,
    sender: Arc<FakeSender>,
    _stop: watch::Sender<bool>,
}

impl Telling {
    async fn new() -> Self {
        let sender = Arc::new(FakeSender::default());
        let post = Post { sender: sender.clone(), dialects: vec![Arc::new(PlainDialect)] };
        let settings = Settings { wait: Duration::from_secs(20), ..Settings::default() };
        let world = World::telling(settings, Some(post)).await;
        let (stop, stopped) = watch::channel(false);
        let pace = Pace { look: Duration::from_millis(2), ..Pace::default() };
        tokio::spawn(worker::run(world.library.clone(), pace, stopped));
        Self { world, sender, _stop: stop }
    }

    fn library(&self) -> &Library {
        &self.world.library
    }

    fn ada(&self) -> &Actor {
        &self.world.ada
    }

    async fn endpoint(&self, url: &str, event_types: &[&str]) -> Endpoint {
        let event_types = event_types.iter().map(|name| (*name).to_owned()).collect();
        self.library().create_endpoint(self.ada(), new(url, event_types)).await.unwrap()
    }

    /// All of an endpoint's deliveries, oldest first.
    async fn deliveries(&self, endpoint: &Endpoint) -> Vec<Delivery> {
        let query = Query {
            account: self.ada().account,
            door: "plain".to_owned(),
            endpoint: Some(endpoint.id),
            state: None,
            event_types: vec![],
            before: None,
            limit: 1_000,
        };
        let mut found = self.library().deliveries(self.ada(), &query).await.unwrap();
        found.reverse();
        found
    }

    /// Waits until an endpoint's deliveries are as `wanted` says.
    async fn until(&self, endpoint: &Endpoint, wanted: impl Fn(&[Delivery]) -> bool) -> Vec<Delivery> {
        for _ in 0..2_000 {
            let found = self.deliveries(endpoint).await;
            if wanted(&found) {
                return found;
            }
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
        panic!("it never came to that: {:?}", self.deliveries(endpoint).await);
    }

    /// A failed import: the shortest way to an event.
    async fn happen(&self) {
        let missing = "https://files.test/missing.psd";
        let job = self.library().import_url(self.ada(), missing, None, None).await.unwrap();
        assert!(matches!(self.world.ended(job).await, JobState::Failed(_)));
    }
}

fn new(url: &str, event_types: Vec<String>) -> NewEndpoint {
    NewEndpoint { door: "plain", url: url.to_owned(), description: String::new(), event_types, naming: String::new() }
}

fn all(state: State) -> impl Fn(&[Delivery]) -> bool {
    move |found| !found.is_empty() && found.iter().all(|delivery| delivery.state == state)
}

/// Whether a delivery was tried and is in nobody's hands: one that is being sent is due again when its lease ends.
fn rests(delivery: &Delivery) -> bool {
    let lease = delivery.updated_at + chrono::TimeDelta::seconds(60);
    delivery.state != State::Pending && delivery.next_at != Some(lease)
}

#[tokio::test]
async fn what_ends_is_told_once_to_everybody_who_wants_it() {
    let telling = Telling::new().await;
    let everything = telling.endpoint(HOOK, &[]).await;
    let failures = telling.endpoint(OTHER, &["import.failed", "render.failed"]).await;
    telling.library().create_endpoint(&telling.world.eve, new("https://eve.test", vec![])).await.unwrap();
    telling.world.mockup("mug", &["Front"]).await;
    telling.happen().await;
    let told = telling.until(&everything, |found| found.len() == 2 && all(State::Delivered)(found)).await;
    let names: Vec<&str> = told.iter().map(|delivery| delivery.event_type.as_str()).collect();
    assert_eq!(names, ["import.succeeded", "import.failed"]);
    let told = telling.until(&failures, all(State::Delivered)).await;
    assert_eq!((told.len(), told[0].event_type.as_str(), told[0].http_status), (1, "import.failed", Some(200)));
    let sent = telling.sender.sent(OTHER);
    let secret = telling.library().endpoint_secret(&failures).unwrap();
    let spelled = format!("{secret:?}");
    assert_eq!(sent.len(), 1);
    assert_eq!(sent[0].body, format!("import.failed {}", told[0].job));
    assert_eq!(sent[0].headers, [("signature", spelled)]);
    assert!(telling.sender.sent("https://eve.test").is_empty());
}

#[tokio::test]
async fn a_receiver_that_is_down_for_a_day_gets_everything() {
    let telling = Telling::new().await;
    let endpoint = telling.endpoint(HOOK, &[]).await;
    telling.sender.fail(HOOK, library::fetch::FetchError::Unreachable);
    let start = telling.world.library.now();
    let hour = Duration::from_hours(1);
    for _ in 0..24 {
        telling.happen().await;
        telling.until(&endpoint, |found| found.iter().all(rests)).await;
        // Whatever falls due within this hour is tried in it.
        for _ in 0..2 {
            telling.world.clock.advance(hour / 2);
            let now = telling.library().now();
            let waits = |one: &Delivery| rests(one) && one.next_at.is_some_and(|at| at > now);
            telling.until(&endpoint, |found| found.iter().all(waits)).await;
        }
    }
    assert_eq!(telling.library().now() - start, chrono::TimeDelta::days(1));
    telling.sender.answer(HOOK, 204);
    let down = telling.deliveries(&endpoint).await;
    assert!(down.len() == 24 && all(State::Failed)(&down), "{down:?}");
    // Each arrives at the very next try that it had waited for.
    for _ in 0..22 {
        telling.world.clock.advance(hour / 2);
        let now = telling.library().now();
        telling
            .until(&endpoint, |found| {
                let due = |one: &&Delivery| down.iter().any(|was| was.id == one.id && was.next_at.unwrap() <= now);
                found.iter().filter(due).all(|one| one.state == State::Delivered)
            })
            .await;
    }
    let arrived = telling.deliveries(&endpoint).await;
    assert!(all(State::Delivered)(&arrived), "{arrived:?}");
    for (was, is) in down.iter().zip(&arrived) {
        assert_eq!((is.id, is.attempts), (was.id, was.attempts + 1));
    }
}

#[tokio::test]
async fn eight_attempts_by_the_schedule_and_then_no_more() {
    let telling = Telling::new().await;
    let endpoint = telling.endpoint(HOOK, &[]).await;
    telling.sender.answer(HOOK, 500);
    telling.happen().await;
    let mut pauses = Vec::new();
    for attempt in 1..=8 {
        let found =
            telling.until(&endpoint, |found| found.iter().any(|one| one.attempts == attempt && rests(one))).await;
        assert_eq!(telling.sender.sent(HOOK).len(), attempt as usize);
        let Some(next) = found[0].next_at else { break };
        let pause = next - telling.library().now();
        pauses.push(pause.num_seconds());
        // A moment before, nothing happens.
        let moment = chrono::TimeDelta::microseconds(1);
        telling.world.clock.advance((pause - moment).to_std().unwrap());
        tokio::time::sleep(Duration::from_millis(20)).await;
        assert_eq!(telling.deliveries(&endpoint).await[0].attempts, attempt);
        telling.world.clock.advance(Duration::from_micros(1));
    }
    assert_eq!(pauses, [5, 300, 1_800, 7_200, 18_000, 36_000, 36_000]);
    let dead = telling.deliveries(&endpoint).await.remove(0);
    assert_eq!((dead.state, dead.attempts, dead.http_status, dead.next_at), (State::Dead, 8, Some(500), None));
    assert_eq!(dead.error.as_deref(), Some("the receiver answered with status 500"));
    assert!(telling.library().endpoint(telling.ada(), "plain", endpoint.id).await.unwrap().enabled);
}

#[tokio::test]
async fn redirects_and_refusals_are_failures_in_words() {
    let telling = Telling::new().await;
    let endpoint = telling.endpoint(HOOK, &[]).await;
    let words = |error: &str| Some(error.to_owned());
    let redirect = "the receiver answered with a redirect (status 308), which is not followed";
    for (status, error) in [(308, words(redirect)), (404, words("the receiver answered with status 404")), (299, None)]
    {
        telling.sender.answer(HOOK, status);
        let sent = telling.library().test_endpoint(telling.ada(), "plain", endpoint.id).await.unwrap();
        let done = |one: &Delivery| one.id == sent.id && rests(one);
        let found = telling.until(&endpoint, |found| found.iter().any(done)).await;
        let found = found.into_iter().find(|one| one.id == sent.id).unwrap();
        assert_eq!((found.http_status, found.error), (Some(status), error));
    }
    telling.sender.fail(HOOK, library::fetch::FetchError::Forbidden);
    let sent = telling.library().test_endpoint(telling.ada(), "plain", endpoint.id).await.unwrap();
    let found = telling.until(&endpoint, |found| found.iter().all(rests)).await;
    let found = found.iter().find(|one| one.id == sent.id).unwrap();
    assert_eq!((found.http_status, found.error.as_deref()), (None, Some("the URL's host is not allowed")));
}

#[tokio::test]
async fn a_silent_endpoint_delays_no_other() {
    let telling = Telling::new().await;
    let silent = telling.endpoint(HOOK, &[]).await;
    let awake = telling.endpoint(OTHER, &[]).await;
    telling.sender.silence(HOOK);
    for _ in 0..20 {
        telling.happen().await;
    }
    let told = telling.until(&awake, |found| found.len() == 20 && all(State::Delivered)(found)).await;
    assert_eq!(told.len(), 20);
    // The silent one holds no more than its share.
    assert_eq!(telling.sender.sent(HOOK).len(), Pace::default().to_each);
    assert_eq!(telling.deliveries(&silent).await.len(), 20);
}

#[tokio::test]
async fn an_endpoint_that_fails_for_five_days_is_disabled() {
    let telling = Telling::new().await;
    let endpoint = telling.endpoint(HOOK, &[]).await;
    let now = async || telling.library().endpoint(telling.ada(), "plain", endpoint.id).await.unwrap();
    telling.sender.answer(HOOK, 503);
    for day in 0..5 {
        telling.happen().await;
        telling.until(&endpoint, |found| found.iter().all(rests)).await;
        assert!(now().await.enabled, "day {day}");
        telling.world.clock.advance(DAY);
    }
    // The next failure is the one too many; what waits is kept.
    for _ in 0..2_000 {
        if !now().await.enabled {
            break;
        }
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
    assert!(!now().await.enabled);
    telling.happen().await;
    let (count, sent) = (telling.deliveries(&endpoint).await.len(), telling.sender.sent(HOOK).len());
    assert_eq!(count, 5, "nothing is noted for a disabled endpoint");
    let refused = telling.library().test_endpoint(telling.ada(), "plain", endpoint.id).await;
    assert!(matches!(refused, Err(Error::Conflict(_))));
    telling.world.clock.advance(DAY);
    tokio::time::sleep(Duration::from_millis(30)).await;
    assert_eq!(telling.sender.sent(HOOK).len(), sent);
    // Enabled again, it is sent what waits, and has five days again.
    telling.sender.answer(HOOK, 200);
    let enable = Change { enabled: Some(true), ..Change::default() };
    let enabled = telling.library().change_endpoint(telling.ada(), "plain", endpoint.id, enable).await.unwrap();
    assert_eq!((enabled.enabled, enabled.failing_since), (true, None));
    let ended = |one: &Delivery| matches!(one.state, State::Delivered | State::Dead);
    telling.until(&endpoint, |found| found.iter().all(ended)).await;
    assert!(telling.sender.sent(HOOK).len() > sent);
}

#[tokio::test]
async fn one_success_ends_a_row_of_failures() {
    let telling = Telling::new().await;
    let endpoint = telling.endpoint(HOOK, &[]).await;
    for status in [500, 200, 500] {
        telling.sender.answer(HOOK, status);
        let sent = telling.library().test_endpoint(telling.ada(), "plain", endpoint.id).await.unwrap();
        telling.until(&endpoint, |found| found.iter().any(|one| one.id == sent.id && rests(one))).await;
        telling.world.clock.advance(DAY * 3);
    }
    telling.until(&endpoint, |found| found.iter().all(rests)).await;
    assert!(telling.library().endpoint(telling.ada(), "plain", endpoint.id).await.unwrap().enabled);
}

#[tokio::test]
async fn what_failed_is_replayed_one_by_one_or_all() {
    let telling = Telling::new().await;
    let (library, ada) = (telling.library(), telling.ada());
    let endpoint = telling.endpoint(HOOK, &[]).await;
    telling.sender.answer(HOOK, 500);
    for _ in 0..3 {
        telling.happen().await;
    }
    let failed = telling.until(&endpoint, |found| found.len() == 3 && all(State::Failed)(found)).await;
    telling.sender.answer(HOOK, 200);
    library.replay_delivery(ada, "plain", endpoint.id, failed[0].id).await.unwrap();
    telling.until(&endpoint, |found| found[0].state == State::Delivered).await;
    assert_eq!(library.replay_failed(ada, "plain", endpoint.id).await.unwrap(), 2);
    telling.until(&endpoint, all(State::Delivered)).await;
    assert_eq!(library.replay_failed(ada, "plain", endpoint.id).await.unwrap(), 0);
    // What arrived may be sent again too.
    library.replay_delivery(ada, "plain", endpoint.id, failed[1].id).await.unwrap();
    let count = telling.sender.sent(HOOK).len();
    telling.until(&endpoint, all(State::Delivered)).await;
    assert!(telling.sender.sent(HOOK).len() >= count && count >= 6);
}

#[tokio::test]
async fn a_rotated_secret_signs_from_then_on() {
    let telling = Telling::new().await;
    let endpoint = telling.endpoint(HOOK, &[]).await;
    let rotated = telling.library().rotate_endpoint_secret(telling.ada(), "plain", endpoint.id).await.unwrap();
    let secret = |endpoint| telling.library().endpoint_secret(endpoint).unwrap();
    assert_ne!(secret(&rotated), secret(&endpoint));
    telling.library().test_endpoint(telling.ada(), "plain", endpoint.id).await.unwrap();
    telling.until(&endpoint, all(State::Delivered)).await;
    let spelled = format!("{:?}", secret(&rotated));
    assert_eq!(telling.sender.sent(HOOK)[0].headers, [("signature", spelled)]);
    // What is stored opens in no other row.
    let elsewhere = Endpoint { id: EndpointId::new(), ..rotated };
    assert!(matches!(telling.library().endpoint_secret(&elsewhere), Err(Error::Internal(_))));
}

#[tokio::test]
async fn cancelled_jobs_are_told_as_failed() {
    let telling = Telling::new().await;
    let endpoint = telling.endpoint(HOOK, &[]).await;
    let mockup = telling.world.mockup("mug", &["Front"]).await;
    telling.world.renderer.hold();
    let fill = library::renders::Fill {
        colour: Some(library::renders::ColourOverlay { rgb: [1, 2, 3], blend: library::renders::BlendMode::Normal }),
        ..library::renders::Fill::of(mockup.template.outline.slots[0].id)
    };
    let order = library::renders::RenderOrder { fills: vec![fill], ..library::renders::RenderOrder::default() };
    let new = library::renders::NewRender { mockup: mockup.thing.id, order, label: String::new(), request: None };
    let ordered = telling.library().order_render(telling.ada(), new).await.unwrap();
    while telling.world.renderer.drawings().is_empty() {
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
    telling.library().cancel_job(telling.ada(), ordered.job.id).await.unwrap();
    telling.world.renderer.release();
    let told = telling.until(&endpoint, |found| found.len() == 2 && all(State::Delivered)(found)).await;
    assert_eq!((told[1].event_type.as_str(), told[1].job), ("render.failed", ordered.job.id));
    let event = telling.world.store.event(told[1].event).await.unwrap().unwrap();
    assert_eq!((event.render, event.mockup), (Some(ordered.render.id), Some(mockup.thing.id)));
    assert_eq!(event.failure.unwrap().message, "the job was cancelled");
}

#[tokio::test]
async fn endpoints_are_their_accounts_and_their_doors() {
    let telling = Telling::new().await;
    let (library, eve) = (telling.library(), &telling.world.eve);
    let endpoint = telling.endpoint(HOOK, &[]).await;
    let sent = library.test_endpoint(telling.ada(), "plain", endpoint.id).await.unwrap();
    let missing = |error: Error| assert!(matches!(error, Error::NotFound(_)), "{error:?}");
    for (actor, door) in [(eve, "plain"), (telling.ada(), "other")] {
        missing(library.endpoint(actor, door, endpoint.id).await.unwrap_err());
        missing(library.change_endpoint(actor, door, endpoint.id, Change::default()).await.unwrap_err());
        missing(library.rotate_endpoint_secret(actor, door, endpoint.id).await.unwrap_err());
        missing(library.test_endpoint(actor, door, endpoint.id).await.unwrap_err());
        missing(library.replay_failed(actor, door, endpoint.id).await.unwrap_err());
        missing(library.replay_delivery(actor, door, endpoint.id, sent.id).await.unwrap_err());
        missing(library.delete_endpoint(actor, door, endpoint.id).await.unwrap_err());
        assert!(library.endpoints(actor, door).await.unwrap().is_empty());
    }
    assert_eq!(library.endpoints(telling.ada(), "plain").await.unwrap(), std::slice::from_ref(&endpoint));
    library.delete_endpoint(telling.ada(), "plain", endpoint.id).await.unwrap();
    missing(library.endpoint(telling.ada(), "plain", endpoint.id).await.unwrap_err());
}

#[tokio::test]
async fn urls_that_could_never_be_reached_are_refused() {
    let telling = Telling::new().await;
    telling.world.fetcher.fail("https://inside.test", library::fetch::FetchError::Forbidden);
    for url in ["", "example.com", "ftp://example.com", "https://inside.test", "https://a\n.test/"] {
        let refused = telling.library().create_endpoint(telling.ada(), new(url, vec![])).await;
        assert!(matches!(refused, Err(Error::Invalid { ref field, .. }) if field == "url"), "{url}: {refused:?}");
    }
    for number in 0..library::webhooks::ENDPOINTS {
        telling.endpoint(&format!("https://example.com/{number}"), &[]).await;
    }
    let one_more = telling.library().create_endpoint(telling.ada(), new(HOOK, vec![])).await;
    assert!(matches!(one_more, Err(Error::Conflict(_))));
}
