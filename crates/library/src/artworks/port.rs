//! What forgetting artwork asks of storage.

use async_trait::async_trait;

use super::Known;
use crate::Result;
use crate::ids::{AccountId, JobId};

/// Changing.
#[async_trait]
pub trait Write {
    /// Forgets artwork: in every order of the account that holds it, [`crate::renders::Source::Forgotten`] takes its
    /// place, and the pictures that were drawn with it go, as does a picture that is it. Gives the jobs of those
    /// orders, each once; `None` when the account knows nothing of it.
    async fn forget_artwork(&mut self, account: AccountId, known: &Known) -> Result<Option<Vec<JobId>>>;
}
