//! Making and listing catalogs.

use super::Catalog;
use crate::access::{Actor, Role};
use crate::ids::CatalogId;
use crate::{Error, Library, Noun, Result, text};

impl Library {
    /// The caller's account's catalogs: the default one first.
    pub async fn catalogs(&self, actor: &Actor) -> Result<Vec<Catalog>> {
        self.store.catalogs(actor.account).await
    }

    /// Makes a catalog.
    pub async fn create_catalog(&self, actor: &Actor, name: &str) -> Result<Catalog> {
        actor.require(Role::Editor)?;
        let catalog = Catalog {
            id: CatalogId::new(),
            serial: 0,
            account: actor.account,
            name: text::name("name", name)?,
            default: false,
            created_at: self.now(),
        };
        let mut tx = self.begin().await?;
        let catalog = tx.insert_catalog(&catalog).await?;
        tx.commit().await?;
        Ok(catalog)
    }

    /// The catalog with this id, or the default one.
    pub async fn catalog_or_default(&self, actor: &Actor, id: Option<CatalogId>) -> Result<Catalog> {
        if let Some(id) = id {
            self.store.catalog(actor.account, id).await?.ok_or(Error::NotFound(Noun::Catalog))
        } else {
            let catalogs = self.store.catalogs(actor.account).await?;
            catalogs.into_iter().find(|catalog| catalog.default).ok_or(Error::NotFound(Noun::Catalog))
        }
    }
}
