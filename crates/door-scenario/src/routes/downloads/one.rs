//! An asset's file, as it is stored or in another format.

use axum::Json;
use axum::extract::{Path, State};
use library::renders::Format;

use crate::auth::Caller;
use crate::body::Body;
use crate::error::Error;
use crate::routes::Kind;
use crate::state::Door;
use crate::translate::{asset, media};
use crate::wire::{Download, DownloadAs};

/// All formats that the dialect has a word for.
const FORMATS: [&str; 15] =
    ["gif", "heif", "jpeg", "jpg", "png", "svg", "webp", "avif", "tif", "tiff", "glb", "fbx", "obj", "mp3", "mp4"];
/// What pictures are read from here.
const READ: [&str; 7] =
    ["image/png", "image/jpeg", "image/webp", "image/gif", "image/tiff", "image/bmp", "image/svg+xml"];

pub(in crate::routes) async fn request(
    State(door): State<Door>,
    Caller(actor): Caller,
    Path(given): Path<String>,
    Body(body): Body<DownloadAs>,
) -> Result<Json<Download>, Error> {
    let item = Kind::Asset.find(&door, &actor, &given).await?;
    let (blob, media_type) = match (&item.file, item.previews.first()) {
        (Some(file), _) => (file.blob, asset::mime_type(file)),
        (None, Some(preview)) => (preview.blob, preview.media_type.clone()),
        (None, None) => return Err(Error::invalid("", "this asset has no file")),
    };
    let (blob, media_type) = match wanted(body.target_format.as_deref(), &media_type)? {
        None => (blob, media_type),
        Some(format) => {
            let converted = door.library.converted(blob, format).await;
            (converted.map_err(|error| Error::of(error, "file", "targetFormat"))?, format.media_type().to_owned())
        }
    };
    let extension = media::extension(&media_type);
    let url = door.links.download(blob.hash, extension, media::stem(&item.thing.name), door.library.now());
    Ok(Json(Download { url, mime_type: media_type }))
}

/// The format that a file is to be converted to; `None` for the one that it has.
fn wanted(target: Option<&str>, media_type: &str) -> Result<Option<Format>, Error> {
    let Some(target) = target else { return Ok(None) };
    if !FORMATS.contains(&target) {
        return Err(Error::invalid("targetFormat", &format!("must be one of {}", FORMATS.join(", "))));
    }
    if media::of_name(&format!("a.{target}")) == Some(media_type) {
        return Ok(None);
    }
    let format = Format::from_extension(if target == "jpeg" { "jpg" } else { target });
    match format {
        Some(format) if READ.contains(&media_type) => Ok(Some(format)),
        _ => {
            let stored = Some(media::extension(media_type)).filter(|extension| !extension.is_empty());
            let stored = stored.unwrap_or("as it is stored");
            let what = format!("is not possible here: this asset is had {stored}, and pictures as jpg, png and webp");
            Err(Error::invalid("targetFormat", &what))
        }
    }
}
