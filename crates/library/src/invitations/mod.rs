//! Invitations: what waits for somebody whose address nobody here has yet. They are redeemed when a user with that
//! address is made.

mod cases;
mod port;
mod redeem;

pub use cases::Invited;
pub use port::{Read, Write};

use crate::Time;
use crate::access::Role;
use crate::ids::{AccountId, CollectionId, InvitationId, UserId};

/// Somebody without a user is asked in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// Its id.
    pub id: InvitationId,
    /// Their e-mail address. Whatever its case, it is asked into one place once.
    pub address: String,
    /// Where to.
    pub place: Place,
    /// Who asks.
    pub by: UserId,
    /// When.
    pub created_at: Time,
}

/// Where somebody is asked in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// An account, as what.
    Account(AccountId, Role),
    /// A collection, as one whom it is shared with.
    Collection(CollectionId),
}
