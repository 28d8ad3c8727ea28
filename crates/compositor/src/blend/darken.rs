//! Modes that only darken: their neutral source is white, 1.

/// ISO 32000-2, 11.3.5.2: min(b, s).
#[inline]
pub fn darken(b: f32, s: f32) -> f32 {
    b.min(s)
}

/// ISO 32000-2, 11.3.5.2: b · s.
#[inline]
pub fn multiply(b: f32, s: f32) -> f32 {
    b * s
}

/// ISO 32000-2, 11.3.5.2: 1 − (1 − b) / s. A white backdrop stays white whatever the source, a black source included;
/// measured on Photoshop's pixels.
#[inline]
pub fn colour_burn(b: f32, s: f32) -> f32 {
    if b >= 1.0 { 1.0 } else { burn(b, s) }
}

/// The body of colour burn without its white rule: (1 − b) / 0 counts as infinite, for a white backdrop too.
#[inline]
pub(super) fn burn(b: f32, s: f32) -> f32 {
    let left = 1.0 - (1.0 - b) / s.max(f32::MIN_POSITIVE);
    if s <= 0.0 { 0.0 } else { left.max(0.0) }
}

/// Not in the PDF set: b + s − 1, cut at 0.
#[inline]
pub fn linear_burn(b: f32, s: f32) -> f32 {
    (b + s - 1.0).max(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colour_burn_has_its_two_corners() {
        assert_eq!(colour_burn(1.0, 0.0), 1.0, "white survives black");
        assert_eq!(colour_burn(0.99, 0.0), 0.0);
        assert!((colour_burn(0.75, 0.5) - 0.5).abs() < 1e-6);
    }

    #[test]
    fn linear_burn_adds_darkness() {
        assert!((linear_burn(0.75, 0.5) - 0.25).abs() < 1e-6);
        assert_eq!(linear_burn(0.25, 0.5), 0.0);
    }
}
