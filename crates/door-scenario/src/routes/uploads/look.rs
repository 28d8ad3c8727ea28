//! Whether a file is what it says it is, by its first bytes.

use crate::translate::media;
use crate::translate::upload::Kind;

/// What a file is.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Seen {
    pub(super) media_type: String,
    /// Whether it must be a picture that can be read here; of some kinds of picture none is made, and they are kept
    /// as they are.
    pub(super) picture: bool,
}

/// What a file is, told by its bytes, then by what its sender says, then by its name; or why it is not of its kind.
pub(super) fn look(kind: Kind, head: &[u8], name: &str, said: Option<&str>) -> Result<Seen, String> {
    let found = media::of_bytes(head);
    let named = media::of_name(name);
    // Words about a file count as far as they agree with its kind.
    let of_family = |family: &str, usual: &str| {
        let said = [said, named].into_iter().flatten().find(|word| word.starts_with(family));
        found.filter(|word| word.starts_with(family)).or(said).unwrap_or(usual).to_owned()
    };
    let plain = |media_type: String| Ok(Seen { media_type, picture: false });
    match kind {
        Kind::Image | Kind::Avatar => match found.filter(|word| word.starts_with("image/")) {
            Some(word) => Ok(Seen { media_type: word.to_owned(), picture: is_read(word) }),
            None => Err("the file is no image".to_owned()),
        },
        Kind::Video if starts_as_video(head) => plain(of_family("video/", "video/mp4")),
        Kind::Video => Err("the file is no video".to_owned()),
        Kind::Audio if starts_as_audio(head) => plain(of_family("audio/", "audio/mpeg")),
        Kind::Audio => Err("the file is no audio".to_owned()),
        Kind::Text if is_text(head) => plain(of_family("text/", "text/plain")),
        Kind::Text => Err("the file is no text".to_owned()),
        Kind::Solid => match found.filter(|word| !word.starts_with("model/")) {
            None if !starts_as_audio(head) => plain(of_family("model/", "model/gltf-binary")),
            _ => Err("the file is no 3D model".to_owned()),
        },
        Kind::Model if starts_as_weights(head) => plain("application/octet-stream".to_owned()),
        Kind::Model => Err("the file is no model: it is neither safetensors nor a checkpoint".to_owned()),
        Kind::Asset => {
            let media_type = found.or(said).or(named).unwrap_or("application/octet-stream");
            Ok(Seen { media_type: media_type.to_owned(), picture: is_read(media_type) && found.is_some() })
        }
    }
}

/// Whether pictures of this kind are read here.
fn is_read(media_type: &str) -> bool {
    let opaque = ["image/svg+xml", "image/avif", "image/heic", "image/vnd.adobe.photoshop"];
    media_type.starts_with("image/") && !opaque.contains(&media_type)
}

fn starts_as_video(head: &[u8]) -> bool {
    let is_iso = head.get(4..8) == Some(b"ftyp") && media::of_bytes(head).is_none();
    let is_avi = head.starts_with(b"RIFF") && head.get(8..12) == Some(b"AVI ");
    // Matroska and WebM; MPEG.
    is_iso || is_avi || head.starts_with(&[0x1a, 0x45, 0xdf, 0xa3]) || head.starts_with(&[0, 0, 1, 0xba])
}

fn starts_as_audio(head: &[u8]) -> bool {
    let is_wave = head.starts_with(b"RIFF") && head.get(8..12) == Some(b"WAVE");
    let is_m4a = head.get(4..8) == Some(b"ftyp") && head.get(8..11) == Some(b"M4A");
    // An MPEG frame: eleven bits set, and a layer.
    let is_frame = matches!(head, [0xff, second, ..] if second & 0xe0 == 0xe0 && second & 0x06 != 0);
    is_wave || is_m4a || is_frame || [&b"ID3"[..], b"fLaC", b"OggS"].iter().any(|start| head.starts_with(start))
}

/// UTF-8 without the null character; the head may end within a letter.
fn is_text(head: &[u8]) -> bool {
    let is_utf8 = match std::str::from_utf8(head) {
        Ok(_) => true,
        Err(error) => error.error_len().is_none() && error.valid_up_to() > 0,
    };
    is_utf8 && !head.contains(&0)
}

/// Safetensors: a length and a JSON object; or a checkpoint, which is a zip archive or a pickle.
fn starts_as_weights(head: &[u8]) -> bool {
    let is_safetensors = head.get(8) == Some(&b'{');
    is_safetensors || head.starts_with(b"PK\x03\x04") || head.starts_with(&[0x80, 0x02])
}

#[cfg(test)]
mod tests {
    use super::*;

    const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";

    #[test]
    fn files_are_what_their_bytes_say() {
        for (kind, head, name, said, expected) in [
            (Kind::Image, PNG, "a.jpg", "image/jpeg", Some("image/png")),
            (Kind::Image, b"<svg/>", "a.svg", "image/svg+xml", Some("image/svg+xml")),
            (Kind::Image, b"plain words", "a.png", "image/png", None),
            (Kind::Avatar, b"MZ\x90\0", "a.png", "image/png", None),
            (Kind::Video, b"\0\0\0\x18ftypmp42", "a.mov", "text/html", Some("video/quicktime")),
            (Kind::Video, PNG, "a.mp4", "video/mp4", None),
            (Kind::Audio, b"ID3\x03", "a", "application/octet-stream", Some("audio/mpeg")),
            (Kind::Audio, b"words", "a.mp3", "audio/mpeg", None),
            (Kind::Text, "né".as_bytes(), "a.md", "text/markdown", Some("text/markdown")),
            (Kind::Text, b"a\0b", "a.txt", "text/plain", None),
            (Kind::Solid, b"glTF\x02", "a.glb", "x/y", Some("model/gltf-binary")),
            (Kind::Solid, b"v 0 0 1", "a.obj", "text/plain", Some("model/obj")),
            (Kind::Solid, PNG, "a.glb", "model/gltf-binary", None),
            (Kind::Model, b"\x10\0\0\0\0\0\0\0{\"a\"", "a.safetensors", "x/y", Some("application/octet-stream")),
            (Kind::Model, b"no weights", "a.safetensors", "x/y", None),
            (Kind::Asset, b"words", "a.txt", "text/css", Some("text/css")),
        ] {
            let seen = look(kind, head, name, Some(said));
            assert_eq!(seen.as_ref().ok().map(|seen| seen.media_type.as_str()), expected, "{kind:?} {name}: {seen:?}");
        }
    }

    #[test]
    fn only_pictures_that_are_read_here_must_be_whole() {
        let picture = |head: &[u8]| look(Kind::Image, head, "a", None).unwrap().picture;
        assert!(picture(PNG) && !picture(b"<svg/>") && !picture(b"\0\0\0 ftypavif"));
        assert!(!look(Kind::Asset, b"words", "a.png", None).unwrap().picture);
    }
}
