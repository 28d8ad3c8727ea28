//! The library's one error: each kind is here because some caller acts differently on it, with a sentence safe to show
//! and, for the log, a cause.

use std::fmt;

use crate::fetch::FetchError;
use crate::jobs::Failure;
use crate::limits::Limited;

/// The result of whatever the library does.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What went wrong.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It is not there, or not for this caller: the two are never told apart.
    #[error("{0} not found")]
    NotFound(Noun),
    /// No valid credential came along.
    #[error("authentication is required")]
    Unauthenticated,
    /// The caller is known and may not do this.
    #[error("{0}")]
    Forbidden(String),
    /// A value is out of its range or does not fit the rest.
    #[error("{message}")]
    Invalid {
        /// Where the value is, as a path of the command's own words: `fills[0].slot`.
        field: String,
        /// What is wrong with it.
        message: String,
    },
    /// The state of things does not allow it: a name is taken, a list was changed meanwhile.
    #[error("{0}")]
    Conflict(String),
    /// Something is larger than this server takes.
    #[error("{what} is larger than {limit} bytes, the limit set by {setting}")]
    TooLarge {
        /// What is too large: "the Photoshop file".
        what: &'static str,
        /// In bytes.
        limit: u64,
        /// The setting to change: "`limits.psd_bytes`".
        setting: &'static str,
    },
    /// The caller asks too often, or for too much at once.
    #[error("{0}")]
    Limited(Limited),
    /// A given URL could not be fetched.
    #[error("{0}")]
    Fetch(#[from] FetchError),
    /// A job ended in failure.
    #[error("{0}")]
    Failed(Failure),
    /// Ours to mend; the cause is for the log.
    #[error("something went wrong on this server")]
    Internal(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl Error {
    /// A refusal of a value.
    pub fn invalid(field: impl Into<String>, message: impl Into<String>) -> Self {
        Self::Invalid { field: field.into(), message: message.into() }
    }

    /// An error of ours, with its cause.
    pub fn internal(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Internal(cause.into())
    }
}

/// The kinds of thing that may be missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Noun {
    /// A person.
    User,
    /// What owns things.
    Account,
    /// A key to the doors.
    Key,
    /// A parsed Photoshop file.
    Template,
    /// A template under a name.
    Mockup,
    /// A file.
    Asset,
    /// A group of collections.
    Catalog,
    /// An ordered set of things.
    Collection,
    /// A thing's place in a collection.
    Entry,
    /// Any thing, whatever its kind.
    Thing,
    /// A word on things.
    Tag,
    /// A remark.
    Comment,
    /// A liking.
    Reaction,
    /// A person's other address.
    Email,
    /// Somebody who is asked in.
    Invitation,
    /// A picture that was ordered.
    Render,
    /// A unit of work.
    Job,
    /// A file on its way in.
    Upload,
    /// Stored bytes.
    File,
    /// A URL that wants to be told what happens.
    Endpoint,
    /// An event on its way to an endpoint.
    Delivery,
    /// Letters to set text in.
    Font,
    /// A pass to the editor.
    EditorSession,
    /// An uploaded Photoshop file under a name.
    Original,
    /// A smart object of a mockup.
    Slot,
    /// A named part of a slot.
    Preset,
    /// A name for slots of a collection.
    Input,
}

impl fmt::Display for Noun {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::User => "user",
            Self::Account => "account",
            Self::Key => "key",
            Self::Template => "template",
            Self::Mockup => "mockup",
            Self::Asset => "asset",
            Self::Catalog => "catalog",
            Self::Collection => "collection",
            Self::Entry => "entry",
            Self::Thing => "thing",
            Self::Tag => "tag",
            Self::Comment => "comment",
            Self::Reaction => "reaction",
            Self::Email => "e-mail address",
            Self::Invitation => "invitation",
            Self::Render => "render",
            Self::Job => "job",
            Self::Upload => "upload",
            Self::File => "file",
            Self::Endpoint => "webhook endpoint",
            Self::Delivery => "delivery",
            Self::Font => "font",
            Self::EditorSession => "session",
            Self::Original => "Photoshop file",
            Self::Slot => "smart object",
            Self::Preset => "preset",
            Self::Input => "input",
        })
    }
}
