//! The store in memory, held to the suite.

use std::sync::Arc;

use library::Store;
use testkit::memory::MemoryStore;

async fn memory() -> (Arc<dyn Store>, ()) {
    (Arc::new(MemoryStore::default()), ())
}

testkit::store_suite!(memory);
