//! What inputs ask of storage.

use async_trait::async_trait;

use super::Input;
use crate::Result;
use crate::ids::CollectionId;

/// Reading.
#[async_trait]
pub trait Read {
    /// A collection's inputs by name, each with its targets in their order.
    async fn inputs(&self, collection: CollectionId) -> Result<Vec<Input>>;
}

/// Changing.
#[async_trait]
pub trait Write {
    /// Adds an input, in place of an earlier one of the same name.
    async fn put_input(&mut self, input: &Input) -> Result<()>;

    /// Removes an input; says whether it was there.
    async fn delete_input(&mut self, collection: CollectionId, name: &str) -> Result<bool>;
}
