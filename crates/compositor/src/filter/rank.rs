//! Median, minimum and maximum over a square, by a histogram that moves along with the pixel (Huang, Yang, Tang: "A fast
//! two-dimensional median filtering algorithm", 1979).

use pixels::Picture;
use rayon::prelude::*;

/// Which of the square's samples, in order, is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rank {
    /// The smallest.
    Minimum,
    /// The one in the middle.
    Median,
    /// The largest.
    Maximum,
}

impl Rank {
    /// Takes it for each channel on its own. Colours count by alpha; alpha itself only spreads and shrinks with maximum.
    pub(super) fn apply(self, picture: &mut Picture, radius: u32) {
        let source = picture.clone();
        let width = picture.size().width as usize;
        picture.rgba_mut().par_chunks_exact_mut(width * 4).enumerate().for_each(|(y, row)| {
            let channels = if self == Self::Maximum { 4 } else { 3 };
            for channel in 0..channels {
                let mut window = Window::new(&source, y, radius, channel);
                for x in 0..width {
                    window.to(x);
                    row[x * 4 + channel] = window.rank(self).unwrap_or(row[x * 4 + channel]);
                }
            }
        });
    }
}

/// The largest radius: beyond it the sums could overflow.
const LARGEST: u32 = 500;

/// How often each level of a channel occurs in the square around a pixel, colours weighted by alpha. The border pixel goes
/// on beyond the border.
pub(super) struct Window<'a> {
    picture: &'a Picture,
    channel: usize,
    rows: Vec<usize>,
    radius: i64,
    /// The column that the square is around.
    column: i64,
    /// Sums of alphas (for alpha itself, of 1).
    pub(super) counts: [u32; 256],
    total: u32,
}

impl<'a> Window<'a> {
    /// The square around the pixel before row `y`'s first.
    pub(super) fn new(picture: &'a Picture, y: usize, radius: u32, channel: usize) -> Self {
        let radius = i64::from(radius.min(LARGEST));
        let last = i64::from(picture.size().height) - 1;
        let rows = (y as i64 - radius..=y as i64 + radius).map(|row| row.clamp(0, last) as usize).collect();
        let mut window = Self { picture, channel, rows, radius, column: -1, counts: [0; 256], total: 0 };
        for column in -1 - radius..radius {
            window.count(column, u32::wrapping_add);
        }
        window
    }

    /// Moves the square to the next column; columns must be visited in order.
    pub(super) fn to(&mut self, column: usize) {
        while self.column < column as i64 {
            self.count(self.column + self.radius + 1, u32::wrapping_add);
            self.count(self.column - self.radius, u32::wrapping_sub);
            self.column += 1;
        }
    }

    fn count(&mut self, column: i64, change: fn(u32, u32) -> u32) {
        let width = self.picture.size().width as usize;
        let column = column.clamp(0, width as i64 - 1) as usize;
        for row in &self.rows {
            let pixel = &self.picture.rgba()[(row * width + column) * 4..][..4];
            let weight = if self.channel == 3 { 1 } else { u32::from(pixel[3]) };
            let count = &mut self.counts[usize::from(pixel[self.channel])];
            *count = change(*count, weight);
            self.total = change(self.total, weight);
        }
    }

    /// The level of a rank; `None` when nothing is visible.
    fn rank(&self, rank: Rank) -> Option<u8> {
        if self.total == 0 {
            return None;
        }
        let level = match rank {
            Rank::Minimum => self.counts.iter().position(|count| *count > 0),
            Rank::Maximum => self.counts.iter().rposition(|count| *count > 0),
            Rank::Median => {
                let mut below = 0;
                self.counts.iter().position(|count| {
                    below += count;
                    2 * below > self.total
                })
            }
        };
        level.map(|level| level as u8)
    }
}
