//! Collections: ordered, shareable sets of things.

mod cases;
mod dashboard;
mod people;
mod permissions;
mod port;

pub use cases::{Changes, NewCollection};
pub use dashboard::{Dashboard, DashboardCounts, DashboardSort, Shown, Standing, StandingChanges, Status};
pub use people::{Invitee, Participant, Participation};
pub use permissions::{Permissions, Relation};
pub use port::{Read, Write};

use crate::ids::{AccountId, CatalogId, CollectionId, ThingId, UserId};
use crate::things::{Privacy, ThingKind};
use crate::{Order, Time, Window};

/// An ordered set of things.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Collection {
    /// Its id.
    pub id: CollectionId,
    /// The number that dialects with integers show.
    pub serial: i64,
    /// Whose.
    pub account: AccountId,
    /// In which catalog.
    pub catalog: CatalogId,
    /// Who made it.
    pub author: UserId,
    /// Its name.
    pub name: String,
    /// Words about it; empty for none.
    pub description: String,
    /// Who else may see it.
    pub privacy: Privacy,
    /// When it was made.
    pub created_at: Time,
    /// When it, or what is in it, was last changed.
    pub updated_at: Time,
    /// How it is shown.
    pub view: View,
    /// The thing whose picture stands for it.
    pub cover: Option<ThingId>,
    /// Put away.
    pub archived: bool,
    /// How many people of other accounts it is shared with; this and what follows is kept, never counted on reading.
    pub collaborators: i64,
    /// How many mockups are in it.
    pub mockups: i64,
    /// How many assets are in it.
    pub assets: i64,
    /// How many models are in it.
    pub models: i64,
    /// How many links are in it.
    pub links: i64,
    /// How many notes are in it.
    pub notes: i64,
    /// How many colours are in it.
    pub colours: i64,
    /// How many stacks are in it.
    pub stacks: i64,
}

impl Collection {
    /// Where it keeps how many things of this kind are in it; mockups of both kinds are one number.
    pub fn kept(&mut self, kind: ThingKind) -> &mut i64 {
        match kind {
            ThingKind::Mockup | ThingKind::Photo => &mut self.mockups,
            ThingKind::Asset => &mut self.assets,
            ThingKind::Model => &mut self.models,
            ThingKind::Link => &mut self.links,
            ThingKind::Note => &mut self.notes,
            ThingKind::Colour => &mut self.colours,
            ThingKind::Stack => &mut self.stacks,
        }
    }

    /// How many entries it has, those in stacks and the stacks themselves included.
    pub const fn entries(&self) -> i64 {
        self.mockups + self.assets + self.models + self.links + self.notes + self.colours + self.stacks
    }
}

/// How a collection or a dashboard is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    /// What its items are sorted by; empty for the order that people chose. The doors' words: the library reads none.
    pub sort: String,
    /// Which way.
    pub order: Order,
    /// The doors' word for tiles, rows and the like; empty for the usual.
    pub mode: String,
    /// Whether names are shown.
    pub labels: bool,
}

impl Default for View {
    fn default() -> Self {
        Self { sort: String::new(), order: Order::Ascending, mode: String::new(), labels: true }
    }
}

/// Which collections.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    /// Whose.
    pub account: AccountId,
    /// In which catalog; `None` for all.
    pub catalog: Option<CatalogId>,
    /// With this text somewhere in the name, both in lower case ([`str::to_lowercase`]); empty for all.
    pub name: String,
    /// Sorted by; equal ones by id, the same way.
    pub sort: Sort,
    /// Which way.
    pub order: Order,
    /// Which part.
    pub window: Window,
}

/// What a list is sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// The name in lower case ([`str::to_lowercase`]), by code point.
    Name,
    /// When it was made.
    #[default]
    Created,
    /// When it was last changed.
    Updated,
}
