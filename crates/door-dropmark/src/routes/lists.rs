//! Which items: the filters that all lists of items share.

use library::entries::{Entry, Owner, Parent, Query, Sort};
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
/// How far is near when nothing is said, in metres.
const RADIUS: f64 = 1000.0;
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

/// Whose collections, by `owned` and `owner_id`; `None` where nobody's can match.
async fn owner(door: &Door, actor: &Actor, given: &Parameters) -> Result<Option<Owner>, Error> {
    let named = match given.number("owner_id")? {
        None => None,
        Some(serial) => match dashboard::owner_of(&door.library, serial).await? {
            Some(account) => Some(account.id),
            None => return Ok(None),
        },
    };
    let Some(owned) = given.flag("owned")? else { return Ok(Some(named.map_or(Owner::Any, Owner::Is))) };
    let own = door.library.accounts_of(actor.user).await?.into_iter().map(|(account, _)| account);
    let own = own.filter(|account| account.own_of == Some(actor.user)).map(|account| account.id).next();
    let Some(own) = own else { return Ok(None) };
    Ok(match (named, owned) {
        (Some(named), _) if (named == own) != owned => None,
        (Some(named), _) => Some(Owner::Is(named)),
        (None, true) => Some(Owner::Is(own)),
        (None, false) => Some(Owner::IsNot(own)),
    })
}

/// A place, and how far from it in metres.
type Circle = ((f64, f64), f64);

/// The circle that a request draws, if any.
fn near(given: &Parameters) -> Result<Option<Circle>, Error> {
    let degrees = |words: &str| {
        let (latitude, longitude) = words.split_once(',')?;
        let place: (f64, f64) = (latitude.trim().parse().ok()?, longitude.trim().parse().ok()?);
        (place.0.abs() <= 90.0 && place.1.abs() <= 180.0).then_some(place)
    };
    let metres = |words: String| words.trim().parse::<f64>().ok().filter(|radius| *radius >= 0.0);
    let radius = given.filled("radius")?.map_or(Some(RADIUS), metres);
    let radius = radius.ok_or_else(|| Error::invalid("radius", "must be metres"))?;
    let Some(words) = given.filled("ll")? else { return Ok(None) };
    let place = degrees(&words).ok_or_else(|| Error::invalid("ll", "must be latitude,longitude"))?;
    Ok(Some((place, radius)))
}

/// A page of items that match the query and what else a request says.
pub(super) async fn page(
    door: &Door,
    actor: &Actor,
    query: Query,
    given: &Parameters,
) -> Result<Page<(Entry, Item)>, Error> {
    let near = near(given)?;
    let nothing = Page { items: Vec::new(), total: Some(0), next: None };
    let Some(owner) = owner(door, actor, given).await? else { return Ok(nothing) };
    if let Some(collection) = query.collection {
        let account = door.library.collection_shown(actor, collection).await?.collection.account;
        let is_owned = match owner {
            Owner::Any => true,
            Owner::Is(owner) => owner == account,
            Owner::IsNot(owner) => owner != account,
        };
        if !is_owned {
            return Ok(nothing);
        }
    }
    let query = Query { owner, ..query };
    match near {
        None => Ok(door.library.entries_page(actor, query).await?),
        Some((place, radius)) => page_near(door, actor, query, place, radius).await,
    }
}

/// Where things are is a door's word that no index knows: all that match otherwise are looked at.
async fn page_near(
    door: &Door,
    actor: &Actor,
    query: Query,
    place: (f64, f64),
    radius: f64,
) -> Result<Page<(Entry, Item)>, Error> {
    let limit = query.part.limit as usize;
    let offset = match query.part.start {
        Start::Offset(offset) => offset as usize,
        Start::After(_) => 0,
    };
    let (mut items, mut total, mut cursor) = (Vec::new(), 0_usize, None);
    loop {
        let part = Part::after(READ, cursor);
        let page = door.library.entries_page(actor, Query { part, ..query.clone() }).await?;
        for pair in page.items.into_iter().filter(|(_, item)| is_near(item, place, radius)) {
            if total >= offset && items.len() < limit {
                items.push(pair);
            }
            total += 1;
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
