//! Modes that subtract or divide.

/// ISO 32000-2, 11.3.5.2: |b − s|.
#[inline]
pub fn difference(b: f32, s: f32) -> f32 {
    (b - s).abs()
}

/// ISO 32000-2, 11.3.5.2: b + s − 2 · b · s.
#[inline]
pub fn exclusion(b: f32, s: f32) -> f32 {
    b + s - 2.0 * b * s
}

/// Not in the PDF set: b − s, cut at 0.
#[inline]
pub fn subtract(b: f32, s: f32) -> f32 {
    (b - s).max(0.0)
}

/// Not in the PDF set: b / s, cut at 1; nothing divided by nothing is nothing.
#[inline]
pub fn divide(b: f32, s: f32) -> f32 {
    (b / s.max(f32::MIN_POSITIVE)).min(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dividing_by_black_is_white_unless_the_backdrop_is_black() {
        assert_eq!(divide(0.2, 0.0), 1.0);
        assert_eq!(divide(0.0, 0.0), 0.0);
        assert!((divide(0.2, 0.4) - 0.5).abs() < 1e-6);
    }

    #[test]
    fn white_inverts_in_difference_and_exclusion() {
        assert!((difference(0.2, 1.0) - 0.8).abs() < 1e-6);
        assert!((exclusion(0.2, 1.0) - 0.8).abs() < 1e-6);
    }
}
