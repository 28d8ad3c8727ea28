//! Making, changing and removing collections.

use super::{Collection, Query, View};
use crate::access::{Actor, Role};
use crate::accounts::Counts;
use crate::ids::{AccountId, CatalogId, CollectionId, ThingId};
use crate::page::{Page, Part};
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
    /// How it is shown.
    pub view: View,
    /// Put away.
    pub archived: bool,
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
    /// How it is shown.
    pub view: Option<View>,
    /// The thing whose picture stands for it: one of the collection's account; `Some(None)` for none.
    pub cover: Option<Option<ThingId>>,
    /// Put away.
    pub archived: Option<bool>,
    /// Who is to own it: an account that the caller makes things in. Only collections without entries move, since
    /// things stay with their account.
    pub account: Option<AccountId>,
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

    /// The collections that each of these things is in.
    pub async fn collections_of_each(&self, actor: &Actor, things: &[ThingId]) -> Result<Vec<(ThingId, Collection)>> {
        self.store.collections_of_each(actor.account, things).await
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
            view: checked(new.view)?,
            cover: None,
            archived: new.archived,
            collaborators: 0,
            mockups: 0,
            assets: 0,
            models: 0,
            links: 0,
            notes: 0,
            colours: 0,
            stacks: 0,
        };
        let mut tx = self.begin().await?;
        let collection = tx.insert_collection(&collection).await?;
        tx.add_to_counts(actor.account, Counts { collections: 1, ..Counts::default() }).await?;
        tx.commit().await?;
        Ok(collection)
    }

    /// The caller's account's collections, newest first.
    pub async fn collections_page(&self, actor: &Actor, part: &Part) -> Result<Page<Collection>> {
        self.store.collections_page(actor.account, part).await
    }

    /// Changes a collection's settings.
    pub async fn change_collection(&self, actor: &Actor, id: CollectionId, changes: Changes) -> Result<Collection> {
        let name = changes.name.as_deref().map(|name| text::name("name", name)).transpose()?;
        let description =
            changes.description.as_deref().map(|words| text::description("description", words)).transpose()?;
        let view = changes.view.map(checked).transpose()?;
        let shown = self.collection_shown(actor, id).await?;
        // An account's program may do what its editors may; a person, what the collection's permissions say.
        shown.permissions.require(if actor.person { shown.permissions.admin } else { shown.permissions.edit })?;
        if let Some(Some(cover)) = changes.cover {
            let item = self.store.item(cover).await?;
            let own = item.is_some_and(|item| item.thing.account == shown.collection.account);
            if !own {
                return Err(Error::invalid("cover", "is not in this account"));
            }
        }
        let home = match changes.account.filter(|account| *account != shown.collection.account) {
            Some(account) => Some((account, self.new_home(actor, account).await?)),
            None => None,
        };
        let (mut tx, mut collection) = self.hold_collection(id).await?;
        if let Some((account, catalog)) = home {
            if collection.entries() > 0 {
                return Err(Error::Conflict("only a collection with nothing in it can be given away".to_owned()));
            }
            let one = |by| Counts { collections: by, ..Counts::default() };
            tx.add_to_counts(collection.account, one(-1)).await?;
            tx.add_to_counts(account, one(1)).await?;
            (collection.account, collection.catalog) = (account, catalog);
        }
        collection.name = name.unwrap_or(collection.name);
        collection.description = description.unwrap_or(collection.description);
        collection.privacy = changes.privacy.unwrap_or(collection.privacy);
        collection.view = view.unwrap_or(collection.view);
        collection.cover = changes.cover.unwrap_or(collection.cover);
        collection.archived = changes.archived.unwrap_or(collection.archived);
        collection.updated_at = self.now();
        tx.update_collection(&collection).await?;
        tx.commit().await?;
        Ok(collection)
    }

    /// The default catalog of an account that the caller makes things in.
    async fn new_home(&self, actor: &Actor, account: AccountId) -> Result<CatalogId> {
        let role = self.role_of(actor, account).await?;
        if role.is_none_or(|role| role < Role::Editor) {
            return Err(Error::NotFound(Noun::Account));
        }
        let catalogs = self.store.catalogs(account).await?;
        let default = catalogs.into_iter().find(|catalog| catalog.default).ok_or(Error::NotFound(Noun::Catalog))?;
        Ok(default.id)
    }

    /// Removes a collection; the things in it stay. See [`Library::empty_collection`].
    pub async fn delete_collection(&self, actor: &Actor, id: CollectionId) -> Result<()> {
        let shown = self.collection_shown(actor, id).await?;
        shown.permissions.require(if actor.person { shown.permissions.delete } else { shown.permissions.edit })?;
        let (mut tx, collection) = self.hold_collection(id).await?;
        tx.delete_collection(collection.id).await?;
        tx.add_to_counts(collection.account, Counts { collections: -1, ..Counts::default() }).await?;
        tx.commit().await
    }
}

/// The longest word of a view, in characters.
const WORD: usize = 50;

fn checked(view: View) -> Result<View> {
    for (field, word) in [("sort_by", &view.sort), ("view_mode", &view.mode)] {
        if word.chars().count() > WORD {
            return Err(Error::invalid(field, format!("must have at most {WORD} characters")));
        }
        text::without_null(field, word)?;
    }
    Ok(view)
}
