//! The library's ports in memory: a store that holds rows to a database's rules, blobs, a clock that tests set, and
//! stand-ins for the network and the renderer.

mod blobs;
mod clock;
mod fetcher;
mod post;
mod renderer;
mod rows;
mod state;
mod store;

pub use blobs::MemoryBlobs;
pub use clock::ManualClock;
pub use fetcher::FakeFetcher;
pub use post::{FakeSender, PlainDialect};
pub use renderer::{FakePsd, FakeRenderer, fake_font, fake_picture};
pub use store::MemoryStore;
