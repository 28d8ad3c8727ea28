//! How an account shows itself to people. A person's own account's profile is the person's.

use std::collections::BTreeMap;

use crate::access::{Actor, Role};
use crate::blobs::Blob;
use crate::collections::View;
use crate::ids::AccountId;
use crate::{Error, Library, Result, text};

/// How an account shows itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Profile {
    /// The name that people read; empty for the account's own.
    pub title: String,
    /// Words about it.
    pub description: String,
    /// A small picture.
    pub avatar: Option<(Blob, String)>,
    /// How its dashboard is shown.
    pub view: View,
    /// Names and values that doors keep with it. The library does not read them.
    pub details: BTreeMap<String, String>,
}

/// What is to change; `None` keeps.
#[derive(Debug, Clone, Default)]
pub struct ProfileChanges {
    /// The name that people read.
    pub title: Option<String>,
    /// Words about it.
    pub description: Option<String>,
    /// A stored picture and its media type; `Some(None)` for none.
    pub avatar: Option<Option<(Blob, String)>>,
    /// How its dashboard is shown.
    pub view: Option<View>,
    /// Details to set, or with `None` to drop; the others stay.
    pub details: BTreeMap<String, Option<String>>,
}

impl Library {
    /// How an account shows itself; to anybody who knows of it.
    pub async fn profile(&self, account: AccountId) -> Result<Profile> {
        self.store.profile(account).await
    }

    /// Changes how an account shows itself: one's own, or any that one manages.
    pub async fn change_profile(&self, actor: &Actor, account: AccountId, changes: ProfileChanges) -> Result<Profile> {
        self.require_role(actor, account, Role::Manager).await?;
        let mut profile = self.store.profile(account).await?;
        if let Some(title) = changes.title {
            profile.title = text::name("name", &title)?;
        }
        if let Some(description) = changes.description {
            profile.description = text::description("description", &description)?;
        }
        profile.avatar = changes.avatar.unwrap_or(profile.avatar);
        profile.view = changes.view.unwrap_or(profile.view);
        for (name, value) in changes.details {
            match value {
                Some(value) => profile.details.insert(name, value),
                None => profile.details.remove(&name),
            };
        }
        for (name, value) in &profile.details {
            text::without_null(name, value)?;
            if value.chars().count() > text::DESCRIPTION_CHARACTERS {
                return Err(Error::invalid(name.as_str(), "is too long"));
            }
        }
        let mut tx = self.begin().await?;
        tx.put_profile(account, &profile).await?;
        tx.commit().await?;
        Ok(profile)
    }
}
