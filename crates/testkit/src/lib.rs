//! For tests only: the library's ports in memory ([`memory`]), and the behaviour that every store and every blob store
//! must show ([`suite`], [`blob_suite`](mod@blob_suite)).

#[expect(clippy::unwrap_used, reason = "a rule that is broken panics")]
pub mod blob_suite;
pub mod memory;
mod rules;
#[expect(clippy::unwrap_used, reason = "a rule that is broken panics")]
pub mod suite;

pub use rules::Subject;
