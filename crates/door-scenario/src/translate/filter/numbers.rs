//! Numbers and moments in filters.

use library::Time;
use library::items::{Attribute, Condition, Test};

use super::{Wrong, never};
use crate::filter::End;

/// Moments are shown, and compared, in milliseconds.
const MICROSECONDS: i64 = 1000;
/// The largest number that a date can be in seconds; larger ones are milliseconds.
const SECONDS: f64 = 1e11;

/// A number that is exactly this.
pub(super) fn exactly(name: &str, attribute: Attribute, value: &str) -> Result<Condition, Wrong> {
    let number = number(name, value)?;
    if number.fract() != 0.0 {
        return Ok(never());
    }
    Ok(Condition::Is(attribute, Test::Between(Some(whole(number)), Some(whole(number)))))
}

/// A number between two others.
pub(super) fn between(
    name: &str,
    attribute: Attribute,
    low: Option<&End>,
    high: Option<&End>,
) -> Result<Condition, Wrong> {
    let low = low.map(|end| {
        let number = number(name, &end.value)?;
        Ok::<_, Wrong>(if end.included { whole(number.ceil()) } else { whole(number.floor()).saturating_add(1) })
    });
    let high = high.map(|end| {
        let number = number(name, &end.value)?;
        Ok::<_, Wrong>(if end.included { whole(number.floor()) } else { whole(number.ceil()).saturating_sub(1) })
    });
    Ok(Condition::Is(attribute, Test::Between(low.transpose()?, high.transpose()?)))
}

/// A moment between two others.
pub(super) fn within(
    name: &str,
    attribute: Attribute,
    low: Option<&End>,
    high: Option<&End>,
) -> Result<Condition, Wrong> {
    let low = low.map(|end| {
        let millisecond = moment(name, &end.value)?;
        Ok::<_, Wrong>(millisecond.saturating_add(i64::from(!end.included)).saturating_mul(MICROSECONDS))
    });
    let high = high.map(|end| {
        let millisecond = moment(name, &end.value)?;
        Ok::<_, Wrong>(millisecond.saturating_add(i64::from(end.included)).saturating_mul(MICROSECONDS) - 1)
    });
    Ok(Condition::Is(attribute, Test::Between(low.transpose()?, high.transpose()?)))
}

fn number(name: &str, value: &str) -> Result<f64, Wrong> {
    let number = value.parse::<f64>().ok().filter(|number| number.is_finite());
    number.ok_or_else(|| format!("compares {name}, which is a number, with something else"))
}

#[expect(clippy::cast_possible_truncation, reason = "what is beyond the range is taken for its end")]
fn whole(number: f64) -> i64 {
    number as i64
}

/// Milliseconds since 1970, of an ISO 8601 date, or of a number of seconds or milliseconds.
fn moment(name: &str, value: &str) -> Result<i64, Wrong> {
    if let Ok(time) = value.parse::<Time>() {
        return Ok(time.timestamp_millis());
    }
    let number = value.parse::<f64>().ok().filter(|number| number.is_finite());
    let number = number.ok_or_else(|| format!("compares {name}, which is a date, with something else"))?;
    Ok(whole(if number.abs() < SECONDS { number * 1000.0 } else { number }))
}
