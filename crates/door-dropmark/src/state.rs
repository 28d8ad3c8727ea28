//! What handlers work with.

use std::sync::Arc;

use door_kit::links::Links;
use library::Library;

/// The door's state.
#[derive(Clone)]
pub(crate) struct Door {
    pub(crate) library: Arc<Library>,
    /// Links to files and pages.
    pub(crate) links: Links,
}
