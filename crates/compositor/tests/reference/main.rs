//! Blend modes, adjustments and gradients on samples at random, against plain formulas in double precision: each written
//! down from its source, without tables, rows or depths.

mod adjustments;
mod blending;
mod gradients;
mod hues;
mod mixing;

/// How far two colours lie apart, in the channel where it is most.
fn apart<const N: usize>(found: [f32; N], wanted: [f64; N]) -> f64 {
    found.iter().zip(wanted).map(|(found, wanted)| (f64::from(*found) - wanted).abs()).fold(0.0, f64::max)
}
