//! The blobs in memory, held to the suite.

use std::sync::Arc;

use library::blobs::Blobs;
use testkit::memory::MemoryBlobs;

async fn memory() -> (Arc<dyn Blobs>, ()) {
    (Arc::new(MemoryBlobs::default()), ())
}

testkit::blob_suite!(memory);
