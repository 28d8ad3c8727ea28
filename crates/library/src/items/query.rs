//! Which items: filters, a condition that people compose, order, and part.

use super::Form;
use crate::ids::{AccountId, CollectionId, ThingId, UserId};
use crate::page::Part;
use crate::things::Privacy;
use crate::{Order, Time};

/// Which items; every filter that is set must hold.
#[derive(Debug, Clone, PartialEq)]
pub struct Query {
    /// Where to look.
    pub scope: Scope,
    /// Of these forms; empty for all.
    pub forms: Vec<Form>,
    /// In this collection.
    pub collection: Option<CollectionId>,
    /// Made by this person.
    pub author: Option<UserId>,
    /// Made of this thing.
    pub parent: Option<ThingId>,
    /// With all of these tags, whatever their case.
    pub tags: Vec<String>,
    /// With this text somewhere in name, description, tags, note or address, whatever the case; empty for all.
    pub text: String,
    /// Of these privacies; empty for all.
    pub privacies: Vec<Privacy>,
    /// Made then.
    pub created: Span,
    /// Last changed then.
    pub updated: Span,
    /// In the trash, instead of outside it.
    pub trashed: bool,
    /// Also those that lists leave out.
    pub hidden: bool,
    /// What people composed beside.
    pub condition: Option<Condition>,
    /// Sorted by; equal ones by id, the same way.
    pub sort: Sort,
    /// Which way.
    pub order: Order,
    /// Which part.
    pub part: Part,
}

impl Query {
    /// All of a scope, newest first.
    pub fn all(scope: Scope, part: Part) -> Self {
        Self {
            scope,
            forms: Vec::new(),
            collection: None,
            author: None,
            parent: None,
            tags: Vec::new(),
            text: String::new(),
            privacies: Vec::new(),
            created: Span::default(),
            updated: Span::default(),
            trashed: false,
            hidden: false,
            condition: None,
            sort: Sort::default(),
            order: Order::default(),
            part,
        }
    }

    /// Whether nothing but scope and forms chooses: then how many there are is known without counting.
    pub fn unfiltered(&self) -> bool {
        let plain = Self { scope: self.scope, forms: self.forms.clone(), ..Self::all(self.scope, self.part.clone()) };
        *self == Self { sort: self.sort, order: self.order, ..plain }
    }
}

/// Where to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// What this account owns.
    Account(AccountId),
    /// What this person may see: what their accounts own, and what is in collections that are shared with them.
    Person(UserId),
    /// What is public, whoever owns it.
    Public,
}

/// A stretch of time without its ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Span {
    /// Later than this.
    pub after: Option<Time>,
    /// Earlier than this.
    pub before: Option<Time>,
}

/// What a list is sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// When it was made.
    #[default]
    Created,
    /// When it was last changed.
    Updated,
    /// The name in lower case, by code point.
    Name,
    /// When it was put into the trash; of trashed ones only.
    Trashed,
}

impl Sort {
    /// What cursors of such a list say.
    pub const fn list(self) -> &'static str {
        match self {
            Self::Created => "items-created",
            Self::Updated => "items-updated",
            Self::Name => "items-name",
            Self::Trashed => "items-trashed",
        }
    }
}

/// What people compose: a tree of tests.
#[derive(Debug, Clone, PartialEq)]
pub enum Condition {
    /// All hold; true when there are none.
    All(Vec<Condition>),
    /// At least one holds; false when there are none.
    Any(Vec<Condition>),
    /// It does not hold.
    Not(Box<Condition>),
    /// One test.
    Is(Attribute, Test),
}

/// What a test looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Attribute {
    /// [`Form::name`].
    Form,
    /// The thing's id, as text with hyphens.
    Id,
    /// The author's id, likewise.
    Author,
    /// Ids of collections that it is in, likewise.
    Collections,
    /// The id of the account that owns it, likewise.
    Account,
    /// The id of the thing that it was made of, likewise.
    Parent,
    /// Its name in lower case.
    Name,
    /// All that a search finds: name, description, tags, note or address, in lower case.
    Words,
    /// Its tags in lower case.
    Tags,
    /// [`Privacy::name`].
    Privacy,
    /// Its file's media type in lower case.
    MediaType,
    /// [`super::ModelState::name`], of a model.
    ModelState,
    /// The detail of this name.
    Detail(&'static str),
    /// Its picture's width in pixels.
    Width,
    /// Its picture's height in pixels.
    Height,
    /// Its file's length in bytes.
    Bytes,
    /// When it was made, in microseconds since 1970.
    Created,
    /// When it was last changed, likewise.
    Updated,
}

/// What is asked of an attribute; those with several values pass if one of them does.
#[derive(Debug, Clone, PartialEq)]
pub enum Test {
    /// Is one of these words, letter by letter; words for tags and names come in lower case.
    OneOf(Vec<String>),
    /// Is a number from here to there, both included.
    Between(Option<i64>, Option<i64>),
    /// Has these letters in it, or nothing; in lower case. Not for ids.
    Contains(String),
    /// Begins with these letters; in lower case. Not for ids.
    StartsWith(String),
    /// There is a value at all.
    Exists,
}
