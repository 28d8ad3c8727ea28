//! Samples as files store them: 8, 16 or 32 bits each.

use std::ops::Range;

/// How many bits a sample has, and so how finely every result is rounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Depth {
    /// 0 to 255.
    Eight,
    /// 0 to 65535 in files.
    Sixteen,
    /// Floating point; may lie outside 0 to 1.
    ThirtyTwo,
}

/// A run of samples of one depth. As `f32`, 0 is nothing and 1 is full, whatever the depth.
#[derive(Debug, Clone, PartialEq)]
pub enum Samples {
    /// 0 to 255.
    Eight(Vec<u8>),
    /// 0 to 65535.
    Sixteen(Vec<u16>),
    /// 0.0 to 1.0, and beyond in high dynamic range pictures.
    ThirtyTwo(Vec<f32>),
}

impl Samples {
    /// How many samples there are.
    pub fn len(&self) -> usize {
        match self {
            Self::Eight(v) => v.len(),
            Self::Sixteen(v) => v.len(),
            Self::ThirtyTwo(v) => v.len(),
        }
    }

    /// How many bytes of memory they take.
    pub fn bytes(&self) -> u64 {
        let each = match self {
            Self::Eight(_) => 1,
            Self::Sixteen(_) => 2,
            Self::ThirtyTwo(_) => 4,
        };
        self.len() as u64 * each
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Writes samples `start..start + out.len()` to `out` as 0 to 1. Panics when the run is shorter than that.
    pub fn read(&self, start: usize, out: &mut [f32]) {
        let end = start + out.len();
        match self {
            Self::Eight(v) => out.iter_mut().zip(&v[start..end]).for_each(|(o, s)| *o = f32::from(*s) / 255.0),
            Self::Sixteen(v) => out.iter_mut().zip(&v[start..end]).for_each(|(o, s)| *o = f32::from(*s) / 65535.0),
            Self::ThirtyTwo(v) => out.copy_from_slice(&v[start..end]),
        }
    }

    /// Writes `part`, row after row, over `columns` of this run, which has rows of `width`. A part of another depth
    /// changes nothing.
    pub fn replace_columns(&mut self, width: usize, columns: Range<usize>, part: &Self) {
        match (self, part) {
            (Self::Eight(all), Self::Eight(part)) => replace(all, width, columns, part),
            (Self::Sixteen(all), Self::Sixteen(part)) => replace(all, width, columns, part),
            (Self::ThirtyTwo(all), Self::ThirtyTwo(part)) => replace(all, width, columns, part),
            _ => {}
        }
    }
}

fn replace<T: Copy>(all: &mut [T], width: usize, columns: Range<usize>, part: &[T]) {
    if columns.is_empty() {
        return;
    }
    for (row, new) in all.chunks_mut(width).zip(part.chunks(columns.len())) {
        row[columns.clone()].copy_from_slice(new);
    }
}
