//! The behaviour that every blob store must show, on disk and on two S3 servers, and what is each one's own.
//!
//! `moto_server` (of the virtual environment `MAQUETTE_TEST_VENV`, or on the path) speaks S3 in breadth and takes any
//! key; `s3s-fs` (of the folder `MAQUETTE_TEST_TOOLS` that `cargo install --root` was given, or on the path) checks
//! signatures.

#![expect(clippy::unwrap_used, reason = "a test ends at the first surprise")]

mod disk;
mod moto;
mod s3s;
mod server;
