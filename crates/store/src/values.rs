//! Values as the columns hold them: both databases know whole numbers with a sign, bytes, text, times and ids.

use library::blobs::{Blob, BlobHash};
use library::{Error, Result, Window};

/// A hash, a key, a fingerprint: 32 bytes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hash(pub(crate) [u8; 32]);

impl TryFrom<Vec<u8>> for Hash {
    type Error = Damaged;

    fn try_from(bytes: Vec<u8>) -> Result<Self, Damaged> {
        bytes.try_into().map(Self).map_err(|_| Damaged("a hash"))
    }
}

/// A row that this program did not write, or not this way.
#[derive(Debug, thiserror::Error)]
#[error("the database holds {0} that cannot be read")]
pub(crate) struct Damaged(pub(crate) &'static str);

impl From<Damaged> for Error {
    fn from(damaged: Damaged) -> Self {
        Self::internal(damaged)
    }
}

/// A hash for a column.
pub(crate) fn bytes(hash: BlobHash) -> Vec<u8> {
    hash.0.to_vec()
}

/// A length for a column.
pub(crate) fn length(bytes: u64) -> Result<i64> {
    i64::try_from(bytes).map_err(Error::internal)
}

/// A column's length or count.
pub(crate) fn count(number: i64) -> Result<u64, Damaged> {
    number.try_into().map_err(|_| Damaged("a negative length"))
}

/// A column's width, height or number.
pub(crate) fn small(number: i64) -> Result<u32, Damaged> {
    number.try_into().map_err(|_| Damaged("a size out of range"))
}

/// The blob that two columns name.
pub(crate) fn blob(hash: Hash, length: i64) -> Result<Blob, Damaged> {
    Ok(Blob { hash: BlobHash(hash.0), bytes: count(length)? })
}

/// The value of a stored name.
pub(crate) fn named<T>(found: Option<T>, what: &'static str) -> Result<T, Damaged> {
    found.ok_or(Damaged(what))
}

/// Limits a query to a part. Offsets end where the databases' numbers do.
pub(crate) fn window(query: &mut sea_query::SelectStatement, window: Window) {
    query.limit(window.limit.into()).offset(window.offset.min(i64::MAX as u64));
}

/// The databases' word for a direction.
pub(crate) const fn direction(order: library::Order) -> sea_query::Order {
    match order {
        library::Order::Ascending => sea_query::Order::Asc,
        library::Order::Descending => sea_query::Order::Desc,
    }
}

/// The most rows that one statement names by id; both databases bind tens of thousands of values.
pub(crate) const CHUNK: usize = 500;
