//! Reacting and commenting.

use super::{Comment, Reaction};
use crate::access::Actor;
use crate::collections::Shown;
use crate::entries::Entry;
use crate::ids::{CommentId, EntryId, ReactionId};
use crate::page::{Page, Part};
use crate::{Error, Library, Noun, Result, text};

/// The longest comment and the longest annotation, in characters.
const LONGEST: usize = 100_000;

impl Library {
    /// The reactions to entries of one collection, oldest first.
    pub async fn reactions(&self, actor: &Actor, entries: &[EntryId]) -> Result<Vec<Reaction>> {
        self.entries_with_access(actor, entries).await?;
        self.store.reactions(entries).await
    }

    /// Likes an entry. Whoever has done so already gets that reaction back, with `false`.
    pub async fn react(&self, actor: &Actor, entry: EntryId) -> Result<(Reaction, bool)> {
        self.spoken_to(actor, entry).await?;
        let created_at = self.now();
        let new = Reaction { id: ReactionId::new(), serial: 0, entry, user: actor.user, created_at };
        let mut tx = self.begin().await?;
        let stored = tx.insert_reaction(&new).await?;
        tx.commit().await?;
        Ok((stored, stored.id == new.id))
    }

    /// Takes back a reaction: one's own, or any as one who may administer the collection.
    pub async fn delete_reaction(&self, actor: &Actor, serial: i64) -> Result<()> {
        let missing = || Error::NotFound(Noun::Reaction);
        let reaction = self.store.reaction_by_serial(serial).await?.ok_or_else(missing)?;
        let (_, shown) = self.entry_shown(actor, reaction.entry).await.map_err(|_| missing())?;
        shown.permissions.require(reaction.user == actor.user || shown.permissions.admin)?;
        let mut tx = self.begin().await?;
        tx.delete_reaction(reaction.id).await?;
        tx.commit().await
    }

    /// The comments on an entry, oldest first.
    pub async fn comments(&self, actor: &Actor, entry: EntryId, part: &Part) -> Result<Page<Comment>> {
        self.entry_shown(actor, entry).await?;
        self.store.comments(entry, part).await
    }

    /// The newest comments in the collections that the person is a member or collaborator of; with this text in them.
    pub async fn comments_seen(&self, actor: &Actor, text: &str, part: &Part) -> Result<Page<Comment>> {
        self.store.comments_seen_by(actor.user, text, part).await
    }

    /// Comments on an entry.
    pub async fn comment(&self, actor: &Actor, entry: EntryId, body: &str, annotation: &str) -> Result<Comment> {
        checked(body, annotation)?;
        self.spoken_to(actor, entry).await?;
        let now = self.now();
        let comment = Comment {
            id: CommentId::new(),
            serial: 0,
            entry,
            author: actor.user,
            body: body.to_owned(),
            annotation: annotation.to_owned(),
            created_at: now,
            updated_at: now,
        };
        let mut tx = self.begin().await?;
        let comment = tx.insert_comment(&comment).await?;
        tx.commit().await?;
        Ok(comment)
    }

    /// Changes one's own comment; `None` keeps.
    pub async fn change_comment(
        &self,
        actor: &Actor,
        serial: i64,
        body: Option<&str>,
        annotation: Option<&str>,
    ) -> Result<Comment> {
        let (mut comment, shown) = self.comment_shown(actor, serial).await?;
        shown.permissions.require(comment.author == actor.user)?;
        comment.body = body.map_or(comment.body, str::to_owned);
        comment.annotation = annotation.map_or(comment.annotation, str::to_owned);
        checked(&comment.body, &comment.annotation)?;
        comment.updated_at = self.now();
        let mut tx = self.begin().await?;
        tx.update_comment(&comment).await?;
        tx.commit().await?;
        Ok(comment)
    }

    /// Removes a comment: one's own, or any as one who may administer the collection.
    pub async fn delete_comment(&self, actor: &Actor, serial: i64) -> Result<()> {
        let (comment, shown) = self.comment_shown(actor, serial).await?;
        shown.permissions.require(comment.author == actor.user || shown.permissions.admin)?;
        let mut tx = self.begin().await?;
        tx.delete_comment(comment.id).await?;
        tx.commit().await
    }

    async fn comment_shown(&self, actor: &Actor, serial: i64) -> Result<(Comment, Shown)> {
        let missing = || Error::NotFound(Noun::Comment);
        let comment = self.store.comment_by_serial(serial).await?.ok_or_else(missing)?;
        let (_, shown) = self.entry_shown(actor, comment.entry).await.map_err(|_| missing())?;
        Ok((comment, shown))
    }

    /// An entry, and its collection as the caller sees it.
    async fn entry_shown(&self, actor: &Actor, id: EntryId) -> Result<(Entry, Shown)> {
        let entry = self.store.entries_by_id(&[id]).await?.pop().ok_or(Error::NotFound(Noun::Entry))?;
        let shown = self.collection_shown(actor, entry.collection).await?;
        Ok((entry, shown))
    }

    async fn entries_with_access(&self, actor: &Actor, ids: &[EntryId]) -> Result<()> {
        let entries = self.store.entries_by_id(ids).await?;
        let mut collections: Vec<_> = entries.iter().map(|entry| entry.collection).collect();
        collections.sort_unstable();
        collections.dedup();
        for collection in collections {
            self.collection_shown(actor, collection).await?;
        }
        Ok(())
    }

    /// Whoever works in a collection may speak, and nobody else.
    async fn spoken_to(&self, actor: &Actor, entry: EntryId) -> Result<()> {
        let (_, shown) = self.entry_shown(actor, entry).await?;
        shown.permissions.require(shown.permissions.edit)
    }
}

pub(crate) fn checked(body: &str, annotation: &str) -> Result<()> {
    if body.trim().is_empty() && annotation.is_empty() {
        return Err(Error::invalid("body", "must not be empty"));
    }
    for (field, words) in [("body", body), ("annotation", annotation)] {
        if words.chars().count() > LONGEST {
            return Err(Error::invalid(field, format!("must have at most {LONGEST} characters")));
        }
        text::without_null(field, words)?;
    }
    Ok(())
}
