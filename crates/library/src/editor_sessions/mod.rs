//! Editor sessions: short-lived passes to the editor, which an account's own server gives to a visitor's browser. A
//! pass opens one mockup and nothing else; what the visitor submits is confirmed by the account's server exactly once.

mod cases;
mod port;

pub use cases::{NewEditorSession, Opened, SubmittedAction};
pub use port::{Read, Write};

use uuid::Uuid;

use crate::ids::{AccountId, EditorSessionId, ThingId, UserId};
use crate::{Error, Noun, Result, Time};

/// How long a pass holds, in seconds.
pub const SECONDS: i64 = 900;

/// How long what was submitted in a session may be confirmed, in hours from its end.
pub const CONFIRM_HOURS: i64 = 24;

/// A pass to the editor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditorSession {
    /// Its id.
    pub id: EditorSessionId,
    /// Where it acts.
    pub account: AccountId,
    /// As whom.
    pub user: UserId,
    /// What for.
    pub purpose: Purpose,
    /// What kind of mockup is edited.
    pub edits: Edits,
    /// Which; `None` for one that is to be made.
    pub mockup: Option<ThingId>,
    /// The smart object to begin with.
    pub slot: Option<Uuid>,
    /// The only page that may hold the editor, as an origin: `https://shop.example`.
    pub allowed_origin: Option<String>,
    /// What the account's server bound to it.
    pub binding: Binding,
    /// How the editor's buttons look.
    pub looks: Looks,
    /// What messages between the editor and its page name it by.
    pub channel: Uuid,
    /// When it was opened.
    pub created_at: Time,
    /// When it ends.
    pub expires_at: Time,
}

impl EditorSession {
    /// Refuses other mockups than its own, as if they were not there.
    pub fn require_mockup(&self, mockup: ThingId) -> Result<()> {
        if self.mockup == Some(mockup) { Ok(()) } else { Err(Error::NotFound(Noun::Mockup)) }
    }
}

/// What the editor is opened for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// To prepare a mockup: draw its print areas.
    Setup,
    /// To put artwork into it.
    Customise,
}

impl Purpose {
    /// Its name in storage.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Setup => "setup",
            Self::Customise => "customise",
        }
    }

    /// The purpose of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Setup, Self::Customise].into_iter().find(|purpose| purpose.name() == name)
    }
}

/// What kind of mockup is edited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edits {
    /// One of a Photoshop file.
    Template,
    /// One of a photo.
    Photo,
}

impl Edits {
    /// Its name in storage.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Template => "template",
            Self::Photo => "photo",
        }
    }

    /// The kind of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Template, Self::Photo].into_iter().find(|edits| edits.name() == name)
    }
}

/// What the account's server bound to a session, in its own words; what is submitted must come with the same.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Binding {
    /// Which shop.
    pub shop: Option<String>,
    /// Which product.
    pub product: Option<String>,
    /// Which variant of it.
    pub variant: Option<String>,
    /// What is to be done with the design.
    pub action: Option<String>,
}

/// How the editor's buttons look.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Looks {
    /// The words of the button that submits.
    pub primary_label: Option<String>,
    /// The words of the other one.
    pub secondary_label: Option<String>,
    /// Their colour: red, green, blue.
    pub accent: Option<[u8; 3]>,
}
