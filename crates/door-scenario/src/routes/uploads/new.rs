//! What is asked for when an upload is begun, and fetching the file of one that names a URL.

use std::time::Duration;

use library::Actor;
use library::ids::UploadId;
use library::uploads::PARTS;

use super::import;
use crate::error::Error;
use crate::routes::assets::{parent, places};
use crate::state::Door;
use crate::translate::upload::{End, Kept, Kind};
use crate::wire::NewUpload;

/// How long an answer waits for a file from a URL; it comes in all the same.
const WAIT: Duration = Duration::from_secs(20);

/// The file's name and the rest, once everything in it holds.
pub(super) async fn checked(door: &Door, actor: &Actor, body: NewUpload) -> Result<(String, Kept), Error> {
    if body.hugging_face_model_name.is_some() || body.civitai_model_url.is_some() {
        return Err(Error::forbidden("this server takes no models from Hugging Face or Civitai; upload the file"));
    }
    let kind = body.kind.as_deref().ok_or_else(|| Error::invalid("kind", "is required"))?;
    let kind = Kind::from_name(kind)
        .ok_or_else(|| Error::invalid("kind", "must be 3d, asset, audio, avatar, image, model, text or video"))?;
    if let Some(options) = &body.asset_options {
        if kind == Kind::Model {
            return Err(Error::invalid("assetOptions", "cannot be given with a model"));
        }
        places(door, actor, options.collection_ids.as_deref(), "assetOptions.collectionIds").await?;
        parent(door, actor, options.parent_id.as_deref(), "assetOptions.parentId").await?;
    }
    let (name, size, parts) = if let Some(url) = &body.url {
        door.library.check_url(url).map_err(|error| Error::invalid("url", &format!("is refused: {error}")))?;
        (body.file_name.clone().unwrap_or_else(|| name_in(url)), None, None)
    } else {
        let (size, parts) = amounts(door, &body)?;
        let name = body.file_name.clone().ok_or_else(|| Error::invalid("fileName", "is required"))?;
        if body.content_type.is_none() {
            return Err(Error::invalid("contentType", "is required"));
        }
        (name, Some(size), Some(parts))
    };
    let kept = Kept {
        kind,
        author: actor.user.0,
        content_type: body.content_type,
        size,
        parts,
        url: body.url,
        options: body.asset_options,
        end: None,
    };
    let name = library::text::name("fileName", &name)?;
    Ok((name, kept))
}

/// How many bytes in how many parts.
fn amounts(door: &Door, body: &NewUpload) -> Result<(u64, u32), Error> {
    let settings = door.library.settings();
    let whole = |field: &str, given: Option<f64>, most: u64| {
        let given = given.ok_or_else(|| Error::invalid(field, "is required"))?;
        let is_whole = given.fract() == 0.0 && given >= 1.0;
        let refused = || Error::invalid(field, &format!("must be a whole number from 1 to {most}"));
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole, and held to its bounds")]
        if is_whole && given <= most as f64 { Ok(given as u64) } else { Err(refused()) }
    };
    let size = whole("fileSize", body.file_size, 1 << 50)?;
    for bound in [settings.psd(), settings.asset()] {
        bound.check(size)?;
    }
    let parts = whole("parts", body.parts, u64::from(PARTS).min(size))?;
    Ok((size, u32::try_from(parts).unwrap_or(PARTS)))
}

/// What a URL calls its file.
fn name_in(url: &str) -> String {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    let name = path.splitn(4, '/').nth(3).and_then(|path| path.rsplit('/').next()).unwrap_or_default();
    let short: String = name.chars().filter(|c| !c.is_control()).take(200).collect();
    if short.trim().is_empty() { "file".to_owned() } else { short }
}

/// Brings the file in and makes of it what it is to be, or notes why that cannot be.
pub(super) async fn fetch(door: &Door, actor: &Actor, id: UploadId, url: String) -> Result<(), Error> {
    let (library, actor) = (door.library.clone(), *actor);
    let task = tokio::spawn(async move {
        let (upload, _) = library.upload(&actor, id).await?;
        let kept = Kept::of(&upload)?;
        match library.fetch_upload(&actor, id, &url).await {
            Ok((upload, media_type)) => {
                let content_type = kept.content_type.clone().or(media_type);
                import::import(&library, &actor, &upload, Kept { content_type, ..kept }).await
            }
            Err(error @ (library::Error::Fetch(_) | library::Error::TooLarge { .. })) => {
                let end = Some(End { error: Some(error.to_string()), at: library.now() });
                Ok(library.note_upload(&actor, id, &Kept { end, ..kept }.words()).await?)
            }
            Err(error) => Err(error.into()),
        }
    });
    match tokio::time::timeout(WAIT, task).await {
        Ok(Ok(done)) => done,
        Ok(Err(panic)) => Err(library::Error::internal(panic).into()),
        // Still on its way.
        Err(_) => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::name_in;

    #[test]
    fn a_file_is_called_as_its_url_says() {
        for (url, name) in [
            ("https://a.test/b/mug.png?x=/y.png", "mug.png"),
            ("https://a.test/", "file"),
            ("https://a.test", "file"),
            ("https://a.test/b/", "file"),
        ] {
            assert_eq!(name_in(url), name, "{url}");
        }
    }
}
