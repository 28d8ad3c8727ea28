//! Things placed in collections.

use chrono::{DateTime, Utc};
use library::entries as theirs;
use library::ids::{EntryId, ThingId};
use library::things::Thing;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::collections::Collection;
use super::page;
use super::things::ThingKind;
use super::twin::twin;

twin! {
    /// What of things that are there already: they stay where they are, or nothing is placed at all.
    Duplicates of theirs::Duplicates { Skip, Refuse }
}

/// Which part of a collection.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct EntryQuery {
    /// How many at most.
    #[serde(default = "page::default_limit")]
    #[param(minimum = 1, maximum = 100)]
    pub(crate) limit: u32,
    /// How many are left out before them.
    #[serde(default)]
    #[param(minimum = 0, maximum = 1_000_000_000)]
    pub(crate) offset: u64,
}

/// Where things are placed.
#[derive(Debug, Clone, Copy, Default, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Place {
    /// Before all others.
    First,
    /// After all others.
    #[default]
    Last,
    /// Right before this entry.
    Before(Uuid),
}

impl From<Place> for theirs::Place {
    fn from(place: Place) -> Self {
        match place {
            Place::First => Self::First,
            Place::Last => Self::Last,
            Place::Before(entry) => Self::Before(EntryId(entry)),
        }
    }
}

/// Things to be placed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewEntries {
    /// Mockups and assets, in this order.
    #[schema(max_items = 1000)]
    things: Vec<Uuid>,
    /// Last when nothing is said.
    #[serde(default)]
    place: Place,
    /// Skipped when nothing is said.
    #[serde(default = "skip")]
    duplicates: Duplicates,
}

const fn skip() -> Duplicates {
    Duplicates::Skip
}

impl From<NewEntries> for theirs::NewEntries {
    fn from(NewEntries { things, place, duplicates }: NewEntries) -> Self {
        let things = things.into_iter().map(ThingId).collect();
        Self { things, place: place.into(), duplicates: duplicates.into() }
    }
}

/// Entries of one collection.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct EntryIds {
    /// Which.
    #[schema(max_items = 100_000)]
    entries: Vec<Uuid>,
}

impl EntryIds {
    pub(crate) fn ids(self) -> Vec<EntryId> {
        self.entries.into_iter().map(EntryId).collect()
    }
}

/// A thing's place in a collection.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Entry {
    id: Uuid,
    /// The thing that is there.
    thing: Uuid,
    kind: ThingKind,
    /// Who put it there.
    added_by: Uuid,
    added_at: DateTime<Utc>,
}

impl From<theirs::Entry> for Entry {
    fn from(entry: theirs::Entry) -> Self {
        let theirs::Entry { id, thing, kind, added_by, created_at, .. } = entry;
        Self { id: id.0, thing: thing.0, kind: kind.into(), added_by: added_by.0, added_at: created_at }
    }
}

/// A thing's place in a collection, with the thing's name.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct NamedEntry {
    #[serde(flatten)]
    entry: Entry,
    /// The thing's name.
    name: String,
}

impl From<(theirs::Entry, Thing)> for NamedEntry {
    fn from((entry, thing): (theirs::Entry, Thing)) -> Self {
        Self { entry: entry.into(), name: thing.name }
    }
}

/// What became of things to be placed.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Added {
    /// New entries, in order.
    placed: Vec<Entry>,
    /// Things that were there already.
    skipped: Vec<Uuid>,
    /// The collection afterwards.
    collection: Collection,
}

impl From<theirs::Added> for Added {
    fn from(theirs::Added { placed, skipped, collection }: theirs::Added) -> Self {
        let placed = placed.into_iter().map(Entry::from).collect();
        Self { placed, skipped: skipped.into_iter().map(|thing| thing.0).collect(), collection: collection.into() }
    }
}
