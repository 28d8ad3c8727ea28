//! Artwork that is to be forgotten.

use std::collections::BTreeSet;

use async_trait::async_trait;
use library::Result;
use library::artworks::{Known, Write};
use library::ids::{AccountId, JobId};
use library::renders::Source;

use super::super::store::MemoryTransaction;

fn is(source: &Source, known: &Known) -> bool {
    match (source, known) {
        (Source::Url(url), Known::Url(known)) => url == known,
        (Source::Blob(blob), Known::Blob(known)) => blob.hash == *known,
        _ => false,
    }
}

#[async_trait]
impl Write for MemoryTransaction {
    async fn forget_artwork(&mut self, account: AccountId, known: &Known) -> Result<Option<Vec<JobId>>> {
        let (mut jobs, mut gone) = (BTreeSet::new(), BTreeSet::new());
        for row in self.rows.renders.values_mut().filter(|row| row.render.account == account) {
            let artworks = row.render.order.fills.iter_mut().filter_map(|fill| fill.artwork.as_mut());
            let sources = artworks.map(|artwork| &mut artwork.source).filter(|source| is(source, known));
            if sources.map(|source| *source = Source::Forgotten).count() > 0 {
                jobs.insert(row.render.job);
                gone.extend(row.picture);
                row.artwork.retain(|blob| *known != Known::Blob(blob.hash));
            }
        }
        if let Known::Blob(hash) = known {
            let own = self.rows.pictures.iter().filter(|((owner, _), _)| *owner == account);
            gone.extend(own.filter(|(_, row)| row.picture.blob.hash == *hash).map(|(key, _)| *key));
        }
        if jobs.is_empty() && gone.is_empty() {
            return Ok(None);
        }
        self.rows.pictures.retain(|key, _| !gone.contains(key));
        for row in self.rows.renders.values_mut() {
            row.picture = row.picture.filter(|key| !gone.contains(key));
        }
        Ok(Some(jobs.into_iter().collect()))
    }
}
