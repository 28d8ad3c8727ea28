//! For tests only: the library's ports in memory ([`memory`]), the behaviour that every store and every blob store must
//! show ([`suite`], [`blob_suite`](mod@blob_suite)), and what the tests of doors share ([`transcript`], [`documents`], [`unpacked`]).

#[expect(clippy::expect_used, reason = "a test that cannot go on has failed")]
mod archives;
#[expect(clippy::unwrap_used, reason = "a rule that is broken panics")]
pub mod blob_suite;
#[expect(clippy::unwrap_used, reason = "a rule that is broken panics")]
pub mod documents;
pub mod memory;
mod rules;
#[expect(clippy::unwrap_used, reason = "a rule that is broken panics")]
pub mod suite;

#[expect(clippy::unwrap_used, reason = "a rule that is broken panics")]
pub mod transcript;

pub use archives::unpacked;
pub use rules::Subject;
