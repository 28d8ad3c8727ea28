//! Reactions and comments.

use async_trait::async_trait;
use library::ids::{CommentId, EntryId, ReactionId, UserId};
use library::page::{Key, Page, Part};
use library::responses::{Comment, Reaction, Read, Write};
use library::{Order, Result};

use super::super::store::{MemoryStore, MemoryTransaction};
use super::collections::dashboard;
use super::{has_text, missing, paged};

#[async_trait]
impl Read for MemoryStore {
    async fn reactions(&self, entries: &[EntryId]) -> Result<Vec<Reaction>> {
        let rows = self.rows();
        Ok(rows.reactions.iter().filter(|reaction| entries.contains(&reaction.entry)).copied().collect())
    }

    async fn reaction_by_serial(&self, serial: i64) -> Result<Option<Reaction>> {
        Ok(self.rows().reactions.iter().find(|reaction| reaction.serial == serial).copied())
    }

    async fn comments(&self, entry: EntryId, part: &Part) -> Result<Page<Comment>> {
        let rows = self.rows();
        let own = rows.comments.iter().filter(|comment| comment.entry == entry).cloned().collect();
        paged(own, "comments", Order::Ascending, part, key)
    }

    async fn comment_by_serial(&self, serial: i64) -> Result<Option<Comment>> {
        Ok(self.rows().comments.iter().find(|comment| comment.serial == serial).cloned())
    }

    async fn comments_seen_by(&self, user: UserId, text: &str, part: &Part) -> Result<Page<Comment>> {
        let rows = self.rows();
        let open: Vec<_> = dashboard(&rows, user).into_iter().map(|(collection, _)| collection.id).collect();
        let seen = |comment: &&Comment| {
            let entry = rows.entries.get(&comment.entry);
            entry.is_some_and(|entry| open.contains(&entry.collection) && !rows.trashed(entry.thing))
                && has_text(&comment.body, text)
        };
        let seen = rows.comments.iter().filter(seen).cloned().collect();
        paged(seen, "comments-seen", Order::Descending, part, key)
    }
}

fn key(comment: &Comment) -> (Key, uuid::Uuid) {
    (Key::Time(comment.created_at), comment.id.0)
}

#[async_trait]
impl Write for MemoryTransaction {
    async fn insert_reaction(&mut self, reaction: &Reaction) -> Result<Reaction> {
        self.rows.hold_user(reaction.user)?;
        let same = |other: &&Reaction| other.user == reaction.user && other.entry == reaction.entry;
        if let Some(there) = self.rows.reactions.iter().find(same) {
            return Ok(*there);
        }
        let reaction = Reaction { serial: self.rows.next_serial(), ..*reaction };
        self.rows.entries.get_mut(&reaction.entry).ok_or_else(|| missing("the entry"))?.reactions += 1;
        self.rows.reactions.push(reaction);
        Ok(reaction)
    }

    async fn delete_reaction(&mut self, id: ReactionId) -> Result<()> {
        let Some(place) = self.rows.reactions.iter().position(|reaction| reaction.id == id) else { return Ok(()) };
        let gone = self.rows.reactions.remove(place);
        if let Some(entry) = self.rows.entries.get_mut(&gone.entry) {
            entry.reactions -= 1;
        }
        Ok(())
    }

    async fn insert_comment(&mut self, comment: &Comment) -> Result<Comment> {
        self.rows.hold_user(comment.author)?;
        let comment = Comment { serial: self.rows.next_serial(), ..comment.clone() };
        self.rows.entries.get_mut(&comment.entry).ok_or_else(|| missing("the entry"))?.comments += 1;
        self.rows.comments.push(comment.clone());
        Ok(comment)
    }

    async fn update_comment(&mut self, comment: &Comment) -> Result<()> {
        if let Some(there) = self.rows.comments.iter_mut().find(|there| there.id == comment.id) {
            there.body.clone_from(&comment.body);
            there.annotation.clone_from(&comment.annotation);
            there.updated_at = comment.updated_at;
        }
        Ok(())
    }

    async fn delete_comment(&mut self, id: CommentId) -> Result<()> {
        let Some(place) = self.rows.comments.iter().position(|comment| comment.id == id) else { return Ok(()) };
        let gone = self.rows.comments.remove(place);
        if let Some(entry) = self.rows.entries.get_mut(&gone.entry) {
            entry.comments -= 1;
        }
        Ok(())
    }
}
