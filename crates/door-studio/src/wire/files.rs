//! Links to stored files.

use door_kit::links::Links;
use library::Time;
use library::blobs::BlobHash;

/// Makes links that hold from now on.
pub(crate) struct Files<'a> {
    pub(crate) links: &'a Links,
    pub(crate) now: Time,
}

impl Files<'_> {
    /// A link to a file of this media type; the label is for the name that it is saved under.
    pub(crate) fn url(&self, hash: BlobHash, media_type: &str, label: &str) -> String {
        self.links.file(hash, extension(media_type), label, self.now)
    }

    /// A link to a file of this name, whose own extension counts.
    pub(crate) fn named(&self, hash: BlobHash, media_type: &str, name: &str) -> String {
        match name.rsplit_once('.') {
            Some((stem, own))
                if (1..=8).contains(&own.len()) && own.bytes().all(|byte| byte.is_ascii_alphanumeric()) =>
            {
                self.links.file(hash, &own.to_ascii_lowercase(), stem, self.now)
            }
            _ => self.url(hash, media_type, name),
        }
    }
}

/// The usual extension of a media type; none for those that are not on the list.
fn extension(media_type: &str) -> &'static str {
    match media_type {
        "image/png" => "png",
        "image/jpeg" => "jpg",
        "image/webp" => "webp",
        "image/gif" => "gif",
        "image/tiff" => "tif",
        "image/svg+xml" => "svg",
        "image/vnd.adobe.photoshop" => "psd",
        "application/pdf" => "pdf",
        "video/mp4" => "mp4",
        "text/plain" => "txt",
        _ => "",
    }
}
