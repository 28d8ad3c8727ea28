//! Media types by extension, and names to save under.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// How files with some extension are served.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Media {
    /// The `Content-Type`.
    pub(super) content_type: &'static str,
    /// Whether browsers may show it in place; what they can't show is saved.
    pub(super) is_shown: bool,
    /// Whether it can hold scripts.
    pub(super) is_active: bool,
}

const fn shown(content_type: &'static str) -> Media {
    Media { content_type, is_shown: true, is_active: false }
}

const fn active(content_type: &'static str) -> Media {
    Media { content_type, is_shown: true, is_active: true }
}

const fn saved(content_type: &'static str) -> Media {
    Media { content_type, is_shown: false, is_active: false }
}

/// The media type of an extension, in any case; bytes of no type for those that are not on the list.
pub(super) fn of_extension(extension: &str) -> Media {
    match extension.to_ascii_lowercase().as_str() {
        "png" => shown("image/png"),
        "jpg" | "jpeg" => shown("image/jpeg"),
        "webp" => shown("image/webp"),
        "gif" => shown("image/gif"),
        "avif" => shown("image/avif"),
        "bmp" => shown("image/bmp"),
        "tif" | "tiff" => saved("image/tiff"),
        "svg" => active("image/svg+xml"),
        "html" | "htm" => active("text/html; charset=utf-8"),
        "pdf" => shown("application/pdf"),
        "mp4" | "m4v" => shown("video/mp4"),
        "webm" => shown("video/webm"),
        "mov" => shown("video/quicktime"),
        "mp3" => shown("audio/mpeg"),
        "m4a" => shown("audio/mp4"),
        "ogg" | "oga" => shown("audio/ogg"),
        "wav" => shown("audio/wav"),
        "flac" => shown("audio/flac"),
        "txt" | "md" | "csv" => shown("text/plain; charset=utf-8"),
        "json" => shown("application/json"),
        "glb" => saved("model/gltf-binary"),
        "gltf" => saved("model/gltf+json"),
        "psd" | "psb" => saved("image/vnd.adobe.photoshop"),
        "zip" => saved("application/zip"),
        _ => saved("application/octet-stream"),
    }
}

/// What `filename*` needs no escape for (RFC 8187, `attr-char`, but for a few signs).
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.');

/// `Content-Disposition` (RFC 6266): the name twice where it is not ASCII, for old clients and for others.
/// `is_saved`: also what could be shown is to be saved.
pub(super) fn disposition(media: Media, name: &str, is_saved: bool) -> String {
    let kind = if media.is_shown && !is_saved { "inline" } else { "attachment" };
    let plain = |c: char| if c.is_ascii_alphanumeric() || "-_. ".contains(c) { c } else { '_' };
    let ascii: String = name.chars().map(plain).collect();
    if ascii == name {
        return format!("{kind}; filename=\"{ascii}\"");
    }
    format!("{kind}; filename=\"{ascii}\"; filename*=UTF-8''{}", utf8_percent_encode(name, ESCAPED))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_listed_extensions_have_a_type() {
        assert_eq!(of_extension("PNG").content_type, "image/png");
        assert!(of_extension("svg").is_active && of_extension("html").is_active);
        for unknown in ["", "exe", "xhtml", "js", "xml"] {
            assert_eq!(of_extension(unknown), saved("application/octet-stream"), "{unknown}");
        }
    }

    #[test]
    fn names_beyond_ascii_are_told_twice() {
        assert_eq!(disposition(shown(""), "a b.png", false), "inline; filename=\"a b.png\"");
        let told = disposition(saved(""), "café\".psd", false);
        assert_eq!(told, "attachment; filename=\"caf__.psd\"; filename*=UTF-8''caf%C3%A9%22.psd");
    }
}
