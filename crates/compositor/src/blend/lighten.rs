//! Modes that only lighten: their neutral source is black, 0.

/// ISO 32000-2, 11.3.5.2: max(b, s).
#[inline]
pub fn lighten(b: f32, s: f32) -> f32 {
    b.max(s)
}

/// ISO 32000-2, 11.3.5.2: b + s − b · s.
#[inline]
pub fn screen(b: f32, s: f32) -> f32 {
    b + s - b * s
}

/// ISO 32000-2, 11.3.5.2: b / (1 − s). A black backdrop stays black whatever the source, a white source included;
/// measured on Photoshop's pixels.
#[inline]
pub fn colour_dodge(b: f32, s: f32) -> f32 {
    if b <= 0.0 { 0.0 } else { dodge(b, s) }
}

/// The body of colour dodge without its black rule: b / 0 counts as infinite, for a black backdrop too.
#[inline]
pub(super) fn dodge(b: f32, s: f32) -> f32 {
    let lit = b / (1.0 - s).max(f32::MIN_POSITIVE);
    if s >= 1.0 { 1.0 } else { lit.min(1.0) }
}

/// Not in the PDF set ("Linear Dodge (Add)"): b + s, cut at 1.
#[inline]
pub fn linear_dodge(b: f32, s: f32) -> f32 {
    (b + s).min(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colour_dodge_has_its_two_corners() {
        assert_eq!(colour_dodge(0.0, 1.0), 0.0, "black survives white");
        assert_eq!(colour_dodge(0.01, 1.0), 1.0);
        assert!((colour_dodge(0.25, 0.5) - 0.5).abs() < 1e-6);
    }

    #[test]
    fn screen_is_multiply_of_the_complements() {
        assert!((screen(0.5, 0.5) - 0.75).abs() < 1e-6);
    }
}
