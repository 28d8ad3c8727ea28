//! The one source of time.

use chrono::{DateTime, SubsecRound, Utc};

/// An instant, to the microsecond: what both databases keep exactly.
pub type Time = DateTime<Utc>;

/// Tells the time.
pub trait Clock: Send + Sync {
    /// Now, to the microsecond.
    fn now(&self) -> Time;
}

/// The machine's own clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Time {
        to_microseconds(Utc::now())
    }
}

/// Drops what is finer than a microsecond: `PostgreSQL` would, and an instant kept in memory must equal its stored twin.
pub fn to_microseconds(time: Time) -> Time {
    time.trunc_subsecs(6)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_finer_than_a_microsecond_is_left() {
        assert_eq!(SystemClock.now().timestamp_subsec_nanos() % 1000, 0);
    }
}
