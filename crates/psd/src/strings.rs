//! The two string forms of the format: Pascal strings in a legacy encoding, and counted UTF-16.

use bytes::Bytes;

use crate::cursor::Cursor;
use crate::sink::Sink;
use crate::{Error, Result};

/// A length byte, that many characters, and padding. The encoding is whatever the writing system's was.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PascalString {
    bytes: Bytes,
    /// Kept as found, so that writing gives back the same bytes.
    padding: Bytes,
}

impl PascalString {
    /// `text` in Mac Roman, cut at 255 characters and at the first that Mac Roman lacks replaced by `?`; padded so
    /// that the length byte, the characters and the padding are a multiple of `align`.
    pub fn new(text: &str, align: usize) -> Self {
        let bytes: Vec<u8> = text.chars().take(255).map(mac_roman_byte).collect();
        let padded = (bytes.len() + 1).next_multiple_of(align);
        Self { padding: Bytes::from(vec![0; padded - bytes.len() - 1]), bytes: Bytes::from(bytes) }
    }

    /// The characters as stored.
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    pub(crate) fn read(cursor: &mut Cursor, align: usize) -> Result<Self> {
        let length = cursor.u8()? as usize;
        let bytes = cursor.take(length as u64)?;
        let padding = (length + 1).next_multiple_of(align) - length - 1;
        Ok(Self { bytes, padding: cursor.take(padding as u64)? })
    }

    pub(crate) fn write(&self, sink: &mut Sink) -> Result<()> {
        let length = u8::try_from(self.bytes.len()).map_err(|_| Error::Unwritable("a name is too long"))?;
        sink.u8(length);
        sink.bytes(&self.bytes);
        sink.bytes(&self.padding);
        Ok(())
    }
}

/// Reads the characters as Mac Roman, Photoshop's own choice where it names none.
impl std::fmt::Display for PascalString {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.bytes.iter().try_for_each(|byte| std::fmt::Write::write_char(f, mac_roman_char(*byte)))
    }
}

/// A 4-byte count and that many UTF-16 code units, kept as they are: terminating zeros, lone surrogates and all.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct UnicodeString(Vec<u16>);

impl UnicodeString {
    /// `text` and the terminating zero that descriptors want.
    pub fn terminated(text: &str) -> Self {
        Self(text.encode_utf16().chain([0]).collect())
    }

    /// `text` without a terminating zero.
    pub fn plain(text: &str) -> Self {
        Self(text.encode_utf16().collect())
    }

    /// Whether it ends in a zero, which does not belong to the text.
    pub fn is_terminated(&self) -> bool {
        self.0.last() == Some(&0)
    }

    /// The code units as stored.
    pub fn units(&self) -> &[u16] {
        &self.0
    }

    pub(crate) fn read(cursor: &mut Cursor) -> Result<Self> {
        let count = cursor.u32()? as usize;
        let units = cursor.take(count as u64 * 2)?;
        Ok(Self(units.chunks_exact(2).map(|unit| u16::from_be_bytes([unit[0], unit[1]])).collect()))
    }

    pub(crate) fn write(&self, sink: &mut Sink) -> Result<()> {
        sink.count(self.0.len())?;
        self.0.iter().for_each(|unit| sink.u16(*unit));
        Ok(())
    }
}

/// The text without the terminating zeros.
impl std::fmt::Display for UnicodeString {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let end = self.0.iter().rposition(|unit| *unit != 0).map_or(0, |last| last + 1);
        f.write_str(&String::from_utf16_lossy(&self.0[..end]))
    }
}

/// The upper half of Mac Roman (Apple's ROMAN.TXT mapping table).
const MAC_ROMAN: &str = "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…\u{a0}ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\u{f8ff}ÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ";

fn mac_roman_char(byte: u8) -> char {
    match byte {
        0..=0x7f => byte as char,
        _ => MAC_ROMAN.chars().nth(byte as usize - 0x80).unwrap_or(char::REPLACEMENT_CHARACTER),
    }
}

fn mac_roman_byte(c: char) -> u8 {
    match c {
        '\0'..='\x7f' => c as u8,
        _ => MAC_ROMAN.chars().position(|m| m == c).map_or(b'?', |at| at as u8 + 0x80),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_has_a_mac_roman_character_and_back() {
        assert_eq!(MAC_ROMAN.chars().count(), 128);
        for byte in 0..=255 {
            assert_eq!(mac_roman_byte(mac_roman_char(byte)), byte);
        }
    }

    #[test]
    fn a_pascal_string_is_padded_with_its_length_byte() {
        let mut sink = Sink::default();
        PascalString::new("Größe", 4).write(&mut sink).unwrap();
        let written = sink.into_vec();
        assert_eq!(written, [5, b'G', b'r', 0x9a, 0xa7, b'e', 0, 0]);
        let read = PascalString::read(&mut Cursor::new(Bytes::from(written), "a test"), 4).unwrap();
        assert_eq!(read.to_string(), "Größe");
    }

    #[test]
    fn a_unicode_string_shows_no_terminating_zero() {
        let name = UnicodeString::terminated("a😀");
        assert!(name.is_terminated());
        assert_eq!(name.units().len(), 4);
        assert_eq!(name.to_string(), "a😀");
    }
}
