//! Webhooks: endpoints, events, deliveries, and their queue.

use std::collections::BTreeSet;
use std::time::Duration;

use futures_util::future::join_all;
use library::ids::{DeliveryId, EndpointId, EventId, JobId, RenderId, ThingId};
use library::jobs::{Failure, Reason, Topic};
use library::secrets::Sealed;
use library::webhooks::{Attempt, Delivery, Endpoint, Event, Kind, Lease, Query, State};

use super::samples::WORDS;
use super::world::{Subject, World, at, micros};

/// A URL that wants to know everything.
pub(super) fn new_endpoint(world: &World, seconds: i64) -> Endpoint {
    Endpoint {
        id: EndpointId::new(),
        account: world.account,
        door: "plain".into(),
        url: "https://example.com/hook".into(),
        secret: Sealed(vec![0, 255, 7]),
        description: String::new(),
        event_types: vec![],
        naming: String::new(),
        enabled: true,
        failing_since: None,
        created_at: at(seconds),
        updated_at: at(seconds),
    }
}

pub(super) async fn stored(world: &World, endpoint: Endpoint) -> Endpoint {
    let mut tx = world.begin().await;
    tx.insert_endpoint(&endpoint).await.unwrap();
    tx.commit().await.unwrap();
    endpoint
}

pub(super) async fn endpoint(world: &World, seconds: i64) -> Endpoint {
    stored(world, new_endpoint(world, seconds)).await
}

pub(super) fn new_event(world: &World, kind: Kind, seconds: i64) -> Event {
    let (id, job) = (EventId::new(), JobId::new());
    Event { id, account: world.account, kind, job, render: None, mockup: None, failure: None, at: at(seconds) }
}

pub(super) fn new_delivery(event: &Event, endpoint: &Endpoint) -> Delivery {
    Delivery {
        id: DeliveryId::new(),
        account: event.account,
        endpoint: endpoint.id,
        event: event.id,
        job: event.job,
        event_type: event.kind.name().into(),
        state: State::Pending,
        attempts: 0,
        http_status: None,
        error: None,
        next_at: Some(event.at),
        created_at: event.at,
        updated_at: event.at,
    }
}

pub(super) async fn store(world: &World, event: &Event, deliveries: &[Delivery]) {
    let mut tx = world.begin().await;
    tx.insert_event(event, deliveries).await.unwrap();
    tx.commit().await.unwrap();
}

/// A stored delivery of an event of that second.
pub(super) async fn delivery(world: &World, endpoint: &Endpoint, kind: Kind, seconds: i64) -> Delivery {
    let event = new_event(world, kind, seconds);
    let delivery = new_delivery(&event, endpoint);
    store(world, &event, std::slice::from_ref(&delivery)).await;
    delivery
}

pub(super) async fn claim(world: &World, now: i64, until: i64) -> Option<Lease> {
    world.store.claim_delivery(at(now), at(until), &[]).await.unwrap()
}

pub(super) const ARRIVED: Attempt =
    Attempt { state: State::Delivered, http_status: Some(204), error: None, next_at: None };

pub(super) fn failed(next: Option<i64>) -> Attempt {
    let state = if next.is_some() { State::Failed } else { State::Dead };
    Attempt { state, http_status: None, error: Some(WORDS.into()), next_at: next.map(at) }
}

pub(super) async fn end(world: &World, lease: &Lease, attempt: &Attempt, now: i64) -> bool {
    let mut tx = world.begin().await;
    let ended = tx.end_attempt(lease, attempt, at(now)).await.unwrap();
    tx.commit().await.unwrap();
    ended
}

fn all(world: &World) -> Query {
    Query {
        account: world.account,
        door: "plain".into(),
        endpoint: None,
        state: None,
        event_types: vec![],
        before: None,
        limit: 100,
    }
}

async fn listed(world: &World, query: Query) -> Vec<DeliveryId> {
    let found = world.store.deliveries(&query).await.unwrap();
    found.into_iter().map(|delivery| delivery.id).collect()
}

/// An endpoint comes back as it was stored, and as it was changed.
pub async fn endpoints_are_kept_to_the_letter(store: Subject) {
    let world = World::new(store).await;
    let first = Endpoint {
        description: WORDS.into(),
        event_types: vec![WORDS.into(), String::new(), "[\"a\"]".into()],
        naming: WORDS.into(),
        enabled: false,
        failing_since: Some(at(3) + micros(1)),
        ..new_endpoint(&world, 1)
    };
    let first = stored(&world, first).await;
    assert_eq!(world.store.endpoint(first.id).await.unwrap(), Some(first.clone()));
    let url = format!("https://example.com/?{WORDS}");
    let changed = Endpoint { url, secret: Sealed(vec![]), enabled: true, failing_since: None, ..first.clone() };
    let changed = Endpoint { event_types: vec![], updated_at: at(9), ..changed };
    let mut tx = world.begin().await;
    assert_eq!(tx.hold_endpoint(first.id).await.unwrap(), Some(first));
    let elsewhere = Endpoint { door: "other".into(), created_at: at(7), ..changed.clone() };
    tx.update_endpoint(&elsewhere).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(world.store.endpoint(changed.id).await.unwrap(), Some(changed));
    assert_eq!(world.store.endpoint(EndpointId::new()).await.unwrap(), None);
}

/// An account's endpoints at one door come oldest first; those who are told are the enabled ones of all doors.
pub async fn endpoints_are_listed_oldest_first(store: Subject) {
    let world = World::new(store).await;
    let elsewhere = world.elsewhere().await;
    let (young, old) = (endpoint(&world, 2).await, endpoint(&world, 1).await);
    let other_door = stored(&world, Endpoint { door: "other".into(), ..new_endpoint(&world, 3) }).await;
    let disabled = stored(&world, Endpoint { enabled: false, ..new_endpoint(&world, 4) }).await;
    endpoint(&elsewhere, 0).await;
    let found = world.store.endpoints(world.account, "plain").await.unwrap();
    assert_eq!(found, [old.clone(), young.clone(), disabled]);
    let mut tx = world.begin().await;
    assert_eq!(tx.enabled_endpoints(world.account).await.unwrap(), [old, young, other_door]);
}

/// A removed endpoint is gone, with its deliveries and nobody else's.
pub async fn a_removed_endpoint_takes_its_deliveries_along(store: Subject) {
    let world = World::new(store).await;
    let (one, other) = (endpoint(&world, 0).await, endpoint(&world, 1).await);
    let gone = delivery(&world, &one, Kind::Test, 2).await;
    let kept = delivery(&world, &other, Kind::Test, 3).await;
    let lease = claim(&world, 5, 9).await.unwrap();
    let mut tx = world.begin().await;
    assert!(tx.delete_endpoint(one.id).await.unwrap());
    assert!(!tx.delete_endpoint(EndpointId::new()).await.unwrap());
    tx.commit().await.unwrap();
    assert_eq!(world.store.endpoint(one.id).await.unwrap(), None);
    assert_eq!(world.store.delivery(gone.id).await.unwrap(), None);
    assert!(!end(&world, &lease, &ARRIVED, 6).await);
    assert_eq!(listed(&world, all(&world)).await, [kept.id]);
}

/// Events of every kind come back as they were stored.
pub async fn events_are_kept_to_the_letter(store: Subject) {
    let world = World::new(store).await;
    for (number, kind) in Kind::ALL.iter().enumerate() {
        let reason = Reason::ALL[number % Reason::ALL.len()];
        let event = Event {
            render: (number % 2 == 0).then(RenderId::new),
            mockup: (number % 3 == 0).then(ThingId::new),
            failure: (number > 0).then(|| Failure { reason, message: WORDS.into() }),
            ..new_event(&world, *kind, number as i64)
        };
        self::store(&world, &event, &[]).await;
        assert_eq!(world.store.event(event.id).await.unwrap(), Some(event));
    }
    assert_eq!(world.store.event(EventId::new()).await.unwrap(), None);
    let null = Failure { reason: Reason::Order, message: "layer a\0b".into() };
    let event = Event { failure: Some(null), ..new_event(&world, Kind::RenderFailed, 1) };
    self::store(&world, &event, &[]).await;
    let failure = world.store.event(event.id).await.unwrap().unwrap().failure.unwrap();
    assert!(failure.message.starts_with("layer a"), "{failure:?}");
}

/// A delivery comes back as it was stored, and as its attempts left it.
pub async fn deliveries_are_kept_to_the_letter(store: Subject) {
    let world = World::new(store).await;
    let endpoint = endpoint(&world, 0).await;
    let event = new_event(&world, Kind::RenderFailed, 1);
    let new = Delivery { event_type: WORDS.into(), ..new_delivery(&event, &endpoint) };
    self::store(&world, &event, std::slice::from_ref(&new)).await;
    assert_eq!(world.store.delivery(new.id).await.unwrap(), Some(new.clone()));
    let lease = claim(&world, 5, 9).await.unwrap();
    let claimed = Delivery { attempts: 1, next_at: Some(at(9)), updated_at: at(5), ..new };
    assert_eq!(lease.delivery, claimed);
    let attempt = Attempt { http_status: Some(599), ..failed(Some(20)) };
    assert!(end(&world, &lease, &attempt, 6).await);
    let Attempt { state, http_status, error, next_at } = attempt;
    let after = Delivery { state, http_status, error, next_at, updated_at: at(6), ..claimed };
    assert_eq!(world.store.delivery(after.id).await.unwrap(), Some(after));
    let lease = claim(&world, 20, 30).await.unwrap();
    assert_eq!((lease.delivery.attempts, lease.delivery.state), (2, State::Failed));
    assert!(end(&world, &lease, &ARRIVED, 21).await);
    let delivered = world.store.delivery(lease.delivery.id).await.unwrap().unwrap();
    assert_eq!((delivered.state, delivered.http_status, delivered.error), (State::Delivered, Some(204), None));
    assert_eq!(delivered.next_at, None);
}

/// Deliveries are listed newest first, by endpoint, state and name, from any of them on.
pub async fn deliveries_are_listed_newest_first(store: Subject) {
    let world = World::new(store).await;
    let elsewhere = world.elsewhere().await;
    let (one, other) = (endpoint(&world, 0).await, endpoint(&world, 1).await);
    let other_door = stored(&world, Endpoint { door: "other".into(), ..new_endpoint(&world, 0) }).await;
    let foreign = delivery(&elsewhere, &endpoint(&elsewhere, 0).await, Kind::Test, 9).await;
    delivery(&world, &other_door, Kind::Test, 9).await;
    let mut ids = Vec::new();
    for (seconds, kind, endpoint) in
        [(3, Kind::RenderFailed, &one), (1, Kind::Test, &other), (2, Kind::Test, &one), (2, Kind::RenderFailed, &one)]
    {
        ids.push(delivery(&world, endpoint, kind, seconds).await.id);
    }
    let newest_first = [ids[0], ids[3], ids[2], ids[1]];
    assert_eq!(listed(&world, all(&world)).await, newest_first);
    assert_eq!(listed(&world, Query { limit: 2, ..all(&world) }).await, newest_first[..2]);
    assert_eq!(listed(&world, Query { before: Some(ids[3]), ..all(&world) }).await, newest_first[2..]);
    assert_eq!(listed(&world, Query { endpoint: Some(other.id), ..all(&world) }).await, [ids[1]]);
    let named = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    let tests = Query { event_types: named(&["test", "tests"]), ..all(&world) };
    assert_eq!(listed(&world, tests).await, [ids[2], ids[1]]);
    let lease = claim(&world, 1, 9).await.unwrap();
    assert!(end(&world, &lease, &failed(None), 2).await);
    assert_eq!(listed(&world, Query { state: Some(State::Dead), ..all(&world) }).await, [ids[1]]);
    assert_eq!(listed(&world, Query { state: Some(State::Pending), ..all(&world) }).await, newest_first[..3]);
    for unknown in [DeliveryId::new(), foreign.id] {
        assert!(listed(&world, Query { before: Some(unknown), ..all(&world) }).await.is_empty());
    }
}

/// What has been due for longest goes first; what is not due, or goes to busy or disabled endpoints, waits.
pub async fn the_longest_due_delivery_is_claimed_first(store: Subject) {
    let world = World::new(store).await;
    let (one, other) = (endpoint(&world, 0).await, endpoint(&world, 0).await);
    let disabled = stored(&world, Endpoint { enabled: false, ..new_endpoint(&world, 0) }).await;
    delivery(&world, &disabled, Kind::Test, 0).await;
    let late = delivery(&world, &one, Kind::Test, 5).await;
    let soon = delivery(&world, &one, Kind::Test, 3).await;
    let others = delivery(&world, &other, Kind::Test, 4).await;
    assert_eq!(claim(&world, 2, 100).await, None);
    let claimed = async |busy: &[EndpointId]| {
        let lease = world.store.claim_delivery(at(5), at(100), busy).await.unwrap();
        lease.map(|lease| lease.delivery.id)
    };
    assert_eq!(claimed(&[one.id, other.id]).await, None);
    assert_eq!(claimed(&[one.id]).await, Some(others.id));
    assert_eq!(claimed(&[]).await, Some(soon.id));
    assert_eq!(claimed(&[other.id]).await, Some(late.id));
    assert_eq!(claimed(&[]).await, None);
}

/// Eight senders, two hundred deliveries: each is claimed once, none is left.
pub async fn no_delivery_is_claimed_twice(store: Subject) {
    let world = World::new(store).await;
    let endpoint = endpoint(&world, 0).await;
    let event = new_event(&world, Kind::Test, 1);
    let deliveries: Vec<Delivery> = (0..200).map(|_| new_delivery(&event, &endpoint)).collect();
    self::store(&world, &event, &deliveries).await;
    let senders = (0..8).map(|_| {
        let store = world.store.clone();
        tokio::spawn(async move {
            let mut claimed = Vec::new();
            while let Some(lease) = store.claim_delivery(at(5), at(900), &[]).await? {
                claimed.push(lease.delivery.id);
            }
            Ok::<_, library::Error>(claimed)
        })
    });
    let mut claimed = Vec::new();
    for sender in join_all(senders).await {
        claimed.extend(sender.unwrap().unwrap());
    }
    assert_eq!(claimed.len(), 200);
    assert_eq!(claimed.into_iter().collect::<BTreeSet<_>>(), deliveries.iter().map(|delivery| delivery.id).collect());
}

/// Whoever lost a delivery, by silence or because it was replayed, says nothing about it any more.
pub async fn a_lost_attempt_changes_nothing(store: Subject) {
    let world = World::new(store).await;
    let endpoint = endpoint(&world, 0).await;
    delivery(&world, &endpoint, Kind::Test, 1).await;
    let first = claim(&world, 2, 10).await.unwrap();
    assert_eq!(claim(&world, 9, 20).await, None);
    let second = claim(&world, 10, 20).await.unwrap();
    assert_eq!((second.delivery.id, second.delivery.attempts), (first.delivery.id, 2));
    assert!(!end(&world, &first, &ARRIVED, 11).await);
    let mut tx = world.begin().await;
    assert!(tx.replay_delivery(second.delivery.id, at(12)).await.unwrap());
    tx.commit().await.unwrap();
    assert!(!end(&world, &second, &ARRIVED, 13).await);
    let third = claim(&world, 12, 20).await.unwrap();
    assert_eq!((third.delivery.attempts, third.delivery.state), (1, State::Pending));
    assert!(end(&world, &third, &ARRIVED, 14).await);
    assert!(!end(&world, &third, &failed(None), 15).await);
    assert_eq!(claim(&world, 1_000, 2_000).await, None);
}

/// What is replayed is as if it had never been tried; of an endpoint's, all that failed or are dead.
pub async fn replayed_deliveries_begin_anew(store: Subject) {
    let world = World::new(store).await;
    let (one, other) = (endpoint(&world, 0).await, endpoint(&world, 0).await);
    let mut made = Vec::new();
    for (seconds, endpoint) in [(1, &one), (2, &one), (3, &one), (4, &other), (5, &one)] {
        made.push(delivery(&world, endpoint, Kind::Test, seconds).await);
    }
    for attempt in [failed(Some(50)), failed(None), ARRIVED, failed(None)] {
        let lease = claim(&world, 6, 9).await.unwrap();
        assert!(end(&world, &lease, &attempt, 7).await);
    }
    let mut tx = world.begin().await;
    assert_eq!(tx.replay_failed(one.id, at(8)).await.unwrap(), 2);
    assert!(tx.replay_delivery(made[2].id, at(8)).await.unwrap());
    assert!(!tx.replay_delivery(DeliveryId::new(), at(8)).await.unwrap());
    tx.commit().await.unwrap();
    for before in &made[..3] {
        let anew = Delivery { next_at: Some(at(8)), updated_at: at(8), ..before.clone() };
        assert_eq!(world.store.delivery(before.id).await.unwrap(), Some(anew));
    }
    assert_eq!(world.store.delivery(made[3].id).await.unwrap().unwrap().state, State::Dead);
    assert_eq!(world.store.delivery(made[4].id).await.unwrap(), Some(made[4].clone()));
}

/// Deliveries that nothing has happened to for long are forgotten, oldest first, and their events with the last of them.
pub async fn old_deliveries_are_forgotten(store: Subject) {
    let world = World::new(store).await;
    let endpoint = endpoint(&world, 0).await;
    let shared = new_event(&world, Kind::Test, 1);
    let both = [new_delivery(&shared, &endpoint), new_delivery(&shared, &endpoint)];
    self::store(&world, &shared, &both).await;
    let lease = claim(&world, 30, 40).await.unwrap();
    assert!(end(&world, &lease, &ARRIVED, 30).await);
    let kept = both.iter().find(|delivery| delivery.id == lease.delivery.id).unwrap();
    let alone = delivery(&world, &endpoint, Kind::Test, 2).await;
    let young = delivery(&world, &endpoint, Kind::Test, 20).await;
    let sweep = async |before: i64, limit: u32| {
        let mut tx = world.begin().await;
        let count = tx.delete_old_deliveries(at(before), limit).await.unwrap();
        tx.commit().await.unwrap();
        count
    };
    assert_eq!(sweep(20, 1).await, 1);
    assert_eq!(world.store.delivery(alone.id).await.unwrap(), Some(alone.clone()));
    assert_eq!(sweep(20, 5).await, 1);
    assert_eq!(sweep(20, 5).await, 0);
    assert_eq!(listed(&world, all(&world)).await, [young.id, kept.id]);
    assert_eq!(world.store.event(alone.event).await.unwrap(), None);
    assert!(world.store.event(shared.id).await.unwrap().is_some());
    assert!(world.store.event(young.event).await.unwrap().is_some());
}

/// An event in a transaction that is dropped did not happen, and one that names a missing endpoint cannot.
pub async fn an_event_that_is_dropped_did_not_happen(store: Subject) {
    let world = World::new(store).await;
    let endpoint = endpoint(&world, 0).await;
    let event = new_event(&world, Kind::Test, 1);
    let mut tx = world.begin().await;
    tx.insert_event(&event, &[new_delivery(&event, &endpoint)]).await.unwrap();
    drop(tx);
    assert_eq!(world.store.event(event.id).await.unwrap(), None);
    assert_eq!(claim(&world, 5, 9).await, None);
    let mut tx = world.begin().await;
    let nowhere = new_endpoint(&world, 0);
    assert!(tx.insert_event(&event, &[new_delivery(&event, &nowhere)]).await.is_err());
    drop(tx);
    assert_eq!(world.store.event(event.id).await.unwrap(), None);
}

/// Who waits for deliveries hears of new and of replayed ones.
pub async fn the_bell_rings_when_webhooks_wait(store: Subject) {
    let world = World::new(store).await;
    let endpoint = endpoint(&world, 0).await;
    let mut bell = world.store.bell(Topic::Deliveries);
    bell.mark_unchanged();
    let made = delivery(&world, &endpoint, Kind::Test, 1).await;
    tokio::time::timeout(Duration::from_secs(5), bell.changed()).await.unwrap().unwrap();
    let mut tx = world.begin().await;
    tx.replay_delivery(made.id, at(2)).await.unwrap();
    tx.commit().await.unwrap();
    tokio::time::timeout(Duration::from_secs(5), bell.changed()).await.unwrap().unwrap();
}
