//! Making a mockup of a Photoshop file.

use std::collections::BTreeSet;

use super::NewMockup;
use crate::access::{Actor, Role};
use crate::accounts::Counts;
use crate::blobs::Blob;
use crate::fetch::Bounds;
use crate::ids::{AccountId, CollectionId, TemplateId, ThingId};
use crate::jobs::{Ending, Filing, Import, ImportSource, Lease};
use crate::originals::Original;
use crate::renderer::Inspection;
use crate::templates::Template;
use crate::things::{PREVIEW_WIDTHS, Privacy, Thing, ThingKind};
use crate::{Error, Library, Noun, Result, Time, Transaction, entries, library, text};

impl Library {
    /// Brings the file in, reads it, and makes what is to be made of it together with the job's end.
    pub(crate) async fn fulfil_import(&self, lease: &Lease, import: &Import) -> Result<()> {
        let (file, file_name) = self.import_file(&import.source).await?;
        let is_mockup = import.filing.as_ref().is_none_or(|filing| filing.mockup);
        let widths: &[u32] = if is_mockup { &PREVIEW_WIDTHS } else { &[] };
        let Inspection { outline, previews } = self.renderer.inspect(file, widths).await?;
        let previews = self.store_previews(previews).await?;
        let account = lease.job.account;
        let now = self.now();
        let template = Template { id: TemplateId::new(), account, file, outline, created_at: now };
        let mut tx = self.begin().await?;
        hold_collections(&mut *tx, account, import).await?;
        let id = tx.insert_template(&template).await?;
        let stored = if id == template.id { file.bytes.cast_signed() } else { 0 };
        let mockup = is_mockup.then(|| thing(lease, import, file_name.as_deref(), now));
        if let Some(thing) = &mockup {
            tx.insert_mockup(&NewMockup { thing: thing.clone(), template: id, previews }).await?;
        }
        if let Some(filing) = &import.filing {
            let name = import.name.clone().unwrap_or_else(|| original_name(file_name.as_deref()));
            let original = Original { id: filing.original, account, template: id, name, created_at: now };
            file_away(&mut *tx, &actor(lease), &original, filing, mockup.as_ref()).await?;
        }
        let change = Counts { mockups: i64::from(is_mockup), bytes: stored, ..Counts::default() };
        let counts = tx.add_to_counts(account, change).await?;
        self.check_quota(counts)?;
        if let ImportSource::Upload { id, .. } = import.source {
            tx.delete_upload(id).await?;
        }
        if self.end_job(&mut *tx, lease, &Ending::Succeeded(mockup.map(|thing| thing.id)), now).await? {
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

/// Holds the collections that the mockup goes in, before all else: whoever removes mockups holds them first, too.
async fn hold_collections(tx: &mut dyn Transaction, account: AccountId, import: &Import) -> Result<()> {
    let collections: BTreeSet<CollectionId> =
        import.filing.iter().flat_map(|filing| &filing.collections).copied().collect();
    for id in collections {
        tx.collection_for_change(account, id).await?.ok_or(Error::NotFound(Noun::Collection))?;
    }
    Ok(())
}

/// Keeps the file under its name, and puts its mockup where it belongs.
async fn file_away(
    tx: &mut dyn Transaction,
    actor: &Actor,
    original: &Original,
    filing: &Filing,
    mockup: Option<&Thing>,
) -> Result<()> {
    tx.insert_original(original).await?;
    let Some(thing) = mockup else { return Ok(()) };
    tx.link_original(original.id, thing.id).await?;
    if let Some(catalog) = filing.catalog {
        tx.shelve(thing.id, catalog).await?;
    }
    let mut placed = BTreeSet::new();
    for collection in filing.collections.iter().filter(|collection| placed.insert(**collection)) {
        entries::append(tx, actor, *collection, thing, original.created_at).await?;
    }
    Ok(())
}

/// Whoever asked for the job.
fn actor(lease: &Lease) -> Actor {
    Actor { user: lease.job.user, account: lease.job.account, role: Role::Editor, key: None, person: false }
}

fn thing(lease: &Lease, import: &Import, file_name: Option<&str>, now: Time) -> Thing {
    Thing {
        id: ThingId::new(),
        kind: ThingKind::Mockup,
        account: lease.job.account,
        author: lease.job.user,
        name: import.name.clone().unwrap_or_else(|| mockup_name(file_name)),
        description: String::new(),
        privacy: Privacy::Private,
        created_at: now,
        updated_at: now,
    }
}

/// An original's name from its file's.
fn original_name(file: Option<&str>) -> String {
    let visible: String = file.unwrap_or_default().chars().filter(|c| !c.is_control()).collect();
    let short: String = visible.chars().take(text::NAME_CHARACTERS).collect();
    text::name("name", &short).unwrap_or_else(|_| "Untitled.psd".to_owned())
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
