//! Stored files, whole in memory.

use futures_util::TryStreamExt;
use library::blobs::{Blob, Blobs};
use library::renderer::DrawError;
use pixels::Limits;

/// Reads a stored file. Its size is held against the limits before anything is allocated.
pub(crate) async fn read(blobs: &dyn Blobs, file: Blob, limits: &Limits) -> Result<Vec<u8>, DrawError> {
    limits.check_bytes(file.bytes).map_err(|error| DrawError::TooLarge(error.to_string()))?;
    let stream = blobs.open(file.hash, None).await.map_err(internal)?;
    let mut stream = stream.ok_or_else(|| internal(format!("the blob {} is gone", file.hash)))?;
    let mut bytes = Vec::with_capacity(usize::try_from(file.bytes).map_err(internal)?);
    while let Some(part) = stream.try_next().await.map_err(internal)? {
        if (bytes.len() + part.len()) as u64 > file.bytes {
            break;
        }
        bytes.extend_from_slice(&part);
    }
    if bytes.len() as u64 != file.bytes {
        return Err(internal(format!("the blob {} has not the {} bytes of its record", file.hash, file.bytes)));
    }
    Ok(bytes)
}

fn internal(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> DrawError {
    DrawError::Internal(cause.into())
}
