//! Chapter "File Header Section": signature, version, size, depth and colour mode.

use crate::cursor::Cursor;
use crate::sink::Sink;
use crate::{Error, Limits, Result};

/// Which of the two file formats it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Version {
    /// `.psd`: up to 30,000 pixels a side, 4-byte lengths.
    Psd,
    /// `.psb`, the large document format: up to 300,000 pixels a side, 8-byte lengths.
    Psb,
}

impl Version {
    /// Whether the long lengths are 8 bytes.
    pub(crate) fn is_wide(self) -> bool {
        self == Self::Psb
    }

    /// The most pixels a side may have.
    pub const fn longest_side(self) -> u32 {
        match self {
            Self::Psd => 30_000,
            Self::Psb => 300_000,
        }
    }
}

/// Bits a sample has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Depth {
    /// One bit a pixel, 1 is black; bitmap mode only.
    One,
    /// 0 to 255.
    Eight,
    /// 0 to 65535.
    Sixteen,
    /// IEEE floating point, linear light.
    ThirtyTwo,
}

impl Depth {
    /// The number of bits.
    pub const fn bits(self) -> u16 {
        match self {
            Self::One => 1,
            Self::Eight => 8,
            Self::Sixteen => 16,
            Self::ThirtyTwo => 32,
        }
    }

    /// Bytes that a row of `width` samples takes: rows of single bits are padded to a whole byte.
    pub const fn row_bytes(self, width: u32) -> usize {
        (width as usize * self.bits() as usize).div_ceil(8)
    }

    pub(crate) fn from_bits(bits: u16) -> Result<Self> {
        match bits {
            1 => Ok(Self::One),
            8 => Ok(Self::Eight),
            16 => Ok(Self::Sixteen),
            32 => Ok(Self::ThirtyTwo),
            _ => Err(Error::Unsupported { what: "a depth in bits of", value: bits as u32 }),
        }
    }
}

/// How the colour channels are to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names are the format's own")]
pub enum ColorMode {
    Bitmap,
    Grayscale,
    Indexed,
    Rgb,
    Cmyk,
    Multichannel,
    Duotone,
    Lab,
}

impl ColorMode {
    /// Colour channels of a pixel; what the document has beyond them is transparency and alpha. All the channels of a
    /// multichannel document are colours, so it has none of its own here.
    pub const fn channels(self) -> usize {
        match self {
            Self::Bitmap | Self::Grayscale | Self::Indexed | Self::Duotone => 1,
            Self::Rgb | Self::Lab => 3,
            Self::Cmyk => 4,
            Self::Multichannel => 0,
        }
    }

    /// The number of the mode in the file.
    pub const fn code(self) -> u16 {
        match self {
            Self::Bitmap => 0,
            Self::Grayscale => 1,
            Self::Indexed => 2,
            Self::Rgb => 3,
            Self::Cmyk => 4,
            Self::Multichannel => 7,
            Self::Duotone => 8,
            Self::Lab => 9,
        }
    }

    pub(crate) fn from_code(code: u16) -> Result<Self> {
        Ok(match code {
            0 => Self::Bitmap,
            1 => Self::Grayscale,
            2 => Self::Indexed,
            3 => Self::Rgb,
            4 => Self::Cmyk,
            7 => Self::Multichannel,
            8 => Self::Duotone,
            9 => Self::Lab,
            _ => return Err(Error::Unsupported { what: "colour mode", value: code as u32 }),
        })
    }
}

/// The file header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// PSD or PSB.
    pub version: Version,
    /// Channels of the merged image, alpha channels included: 1 to 56.
    pub channels: u16,
    /// Canvas height in pixels.
    pub height: u32,
    /// Canvas width in pixels.
    pub width: u32,
    /// Bits a sample.
    pub depth: Depth,
    /// The colour mode.
    pub color_mode: ColorMode,
}

impl Header {
    pub(crate) fn read(cursor: &mut Cursor, limits: &Limits) -> Result<Self> {
        if !cursor.peek().starts_with(b"8BPS") {
            return Err(Error::NotPsd);
        }
        cursor.array::<4>()?;
        let version = match cursor.u16()? {
            1 => Version::Psd,
            2 => Version::Psb,
            other => return Err(Error::Unsupported { what: "file version", value: other as u32 }),
        };
        if cursor.array::<6>()? != [0; 6] {
            return Err(cursor.malformed("reserved bytes that are not zero"));
        }
        let channels = cursor.u16()?;
        if !(1..=56).contains(&channels) {
            return Err(cursor.malformed("a channel count that is not 1 to 56"));
        }
        let (height, width) = (cursor.u32()?, cursor.u32()?);
        if width == 0 || height == 0 {
            return Err(cursor.malformed("no pixels"));
        }
        let longest = version.longest_side();
        if width.max(height) > longest {
            let asked = width.max(height) as u64;
            return Err(Error::Limit { what: "the longest side in pixels", asked, limit: longest as u64 });
        }
        limits.check_pixels(width, height)?;
        let depth = Depth::from_bits(cursor.u16()?)?;
        let color_mode = ColorMode::from_code(cursor.u16()?)?;
        Ok(Self { version, channels, height, width, depth, color_mode })
    }

    pub(crate) fn write(&self, sink: &mut Sink) {
        sink.bytes(b"8BPS");
        sink.u16(if self.version == Version::Psb { 2 } else { 1 });
        sink.bytes(&[0; 6]);
        sink.u16(self.channels);
        sink.u32(self.height);
        sink.u32(self.width);
        sink.u16(self.depth.bits());
        sink.u16(self.color_mode.code());
    }
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;

    use super::*;

    fn read(bytes: &[u8]) -> Result<Header> {
        Header::read(&mut Cursor::new(Bytes::copy_from_slice(bytes), "the header"), &Limits::default())
    }

    fn sample() -> Vec<u8> {
        let header = Header {
            version: Version::Psb,
            channels: 4,
            height: 300,
            width: 200,
            depth: Depth::Sixteen,
            color_mode: ColorMode::Lab,
        };
        let mut sink = Sink::default();
        header.write(&mut sink);
        sink.into_vec()
    }

    #[test]
    fn a_header_reads_as_written() {
        let header = read(&sample()).unwrap();
        assert_eq!((header.width, header.height, header.channels), (200, 300, 4));
        assert_eq!((header.version, header.depth, header.color_mode), (Version::Psb, Depth::Sixteen, ColorMode::Lab));
    }

    #[test]
    fn what_is_not_a_header_is_refused_by_name() {
        assert_eq!(read(b"\x89PNG\r\n").unwrap_err(), Error::NotPsd);
        assert_eq!(read(b"").unwrap_err(), Error::NotPsd);
        let mut huge = sample();
        huge[14..22].fill(0x7f);
        assert!(matches!(read(&huge).unwrap_err(), Error::Limit { .. }));
        let mut depth = sample();
        depth[23] = 12;
        assert_eq!(read(&depth).unwrap_err().to_string(), "a depth in bits of 12 is not supported");
        assert!(matches!(read(&sample()[..20]).unwrap_err(), Error::Truncated { .. }));
    }

    #[test]
    fn bit_rows_are_padded_to_bytes() {
        assert_eq!(Depth::One.row_bytes(9), 2);
        assert_eq!(Depth::Sixteen.row_bytes(9), 18);
    }
}
