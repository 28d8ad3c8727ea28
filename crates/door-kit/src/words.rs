//! Words that every door writes and reads alike: sentences, and colours.

/// With a capital at the start.
pub fn capitalised(words: &str) -> String {
    let mut characters = words.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}

/// With a full stop at the end.
pub fn ended(mut words: String) -> String {
    if !words.ends_with(['.', '!', '?']) {
        words.push('.');
    }
    words
}

/// The red, green and blue of `#RRGGBB` or `#RGB`, with or without the `#`.
pub fn rgb(given: &str) -> Option<[u8; 3]> {
    let digits = given.strip_prefix('#').unwrap_or(given);
    let digits = match *digits.as_bytes() {
        [r, g, b] => vec![r, r, g, g, b, b],
        ref digits => digits.to_vec(),
    };
    let mut rgb = [0; 3];
    hex::decode_to_slice(digits, &mut rgb).ok()?;
    Some(rgb)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_begin_and_end() {
        assert_eq!((capitalised("élan is"), capitalised("")), ("Élan is".into(), String::new()));
        assert_eq!((ended("a".into()), ended("a!".into())), ("a.".into(), "a!".into()));
    }

    #[test]
    fn colours_have_three_or_six_digits() {
        assert_eq!((rgb("#1a2B3c"), rgb("f0a")), (Some([26, 43, 60]), Some([255, 0, 170])));
        assert!(["", "#", "red", "#12345", "1234567", "é1"].iter().all(|none| rgb(none).is_none()));
    }
}
