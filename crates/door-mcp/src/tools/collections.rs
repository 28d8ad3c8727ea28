//! Filing things in collections.

use library::collections::{NewCollection, Query, Sort};
use library::entries::{Duplicates, NewEntries, Place};
use library::ids::{AccountId, CollectionId, ThingId};
use library::{Order, Window};

use super::{About, Context, Operation, window};
use crate::refusal::Refusal;
use crate::translate::show;
use crate::wire::{
    AddToCollection, AddedToCollection, CollectionDetails, CollectionSummary, CreateCollection, GetCollection,
    ListCollections, Page, ThingSummary,
};

const LIST: About = About {
    name: "list_collections",
    title: "List collections",
    description: "The collections, newest first, with how much is in each.",
    changes: false,
};

const GET: About = About {
    name: "get_collection",
    title: "Look into a collection",
    description: "What is in a collection, in its order.",
    changes: false,
};

const CREATE: About = About {
    name: "create_collection",
    title: "Create a collection",
    description: "Makes an empty collection.",
    changes: true,
};

const ADD: About = About {
    name: "add_to_collection",
    title: "Add to a collection",
    description: "Puts mockups and assets at the end of a collection. What is there already stays where it is.",
    changes: true,
};

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::new(&LIST, list),
        Operation::new(&GET, get),
        Operation::new(&CREATE, create),
        Operation::new(&ADD, add),
    ]
}

/// An account's collections, newest first.
pub(super) fn query(account: AccountId, name: String, window: Window) -> Query {
    Query { account, catalog: None, name, sort: Sort::default(), order: Order::default(), window }
}

async fn list(Context { door, actor }: Context, given: ListCollections) -> Result<Page<CollectionSummary>, Refusal> {
    let window = window(given.limit, given.offset)?;
    let query = query(actor.account, given.query.unwrap_or_default(), window);
    let listed = door.library.collections(&actor, &query).await?;
    Ok(Page { total: listed.total, items: listed.items.iter().map(show::collection).collect() })
}

async fn get(Context { door, actor }: Context, given: GetCollection) -> Result<CollectionDetails, Refusal> {
    let window = window(given.limit, given.offset)?;
    let collection = door.library.collection(&actor, CollectionId(given.collection)).await?;
    let listed = door.library.entries(&actor, collection.id, window).await?;
    let listed =
        listed.map(|(_, thing)| ThingSummary { id: thing.id.0, kind: thing.kind.name().to_owned(), name: thing.name });
    let things = Page { total: listed.total, items: listed.items };
    Ok(CollectionDetails { collection: show::collection(&collection), things })
}

async fn create(Context { door, actor }: Context, given: CreateCollection) -> Result<CollectionSummary, Refusal> {
    let description = given.description.unwrap_or_default();
    let new = NewCollection { name: given.name, description, ..NewCollection::default() };
    Ok(show::collection(&door.library.create_collection(&actor, new).await?))
}

async fn add(context: Context, given: AddToCollection) -> Result<AddedToCollection, Refusal> {
    let things = given.things.into_iter().map(ThingId).collect();
    place(&context, CollectionId(given.collection), things).await
}

/// Puts things at the end of a collection.
pub(super) async fn place(
    Context { door, actor }: &Context,
    collection: CollectionId,
    things: Vec<ThingId>,
) -> Result<AddedToCollection, Refusal> {
    let new = NewEntries { things, place: Place::Last, duplicates: Duplicates::Skip };
    let added = door.library.add_entries(actor, collection, new).await?;
    Ok(AddedToCollection {
        collection: show::collection(&added.collection),
        added: added.placed.len(),
        already_there: added.skipped.into_iter().map(|id| id.0).collect(),
    })
}
