//! Kinds of letters, as a font's own numbers tell them (OpenType 1.9, chapter "OS/2": `panose`, `sFamilyClass`).

/// A kind of letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Letters {
    /// With serifs.
    Serif,
    /// Without, or not known.
    SansSerif,
    /// All as wide as each other.
    Monospace,
    /// As if written by hand.
    Script,
    /// Ornaments and symbols.
    Decorative,
}

impl Letters {
    /// Those of a font in a file.
    pub(super) fn of(file: &[u8], index: u32) -> Self {
        os2(file, index).map_or(Self::SansSerif, Self::of_os2)
    }

    fn of_os2(table: &[u8]) -> Self {
        let class = table.get(30).copied().unwrap_or(0);
        let panose: [u8; 4] = table.get(32..36).and_then(|bytes| bytes.try_into().ok()).unwrap_or_default();
        match (panose, class) {
            ([2, _, _, 9], _) => Self::Monospace,
            ([3, ..], _) | (_, 10) => Self::Script,
            ([4 | 5, ..], _) | (_, 9 | 12) => Self::Decorative,
            ([2, 2..=10, ..], _) | ([0, ..], 1..=5 | 7) => Self::Serif,
            _ => Self::SansSerif,
        }
    }
}

/// The table of that name of a font in a file, or in a collection.
fn os2(file: &[u8], index: u32) -> Option<&[u8]> {
    let long = |at: usize| Some(u32::from_be_bytes(file.get(at..at.checked_add(4)?)?.try_into().ok()?) as usize);
    let start = if file.starts_with(b"ttcf") { long(4usize.checked_mul(index as usize)?.checked_add(12)?)? } else { 0 };
    let tables = long(start.checked_add(2)?)? & 0xFFFF;
    let record = (0..tables)
        .map(|table| start.saturating_add(12 + 16 * table))
        .find(|at| file.get(*at..at.saturating_add(4)) == Some(b"OS/2"))?;
    let (offset, length) = (long(record + 8)?, long(record + 12)?);
    file.get(offset..offset.checked_add(length)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fonts_numbers_tell_its_kind() {
        let regular = include_bytes!("../../fonts/LiberationSans-Regular.ttf");
        assert_eq!(Letters::of(regular, 0), Letters::SansSerif);
        let with = |class: u8, panose: [u8; 4]| {
            let mut table = vec![0; 96];
            table[30] = class;
            table[32..36].copy_from_slice(&panose);
            Letters::of_os2(&table)
        };
        assert_eq!(with(0, [2, 2, 6, 3]), Letters::Serif);
        assert_eq!(with(0, [2, 11, 6, 9]), Letters::Monospace);
        assert_eq!(with(8, [0; 4]), Letters::SansSerif);
        assert_eq!(with(1, [0; 4]), Letters::Serif);
        assert_eq!(with(10, [0; 4]), Letters::Script);
        assert_eq!(with(0, [4, 0, 0, 0]), Letters::Decorative);
        assert_eq!(Letters::of_os2(&[]), Letters::SansSerif);
    }

    #[test]
    fn no_file_makes_it_stumble() {
        let regular = include_bytes!("../../fonts/LiberationSans-Regular.ttf");
        for end in (0..400).chain([1000, 5000]) {
            Letters::of(&regular[..end], 0);
        }
        for index in [0, 1, u32::MAX] {
            Letters::of(&[&b"ttcf"[..], &[0xFF; 64]].concat(), index);
        }
    }
}
