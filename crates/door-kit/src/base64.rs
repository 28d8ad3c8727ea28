//! Bytes in base 64 as clients send them.

use base64::Engine;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use bytes::Bytes;

/// Padded or not.
const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// Base64, also broken into lines, and also behind `data:image/png;base64,` as browsers hand it out.
pub fn decoded(words: &str) -> Option<Bytes> {
    let words = match words.split_once(";base64,") {
        Some((start, rest)) if start.starts_with("data:") => rest,
        _ => words,
    };
    let bytes = if words.bytes().any(|byte| byte.is_ascii_whitespace()) {
        LENIENT.decode(words.split_ascii_whitespace().collect::<String>())
    } else {
        LENIENT.decode(words)
    };
    bytes.ok().map(Bytes::from)
}

/// The media type that a `data:` URL says, if any, and its base64 without white space; what is no such URL is base64
/// itself. `None` for a `data:` URL that is not in base64.
pub fn data_url(words: &str) -> Option<(Option<String>, String)> {
    let words = words.trim();
    let (media_type, encoded) = match words.strip_prefix("data:") {
        None => (None, words),
        Some(rest) => {
            let (head, encoded) = rest.split_once(',')?;
            let media_type = head.strip_suffix(";base64")?.to_ascii_lowercase();
            (Some(media_type).filter(|media_type| !media_type.is_empty()), encoded)
        }
    };
    Some((media_type, encoded.split_ascii_whitespace().collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_comes_in_many_shapes() {
        for words in ["aGk=", "aGk", "data:image/png;base64,aGk=", "aG\nk="] {
            assert_eq!(decoded(words).as_deref(), Some(&b"hi"[..]), "{words}");
        }
        assert_eq!(decoded("").as_deref(), Some(&b""[..]));
        assert!(decoded("?").is_none() && decoded("a b ü").is_none());
    }

    #[test]
    fn data_urls_say_what_they_hold() {
        let of = |words| data_url(words).map(|(media_type, encoded)| (media_type.unwrap_or_default(), encoded));
        assert_eq!(of("data:image/PNG;base64,YW\nI="), Some(("image/png".into(), "YWI=".into())));
        assert_eq!(of("data:;base64,"), Some((String::new(), String::new())));
        assert_eq!(of(" YWI= "), Some((String::new(), "YWI=".into())));
        assert_eq!((of("data:image/png,ab"), of("data:")), (None, None));
    }
}
