//! A file in a form: `multipart/form-data` with one file field, passed on piece by piece as it comes.

use std::pin::Pin;
use std::task::{Context, Poll};

use axum::extract::Request;
use axum::http::header::CONTENT_TYPE;
use bytes::Bytes;
use futures_util::{Stream, StreamExt, TryStreamExt, stream};
use library::blobs::ByteStream;

/// How much a form may bring.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// Bytes of the file at most.
    pub bytes: u64,
    /// What errors call the file: "the Photoshop file".
    pub what: &'static str,
    /// The setting that `bytes` comes from: `limits.psd_bytes`.
    pub setting: &'static str,
}

/// A file whose bytes are still coming.
#[expect(missing_debug_implementations, reason = "holds a stream")]
pub struct FormFile {
    /// Other fields, in order. They come before the file, which is passed on before what follows it is known.
    pub fields: Vec<(String, String)>,
    /// The file's name, as the client says.
    pub file_name: Option<String>,
    /// Its media type, as the client says, without parameters.
    pub media_type: Option<String>,
    /// Its bytes; ends with [`library::Error::TooLarge`] above the bound, and with [`library::Error::Invalid`] when the
    /// form breaks off or goes on with another field.
    pub body: ByteStream,
}

/// Why there is no file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FormError {
    /// The body is something else.
    #[error("the body must be multipart/form-data")]
    NotMultipart,
    /// The form ends without it.
    #[error("the form has no file in the field \"{0}\"")]
    Missing(&'static str),
    /// The form is broken, or its other fields are too long.
    #[error("the form can't be read: {0}")]
    Broken(String),
}

/// Bytes that all other fields together may have.
const FIELDS: u64 = 64 << 10;
/// Bytes that a form may have beside the file and its fields: boundaries and headers.
const FRAME: u64 = 64 << 10;

/// The file in the field `name`.
pub async fn file(request: Request, name: &'static str, bounds: Bounds) -> Result<FormFile, FormError> {
    let content_type = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let boundary = multer::parse_boundary(content_type.unwrap_or_default()).map_err(|_| FormError::NotMultipart)?;
    let all = bounds.bytes.saturating_add(FIELDS).saturating_add(FRAME);
    let sizes = multer::SizeLimit::new().whole_stream(all).per_field(FIELDS).for_field(name, u64::MAX);
    let constraints = multer::Constraints::new().size_limit(sizes);
    let stream = OneByOne::new(request.into_body().into_data_stream());
    let mut form = multer::Multipart::with_constraints(stream, boundary, constraints);
    let mut fields = Vec::new();
    let mut left = FIELDS as usize;
    while let Some(field) = form.next_field().await.map_err(|error| broken(&error))? {
        if field.name() == Some(name) {
            return Ok(FormFile {
                fields,
                file_name: field.file_name().map(str::to_owned).filter(|name| !name.is_empty()),
                media_type: field.content_type().map(|media_type| media_type.essence_str().to_owned()),
                body: bounded(field, bounds).chain(end(form)).boxed(),
            });
        }
        let key = field.name().unwrap_or_default().to_owned();
        let value = field.text().await.map_err(|error| broken(&error))?;
        left = left.checked_sub(key.len() + value.len()).ok_or_else(too_long)?;
        fields.push((key, value));
    }
    Err(FormError::Missing(name))
}

fn broken(error: &multer::Error) -> FormError {
    match error {
        multer::Error::FieldSizeExceeded { .. } | multer::Error::StreamSizeExceeded { .. } => too_long(),
        multer::Error::StreamReadFailed(_) => FormError::Broken("it broke off".to_owned()),
        other => FormError::Broken(other.to_string()),
    }
}

fn too_long() -> FormError {
    FormError::Broken(format!("its fields beside the file have more than {FIELDS} bytes"))
}

/// Nothing, when the form is at its end: a field that nobody heeds would be lost in silence.
fn end(mut form: multer::Multipart<'static>) -> impl Stream<Item = library::Result<Bytes>> + Send {
    let rest = async move {
        match form.next_field().await {
            Ok(None) => None,
            Ok(Some(field)) => {
                let name = field.name().unwrap_or("body");
                Some(Err(library::Error::invalid(name, "must come before the file in the form")))
            }
            Err(_) => Some(Err(broken_off())),
        }
    };
    stream::once(rest).filter_map(std::future::ready)
}

fn broken_off() -> library::Error {
    library::Error::invalid("body", "the upload broke off")
}

fn bounded(field: multer::Field<'static>, bounds: Bounds) -> impl Stream<Item = library::Result<Bytes>> + Send {
    let Bounds { bytes, what, setting } = bounds;
    let too_large = move || library::Error::TooLarge { what, limit: bytes, setting };
    let mut left = bytes;
    let pieces = field.map_err(move |error| match error {
        multer::Error::StreamSizeExceeded { .. } => too_large(),
        _ => broken_off(),
    });
    let counted = move |piece: Bytes| {
        left = left.checked_sub(piece.len() as u64).ok_or_else(too_large)?;
        Ok(piece)
    };
    let mut counted = counted;
    pieces.map(move |piece| piece.and_then(&mut counted))
}

/// Gives one piece each time it is asked, and then makes the reader come again: the parser takes all that it can get
/// before it hands anything on, and would hold a whole file that comes fast enough.
pub(crate) struct OneByOne<S> {
    stream: S,
    paused: bool,
}

impl<S> OneByOne<S> {
    pub(crate) const fn new(stream: S) -> Self {
        Self { stream, paused: false }
    }
}

impl<S: Stream + Unpin> Stream for OneByOne<S> {
    type Item = S::Item;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<S::Item>> {
        if std::mem::take(&mut self.paused) {
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        let next = self.stream.poll_next_unpin(context);
        self.paused = matches!(next, Poll::Ready(Some(_)));
        next
    }
}

#[cfg(test)]
mod tests;
