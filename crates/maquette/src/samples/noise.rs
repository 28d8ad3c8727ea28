//! Noise that is the same everywhere: hashes of whole numbers, no generator with a state.

/// 0 to 1, by chance but always the same for one place.
pub(super) fn at(x: i32, y: i32, seed: u32) -> f32 {
    // The finaliser of MurmurHash3, over the three numbers mixed by odd constants.
    let mut hash = (x as u32).wrapping_mul(0x9E37_79B1) ^ (y as u32).wrapping_mul(0x85EB_CA77) ^ seed;
    hash = (hash ^ (hash >> 16)).wrapping_mul(0x85EB_CA6B);
    hash = (hash ^ (hash >> 13)).wrapping_mul(0xC2B2_AE35);
    ((hash ^ (hash >> 16)) >> 8) as f32 / (1 << 24) as f32
}

/// Value noise: smooth from one whole place to the next, 0 to 1.
pub(super) fn smooth(x: f32, y: f32, seed: u32) -> f32 {
    let (left, top) = (x.floor(), y.floor());
    let ease = |t: f32| t * t * (3.0 - 2.0 * t);
    let (u, v) = (ease(x - left), ease(y - top));
    let (column, row) = (left as i32, top as i32);
    let mix = |a: f32, b: f32, t: f32| a + (b - a) * t;
    let upper = mix(at(column, row, seed), at(column + 1, row, seed), u);
    let lower = mix(at(column, row + 1, seed), at(column + 1, row + 1, seed), u);
    mix(upper, lower, v)
}

/// Octaves of value noise, each twice as fine and half as strong, 0 to 1.
pub(super) fn fractal(x: f32, y: f32, octaves: u32, seed: u32) -> f32 {
    let (mut sum, mut all, mut strength, mut scale) = (0.0, 0.0, 1.0, 1.0);
    for octave in 0..octaves {
        sum += strength * smooth(x * scale, y * scale, seed.wrapping_add(octave.wrapping_mul(0x51ED)));
        all += strength;
        strength *= 0.5;
        scale *= 2.0;
    }
    sum / all
}
