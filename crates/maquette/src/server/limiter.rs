//! Rates by the generic cell rate algorithm, concurrency by counting; both in this process.

use std::collections::HashMap;
use std::num::NonZeroU32;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use governor::clock::{Clock, DefaultClock};
use governor::middleware::StateInformationMiddleware;
use governor::state::keyed::DefaultKeyedStateStore;
use governor::{Quota, RateLimiter};
use library::ids::AccountId;
use library::limits::{Allowance, Limited, Limiter, Permit, Resource};

use crate::config::Limits;

type Rates = RateLimiter<String, DefaultKeyedStateStore<String>, DefaultClock, StateInformationMiddleware>;

/// The limits that are configured.
pub(crate) struct NodeLimiter {
    rates: Option<(NonZeroU32, Rates)>,
    unknown: Option<(NonZeroU32, Rates)>,
    renders: Option<u32>,
    uploads: Option<u32>,
    inside: Arc<Inside>,
}

/// How many of an account are inside, of each limited resource.
type Inside = Mutex<HashMap<(AccountId, Resource), u32>>;

impl NodeLimiter {
    pub(crate) fn new(limits: &Limits) -> Self {
        let limits = limits.rates();
        // As the services do whose clients come here: a burst of half as much again.
        let known = |rate: NonZeroU32| (rate, limiter(rate, rate.saturating_add(rate.get() / 2)));
        let unknown = |rate: NonZeroU32| (rate, limiter(rate, rate));
        Self {
            rates: limits.requests.and_then(NonZeroU32::new).map(known),
            unknown: limits.unknown.and_then(NonZeroU32::new).map(unknown),
            renders: limits.renders,
            uploads: limits.uploads,
            inside: Arc::default(),
        }
    }

    /// Forgets callers whose rate is whole again.
    pub(crate) fn tidy(&self) {
        for (_, rates) in self.rates.iter().chain(&self.unknown) {
            rates.retain_recent();
        }
    }
}

fn limiter(rate: NonZeroU32, burst: NonZeroU32) -> Rates {
    let quota = Quota::per_minute(rate).allow_burst(burst);
    RateLimiter::keyed(quota).with_middleware::<StateInformationMiddleware>()
}

fn take(from: Option<&(NonZeroU32, Rates)>, caller: &str) -> Result<Option<Allowance>, Limited> {
    let Some((rate, rates)) = from else { return Ok(None) };
    let limit = rate.get();
    match rates.check_key(&caller.to_owned()) {
        Ok(state) => {
            let remaining = state.remaining_burst_capacity();
            let missing = state.quota().burst_size().get().saturating_sub(remaining);
            let reset = Duration::from_secs_f64(f64::from(missing) * 60.0 / f64::from(limit));
            Ok(Some(Allowance { limit, remaining, reset }))
        }
        Err(until) => {
            let retry_after = until.wait_time_from(DefaultClock::default().now());
            Err(Limited { resource: Resource::Requests, limit, current: 0, retry_after })
        }
    }
}

impl Limiter for NodeLimiter {
    fn take(&self, caller: &str) -> Result<Option<Allowance>, Limited> {
        take(self.rates.as_ref(), caller)
    }

    fn take_unknown(&self, address: &str) -> Result<Option<Allowance>, Limited> {
        take(self.unknown.as_ref(), address)
    }

    fn enter(&self, account: AccountId, resource: Resource) -> Result<Permit, Limited> {
        let limit = match resource {
            Resource::Requests => None,
            Resource::Renders => self.renders,
            Resource::Uploads => self.uploads,
        };
        let Some(limit) = limit else { return Ok(Permit(None)) };
        let key = (account, resource);
        let mut inside = self.inside.lock().unwrap_or_else(PoisonError::into_inner);
        let count = inside.entry(key).or_insert(0);
        if *count >= limit {
            let current = *count + 1;
            return Err(Limited { resource, limit, current, retry_after: Duration::from_secs(1) });
        }
        *count += 1;
        drop(inside);
        Ok(Permit(Some(Box::new(Leave { inside: self.inside.clone(), key }))))
    }
}

/// Leaves when it is dropped.
struct Leave {
    inside: Arc<Inside>,
    key: (AccountId, Resource),
}

impl Drop for Leave {
    fn drop(&mut self) {
        let mut inside = self.inside.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = inside.get_mut(&self.key) {
            *count -= 1;
            if *count == 0 {
                inside.remove(&self.key);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_burst_of_half_as_much_again_and_then_no_more() {
        let limits = Limits { requests_a_minute: Some(2), ..Limits::default() };
        let limiter = NodeLimiter::new(&limits);
        let left: Vec<u32> = (0..3).map(|_| limiter.take("a").unwrap().unwrap().remaining).collect();
        assert_eq!(left, [2, 1, 0]);
        let limited = limiter.take("a").unwrap_err();
        assert_eq!((limited.resource, limited.limit), (Resource::Requests, 2));
        assert!(limited.retry_after > Duration::from_secs(20) && limited.retry_after <= Duration::from_secs(30));
        assert!(limiter.take("b").is_ok());
        limiter.tidy();
    }

    #[test]
    fn callers_without_a_key_have_a_rate_of_their_own() {
        let limits = Limits { preset: crate::config::Preset::SudomockScale, ..Limits::default() };
        let limiter = NodeLimiter::new(&limits);
        let known = limiter.take("account").unwrap().unwrap();
        assert_eq!((known.limit, known.remaining), (1000, 1499));
        for left in (0..30).rev() {
            assert_eq!(limiter.take_unknown("1.2.3.4").unwrap().unwrap().remaining, left);
        }
        assert_eq!(limiter.take_unknown("1.2.3.4").unwrap_err().limit, 30);
        assert!(limiter.take_unknown("1.2.3.5").is_ok());
    }

    #[test]
    fn leaving_makes_room() {
        let limits = Limits { renders_at_once: Some(1), ..Limits::default() };
        let limiter = NodeLimiter::new(&limits);
        let (one, other) = (AccountId::new(), AccountId::new());
        let permit = limiter.enter(one, Resource::Renders).unwrap();
        let Err(limited) = limiter.enter(one, Resource::Renders) else { panic!("there was room") };
        assert_eq!((limited.limit, limited.current), (1, 2));
        assert!(limiter.enter(other, Resource::Renders).is_ok() && limiter.enter(one, Resource::Uploads).is_ok());
        drop(permit);
        assert!(limiter.enter(one, Resource::Renders).is_ok());
    }
}
