//! The operations, a file per noun.

pub(crate) mod assets;
pub(crate) mod billing;
pub(crate) mod collections;
mod downloads;
pub(crate) mod jobs;
pub(crate) mod memory;
pub(crate) mod models;
pub(crate) mod parts;
pub(crate) mod projects;
pub(crate) mod search;
pub(crate) mod tags;
pub(crate) mod teams;
pub(crate) mod tenancy;
pub(crate) mod uploads;
pub(crate) mod webhooks;

use library::Actor;
use library::ids::ThingId;
use library::items::Item;
use library::things::ThingKind;

use crate::error::Error;
use crate::ids;
use crate::state::Door;
use crate::translate::asset;

/// What the dialect knows things as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Asset,
    Model,
}

impl Kind {
    /// The field that such ids come in.
    pub(crate) const fn field(self) -> &'static str {
        match self {
            Self::Asset => "assetIds",
            Self::Model => "modelIds",
        }
    }

    /// What refusals call it.
    pub(crate) const fn noun(self) -> &'static str {
        match self {
            Self::Asset => "asset",
            Self::Model => "model",
        }
    }

    /// Whether a thing is such a one.
    pub(crate) fn is(self, item: &Item) -> bool {
        match self {
            Self::Asset => asset::is_asset(item),
            Self::Model => item.thing.kind == ThingKind::Model,
        }
    }

    /// The id of a spelling.
    pub(crate) fn read(self, given: &str) -> Option<ThingId> {
        let prefix = match self {
            Self::Asset => ids::ASSET,
            Self::Model => ids::MODEL,
        };
        ids::read(prefix, given)
    }

    /// An id that something is looked up by: one that is malformed is one that is not there.
    pub(crate) fn id(self, given: &str) -> Result<ThingId, Error> {
        self.read(given).ok_or_else(|| Error::not_found(self.noun()))
    }

    /// One of them; a thing of another kind is not there, and neither is what the caller may not see.
    pub(crate) async fn find(self, door: &Door, actor: &Actor, given: &str) -> Result<Item, Error> {
        let found = door.library.item(actor, self.id(given)?).await;
        let item = found.map_err(|error| self.told(error))?;
        if self.is(&item) { Ok(item) } else { Err(Error::not_found(self.noun())) }
    }

    /// One of the caller's project.
    pub(crate) async fn own(self, door: &Door, actor: &Actor, given: &str) -> Result<Item, Error> {
        let item = self.find(door, actor, given).await?;
        if item.thing.account == actor.account {
            return Ok(item);
        }
        Err(Error::forbidden(&format!("this {} belongs to another project; copy it first", self.noun())))
    }

    /// A refusal in which the thing is called by its kind.
    pub(crate) fn told(self, error: library::Error) -> Error {
        match error {
            library::Error::NotFound(library::Noun::Thing) => Error::not_found(self.noun()),
            other => other.into(),
        }
    }
}

/// The ids that a field names: refused as a whole when one is malformed or of a thing of another kind. Whether they are
/// there is for the use case to say.
pub(crate) async fn things(
    door: &Door,
    actor: &Actor,
    kind: Kind,
    field: &str,
    given: &[String],
) -> Result<Vec<ThingId>, Error> {
    let place = |index: usize| if field.ends_with("Ids") { format!("{field}[{index}]") } else { field.to_owned() };
    let mut named = Vec::with_capacity(given.len());
    for (index, given) in given.iter().enumerate() {
        let unknown = || Error::invalid(&place(index), &format!("does not name any {}", kind.noun()));
        named.push(kind.read(given).ok_or_else(unknown)?);
    }
    let seen = door.library.items_by_id(actor, &named).await?;
    let strange = |id: &ThingId| seen.iter().any(|item| item.thing.id == *id && !kind.is(item));
    match named.iter().position(strange) {
        None => Ok(named),
        Some(index) => Err(Error::invalid(&place(index), "is of another kind")),
    }
}
