//! Transfer: all that an account owns, as a row of records, and such records made into rows again, on whatever server.
//!
//! Records come in an order in which whatever is named came before: the account, its catalogs and fonts, templates,
//! originals, things, then each collection with its entries. They name people by their names, since ids of people mean
//! nothing elsewhere.

mod bring;
mod export;
mod import;
mod port;

pub use bring::{Became, Bringing, Brought, BroughtContent};
pub use export::Sink;
pub use import::{Imported, Importing};
pub use port::{MockupPlace, Noun, Read, Write};

use crate::accounts::Profile;
use crate::blobs::Blob;
use crate::catalogs::Catalog;
use crate::collections::Collection;
use crate::entries::Entry;
use crate::fonts::Font;
use crate::ids::CatalogId;
use crate::inputs::Input;
use crate::items::{Item, Snapshot};
use crate::originals::Original;
use crate::photos::PhotoMockup;
use crate::presets::Preset;
use crate::responses::{Comment, Reaction};
use crate::templates::Template;
use crate::things::Preview;

/// One thing that an account owns. Accounts, people and numbers in the values are those of the server that wrote it,
/// and not heeded when it is read: people are the names beside.
#[derive(Debug, Clone, PartialEq)]
pub enum Record {
    /// The account itself; the first record, once.
    Account {
        /// Its name.
        name: String,
        /// How it shows itself.
        profile: Profile,
    },
    /// What a door keeps for it.
    Preference {
        /// Under this name.
        name: String,
        /// In these words.
        words: String,
    },
    /// A catalog beside the default one.
    Catalog(Catalog),
    /// A font that it added.
    Font(Font),
    /// A parsed Photoshop file.
    Template(Template),
    /// An uploaded file under a name.
    Original(Original),
    /// A thing of any kind.
    Thing(Box<ThingRecord>),
    /// A collection; its entries follow.
    Collection(Box<CollectionRecord>),
    /// An entry of the collection before; those outside stacks first.
    Entry(Box<EntryRecord>),
    /// A remark on the entry before.
    Comment {
        /// The remark.
        comment: Box<Comment>,
        /// Who made it.
        author: String,
    },
}

/// A thing with all that is its own.
#[derive(Debug, Clone, PartialEq)]
pub struct ThingRecord {
    /// What every kind has. Locks stay behind.
    pub item: Item,
    /// Who made it.
    pub author: String,
    /// What a mockup stands on.
    pub mockup: Option<MockupPlace>,
    /// A photo mockup's photo and areas.
    pub photo: Option<PhotoMockup>,
    /// What its file was, newest first, and who replaced it.
    pub snapshots: Vec<(Snapshot, String)>,
    /// A mockup's named print areas.
    pub presets: Vec<Preset>,
}

/// A collection with all that is its own but its entries.
#[derive(Debug, Clone, PartialEq)]
pub struct CollectionRecord {
    /// The collection. Its catalog is not heeded.
    pub collection: Collection,
    /// In which catalog; `None` for the default one.
    pub catalog: Option<CatalogId>,
    /// Who made it.
    pub author: String,
    /// Its names for slots.
    pub inputs: Vec<Input>,
}

/// An entry with those who like it.
#[derive(Debug, Clone, PartialEq)]
pub struct EntryRecord {
    /// The entry.
    pub entry: Entry,
    /// Who put it there.
    pub added_by: String,
    /// Who likes it.
    pub reactions: Vec<(Reaction, String)>,
}

impl Record {
    /// The files that it names.
    pub fn blobs(&self) -> Vec<Blob> {
        let of = |previews: &[Preview]| previews.iter().map(|preview| preview.blob).collect::<Vec<_>>();
        match self {
            Self::Account { profile, .. } => profile.avatar.iter().map(|(blob, _)| *blob).collect(),
            Self::Font(font) => font.added.iter().map(|added| added.file).collect(),
            Self::Template(template) => vec![template.file],
            Self::Thing(thing) => {
                let mut blobs = of(&thing.item.previews);
                blobs.extend(thing.item.file.iter().map(|file| file.blob));
                blobs.extend(thing.photo.iter().map(|photo| photo.photo));
                blobs.extend(thing.snapshots.iter().map(|(snapshot, _)| snapshot.blob));
                blobs.extend(thing.presets.iter().flat_map(|preset| of(&preset.previews)));
                blobs
            }
            Self::Preference { .. }
            | Self::Catalog(_)
            | Self::Original(_)
            | Self::Collection(_)
            | Self::Entry(_)
            | Self::Comment { .. } => Vec::new(),
        }
    }
}
