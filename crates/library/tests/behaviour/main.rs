//! The library's use cases, on its ports in memory.

mod collections;
mod people;
mod renders;
mod uploads;
mod world;
