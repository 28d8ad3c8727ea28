//! What every HTTP door needs and none should write again: request ids and logs, JSON and query strings with errors
//! that say where, base 64 and 62, multipart uploads, signed file links and their server, the client behind proxies,
//! rate-limit headers, the table of operations.
//!
//! Knows the library's ports and values, no use case, and no dialect's words: errors come as values, and each door
//! spells them.

pub mod base62;
pub mod base64;
pub mod body;
pub mod client;
pub mod conditional;
pub mod files;
pub mod form;
pub mod limits;
pub mod links;
pub mod metrics;
pub mod multipart;
pub mod request_id;
pub mod route_table;
pub mod trace;
pub mod words;
