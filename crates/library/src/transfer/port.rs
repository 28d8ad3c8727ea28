//! What moving accounts asks of storage beside what each noun does: looks into the trash, and at ids of all accounts.

use async_trait::async_trait;
use uuid::Uuid;

use crate::Result;
use crate::entries::Entry;
use crate::ids::{AccountId, CatalogId, CollectionId, OriginalId, TemplateId, ThingId};
use crate::originals::Original;
use crate::photos::PhotoMockup;
use crate::templates::Template;

/// What a mockup stands on, and where it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MockupPlace {
    /// What it is drawn from.
    pub template: TemplateId,
    /// The original that it was made of.
    pub original: Option<OriginalId>,
    /// The catalog that it shows in; `None` for the default one.
    pub catalog: Option<CatalogId>,
}

/// What ids are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Noun {
    /// A catalog.
    Catalog,
    /// A font.
    Font,
    /// A template.
    Template,
    /// An original.
    Original,
    /// A thing.
    Thing,
    /// A thing's former file.
    Snapshot,
    /// A preset.
    Preset,
    /// A collection.
    Collection,
    /// An entry.
    Entry,
    /// A reaction.
    Reaction,
    /// A comment.
    Comment,
}

/// Reading.
#[async_trait]
pub trait Read {
    /// An account's templates by id, from after this one on.
    async fn templates_after(&self, account: AccountId, after: Option<TemplateId>, limit: u32)
    -> Result<Vec<Template>>;

    /// An account's originals by id, from after this one on.
    async fn originals_after(&self, account: AccountId, after: Option<OriginalId>, limit: u32)
    -> Result<Vec<Original>>;

    /// What those of these things that are mockups stand on, in the trash or not; in no order.
    async fn mockup_places(&self, things: &[ThingId]) -> Result<Vec<(ThingId, MockupPlace)>>;

    /// Those of these things that are photo mockups, in the trash or not; in no order.
    async fn photos_of(&self, things: &[ThingId]) -> Result<Vec<PhotoMockup>>;

    /// A collection's entries outside stacks, or those in them (`in_stacks`), by rank and id from after this one on;
    /// those whose thing is in the trash included.
    async fn entries_after(
        &self,
        collection: CollectionId,
        in_stacks: bool,
        after: Option<&Entry>,
        limit: u32,
    ) -> Result<Vec<Entry>>;

    /// All that an account keeps, by name.
    async fn preferences(&self, account: AccountId) -> Result<Vec<(String, String)>>;
}

/// Changing.
#[async_trait]
pub trait Write {
    /// Whether anybody's row has this id.
    async fn is_taken(&mut self, noun: Noun, id: Uuid) -> Result<bool>;
}
