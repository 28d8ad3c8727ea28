//! The checked reader: big-endian values off the front of a slice, never past its end.

use bytes::Bytes;

use crate::{Error, Result};

/// Reads values off the front of some bytes. Everything it hands out is a slice of them, not a copy.
#[derive(Debug, Clone)]
pub(crate) struct Cursor {
    data: Bytes,
    /// Names the part of the format in errors.
    part: &'static str,
}

macro_rules! number {
    ($name:ident, $type:ty) => {
        pub(crate) fn $name(&mut self) -> Result<$type> {
            Ok(<$type>::from_be_bytes(self.array()?))
        }
    };
}

impl Cursor {
    pub(crate) fn new(data: Bytes, part: &'static str) -> Self {
        Self { data, part }
    }

    number!(u8, u8);
    number!(u16, u16);
    number!(i16, i16);
    number!(u32, u32);
    number!(i32, i32);
    number!(u64, u64);
    number!(i64, i64);
    number!(f32, f32);
    number!(f64, f64);

    pub(crate) fn left(&self) -> usize {
        self.data.len()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.data.is_empty()
    }

    /// What has not been read yet.
    pub(crate) fn peek(&self) -> &[u8] {
        &self.data
    }

    pub(crate) fn array<const N: usize>(&mut self) -> Result<[u8; N]> {
        let Some((head, _)) = self.data.split_first_chunk::<N>() else { return Err(self.truncated(N as u64)) };
        let head = *head;
        bytes::Buf::advance(&mut self.data, N);
        Ok(head)
    }

    /// The next `count` bytes. Takes the file's own number: the check is here, before anything is made of it.
    pub(crate) fn take(&mut self, count: u64) -> Result<Bytes> {
        match usize::try_from(count) {
            Ok(len) if len <= self.data.len() => Ok(self.data.split_to(len)),
            _ => Err(self.truncated(count)),
        }
    }

    /// A cursor over the next `count` bytes.
    pub(crate) fn part(&mut self, count: u64, part: &'static str) -> Result<Self> {
        Ok(Self::new(self.take(count)?, part))
    }

    /// Everything that is left.
    pub(crate) fn rest(&mut self) -> Bytes {
        std::mem::take(&mut self.data)
    }

    /// A length of 8 bytes (PSB) or of 4.
    pub(crate) fn length(&mut self, wide: bool) -> Result<u64> {
        if wide { self.u64() } else { Ok(self.u32()? as u64) }
    }

    /// A 4-byte length and that many bytes.
    pub(crate) fn block(&mut self) -> Result<Bytes> {
        let length = self.u32()?;
        self.take(length as u64)
    }

    /// Checks that `count` items of at least `size` bytes can follow, so that a list of them may be allocated.
    pub(crate) fn room_for(&self, count: usize, size: usize) -> Result<usize> {
        let needed = count as u64 * size as u64;
        if needed > self.left() as u64 { Err(self.truncated(needed)) } else { Ok(count) }
    }

    pub(crate) fn malformed(&self, problem: &'static str) -> Error {
        Error::Malformed { part: self.part, problem }
    }

    fn truncated(&self, needed: u64) -> Error {
        Error::Truncated { part: self.part, needed, left: self.data.len() as u64 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_beyond_the_end_is_an_error_that_names_the_part() {
        let mut cursor = Cursor::new(Bytes::from_static(&[0, 0, 1, 0, 7]), "a test");
        assert_eq!(cursor.block().unwrap_err(), Error::Truncated { part: "a test", needed: 256, left: 1 });
        assert_eq!(cursor.u8().unwrap(), 7);
        assert!(cursor.u8().is_err());
    }

    #[test]
    fn numbers_are_big_endian() {
        let mut cursor = Cursor::new(Bytes::from_static(&[0xff, 0xfe, 0x3f, 0xf0, 0, 0, 0, 0, 0, 0]), "a test");
        assert_eq!(cursor.i16().unwrap(), -2);
        assert_eq!(cursor.f64().unwrap(), 1.0);
        assert!(cursor.is_empty());
    }
}
