//! When a delivery is tried again.

use chrono::TimeDelta;

use crate::Time;

/// Pauses after the first, the second … failed attempt; after the last of them one more attempt is made.
const PAUSES: [TimeDelta; 7] = [
    TimeDelta::seconds(5),
    TimeDelta::minutes(5),
    TimeDelta::minutes(30),
    TimeDelta::hours(2),
    TimeDelta::hours(5),
    TimeDelta::hours(10),
    TimeDelta::hours(10),
];

/// When to try again after `attempts` attempts, the last of which failed now; `None` to give up.
pub(super) fn next(attempts: u32, now: Time) -> Option<Time> {
    let pause = PAUSES.get((attempts as usize).checked_sub(1)?)?;
    Some(now + *pause)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eight_attempts_in_a_little_more_than_a_day() {
        let start = chrono::DateTime::UNIX_EPOCH;
        let mut times = vec![start];
        while let Some(time) = next(times.len() as u32, *times.last().unwrap()) {
            times.push(time);
        }
        let seconds: Vec<i64> = times.windows(2).map(|pair| (pair[1] - pair[0]).num_seconds()).collect();
        assert_eq!(seconds, [5, 300, 1800, 7200, 18000, 36000, 36000]);
        assert_eq!(next(9, start), None);
    }
}
