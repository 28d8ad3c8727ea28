//! What people say to entries: reactions and comments.

mod cases;
mod port;

pub(crate) use cases::checked;
pub use port::{Read, Write};

use crate::Time;
use crate::ids::{CommentId, EntryId, ReactionId, UserId};

/// Somebody likes an entry; once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reaction {
    /// Its id.
    pub id: ReactionId,
    /// The number that dialects with integers show.
    pub serial: i64,
    /// What they like.
    pub entry: EntryId,
    /// Who.
    pub user: UserId,
    /// Since when.
    pub created_at: Time,
}

/// A remark on an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// Its id.
    pub id: CommentId,
    /// The number that dialects with integers show.
    pub serial: i64,
    /// On what.
    pub entry: EntryId,
    /// Who made it.
    pub author: UserId,
    /// The words, in Markdown.
    pub body: String,
    /// A drawing on the picture, in the words of whoever draws it; empty for none.
    pub annotation: String,
    /// When it was made.
    pub created_at: Time,
    /// When it was last changed.
    pub updated_at: Time,
}
