//! Which entries: filters, order, and part.

use crate::Order;
use crate::ids::{AccountId, CollectionId, EntryId, UserId};
use crate::items::Form;
use crate::page::Part;

/// Which entries; every filter that is set must hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    /// In this collection; `None` for all that `seen_by` may open.
    pub collection: Option<CollectionId>,
    /// In collections that this person is a member or collaborator of; heeded without `collection` only.
    pub seen_by: Option<UserId>,
    /// In collections of whom; heeded without `collection` only.
    pub owner: Owner,
    /// Gathered under what.
    pub parent: Parent,
    /// Of these forms; empty for all.
    pub forms: Vec<Form>,
    /// With all of these tags, whatever their case.
    pub tags: Vec<String>,
    /// With this text somewhere in what is found of the thing; empty for all.
    pub text: String,
    /// Sorted by; equal ones by id, the same way.
    pub sort: Sort,
    /// Which way.
    pub order: Order,
    /// Which part.
    pub part: Part,
}

impl Query {
    /// All of a collection, in its order.
    pub fn of(collection: CollectionId, part: Part) -> Self {
        Self {
            collection: Some(collection),
            seen_by: None,
            owner: Owner::Any,
            parent: Parent::Any,
            forms: Vec::new(),
            tags: Vec::new(),
            text: String::new(),
            sort: Sort::Rank,
            order: Order::Ascending,
            part,
        }
    }
}

/// In collections of whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Owner {
    /// Anybody.
    #[default]
    Any,
    /// This account.
    Is(AccountId),
    /// Any other account.
    IsNot(AccountId),
}

/// Gathered under what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Parent {
    /// A stack or nothing.
    #[default]
    Any,
    /// Nothing.
    Top,
    /// This stack.
    Stack(EntryId),
}

/// What entries are sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// The order that people chose.
    #[default]
    Rank,
    /// When they were placed.
    Created,
    /// When the thing was last changed.
    Updated,
    /// The thing's name in lower case, by code point.
    Name,
    /// The thing's form.
    Form,
    /// The length of the thing's file.
    Bytes,
    /// How many people like it.
    Reactions,
}

impl Sort {
    /// What cursors of such a list say.
    pub const fn list(self) -> &'static str {
        match self {
            Self::Rank => "entries-rank",
            Self::Created => "entries-created",
            Self::Updated => "entries-updated",
            Self::Name => "entries-name",
            Self::Form => "entries-form",
            Self::Bytes => "entries-bytes",
            Self::Reactions => "entries-reactions",
        }
    }
}
