//! The rows, and the rules that a database would hold them to.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use library::accounts::{Account, Member, Profile};
use library::assets::Asset;
use library::blobs::{Blob, BlobHash};
use library::catalogs::Catalog;
use library::collections::{Collection, Standing};
use library::conversions::Conversion;
use library::editor_sessions::EditorSession;
use library::entries::Entry;
use library::fonts::Font;
use library::idempotency::Remembered;
use library::ids::{
    AccountId, CatalogId, CollectionId, DeliveryId, EditorSessionId, EndpointId, EntryId, EventId, FontId, JobId,
    KeyId, OriginalId, PresetId, RenderId, SessionId, TemplateId, ThingId, UploadId, UserId,
};
use library::inputs::Input;
use library::invitations::Invitation;
use library::items::{Item, Lock, Snapshot};
use library::jobs::{Import, ImportSource, Job, Work};
use library::keys::Key;
use library::mockups::NewMockup;
use library::originals::Original;
use library::photos::{PhotoImport, PhotoMockup, PhotoSource};
use library::preferences::Preference;
use library::presets::Preset;
use library::renders::{Picture, Render};
use library::responses::{Comment, Reaction};
use library::sessions::Session;
use library::tags::Tag;
use library::templates::Template;
use library::things::{Preview, Thing};
use library::uploads::{Part, Upload};
use library::users::{Email, User};
use library::webhooks::{Delivery, Endpoint, Event};
use library::{Error, Result, Time};
use uuid::Uuid;

/// What is in a mutex; a test that panicked elsewhere while holding it has failed already.
pub(super) fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// All rows.
#[derive(Debug, Clone, Default)]
pub(super) struct State {
    pub(super) serial: i64,
    pub(super) users: BTreeMap<UserId, User>,
    pub(super) accounts: BTreeMap<AccountId, Account>,
    pub(super) members: Vec<Member>,
    pub(super) keys: BTreeMap<KeyId, Key>,
    pub(super) spellings: BTreeMap<(String, [u8; 32]), KeyId>,
    pub(super) sessions: BTreeMap<SessionId, (Session, [u8; 32])>,
    pub(super) blobs: BTreeMap<BlobHash, Time>,
    pub(super) looks: BTreeMap<BlobHash, Option<u64>>,
    pub(super) templates: BTreeMap<TemplateId, Template>,
    pub(super) mockups: BTreeMap<ThingId, NewMockup>,
    pub(super) assets: BTreeMap<ThingId, Asset>,
    pub(super) photos: BTreeMap<ThingId, PhotoMockup>,
    pub(super) others: BTreeMap<ThingId, Item>,
    pub(super) texts: BTreeMap<BlobHash, Text>,
    pub(super) extras: BTreeMap<ThingId, Extra>,
    pub(super) tags: Vec<Tag>,
    pub(super) snapshots: Vec<Snapshot>,
    pub(super) standings: Vec<Standing>,
    pub(super) reactions: Vec<Reaction>,
    pub(super) comments: Vec<Comment>,
    pub(super) emails: Vec<Email>,
    pub(super) invitations: Vec<Invitation>,
    pub(super) profiles: BTreeMap<AccountId, Profile>,
    pub(super) catalogs: BTreeMap<CatalogId, Catalog>,
    pub(super) collections: BTreeMap<CollectionId, Collection>,
    pub(super) entries: BTreeMap<EntryId, Entry>,
    pub(super) uploads: BTreeMap<UploadId, (Upload, BTreeMap<u32, Part>)>,
    pub(super) renders: BTreeMap<RenderId, RenderRow>,
    pub(super) pictures: BTreeMap<PictureKey, PictureRow>,
    pub(super) jobs: BTreeMap<JobId, JobRow>,
    pub(super) originals: BTreeMap<OriginalId, Original>,
    pub(super) original_mockups: BTreeMap<ThingId, OriginalId>,
    pub(super) shelves: BTreeMap<ThingId, CatalogId>,
    pub(super) presets: BTreeMap<PresetId, Preset>,
    pub(super) inputs: BTreeMap<(CollectionId, String), Input>,
    pub(super) fonts: BTreeMap<FontId, Font>,
    pub(super) editor_sessions: BTreeMap<EditorSessionId, (EditorSession, [u8; 32])>,
    pub(super) confirmed_actions: BTreeMap<(EditorSessionId, String), [u8; 32]>,
    pub(super) preferences: BTreeMap<(AccountId, String), Preference>,
    pub(super) conversions: Vec<Conversion>,
    pub(super) endpoints: BTreeMap<EndpointId, Endpoint>,
    pub(super) events: BTreeMap<EventId, Event>,
    pub(super) deliveries: BTreeMap<DeliveryId, DeliveryRow>,
    pub(super) requests: BTreeMap<(AccountId, String), (Remembered, Time)>,
}

/// What a mockup or an asset has beside what its own noun keeps; all other things are items through and through.
#[derive(Debug, Clone, Default)]
pub(super) struct Extra {
    pub(super) serial: i64,
    pub(super) tags: Vec<String>,
    pub(super) details: BTreeMap<String, String>,
    pub(super) parent: Option<ThingId>,
    pub(super) hidden: bool,
    pub(super) lock: Option<Lock>,
    pub(super) trashed_at: Option<Time>,
}

/// What is known of the words in a file.
#[derive(Debug, Clone, Default)]
pub(super) struct Text {
    pub(super) words: Option<String>,
    pub(super) attempts: u32,
    pub(super) tried_at: Option<Time>,
}

/// A picture is shared within one account.
pub(super) type PictureKey = (AccountId, [u8; 32]);

/// An order; its picture is in [`State::pictures`].
#[derive(Debug, Clone)]
pub(super) struct RenderRow {
    pub(super) render: Render,
    pub(super) picture: Option<PictureKey>,
    pub(super) artwork: Vec<Blob>,
}

/// A picture and when it was drawn.
#[derive(Debug, Clone)]
pub(super) struct PictureRow {
    pub(super) picture: Picture,
    pub(super) drawn_at: Time,
}

/// A delivery in the queue.
#[derive(Debug, Clone)]
pub(super) struct DeliveryRow {
    pub(super) delivery: Delivery,
    /// The claim's token, while it is claimed.
    pub(super) token: Option<Uuid>,
}

/// A job in the queue.
#[derive(Debug, Clone)]
pub(super) struct JobRow {
    pub(super) job: Job,
    /// Not before this.
    pub(super) after: Time,
    /// The last claim's token, and until when it holds.
    pub(super) claim: Option<(Uuid, Time)>,
}

impl State {
    /// The next number that dialects with integers show. One sequence for all is more than is asked for.
    pub(super) fn next_serial(&mut self) -> i64 {
        self.serial += 1;
        self.serial
    }

    /// Refuses a row that names blobs which are not registered.
    pub(super) fn hold_blobs(&self, blobs: impl IntoIterator<Item = BlobHash>) -> Result<()> {
        let missing = blobs.into_iter().find(|hash| !self.blobs.contains_key(hash));
        missing.map_or(Ok(()), |hash| refuse(&format!("blob {hash}")))
    }

    pub(super) fn hold_user(&self, id: UserId) -> Result<()> {
        if self.users.contains_key(&id) { Ok(()) } else { refuse(&format!("user {id}")) }
    }

    pub(super) fn hold_account(&self, id: AccountId) -> Result<()> {
        if self.accounts.contains_key(&id) { Ok(()) } else { refuse(&format!("account {id}")) }
    }

    /// Refuses a new thing whose account, author or previews are not there, or whose id is taken.
    pub(super) fn hold_thing(&self, thing: &Thing, previews: &[Preview]) -> Result<()> {
        self.hold_account(thing.account)?;
        self.hold_user(thing.author)?;
        self.hold_blobs(previews.iter().map(|preview| preview.blob.hash))?;
        if self.thing(thing.id).is_some() { Err(Error::internal("a thing was added twice")) } else { Ok(()) }
    }

    pub(super) fn thing(&self, id: ThingId) -> Option<&Thing> {
        let mockup = self.mockups.get(&id).map(|mockup| &mockup.thing);
        let other = || self.others.get(&id).map(|item| &item.thing);
        let photo = || self.photos.get(&id).map(|photo| &photo.thing);
        mockup.or_else(|| self.assets.get(&id).map(|asset| &asset.thing)).or_else(photo).or_else(other)
    }

    /// Whether a thing is in the trash.
    pub(super) fn trashed(&self, id: ThingId) -> bool {
        let other = self.others.get(&id).is_some_and(|item| item.trashed_at.is_some());
        other || self.extras.get(&id).is_some_and(|extra| extra.trashed_at.is_some())
    }

    /// All that a row names.
    pub(super) fn used_blobs(&self) -> std::collections::BTreeSet<BlobHash> {
        let previews = |previews: &[Preview]| previews.iter().map(|preview| preview.blob).collect::<Vec<_>>();
        let mut used: Vec<Blob> = self.templates.values().map(|template| template.file).collect();
        used.extend(self.mockups.values().flat_map(|mockup| previews(&mockup.previews)));
        used.extend(self.assets.values().flat_map(|asset| previews(&asset.previews)));
        used.extend(self.assets.values().map(|asset| asset.blob));
        used.extend(self.others.values().flat_map(|item| previews(&item.previews)));
        used.extend(self.others.values().filter_map(|item| item.file.as_ref().map(|file| file.blob)));
        used.extend(self.photos.values().flat_map(|photo| previews(&photo.previews)));
        used.extend(self.photos.values().map(|photo| photo.photo));
        used.extend(self.conversions.iter().map(|conversion| conversion.file));
        used.extend(self.snapshots.iter().map(|snapshot| snapshot.blob));
        used.extend(self.profiles.values().filter_map(|profile| profile.avatar.as_ref().map(|(blob, _)| *blob)));
        used.extend(self.uploads.values().filter_map(|(upload, _)| upload.file));
        used.extend(self.uploads.values().flat_map(|(_, parts)| parts.values().map(|part| part.blob)));
        used.extend(self.renders.values().flat_map(|row| row.artwork.clone()));
        used.extend(self.pictures.values().map(|row| row.picture.blob));
        used.extend(self.presets.values().flat_map(|preset| previews(&preset.previews)));
        used.extend(self.fonts.values().filter_map(|font| font.added).map(|added| added.file));
        used.extend(self.jobs.values().filter(|row| !row.job.state.ended()).filter_map(|row| file(&row.job)));
        let made = self.jobs.values().filter_map(|row| row.job.file);
        used.into_iter().map(|blob| blob.hash).chain(made).collect()
    }
}

fn refuse<T>(what: &str) -> Result<T> {
    Err(Error::internal(format!("a row names {what}, which is not there")))
}

/// The file that a job is about to read.
pub(super) fn file(job: &Job) -> Option<Blob> {
    match &job.work {
        Work::Import(Import { source: ImportSource::Upload { file, .. }, .. })
        | Work::ImportPhoto(PhotoImport { source: PhotoSource::File(file), .. }) => Some(*file),
        Work::Import(_)
        | Work::Render(_)
        | Work::ImportPhoto(_)
        | Work::RenderPhoto(_)
        | Work::Preview(_)
        | Work::Pack(_) => None,
    }
}
