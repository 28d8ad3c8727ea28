//! Photoshop's advanced blending options of a layer.

/// Which part of what lies below a layer punches through to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Knockout {
    /// Nothing is punched.
    #[default]
    None,
    /// Down to the bottom of the layer's own group.
    Shallow,
    /// Down to the canvas background.
    Deep,
}

/// A soft range of sample values: 0 below `low_start`, rising to 1 at `low_end`, falling from `high_start`, 0 beyond
/// `high_end`. All 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Range {
    /// Where the rise begins.
    pub low_start: f32,
    /// Where the rise ends.
    pub low_end: f32,
    /// Where the fall begins.
    pub high_start: f32,
    /// Where the fall ends.
    pub high_end: f32,
}

impl Range {
    /// The range that lets every value through.
    pub const FULL: Self = Self { low_start: 0.0, low_end: 0.0, high_start: 1.0, high_end: 1.0 };

    /// How much of a pixel of this value shows, 0 to 1.
    pub fn weight(&self, value: f32) -> f32 {
        let rise = if value < self.low_start {
            0.0
        } else if value >= self.low_end {
            1.0
        } else {
            (value - self.low_start) / (self.low_end - self.low_start)
        };
        let fall = if value > self.high_end {
            0.0
        } else if value <= self.high_start {
            1.0
        } else {
            (self.high_end - value) / (self.high_end - self.high_start)
        };
        rise * fall
    }
}

/// "Blend if": a layer's pixels show only where their own value, and the backdrop's, lie in given ranges.
#[derive(Debug, Clone, PartialEq)]
pub struct BlendIf {
    /// Range of the layer's and of the backdrop's gray value.
    pub gray: (Range, Range),
    /// The same for each colour channel.
    pub channels: Vec<(Range, Range)>,
}

/// What the layer style dialog calls advanced blending.
#[derive(Debug, Clone, PartialEq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "they are the dialogue's own check boxes, independent of one another"
)]
pub struct BlendingOptions {
    /// Clipped layers are blended inside their base and go down with the base's mode. Default yes.
    pub clipped_as_group: bool,
    /// Interior effects are blended inside the layer and go down with the layer's mode. Default no.
    pub interior_effects_as_group: bool,
    /// The layer's transparency bounds its effects. Default yes.
    pub transparency_shapes_layer: bool,
    /// Default none.
    pub knockout: Knockout,
    /// Which colour channels the layer may change. Default all.
    pub channels: [bool; 4],
    /// Default none.
    pub blend_if: Option<BlendIf>,
    /// Type blends in a gamma of 1.45 instead of in encoded values. Default no.
    pub text_gamma: bool,
}

impl Default for BlendingOptions {
    fn default() -> Self {
        Self {
            clipped_as_group: true,
            interior_effects_as_group: false,
            transparency_shapes_layer: true,
            knockout: Knockout::None,
            channels: [true; 4],
            blend_if: None,
            text_gamma: false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_split_range_rises_linearly() {
        let range = Range { low_start: 0.2, low_end: 0.6, high_start: 1.0, high_end: 1.0 };
        assert_eq!(range.weight(0.1), 0.0);
        assert!((range.weight(0.4) - 0.5).abs() < 1e-6);
        assert_eq!(range.weight(0.6), 1.0);
        assert_eq!(Range::FULL.weight(0.0) + Range::FULL.weight(1.0), 2.0);
    }
}
