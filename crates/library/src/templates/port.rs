//! What templates ask of storage.

use async_trait::async_trait;

use super::Template;
use crate::Result;
use crate::blobs::BlobHash;
use crate::ids::{AccountId, TemplateId};

/// Reading.
#[async_trait]
pub trait Read {
    /// The template with this id.
    async fn template(&self, id: TemplateId) -> Result<Option<Template>>;

    /// An account's template of this file.
    async fn template_by_file(&self, account: AccountId, file: BlobHash) -> Result<Option<Template>>;
}

/// Changing.
#[async_trait]
pub trait Write {
    /// Adds a template; when the account has one of the same file already, gives that one back unchanged.
    async fn insert_template(&mut self, template: &Template) -> Result<TemplateId>;

    /// Removes a template that no mockup stands on; says how many bytes its file had, or `None` when it stays.
    async fn delete_unused_template(&mut self, id: TemplateId) -> Result<Option<u64>>;
}
