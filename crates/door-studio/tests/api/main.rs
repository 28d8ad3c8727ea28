//! The studio's API over a library in memory: what a browser and a script see.

mod access;
mod document;
mod library;
mod pictures;
mod world;
