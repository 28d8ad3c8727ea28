//! The studio's API over a library in memory: what a browser and a script see.

#![expect(clippy::unwrap_used, reason = "a helper that fails is a test that fails")]

mod access;
mod document;
mod library;
mod pictures;
mod world;
