//! Colour lookup: a three-dimensional table, and the `.cube` text that holds one.

/// Colours on a grid of the RGB cube.
#[derive(Debug, Clone, PartialEq)]
pub struct ColourLookup {
    /// Grid points along each side, at least 2.
    size: usize,
    /// Red runs fastest, as in `.cube` files.
    colours: Vec<[f32; 3]>,
}

/// Why a table was refused. The message is safe to show.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ColourLookupError {
    /// The size is missing or out of range.
    #[error("the colour table's size must be from 2 to {MAX_SIZE}")]
    Size,
    /// There are too few or too many colours.
    #[error("the colour table holds {found} colours instead of {expected}")]
    Colours {
        /// Size cubed.
        expected: usize,
        /// What there was.
        found: usize,
    },
    /// A line is neither a keyword nor three numbers.
    #[error("line {0} of the colour table cannot be read")]
    Line(usize),
}

/// The largest size that `.cube` files allow.
const MAX_SIZE: usize = 256;

impl ColourLookup {
    /// A table of `size`³ colours, red running fastest, then green, then blue.
    pub fn new(size: usize, colours: Vec<[f32; 3]>) -> Result<Self, ColourLookupError> {
        if !(2..=MAX_SIZE).contains(&size) {
            return Err(ColourLookupError::Size);
        }
        let (expected, found) = (size.pow(3), colours.len());
        if expected != found {
            return Err(ColourLookupError::Colours { expected, found });
        }
        Ok(Self { size, colours })
    }

    /// The table that changes nothing.
    pub fn identity() -> Self {
        let corner = |index: usize| [index & 1, index >> 1 & 1, index >> 2].map(|bit| bit as f32);
        Self { size: 2, colours: (0..8).map(corner).collect() }
    }

    /// Reads the text of a 3D `.cube` file (Adobe, *Cube LUT Specification* 1.0). Its domain must be 0 to 1.
    pub fn from_cube(text: &str) -> Result<Self, ColourLookupError> {
        let (mut size, mut colours) = (0, Vec::new());
        for (index, line) in text.lines().enumerate() {
            let line = line.trim();
            let unreadable = ColourLookupError::Line(index + 1);
            let mut words = line.split_whitespace();
            match words.next() {
                Some("LUT_3D_SIZE") => {
                    size = words.next().and_then(|word| word.parse().ok()).ok_or(unreadable)?;
                    if !(2..=MAX_SIZE).contains(&size) {
                        return Err(ColourLookupError::Size);
                    }
                }
                Some("DOMAIN_MIN" | "DOMAIN_MAX") => {
                    let wanted = if line.starts_with("DOMAIN_MIN") { 0.0 } else { 1.0 };
                    if !words.all(|word| word.parse() == Ok(wanted)) {
                        return Err(unreadable);
                    }
                }
                Some(word) if word.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c)) => {
                    colours.push(three_numbers(line).ok_or(unreadable)?);
                }
                // Comments, the title, and keywords that change nothing here.
                _ => {}
            }
        }
        Self::new(size, colours)
    }

    /// Tetrahedral interpolation (Kasson, Nin, Plouffe and Hafner, 1995): along the edges of the cell from its dark
    /// corner to its light one, the largest share first.
    pub(super) fn at(&self, rgb: [f32; 3]) -> [f32; 3] {
        let top = (self.size - 1) as f32;
        let place = rgb.map(|sample| sample.clamp(0.0, 1.0) * top);
        let cell = place.map(|p| (p as usize).min(self.size - 2));
        let share: [f32; 3] = std::array::from_fn(|axis| place[axis] - cell[axis] as f32);
        let mut order = [0, 1, 2];
        order.sort_by(|a, b| share[*b].total_cmp(&share[*a]));
        let mut corner = cell;
        let mut before = self.colour(corner);
        let mut out = before;
        for axis in order {
            corner[axis] += 1;
            let next = self.colour(corner);
            for channel in 0..3 {
                out[channel] += share[axis] * (next[channel] - before[channel]);
            }
            before = next;
        }
        out
    }

    fn colour(&self, [r, g, b]: [usize; 3]) -> [f32; 3] {
        self.colours[(b * self.size + g) * self.size + r]
    }
}

fn three_numbers(line: &str) -> Option<[f32; 3]> {
    let mut numbers = line.split_whitespace().map(|word| word.parse::<f32>().ok().filter(|n| n.is_finite()));
    let three = [numbers.next()??, numbers.next()??, numbers.next()??];
    numbers.next().is_none().then_some(three)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SWAPPED: &str = "TITLE \"red and blue swapped\"\n# a comment\nLUT_3D_SIZE 2\nDOMAIN_MIN 0 0 0\nDOMAIN_MAX 1 1 1\n\
        0 0 0\n0 0 1\n0 1 0\n0 1 1\n1 0 0\n1 0 1\n1 1 0\n1 1 1\n";

    #[test]
    fn identity_changes_nothing() {
        assert_eq!(ColourLookup::identity().at([0.25, 0.5, 0.75]), [0.25, 0.5, 0.75]);
    }

    #[test]
    fn a_cube_file_that_swaps_red_and_blue() {
        let table = ColourLookup::from_cube(SWAPPED).unwrap();
        for rgb in [[0.1, 0.5, 0.9], [1.0, 0.0, 0.25], [0.4, 0.4, 0.4], [1.0, 1.0, 1.0]] {
            let out = table.at(rgb);
            assert!((0..3).all(|channel| (out[channel] - rgb[2 - channel]).abs() < 1e-6), "{rgb:?} {out:?}");
        }
    }

    #[test]
    fn what_is_not_a_table_is_refused() {
        assert_eq!(ColourLookup::from_cube("0 0 0"), Err(ColourLookupError::Size));
        assert_eq!(ColourLookup::from_cube("LUT_3D_SIZE 9999"), Err(ColourLookupError::Size));
        assert_eq!(ColourLookup::from_cube("LUT_3D_SIZE 2\n0 0"), Err(ColourLookupError::Line(2)));
        assert_eq!(
            ColourLookup::from_cube("LUT_3D_SIZE 2\n0 0 0"),
            Err(ColourLookupError::Colours { expected: 8, found: 1 })
        );
    }
}
