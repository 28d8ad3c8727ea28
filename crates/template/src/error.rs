//! What can go wrong between a file and its picture.

use compositor::paint::PaintError;
use pixels::LimitExceeded;

/// Why a file, an artwork or an order was refused. Every message is safe to show.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file is no Photoshop document, or a damaged one.
    #[error(transparent)]
    Document(#[from] psd::Error),
    /// The document is in a form that is not drawn yet.
    #[error("{0} documents are not supported")]
    Unsupported(String),
    /// A picture could not be read or written.
    #[error(transparent)]
    Codec(#[from] codec::Error),
    /// The document's pixels could not be painted.
    #[error(transparent)]
    Paint(#[from] PaintError),
    /// Something is larger than allowed.
    #[error(transparent)]
    Limit(#[from] LimitExceeded),
    /// Fonts could not be added.
    #[error(transparent)]
    Fonts(#[from] crate::text::FontError),
    /// The order names a layer or slot that the template does not have, or means two at once.
    #[error("{0}")]
    Order(String),
}

impl Error {
    /// Whether the file, an artwork or the order asked for more than the limits allow.
    pub fn is_limit(&self) -> bool {
        matches!(
            self,
            Self::Limit(_)
                | Self::Document(psd::Error::Limit { .. })
                | Self::Codec(codec::Error::Limit(_))
                | Self::Paint(PaintError::Limit(_))
        )
    }
}

/// What every function of this crate that can fail returns.
pub type Result<T> = std::result::Result<T, Error>;
