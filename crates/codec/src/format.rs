//! The formats, their names on the web and on disk, and how a file's first bytes tell them apart.

/// A format that pictures are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// Lossless, with alpha.
    Png,
    /// Lossy, without alpha.
    Jpeg,
    /// Lossy, with alpha.
    WebP,
}

impl Format {
    /// The format of a file-name extension, without its dot, in any case.
    pub fn from_extension(extension: &str) -> Option<Self> {
        match extension.to_ascii_lowercase().as_str() {
            "png" => Some(Self::Png),
            "jpg" | "jpeg" => Some(Self::Jpeg),
            "webp" => Some(Self::WebP),
            _ => None,
        }
    }

    /// The media type, as in HTTP's `Content-Type`.
    pub const fn content_type(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::WebP => "image/webp",
        }
    }

    /// The usual file-name extension, without its dot.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Jpeg => "jpg",
            Self::WebP => "webp",
        }
    }

    /// The name that people use.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Png => "PNG",
            Self::Jpeg => "JPEG",
            Self::WebP => "WebP",
        }
    }

    /// The longest side that the format's header can hold.
    pub(crate) const fn longest_side(self) -> u32 {
        match self {
            Self::Png => 0x7FFF_FFFF,
            Self::Jpeg => 65_535,
            Self::WebP => 16_383,
        }
    }
}

/// A format that pictures are read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum InputFormat {
    /// Portable Network Graphics.
    Png,
    /// JPEG, baseline or progressive, gray, RGB or CMYK.
    Jpeg,
    /// WebP, lossy or lossless.
    WebP,
    /// GIF; the first frame counts.
    Gif,
    /// TIFF; the first page counts.
    Tiff,
    /// Windows bitmap.
    Bmp,
    /// Scalable Vector Graphics, not compressed.
    Svg,
    /// PDF, and Illustrator files that hold one; the first page counts.
    Pdf,
}

impl InputFormat {
    /// What a file's first bytes say that it is.
    pub fn sniff(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n', ..] => Some(Self::Png),
            [0xFF, 0xD8, 0xFF, ..] => Some(Self::Jpeg),
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(Self::WebP),
            [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some(Self::Gif),
            [b'I', b'I', 42 | 43, 0, ..] | [b'M', b'M', 0, 42 | 43, ..] => Some(Self::Tiff),
            [b'B', b'M', ..] if bytes.len() >= 26 => Some(Self::Bmp),
            _ if looks_like_pdf(bytes) => Some(Self::Pdf),
            _ if looks_like_svg(bytes) => Some(Self::Svg),
            _ => None,
        }
    }

    /// Whether it is made of shapes, which are drawn at the size that they are needed.
    pub const fn is_vector(self) -> bool {
        matches!(self, Self::Svg | Self::Pdf)
    }

    /// The media type, as in HTTP's `Content-Type`.
    pub const fn content_type(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::WebP => "image/webp",
            Self::Gif => "image/gif",
            Self::Tiff => "image/tiff",
            Self::Bmp => "image/bmp",
            Self::Svg => "image/svg+xml",
            Self::Pdf => "application/pdf",
        }
    }

    /// The usual file-name extension, without its dot.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Jpeg => "jpg",
            Self::WebP => "webp",
            Self::Gif => "gif",
            Self::Tiff => "tiff",
            Self::Bmp => "bmp",
            Self::Svg => "svg",
            Self::Pdf => "pdf",
        }
    }

    /// The name that people use.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Png => "PNG",
            Self::Jpeg => "JPEG",
            Self::WebP => "WebP",
            Self::Gif => "GIF",
            Self::Tiff => "TIFF",
            Self::Bmp => "BMP",
            Self::Svg => "SVG",
            Self::Pdf => "PDF",
        }
    }
}

/// A PDF may begin anywhere in the file's first kilobyte.
fn looks_like_pdf(bytes: &[u8]) -> bool {
    bytes[..bytes.len().min(1024)].windows(5).any(|window| window == b"%PDF-")
}

/// SVG has no magic number: XML whose root comes early, after any declaration, comments and document type.
fn looks_like_svg(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    let head = &bytes[..bytes.len().min(4096)];
    head.starts_with(b"<") && head.windows(4).any(|window| window == b"<svg")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_never_asked_only_the_first_bytes() {
        assert_eq!(InputFormat::sniff(b"\x89PNG\r\n\x1a\n...."), Some(InputFormat::Png));
        assert_eq!(InputFormat::sniff(b"\xff\xd8\xff\xe0"), Some(InputFormat::Jpeg));
        assert_eq!(InputFormat::sniff(b"MM\0*\0\0\0\x08"), Some(InputFormat::Tiff));
        assert_eq!(InputFormat::sniff(b"\xEF\xBB\xBF <?xml version='1.0'?><!-- x --><svg/>"), Some(InputFormat::Svg));
        assert_eq!(InputFormat::sniff(b"\r\n%PDF-1.5"), Some(InputFormat::Pdf));
        assert_eq!(InputFormat::sniff(b"<html><body>"), None);
        assert_eq!(InputFormat::sniff(b""), None);
    }

    #[test]
    fn extensions_are_read_in_any_case_and_lead_back() {
        for format in [Format::Png, Format::Jpeg, Format::WebP] {
            assert_eq!(Format::from_extension(&format.extension().to_uppercase()), Some(format));
        }
        assert_eq!(Format::from_extension("jpeg"), Some(Format::Jpeg));
        assert_eq!(Format::from_extension("exe"), None);
    }
}
