//! Who calls tools: whoever comes with a key, in any door's spelling, or a person whom the operator named.

use axum::http::{HeaderMap, header};
use library::{Actor, Error, Library, Result};

/// Reads a key's spelling: its label and secret. Doors do not know each other, so the binary tells this one.
pub type ReadKey = fn(&str) -> Option<(&'static str, [u8; 32])>;

/// Who calls tools over standard input and output.
#[derive(Debug, Clone)]
pub enum Caller {
    /// Whoever holds this key; asked anew at every call, so that a revoked key ends at once.
    Key(String),
    /// This person, as the operator said.
    Person(Actor),
}

impl Caller {
    /// The caller, now.
    pub(crate) async fn actor(&self, library: &Library, read_key: ReadKey) -> Result<Actor> {
        match self {
            Self::Person(actor) => Ok(*actor),
            Self::Key(words) => {
                let (label, secret) = read_key(words.trim()).ok_or(Error::Unauthenticated)?;
                library.authenticate(label, &secret).await
            }
        }
    }
}

/// The key that came with a request: `x-api-key` wins over `Authorization: Bearer`.
pub(crate) fn key(headers: &HeaderMap) -> Option<&str> {
    let value = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).map(str::trim);
    let bearer = || {
        let (scheme, token) = value(header::AUTHORIZATION.as_str())?.split_once(' ')?;
        scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
    };
    value("x-api-key").filter(|key| !key.is_empty()).or_else(bearer).filter(|key| !key.is_empty())
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderName;

    use super::*;

    #[test]
    fn a_key_is_in_its_own_header_or_a_bearer() {
        let of = |pairs: &[(&'static str, &str)]| {
            let pairs = pairs.iter().map(|(name, value)| (HeaderName::from_static(name), value.parse().unwrap()));
            key(&pairs.collect()).map(str::to_owned)
        };
        assert_eq!(of(&[("x-api-key", "a"), ("authorization", "Bearer b")]).as_deref(), Some("a"));
        assert_eq!(of(&[("authorization", "bearer  b ")]).as_deref(), Some("b"));
        for none in [&[][..], &[("x-api-key", " ")], &[("authorization", "Basic b")], &[("authorization", "Bearer ")]] {
            assert_eq!(of(none), None);
        }
    }
}
