//! Query strings: flat names, lists with commas, and the parts of long lists.

use std::convert::Infallible;
use std::str::FromStr;

use axum::extract::FromRequestParts;
use axum::http::Uri;
use axum::http::request::Parts;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use library::Time;
use library::page::{Cursor, Part};

use crate::error::Error;

/// A request's parameters; those that are empty were not given.
#[derive(Debug, Clone, Default)]
pub(crate) struct Parameters(Vec<(String, String)>);

impl<S: Sync> FromRequestParts<S> for Parameters {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self::of(&parts.uri))
    }
}

impl Parameters {
    /// The parameters of an address.
    pub(crate) fn of(uri: &Uri) -> Self {
        Self(door_kit::body::query(uri).unwrap_or_default())
    }

    /// A value; of one given twice, the last.
    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        let found = self.0.iter().rev().find(|(key, _)| key == name).map(|(_, value)| value.trim());
        found.filter(|value| !value.is_empty())
    }

    /// A list: with commas, or given more than once, with `[]` or without.
    pub(crate) fn list(&self, name: &str) -> Vec<String> {
        let given = self.0.iter().filter(|(key, _)| key.strip_suffix("[]").unwrap_or(key) == name);
        let words = given.flat_map(|(_, value)| value.split(',')).map(str::trim);
        words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
    }

    /// A switch.
    pub(crate) fn flag(&self, name: &str) -> Result<bool, Error> {
        match self.text(name) {
            None | Some("false" | "0") => Ok(false),
            Some("true" | "1") => Ok(true),
            Some(_) => Err(Error::invalid(name, "must be true or false")),
        }
    }

    /// A date.
    pub(crate) fn time(&self, name: &str) -> Result<Option<Time>, Error> {
        let read = |given: &str| Time::from_str(given).map_err(|_| Error::invalid(name, "must be an ISO 8601 date"));
        self.text(name).map(read).transpose()
    }

    /// The part of a list: `pageSize` of at most `most`, `usual` when not given, after `paginationToken`.
    pub(crate) fn part(&self, usual: u32, most: u32) -> Result<Part, Error> {
        let refused = || Error::invalid("pageSize", &format!("must be a number from 1 to {most}"));
        let size = match self.text("pageSize") {
            None => usual,
            Some(given) => given.parse().ok().filter(|size| (1..=most).contains(size)).ok_or_else(refused)?,
        };
        Ok(Part::after(size, self.text("paginationToken").map(cursor).transpose()?))
    }
}

/// A cursor's spelling in addresses.
pub(crate) fn token(cursor: &Cursor) -> String {
    URL_SAFE_NO_PAD.encode(cursor.to_string())
}

/// The cursor of a spelling.
pub(crate) fn cursor(token: &str) -> Result<Cursor, Error> {
    let bytes = URL_SAFE_NO_PAD.decode(token).ok();
    let text = bytes.and_then(|bytes| String::from_utf8(bytes).ok());
    Ok(Cursor::parse(&text.unwrap_or_default())?)
}

#[cfg(test)]
mod tests {
    use library::page::Start;

    use super::*;

    fn read(query: &str) -> Parameters {
        Parameters::of(&format!("/a?{query}").parse().unwrap())
    }

    #[test]
    fn lists_come_in_three_spellings() {
        for query in ["ids=a%2Cb", "ids=a&ids=b", "ids[]=a&ids%5B%5D=b,", "ids=a,%20b"] {
            assert_eq!(read(query).list("ids"), ["a", "b"], "{query}");
        }
        assert!(read("id=a").list("ids").is_empty());
    }

    #[test]
    fn sizes_out_of_range_and_tokens_of_others_are_refused() {
        assert_eq!(read("").part(10, 100).unwrap(), Part::after(10, None));
        assert_eq!(read("pageSize=100").part(10, 100).unwrap().limit, 100);
        for bad in ["pageSize=0", "pageSize=101", "pageSize=-1", "pageSize=x", "paginationToken=abc"] {
            assert_eq!(read(bad).part(10, 100).unwrap_err().status.as_u16(), 400, "{bad}");
        }
        let cursor = Cursor { list: "a".into(), key: library::page::Key::Number(1), id: uuid::Uuid::nil() };
        let part = read(&format!("paginationToken={}", token(&cursor))).part(10, 100).unwrap();
        assert_eq!(part.start, Start::After(cursor));
    }

    #[test]
    fn switches_and_dates_are_read() {
        assert!(
            read("a=true").flag("a").unwrap() && !read("a=").flag("a").unwrap() && read("a=maybe").flag("a").is_err()
        );
        assert!(
            read("a=2026-01-02T03:04:05.678Z").time("a").unwrap().is_some() && read("a=yesterday").time("a").is_err()
        );
    }
}
