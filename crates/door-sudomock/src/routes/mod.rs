//! The operations, a file per noun.

pub(crate) mod account;
pub(crate) mod artworks;
pub(crate) mod fonts;
pub(crate) mod housekeeping;
pub(crate) mod jobs;
pub(crate) mod mockups;
pub(crate) mod packages;
pub(crate) mod photos;
pub(crate) mod renders;
pub(crate) mod studio;
pub(crate) mod uploads;
pub(crate) mod webhooks;

use uuid::Uuid;

use crate::error::Error;

/// An id from a path: one that is malformed is one that is not there.
pub(crate) fn id<T: From<Uuid>>(given: &str, noun: library::Noun) -> Result<T, Error> {
    Uuid::parse_str(given).map(T::from).map_err(|_| Error::not_found(noun))
}
