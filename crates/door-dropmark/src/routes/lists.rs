//! Which items: the filters that all lists of items share.

use library::entries::{Entry, Parent, Query, Sort};
use library::ids::CollectionId;
use library::items::Item;
use library::page::{Page, Part, Start};
use library::{Actor, Order};

use crate::error::Error;
use crate::parameters::Parameters;
use crate::routes::dashboard;
use crate::show::{Show, forms};
use crate::state::Door;

/// The mean radius of the Earth, in metres.
const EARTH: f64 = 6_371_008.8;
/// Rows that are read at a time where the library has no filter of the kind.
const READ: u32 = 1000;

/// What is included in rows of collections.
pub(super) fn included_items(given: &Parameters) -> Result<Query, Error> {
    let types = given.words("items_type")?.unwrap_or_default();
    let not = given.words("items_not_type")?.unwrap_or_default();
    let parent = match given.reference("items_parent_id")? {
        None => Parent::Any,
        Some(None) => Parent::Top,
        // Numbers of stacks are looked up by their own list.
        Some(Some(_)) => return Err(Error::invalid("items_parent_id", "must be empty here; list the stack's items")),
    };
    let part = Part { count: false, ..given.items_part()? };
    Ok(Query { collection: None, parent, forms: forms("items_type", &types, &not)?, ..blank(part) })
}

/// All of whatever collection, in its order. The id is of none.
pub(super) fn blank(part: Part) -> Query {
    Query { collection: None, ..Query::of(CollectionId::new(), part) }
}

/// The query of a request: its type, tags, text, stack and part.
pub(super) async fn query(door: &Door, actor: &Actor, given: &Parameters) -> Result<Query, Error> {
    let types = given.words("type")?.unwrap_or_default();
    let not = given.words("not_type")?.unwrap_or_default();
    let parent = match given.reference("parent_id")? {
        None => Parent::Any,
        Some(None) => Parent::Top,
        Some(Some(serial)) => Parent::Stack(door.library.entry_by_serial(actor, serial).await?.0.id),
    };
    Ok(Query {
        parent,
        forms: forms("type", &types, &not)?,
        tags: given.words("tags")?.unwrap_or_default(),
        text: given.filled("q")?.unwrap_or_default(),
        ..blank(given.part()?)
    })
}

/// A list over all of a person's collections: newest first.
pub(super) fn newest(query: Query) -> Query {
    Query { sort: Sort::Created, order: Order::Descending, ..query }
}

/// Filters that the library does not have.
#[derive(Debug, Default)]
pub(super) struct Others {
    owned: Option<bool>,
    owner: Option<i64>,
    /// A place and how far from it, in metres.
    near: Option<((f64, f64), f64)>,
}

impl Others {
    pub(super) fn of(given: &Parameters) -> Result<Self, Error> {
        let degrees = |words: &str| {
            let (latitude, longitude) = words.split_once(',')?;
            let place: (f64, f64) = (latitude.trim().parse().ok()?, longitude.trim().parse().ok()?);
            (place.0.abs() <= 90.0 && place.1.abs() <= 180.0).then_some(place)
        };
        let radius =
            given.filled("radius")?.map(|words| words.trim().parse::<f64>().ok().filter(|radius| *radius >= 0.0));
        let radius =
            radius.map_or(Some(1000.0), |radius| radius).ok_or_else(|| Error::invalid("radius", "must be metres"))?;
        let near = match given.filled("ll")? {
            None => None,
            Some(words) => {
                let place = degrees(&words).ok_or_else(|| Error::invalid("ll", "must be latitude,longitude"))?;
                Some((place, radius))
            }
        };
        Ok(Self { owned: given.flag("owned")?, owner: given.number("owner_id")?, near })
    }

    fn are_none(&self) -> bool {
        self.owned.is_none() && self.owner.is_none() && self.near.is_none()
    }
}

/// A page of items that match the query and the other filters.
pub(super) async fn page(
    door: &Door,
    actor: &Actor,
    query: Query,
    others: &Others,
) -> Result<Page<(Entry, Item)>, Error> {
    if others.are_none() {
        return Ok(door.library.entries_page(actor, query).await?);
    }
    let (limit, offset) = (
        query.part.limit as usize,
        match query.part.start {
            Start::Offset(offset) => offset as usize,
            Start::After(_) => 0,
        },
    );
    let owner = match others.owner {
        None => None,
        Some(serial) => match dashboard::owner_of(&door.library, serial).await? {
            Some(account) => Some(account.id),
            None => return Ok(Page { items: Vec::new(), total: Some(0), next: None }),
        },
    };
    let own = door.library.accounts_of(actor.user).await?;
    let own = own.iter().map(|(account, _)| account).find(|account| account.own_of == Some(actor.user));
    let (mut items, mut total, mut cursor) = (Vec::new(), 0_usize, None);
    loop {
        let part = Part::after(READ, cursor);
        let page = door.library.entries_page(actor, Query { part, ..query.clone() }).await?;
        for (entry, item) in page.items {
            let account = item.thing.account;
            let fits = owner.is_none_or(|owner| owner == account)
                && others.owned.is_none_or(|owned| owned == own.is_some_and(|own| own.id == account))
                && others.near.is_none_or(|(place, radius)| is_near(&item, place, radius));
            if fits {
                if total >= offset && items.len() < limit {
                    items.push((entry, item));
                }
                total += 1;
            }
        }
        cursor = page.next;
        if cursor.is_none() {
            return Ok(Page { items, total: Some(total as u64), next: None });
        }
    }
}

/// By the haversine formula, on a sphere.
fn is_near(item: &Item, (latitude, longitude): (f64, f64), radius: f64) -> bool {
    let detail = |name: &str| item.details.get(name)?.parse::<f64>().ok();
    let (Some(there), Some(across)) = (detail("latitude"), detail("longitude")) else { return false };
    let half = |degrees: f64| (degrees.to_radians() / 2.0).sin().powi(2);
    let cosines = latitude.to_radians().cos() * there.to_radians().cos();
    let share = half(there - latitude) + cosines * half(across - longitude);
    2.0 * EARTH * share.clamp(0.0, 1.0).sqrt().asin() <= radius
}

/// Items as rows; stacks with what they gather where that is to be included.
pub(super) async fn rows(
    show: &mut Show<'_>,
    page: &Page<(Entry, Item)>,
    given: &Parameters,
) -> Result<Vec<serde_json::Value>, Error> {
    let mut rows = show.items(&page.items).await?;
    if given.includes("items")? {
        let part = given.items_part()?;
        for (row, (entry, _)) in rows.iter_mut().zip(&page.items) {
            if entry.children > 0 {
                row["items"] = show.under(entry, part.clone()).await?.into();
            }
        }
    }
    Ok(rows)
}
