//! Tags.

use async_trait::async_trait;
use library::ids::AccountId;
use library::page::{Key, Page, Part};
use library::tags::{Read, Tag, Tagged};
use library::{Order, Result};
use uuid::Uuid;

use super::super::state::State;
use super::super::store::MemoryStore;
use super::{has_text, paged, same};

fn counted(rows: &State, tag: &Tag) -> Tag {
    let has = |item: &library::items::Item| {
        item.thing.account == tag.account && item.trashed_at.is_none() && item.tags.iter().any(|t| same(t, &tag.name))
    };
    Tag { things: rows.all_items().filter(has).count() as i64, ..tag.clone() }
}

#[async_trait]
impl Read for MemoryStore {
    async fn tags(&self, account: AccountId, text: &str, part: &Part) -> Result<Page<Tag>> {
        let rows = self.rows();
        let own = rows.tags.iter().filter(|tag| tag.account == account && has_text(&tag.name, text));
        let used = own.map(|tag| counted(&rows, tag)).filter(|tag| tag.things > 0).collect();
        paged(used, "tags", Order::Ascending, part, |tag: &Tag| (Key::Text(tag.name.to_lowercase()), Uuid::nil()))
    }

    async fn tagged(&self, serial: i64) -> Result<Option<Tagged>> {
        let rows = self.rows();
        let Some(tag) = rows.tags.iter().find(|tag| tag.serial == serial) else { return Ok(None) };
        let own = rows.all_items().filter(|item| item.thing.account == tag.account);
        let things = own.filter(|item| item.tags.iter().any(|t| same(t, &tag.name))).map(|item| item.thing.id);
        Ok(Some(Tagged { tag: counted(&rows, tag), things: things.collect() }))
    }
}
