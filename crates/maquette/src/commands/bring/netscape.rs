//! Bookmarks in the form that every browser writes: nested lists, `<H3>` for a folder, `<A>` for a page, `<DD>` for words
//! about it. The form has never been proper HTML, so tags are read one by one, and no tree is built.

use std::collections::BTreeMap;

use html5gum::{DefaultEmitter, EndTag, StartTag, Token, Tokenizer};

use super::{Found, What, seconds};

/// The most folders that an item's place names.
const DEEPEST: usize = 16;

/// All bookmarks, in order.
pub(super) fn read(text: &str) -> Vec<Found> {
    let mut reader = Reader { lines: Lines { text, at: 0, number: 1 }, ..Reader::default() };
    let emitter = DefaultEmitter::<usize>::new_with_span();
    for token in Tokenizer::new_with_emitter(text, emitter).flatten() {
        reader.token(token);
    }
    reader.end();
    reader.found
}

/// Which line a byte is on; asked from the first to the last.
#[derive(Default)]
struct Lines<'a> {
    text: &'a str,
    at: usize,
    number: usize,
}

impl Lines<'_> {
    fn of(&mut self, at: usize) -> usize {
        let between = self.text.as_bytes().get(self.at..at).unwrap_or_default();
        self.number += between.split(|byte| *byte == b'\n').count() - 1;
        self.at = self.at.max(at);
        self.number
    }
}

/// What text belongs to.
#[derive(Default, PartialEq)]
enum Within {
    #[default]
    Nothing,
    Folder,
    Title,
    Description,
}

#[derive(Default)]
struct Reader<'a> {
    lines: Lines<'a>,
    /// A list that is open has a folder's name, or none.
    folders: Vec<Option<String>>,
    /// The folder whose list comes next.
    next: Option<String>,
    within: Within,
    item: Option<Found>,
    found: Vec<Found>,
}

impl Reader<'_> {
    fn token(&mut self, token: Token<usize>) {
        match token {
            Token::StartTag(tag) => self.open(&tag),
            Token::EndTag(tag) => self.close(&tag),
            Token::String(words) => self.words(&String::from_utf8_lossy(&words)),
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }

    fn open(&mut self, tag: &StartTag<usize>) {
        match &**tag.name {
            b"h3" | b"h2" => {
                self.end();
                (self.next, self.within) = (Some(String::new()), Within::Folder);
            }
            b"dl" => {
                self.end();
                self.folders.push(self.next.take());
            }
            b"a" => {
                self.end();
                self.item = Some(self.bookmark(tag));
                self.within = Within::Title;
            }
            b"dd" => self.within = if self.item.is_some() { Within::Description } else { Within::Nothing },
            b"dt" => self.end(),
            _ => {}
        }
    }

    fn close(&mut self, tag: &EndTag<usize>) {
        match &**tag.name {
            b"dl" => {
                self.end();
                self.folders.pop();
            }
            b"a" | b"h3" | b"h2" => self.within = Within::Nothing,
            _ => {}
        }
    }

    fn words(&mut self, words: &str) {
        match (&self.within, &mut self.item, &mut self.next) {
            (Within::Folder, _, Some(name)) => name.push_str(words),
            (Within::Title, Some(item), _) => item.name.push_str(words),
            (Within::Description, Some(item), _) => item.description.push_str(words),
            _ => {}
        }
    }

    /// The bookmark is complete.
    fn end(&mut self) {
        self.within = Within::Nothing;
        let Some(mut item) = self.item.take() else { return };
        let words = item.description.trim().to_owned();
        item.description = words;
        if let (What::Link(url), true) = (&item.what, item.name.trim().is_empty()) {
            item.name.clone_from(url);
        }
        self.found.push(item);
    }

    fn bookmark(&mut self, tag: &StartTag<usize>) -> Found {
        let given: BTreeMap<String, String> = tag
            .attributes
            .iter()
            .map(|(name, value)| {
                let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
                (text(name).to_lowercase(), text(&value.value))
            })
            .collect();
        let word = |name: &str| given.get(name).map(|value| value.trim()).unwrap_or_default();
        let names = self.folders.iter().flatten().map(|name| name.trim()).filter(|name| !name.is_empty());
        let what = match word("href") {
            "" => What::Nothing("a bookmark has no address".to_owned()),
            url => What::Link(url.to_owned()),
        };
        Found {
            place: format!("line {}", self.lines.of(tag.span.start)),
            folders: names.take(DEEPEST).map(str::to_owned).collect(),
            name: String::new(),
            description: String::new(),
            tags: word("tags").split(',').map(|tag| tag.trim().to_owned()).filter(|tag| !tag.is_empty()).collect(),
            made_at: seconds(word("add_date")),
            what,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &str = "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<TITLE>Bookmarks</TITLE>\n<H1>Bookmarks</H1>\n<DL><p>\n\
        <DT><H3 ADD_DATE=\"1\">Design &amp; more</H3>\n<DL><p>\n\
        <DT><A HREF=\"https://a.test/?x=1&amp;y=2\" ADD_DATE=\"1700000000\" TAGS=\"red, blue\">A &lt;b&gt;</A>\n\
        <DD>words\non two lines\n\
        <DT><H3>Icons</H3>\n<DL><p>\n<DT><A HREF=\"https://b.test\">B</A>\n</DL><p>\n</DL><p>\n\
        <DT><A HREF=\"javascript:alert(1)\">bad</A>\n<DT><A>none</A>\n</DL>";

    #[test]
    fn folders_dates_tags_and_words_are_kept() {
        let found = read(LIST);
        assert_eq!(found.len(), 4);
        assert_eq!(found[0].folders, ["Design & more"]);
        assert!(matches!(&found[0].what, What::Link(url) if url == "https://a.test/?x=1&y=2"));
        assert_eq!((found[0].name.as_str(), found[0].description.as_str()), ("A <b>", "words\non two lines"));
        assert_eq!(found[0].tags, ["red", "blue"]);
        assert_eq!(found[0].made_at.unwrap().timestamp(), 1_700_000_000);
        assert_eq!(found[0].place, "line 7");
        assert_eq!(found[1].folders, ["Design & more", "Icons"]);
        assert!(found[2].folders.is_empty());
        assert!(matches!(found[3].what, What::Nothing(_)));
    }

    #[test]
    fn hostile_lists_are_read_to_their_end() {
        let deep = format!("{}<A HREF=\"https://a.test\">{}", "<DL><H3>x</H3>".repeat(100_000), "t".repeat(1 << 20));
        let found = read(&deep);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].folders.len(), DEEPEST);
        for text in ["", "<", "<A", "<A HREF", "<A HREF='", "</DL></DL></DL><A HREF=x>", "<DD>words", "\u{fffd}<DT>"] {
            let _ = read(text);
        }
    }
}
