//! What is kept in memory, up to a budget of bytes: parsed templates, compiled ones, decoded artwork.
//!
//! Whoever asks for something that is being made waits for it instead of making it again; if its maker fails or is
//! dropped, the next one makes it.

use std::any::Any;
use std::sync::Arc;

use library::blobs::BlobHash;
use library::renderer::DrawError;
use quick_cache::sync::DefaultLifecycle;
use quick_cache::{DefaultHashBuilder, OptionsBuilder, Weighter};

/// What something is kept under. A kind of key stands for one type of value.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Key {
    /// A parsed template, by its file.
    Template(BlobHash),
    /// A compiled template, by its file and a hash of the edits. An output's width changes nothing in it: pictures are
    /// shrunk last.
    Compiled(BlobHash, [u8; 32]),
    /// Decoded artwork, by its file and, as far as vector pictures are concerned, the size that it covers.
    Artwork(BlobHash, Option<(u32, u32)>),
}

/// Something kept, and its weight when it was weighed last.
#[derive(Clone)]
struct Entry {
    value: Arc<dyn Any + Send + Sync>,
    bytes: u64,
}

#[derive(Clone)]
struct Bytes;

impl Weighter<Key, Entry> for Bytes {
    /// Never 0, which would mean for ever.
    fn weight(&self, _: &Key, entry: &Entry) -> u64 {
        entry.bytes.max(1)
    }
}

pub(crate) struct Cache {
    entries: quick_cache::sync::Cache<Key, Entry, Bytes>,
}

/// About how many things are kept; only sizes tables.
const ENTRIES: usize = 256;

impl Cache {
    pub(crate) fn new(bytes: u64) -> Self {
        // One shard: each has its own part of the budget, and a large template must not be too large for its part.
        let mut options = OptionsBuilder::new();
        options.estimated_items_capacity(ENTRIES).weight_capacity(bytes.max(1)).shards(1);
        let Ok(options) = options.build() else { unreachable!("both capacities are given") };
        let (hasher, lifecycle) = (DefaultHashBuilder::default(), DefaultLifecycle::default());
        Self { entries: quick_cache::sync::Cache::with_options(options, Bytes, hasher, lifecycle) }
    }

    /// What is kept under `key`; made by `make` when there is nothing. What is heavier than the whole budget is handed
    /// out and not kept.
    pub(crate) async fn get<T: Any + Send + Sync>(
        &self,
        key: Key,
        weigh: impl FnOnce(&T) -> u64,
        make: impl Future<Output = Result<T, DrawError>>,
    ) -> Result<Arc<T>, DrawError> {
        let kept = async {
            let value = make.await?;
            let bytes = weigh(&value);
            Ok(Entry { value: Arc::new(value), bytes })
        };
        let entry = self.entries.get_or_insert_async(&key, kept).await?;
        entry.value.downcast().map_err(|_| DrawError::Internal("the cache holds another type under this key".into()))
    }

    /// Notes that what is kept under `key` has another weight by now.
    pub(crate) fn weigh_again(&self, key: Key, bytes: u64) {
        if let Some(entry) = self.entries.peek(&key)
            && entry.bytes != bytes
        {
            // It may have gone meanwhile, or be too heavy to stay: either is fine.
            let _gone = self.entries.replace(key, Entry { bytes, ..entry }, true);
        }
    }

    /// How many things are kept, and their weight.
    #[cfg(test)]
    pub(crate) fn kept(&self) -> (usize, u64) {
        (self.entries.len(), self.entries.weight())
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU32, Ordering};

    use super::*;

    fn key(number: u8) -> Key {
        Key::Template(BlobHash([number; 32]))
    }

    async fn put(cache: &Cache, number: u8, bytes: u64) -> u8 {
        *cache.get(key(number), |_| bytes, async { Ok(number) }).await.unwrap()
    }

    #[tokio::test]
    async fn the_budget_is_kept_and_what_is_larger_is_only_handed_out() {
        let cache = Cache::new(100);
        for number in 0..20 {
            assert_eq!(put(&cache, number, 30).await, number);
        }
        let (entries, bytes) = cache.kept();
        assert!(entries == 3 && bytes == 90, "{entries} entries, {bytes} bytes");
        assert_eq!(put(&cache, 99, 101).await, 99);
        assert!(cache.entries.peek(&key(99)).is_none());
    }

    #[tokio::test]
    async fn growing_things_push_others_out() {
        let cache = Cache::new(100);
        put(&cache, 1, 40).await;
        put(&cache, 2, 40).await;
        cache.weigh_again(key(2), 90);
        assert_eq!(cache.kept(), (1, 90));
        cache.weigh_again(key(7), 5);
        assert_eq!(cache.kept(), (1, 90));
    }

    #[tokio::test]
    async fn what_many_ask_for_at_once_is_made_once() {
        let (cache, made) = (Cache::new(100), AtomicU32::new(0));
        let make = || async {
            made.fetch_add(1, Ordering::Relaxed);
            tokio::task::yield_now().await;
            Ok(7u8)
        };
        let (a, b) = tokio::join!(cache.get(key(1), |_| 1, make()), cache.get(key(1), |_| 1, make()));
        assert!(Arc::ptr_eq(&a.unwrap(), &b.unwrap()));
        assert_eq!(made.load(Ordering::Relaxed), 1);
    }

    #[tokio::test]
    async fn after_a_failure_the_next_one_makes_it() {
        let cache = Cache::new(100);
        let failing = cache.get::<u8>(key(1), |_| 1, async { Err(DrawError::Unreadable("broken".to_owned())) });
        let (failed, made) = tokio::join!(failing, cache.get(key(1), |_| 1, async { Ok(1u8) }));
        assert!(failed.is_err());
        assert_eq!(*made.unwrap(), 1);
    }
}
