//! The store itself: committed rows that readers see, and one writer at a time who works on a copy of them.

use std::fmt;
use std::sync::{Arc, PoisonError, RwLock};

use async_trait::async_trait;
use library::Result;
use library::jobs::Topic;
use library::store::{Store, Transaction};
use tokio::sync::{Mutex, OwnedMutexGuard, watch};

use super::state::State;

/// A database in memory; clones share it.
#[derive(Clone, Default)]
pub struct MemoryStore(Arc<Shared>);

struct Shared {
    committed: RwLock<Arc<State>>,
    writer: Arc<Mutex<()>>,
    queued: watch::Sender<()>,
    ended: watch::Sender<()>,
    deliveries: watch::Sender<()>,
}

impl Default for Shared {
    fn default() -> Self {
        Self {
            committed: RwLock::default(),
            writer: Arc::default(),
            queued: watch::Sender::new(()),
            ended: watch::Sender::new(()),
            deliveries: watch::Sender::new(()),
        }
    }
}

impl MemoryStore {
    /// The rows as they were committed last.
    pub(super) fn rows(&self) -> Arc<State> {
        self.0.committed.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(super) async fn write(&self) -> MemoryTransaction {
        let writer = self.0.writer.clone().lock_owned().await;
        let rows = State::clone(&self.rows());
        MemoryTransaction {
            rows,
            queued: false,
            ended: false,
            deliveries: false,
            shared: self.0.clone(),
            _writer: writer,
        }
    }

    pub(super) fn ring(&self, topic: Topic) -> watch::Receiver<()> {
        match topic {
            Topic::Queued => self.0.queued.subscribe(),
            Topic::Ended => self.0.ended.subscribe(),
            Topic::Deliveries => self.0.deliveries.subscribe(),
        }
    }
}

impl fmt::Debug for MemoryStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("MemoryStore").field(&self.rows()).finish()
    }
}

/// A copy of the rows, which replaces them when it is committed.
pub(super) struct MemoryTransaction {
    pub(super) rows: State,
    /// Whether a job can be claimed since.
    pub(super) queued: bool,
    /// Whether a job ended.
    pub(super) ended: bool,
    /// Whether a webhook can be sent since.
    pub(super) deliveries: bool,
    shared: Arc<Shared>,
    _writer: OwnedMutexGuard<()>,
}

impl MemoryTransaction {
    pub(super) fn publish(self) {
        *self.shared.committed.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(self.rows);
        if self.queued {
            self.shared.queued.send_replace(());
        }
        if self.ended {
            self.shared.ended.send_replace(());
        }
        if self.deliveries {
            self.shared.deliveries.send_replace(());
        }
    }
}

#[async_trait]
impl Store for MemoryStore {
    async fn begin(&self) -> Result<Box<dyn Transaction>> {
        Ok(Box::new(self.write().await))
    }

    async fn ping(&self) -> Result<()> {
        Ok(())
    }
}

#[async_trait]
impl Transaction for MemoryTransaction {
    async fn commit(self: Box<Self>) -> Result<()> {
        self.publish();
        Ok(())
    }
}
