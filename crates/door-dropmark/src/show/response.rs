//! Reactions and comments.

use library::Error;
use library::collections::Shown;
use library::entries::Entry;
use library::items::Item;
use library::responses::{Comment, Reaction};
use serde_json::{Value, json};

use super::words::date;
use super::{Person, Show};

impl Show<'_> {
    /// Somebody likes an item.
    pub(crate) async fn reaction(&mut self, reaction: &Reaction, item: i64) -> Result<Value, Error> {
        let Person { id, name, username, email, avatar } = self.person(reaction.user).await?;
        let made = date(reaction.created_at);
        Ok(json!({
            "id": reaction.serial, "item_id": item, "user_id": id, "username": username, "avatar": avatar,
            "name": name, "email": email, "created_at": made, "updated_at": made,
        }))
    }

    /// A remark.
    pub(crate) async fn comment(&mut self, comment: &Comment) -> Result<Value, Error> {
        let found = self.library.entries_with_items(&self.actor, &[comment.entry]).await?.pop();
        let (entry, thing) = found.ok_or(Error::NotFound(library::Noun::Comment))?;
        let shown = self.library.collection_shown(&self.actor, entry.collection).await?;
        let url = format!("{}/{}", self.bare_collection(&shown).await?.url, entry.serial);
        self.comment_on(comment, &entry, &thing, &shown, &url).await
    }

    /// A remark on an item that is at hand. Without `short_url`: clients would take it for an item.
    pub(super) async fn comment_on(
        &mut self,
        comment: &Comment,
        entry: &Entry,
        thing: &Item,
        shown: &Shown,
        item_url: &str,
    ) -> Result<Value, Error> {
        let Person { id, name, username, email, avatar } = self.person(comment.author).await?;
        let collection_url = item_url.rsplit_once('/').map_or(item_url, |(collection, _)| collection);
        Ok(json!({
            "id": comment.serial, "item_id": entry.serial, "item_name": thing.thing.name,
            "collection_id": shown.collection.serial, "collection_name": shown.collection.name,
            "collection_url": collection_url, "body": comment.body,
            "annotation": Some(&comment.annotation).filter(|words| !words.is_empty()),
            "created_at": date(comment.created_at), "updated_at": date(comment.updated_at),
            "url": format!("{item_url}#comment-{}", comment.serial), "user_id": id, "username": username,
            "name": name, "user_name": name, "email": email, "user_email": email, "avatar": avatar,
            "user_avatar": avatar,
        }))
    }
}
