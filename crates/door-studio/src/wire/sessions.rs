//! Signing in.

use chrono::{DateTime, Utc};
use library::sessions as theirs;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::accounts::User;

/// Who signs in.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SignIn {
    /// The name, or the e-mail address.
    pub(crate) name: String,
    #[schema(format = Password)]
    pub(crate) password: String,
}

/// A session that has just begun.
#[derive(Serialize, ToSchema)]
pub(crate) struct SignedIn {
    /// To be sent as `Authorization: Bearer`; browsers have it in a cookie already.
    token: String,
    /// Until when, unless it is used before.
    expires_at: DateTime<Utc>,
    user: User,
}

impl From<theirs::SignedIn> for SignedIn {
    fn from(theirs::SignedIn { token, expires_at, user }: theirs::SignedIn) -> Self {
        Self { token, expires_at, user: user.into() }
    }
}
