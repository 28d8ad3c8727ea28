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
    renders: Option<u32>,
    uploads: Option<u32>,
    inside: Arc<Inside>,
}

/// How many of an account are inside, of each limited resource.
type Inside = Mutex<HashMap<(AccountId, Resource), u32>>;

impl NodeLimiter {
    pub(crate) fn new(limits: &Limits) -> Self {
        let rates = limits.requests_a_minute.and_then(NonZeroU32::new).map(|rate| {
            // As the services do whose clients come here: a burst of half as much again.
            let burst = rate.saturating_add(rate.get() / 2);
            let quota = Quota::per_minute(rate).allow_burst(burst);
            (rate, RateLimiter::keyed(quota).with_middleware::<StateInformationMiddleware>())
        });
        let (renders, uploads) = (limits.renders_at_once, limits.uploads_at_once);
        Self { rates, renders, uploads, inside: Arc::default() }
    }

    /// Forgets callers whose rate is whole again.
    pub(crate) fn tidy(&self) {
        if let Some((_, rates)) = &self.rates {
            rates.retain_recent();
        }
    }
}

impl Limiter for NodeLimiter {
    fn take(&self, caller: &str) -> Result<Option<Allowance>, Limited> {
        let Some((rate, rates)) = &self.rates else { return Ok(None) };
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
