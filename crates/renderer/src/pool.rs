//! Where pixel work runs: on threads that may block, a bounded number at a time.

use std::num::NonZeroUsize;
use std::sync::Arc;
use std::time::Instant;

use library::renderer::DrawError;
use tokio::sync::Semaphore;
use tracing::Span;

/// Hands out permits to work.
#[derive(Debug)]
pub(crate) struct Pool {
    permits: Arc<Semaphore>,
}

impl Pool {
    pub(crate) fn new(permits: NonZeroUsize) -> Self {
        Self { permits: Arc::new(Semaphore::new(permits.get().min(Semaphore::MAX_PERMITS))) }
    }

    /// Runs `work` once there is a permit for it. The permit goes with the work: it comes back when that ends, by a panic
    /// too, and not before, even if nobody waits for the result any more. A panic is the work's own failure.
    pub(crate) async fn run<T: Send + 'static>(
        &self,
        step: &'static str,
        work: impl FnOnce() -> Result<T, DrawError> + Send + 'static,
    ) -> Result<T, DrawError> {
        let wait = Instant::now();
        let permit = self.permits.clone().acquire_owned().await.map_err(|closed| DrawError::Internal(closed.into()))?;
        let waited_ms = wait.elapsed().as_millis() as u64;
        let span = Span::current();
        let task = tokio::task::spawn_blocking(move || {
            let _permit = permit;
            let _entered = span.enter();
            let start = Instant::now();
            let result = work();
            tracing::debug!(step, ms = start.elapsed().as_millis() as u64, waited_ms, ok = result.is_ok(), "worked");
            result
        });
        task.await.unwrap_or_else(|panic| Err(DrawError::Internal(panic.into())))
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn pool() -> Pool {
        Pool::new(NonZeroUsize::MIN)
    }

    #[tokio::test]
    async fn a_panic_is_an_internal_error_and_gives_the_permit_back() {
        let pool = pool();
        let failed = pool.run::<()>("test", || panic!("a bug")).await;
        assert!(matches!(failed, Err(DrawError::Internal(_))));
        assert_eq!(pool.run("test", || Ok(1)).await.unwrap(), 1);
    }

    #[tokio::test]
    async fn work_that_nobody_waits_for_keeps_its_permit_until_it_ends() {
        let pool = pool();
        let (end, ended) = std::sync::mpsc::channel::<()>();
        let work = pool.run("test", move || Ok(ended.recv().is_ok()));
        assert!(tokio::time::timeout(Duration::from_millis(20), work).await.is_err());
        assert_eq!(pool.permits.available_permits(), 0);
        end.send(()).unwrap();
        assert_eq!(pool.run("test", || Ok(2)).await.unwrap(), 2);
    }

    #[tokio::test]
    async fn waiting_in_vain_takes_no_permit() {
        let pool = pool();
        let held = pool.permits.clone().acquire_owned().await.unwrap();
        let work = pool.run("test", || Ok(()));
        assert!(tokio::time::timeout(Duration::from_millis(20), work).await.is_err());
        drop(held);
        assert_eq!(pool.permits.available_permits(), 1);
    }
}
