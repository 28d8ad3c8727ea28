//! Jobs: durable units of work. A job ends exactly once: done, failed or cancelled, whatever is killed.

mod cases;
mod port;

pub use port::{Ending, Lease, Queue, Read, Topic, Write};

use std::fmt;

use crate::Time;
use crate::blobs::{Blob, BlobHash};
use crate::ids::{AccountId, CatalogId, CollectionId, JobId, OriginalId, RenderId, ThingId, UploadId, UserId};
use crate::packs::Pack;
use crate::photos::{PhotoImport, PhotoRender};

/// A unit of work.
#[derive(Debug, Clone, PartialEq)]
pub struct Job {
    /// Its id.
    pub id: JobId,
    /// Whose.
    pub account: AccountId,
    /// Who asked for it.
    pub user: UserId,
    /// What is to be done.
    pub work: Work,
    /// The mockup it is about, once there is one. A job outlives its mockup and goes on naming it.
    pub mockup: Option<ThingId>,
    /// The file that it made, once it has succeeded.
    pub file: Option<BlobHash>,
    /// How far it is.
    pub state: State,
    /// How often it was begun.
    pub attempts: u32,
    /// When it was asked for.
    pub created_at: Time,
    /// When its state last changed.
    pub updated_at: Time,
}

impl Job {
    /// A new one, which nobody has begun.
    pub(crate) fn queued(account: AccountId, user: UserId, work: Work, now: Time) -> Self {
        Self {
            id: JobId::new(),
            account,
            user,
            work,
            mockup: None,
            file: None,
            state: State::Queued,
            attempts: 0,
            created_at: now,
            updated_at: now,
        }
    }
}

/// What is to be done.
#[derive(Debug, Clone, PartialEq)]
pub enum Work {
    /// Draw this render.
    Render(RenderId),
    /// Make a mockup of a Photoshop file.
    Import(Import),
    /// Make a mockup of a photo.
    ImportPhoto(PhotoImport),
    /// Draw this render of a photo mockup.
    RenderPhoto(PhotoRender),
    /// Make a small picture of this thing, which brings none. Nobody asked for it: no list shows it.
    Preview(ThingId),
    /// Put these files into one archive.
    Pack(Pack),
}

impl Work {
    /// Its kind.
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Render(_) => Kind::Render,
            Self::Import(_) => Kind::Import,
            Self::ImportPhoto(_) => Kind::ImportPhoto,
            Self::RenderPhoto(_) => Kind::RenderPhoto,
            Self::Preview(_) => Kind::Preview,
            Self::Pack(_) => Kind::Pack,
        }
    }
}

/// The kinds of work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// [`Work::Render`].
    Render,
    /// [`Work::Import`].
    Import,
    /// [`Work::ImportPhoto`].
    ImportPhoto,
    /// [`Work::RenderPhoto`].
    RenderPhoto,
    /// [`Work::Preview`].
    Preview,
    /// [`Work::Pack`].
    Pack,
}

impl Kind {
    /// Its name in storage.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Render => "render",
            Self::Import => "import",
            Self::ImportPhoto => "import_photo",
            Self::RenderPhoto => "render_photo",
            Self::Preview => "preview",
            Self::Pack => "pack",
        }
    }
}

/// A Photoshop file to make a mockup of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Import {
    /// Where it comes from.
    pub source: ImportSource,
    /// The mockup's name; `None` for the file's.
    pub name: Option<String>,
    /// What becomes of the file; `None` for a mockup and nothing else.
    pub filing: Option<Filing>,
}

/// A file that is kept under a name of its own, and may become a mockup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filing {
    /// What the kept file is called by.
    pub original: OriginalId,
    /// Whether a mockup is made of it.
    pub mockup: bool,
    /// The catalog that the mockup shows in; `None` for the default one.
    pub catalog: Option<CatalogId>,
    /// The collections that it is put in.
    pub collections: Vec<CollectionId>,
}

/// Where a file comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ImportSource {
    /// To be fetched.
    Url(String),
    /// A complete upload; it is forgotten when the mockup is made.
    Upload {
        /// Which.
        id: UploadId,
        /// Its file.
        file: Blob,
        /// Its file's name.
        name: String,
    },
}

/// How far a job is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// Waiting for a worker.
    Queued,
    /// With a worker.
    Running,
    /// Done.
    Succeeded,
    /// Not to be done.
    Failed(Failure),
    /// Given up by its owner.
    Cancelled,
}

impl State {
    /// Whether it is over.
    pub const fn ended(&self) -> bool {
        matches!(self, Self::Succeeded | Self::Failed(_) | Self::Cancelled)
    }
}

/// Why a job failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// For programs.
    pub reason: Reason,
    /// A sentence for people, safe to show.
    pub message: String,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

/// The kinds of failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// A given URL could not be fetched.
    Source,
    /// Something is larger than the limits.
    TooLarge,
    /// A file is not what it should be: no Photoshop file, no picture, broken.
    Unreadable,
    /// The order does not fit the mockup.
    Order,
    /// What it was about is gone.
    Gone,
    /// Ours to mend.
    Internal,
}

impl Reason {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Source, Self::TooLarge, Self::Unreadable, Self::Order, Self::Gone, Self::Internal];

    /// Its name in storage.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::TooLarge => "too_large",
            Self::Unreadable => "unreadable",
            Self::Order => "order",
            Self::Gone => "gone",
            Self::Internal => "internal",
        }
    }

    /// The reason of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.name() == name)
    }
}

/// Which jobs, newest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    /// Whose.
    pub account: AccountId,
    /// Of these kinds; empty for all.
    pub kinds: Vec<Kind>,
    /// About this mockup; `None` for all.
    pub mockup: Option<ThingId>,
    /// Made before this one; `None` from the newest.
    pub before: Option<JobId>,
    /// How many at most.
    pub limit: u32,
}
