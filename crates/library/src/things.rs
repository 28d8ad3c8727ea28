//! What mockups, assets and all else that can be in a collection have in common.

use crate::Time;
use crate::blobs::Blob;
use crate::ids::{AccountId, ThingId, UserId};

/// What a thing is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ThingKind {
    /// A template under a name.
    Mockup,
    /// A file.
    Asset,
    /// A photo with print areas.
    Photo,
    /// What makes pictures: weights, words and examples.
    Model,
    /// A page on the web.
    Link,
    /// Words.
    Note,
    /// A colour.
    Colour,
    /// What other entries of a collection are gathered under.
    Stack,
}

impl ThingKind {
    /// All of them.
    pub const ALL: [Self; 8] =
        [Self::Mockup, Self::Asset, Self::Photo, Self::Model, Self::Link, Self::Note, Self::Colour, Self::Stack];

    /// Its name in storage.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Mockup => "mockup",
            Self::Asset => "asset",
            Self::Photo => "photo",
            Self::Model => "model",
            Self::Link => "link",
            Self::Note => "note",
            Self::Colour => "colour",
            Self::Stack => "stack",
        }
    }

    /// The kind of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// Who may see a thing or a collection, beside the members of its account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Privacy {
    /// Nobody.
    #[default]
    Private,
    /// Whoever has its link.
    Unlisted,
    /// Everybody.
    Public,
}

impl Privacy {
    /// Its name in storage and messages.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Private => "private",
            Self::Unlisted => "unlisted",
            Self::Public => "public",
        }
    }

    /// The privacy of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Private, Self::Unlisted, Self::Public].into_iter().find(|privacy| privacy.name() == name)
    }
}

/// The common part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thing {
    /// Its id.
    pub id: ThingId,
    /// What it is.
    pub kind: ThingKind,
    /// Who owns it.
    pub account: AccountId,
    /// Who made it.
    pub author: UserId,
    /// Its name.
    pub name: String,
    /// Words about it; empty for none.
    pub description: String,
    /// Who else may see it.
    pub privacy: Privacy,
    /// When it was made.
    pub created_at: Time,
    /// When it was last changed.
    pub updated_at: Time,
}

/// A small picture of a thing, ready to be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
    /// The file.
    pub blob: Blob,
    /// Its media type: "image/webp".
    pub media_type: String,
}

/// The widths that previews are made in.
pub const PREVIEW_WIDTHS: [u32; 3] = [720, 480, 240];
