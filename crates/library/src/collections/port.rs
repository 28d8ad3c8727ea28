//! What collections ask of storage.

use async_trait::async_trait;

use super::{Collection, Dashboard, DashboardCounts, Query, Standing};
use crate::ids::{AccountId, CollectionId, ThingId, UserId};
use crate::page::{Page, Part};
use crate::things::ThingKind;
use crate::{Listed, Result, Time};

/// Reading.
#[async_trait]
pub trait Read {
    /// The collection with this id, in this account.
    async fn collection(&self, account: AccountId, id: CollectionId) -> Result<Option<Collection>>;

    /// The collections that match, and how many do.
    async fn collections(&self, query: &Query) -> Result<Listed<Collection>>;

    /// The collections that a thing is in, oldest first.
    async fn collections_of(&self, account: AccountId, thing: ThingId) -> Result<Vec<Collection>>;

    /// The collections that each of these things is in: by thing as given, then oldest first.
    async fn collections_of_each(&self, account: AccountId, things: &[ThingId]) -> Result<Vec<(ThingId, Collection)>>;

    /// The collections that these things are in, by id; whosever.
    async fn collection_ids_of(&self, things: &[ThingId]) -> Result<Vec<(ThingId, CollectionId)>>;

    /// The collection with this id, whosever it is.
    async fn any_collection(&self, id: CollectionId) -> Result<Option<Collection>>;

    /// The collection with this number, whosever it is.
    async fn collection_by_serial(&self, serial: i64) -> Result<Option<Collection>>;

    /// An account's collections, newest first.
    async fn collections_page(&self, account: AccountId, part: &Part) -> Result<Page<Collection>>;

    /// What a person has noted about a collection, and whether it is shared with them.
    async fn standing(&self, user: UserId, collection: CollectionId) -> Result<Option<Standing>>;

    /// The people whom a collection is shared with, in the order in which they came.
    async fn collaborators(&self, collection: CollectionId) -> Result<Vec<Standing>>;

    /// The collections that a person may open, with what they noted about each, and how many match.
    async fn dashboard(&self, query: &Dashboard) -> Result<Listed<(Collection, Option<Standing>)>>;

    /// How many there are of each status on a person's dashboard.
    async fn dashboard_counts(&self, user: UserId) -> Result<DashboardCounts>;

    /// The people who share a collection or an account with this one, once each, by id.
    async fn contacts(&self, user: UserId) -> Result<Vec<UserId>>;
}

/// Changing.
#[async_trait]
pub trait Write {
    /// Adds an empty collection, whose `serial` is given here.
    async fn insert_collection(&mut self, collection: &Collection) -> Result<Collection>;

    /// The collection, held against other changes until the transaction ends.
    async fn collection_for_change(&mut self, account: AccountId, id: CollectionId) -> Result<Option<Collection>>;

    /// As [`Write::collection_for_change`], whosever it is.
    async fn any_collection_for_change(&mut self, id: CollectionId) -> Result<Option<Collection>>;

    /// Writes account, catalog, name, description, privacy, view, cover and whether it is archived, and the time of
    /// change.
    async fn update_collection(&mut self, collection: &Collection) -> Result<()>;

    /// Adds to what a collection holds (negative: takes away), and sets the time of change.
    async fn add_to_collection_counts(
        &mut self,
        id: CollectionId,
        changes: &[(ThingKind, i64)],
        now: Time,
    ) -> Result<()>;

    /// Notes what a person thinks of a collection, or that it is shared with them, instead of what was noted before;
    /// the count of collaborators is kept.
    async fn put_standing(&mut self, standing: &Standing) -> Result<()>;

    /// Removes a collection and its entries; the things stay.
    async fn delete_collection(&mut self, id: CollectionId) -> Result<()>;
}
