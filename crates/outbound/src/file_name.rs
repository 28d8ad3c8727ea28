//! What a fetched file is called: the last part of its URL's path, made safe to keep and to show.

use percent_encoding::percent_decode_str;
use url::Url;

/// What file systems and headers take.
const LONGEST: usize = 255;

/// `None` when the path ends in a slash or in nothing that could be a name.
pub(crate) fn of(url: &Url) -> Option<String> {
    let last = url.path_segments()?.next_back()?;
    let decoded = percent_decode_str(last).decode_utf8_lossy();
    let safe: String = decoded.chars().map(|c| if is_unsafe(c) { '_' } else { c }).collect();
    let name = shortened(safe.trim());
    (!name.is_empty() && !name.chars().all(|c| c == '.')).then(|| name.to_owned())
}

/// Whether a character could lead to another folder, end the name, or make it look like another.
fn is_unsafe(c: char) -> bool {
    let turns_text = matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    c.is_control() || turns_text || matches!(c, '/' | '\\')
}

/// Its end, for that is where the extension is.
fn shortened(name: &str) -> &str {
    let cut = name.len().saturating_sub(LONGEST);
    &name[name.ceil_char_boundary(cut)..]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(url: &str) -> Option<String> {
        super::of(&Url::parse(url).unwrap())
    }

    #[test]
    fn the_last_part_of_the_path_decoded_and_safe() {
        for (url, name) in [
            ("https://a/b/mug.psd?x=y.png#z", Some("mug.psd")),
            ("https://a/gr%C3%BCn%20mug.psd", Some("grün mug.psd")),
            ("https://a/..%2F..%2Fetc%2Fpasswd", Some(".._.._etc_passwd")),
            ("https://a/a%5Cb%00c%0D%0Ad.png", Some("a_b_c__d.png")),
            ("https://a/fdp%E2%80%AEgnp.exe", Some("fdp_gnp.exe")),
            ("https://a/%FF.png", Some("\u{fffd}.png")),
            ("https://a/b/", None),
            ("https://a", None),
            ("https://a/%2E%2E", None),
            ("https://a/...", None),
            ("https://a/%20", None),
        ] {
            assert_eq!(of(url).as_deref(), name, "{url}");
        }
    }

    #[test]
    fn a_long_name_keeps_its_end() {
        let name = of(&format!("https://a/{}.psd", "ü".repeat(200))).unwrap();
        assert_eq!((name.len(), name.ends_with("ü.psd")), (254, true));
    }
}
