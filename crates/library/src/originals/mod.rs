//! Originals: uploaded Photoshop files under a name of their own, with or without mockups made of them.

mod cases;
mod port;

pub use port::{Read, Write};

use crate::Time;
use crate::ids::{AccountId, OriginalId, TemplateId};

/// An uploaded file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Original {
    /// Its id.
    pub id: OriginalId,
    /// Whose.
    pub account: AccountId,
    /// What it holds. The same file uploaded twice is two originals of one template.
    pub template: TemplateId,
    /// Its name.
    pub name: String,
    /// When it was uploaded.
    pub created_at: Time,
}
