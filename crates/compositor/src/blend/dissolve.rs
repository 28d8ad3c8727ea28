//! The noise of the dissolve mode.

/// Makes each pixel of a row's coverage whole or nothing. The row begins at (`x`, `y`).
pub fn dissolve(x: i32, y: i32, coverage: &mut [f32]) {
    for (column, coverage) in (x..).zip(coverage) {
        *coverage = if *coverage > threshold(column, y) { 1.0 } else { 0.0 };
    }
}

/// The coverage that a pixel needs to be drawn in dissolve, from 0 to just below 1: draw where coverage exceeds it.
///
/// Photoshop's own noise pattern is not published; this one is fixed by position, so that bands and repeated renders
/// agree. (A 64 bit mix by multiply and shift: Steele, Lea, Flood, "Fast Splittable Pseudorandom Number Generators", 2014.)
fn threshold(x: i32, y: i32) -> f32 {
    let mut z = (u64::from(y as u32) << 32 | u64::from(x as u32)).wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^= z >> 31;
    (z >> 40) as f32 / (1u64 << 24) as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_coverage_draws_about_half_of_the_pixels() {
        let mut row = vec![0.5; 10_000];
        dissolve(-3, 7, &mut row);
        let drawn: f32 = row.iter().sum();
        assert!((4800.0..5200.0).contains(&drawn), "{drawn}");
    }

    #[test]
    fn full_coverage_draws_all() {
        let mut row = [1.0; 1000];
        dissolve(-50, -7, &mut row);
        assert_eq!(row, [1.0; 1000]);
    }

    #[test]
    fn the_noise_depends_on_the_place_alone() {
        let (mut whole, mut part) = ([0.5; 100], [0.5; 60]);
        dissolve(0, 3, &mut whole);
        dissolve(40, 3, &mut part);
        assert_eq!(whole[40..], part);
    }
}
