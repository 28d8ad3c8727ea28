//! How a suite's rules become tests of whoever runs it.

use std::sync::Arc;

/// What a backend's `make` gives for each test: the thing under test and whatever must outlive it (a folder, a
/// database); or nothing, when what it takes is not on this machine.
pub trait Subject<P: ?Sized> {
    /// What must outlive it.
    type Guard;

    /// The two of them.
    fn subject(self) -> Option<(Arc<P>, Self::Guard)>;
}

impl<P: ?Sized, G> Subject<P> for (Arc<P>, G) {
    type Guard = G;

    fn subject(self) -> Option<(Arc<P>, G)> {
        Some(self)
    }
}

impl<P: ?Sized, G> Subject<P> for Option<(Arc<P>, G)> {
    type Guard = G;

    fn subject(self) -> Self {
        self
    }
}

/// One test a rule. Of the suites' macros only.
#[doc(hidden)]
#[macro_export]
macro_rules! rules {
    ($make:path; $module:ident: $($rule:ident)+) => {$(
        #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
        async fn $rule() {
            let Some((subject, _guard)) = $crate::Subject::subject($make().await) else { return };
            $crate::$module::$rule(subject).await;
        }
    )+};
}
