//! Port: how often and how much at once a caller may ask. Off unless the configuration turns it on.

use std::fmt;
use std::time::Duration;

use crate::ids::AccountId;

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Resource {
    /// Any request, over time.
    Requests,
    /// Renders at once.
    Renders,
    /// Uploads at once.
    Uploads,
}

/// Over a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limited {
    /// Which one.
    pub resource: Resource,
    /// How many are allowed (requests: in a minute).
    pub limit: u32,
    /// How many there are at once; 0 for requests.
    pub current: u32,
    /// When to come back.
    pub retry_after: Duration,
}

impl fmt::Display for Limited {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.resource {
            Resource::Requests => write!(f, "more than {} requests a minute", self.limit),
            Resource::Renders => write!(f, "more than {} renders at once", self.limit),
            Resource::Uploads => write!(f, "more than {} uploads at once", self.limit),
        }
    }
}

/// How much of a rate is left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Allowance {
    /// Requests allowed a minute.
    pub limit: u32,
    /// Of them, how many may be made at once now.
    pub remaining: u32,
    /// When all of them are back.
    pub reset: Duration,
}

/// Counts.
pub trait Limiter: Send + Sync {
    /// Takes one request of `caller` (an account, or an address for callers without a key) from its rate; `None` when
    /// requests are not limited.
    fn take(&self, caller: &str) -> Result<Option<Allowance>, Limited>;

    /// Like [`Limiter::take`], for callers that nobody knows, by their address; they may have a rate of their own.
    fn take_unknown(&self, address: &str) -> Result<Option<Allowance>, Limited> {
        self.take(address)
    }

    /// Enters what is limited at once; dropping the permit leaves it.
    fn enter(&self, account: AccountId, resource: Resource) -> Result<Permit, Limited>;
}

/// Held while inside; whatever it holds is dropped on leaving.
#[expect(missing_debug_implementations, reason = "holds anything")]
pub struct Permit(pub Option<Box<dyn std::any::Any + Send>>);

/// No limits.
#[derive(Debug, Clone, Copy, Default)]
pub struct Unlimited;

impl Limiter for Unlimited {
    fn take(&self, _caller: &str) -> Result<Option<Allowance>, Limited> {
        Ok(None)
    }

    fn enter(&self, _account: AccountId, _resource: Resource) -> Result<Permit, Limited> {
        Ok(Permit(None))
    }
}
