//! Ranks: whole numbers with room between them, so that placing a few entries moves no others.

/// The room left between neighbours.
const STEP: i64 = 1 << 20;

/// The least room that moving neighbours apart is to leave.
const ROOM: i64 = 1 << 10;

/// Ranks for `count` entries between two neighbours, each of which may be missing; `None` when there is no room, and
/// all ranks have to be given anew.
pub(super) fn between(before: Option<i64>, after: Option<i64>, count: usize) -> Option<Vec<i64>> {
    let count = i64::try_from(count).ok()?;
    match (before, after) {
        (None, None) => sequence(0, STEP, count),
        (Some(before), None) => sequence(before.checked_add(STEP)?, STEP, count),
        (None, Some(after)) => sequence(after.checked_sub(STEP.checked_mul(count)?)?, STEP, count),
        (Some(before), Some(after)) => {
            let step = after.checked_sub(before)? / (count + 1);
            if step < 1 { None } else { sequence(before + step, step, count) }
        }
    }
}

/// As [`between`], but with so much room that each new neighbour finds some for a while; `None` when there is less.
pub(super) fn spread(before: Option<i64>, after: Option<i64>, count: usize) -> Option<Vec<i64>> {
    let ranks = between(before, after, count)?;
    let step = before.zip(ranks.first().copied()).map(|(before, first)| first - before);
    if after.is_some() && step.is_some_and(|step| step < ROOM) { None } else { Some(ranks) }
}

fn sequence(first: i64, step: i64, count: i64) -> Option<Vec<i64>> {
    (0..count).map(|place| first.checked_add(step.checked_mul(place)?)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn ranks_lie_in_order_between_their_neighbours(
            before in proptest::option::of(any::<i32>()),
            room in 1..5_000_000_i64,
            open in any::<bool>(),
            count in 0..50_usize,
        ) {
            let before = before.map(i64::from);
            let after = if open { None } else { Some(before.unwrap_or(0) + room) };
            if let Some(ranks) = between(before, after, count) {
                prop_assert_eq!(ranks.len(), count);
                prop_assert!(ranks.windows(2).all(|pair| pair[0] < pair[1]));
                prop_assert!(ranks.iter().all(|rank| before.is_none_or(|before| before < *rank)));
                prop_assert!(ranks.iter().all(|rank| after.is_none_or(|after| *rank < after)));
            } else {
                prop_assert!(room <= count as i64 + 1);
            }
        }
    }

    #[test]
    fn a_full_gap_has_no_room() {
        assert_eq!(between(Some(1), Some(2), 1), None);
        assert_eq!(between(Some(i64::MAX - 5), None, 1), None);
        assert_eq!(between(None, None, 3).unwrap(), [0, STEP, 2 * STEP]);
        assert_eq!(spread(Some(0), Some(ROOM), 1), None, "there is room, but not for long");
        assert_eq!(spread(Some(0), Some(3 * ROOM), 2).unwrap(), [ROOM, 2 * ROOM]);
        assert_eq!(spread(Some(0), None, 2).unwrap(), [STEP, 2 * STEP]);
    }
}
