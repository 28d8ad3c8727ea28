//! The operations, a file per noun.

pub(crate) mod batch;
pub(crate) mod bulk;
pub(crate) mod catalogs;
pub(crate) mod collections;
pub(crate) mod draw;
pub(crate) mod mockups;
pub(crate) mod print_files;
pub(crate) mod psd;
pub(crate) mod renders;
pub(crate) mod track;

use uuid::Uuid;

use crate::error::Error;

/// An id of something that is looked up: one that is malformed is one that is not there.
pub(crate) fn id<T: From<Uuid>>(given: &str, noun: library::Noun) -> Result<T, Error> {
    Uuid::parse_str(given.trim()).map(T::from).map_err(|_| Error::not_found(noun))
}
