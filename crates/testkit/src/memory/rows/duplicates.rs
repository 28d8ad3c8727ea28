//! Things that are the same, and what pictures look like.

use std::collections::BTreeMap;

use async_trait::async_trait;
use library::blobs::{Blob, BlobHash};
use library::duplicates::{Look, Read, Same, Write};
use library::ids::{AccountId, ThingId};
use library::items::{Content, Item, canonical_url};
use library::{Listed, Result, Time, Window};

use super::super::state::State;
use super::super::store::{MemoryStore, MemoryTransaction};
use super::{cut, missing};

/// An account's things outside the trash, the oldest first.
fn own(rows: &State, account: AccountId) -> Vec<Item> {
    let mut own: Vec<Item> = rows.all_items().filter(|item| item.thing.account == account).collect();
    own.retain(|item| item.trashed_at.is_none());
    own.sort_by_key(|item| (item.thing.created_at, item.thing.id));
    own
}

#[async_trait]
impl Read for MemoryStore {
    async fn duplicates(&self, account: AccountId, same: Same, part: Window) -> Result<Listed<Vec<ThingId>>> {
        let mut groups: BTreeMap<String, (Time, Vec<ThingId>)> = BTreeMap::new();
        for item in own(&self.rows(), account) {
            let key = match (same, &item.content, &item.file) {
                (Same::Link, Content::Link(url), _) => canonical_url(url),
                (Same::File, _, Some(file)) => file.blob.hash.to_string(),
                _ => continue,
            };
            groups.entry(key).or_insert_with(|| (item.thing.created_at, Vec::new())).1.push(item.thing.id);
        }
        let mut groups: Vec<_> = groups
            .into_iter()
            .filter(|(_, (_, group))| group.len() > 1)
            .map(|(key, (at, group))| (at, key, group))
            .collect();
        groups.sort_unstable();
        let total = groups.len() as u64;
        Ok(Listed { items: cut(groups.into_iter().map(|(_, _, group)| group).collect(), part), total })
    }

    async fn looks(&self, account: AccountId) -> Result<Vec<Look>> {
        let rows = self.rows();
        let look = |item: Item| {
            let file = item.file?.blob.hash;
            let look = (*rows.looks.get(&file)?)?;
            Some(Look { thing: item.thing.id, file, look })
        };
        Ok(own(&rows, account).into_iter().filter_map(look).collect())
    }

    async fn unseen(&self, account: AccountId, limit: u32) -> Result<Vec<Blob>> {
        let rows = self.rows();
        let files = own(&rows, account).into_iter().filter_map(|item| item.file.filter(|file| file.size.is_some()));
        let unseen: BTreeMap<BlobHash, Blob> =
            files.map(|file| (file.blob.hash, file.blob)).filter(|(hash, _)| !rows.looks.contains_key(hash)).collect();
        Ok(unseen.into_values().take(limit as usize).collect())
    }
}

#[async_trait]
impl Write for MemoryTransaction {
    async fn put_look(&mut self, file: BlobHash, look: Option<u64>) -> Result<()> {
        if !self.rows.blobs.contains_key(&file) {
            return Err(missing("the picture's file"));
        }
        self.rows.looks.insert(file, look);
        Ok(())
    }
}
