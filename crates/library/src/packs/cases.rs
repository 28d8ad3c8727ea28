//! Asking for an archive.

use std::collections::BTreeSet;

use super::{FILES, Pack};
use crate::access::Actor;
use crate::jobs::{Job, Work};
use crate::{Error, Library, Result, text};

impl Library {
    /// Puts files into one archive: the job of it. Its file is kept as long as the job.
    pub async fn pack(&self, actor: &Actor, pack: Pack) -> Result<Job> {
        text::name("name", &pack.name)?;
        if pack.files.is_empty() || pack.files.len() > FILES {
            return Err(Error::invalid("files", format!("must be from 1 to {FILES}")));
        }
        let mut paths = BTreeSet::new();
        for file in &pack.files {
            if !is_safe(&file.path) || !paths.insert(file.path.as_str()) {
                return Err(Error::invalid("files", "must have paths of their own that lead nowhere else"));
            }
        }
        self.order_job(actor, Work::Pack(pack), None).await
    }
}

/// Whether a path stays below the folder that an archive is unpacked in.
fn is_safe(path: &str) -> bool {
    let part = |part: &str| !part.is_empty() && part != "." && part != "..";
    path.split('/').all(part) && !path.contains(|c: char| c == '\\' || c.is_control())
}
