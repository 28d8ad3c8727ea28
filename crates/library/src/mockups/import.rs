//! Making a mockup of a Photoshop file.

use super::NewMockup;
use crate::accounts::Counts;
use crate::blobs::Blob;
use crate::fetch::Bounds;
use crate::ids::{TemplateId, ThingId};
use crate::jobs::{Ending, Import, ImportSource, Lease};
use crate::renderer::Inspection;
use crate::templates::Template;
use crate::things::{PREVIEW_WIDTHS, Privacy, Thing, ThingKind};
use crate::{Library, Result, library, text};

impl Library {
    /// Brings the file in, reads it, and makes the mockup together with the job's end.
    pub(crate) async fn fulfil_import(&self, lease: &Lease, import: &Import) -> Result<()> {
        let (file, file_name) = self.import_file(&import.source).await?;
        let Inspection { outline, previews } = self.renderer.inspect(file, &PREVIEW_WIDTHS).await?;
        let previews = self.store_previews(previews).await?;
        let name = import.name.clone().unwrap_or_else(|| mockup_name(file_name.as_deref()));
        let (account, author) = (lease.job.account, lease.job.user);
        let now = self.now();
        let template = Template { id: TemplateId::new(), account, file, outline, created_at: now };
        let thing = Thing {
            id: ThingId::new(),
            kind: ThingKind::Mockup,
            account,
            author,
            name,
            description: String::new(),
            privacy: Privacy::Private,
            created_at: now,
            updated_at: now,
        };
        let mut tx = self.begin().await?;
        let id = tx.insert_template(&template).await?;
        let stored = if id == template.id { file.bytes.cast_signed() } else { 0 };
        tx.insert_mockup(&NewMockup { thing: thing.clone(), template: id, previews }).await?;
        let change = Counts { mockups: 1, bytes: stored, ..Counts::default() };
        let counts = tx.add_to_counts(account, change).await?;
        self.check_quota(counts)?;
        if let ImportSource::Upload { id, .. } = import.source {
            tx.delete_upload(id).await?;
        }
        if tx.end_job(lease, &Ending::Succeeded(Some(thing.id)), now).await? {
            tx.commit().await?;
        }
        Ok(())
    }

    /// The file and its name.
    async fn import_file(&self, source: &ImportSource) -> Result<(Blob, Option<String>)> {
        match source {
            ImportSource::Upload { file, name, .. } => Ok((*file, Some(name.clone()))),
            ImportSource::Url(url) => {
                let bound = self.settings.psd();
                let library::Bound { what, bytes, setting } = bound;
                let bounds = Bounds { bytes, time: self.settings.psd_fetch_time, what, setting };
                let fetched = self.fetcher.fetch(url, bounds).await?;
                Ok((self.store_stream(fetched.body, bound).await?, fetched.file_name))
            }
        }
    }
}

/// A mockup's name from its file's: without the extension, and within the rules.
fn mockup_name(file: Option<&str>) -> String {
    let file = file.unwrap_or_default();
    let stem = match file.rsplit_once('.') {
        Some((stem, extension)) if ["psd", "psb"].contains(&extension.to_ascii_lowercase().as_str()) => stem,
        _ => file,
    };
    let visible: String = stem.chars().filter(|c| !c.is_control()).take(text::NAME_CHARACTERS).collect();
    text::name("name", &visible).unwrap_or_else(|_| "Untitled".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mockup_is_called_as_its_file() {
        assert_eq!(mockup_name(Some("Mug front.PSD")), "Mug front");
        assert_eq!(mockup_name(Some("poster.v2.psb")), "poster.v2");
        assert_eq!(mockup_name(Some(".psd")), "Untitled");
        assert_eq!(mockup_name(None), "Untitled");
        assert_eq!(mockup_name(Some(&"é".repeat(300))).chars().count(), 255);
    }
}
