//! Where the door is reached: below the server's own address, or at the root of a host of its own.

use std::convert::Infallible;

use axum::extract::{FromRequestParts, OriginalUri};
use axum::http::request::Parts;
use door_kit::client::Client;

use crate::state::Door;

/// The address that a request came to, without its query.
pub(crate) struct Here(pub(crate) String);

impl FromRequestParts<Door> for Here {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, door: &Door) -> Result<Self, Infallible> {
        let uri = parts.extensions.get::<OriginalUri>().map_or(&parts.uri, |OriginalUri(uri)| uri);
        // At a host of its own the door has no path before its own, and the server's address does not lead there.
        let host = if uri.path().starts_with("/v1/") { parts.extensions.get::<Client>() } else { None };
        Ok(Self(match host.and_then(Client::base_url) {
            Some(host) => format!("{host}{}", uri.path()),
            None => door.links.absolute(uri.path()),
        }))
    }
}
