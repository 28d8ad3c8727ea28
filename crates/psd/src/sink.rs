//! The writing side of [`Cursor`](crate::cursor::Cursor): big-endian values onto the end of a buffer, with the
//! lengths that precede their contents filled in afterwards.

use crate::{Error, Result};

/// A growing buffer of big-endian values.
#[derive(Debug, Default)]
pub(crate) struct Sink {
    data: Vec<u8>,
}

macro_rules! number {
    ($name:ident, $type:ty) => {
        pub(crate) fn $name(&mut self, value: $type) {
            self.data.extend_from_slice(&value.to_be_bytes());
        }
    };
}

impl Sink {
    number!(u8, u8);
    number!(u16, u16);
    number!(i16, i16);
    number!(u32, u32);
    number!(i32, i32);
    number!(u64, u64);
    number!(i64, i64);
    number!(f64, f64);

    pub(crate) fn bytes(&mut self, bytes: &[u8]) {
        self.data.extend_from_slice(bytes);
    }

    pub(crate) fn len(&self) -> usize {
        self.data.len()
    }

    pub(crate) fn into_vec(self) -> Vec<u8> {
        self.data
    }

    /// Zeros until the bytes since `start` are a multiple of `align`.
    pub(crate) fn pad(&mut self, start: usize, align: usize) {
        let short = (self.data.len() - start).next_multiple_of(align) - (self.data.len() - start);
        self.data.resize(self.data.len() + short, 0);
    }

    /// A length of 8 bytes or of 4.
    pub(crate) fn length(&mut self, wide: bool, length: u64) -> Result<()> {
        if wide {
            self.u64(length);
        } else {
            self.u32(u32::try_from(length).map_err(|_| Error::Unwritable("a part is too long for its length field"))?);
        }
        Ok(())
    }

    /// What `write` writes, preceded by its length.
    pub(crate) fn measured(&mut self, wide: bool, write: impl FnOnce(&mut Self) -> Result<()>) -> Result<()> {
        let at = self.data.len();
        self.length(wide, 0)?;
        let start = self.data.len();
        write(self)?;
        let mut length = Self::default();
        length.length(wide, (self.data.len() - start) as u64)?;
        self.data[at..start].copy_from_slice(&length.data);
        Ok(())
    }

    /// A 4-byte length and the bytes.
    pub(crate) fn block(&mut self, bytes: &[u8]) -> Result<()> {
        self.length(false, bytes.len() as u64)?;
        self.bytes(bytes);
        Ok(())
    }

    /// The 4-byte number of items that follow.
    pub(crate) fn count(&mut self, count: usize) -> Result<()> {
        self.length(false, count as u64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_measured_part_is_preceded_by_its_length() {
        let mut sink = Sink::default();
        sink.measured(false, |sink| {
            sink.u16(7);
            sink.measured(true, |sink| {
                sink.u8(1);
                Ok(())
            })
        })
        .unwrap();
        assert_eq!(sink.into_vec(), [0, 0, 0, 11, 0, 7, 0, 0, 0, 0, 0, 0, 0, 1, 1]);
    }
}
