//! The pixel side's errors as the library's.

use library::renderer::DrawError;

/// Of reading or drawing a template.
pub(crate) fn of_template(error: template::Error) -> DrawError {
    use template::Error;
    match error {
        error if error.is_limit() => DrawError::TooLarge(error.to_string()),
        Error::Document(_) | Error::Unsupported(_) | Error::Paint(_) | Error::Limit(_) => {
            DrawError::Unreadable(error.to_string())
        }
        Error::Codec(error) => of_codec(error),
        Error::Order(sentence) => DrawError::Order(sentence),
        Error::Fonts(error) => DrawError::Internal(error.into()),
    }
}

/// Of reading or writing a picture.
pub(crate) fn of_codec(error: codec::Error) -> DrawError {
    use codec::Error;
    match error {
        Error::UnknownFormat | Error::Unreadable { .. } | Error::Empty => DrawError::Unreadable(error.to_string()),
        Error::Limit(_) => DrawError::TooLarge(error.to_string()),
        Error::TooLargeFor { .. } => DrawError::Order(error.to_string()),
        Error::Unwritable { .. } => DrawError::Internal(error.into()),
    }
}
