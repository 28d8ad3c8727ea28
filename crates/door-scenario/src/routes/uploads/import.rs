//! Making an asset or a model of a file that has arrived.

use library::entries::{Duplicates, NewEntries, Place};
use library::ids::{CollectionId, ThingId};
use library::items::{Given, ItemFile, Model, ModelState, NewItem};
use library::uploads::Upload;
use library::{Actor, Library};

use super::{is_there, look};
use crate::error::Error;
use crate::ids;
use crate::translate::upload::{End, Kept, Kind, thing};

/// The first bytes of a file, by which it is known.
const HEAD: u64 = 4096;

/// Makes the thing, once however often it is asked, and notes how it went: what is the file's fault fails the upload,
/// what is ours leaves it to be completed again.
pub(super) async fn import(library: &Library, actor: &Actor, upload: &Upload, kept: Kept) -> Result<(), Error> {
    let error = match made(library, actor, upload, &kept).await {
        Ok(()) => None,
        Err(Refused::File(words)) => Some(words),
        Err(Refused::Ours(error)) => return Err(error),
    };
    let kept = Kept { end: Some(End { error, at: library.now() }), ..kept };
    Ok(library.note_upload(actor, upload.id, &kept.words()).await?)
}

enum Refused {
    File(String),
    Ours(Error),
}

impl From<library::Error> for Refused {
    fn from(error: library::Error) -> Self {
        use library::Error as E;
        match error {
            E::Invalid { message, .. } => Self::File(format!("the file {message}")),
            E::Internal(_) | E::Unauthenticated | E::Limited(_) => Self::Ours(error.into()),
            other => Self::File(other.to_string()),
        }
    }
}

async fn made(library: &Library, actor: &Actor, upload: &Upload, kept: &Kept) -> Result<(), Refused> {
    let file = upload.file.ok_or_else(|| Refused::File("the file is not there".to_owned()))?;
    let options = kept.options.clone().unwrap_or_default();
    let places: Vec<CollectionId> =
        options.collection_ids.iter().flatten().filter_map(|given| ids::read(ids::COLLECTION, given)).collect();
    for place in &places {
        library.collection(actor, *place).await?;
    }
    if !is_there(library, actor, upload).await.map_err(Refused::Ours)? {
        let head = library.first_bytes(file, HEAD).await?;
        let seen = look::look(kept.kind, &head, &upload.name, kept.content_type.as_deref()).map_err(Refused::File)?;
        let (media_type, picture) = (Some(seen.media_type.clone()), seen.picture);
        let given = if kept.kind == Kind::Model {
            let model = Model { state: ModelState::Ready, ..Model::default() };
            Given::Model(model, Some(ItemFile { blob: file, media_type: seen.media_type, size: None }))
        } else {
            Given::Stored { media_type, picture, blob: file }
        };
        let parent: Option<ThingId> = options.parent_id.as_deref().and_then(|given| ids::read(ids::ASSET, given));
        let hidden = options.hide.unwrap_or(false) || kept.kind == Kind::Avatar;
        let new = NewItem { id: Some(thing(upload)), parent, hidden, ..NewItem::new(upload.name.clone(), given) };
        match library.create_item(actor, new).await {
            // Somebody completed it beside us.
            Ok(_) | Err(library::Error::Conflict(_)) => {}
            Err(error) => return Err(error.into()),
        }
    }
    for place in places {
        let new = NewEntries { things: vec![thing(upload)], place: Place::Last, duplicates: Duplicates::Skip };
        library.add_entries(actor, place, new).await?;
    }
    Ok(())
}
