//! Texture of a bevel: a pattern's light and dark as the ups and downs of the lit surface.

use pixels::Rect;

use crate::fill::PatternFill;

/// A pattern taken for heights.
#[derive(Debug, Clone)]
pub struct Texture {
    /// How it lies. Only the first plane of its tile is looked at.
    pub pattern: PatternFill,
    /// Pixels from the heights' 0 to their 1, before the bevel's own depth; negative where dark stands up.
    pub height: f32,
}

/// How steep the texture is at each pixel.
#[derive(Debug)]
pub(super) struct Slopes {
    width: usize,
    /// Pixels up for one pixel to the right and for one down.
    samples: Vec<[f32; 2]>,
}

impl Texture {
    /// By the difference of the pixels on both sides, as the bevel's own slope is taken.
    pub(super) fn slopes(&self, rect: Rect) -> Slopes {
        let width = rect.width();
        let row = |y: i32| {
            let (mut heights, mut alpha) = (vec![vec![0.0; width + 2]], vec![0.0; width + 2]);
            self.pattern.row(y, rect.left - 1, width + 2, &mut heights, &mut alpha);
            heights.swap_remove(0)
        };
        let mut samples = Vec::with_capacity(rect.area() as usize);
        let (mut above, mut here) = (row(rect.top - 1), row(rect.top));
        for y in rect.top..rect.bottom {
            let below = row(y + 1);
            let slope = |before: f32, after: f32| (after - before) / 2.0 * self.height;
            samples.extend((1..=width).map(|x| [slope(here[x - 1], here[x + 1]), slope(above[x], below[x])]));
            (above, here) = (here, below);
        }
        Slopes { width, samples }
    }
}

impl Slopes {
    /// Those of the row `index` rows below the rectangle's top.
    pub(super) fn row(&self, index: usize) -> &[[f32; 2]] {
        &self.samples[index * self.width..][..self.width]
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use pixels::{Samples, Size};

    use super::*;
    use crate::fill::Tile;

    #[test]
    fn a_ramp_is_as_steep_as_its_height_and_scale_say() {
        // 0, 51, 102 ... 255: a fifth for each pixel.
        let tile = Tile::new(Size::new(6, 1), vec![Samples::Eight((0..6).map(|x| x * 51).collect())], None).unwrap();
        let pattern = PatternFill::new(Arc::new(tile));
        let slope = |texture: Texture, x: usize| texture.slopes(Rect::new(0, 0, 24, 2)).row(1)[x];
        let near = |found: [f32; 2], right: f32| (found[0] - right).abs() < 1e-5 && found[1] == 0.0;
        assert!(near(slope(Texture { pattern: pattern.clone(), height: 10.0 }, 2), 2.0));
        assert!(near(slope(Texture { pattern: pattern.clone(), height: -10.0 }, 2), -2.0));
        let doubled = PatternFill { scale: 2.0, ..pattern };
        assert!(near(slope(Texture { pattern: doubled, height: 10.0 }, 5), 1.0));
    }
}
