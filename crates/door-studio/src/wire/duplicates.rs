//! Things that are the same.

use library::items::{Content, Item};
use library::{Error, Listed, Window};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::files::Files;
use super::page::{default_limit, window};
use super::things::Preview;
use super::twin::twin;

twin! {
    /// By what duplicates are found: the same file, links to the same page (whatever the scheme, `www.`, default port,
    /// fragment, trailing slash, order of parameters, and those that trackers add), or pictures that look alike.
    By of library::duplicates::By { File, Link, Look }
}

const fn by_file() -> By {
    By::File
}

/// Which duplicates.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct DuplicatesQuery {
    /// By what they are found.
    #[serde(default = "by_file")]
    #[param(inline)]
    by: By,
    /// How many groups at most.
    #[serde(default = "default_limit")]
    #[param(minimum = 1, maximum = 100)]
    limit: u32,
    /// How many groups are left out before them.
    #[serde(default)]
    #[param(minimum = 0, maximum = 1_000_000_000)]
    offset: u64,
}

impl DuplicatesQuery {
    pub(crate) fn into_parts(self) -> Result<(library::duplicates::By, Window), Error> {
        Ok((self.by.into(), window(self.limit, self.offset)?))
    }
}

/// A group of things that are the same.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Duplicates {
    /// The oldest first.
    items: Vec<Duplicate>,
}

/// One of them.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Duplicate {
    id: Uuid,
    name: String,
    /// What it is: "asset", "link".
    kind: String,
    /// Where the file is, or the page.
    url: Option<String>,
    /// How many bytes the file has.
    #[schema(minimum = 0)]
    bytes: Option<u64>,
    /// Small pictures of it, widest first.
    previews: Vec<Preview>,
    created_at: chrono::DateTime<chrono::Utc>,
}

impl Duplicates {
    pub(crate) fn page(groups: Listed<Vec<Item>>, files: &Files<'_>) -> super::page::Page<Self> {
        super::page::Page::of(groups, |group| Self {
            items: group.into_iter().map(|item| Duplicate::of(item, files)).collect(),
        })
    }
}

impl Duplicate {
    fn of(item: Item, files: &Files<'_>) -> Self {
        let Item { thing, content, file, previews, .. } = item;
        let url = match (&file, content) {
            (Some(file), _) => Some(files.named(file.blob.hash, &file.media_type, &thing.name)),
            (None, Content::Link(url)) => Some(url),
            (None, _) => None,
        };
        Self {
            id: thing.id.0,
            kind: thing.kind.name().to_owned(),
            url,
            name: thing.name,
            bytes: file.map(|file| file.blob.bytes),
            previews: Preview::of(previews, files),
            created_at: thing.created_at,
        }
    }
}
