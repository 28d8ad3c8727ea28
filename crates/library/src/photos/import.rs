//! Making a mockup of a photo.

use super::{PhotoImport, PhotoMockup, PhotoSource, rules};
use crate::accounts::Counts;
use crate::blobs::Blob;
use crate::fetch::Bounds;
use crate::ids::ThingId;
use crate::jobs::{Ending, Lease};
use crate::renderer::PhotoInspection;
use crate::things::{PREVIEW_WIDTHS, Privacy, Thing, ThingKind};
use crate::{Bound, Error, Library, Result, text};

impl Library {
    /// Brings the photo in, looks at it, and makes the mockup together with the job's end.
    pub(crate) async fn fulfil_photo_import(&self, lease: &Lease, import: &PhotoImport) -> Result<()> {
        let (photo, file_name) = self.photo_file(&import.source).await?;
        let seen: PhotoInspection = self.renderer.inspect_photo(photo, &PREVIEW_WIDTHS).await?;
        let (width, height) = (seen.width, seen.height);
        let least = rules::SHORTEST;
        if width < least || height < least {
            let message = format!("the photo has {width} x {height} pixels, and at least {least} x {least} are needed");
            return Err(Error::invalid("source", message));
        }
        rules::check_places(&import.areas, width, height).map_err(|error| named(error, import))?;
        let previews = self.store_previews(seen.previews).await?;
        let now = self.now();
        let thing = Thing {
            id: ThingId::new(),
            kind: ThingKind::Photo,
            account: lease.job.account,
            author: lease.job.user,
            name: import.name.clone().unwrap_or_else(|| name_of(file_name.as_deref())),
            description: String::new(),
            privacy: Privacy::Private,
            created_at: now,
            updated_at: now,
        };
        let (id, areas, media_type) = (thing.id, import.areas.clone(), seen.media_type);
        let mockup = PhotoMockup { thing, photo, media_type, width, height, areas, version: 1, previews };
        let mut tx = self.begin().await?;
        tx.insert_photo_mockup(&mockup).await?;
        let change = Counts { mockups: 1, bytes: photo.bytes.cast_signed(), ..Counts::default() };
        let counts = tx.add_to_counts(lease.job.account, change).await?;
        self.check_quota(counts)?;
        if self.end_job(&mut *tx, lease, &Ending::Succeeded(Some(id)), now).await? {
            tx.commit().await?;
        }
        Ok(())
    }

    /// The photo and its file's name.
    async fn photo_file(&self, source: &PhotoSource) -> Result<(Blob, Option<String>)> {
        match source {
            PhotoSource::File(file) => Ok((*file, None)),
            PhotoSource::Url(url) => {
                let bound = self.settings.photo();
                let Bound { what, bytes, setting } = bound;
                let bounds = Bounds { bytes, time: self.settings.artwork_fetch_time, what, setting };
                let fetched = self.fetcher.fetch(url, bounds).await?;
                Ok((self.store_stream(fetched.body, bound).await?, fetched.file_name))
            }
        }
    }
}

/// A job keeps a refusal's sentence and not its field: the sentence says which area is meant.
fn named(error: Error, import: &PhotoImport) -> Error {
    let Error::Invalid { field, message } = error else { return error };
    let place = (0..import.areas.len()).find(|place| field.starts_with(&format!("areas[{place}]")));
    let number = place.map_or(1, |place| place + 1);
    Error::invalid(field, format!("the corners of print area {number} {message}"))
}

/// A mockup's name from its photo's file: without the extension, and within the rules.
fn name_of(file: Option<&str>) -> String {
    let file = file.unwrap_or_default();
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let visible: String = stem.chars().filter(|c| !c.is_control()).take(text::NAME_CHARACTERS).collect();
    text::name("name", &visible).unwrap_or_else(|_| "Untitled".to_owned())
}
