//! What the library has, in the dialect's words.

mod collection;
mod item;
mod people;
mod response;
mod words;

pub(crate) use collection::{Collection, Included};
pub(crate) use item::{Item, sorting};
pub(crate) use people::{Person, avatar, role_word};
pub(crate) use words::{dashboard_path, date, forms, long, media_type, privacy};

use std::collections::BTreeMap;

use door_kit::links::Links;
use library::ids::{AccountId, CollectionId, UserId};
use library::{Actor, Library, Time};

use crate::state::Door;
use people::Owner;

/// Shows things to a caller; remembers people and tags that come again.
pub(crate) struct Show<'a> {
    library: &'a Library,
    links: &'a Links,
    actor: Actor,
    now: Time,
    owners: BTreeMap<AccountId, Owner>,
    people: BTreeMap<UserId, Person>,
    tags: BTreeMap<CollectionId, BTreeMap<String, u64>>,
}

impl<'a> Show<'a> {
    pub(crate) fn new(door: &'a Door, actor: Actor) -> Self {
        Self {
            library: &door.library,
            links: &door.links,
            actor,
            now: door.library.now(),
            owners: BTreeMap::new(),
            people: BTreeMap::new(),
            tags: BTreeMap::new(),
        }
    }
}
