//! What each kind of thing says, and the forms that lists tell apart.

use crate::ids::ThingId;
use crate::things::ThingKind;
use crate::{Error, Result, text};

/// What a thing says beside its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// Nothing: a mockup, photo mockup or asset is its file, a stack its entries.
    None,
    /// A model.
    Model(Model),
    /// A page's address, as it was given.
    Link(String),
    /// Words, perhaps in Markdown.
    Note(String),
    /// Red, green and blue.
    Colour([u8; 3]),
}

/// What makes pictures.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Model {
    /// How far it is.
    pub state: ModelState,
    /// Pictures that show what it does, in order.
    pub examples: Vec<ThingId>,
    /// Pictures that it is to be trained on, in order.
    pub training: Vec<ThingId>,
}

/// How far a model is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ModelState {
    /// It has no weights yet.
    #[default]
    New,
    /// It has its weights.
    Ready,
    /// They could not be had.
    Failed,
}

impl ModelState {
    /// Its name in storage.
    pub const fn name(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Ready => "ready",
            Self::Failed => "failed",
        }
    }

    /// The state of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::New, Self::Ready, Self::Failed].into_iter().find(|state| state.name() == name)
    }
}

/// What a thing looks like in lists: its kind, assets told apart by their media type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// A mockup of a template or a photo.
    Mockup,
    /// A picture.
    Image,
    /// A film.
    Video,
    /// A sound.
    Audio,
    /// A file of words.
    Text,
    /// A body in space.
    Solid,
    /// A file of pages.
    Document,
    /// Any other file.
    Other,
    /// A model.
    Model,
    /// A link.
    Link,
    /// A note.
    Note,
    /// A colour.
    Colour,
    /// A stack.
    Stack,
}

impl Form {
    /// All of them.
    pub const ALL: [Self; 13] = [
        Self::Mockup,
        Self::Image,
        Self::Video,
        Self::Audio,
        Self::Text,
        Self::Solid,
        Self::Document,
        Self::Other,
        Self::Model,
        Self::Link,
        Self::Note,
        Self::Colour,
        Self::Stack,
    ];

    /// Its name in storage.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Mockup => "mockup",
            Self::Image => "image",
            Self::Video => "video",
            Self::Audio => "audio",
            Self::Text => "text",
            Self::Solid => "solid",
            Self::Document => "document",
            Self::Other => "other",
            Self::Model => "model",
            Self::Link => "link",
            Self::Note => "note",
            Self::Colour => "colour",
            Self::Stack => "stack",
        }
    }

    /// The form of a thing of this kind, whose file is of this media type.
    pub fn of(kind: ThingKind, media_type: &str) -> Self {
        match kind {
            ThingKind::Mockup | ThingKind::Photo => Self::Mockup,
            ThingKind::Asset => Self::of_file(media_type),
            ThingKind::Model => Self::Model,
            ThingKind::Link => Self::Link,
            ThingKind::Note => Self::Note,
            ThingKind::Colour => Self::Colour,
            ThingKind::Stack => Self::Stack,
        }
    }

    fn of_file(media_type: &str) -> Self {
        let essence = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        match essence.split('/').next().unwrap_or_default() {
            "image" => Self::Image,
            "video" => Self::Video,
            "audio" => Self::Audio,
            "model" => Self::Solid,
            "text" => Self::Text,
            _ if essence == "application/json" => Self::Text,
            _ if essence == "application/pdf" => Self::Document,
            _ => Self::Other,
        }
    }
}

/// A colour from its hexadecimal spelling: `#abc`, `#aabbcc`, with or without the sign.
pub fn colour(field: &str, given: &str) -> Result<[u8; 3]> {
    let digits: String = match given.trim().trim_start_matches('#') {
        short if short.len() == 3 => short.chars().flat_map(|digit| [digit, digit]).collect(),
        long => long.to_owned(),
    };
    let mut colour = [0; 3];
    match hex::decode_to_slice(digits, &mut colour) {
        Ok(()) => Ok(colour),
        Err(_) => Err(Error::invalid(field, "must be a colour like #1e90ff")),
    }
}

/// The spelling that equal addresses share: scheme and host in lower case, without a default port, `www.`, fragment,
/// trailing slash, or the parameters that trackers add; the rest of the query in order.
pub fn canonical_url(url: &str) -> String {
    let url = url.trim();
    let (scheme, rest) = url.split_once("://").unwrap_or(("https", url));
    let rest = rest.split('#').next().unwrap_or_default();
    let cut = rest.find(['/', '?']).unwrap_or(rest.len());
    let (host, path) = rest.split_at(cut);
    let host = host.to_ascii_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    let host = host.strip_suffix(":80").or_else(|| host.strip_suffix(":443")).unwrap_or(host);
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let mut kept: Vec<&str> = query.split('&').filter(|pair| !pair.is_empty() && !tracks(pair)).collect();
    kept.sort_unstable();
    // Either scheme shows the same page: one spelling for both.
    let scheme = if scheme.eq_ignore_ascii_case("http") { "https".to_owned() } else { scheme.to_ascii_lowercase() };
    let mark = if kept.is_empty() { "" } else { "?" };
    format!("{scheme}://{host}{}{mark}{}", path.trim_end_matches('/'), kept.join("&"))
}

fn tracks(pair: &str) -> bool {
    let name = pair.split('=').next().unwrap_or_default();
    name.starts_with("utm_") || ["fbclid", "gclid", "mc_cid", "mc_eid", "igshid"].contains(&name)
}

/// The longest note, in characters.
const NOTE_CHARACTERS: usize = 200_000;

impl Content {
    /// Holds what a person gave to its rules.
    pub(crate) fn checked(self) -> Result<Self> {
        match &self {
            Self::None | Self::Model(_) | Self::Colour(_) => {}
            Self::Link(url) => {
                text::url("url", url)?;
                let web = ["http://", "https://"].iter().any(|scheme| url.to_ascii_lowercase().starts_with(scheme));
                if !web || url.contains(char::is_whitespace) {
                    return Err(Error::invalid("url", "must be an http or https URL"));
                }
            }
            Self::Note(words) => {
                if words.chars().count() > NOTE_CHARACTERS {
                    return Err(Error::invalid("text", format!("must have at most {NOTE_CHARACTERS} characters")));
                }
                text::without_null("text", words)?;
            }
        }
        Ok(self)
    }

    /// What of it is found by searching.
    pub fn words(&self) -> &str {
        match self {
            Self::None | Self::Model(_) | Self::Colour(_) => "",
            Self::Link(words) | Self::Note(words) => words,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_read_in_every_spelling() {
        for spelling in ["#1e90ff", "1E90FF", " #1e90ff "] {
            assert_eq!(colour("colour", spelling).unwrap(), [0x1e, 0x90, 0xff], "{spelling}");
        }
        assert_eq!(colour("colour", "#abc").unwrap(), [0xaa, 0xbb, 0xcc]);
        assert!(["", "#12", "red", "#1234567", "ééé"].into_iter().all(|word| colour("colour", word).is_err()));
    }

    #[test]
    fn equal_addresses_have_one_spelling() {
        let one = canonical_url("https://example.com/a?b=1&c=2");
        for same in [
            "HTTP://www.Example.com:80/a/?c=2&b=1#top",
            "https://example.com/a?utm_source=x&b=1&c=2",
            "https://example.com:443/a?b=1&c=2&gclid=9",
        ] {
            assert_eq!(canonical_url(same), one, "{same}");
        }
        assert_ne!(canonical_url("https://example.com/A?b=1&c=2"), one, "paths heed their case");
        assert_eq!(canonical_url("https://example.com"), canonical_url("https://example.com/"));
    }

    #[test]
    fn files_are_told_apart_by_media_type() {
        for (media_type, form) in [
            ("image/png", Form::Image),
            ("Video/MP4", Form::Video),
            ("text/plain; charset=utf-8", Form::Text),
            ("application/pdf", Form::Document),
            ("model/gltf-binary", Form::Solid),
            ("application/zip", Form::Other),
            ("", Form::Other),
        ] {
            assert_eq!(Form::of(ThingKind::Asset, media_type), form, "{media_type}");
        }
    }
}
