//! Pictures that look alike, found without comparing each with every other: 64 bits are cut into four bands of 16. Two
//! looks that differ in at most seven bits differ in at most one of some band, so who looks like a picture is in one of the
//! 17 drawers that its band, or its band with one bit turned, names.

use std::collections::HashMap;

use super::Look;

/// Pictures look alike when their looks differ in at most so many of 64 bits. The bands find up to seven.
pub const MOST_APART: u32 = 7;

const BANDS: usize = 4;

/// Groups of pictures that look like their first one, which is the oldest. Pictures of one file alone are no group.
pub(super) fn groups(looks: &[Look]) -> Vec<Vec<Look>> {
    let drawers = drawers(looks);
    let mut taken = vec![false; looks.len()];
    let mut groups = Vec::new();
    for (place, first) in looks.iter().enumerate() {
        if taken[place] {
            continue;
        }
        let mut near: Vec<usize> = candidates(&drawers, first.look)
            .filter(|other| !taken[*other] && (looks[*other].look ^ first.look).count_ones() <= MOST_APART)
            .collect();
        near.sort_unstable();
        near.dedup();
        let group: Vec<Look> = near.iter().map(|other| looks[*other]).collect();
        if group.iter().any(|other| other.file != first.file) {
            for other in near {
                taken[other] = true;
            }
            groups.push(group);
        }
    }
    groups
}

/// Places of looks, by number and value of a band.
fn drawers(looks: &[Look]) -> HashMap<(usize, u16), Vec<usize>> {
    let mut drawers: HashMap<(usize, u16), Vec<usize>> = HashMap::new();
    for (place, Look { look, .. }) in looks.iter().enumerate() {
        for band in 0..BANDS {
            drawers.entry((band, value(*look, band))).or_default().push(place);
        }
    }
    drawers
}

fn value(look: u64, band: usize) -> u16 {
    (look >> (16 * band)) as u16
}

fn candidates(drawers: &HashMap<(usize, u16), Vec<usize>>, look: u64) -> impl Iterator<Item = usize> {
    let turned = std::iter::once(0).chain((0..16).map(|bit| 1_u16 << bit));
    let names = turned.flat_map(move |bit| (0..BANDS).map(move |band| (band, value(look, band) ^ bit)));
    names.filter_map(|name| drawers.get(&name)).flatten().copied()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::blobs::BlobHash;
    use crate::ids::ThingId;

    fn look(look: u64) -> Look {
        let thing = ThingId::new();
        Look { thing, file: BlobHash::of(thing.to_string().as_bytes()), look }
    }

    proptest! {
        #[test]
        fn whoever_is_near_is_found(first in any::<u64>(), bits in proptest::collection::vec(0..64_u32, 0..12)) {
            let other = bits.iter().fold(first, |look, bit| look ^ (1 << bit));
            let found = groups(&[look(first), look(other)]).len();
            prop_assert_eq!(found, usize::from((first ^ other).count_ones() <= MOST_APART));
        }
    }

    #[test]
    fn a_group_is_what_looks_like_its_oldest() {
        let chain = [look(0), look(0x7f), look(0x3fff), look(!0)];
        let found = groups(&chain);
        assert_eq!(found, [vec![chain[0], chain[1]]], "the third is like the second, and not like the first");
        let same = look(5);
        assert!(groups(&[same, Look { thing: ThingId::new(), ..same }]).is_empty(), "one file is no likeness");
    }

    #[test]
    fn many_are_quickly_compared() {
        // A generator that is good enough to scatter.
        let mut state = 1_u64;
        let mut next = || {
            state = state.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(0x1405_7b7e_f767_814f);
            look(state ^ (state >> 29))
        };
        let mut looks: Vec<Look> = (0..20_000).map(|_| next()).collect();
        let copies: Vec<Look> = looks.iter().take(100).map(|one| look(one.look ^ 0b111)).collect();
        looks.extend(copies);
        let begun = std::time::Instant::now();
        assert!(groups(&looks).len() >= 100);
        assert!(begun.elapsed().as_secs() < 20, "{:?}", begun.elapsed());
    }
}
