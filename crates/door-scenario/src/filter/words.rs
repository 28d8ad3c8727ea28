//! A filter's words.

use super::Wrong;

/// A word of the language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Word {
    Open,
    Close,
    OpenList,
    CloseList,
    Comma,
    /// `=`, `!=`, `<`, `<=`, `>` or `>=`.
    Sign(&'static str),
    /// A name, a value or a keyword.
    Plain(String),
    /// A name or a value, and never a keyword.
    Quoted(String),
}

/// The words of a text, each with its place.
pub(super) fn words(text: &str) -> Result<Vec<(usize, Word)>, Wrong> {
    let mut found = Vec::new();
    let mut rest = text.char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        let mut followed = || rest.next_if(|(_, next)| *next == '=').is_some();
        let word = match c {
            _ if c.is_whitespace() => continue,
            '(' => Word::Open,
            ')' => Word::Close,
            '[' => Word::OpenList,
            ']' => Word::CloseList,
            ',' => Word::Comma,
            '=' => Word::Sign("="),
            '!' if followed() => Word::Sign("!="),
            '<' => Word::Sign(if followed() { "<=" } else { "<" }),
            '>' => Word::Sign(if followed() { ">=" } else { ">" }),
            '"' | '\'' => {
                let mut inside = String::new();
                loop {
                    match rest.next() {
                        Some((_, end)) if end == c => break,
                        Some((_, '\\')) => match rest.next() {
                            Some((_, escaped)) => inside.push(escaped),
                            None => return Err(wrong(at, "a quotation mark is not closed")),
                        },
                        Some((_, other)) => inside.push(other),
                        None => return Err(wrong(at, "a quotation mark is not closed")),
                    }
                }
                Word::Quoted(inside)
            }
            '!' => return Err(wrong(at, "expected != or a name")),
            _ => {
                let mut plain = String::from(c);
                while let Some((_, next)) = rest.next_if(|(_, next)| is_plain(*next)) {
                    plain.push(next);
                }
                Word::Plain(plain)
            }
        };
        found.push((at, word));
    }
    Ok(found)
}

/// Whether a letter goes on a word without quotation marks.
pub(super) fn is_plain(c: char) -> bool {
    !c.is_whitespace() && !"()[],=!<>\"'".contains(c)
}

pub(super) fn wrong(at: usize, what: &str) -> Wrong {
    Wrong { what: what.to_owned(), at: Some(at) }
}
