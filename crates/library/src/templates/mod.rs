//! Templates: parsed Photoshop files. A file that an account uploads twice is one template.

mod outline;
mod port;

pub use outline::{Layer, LayerKind, Loss, Outline, Position, Segment, Slot, TextLayer};
pub use port::{Read, Write};

use std::sync::Arc;

use crate::Time;
use crate::blobs::Blob;
use crate::ids::{AccountId, TemplateId};

/// A parsed Photoshop file.
#[derive(Debug, Clone, PartialEq)]
pub struct Template {
    /// Its id.
    pub id: TemplateId,
    /// Who uploaded it.
    pub account: AccountId,
    /// The file.
    pub file: Blob,
    /// What is in it.
    pub outline: Arc<Outline>,
    /// When it was first uploaded.
    pub created_at: Time,
}
