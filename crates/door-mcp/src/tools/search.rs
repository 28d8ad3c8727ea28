//! Searching the library.

use library::{assets, collections, mockups};

use super::{About, Context, Operation, window};
use crate::refusal::Refusal;
use crate::translate::show;
use crate::wire::{Found, Kind, Page, Search};

const SEARCH: About = About {
    name: "search_library",
    title: "Search the library",
    description: "Finds mockups (Photoshop templates that take artwork), assets (pictures and other files) and \
                  collections by name, or lists them newest first. Begin here: the ids are what the other tools take.",
    changes: false,
};

pub(super) fn operations() -> Vec<Operation> {
    vec![Operation::new(&SEARCH, search)]
}

async fn search(Context { door, actor }: Context, given: Search) -> Result<Found, Refusal> {
    let window = window(given.limit, given.offset)?;
    let (account, name) = (actor.account, given.query.unwrap_or_default());
    let wanted = |kind| given.kinds.as_ref().is_none_or(|kinds| kinds.contains(&kind));
    let mut found = Found::default();
    if wanted(Kind::Mockup) {
        let query = mockups::Query { name: name.clone(), ..mockups::Query::newest(account, window) };
        let listed = door.library.mockups(&actor, &query).await?;
        let listed = listed.map(|mockup| show::mockup_summary(&door, &mockup));
        found.mockups = Some(Page { total: listed.total, items: listed.items });
    }
    if wanted(Kind::Asset) {
        let query = assets::Query { account, name: name.clone(), order: library::Order::default(), window };
        let listed = door.library.assets(&actor, &query).await?.map(|asset| show::asset(&door, &asset));
        found.assets = Some(Page { total: listed.total, items: listed.items });
    }
    if wanted(Kind::Collection) {
        let query = super::collections::query(account, name, window);
        let listed = door.library.collections(&actor, &query).await?;
        let listed = listed.map(|collection: collections::Collection| show::collection(&collection));
        found.collections = Some(Page { total: listed.total, items: listed.items });
    }
    Ok(found)
}
