//! Every connection that we open, through one address guard: the library's `Fetcher` port, and its `Sender`.
//!
//! The address that is checked is the one that is dialled, for names, for literal addresses in any spelling, and again
//! after every redirect. Knows nothing of what is fetched, nor for whom.

mod addresses;
mod fetch;
mod file_name;
mod guard;
mod send;
mod tls;

pub use fetch::{Error, Outbound};
pub use guard::{Resolver, Rules, SystemResolver};
