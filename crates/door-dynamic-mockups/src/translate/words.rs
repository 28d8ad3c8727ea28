//! Dates, slugs, colours and ids in the dialect's spelling.

use door_kit::words;
use library::Time;
use library::renders::rules::LABEL_CHARACTERS;
use uuid::Uuid;

use crate::error::Problems;

/// A time as lists show it: `2025-10-23 12:40:42 UTC`.
pub(crate) fn date(time: Time) -> String {
    time.format("%Y-%m-%d %H:%M:%S UTC").to_string()
}

/// A time as a collection shows it that was just made: `2025-10-23T12:40:42.000000Z`.
pub(crate) fn iso(time: Time) -> String {
    time.format("%Y-%m-%dT%H:%M:%S%.6fZ").to_string()
}

/// A name in small letters, digits and hyphens.
pub(crate) fn kebab(name: &str) -> String {
    let mut slug = String::new();
    for character in name.chars().flat_map(char::to_lowercase) {
        if character.is_alphanumeric() {
            slug.push(character);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.trim_end_matches('-').to_owned()
}

/// What a file's name begins with: the label as far as a file may be called so.
pub(crate) fn label(given: &str) -> String {
    given.chars().filter(|c| !c.is_control()).take(LABEL_CHARACTERS).collect()
}

/// A colour; black where it is none, which is a problem.
pub(crate) fn rgb(given: &str, field: &str, problems: &mut Problems) -> [u8; 3] {
    words::rgb(given.trim()).unwrap_or_else(|| {
        problems.add(field, "must be a colour such as #1a2b3c");
        [0; 3]
    })
}

/// An id that has to be there.
pub(crate) fn uuid(given: Option<&str>, field: &str, problems: &mut Problems) -> Uuid {
    match given.map(str::trim).filter(|given| !given.is_empty()).map(Uuid::parse_str) {
        Some(Ok(id)) => return id,
        Some(Err(_)) => problems.add(field, "must be a UUID"),
        None => problems.missing(field),
    }
    Uuid::nil()
}

/// The extension of files of a media type.
pub(crate) fn extension(media_type: &str) -> &'static str {
    match media_type {
        "image/png" => "png",
        "image/jpeg" => "jpg",
        "image/webp" => "webp",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_come_in_two_forms() {
        let time = Time::from_timestamp_micros(1_761_223_242_000_007).unwrap();
        assert_eq!(
            (date(time).as_str(), iso(time).as_str()),
            ("2025-10-23 12:40:42 UTC", "2025-10-23T12:40:42.000007Z")
        );
    }

    #[test]
    fn names_become_slugs() {
        assert_eq!(kebab("Test new collection upload"), "test-new-collection-upload");
        assert_eq!(kebab(" -- Café / Größe_2! "), "café-größe-2");
        assert_eq!(kebab("***"), "");
    }
}
