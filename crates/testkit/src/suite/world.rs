//! What the rules begin with: times, rows that name nothing odd, and a person with an account.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta};
use library::accounts::{Account, Counts, Member};
use library::assets::Asset;
use library::blobs::{Blob, BlobHash};
use library::catalogs::Catalog;
use library::collections::{Collection, View};
use library::entries::Entry;
use library::ids::{
    AccountId, CatalogId, CollectionId, EntryId, JobId, RenderId, TemplateId, ThingId, UploadId, UserId,
};
use library::jobs::{Import, ImportSource, Job, Lease, State, Work};
use library::mockups::NewMockup;
use library::renders::{Picture, Render, RenderOrder};
use library::store::{Store, Transaction};
use library::templates::{Outline, Template};
use library::things::{Privacy, Thing, ThingKind};
use library::uploads::Upload;
use library::users::User;
use library::{Role, Time};

/// An empty store.
pub(super) type Subject = Arc<dyn Store>;

/// So many seconds into 2026.
pub(super) fn at(seconds: i64) -> Time {
    DateTime::from_timestamp(1_767_225_600 + seconds, 0).unwrap()
}

pub(super) fn micros(count: i64) -> TimeDelta {
    TimeDelta::microseconds(count)
}

/// A person.
pub(super) fn user(name: &str) -> User {
    User { id: UserId::new(), serial: 0, name: name.into(), email: None, password: None, created_at: at(0) }
}

/// A team's account.
pub(super) fn account(name: &str) -> Account {
    Account {
        id: AccountId::new(),
        serial: 0,
        name: name.into(),
        own_of: None,
        parent: None,
        created_at: at(0),
        counts: Counts::default(),
    }
}

/// An outline with nothing in it.
pub(super) fn bare_outline() -> Outline {
    Outline { width: 10, height: 10, dpi: None, slots: vec![], text_layers: vec![], layers: vec![], losses: vec![] }
}

/// A blob that is registered nowhere.
pub(super) fn unregistered(words: &str) -> Blob {
    Blob { hash: BlobHash::of(words.as_bytes()), bytes: words.len() as u64 }
}

/// A picture of nothing much.
pub(super) fn picture(blob: Blob) -> Picture {
    Picture { blob, media_type: "image/webp".into(), width: 4, height: 3, losses: vec![], texts: vec![] }
}

/// A store with a person in it, `ada`, who has an account of her own.
pub(super) struct World {
    pub(super) store: Subject,
    pub(super) user: UserId,
    pub(super) account: AccountId,
}

impl World {
    pub(super) async fn new(store: Subject) -> Self {
        let ada = user("ada");
        let own = Account { own_of: Some(ada.id), ..account("ada") };
        let world = Self { store, user: ada.id, account: own.id };
        let mut tx = world.begin().await;
        tx.insert_user(&ada).await.unwrap();
        tx.insert_account(&own).await.unwrap();
        tx.put_member(Member { account: own.id, user: ada.id, role: Role::Owner }).await.unwrap();
        tx.commit().await.unwrap();
        world
    }

    /// The same person in another account, which is new.
    pub(super) async fn elsewhere(&self) -> Self {
        let other = account("elsewhere");
        let mut tx = self.begin().await;
        tx.insert_account(&other).await.unwrap();
        tx.commit().await.unwrap();
        Self { store: self.store.clone(), user: self.user, account: other.id }
    }

    pub(super) async fn begin(&self) -> Box<dyn Transaction> {
        self.store.begin().await.unwrap()
    }

    /// A registered blob.
    pub(super) async fn blob(&self, words: &str) -> Blob {
        let blob = unregistered(words);
        let mut tx = self.begin().await;
        tx.register_blob(blob, at(0)).await.unwrap();
        tx.commit().await.unwrap();
        blob
    }

    pub(super) fn thing(&self, kind: ThingKind, name: &str) -> Thing {
        Thing {
            id: ThingId::new(),
            kind,
            account: self.account,
            author: self.user,
            name: name.into(),
            description: String::new(),
            privacy: Privacy::Private,
            created_at: at(0),
            updated_at: at(0),
        }
    }

    /// A stored template of a file with these words in it.
    pub(super) async fn template(&self, words: &str) -> Template {
        let file = self.blob(words).await;
        let template = Template {
            id: TemplateId::new(),
            account: self.account,
            file,
            outline: Arc::new(bare_outline()),
            created_at: at(0),
        };
        let mut tx = self.begin().await;
        let id = tx.insert_template(&template).await.unwrap();
        tx.commit().await.unwrap();
        Template { id, ..template }
    }

    /// A stored mockup of a template that all of these share.
    pub(super) async fn mockup(&self, name: &str) -> Thing {
        let thing = self.thing(ThingKind::Mockup, name);
        let template = self.template("a file").await.id;
        let mut tx = self.begin().await;
        tx.insert_mockup(&NewMockup { thing: thing.clone(), template, previews: vec![] }).await.unwrap();
        tx.commit().await.unwrap();
        thing
    }

    /// A stored asset.
    pub(super) async fn asset(&self, name: &str) -> Thing {
        let thing = self.thing(ThingKind::Asset, name);
        let blob = self.blob(name).await;
        let mut tx = self.begin().await;
        tx.insert_asset(&self.new_asset(thing.clone(), blob)).await.unwrap();
        tx.commit().await.unwrap();
        thing
    }

    #[expect(clippy::unused_self, reason = "reads as the others do")]
    pub(super) fn new_asset(&self, thing: Thing, blob: Blob) -> Asset {
        Asset { thing, blob, media_type: "image/png".into(), size: None, previews: vec![] }
    }

    /// A stored catalog that is not the default one.
    pub(super) async fn catalog(&self, name: &str) -> Catalog {
        let mut tx = self.begin().await;
        let catalog = tx.insert_catalog(&self.new_catalog(name)).await.unwrap();
        tx.commit().await.unwrap();
        catalog
    }

    pub(super) fn new_catalog(&self, name: &str) -> Catalog {
        let (id, account) = (CatalogId::new(), self.account);
        Catalog { id, serial: 0, account, name: name.into(), default: false, created_at: at(0) }
    }

    /// A stored collection, in a catalog of its own.
    pub(super) async fn collection(&self, name: &str) -> Collection {
        let catalog = self.catalog("a catalog").await.id;
        let mut tx = self.begin().await;
        let collection = tx.insert_collection(&self.new_collection(catalog, name)).await.unwrap();
        tx.commit().await.unwrap();
        collection
    }

    pub(super) fn new_collection(&self, catalog: CatalogId, name: &str) -> Collection {
        Collection {
            id: CollectionId::new(),
            serial: 0,
            account: self.account,
            catalog,
            author: self.user,
            name: name.into(),
            description: String::new(),
            privacy: Privacy::Private,
            created_at: at(0),
            updated_at: at(0),
            view: View::default(),
            cover: None,
            archived: false,
            collaborators: 0,
            mockups: 0,
            assets: 0,
            models: 0,
            links: 0,
            notes: 0,
            colours: 0,
            stacks: 0,
        }
    }

    pub(super) fn new_entry(&self, collection: CollectionId, thing: &Thing, rank: i64) -> Entry {
        Entry {
            id: EntryId::new(),
            serial: 0,
            collection,
            thing: thing.id,
            kind: thing.kind,
            rank,
            parent: None,
            made: false,
            added_by: self.user,
            created_at: at(0),
            reactions: 0,
            comments: 0,
            children: 0,
        }
    }

    /// A stored entry.
    pub(super) async fn entry(&self, collection: CollectionId, thing: &Thing, rank: i64) -> Entry {
        let mut tx = self.begin().await;
        let entry = tx.insert_entry(&self.new_entry(collection, thing, rank)).await.unwrap();
        tx.commit().await.unwrap();
        entry
    }

    pub(super) fn new_upload(&self) -> Upload {
        let (id, account) = (UploadId::new(), self.account);
        Upload { id, account, name: "mug.psd".into(), words: "kept é".into(), created_at: at(0), file: None }
    }

    /// A stored upload.
    pub(super) async fn upload(&self) -> Upload {
        let upload = self.new_upload();
        let mut tx = self.begin().await;
        tx.insert_upload(&upload).await.unwrap();
        tx.commit().await.unwrap();
        upload
    }

    pub(super) fn new_render(&self, mockup: ThingId) -> Render {
        Render {
            id: RenderId::new(),
            account: self.account,
            user: self.user,
            mockup,
            order: RenderOrder::default(),
            label: String::new(),
            job: JobId::new(),
            created_at: at(0),
            picture: None,
        }
    }

    /// A stored render without a picture.
    pub(super) async fn render(&self, mockup: ThingId) -> Render {
        let render = self.new_render(mockup);
        let mut tx = self.begin().await;
        tx.insert_render(&render, &[]).await.unwrap();
        tx.commit().await.unwrap();
        render
    }

    pub(super) fn new_job(&self, work: Work, seconds: i64) -> Job {
        Job {
            id: JobId::new(),
            account: self.account,
            user: self.user,
            work,
            mockup: None,
            file: None,
            state: State::Queued,
            attempts: 0,
            created_at: at(seconds),
            updated_at: at(seconds),
        }
    }

    /// A stored job, asked for so many seconds into the year.
    pub(super) async fn job(&self, seconds: i64) -> Job {
        let source = ImportSource::Url("https://example.com/mug.psd".into());
        let job = self.new_job(Work::Import(Import { source, name: None, filing: None }), seconds);
        let mut tx = self.begin().await;
        tx.insert_job(&job).await.unwrap();
        tx.commit().await.unwrap();
        job
    }

    /// Claims what there is, from one second to another.
    pub(super) async fn claim(&self, now: i64, until: i64) -> Option<Lease> {
        self.store.claim(at(now), at(until)).await.unwrap()
    }
}
