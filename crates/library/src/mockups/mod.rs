//! Mockups: a template under a name.

mod cases;
mod import;
mod port;

pub use port::{Read, Write};

use crate::ids::{AccountId, CatalogId, CollectionId, TemplateId};
use crate::templates::Template;
use crate::things::{Preview, Thing};
use crate::{Order, Time, Window};

/// A mockup, with all that showing it takes.
#[derive(Debug, Clone, PartialEq)]
pub struct Mockup {
    /// Its name, dates and so on.
    pub thing: Thing,
    /// What it is drawn from.
    pub template: Template,
    /// Small pictures of it, widest first.
    pub previews: Vec<Preview>,
}

/// A new mockup.
#[derive(Debug, Clone, PartialEq)]
pub struct NewMockup {
    /// Its name, dates and so on.
    pub thing: Thing,
    /// What it is drawn from.
    pub template: TemplateId,
    /// Small pictures of it.
    pub previews: Vec<Preview>,
}

/// Which mockups.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    /// Whose.
    pub account: AccountId,
    /// With this text somewhere in the name, both in lower case ([`str::to_lowercase`]); empty for all.
    pub name: String,
    /// Shown in this catalog: put there, or in one of its collections; the default one also shows what was put nowhere.
    pub catalog: Option<CatalogId>,
    /// In this collection.
    pub collection: Option<CollectionId>,
    /// Made then or later.
    pub created_from: Option<Time>,
    /// Made then or earlier.
    pub created_to: Option<Time>,
    /// Sorted by; equal ones by id, the same way.
    pub sort: Sort,
    /// Which way.
    pub order: Order,
    /// Which part.
    pub window: Window,
}

impl Query {
    /// An account's mockups, newest first.
    pub fn newest(account: AccountId, window: Window) -> Self {
        Self {
            account,
            name: String::new(),
            catalog: None,
            collection: None,
            created_from: None,
            created_to: None,
            sort: Sort::default(),
            order: Order::default(),
            window,
        }
    }
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
