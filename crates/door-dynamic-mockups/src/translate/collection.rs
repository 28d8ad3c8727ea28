//! Catalogs and collections as the dialect shows them.

use library::accounts::Account;
use library::catalogs::Catalog;
use library::collections::Collection;

use crate::translate::words::{date, iso, kebab};
use crate::wire;

/// A catalog.
pub(crate) fn catalog(catalog: &Catalog) -> wire::Catalog {
    wire::Catalog {
        uuid: catalog.id.0,
        name: catalog.name.clone(),
        kind: if catalog.default { "default" } else { "custom" },
        created_at: date(catalog.created_at),
        created_at_timestamp: catalog.created_at.timestamp(),
    }
}

/// A collection in a list.
pub(crate) fn listed(collection: &Collection) -> wire::Collection {
    wire::Collection {
        uuid: collection.id.0,
        name: collection.name.clone(),
        mockup_count: collection.mockups,
        created_at: date(collection.created_at),
        updated_at: date(collection.updated_at),
        created_at_timestamp: collection.created_at.timestamp(),
        updated_at_timestamp: collection.updated_at.timestamp(),
    }
}

/// A collection that was just made.
pub(crate) fn made(collection: &Collection, catalog: &Catalog, account: &Account) -> wire::CollectionMade {
    wire::CollectionMade {
        id: collection.serial,
        uuid: collection.id.0,
        workspace_id: account.serial,
        catalog_id: catalog.serial,
        name: collection.name.clone(),
        slug: kebab(&collection.name),
        is_published: 1,
        created_at: iso(collection.created_at),
        updated_at: iso(collection.updated_at),
    }
}
