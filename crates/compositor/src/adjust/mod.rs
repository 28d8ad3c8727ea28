//! Adjustments: pure functions from a colour to a colour.

use pixels::ColourModel;

/// One adjustment with its parameters.
#[derive(Debug, Clone)]
pub enum Adjustment {
    /// Every sample's complement.
    Invert,
}

impl Adjustment {
    /// Changes a row of pixels.
    pub fn apply_row(&self, _model: ColourModel, planes: &mut [&mut [f32]]) {
        for sample in planes.iter_mut().flat_map(|plane| plane.iter_mut()) {
            *sample = 1.0 - *sample;
        }
    }
}
