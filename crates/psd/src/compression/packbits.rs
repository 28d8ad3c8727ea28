//! `PackBits` (Apple Technical Note TN1023): runs of one byte, and stretches of literal ones.

use crate::{Error, Result};

pub(super) const CORRUPT: Error =
    Error::Malformed { part: "a run-length coded row", problem: "fewer bytes than its width asks for" };

/// Fills `out` from `packed`. Bytes of `packed` beyond that are padding that some writers leave.
pub(crate) fn decode(packed: &[u8], out: &mut [u8]) -> Result<()> {
    let (mut rest, mut out) = (packed, out);
    while !out.is_empty() {
        let [head, tail @ ..] = rest else { return Err(CORRUPT) };
        match *head {
            literal @ 0..=127 => {
                // A stretch that runs past the row is cut: the row's width is the authority.
                let count = (literal as usize + 1).min(out.len());
                if tail.len() < count {
                    return Err(CORRUPT);
                }
                let (filled, left) = out.split_at_mut(count);
                filled.copy_from_slice(&tail[..count]);
                (rest, out) = (&tail[count..], left);
            }
            128 => rest = tail,
            run @ 129..=255 => {
                let [value, tail @ ..] = tail else { return Err(CORRUPT) };
                let count = (257 - run as usize).min(out.len());
                let (filled, left) = out.split_at_mut(count);
                filled.fill(*value);
                (rest, out) = (tail, left);
            }
        }
    }
    Ok(())
}

/// Appends `row` to `packed`, run-length coded. Runs of two are only taken where no literal stretch is broken by it.
pub(crate) fn encode(row: &[u8], packed: &mut Vec<u8>) {
    let mut at = 0;
    while at < row.len() {
        let run = run_length(&row[at..]);
        if run >= 2 {
            packed.extend([(257 - run) as u8, row[at]]);
            at += run;
            continue;
        }
        let start = at;
        while at < row.len() && at - start < 128 && run_length(&row[at..]) < 3 {
            at += 1;
        }
        packed.push((at - start - 1) as u8);
        packed.extend_from_slice(&row[start..at]);
    }
}

/// How often the first byte repeats, up to the 128 that one run can hold.
fn run_length(bytes: &[u8]) -> usize {
    bytes.iter().take(128).take_while(|byte| **byte == bytes[0]).count()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn apples_own_example_unpacks() {
        let packed = [0xfe, 0xaa, 0x02, 0x80, 0x00, 0x2a, 0xfd, 0xaa, 0x03, 0x80, 0x00, 0x2a, 0x22, 0xf7, 0xaa];
        let mut out = [0; 24];
        decode(&packed, &mut out).unwrap();
        assert_eq!(out[..7], [0xaa, 0xaa, 0xaa, 0x80, 0x00, 0x2a, 0xaa]);
        assert_eq!(out[14..], [0xaa; 10]);
    }

    #[test]
    fn a_row_that_ends_early_is_an_error() {
        assert!(decode(&[2, 1, 1], &mut [0; 3]).is_err());
        assert!(decode(&[0xfe], &mut [0; 3]).is_err());
        assert!(decode(&[], &mut [0; 1]).is_err());
        assert!(decode(&[128, 128, 0xfe, 9, 77], &mut [0; 3]).is_ok(), "no-ops and trailing bytes are allowed");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn packing_undoes(row in prop::collection::vec(prop_oneof![0u8..3, any::<u8>()], 0..700)) {
            let mut packed = Vec::new();
            encode(&row, &mut packed);
            let mut out = vec![0; row.len()];
            decode(&packed, &mut out).unwrap();
            prop_assert_eq!(out, row);
        }
    }
}
