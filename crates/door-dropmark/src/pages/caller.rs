//! Who reads a page or a feed: a person by HTTP Basic with their name or e-mail address and their password, the holder
//! of a feed's key, or a stranger.

use axum::http::{HeaderMap, header};
use library::{Actor, Error, Library};

use super::keys::{self, Endpoint};
use crate::auth::{basic, stranger};

/// Whoever reads.
#[derive(Debug, Clone, Copy)]
pub(super) struct Caller {
    pub(super) actor: Actor,
    pub(super) by: By,
}

/// What they came with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum By {
    Nothing,
    /// Browsers send it by themselves, whoever's page asked them to.
    Password,
    Key,
}

/// Who asks for a feed.
pub(super) async fn of_feed(
    library: &Library,
    headers: &HeaderMap,
    key: Option<&str>,
    endpoint: Endpoint,
) -> Result<Caller, Error> {
    match key {
        Some(key) => Ok(Caller { actor: keys::reader(library, key, endpoint).await?, by: By::Key }),
        None => of_page(library, headers).await,
    }
}

/// Who asks for a page.
pub(super) async fn of_page(library: &Library, headers: &HeaderMap) -> Result<Caller, Error> {
    let Some(given) = headers.get(header::AUTHORIZATION) else {
        return Ok(Caller { actor: stranger(), by: By::Nothing });
    };
    let given = given.to_str().ok().and_then(basic);
    let (name, password) = given.ok_or(Error::Unauthenticated)?;
    let user = library.verified_user(&name, password).await?;
    let actor = library.act_as(user.id, None).await?.as_person();
    Ok(Caller { actor, by: By::Password })
}
