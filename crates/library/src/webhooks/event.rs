//! What happened that others may be told of.

use crate::Time;
use crate::ids::{AccountId, EventId, JobId, RenderId, ThingId};
use crate::jobs::{self, Failure, Job, Reason, State, Work};

/// Something that happened: a job ended, or somebody asked for a test.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Its id.
    pub id: EventId,
    /// Where.
    pub account: AccountId,
    /// What.
    pub kind: Kind,
    /// The job that ended; a test has the id of a job that never was.
    pub job: JobId,
    /// The render that it drew.
    pub render: Option<RenderId>,
    /// The mockup that it made or drew.
    pub mockup: Option<ThingId>,
    /// Why it failed.
    pub failure: Option<Failure>,
    /// When.
    pub at: Time,
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident = $name:literal)*) => {
        /// The kinds of event.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Kind {
            $($(#[$doc])* $kind,)*
        }

        impl Kind {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$kind),*];

            /// Its name in storage.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$kind => $name),*
                }
            }
        }
    };
}

kinds! {
    /// A picture was drawn.
    RenderSucceeded = "render.succeeded"
    /// A picture was not drawn.
    RenderFailed = "render.failed"
    /// A Photoshop file became a mockup.
    ImportSucceeded = "import.succeeded"
    /// A Photoshop file did not.
    ImportFailed = "import.failed"
    /// A photo became a mockup.
    PhotoReady = "photo.ready"
    /// A photo is not fit to be a mockup.
    PhotoRejected = "photo.rejected"
    /// A photo did not become a mockup, for another reason.
    PhotoFailed = "photo.failed"
    /// A picture was drawn into a photo.
    PhotoRenderSucceeded = "photo_render.succeeded"
    /// A picture was not drawn into a photo.
    PhotoRenderFailed = "photo_render.failed"
    /// Files were put into an archive.
    PackSucceeded = "pack.succeeded"
    /// Files were not put into an archive.
    PackFailed = "pack.failed"
    /// Somebody asked for a test.
    Test = "test"
}

impl Kind {
    /// The kind of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.name() == name)
    }

    /// What the end of a job of this kind is; one that was cancelled has failed. Nobody is told of previews.
    const fn of(work: jobs::Kind, end: &State) -> Option<Self> {
        let succeeded = matches!(end, State::Succeeded);
        // The file itself is at fault: no other try will help.
        let unfit =
            matches!(end, State::Failed(Failure { reason: Reason::Unreadable | Reason::TooLarge | Reason::Order, .. }));
        Some(match work {
            jobs::Kind::Render if succeeded => Self::RenderSucceeded,
            jobs::Kind::Render => Self::RenderFailed,
            jobs::Kind::Import if succeeded => Self::ImportSucceeded,
            jobs::Kind::Import => Self::ImportFailed,
            jobs::Kind::ImportPhoto if succeeded => Self::PhotoReady,
            jobs::Kind::ImportPhoto if unfit => Self::PhotoRejected,
            jobs::Kind::ImportPhoto => Self::PhotoFailed,
            jobs::Kind::RenderPhoto if succeeded => Self::PhotoRenderSucceeded,
            jobs::Kind::RenderPhoto => Self::PhotoRenderFailed,
            jobs::Kind::Pack if succeeded => Self::PackSucceeded,
            jobs::Kind::Pack => Self::PackFailed,
            jobs::Kind::Preview => return None,
        })
    }
}

impl Event {
    /// That this job, as it is now, has ended; `None` where nobody is told.
    pub(crate) fn of(job: &Job, at: Time) -> Option<Self> {
        let kind = Kind::of(job.work.kind(), &job.state)?;
        let failure = match &job.state {
            State::Failed(failure) => Some(failure.clone()),
            State::Cancelled => Some(Failure { reason: Reason::Order, message: "the job was cancelled".to_owned() }),
            State::Queued | State::Running | State::Succeeded => None,
        };
        let render = match &job.work {
            Work::Render(render) => Some(*render),
            Work::RenderPhoto(photo) => Some(photo.render),
            Work::Import(_) | Work::ImportPhoto(_) | Work::Preview(_) | Work::Pack(_) => None,
        };
        Some(Self {
            id: EventId::new(),
            account: job.account,
            kind,
            job: job.id,
            render,
            mockup: job.mockup,
            failure,
            at,
        })
    }

    /// That somebody asked for a test.
    pub(super) fn test(account: AccountId, at: Time) -> Self {
        let (id, job) = (EventId::new(), JobId::new());
        Self { id, account, kind: Kind::Test, job, render: None, mockup: None, failure: None, at }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_found_by_their_names() {
        for kind in Kind::ALL {
            assert_eq!(Kind::from_name(kind.name()), Some(*kind));
        }
        assert_eq!(Kind::from_name("render"), None);
    }

    #[test]
    fn only_success_is_success() {
        let failed = State::Failed(Failure { reason: Reason::Gone, message: String::new() });
        for work in [jobs::Kind::Render, jobs::Kind::Import, jobs::Kind::RenderPhoto, jobs::Kind::Pack] {
            assert!(Kind::of(work, &State::Succeeded).unwrap().name().ends_with(".succeeded"));
            assert!(Kind::of(work, &State::Cancelled).unwrap().name().ends_with(".failed"));
            assert!(Kind::of(work, &failed).unwrap().name().ends_with(".failed"));
        }
        let unfit = State::Failed(Failure { reason: Reason::Unreadable, message: String::new() });
        let ends = [State::Succeeded, unfit, failed].map(|end| Kind::of(jobs::Kind::ImportPhoto, &end));
        assert_eq!(ends, [Kind::PhotoReady, Kind::PhotoRejected, Kind::PhotoFailed].map(Some));
    }
}
