//! Catalogs and collections.

use async_trait::async_trait;
use library::catalogs::{self, Catalog};
use library::collections::{self, Collection, Query, Sort};
use library::ids::{AccountId, CatalogId, CollectionId, ThingId};
use library::{Error, Listed, Result, Time};

use super::super::state::State;
use super::super::store::{MemoryStore, MemoryTransaction};
use super::{has_text, listed, missing};

#[async_trait]
impl catalogs::Read for MemoryStore {
    async fn catalog(&self, account: AccountId, id: CatalogId) -> Result<Option<Catalog>> {
        Ok(self.rows().catalogs.get(&id).filter(|catalog| catalog.account == account).cloned())
    }

    async fn catalogs(&self, account: AccountId) -> Result<Vec<Catalog>> {
        let rows = self.rows();
        let own = rows.catalogs.values().filter(|catalog| catalog.account == account);
        let mut catalogs: Vec<Catalog> = own.cloned().collect();
        catalogs.sort_by_key(|catalog| (!catalog.default, catalog.created_at, catalog.id));
        Ok(catalogs)
    }
}

#[async_trait]
impl catalogs::Write for MemoryTransaction {
    async fn insert_catalog(&mut self, catalog: &Catalog) -> Result<Catalog> {
        self.rows.hold_account(catalog.account)?;
        let is_default = |other: &Catalog| other.account == catalog.account && other.default;
        if catalog.default && self.rows.catalogs.values().any(is_default) {
            return Err(Error::Conflict("the account has a default catalog".into()));
        }
        let catalog = Catalog { serial: self.rows.next_serial(), ..catalog.clone() };
        self.rows.catalogs.insert(catalog.id, catalog.clone());
        Ok(catalog)
    }
}

fn find(rows: &State, account: AccountId, id: CollectionId) -> Option<Collection> {
    rows.collections.get(&id).filter(|collection| collection.account == account).cloned()
}

#[async_trait]
impl collections::Read for MemoryStore {
    async fn collection(&self, account: AccountId, id: CollectionId) -> Result<Option<Collection>> {
        Ok(find(&self.rows(), account, id))
    }

    async fn collections(&self, query: &Query) -> Result<Listed<Collection>> {
        let rows = self.rows();
        let matching = rows.collections.values().filter(|collection| {
            collection.account == query.account
                && query.catalog.is_none_or(|catalog| collection.catalog == catalog)
                && has_text(&collection.name, &query.name)
        });
        let matching = matching.cloned().collect();
        Ok(listed(matching, query.order, query.window, |collection: &Collection| match query.sort {
            Sort::Name => (collection.name.to_lowercase(), None, collection.id),
            Sort::Created => (String::new(), Some(collection.created_at), collection.id),
            Sort::Updated => (String::new(), Some(collection.updated_at), collection.id),
        }))
    }

    async fn collections_of(&self, account: AccountId, thing: ThingId) -> Result<Vec<Collection>> {
        let rows = self.rows();
        let is_in = |collection: &&Collection| {
            let mut entries = rows.entries.values();
            collection.account == account && entries.any(|e| e.collection == collection.id && e.thing == thing)
        };
        let mut collections: Vec<Collection> = rows.collections.values().filter(is_in).cloned().collect();
        collections.sort_by_key(|collection| (collection.created_at, collection.id));
        Ok(collections)
    }
}

#[async_trait]
impl collections::Write for MemoryTransaction {
    async fn insert_collection(&mut self, collection: &Collection) -> Result<Collection> {
        self.rows.hold_account(collection.account)?;
        self.rows.hold_user(collection.author)?;
        if !self.rows.catalogs.contains_key(&collection.catalog) {
            return Err(missing("the collection's catalog"));
        }
        let serial = self.rows.next_serial();
        let collection = Collection { serial, mockups: 0, assets: 0, ..collection.clone() };
        self.rows.collections.insert(collection.id, collection.clone());
        Ok(collection)
    }

    async fn collection_for_change(&mut self, account: AccountId, id: CollectionId) -> Result<Option<Collection>> {
        Ok(find(&self.rows, account, id))
    }

    async fn update_collection(&mut self, collection: &Collection) -> Result<()> {
        if !self.rows.catalogs.contains_key(&collection.catalog) {
            return Err(missing("the collection's catalog"));
        }
        if let Some(there) = self.rows.collections.get_mut(&collection.id) {
            there.name.clone_from(&collection.name);
            there.description.clone_from(&collection.description);
            there.privacy = collection.privacy;
            there.catalog = collection.catalog;
            there.updated_at = collection.updated_at;
        }
        Ok(())
    }

    async fn add_to_collection_counts(&mut self, id: CollectionId, mockups: i64, assets: i64, now: Time) -> Result<()> {
        let collection = self.rows.collections.get_mut(&id).ok_or_else(|| missing("the collection"))?;
        collection.mockups += mockups;
        collection.assets += assets;
        collection.updated_at = now;
        Ok(())
    }

    async fn delete_collection(&mut self, id: CollectionId) -> Result<()> {
        self.rows.entries.retain(|_, entry| entry.collection != id);
        self.rows.collections.remove(&id);
        Ok(())
    }
}
