//! A clock that stands still until a test moves it.

use std::sync::Mutex;
use std::time::Duration;

use chrono::{DateTime, TimeDelta};
use library::clock::to_microseconds;
use library::{Clock, Time};

use super::state::locked;

/// Tells the time that it was told.
#[derive(Debug)]
pub struct ManualClock(Mutex<Time>);

impl ManualClock {
    /// A clock that stands at `now`.
    pub fn new(now: Time) -> Self {
        Self(Mutex::new(to_microseconds(now)))
    }

    /// Sets it.
    pub fn set(&self, now: Time) {
        *locked(&self.0) = to_microseconds(now);
    }

    /// Moves it on.
    pub fn advance(&self, by: Duration) {
        let mut now = locked(&self.0);
        *now = to_microseconds(*now + TimeDelta::from_std(by).unwrap_or(TimeDelta::MAX));
    }
}

/// 1 January 2026, at noon (UTC).
impl Default for ManualClock {
    fn default() -> Self {
        Self::new(DateTime::from_timestamp(1_767_268_800, 0).unwrap_or_default())
    }
}

impl Clock for ManualClock {
    fn now(&self) -> Time {
        *locked(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_moves_only_when_told() {
        let clock = ManualClock::default();
        let start = clock.now();
        assert_eq!(start.to_rfc3339(), "2026-01-01T12:00:00+00:00");
        clock.advance(Duration::from_nanos(1_500));
        assert_eq!(clock.now() - start, TimeDelta::microseconds(1));
        clock.set(start);
        assert_eq!(clock.now(), start);
    }
}
