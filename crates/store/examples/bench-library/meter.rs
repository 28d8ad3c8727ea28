//! Times, and how they are told.

use std::time::{Duration, Instant};

use crate::Outcome;

/// No case is asked for longer than this.
const LONGEST: Duration = Duration::from_secs(6);

/// Asks at most so often, one after the other.
pub(crate) struct Meter<'a> {
    pub(crate) requests: usize,
    /// Only cases with this in their name.
    pub(crate) only: &'a str,
}

impl Meter<'_> {
    /// Measures one case and prints its row; `ask` says how many match, where that is known.
    pub(crate) async fn case(&self, name: &str, mut ask: impl AsyncFnMut() -> Outcome<Option<u64>>) -> Outcome<()> {
        if !name.contains(self.only) {
            return Ok(());
        }
        let (begin, mut times, mut matching) = (Instant::now(), Vec::new(), ask().await?);
        // The first only warms up, unless it takes all the time there is.
        if begin.elapsed() > LONGEST {
            times.push(begin.elapsed());
        }
        while times.len() < self.requests && begin.elapsed() < LONGEST {
            let begin = Instant::now();
            matching = ask().await?;
            times.push(begin.elapsed());
        }
        times.sort_unstable();
        let at = |share: usize| times[(times.len() - 1) * share / 100].as_secs_f64() * 1e3;
        let matching = matching.map_or_else(String::new, |count| count.to_string());
        println!("| {name} | {} | {} | {} | {matching} |", short(at(50)), short(at(99)), times.len());
        Ok(())
    }
}

fn short(milliseconds: f64) -> String {
    if milliseconds < 10.0 { format!("{milliseconds:.2}") } else { format!("{milliseconds:.0}") }
}
