//! Records made into rows: one transaction, so that an import happens as a whole or not at all.

mod entries;
mod rules;
mod things;

use std::collections::{BTreeSet, HashMap, HashSet};

use uuid::Uuid;

use super::{Noun as Ids, Record};
use crate::accounts::{Counts, Profile};
use crate::blobs::{Blob, ByteStream};
use crate::collections::Collection;
use crate::fonts::{Added, FONTS, Face, Font};
use crate::ids::{AccountId, CatalogId, EntryId, FontId, OriginalId, TemplateId, ThingId, UserId};
use crate::items::Content;
use crate::originals::Original;
use crate::templates::Template;
use crate::things::ThingKind;
use crate::{Error, Library, Result, Time, Transaction, text};
use rules::{damaged, picture_type};

/// What an import made.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Imported {
    /// Things of every kind.
    pub things: u64,
    /// Collections.
    pub collections: u64,
    /// Entries in them.
    pub entries: u64,
    /// Rows that got another id, since somebody's row has theirs.
    pub renamed: u64,
    /// People in the records who are not known here: what they made is the account's owner's, and what they like is
    /// not.
    pub strangers: BTreeSet<String>,
    /// Fonts and preferences that the account has already, and that stay as they are.
    pub kept: u64,
}

/// An import on its way. Dropped before [`Importing::finish`], nothing of it happens.
#[expect(missing_debug_implementations, reason = "a transaction cannot be printed")]
pub struct Importing<'a> {
    library: &'a Library,
    tx: Box<dyn Transaction>,
    account: AccountId,
    /// Who makes what strangers made: the account's owner.
    owner: UserId,
    default: CatalogId,
    people: HashMap<String, Option<UserId>>,
    /// What kind of record came last; they come in order.
    stage: u8,
    catalogs: HashMap<CatalogId, CatalogId>,
    templates: HashMap<TemplateId, TemplateId>,
    originals: HashMap<OriginalId, OriginalId>,
    things: HashMap<ThingId, (ThingId, ThingKind)>,
    /// What things name that may come after them.
    later: Vec<(ThingId, Option<ThingId>, Content)>,
    trash: Vec<(ThingId, Time)>,
    collections: Vec<Collection>,
    here: Here,
    counts: Counts,
    done: Imported,
}

/// Where in a collection we are.
#[derive(Default)]
struct Here {
    /// Its id in the records.
    collection: Option<crate::ids::CollectionId>,
    /// Its stacks' entries, by their ids in the records.
    stacks: HashMap<EntryId, EntryId>,
    /// What it holds already.
    things: HashSet<ThingId>,
    /// How much of each kind.
    kinds: HashMap<ThingKind, i64>,
    /// The last entry: by its id in the records, and by its own.
    entry: Option<(EntryId, EntryId)>,
}

impl Library {
    /// Stores a file of an archive: refused unless its bytes are those that its name says. As with any stored bytes,
    /// whoever refers to them does so within a day.
    pub async fn store_known(&self, blob: Blob, stream: ByteStream) -> Result<()> {
        self.store_checked(stream, None, Some(blob)).await.map(drop)
    }

    /// Begins an import into an account. For the operator: nobody's role is asked. The files that the records name are
    /// to be stored before ([`Library::store_known`]).
    pub async fn begin_import(&self, account: AccountId) -> Result<Importing<'_>> {
        let actor = self.owner_of(account).await?;
        let default = self.catalog_or_default(&actor, None).await?.id;
        Ok(Importing {
            library: self,
            tx: self.begin().await?,
            account,
            owner: actor.user,
            default,
            people: HashMap::new(),
            stage: 0,
            catalogs: HashMap::new(),
            templates: HashMap::new(),
            originals: HashMap::new(),
            things: HashMap::new(),
            later: Vec::new(),
            trash: Vec::new(),
            collections: Vec::new(),
            here: Here::default(),
            counts: Counts::default(),
            done: Imported::default(),
        })
    }
}

impl Importing<'_> {
    /// Adds what the next record says.
    pub async fn add(&mut self, record: Record) -> Result<()> {
        self.in_order(&record)?;
        match record {
            Record::Account { profile, .. } => self.profile(profile).await,
            Record::Preference { name, words } => self.preference(&name, &words).await,
            Record::Catalog(catalog) => {
                let id = CatalogId(self.free(Ids::Catalog, catalog.id.0).await?);
                refuse_twice(self.catalogs.insert(catalog.id, id))?;
                let name = text::name("name", &catalog.name)?;
                let own = crate::catalogs::Catalog { id, account: self.account, name, default: false, ..catalog };
                self.tx.insert_catalog(&own).await.map(drop)
            }
            Record::Font(font) => self.font(font).await,
            Record::Template(template) => self.template(template).await,
            Record::Original(original) => {
                let template = known(self.templates.get(&original.template).copied(), "a template")?;
                let id = OriginalId(self.free(Ids::Original, original.id.0).await?);
                refuse_twice(self.originals.insert(original.id, id))?;
                let name = text::name("name", &original.name)?;
                self.tx.insert_original(&Original { id, account: self.account, template, name, ..original }).await
            }
            Record::Thing(thing) => self.thing(*thing).await,
            Record::Collection(collection) => self.collection(*collection).await,
            Record::Entry(entry) => self.entry(*entry).await,
            Record::Comment { comment, author } => self.comment(*comment, &author).await,
        }
    }

    /// Makes it all lasting.
    pub async fn finish(mut self) -> Result<Imported> {
        if self.stage == 0 {
            return Err(damaged("it has no account in it"));
        }
        self.leave_collection().await?;
        self.name_later().await?;
        for (thing, at) in std::mem::take(&mut self.trash) {
            self.library.trash_one(&mut *self.tx, thing, at).await?;
        }
        // What was counted has moved their times.
        for collection in &self.collections {
            self.tx.update_collection(collection).await?;
        }
        let counts = self.tx.add_to_counts(self.account, self.counts).await?;
        self.library.check_quota(counts)?;
        self.tx.commit().await?;
        Ok(self.done)
    }

    fn in_order(&mut self, record: &Record) -> Result<()> {
        let stage = match record {
            Record::Account { .. } => 1,
            Record::Preference { .. } => 2,
            Record::Catalog(_) => 3,
            Record::Font(_) => 4,
            Record::Template(_) => 5,
            Record::Original(_) => 6,
            Record::Thing(_) => 7,
            Record::Collection(_) | Record::Entry(_) | Record::Comment { .. } => 8,
        };
        let first = (self.stage == 0) == (stage == 1);
        if !first || stage < self.stage {
            return Err(damaged("its records are not in order"));
        }
        self.stage = stage;
        Ok(())
    }

    /// The id, or another where it is taken.
    async fn free(&mut self, noun: Ids, id: Uuid) -> Result<Uuid> {
        if self.tx.is_taken(noun, id).await? {
            self.done.renamed += 1;
            return Ok(Uuid::now_v7());
        }
        Ok(id)
    }

    /// Who is called so; nobody for strangers.
    async fn person(&mut self, name: &str) -> Result<Option<UserId>> {
        if let Some(known) = self.people.get(name) {
            return Ok(*known);
        }
        let found = self.library.store.user_by_name(name).await?;
        let found = found.filter(|user| user.name.to_lowercase() == name.to_lowercase()).map(|user| user.id);
        if found.is_none() {
            self.done.strangers.insert(name.to_owned());
        }
        self.people.insert(name.to_owned(), found);
        Ok(found)
    }

    /// Who is called so, or the owner.
    async fn maker(&mut self, name: &str) -> Result<UserId> {
        Ok(self.person(name).await?.unwrap_or(self.owner))
    }

    /// How the account shows itself, unless it says so already.
    async fn profile(&mut self, profile: Profile) -> Result<()> {
        if self.library.store.profile(self.account).await? != Profile::default() || profile == Profile::default() {
            return Ok(());
        }
        if !profile.title.is_empty() {
            text::name("title", &profile.title)?;
        }
        text::description("description", &profile.description)?;
        rules::details(&profile.details)?;
        rules::view(&profile.view)?;
        if let Some((_, media_type)) = &profile.avatar {
            picture_type(media_type)?;
        }
        self.tx.put_profile(self.account, &profile).await
    }

    async fn preference(&mut self, name: &str, words: &str) -> Result<()> {
        text::name("name", name)?;
        text::without_null("words", words)?;
        if words.len() > crate::preferences::PREFERENCE_BYTES {
            return Err(Error::invalid("words", "are too long"));
        }
        if self.library.store.preference(self.account, name).await?.is_some() {
            self.done.kept += 1;
            return Ok(());
        }
        self.tx.put_preference(self.account, name, words, self.library.now()).await.map(drop)
    }

    async fn font(&mut self, font: Font) -> Result<()> {
        let added = font.added.ok_or_else(|| damaged("a font has no file"))?;
        let Face { family, style, postscript_name, category, license } = font.face;
        let postscript_name = text::name("postscript_name", &postscript_name)?;
        for words in [&family, &style, &license] {
            text::description("font", words)?;
        }
        let own = self.library.store.fonts(self.account).await?;
        let same = |known: &Font| known.face.postscript_name.to_lowercase() == postscript_name.to_lowercase();
        if own.len() >= FONTS || own.iter().any(same) {
            self.done.kept += 1;
            return Ok(());
        }
        let id = FontId(self.free(Ids::Font, font.id.0).await?);
        let face = Face { family, style, postscript_name, category, license };
        let added = Some(Added { account: self.account, ..added });
        self.tx.insert_font(&Font { id, face, added }).await?;
        self.counts.bytes += added.map_or(0, |added| added.file.bytes.cast_signed());
        Ok(())
    }

    async fn template(&mut self, template: Template) -> Result<()> {
        let id = TemplateId(self.free(Ids::Template, template.id.0).await?);
        let stored = self.tx.insert_template(&Template { id, account: self.account, ..template.clone() }).await?;
        refuse_twice(self.templates.insert(template.id, stored))?;
        if stored == id {
            self.counts.bytes += template.file.bytes.cast_signed();
        }
        Ok(())
    }
}

/// What was there before, as it should be: nothing.
fn refuse_twice<T>(before: Option<T>) -> Result<()> {
    before.map_or(Ok(()), |_| Err(damaged("something is in it twice")))
}

/// What a record names.
fn known<T>(found: Option<T>, what: &str) -> Result<T> {
    found.ok_or_else(|| damaged(&format!("a record names {what} that did not come before it")))
}
