//! Catalogs and collections.

use async_trait::async_trait;
use library::catalogs::{self, Catalog};
use library::collections::{
    self, Collection, Dashboard, DashboardCounts, DashboardSort, Query, Sort, Standing, Status,
};
use library::ids::{AccountId, CatalogId, CollectionId, ThingId, UserId};
use library::invitations::Place;
use library::page::{Key, Page, Part};
use library::things::ThingKind;
use library::{Error, Listed, Order, Result, Time};

use super::super::state::State;
use super::super::store::{MemoryStore, MemoryTransaction};
use super::{cut, has_text, listed, missing, paged};

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

    async fn shelve(&mut self, mockup: ThingId, catalog: CatalogId) -> Result<()> {
        if !self.rows.catalogs.contains_key(&catalog) || self.rows.thing(mockup).is_none() {
            return Err(missing("the catalog or the mockup"));
        }
        self.rows.shelves.insert(mockup, catalog);
        Ok(())
    }
}

fn find(rows: &State, account: AccountId, id: CollectionId) -> Option<Collection> {
    rows.collections.get(&id).filter(|collection| collection.account == account).cloned()
}

/// The collections that a person may open, with what they noted about each.
pub(super) fn dashboard(rows: &State, user: UserId) -> Vec<(Collection, Option<Standing>)> {
    let noted = |collection: &Collection| {
        rows.standings.iter().find(|standing| standing.user == user && standing.collection == collection.id).copied()
    };
    let member = |account| rows.members.iter().any(|member| member.user == user && member.account == account);
    rows.collections
        .values()
        .map(|collection| (collection.clone(), noted(collection)))
        .filter(|(collection, standing)| {
            member(collection.account) || standing.is_some_and(|standing| standing.shared_at.is_some())
        })
        .collect()
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

    async fn collections_of_each(&self, account: AccountId, things: &[ThingId]) -> Result<Vec<(ThingId, Collection)>> {
        let mut found = Vec::new();
        for thing in things {
            let collections = self.collections_of(account, *thing).await?;
            found.extend(collections.into_iter().map(|collection| (*thing, collection)));
        }
        Ok(found)
    }

    async fn collection_ids_of(&self, things: &[ThingId]) -> Result<Vec<(ThingId, CollectionId)>> {
        let rows = self.rows();
        let mut places: Vec<(ThingId, CollectionId)> = rows
            .entries
            .values()
            .filter(|entry| things.contains(&entry.thing) && !rows.trashed(entry.thing))
            .map(|entry| (entry.thing, entry.collection))
            .collect();
        places.sort_unstable();
        Ok(places)
    }

    async fn any_collection(&self, id: CollectionId) -> Result<Option<Collection>> {
        Ok(self.rows().collections.get(&id).cloned())
    }

    async fn collection_by_serial(&self, serial: i64) -> Result<Option<Collection>> {
        Ok(self.rows().collections.values().find(|collection| collection.serial == serial).cloned())
    }

    async fn collections_page(&self, account: AccountId, part: &Part) -> Result<Page<Collection>> {
        let rows = self.rows();
        let own = rows.collections.values().filter(|collection| collection.account == account).cloned().collect();
        let key = |collection: &Collection| (Key::Time(collection.created_at), collection.id.0);
        paged(own, "collections", Order::Descending, part, key)
    }

    async fn standing(&self, user: UserId, collection: CollectionId) -> Result<Option<Standing>> {
        let rows = self.rows();
        let mut standings = rows.standings.iter();
        Ok(standings.find(|standing| standing.user == user && standing.collection == collection).copied())
    }

    async fn collaborators(&self, collection: CollectionId) -> Result<Vec<Standing>> {
        let rows = self.rows();
        let shared = |standing: &&Standing| standing.collection == collection && standing.shared_at.is_some();
        Ok(rows.standings.iter().filter(shared).copied().collect())
    }

    async fn dashboard(&self, query: &Dashboard) -> Result<Listed<(Collection, Option<Standing>)>> {
        let rows = self.rows();
        let own = |collection: &Collection| {
            rows.accounts.get(&collection.account).is_some_and(|account| account.own_of == Some(query.user))
        };
        let statuses = if query.statuses.is_empty() { &[Status::Active][..] } else { &query.statuses };
        let mut found: Vec<(Collection, Option<Standing>)> = dashboard(&rows, query.user)
            .into_iter()
            .filter(|(collection, standing)| {
                let is = |status: &Status| match status {
                    Status::Active => !collection.archived,
                    Status::Archived => collection.archived,
                    Status::Highlighted => standing.is_some_and(|standing| standing.highlighted),
                };
                query.owner.is_none_or(|owner| collection.account == owner)
                    && query.owned.is_none_or(|owned| own(collection) == owned)
                    && statuses.iter().any(is)
                    && (has_text(&collection.name, &query.text) || has_text(&collection.description, &query.text))
            })
            .collect();
        found.sort_by_key(|(collection, _)| std::cmp::Reverse((collection.created_at, collection.id)));
        match query.sort {
            DashboardSort::Position => found.sort_by_key(|(_, standing)| {
                let position = standing.and_then(|standing| standing.position);
                (position.is_none(), position)
            }),
            DashboardSort::Name => found.sort_by_key(|(collection, _)| (collection.name.to_lowercase(), collection.id)),
            DashboardSort::Recent => {
                found
                    .sort_by_key(|(_, standing)| std::cmp::Reverse(standing.and_then(|standing| standing.accessed_at)));
            }
        }
        let total = found.len() as u64;
        Ok(Listed { items: cut(found, query.window), total })
    }

    async fn dashboard_counts(&self, user: UserId) -> Result<DashboardCounts> {
        let rows = self.rows();
        let mut counts = DashboardCounts::default();
        for (collection, standing) in dashboard(&rows, user) {
            counts.active += u64::from(!collection.archived);
            counts.archived += u64::from(collection.archived);
            counts.highlighted += u64::from(standing.is_some_and(|standing| standing.highlighted));
            let own = rows.accounts.get(&collection.account).is_some_and(|account| account.own_of == Some(user));
            counts.owned += u64::from(own);
        }
        Ok(counts)
    }

    async fn contacts(&self, user: UserId) -> Result<Vec<UserId>> {
        let rows = self.rows();
        let mut people = std::collections::BTreeSet::new();
        for (collection, _) in dashboard(&rows, user) {
            people.extend(rows.members.iter().filter(|member| member.account == collection.account).map(|m| m.user));
            let shared = |standing: &&Standing| standing.collection == collection.id && standing.shared_at.is_some();
            people.extend(rows.standings.iter().filter(shared).map(|standing| standing.user));
        }
        let own: Vec<AccountId> = rows.members.iter().filter(|m| m.user == user).map(|m| m.account).collect();
        people.extend(rows.members.iter().filter(|member| own.contains(&member.account)).map(|member| member.user));
        people.remove(&user);
        Ok(people.into_iter().collect())
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
        let mut collection = Collection { serial, collaborators: 0, ..collection.clone() };
        for kind in ThingKind::ALL {
            *collection.kept(kind) = 0;
        }
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
            there.account = collection.account;
            there.catalog = collection.catalog;
            there.view = collection.view.clone();
            there.cover = collection.cover;
            there.archived = collection.archived;
            there.updated_at = collection.updated_at;
        }
        Ok(())
    }

    async fn add_to_collection_counts(
        &mut self,
        id: CollectionId,
        changes: &[(ThingKind, i64)],
        now: Time,
    ) -> Result<()> {
        let collection = self.rows.collections.get_mut(&id).ok_or_else(|| missing("the collection"))?;
        for (kind, by) in changes {
            *collection.kept(*kind) += by;
        }
        collection.updated_at = now;
        Ok(())
    }

    async fn delete_collection(&mut self, id: CollectionId) -> Result<()> {
        self.rows.entries.retain(|_, entry| entry.collection != id);
        self.rows.inputs.retain(|(collection, _), _| *collection != id);
        self.rows.standings.retain(|standing| standing.collection != id);
        self.rows.invitations.retain(|invitation| invitation.place != Place::Collection(id));
        self.rows.forget_responses();
        self.rows.collections.remove(&id);
        Ok(())
    }

    async fn any_collection_for_change(&mut self, id: CollectionId) -> Result<Option<Collection>> {
        Ok(self.rows.collections.get(&id).cloned())
    }

    async fn put_standing(&mut self, standing: &Standing) -> Result<()> {
        self.rows.hold_user(standing.user)?;
        let same = |other: &&mut Standing| other.user == standing.user && other.collection == standing.collection;
        let before = if let Some(there) = self.rows.standings.iter_mut().find(same) {
            std::mem::replace(there, *standing).shared_at.is_some()
        } else {
            self.rows.standings.push(*standing);
            false
        };
        let collection =
            self.rows.collections.get_mut(&standing.collection).ok_or_else(|| missing("the collection"))?;
        collection.collaborators += i64::from(standing.shared_at.is_some()) - i64::from(before);
        Ok(())
    }
}
