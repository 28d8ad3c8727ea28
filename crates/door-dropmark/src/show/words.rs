//! Dates, privacies, types, media types and addresses as the dialect spells them.

use chrono::SecondsFormat;
use door_kit::base62;
use library::Time;
use library::items::Form;
use library::things::Privacy;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::error::Error;

/// What needs no escape in a path.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.');

/// To the second, in UTC.
pub(crate) fn date(time: Time) -> String {
    time.to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// What a privacy is called.
pub(crate) const fn privacy_word(privacy: Privacy) -> &'static str {
    match privacy {
        Privacy::Private => "private",
        Privacy::Unlisted => "public",
        Privacy::Public => "global",
    }
}

/// The privacy of a word.
pub(crate) fn privacy(word: &str) -> Result<Privacy, Error> {
    match word {
        "private" => Ok(Privacy::Private),
        "public" => Ok(Privacy::Unlisted),
        "global" => Ok(Privacy::Public),
        _ => Err(Error::invalid("type", "must be private, public or global")),
    }
}

/// The type of an item of a form.
pub(super) const fn type_of(form: Form) -> &'static str {
    match form {
        Form::Mockup | Form::Image => "image",
        Form::Video => "video",
        Form::Audio => "audio",
        Form::Text | Form::Note => "text",
        Form::Solid | Form::Document | Form::Other | Form::Model => "other",
        Form::Link => "link",
        Form::Colour => "color",
        Form::Stack => "stack",
    }
}

/// The forms that lists of these types, and not of those, have; empty for all.
pub(crate) fn forms(field: &str, types: &[String], not: &[String]) -> Result<Vec<Form>, Error> {
    const TYPES: [&str; 8] = ["image", "video", "audio", "link", "text", "stack", "other", "color"];
    if let Some(unknown) = types.iter().chain(not).find(|word| !TYPES.contains(&word.as_str())) {
        return Err(Error::invalid(field, &format!("is no type of item: {unknown}")));
    }
    if types.is_empty() && not.is_empty() {
        return Ok(Vec::new());
    }
    let wanted = |form: &Form| {
        let word = type_of(*form);
        (types.is_empty() || types.iter().any(|one| one == word)) && !not.iter().any(|one| one == word)
    };
    let forms: Vec<Form> = Form::ALL.into_iter().filter(wanted).collect();
    if forms.is_empty() {
        return Err(Error::invalid(field, "leaves no type of item"));
    }
    Ok(forms)
}

/// Where the pages and feeds of a person or a team begin.
pub(crate) fn dashboard_path(username: &str) -> String {
    format!("/@{}", utf8_percent_encode(username, ESCAPED))
}

const MEDIA_TYPES: [(&str, &str); 22] = [
    ("png", "image/png"),
    ("jpg", "image/jpeg"),
    ("jpeg", "image/jpeg"),
    ("webp", "image/webp"),
    ("gif", "image/gif"),
    ("avif", "image/avif"),
    ("bmp", "image/bmp"),
    ("tif", "image/tiff"),
    ("svg", "image/svg+xml"),
    ("pdf", "application/pdf"),
    ("mp4", "video/mp4"),
    ("webm", "video/webm"),
    ("mov", "video/quicktime"),
    ("mp3", "audio/mpeg"),
    ("m4a", "audio/mp4"),
    ("ogg", "audio/ogg"),
    ("wav", "audio/wav"),
    ("txt", "text/plain"),
    ("md", "text/markdown"),
    ("csv", "text/csv"),
    ("psd", "image/vnd.adobe.photoshop"),
    ("zip", "application/zip"),
];

/// The media type of a file of this name.
pub(crate) fn media_type(name: &str) -> Option<&'static str> {
    let extension = name.rsplit_once('.')?.1.to_ascii_lowercase();
    MEDIA_TYPES.iter().find(|(known, _)| *known == extension).map(|(_, media_type)| *media_type)
}

/// The extension of files of a media type; empty for those that nobody knows.
pub(super) fn extension(media_type: &str) -> &'static str {
    MEDIA_TYPES.iter().find(|(_, known)| *known == media_type).map_or("", |(extension, _)| extension)
}

/// Digits of a short link.
const SHORT: usize = 10;

/// A number in ten digits of 0-9, A-Z, a-z.
pub(super) fn short(serial: i64) -> String {
    base62::digits(serial.unsigned_abs().into(), SHORT)
}

/// The number that [`short`] wrote.
pub(crate) fn long(short: &str) -> Option<i64> {
    base62::number(short).filter(|_| short.len() == SHORT).and_then(|number| number.try_into().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_the_dialects() {
        let time = Time::from_timestamp_micros(1_761_223_242_000_007).unwrap();
        assert_eq!(date(time), "2025-10-23T12:40:42Z");
        for word in ["private", "public", "global"] {
            assert_eq!(privacy_word(privacy(word).unwrap()), word);
        }
        assert_eq!(
            (long("0000000010"), long("10"), long("00000000-1"), long("zzzzzzzzzz")),
            (Some(62), None, None, Some(839_299_365_868_340_223))
        );
        assert_eq!((short(0).as_str(), short(62).as_str()), ("0000000000", "0000000010"));
        assert_eq!(
            (media_type("a.b.JPG"), media_type("a"), extension("image/jpeg")),
            (Some("image/jpeg"), None, "jpg")
        );
    }

    #[test]
    fn types_are_forms() {
        let of = |types: &[&str], not: &[&str]| {
            let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
            forms("type", &words(types), &words(not))
        };
        assert_eq!(of(&[], &[]).unwrap(), []);
        assert_eq!(of(&["image"], &[]).unwrap(), [Form::Mockup, Form::Image]);
        assert_eq!(of(&[], &["stack"]).unwrap().len(), Form::ALL.len() - 1);
        assert!(of(&["picture"], &[]).is_err() && of(&["stack"], &["stack"]).is_err());
    }
}
