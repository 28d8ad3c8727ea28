//! The query strings of lists.

use axum::http::Uri;
use door_kit::body;
use library::ids::{CatalogId, CollectionId};
use uuid::Uuid;

use crate::error::{Error, Problems};
use crate::wire::Flag;

/// What a list is narrowed down to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Filter {
    /// Only what shows in this catalog.
    pub(crate) catalog: Option<CatalogId>,
    /// Only what is in this collection.
    pub(crate) collection: Option<CollectionId>,
    /// Whatever the catalog.
    pub(crate) all_catalogs: bool,
    /// A part of the name.
    pub(crate) name: String,
    /// How many at most.
    pub(crate) limit: Option<usize>,
}

/// Reads a query string; of a name given twice, the last counts, and what is empty is not given.
pub(crate) fn filter(uri: &Uri) -> Result<Filter, Error> {
    let pairs: Vec<(String, String)> = body::query(uri).unwrap_or_default();
    let get = |name: &str| {
        let found = pairs.iter().rev().find(|(key, _)| key == name).map(|(_, value)| value.trim());
        found.filter(|value| !value.is_empty())
    };
    let mut problems = Problems::default();
    let mut uuid = |name: &str| {
        let id = Uuid::parse_str(get(name)?).ok();
        if id.is_none() {
            problems.add(name, "must be a UUID");
        }
        id
    };
    let catalog = uuid("catalog_uuid").map(CatalogId);
    let collection = uuid("collection_uuid").map(CollectionId);
    let all_catalogs = match get("include_all_catalogs").map(Flag::parse) {
        Some(None) => {
            problems.add("include_all_catalogs", "must be true or false");
            false
        }
        Some(Some(Flag(all))) => all,
        None => false,
    };
    problems.end()?;
    // No document has a limit, but some clients send one: one that is no number is not heeded.
    let limit = get("limit").and_then(|limit| limit.parse().ok());
    Ok(Filter { catalog, collection, all_catalogs, name: get("name").unwrap_or_default().to_owned(), limit })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filters_are_read_as_clients_send_them() {
        let of = |query: &str| filter(&format!("/mockups{query}").parse().unwrap());
        assert_eq!(of("?").unwrap(), Filter::default());
        let id = Uuid::from_u128(7);
        let given = of(&format!("?catalog_uuid={id}&include_all_catalogs=true&name=Mug%20a&limit=5&x=y")).unwrap();
        assert_eq!((given.catalog, given.all_catalogs, given.limit), (Some(CatalogId(id)), true, Some(5)));
        assert_eq!(given.name, "Mug a");
        assert!(!of("?include_all_catalogs=false&collection_uuid=").unwrap().all_catalogs);
        for bad in ["?catalog_uuid=x", "?collection_uuid=x", "?include_all_catalogs=maybe"] {
            assert_eq!(of(bad).unwrap_err().status.as_u16(), 400, "{bad}");
        }
    }
}
