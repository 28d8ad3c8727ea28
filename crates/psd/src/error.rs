//! Everything that can be wrong with a file, one sentence each.

/// Why bytes could not be read as, or written as, a Photoshop document. The message is safe to show.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The first bytes are not a Photoshop document's.
    #[error("this is not a Photoshop document")]
    NotPsd,
    /// The file ends, or a block ends, before what it declares.
    #[error("the file is cut off or corrupt: {part} needs {needed} bytes where {left} are left")]
    Truncated {
        /// The part of the format that was being read.
        part: &'static str,
        /// How many bytes it asked for.
        needed: u64,
        /// How many there are.
        left: u64,
    },
    /// A value that the format does not allow.
    #[error("the file is corrupt: {part} has {problem}")]
    Malformed {
        /// The part of the format that was being read.
        part: &'static str,
        /// What is wrong with it.
        problem: &'static str,
    },
    /// Valid, but not something that this crate can read.
    #[error("{what} {value} is not supported")]
    Unsupported {
        /// What it is, in words.
        what: &'static str,
        /// Its number in the file.
        value: u32,
    },
    /// The file asks for more than its [`Limits`](crate::Limits) allow.
    #[error("{what} is {asked}, above the limit of {limit}")]
    Limit {
        /// What was counted, in words.
        what: &'static str,
        /// What the file asked for.
        asked: u64,
        /// What it may have.
        limit: u64,
    },
    /// A document that cannot be written in the format as it stands.
    #[error("the document cannot be written: {0}")]
    Unwritable(&'static str),
}

/// The result of everything in this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;
