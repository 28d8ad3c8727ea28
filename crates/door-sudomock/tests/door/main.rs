//! The door from outside: what is sent, and what is answered.

mod limits;
mod page;
mod transcripts;
mod world;
