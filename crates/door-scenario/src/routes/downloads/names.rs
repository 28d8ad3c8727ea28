//! What files are called in archives: templates with `<num>`, `<id>`, `<description>` and tokens of generated pictures,
//! which are empty here.

use std::collections::BTreeSet;

use library::items::Item;
use library::packs::{Content, Packed};

use crate::error::Error;
use crate::ids;

/// The longest file name with its extension, and the longest folder name, in characters.
const FILE: usize = 128;
const FOLDER: usize = 64;
/// The longest template, in characters.
const TEMPLATE: usize = 500;
/// The most words of a description.
const WORDS: usize = 8;
/// What may stand between tokens, and goes with one that is empty.
const SEPARATORS: [char; 5] = ['-', '_', ' ', '.', ','];
/// Words that say little.
const LITTLE: [&str; 24] = [
    "a", "an", "and", "are", "as", "at", "be", "by", "for", "from", "in", "into", "is", "it", "of", "on", "or", "over",
    "that", "the", "this", "to", "under", "with",
];

/// A part of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Text(String),
    Num,
    Id,
    Description,
    /// Of what is generated.
    Empty,
}

/// How files are called.
#[derive(Debug)]
pub(super) struct Template(Vec<Piece>);

impl Template {
    /// Reads a template; `flat` makes no folders.
    pub(super) fn read(given: &str, flat: bool) -> Result<Self, Error> {
        let field = "options.fileNameTemplate";
        if given.trim().is_empty() || given.chars().count() > TEMPLATE {
            return Err(Error::invalid(field, &format!("must have from 1 to {TEMPLATE} characters")));
        }
        let (mut pieces, mut seen, mut rest) = (Vec::new(), BTreeSet::new(), given);
        while let Some((text, after)) = rest.split_once('<') {
            let (name, after) = after.split_once('>').ok_or_else(|| Error::invalid(field, "has a < without its >"))?;
            let piece = match name {
                "num" => Piece::Num,
                "id" => Piece::Id,
                "description" => Piece::Description,
                "seed" | "prompt" | "generator" => Piece::Empty,
                _ => return Err(Error::invalid(field, "has a token that is not known")),
            };
            let is_first = seen.insert(name);
            // What comes again goes with the separator before it, as does what has no value.
            let text = if is_first && piece != Piece::Empty { text } else { text.trim_end_matches(SEPARATORS) };
            pieces.push(Piece::Text(text.to_owned()));
            if is_first {
                pieces.push(piece);
            }
            rest = after;
        }
        pieces.push(Piece::Text(rest.to_owned()));
        for piece in &mut pieces {
            if let Piece::Text(text) = piece {
                *text = text.chars().map(|c| if c == '/' && flat { '-' } else { kept(c, true) }).collect();
            }
        }
        Ok(Self(pieces))
    }

    /// The path of an asset's file, the `number`th of its archive.
    pub(super) fn path(&self, item: &Item, number: usize, extension: &str) -> String {
        let id = ids::spell(ids::ASSET, item.thing.id.0);
        let mut description = slug(&item.thing.description);
        let mut path = self.filled(&id, number, &description);
        let room = FILE - extension.chars().count() - usize::from(!extension.is_empty());
        // Of a name that is too long, the description gives way first.
        let excess = path.rsplit('/').next().unwrap_or_default().chars().count().saturating_sub(room);
        if excess > 0 {
            let left = description.chars().count().saturating_sub(excess);
            description = description.chars().take(left).collect();
            path = self.filled(&id, number, &description);
        }
        let mut parts: Vec<String> = path.split('/').map(trimmed).filter(|part| !part.is_empty()).collect();
        let name = parts.pop().unwrap_or(id);
        let folders = parts.iter().map(|part| trimmed(&cut(part, FOLDER))).filter(|part| !part.is_empty());
        let name = with_extension(&cut(&name, room), extension);
        folders.chain([name]).collect::<Vec<_>>().join("/")
    }

    fn filled(&self, id: &str, number: usize, description: &str) -> String {
        let mut path = String::new();
        for piece in &self.0 {
            match piece {
                Piece::Text(text) => path.push_str(text),
                Piece::Num => path.push_str(&number.to_string()),
                Piece::Id => path.push_str(id),
                Piece::Description if description.is_empty() => {
                    path.truncate(path.trim_end_matches(SEPARATORS).len());
                }
                Piece::Description => path.push_str(description),
                Piece::Empty => {}
            }
        }
        path.trim_start_matches(SEPARATORS).to_owned()
    }
}

/// The words of a text that say something, in lower case.
fn slug(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
    let words: Vec<String> =
        words.filter(|word| !word.is_empty() && !LITTLE.contains(&word.as_str())).take(WORDS).collect();
    words.join("_")
}

/// A letter that every file system takes.
fn kept(c: char, with_folders: bool) -> char {
    let is_strange = c.is_control() || "\\:*?\"<>|".contains(c) || (c == '/' && !with_folders);
    if is_strange { '-' } else { c }
}

fn cut(text: &str, most: usize) -> String {
    text.chars().take(most).collect()
}

/// Without what names must not begin or end with.
fn trimmed(part: &str) -> String {
    part.trim_start_matches(SEPARATORS).trim_matches(|c: char| c == '.' || c.is_whitespace()).to_owned()
}

/// A name as a file may have it.
pub(super) fn tidy(name: &str) -> String {
    let name: String = name.chars().map(|c| kept(c, false)).collect();
    let name = trimmed(&cut(&name, FILE - 8));
    if name.is_empty() { "file".to_owned() } else { name }
}

/// A name with its extension, if there is any.
pub(super) fn with_extension(name: &str, extension: &str) -> String {
    if extension.is_empty() { name.to_owned() } else { format!("{name}.{extension}") }
}

/// The files with a path each that no other has, on file systems that heed no case either.
pub(super) fn unique(files: impl IntoIterator<Item = (String, Content)>) -> Vec<Packed> {
    let mut taken = BTreeSet::new();
    let numbered = |path: &str, number: usize| match path.rsplit_once('.') {
        Some((stem, extension)) if !extension.contains('/') => format!("{stem} ({number}).{extension}"),
        _ => format!("{path} ({number})"),
    };
    let mut packed = Vec::new();
    for (wanted, content) in files {
        let mut path = wanted.clone();
        let mut number = 1;
        while !taken.insert(path.to_lowercase()) {
            number += 1;
            path = numbered(&wanted, number);
        }
        packed.push(Packed { path, content });
    }
    packed
}

#[cfg(test)]
mod tests {
    use library::ids::{AccountId, ThingId, UserId};
    use library::items::Content as Says;
    use library::things::{Privacy, Thing, ThingKind};

    use super::*;

    fn item(description: &str) -> Item {
        let now = library::Time::from_timestamp(0, 0).unwrap();
        let thing = Thing {
            id: ThingId(uuid::Uuid::nil()),
            kind: ThingKind::Asset,
            account: AccountId::new(),
            author: UserId::new(),
            name: "Mug".to_owned(),
            description: description.to_owned(),
            privacy: Privacy::Private,
            created_at: now,
            updated_at: now,
        };
        Item {
            thing,
            serial: 1,
            content: Says::None,
            file: None,
            previews: Vec::new(),
            tags: Vec::new(),
            details: std::collections::BTreeMap::new(),
            parent: None,
            hidden: false,
            lock: None,
            trashed_at: None,
        }
    }

    fn path(template: &str, description: &str) -> String {
        Template::read(template, false).unwrap().path(&item(description), 7, "png")
    }

    #[test]
    fn tokens_are_filled_in() {
        let id = "asset_0000000000000000000000";
        for (template, description, expected) in [
            ("<description>-<id>", "A Cat, dancing on the Moon!", format!("cat_dancing_moon-{id}.png")),
            ("<description>-<id>", "", format!("{id}.png")),
            ("<num>", "", "7.png".to_owned()),
            ("<num>-<num>-<num>", "", "7.png".to_owned()),
            ("<description>/<num>_<description>", "cat", "cat/7.png".to_owned()),
            ("<prompt>-<seed>_<generator>", "", format!("{id}.png")),
            ("all/<prompt>/<num>", "", "all/7.png".to_owned()),
            ("all/<description>-<num>", "", "all/7.png".to_owned()),
            ("../../<num>", "", "7.png".to_owned()),
            ("a:b\\<num>|", "", "a-b-7-.png".to_owned()),
            ("plain", "", "plain.png".to_owned()),
        ] {
            assert_eq!(path(template, description), expected, "{template}");
        }
        let flat = Template::read("a/<num>", true).unwrap();
        assert_eq!(flat.path(&item(""), 7, ""), "a-7");
    }

    #[test]
    fn names_are_as_long_as_they_may_be() {
        let words = "é".repeat(200);
        let name = path("<description>-<num>", &words);
        assert_eq!((name.chars().count(), name.ends_with("é-7.png")), (128, true));
        let folder = path(&format!("{}/<num>", "x".repeat(100)), "");
        assert_eq!(folder, format!("{}/7.png", "x".repeat(64)));
        assert_eq!(slug("one two three four five six seven eight nine"), "one_two_three_four_five_six_seven_eight");
    }

    #[test]
    fn what_is_no_template_is_refused() {
        for bad in ["", " ", "<name>", "<num", &"x".repeat(501)] {
            assert_eq!(Template::read(bad, false).unwrap_err().status.as_u16(), 400, "{bad}");
        }
    }

    #[test]
    fn no_two_files_have_one_path() {
        let files = ["a.png", "A.png", "a.png", "b", "b"].map(|path| (path.to_owned(), Content::Text(String::new())));
        let paths: Vec<String> = unique(files).into_iter().map(|packed| packed.path).collect();
        assert_eq!(paths, ["a.png", "A (2).png", "a (3).png", "b", "b (2)"]);
        assert_eq!((tidy("../a/b"), tidy("..")), ("a-b".to_owned(), "file".to_owned()));
    }
}
