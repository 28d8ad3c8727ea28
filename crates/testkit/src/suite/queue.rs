//! The queue: claims, leases, endings and bells.

use std::collections::BTreeSet;
use std::time::Duration;

use futures_util::future::join_all;
use library::ids::{AccountId, JobId};
use library::jobs::{Ending, Failure, Job, Lease, Reason, State, Topic};

use super::world::{Subject, World, at, micros};

const DONE: Ending = Ending::Succeeded(None);

async fn end(world: &World, lease: &Lease, now: i64) -> bool {
    let mut tx = world.begin().await;
    let ended = tx.end_job(lease, &DONE, at(now)).await.unwrap();
    tx.commit().await.unwrap();
    ended
}

async fn cancel(world: &World, account: AccountId, id: JobId, now: i64) -> bool {
    let mut tx = world.begin().await;
    let cancelled = tx.cancel_job(account, id, at(now)).await.unwrap();
    tx.commit().await.unwrap();
    cancelled
}

/// A lost lease does nothing.
async fn assert_lost(world: &World, lease: &Lease) {
    let before = world.store.job(lease.job.id).await.unwrap();
    assert!(!world.store.extend(lease, at(1_000)).await.unwrap());
    assert!(!world.store.release(lease, at(1_000), at(999)).await.unwrap());
    assert!(!end(world, lease, 999).await);
    assert_eq!(world.store.job(lease.job.id).await.unwrap(), before);
}

/// The oldest job goes first; a claim says what it is, counts the attempt, and keeps others from it.
pub async fn the_oldest_job_is_claimed_first(store: Subject) {
    let world = World::new(store).await;
    assert_eq!(world.claim(5, 9).await, None);
    let (young, old) = (world.job(3).await, world.job(2).await);
    for job in [old, young] {
        let lease = world.claim(5, 9).await.unwrap();
        let wanted = Job { state: State::Running, attempts: 1, updated_at: at(5), ..job };
        assert_eq!(lease.job, wanted);
        assert_eq!(world.store.job(wanted.id).await.unwrap(), Some(wanted));
    }
    assert_eq!(world.claim(5, 9).await, None);
}

/// A job can be claimed in the very microsecond it was asked for.
pub async fn a_job_can_be_claimed_at_once(store: Subject) {
    let world = World::new(store).await;
    let job = world.job(5).await;
    assert_eq!(world.claim(5, 9).await.unwrap().job.id, job.id);
}

/// Eight workers, three hundred jobs: each job is claimed once, none is left.
pub async fn no_job_is_claimed_twice(store: Subject) {
    let world = World::new(store).await;
    let work = world.job(0).await.work;
    let mut tx = world.begin().await;
    let mut ids = BTreeSet::new();
    for seconds in 1..300 {
        let job = world.new_job(work.clone(), seconds);
        tx.insert_job(&job).await.unwrap();
        ids.insert(job.id);
    }
    tx.commit().await.unwrap();
    let workers = (0..8).map(|_| {
        let store = world.store.clone();
        tokio::spawn(async move {
            let mut claimed = Vec::new();
            while let Some(lease) = store.claim(at(500), at(900)).await? {
                claimed.push(lease);
            }
            Ok::<_, library::Error>(claimed)
        })
    });
    let mut leases = Vec::new();
    for claimed in join_all(workers).await {
        leases.extend(claimed.unwrap().unwrap());
    }
    assert_eq!(leases.len(), 300);
    let claimed: BTreeSet<JobId> = leases.iter().map(|lease| lease.job.id).collect();
    assert!(claimed.len() == 300 && ids.is_subset(&claimed));
    assert_eq!(leases.iter().map(|lease| lease.token).collect::<BTreeSet<_>>().len(), 300);
    assert!(leases.iter().all(|lease| lease.job.attempts == 1));
}

/// When a lease has run out, the job goes to another, and the first can do nothing with it any more.
pub async fn a_job_whose_lease_ran_out_is_taken_over(store: Subject) {
    let world = World::new(store).await;
    let job = world.job(0).await;
    let first = world.claim(1, 10).await.unwrap();
    assert_eq!(world.store.claim(at(10) - micros(1), at(20)).await.unwrap(), None);
    let second = world.claim(10, 20).await.unwrap();
    assert_eq!((second.job.id, second.job.attempts), (job.id, 2));
    assert_ne!(second.token, first.token);
    assert_lost(&world, &first).await;
    assert!(end(&world, &second, 11).await);
    assert_lost(&world, &first).await;
    assert_lost(&world, &second).await;
    assert_eq!(world.claim(100, 200).await, None);
}

/// A lease that ran out while nobody else looked still holds: the work was not done in vain.
pub async fn a_lease_holds_until_somebody_takes_over(store: Subject) {
    let world = World::new(store).await;
    let job = world.job(0).await;
    let lease = world.claim(1, 2).await.unwrap();
    assert!(world.store.extend(&lease, at(3)).await.unwrap());
    assert!(end(&world, &lease, 50).await);
    let wanted = Job { state: State::Succeeded, attempts: 1, updated_at: at(50), ..job };
    assert_eq!(world.store.job(wanted.id).await.unwrap(), Some(wanted));
}

/// An extended lease keeps others away for longer.
pub async fn leases_are_extended(store: Subject) {
    let world = World::new(store).await;
    world.job(0).await;
    let lease = world.claim(1, 10).await.unwrap();
    assert!(world.store.extend(&lease, at(30)).await.unwrap());
    assert_eq!(world.claim(29, 40).await, None);
    assert!(world.store.extend(&lease, at(40)).await.unwrap());
    assert_eq!(world.claim(39, 50).await, None);
    assert!(world.claim(40, 50).await.is_some());
    assert_lost(&world, &lease).await;
}

/// A job that was put back waits for its time, with its attempts.
pub async fn a_released_job_waits_for_its_time(store: Subject) {
    let world = World::new(store).await;
    let job = world.job(0).await;
    let lease = world.claim(1, 10).await.unwrap();
    assert!(world.store.release(&lease, at(60), at(5)).await.unwrap());
    let wanted = Job { attempts: 1, updated_at: at(5), ..job };
    assert_eq!(world.store.job(wanted.id).await.unwrap().as_ref(), Some(&wanted));
    assert_lost(&world, &lease).await;
    assert_eq!(world.store.claim(at(60) - micros(1), at(70)).await.unwrap(), None);
    let again = world.claim(60, 70).await.unwrap();
    assert_eq!((again.job.id, again.job.attempts), (wanted.id, 2));
    assert_lost(&world, &lease).await;
}

/// A cancelled job is over, whether it waited or ran; what has ended can't be cancelled, nor what is another's.
pub async fn cancelled_jobs_are_over(store: Subject) {
    let world = World::new(store).await;
    let other = world.elsewhere().await;
    let running = world.job(0).await;
    let lease = world.claim(1, 10).await.unwrap();
    let waiting = world.job(0).await;
    for job in [running, waiting] {
        assert!(!cancel(&world, other.account, job.id, 4).await);
        assert!(cancel(&world, world.account, job.id, 5).await);
        assert!(!cancel(&world, world.account, job.id, 6).await);
        let found = world.store.job(job.id).await.unwrap().unwrap();
        assert_eq!((found.state, found.updated_at), (State::Cancelled, at(5)));
    }
    assert_lost(&world, &lease).await;
    assert_eq!(world.claim(100, 200).await, None);
    assert!(!cancel(&world, world.account, JobId::new(), 6).await);
}

/// A job ends once, however it is ended again.
pub async fn a_job_ends_once(store: Subject) {
    let world = World::new(store).await;
    let job = world.job(0).await;
    let lease = world.claim(1, 10).await.unwrap();
    assert!(end(&world, &lease, 5).await);
    assert_lost(&world, &lease).await;
    assert!(!cancel(&world, world.account, job.id, 6).await);
    let mut tx = world.begin().await;
    let failure = Failure { reason: Reason::Gone, message: String::new() };
    assert!(!tx.end_job(&lease, &Ending::Failed(failure), at(7)).await.unwrap());
    tx.commit().await.unwrap();
    let found = world.store.job(job.id).await.unwrap().unwrap();
    assert_eq!((found.state, found.updated_at), (State::Succeeded, at(5)));
}

/// Of many who end or cancel a job at the same time, one succeeds.
pub async fn a_job_ends_once_when_many_try(store: Subject) {
    let world = World::new(store).await;
    let job = world.job(0).await;
    let lease = world.claim(1, 10).await.unwrap();
    let enders = (0..8).map(|number| {
        let (store, account, lease) = (world.store.clone(), world.account, lease.clone());
        tokio::spawn(async move {
            let mut tx = store.begin().await?;
            let ended = match number % 2 {
                0 => tx.end_job(&lease, &DONE, at(5)).await?,
                _ => tx.cancel_job(account, lease.job.id, at(5)).await?,
            };
            tx.commit().await?;
            Ok::<_, library::Error>(ended)
        })
    });
    let ended: Vec<bool> = join_all(enders).await.into_iter().map(|ended| ended.unwrap().unwrap()).collect();
    assert_eq!(ended.iter().filter(|ended| **ended).count(), 1, "{ended:?}");
    assert!(world.store.job(job.id).await.unwrap().unwrap().state.ended());
}

/// An ending that is not committed did not happen: the lease still holds.
pub async fn an_ending_that_is_dropped_did_not_happen(store: Subject) {
    let world = World::new(store).await;
    world.job(0).await;
    let lease = world.claim(1, 10).await.unwrap();
    let mut tx = world.begin().await;
    assert!(tx.end_job(&lease, &DONE, at(5)).await.unwrap());
    drop(tx);
    assert_eq!(world.store.job(lease.job.id).await.unwrap().unwrap().state, State::Running);
    assert!(world.store.extend(&lease, at(20)).await.unwrap());
    assert!(end(&world, &lease, 6).await);
}

/// A job that was never committed can't be claimed.
pub async fn a_job_that_was_dropped_is_not_claimed(store: Subject) {
    let world = World::new(store).await;
    let work = world.job(0).await.work;
    assert!(world.claim(1, 10).await.is_some());
    let mut tx = world.begin().await;
    tx.insert_job(&world.new_job(work, 0)).await.unwrap();
    drop(tx);
    assert_eq!(world.claim(1, 10).await, None);
}

async fn rings(bell: &mut tokio::sync::watch::Receiver<()>) -> bool {
    let heard = tokio::time::timeout(Duration::from_secs(10), bell.changed()).await;
    bell.mark_unchanged();
    heard.is_ok_and(|heard| heard.is_ok())
}

/// Whoever listens hears that a job can be claimed: new or put back, also when the bell rang before they waited.
pub async fn the_bell_rings_when_jobs_wait(store: Subject) {
    let world = World::new(store).await;
    let mut bell = world.store.bell(Topic::Queued);
    world.job(0).await;
    assert!(rings(&mut bell).await, "a job was added");
    let lease = world.claim(1, 10).await.unwrap();
    let mut bell = world.store.bell(Topic::Queued);
    assert!(world.store.release(&lease, at(2), at(2)).await.unwrap());
    assert!(rings(&mut bell).await, "a job was put back");
    let mut bell = world.store.bell(Topic::Queued);
    let waiter = tokio::spawn(async move { rings(&mut bell).await });
    tokio::time::sleep(Duration::from_millis(50)).await;
    world.job(1).await;
    assert!(waiter.await.unwrap(), "a waiter wakes up");
}

/// Whoever listens hears that a job ended: done, failed or cancelled.
pub async fn the_bell_rings_when_jobs_end(store: Subject) {
    let world = World::new(store).await;
    world.job(0).await;
    let lease = world.claim(1, 10).await.unwrap();
    let mut bell = world.store.bell(Topic::Ended);
    assert!(end(&world, &lease, 2).await);
    assert!(rings(&mut bell).await, "a job was done");

    world.job(0).await;
    let lease = world.claim(1, 10).await.unwrap();
    let mut bell = world.store.bell(Topic::Ended);
    let mut tx = world.begin().await;
    let failure = Failure { reason: Reason::Source, message: "no".into() };
    assert!(tx.end_job(&lease, &Ending::Failed(failure), at(2)).await.unwrap());
    tx.commit().await.unwrap();
    assert!(rings(&mut bell).await, "a job failed");

    let job = world.job(0).await;
    let mut bell = world.store.bell(Topic::Ended);
    assert!(cancel(&world, world.account, job.id, 2).await);
    assert!(rings(&mut bell).await, "a job was cancelled");
}
