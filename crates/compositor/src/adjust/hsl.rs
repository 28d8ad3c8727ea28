//! Hue, saturation and lightness of the double cone (Joblove and Greenberg, "Color Spaces for Computer Graphics", 1978).

/// Hue in degrees 0 to 360, saturation and lightness 0 to 1.
pub(super) fn from_rgb([r, g, b]: [f32; 3]) -> [f32; 3] {
    let (high, low) = (r.max(g).max(b), r.min(g).min(b));
    let (span, lightness) = (high - low, high.midpoint(low));
    if span <= 0.0 {
        return [0.0, 0.0, lightness];
    }
    let room = 1.0 - (2.0 * lightness - 1.0).abs();
    let sixth = if high == r {
        ((g - b) / span).rem_euclid(6.0)
    } else if high == g {
        (b - r) / span + 2.0
    } else {
        (r - g) / span + 4.0
    };
    [sixth * 60.0, (span / room.max(f32::MIN_POSITIVE)).min(1.0), lightness]
}

/// The inverse; any hue, also beyond the circle.
pub(super) fn to_rgb([hue, saturation, lightness]: [f32; 3]) -> [f32; 3] {
    let reach = saturation * lightness.min(1.0 - lightness);
    [0.0, 8.0, 4.0].map(|offset| {
        let k = (offset + hue / 30.0).rem_euclid(12.0);
        lightness - reach * (k - 3.0).min(9.0 - k).clamp(-1.0, 1.0)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_and_back() {
        for rgb in [[0.0, 0.0, 0.0], [1.0, 1.0, 1.0], [0.9, 0.2, 0.1], [0.05, 0.6, 0.95], [0.3, 0.9, 0.3]] {
            let back = to_rgb(from_rgb(rgb));
            assert!(rgb.iter().zip(back).all(|(a, b)| (a - b).abs() < 1e-5), "{rgb:?} {back:?}");
        }
    }

    #[test]
    fn the_primaries_have_their_angles() {
        assert_eq!(from_rgb([1.0, 0.0, 0.0]), [0.0, 1.0, 0.5]);
        assert_eq!(from_rgb([0.0, 1.0, 0.0])[0], 120.0);
        assert_eq!(from_rgb([1.0, 0.0, 1.0])[0], 300.0);
    }
}
