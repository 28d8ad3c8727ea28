//! Conditional requests (RFC 9110, sections 13 and 14): entity tags and single byte ranges.

use std::ops::Range;

use axum::http::HeaderMap;
use axum::http::header::{IF_NONE_MATCH, IF_RANGE, RANGE};

/// Whether the client has what `etag` (with its quotes) names already: `If-None-Match`, compared weakly.
pub fn is_known(headers: &HeaderMap, etag: &str) -> bool {
    let tags = headers.get_all(IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    tags.flat_map(|value| value.split(',')).map(str::trim).any(|tag| tag == "*" || strong(tag) == strong(etag))
}

fn strong(tag: &str) -> &str {
    tag.strip_prefix("W/").unwrap_or(tag)
}

/// What part of a body is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// All of it. Also the answer to several ranges at once, and to words that are no range.
    Whole,
    /// This part, inside the body.
    Part(Range<u64>),
    /// A part that lies outside: status 416.
    Outside,
}

/// The range that is asked for of a body of `length` bytes called `etag`.
pub fn wanted(headers: &HeaderMap, etag: &str, length: u64) -> Wanted {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    // A part of something else than the client began with would be no use to it: If-Range compares strongly.
    if headers.contains_key(IF_RANGE) && text(IF_RANGE) != Some(etag) {
        return Wanted::Whole;
    }
    let spec = text(RANGE).and_then(|range| range.trim().strip_prefix("bytes="));
    spec.and_then(|spec| part(spec.trim(), length)).unwrap_or(Wanted::Whole)
}

/// `None` for what is no single range.
fn part(spec: &str, length: u64) -> Option<Wanted> {
    let (first, last) = spec.split_once('-')?;
    let number = |digits: &str| {
        let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        // A number too large for 64 bits is beyond every body.
        is_number.then(|| digits.parse::<u64>().unwrap_or(u64::MAX))
    };
    let range = if first.is_empty() {
        length.saturating_sub(number(last)?)..length
    } else {
        let first = number(first)?;
        let end = if last.is_empty() { length } else { number(last)?.saturating_add(1).min(length) };
        if !last.is_empty() && number(last)? < first {
            return None;
        }
        first..end
    };
    Some(if range.start < range.end { Wanted::Part(range) } else { Wanted::Outside })
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderName;

    use super::*;

    const TAG: &str = "\"a\"";

    fn headers(pairs: &[(HeaderName, &str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (name.clone(), value.parse().unwrap())).collect()
    }

    #[test]
    fn known_tags_are_found_in_lists_and_weakly() {
        for known in ["\"a\"", "W/\"a\"", "\"b\", \"a\"", "*"] {
            assert!(is_known(&headers(&[(IF_NONE_MATCH, known)]), TAG), "{known}");
        }
        assert!(!is_known(&headers(&[(IF_NONE_MATCH, "\"b\"")]), TAG));
        assert!(!is_known(&HeaderMap::new(), TAG));
    }

    #[test]
    fn ranges_are_cut_to_the_body() {
        let of = |range: &str| wanted(&headers(&[(RANGE, range)]), TAG, 10);
        assert_eq!(of("bytes=0-3"), Wanted::Part(0..4));
        assert_eq!(of("bytes=5-"), Wanted::Part(5..10));
        assert_eq!(of("bytes=-4"), Wanted::Part(6..10));
        assert_eq!(of("bytes=-40"), Wanted::Part(0..10));
        assert_eq!(of("bytes=9-99999999999999999999999"), Wanted::Part(9..10));
        for outside in ["bytes=10-", "bytes=99999999999999999999999-", "bytes=-0"] {
            assert_eq!(of(outside), Wanted::Outside, "{outside}");
        }
        for none in ["bytes=0-1,4-5", "bytes=4-3", "bytes=-", "bytes=a-b", "bytes=+1-2", "lines=0-3", ""] {
            assert_eq!(of(none), Wanted::Whole, "{none}");
        }
        assert_eq!(wanted(&headers(&[(RANGE, "bytes=0-")]), TAG, 0), Wanted::Outside);
    }

    #[test]
    fn a_part_of_something_else_is_not_wanted() {
        let with = |tag: &str| wanted(&headers(&[(RANGE, "bytes=0-3"), (IF_RANGE, tag)]), TAG, 10);
        assert_eq!(with("\"a\""), Wanted::Part(0..4));
        assert_eq!(with("\"b\""), Wanted::Whole);
        assert_eq!(with("Sat, 29 Oct 1994 19:43:31 GMT"), Wanted::Whole);
    }
}
