//! For tests only: the library's ports in memory ([`memory`]), and the behaviour that every store and every blob store
//! must show ([`suite`], [`blob_suite`]).

pub mod memory;
