//! Media types: of bytes, of names, and the extensions that files get.

/// A media type, and what files of it are called.
const TYPES: [(&str, &str); 27] = [
    ("image/png", "png"),
    ("image/jpeg", "jpg"),
    ("image/jpeg", "jpeg"),
    ("image/webp", "webp"),
    ("image/gif", "gif"),
    ("image/avif", "avif"),
    ("image/bmp", "bmp"),
    ("image/tiff", "tif"),
    ("image/tiff", "tiff"),
    ("image/heic", "heic"),
    ("image/svg+xml", "svg"),
    ("image/vnd.adobe.photoshop", "psd"),
    ("application/pdf", "pdf"),
    ("application/json", "json"),
    ("application/zip", "zip"),
    ("audio/mpeg", "mp3"),
    ("audio/wav", "wav"),
    ("audio/flac", "flac"),
    ("audio/ogg", "ogg"),
    ("video/mp4", "mp4"),
    ("video/webm", "webm"),
    ("video/quicktime", "mov"),
    ("model/gltf-binary", "glb"),
    ("model/gltf+json", "gltf"),
    ("model/obj", "obj"),
    ("text/plain", "txt"),
    ("text/plain", "md"),
];

/// A canvas: JSON that is told apart from other JSON.
pub(crate) const CANVAS: &str = "application/vnd.scenario.canvas+json";

/// What bytes say they are.
pub(crate) fn of_bytes(bytes: &[u8]) -> Option<&'static str> {
    const STARTS: [(&[u8], &str); 9] = [
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"\xff\xd8\xff", "image/jpeg"),
        (b"GIF8", "image/gif"),
        (b"BM", "image/bmp"),
        (b"II*\0", "image/tiff"),
        (b"MM\0*", "image/tiff"),
        (b"8BPS", "image/vnd.adobe.photoshop"),
        (b"%PDF-", "application/pdf"),
        (b"glTF", "model/gltf-binary"),
    ];
    if let Some((_, media_type)) = STARTS.iter().find(|(start, _)| bytes.starts_with(start)) {
        return Some(media_type);
    }
    // RIFF and ISO files say further in what they are.
    match (bytes.get(..4), bytes.get(4..8), bytes.get(8..12)) {
        (Some(b"RIFF"), _, Some(b"WEBP")) => Some("image/webp"),
        (_, Some(b"ftyp"), Some(b"avif" | b"avis")) => Some("image/avif"),
        (_, Some(b"ftyp"), Some(b"heic" | b"heix" | b"mif1" | b"heif")) => Some("image/heic"),
        _ => is_svg(bytes).then_some("image/svg+xml"),
    }
}

fn is_svg(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(1024)];
    start.trim_ascii_start().starts_with(b"<") && start.windows(4).any(|window| window == b"<svg")
}

/// What a file's name says it is.
pub(crate) fn of_name(name: &str) -> Option<&'static str> {
    let (_, extension) = name.rsplit_once('.')?;
    let extension = extension.to_ascii_lowercase();
    TYPES.iter().find(|(_, known)| *known == extension).map(|(media_type, _)| *media_type)
}

/// What files of a media type are called; empty for those that nobody knows.
pub(crate) fn extension(media_type: &str) -> &'static str {
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    if essence == CANVAS {
        return "json";
    }
    TYPES.iter().find(|(known, _)| *known == essence).map_or("", |(_, extension)| extension)
}

/// A name without an extension that we would give it anyway.
pub(crate) fn stem(name: &str) -> &str {
    if of_name(name).is_some() { name.rsplit_once('.').map_or(name, |(stem, _)| stem) } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_known_by_their_start() {
        for (bytes, media_type) in [
            (&b"\x89PNG\r\n\x1a\nrest"[..], Some("image/png")),
            (b"RIFF0000WEBPVP8 ", Some("image/webp")),
            (b"\0\0\0 ftypavif", Some("image/avif")),
            (b"<?xml version='1.0'?><svg/>", Some("image/svg+xml")),
            (b"<html>", None),
            (b"RIFF", None),
            (b"", None),
        ] {
            assert_eq!(of_bytes(bytes), media_type, "{bytes:?}");
        }
    }

    #[test]
    fn names_and_extensions_go_both_ways() {
        assert_eq!((of_name("a.b.PNG"), of_name("png"), of_name("a.xyz")), (Some("image/png"), None, None));
        assert_eq!((extension("text/plain; charset=utf-8"), extension("x/y"), extension(CANVAS)), ("txt", "", "json"));
        assert_eq!((stem("a.b.png"), stem("v1.2"), stem("a")), ("a.b", "v1.2", "a"));
    }
}
