//! Pictures that somebody chose for a collection: a file, a picture in base 64, or the address of one.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use door_kit::base64::data_url;
use futures_util::StreamExt;
use library::Actor;
use library::collections::Changes;
use library::ids::CollectionId;
use library::items::{Given, NewItem};
use library::things::Privacy;

use crate::error::Error;
use crate::parameters::Parameters;
use crate::show::media_type;
use crate::state::Door;

const FIELD: &str = "thumbnail";

/// What is to stand for a collection.
pub(super) enum Cover {
    Nothing,
    Is(Given),
}

/// What a request says of it; `None` where it says nothing.
pub(super) async fn read(door: &Door, given: &Parameters) -> Result<Option<Cover>, Error> {
    if let Some(file) = given.file(FIELD) {
        let media_type = file.name.as_deref().and_then(media_type).map(str::to_owned);
        return Ok(Some(Cover::Is(Given::Stored { media_type, picture: true, blob: file.blob })));
    }
    let Some(words) = given.settable(FIELD)? else { return Ok(None) };
    if words.trim().is_empty() {
        return Ok(Some(Cover::Nothing));
    }
    let Some((media_type, bytes)) = picture(door, &words).await? else { return Ok(None) };
    let content = futures_util::stream::once(async { Ok(bytes) }).boxed();
    Ok(Some(Cover::Is(Given::File { media_type, picture: true, content })))
}

/// A picture that a request brings as words: fetched from its address, or in base 64. `None` for an address of ours:
/// clients send back what they were told.
pub(super) async fn picture(door: &Door, words: &str) -> Result<Option<(Option<String>, Bytes)>, Error> {
    if !words.starts_with("http://") && !words.starts_with("https://") {
        return bytes(FIELD, words).map(Some);
    }
    if words.starts_with(&door.links.absolute("/")) || door.links.hash_in(words).is_some() {
        return Ok(None);
    }
    Ok(Some(door.library.fetch_picture(words).await?))
}

/// Bytes in base 64, as they are or as a `data:` URL, and the media type that it says.
fn bytes(field: &str, given: &str) -> Result<(Option<String>, Bytes), Error> {
    let refused = || Error::invalid(field, "must be a URL or a picture in base64");
    let (media_type, encoded) = data_url(given).ok_or_else(refused)?;
    let bytes = STANDARD.decode(encoded).ok().filter(|bytes| !bytes.is_empty()).ok_or_else(refused)?;
    Ok((media_type, bytes.into()))
}

/// Puts it on a collection. Whoever may see the collection may see it: it hides nothing that a link does not show.
pub(super) async fn put(door: &Door, actor: &Actor, id: CollectionId, cover: Cover) -> Result<(), Error> {
    let library = &door.library;
    let cover = match cover {
        Cover::Nothing => None,
        Cover::Is(given) => {
            let shown = library.collection_shown(actor, id).await?;
            shown.permissions.require(shown.permissions.admin)?;
            let owner = library.act_as(actor.user, Some(shown.collection.account)).await?;
            let new = NewItem { privacy: Privacy::Unlisted, hidden: true, ..NewItem::new("cover", given) };
            Some(library.create_item(&owner, new).await?.thing.id)
        }
    };
    library.change_collection(actor, id, Changes { cover: Some(cover), ..Changes::default() }).await?;
    Ok(())
}
