//! Artwork to be forgotten.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What is to be forgotten.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct ForgetArtworks {
    /// URLs that orders named, or that this server gave out.
    #[schema(max_items = 500)]
    pub(crate) urls: Vec<String>,
}

/// What was.
#[derive(Debug, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct ForgottenArtworks {
    /// How many of the URLs led to anything of the account's.
    pub(crate) deleted: u64,
}
