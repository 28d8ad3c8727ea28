//! Making, changing and removing collections.

use super::{Collection, Query};
use crate::access::{Actor, Role};
use crate::accounts::Counts;
use crate::ids::{CatalogId, CollectionId, ThingId};
use crate::things::Privacy;
use crate::{Error, Library, Listed, Noun, Result, text};

/// A collection to be made.
#[derive(Debug, Clone, Default)]
pub struct NewCollection {
    /// Its name.
    pub name: String,
    /// Words about it.
    pub description: String,
    /// Who else may see it.
    pub privacy: Privacy,
    /// In which catalog; the default one for `None`.
    pub catalog: Option<CatalogId>,
}

/// What is to change; `None` keeps.
#[derive(Debug, Clone, Default)]
pub struct Changes {
    /// Its name.
    pub name: Option<String>,
    /// Words about it.
    pub description: Option<String>,
    /// Who else may see it.
    pub privacy: Option<Privacy>,
}

impl Library {
    /// A collection of the caller's account.
    pub async fn collection(&self, actor: &Actor, id: CollectionId) -> Result<Collection> {
        self.store.collection(actor.account, id).await?.ok_or(Error::NotFound(Noun::Collection))
    }

    /// Those of the caller's account that match; the query's account is not heeded.
    pub async fn collections(&self, actor: &Actor, query: &Query) -> Result<Listed<Collection>> {
        self.store.collections(&Query { account: actor.account, ..query.clone() }).await
    }

    /// The collections that a thing is in, oldest first.
    pub async fn collections_of(&self, actor: &Actor, thing: ThingId) -> Result<Vec<Collection>> {
        self.store.collections_of(actor.account, thing).await
    }

    /// Makes an empty collection.
    pub async fn create_collection(&self, actor: &Actor, new: NewCollection) -> Result<Collection> {
        actor.require(Role::Editor)?;
        let catalog = self.catalog_or_default(actor, new.catalog).await?;
        let now = self.now();
        let collection = Collection {
            id: CollectionId::new(),
            serial: 0,
            account: actor.account,
            catalog: catalog.id,
            author: actor.user,
            name: text::name("name", &new.name)?,
            description: text::description("description", &new.description)?,
            privacy: new.privacy,
            created_at: now,
            updated_at: now,
            mockups: 0,
            assets: 0,
        };
        let mut tx = self.begin().await?;
        let collection = tx.insert_collection(&collection).await?;
        tx.add_to_counts(actor.account, Counts { collections: 1, ..Counts::default() }).await?;
        tx.commit().await?;
        Ok(collection)
    }

    /// Changes name, description or privacy.
    pub async fn change_collection(&self, actor: &Actor, id: CollectionId, changes: Changes) -> Result<Collection> {
        actor.require(Role::Editor)?;
        let name = changes.name.as_deref().map(|name| text::name("name", name)).transpose()?;
        let description =
            changes.description.as_deref().map(|words| text::description("description", words)).transpose()?;
        let mut tx = self.begin().await?;
        let found = tx.collection_for_change(actor.account, id).await?;
        let mut collection = found.ok_or(Error::NotFound(Noun::Collection))?;
        collection.name = name.unwrap_or(collection.name);
        collection.description = description.unwrap_or(collection.description);
        collection.privacy = changes.privacy.unwrap_or(collection.privacy);
        collection.updated_at = self.now();
        tx.update_collection(&collection).await?;
        tx.commit().await?;
        Ok(collection)
    }

    /// Removes a collection; the things in it stay.
    pub async fn delete_collection(&self, actor: &Actor, id: CollectionId) -> Result<()> {
        actor.require(Role::Editor)?;
        let mut tx = self.begin().await?;
        let found = tx.collection_for_change(actor.account, id).await?;
        let collection = found.ok_or(Error::NotFound(Noun::Collection))?;
        tx.delete_collection(collection.id).await?;
        tx.add_to_counts(actor.account, Counts { collections: -1, ..Counts::default() }).await?;
        tx.commit().await
    }
}
