//! What reactions and comments ask of storage.

use async_trait::async_trait;

use super::{Comment, Reaction};
use crate::Result;
use crate::ids::{CommentId, EntryId, ReactionId, UserId};
use crate::page::{Page, Part};

/// Reading.
#[async_trait]
pub trait Read {
    /// The reactions to these entries, oldest first.
    async fn reactions(&self, entries: &[EntryId]) -> Result<Vec<Reaction>>;

    /// The reaction with this number.
    async fn reaction_by_serial(&self, serial: i64) -> Result<Option<Reaction>>;

    /// The comments on an entry, oldest first.
    async fn comments(&self, entry: EntryId, part: &Part) -> Result<Page<Comment>>;

    /// The comment with this number.
    async fn comment_by_serial(&self, serial: i64) -> Result<Option<Comment>>;

    /// The newest comments in collections that a person is a member or collaborator of; with this text in them.
    async fn comments_seen_by(&self, user: UserId, text: &str, part: &Part) -> Result<Page<Comment>>;
}

/// Changing. How many there are is kept at the entry.
#[async_trait]
pub trait Write {
    /// Adds a reaction, whose `serial` is given here; gives the one that is there when the person has reacted already.
    async fn insert_reaction(&mut self, reaction: &Reaction) -> Result<Reaction>;

    /// Removes a reaction.
    async fn delete_reaction(&mut self, id: ReactionId) -> Result<()>;

    /// Adds a comment, whose `serial` is given here.
    async fn insert_comment(&mut self, comment: &Comment) -> Result<Comment>;

    /// Writes body, annotation and the time of change.
    async fn update_comment(&mut self, comment: &Comment) -> Result<()>;

    /// Removes a comment.
    async fn delete_comment(&mut self, id: CommentId) -> Result<()>;
}
