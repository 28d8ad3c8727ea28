//! Sessions: a browser in which somebody signed in.

mod cases;
mod port;

pub use cases::SignedIn;
pub use port::{Read, Write};

use crate::Time;
use crate::ids::{SessionId, UserId};

/// A signed-in browser.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Its id.
    pub id: SessionId,
    /// Who.
    pub user: UserId,
    /// When they signed in.
    pub created_at: Time,
    /// When it ends, unless it is used before.
    pub expires_at: Time,
    /// The browser's words about itself.
    pub agent: String,
}
