//! What projects and teams share: where a caller may go from the project of their key, and how words are changed.

use library::accounts::{Account, ProfileChanges};
use library::{Actor, Noun};
use serde_json::{Value, json};

use super::{Kind, things};
use crate::error::Error;
use crate::ids;
use crate::state::Door;
use crate::translate::asset;
use crate::translate::tenancy::{Tenant, Words, team_of};
use crate::wire::{TenantChanges, date};

/// What an unknown one is called.
const fn missing(tenant: Tenant) -> &'static str {
    match tenant {
        Tenant::Project => "project",
        Tenant::Team => "team",
    }
}

/// A refusal in which an account is called what the dialect knows it as.
pub(crate) fn told(tenant: Tenant) -> impl Fn(library::Error) -> Error {
    move |error| match error {
        library::Error::NotFound(Noun::Account) => Error::not_found(missing(tenant)),
        other => other.into(),
    }
}

/// The caller in a project: that of their key or, with a key of a team's, one of its projects.
pub(crate) async fn in_project(door: &Door, actor: &Actor, given: &str) -> Result<Actor, Error> {
    let id = ids::read(ids::PROJECT, given).ok_or_else(|| Error::not_found(missing(Tenant::Project)))?;
    let there = door.library.act_nearby(actor, id).await.map_err(told(Tenant::Project))?;
    // The team above is no project for a key of one of its projects.
    if there.account != actor.account && door.library.account(&there).await?.parent != Some(actor.account) {
        return Err(Error::not_found(missing(Tenant::Project)));
    }
    Ok(there)
}

/// The caller in their key's team.
pub(crate) async fn in_team(door: &Door, actor: &Actor, given: &str) -> Result<Actor, Error> {
    let own = team_of(&door.library.account(actor).await?);
    if ids::read(ids::TEAM, given) != Some(own) {
        return Err(Error::not_found(missing(Tenant::Team)));
    }
    door.library.act_nearby(actor, own).await.map_err(told(Tenant::Team))
}

/// The projects that a caller may enter, their own first, the others oldest first.
pub(crate) async fn projects(door: &Door, actor: &Actor) -> Result<Vec<(Actor, Account)>, Error> {
    let own = door.library.account(actor).await?;
    let below = match own.parent {
        None => door.library.accounts_under(actor, own.id).await?,
        Some(_) => Vec::new(),
    };
    let mut entered = vec![(*actor, own)];
    for account in below {
        match door.library.act_nearby(actor, account.id).await {
            Ok(there) => entered.push((there, account)),
            Err(library::Error::NotFound(_)) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(entered)
}

/// Changes what a project or a team says of itself.
pub(crate) async fn change(door: &Door, actor: &Actor, tenant: Tenant, changes: TenantChanges) -> Result<(), Error> {
    if changes.privacy_mode == Some(true) {
        return Err(no_privacy_mode());
    }
    let account = door.library.account(actor).await?;
    let profile = door.library.profile(account.id).await?;
    let mut words = Words::of(&profile, tenant);
    let now = date(door.library.now());
    let mut title = None;
    if let Some(name) = &changes.name {
        let name = library::text::name("name", name)?;
        if tenant.names(&account) {
            title = Some(name);
        } else {
            words.name = Some(name);
        }
    }
    if let Some(description) = &changes.description {
        words.description = description.clone().filter(|words| !words.is_empty());
        words.description_date = words.description.is_some().then(|| now.clone());
    }
    match &changes.avatar_asset_id {
        None => {}
        Some(None) => words.avatar_asset_id = None,
        Some(Some(asset)) => {
            checked_avatar(door, actor, asset).await?;
            words.avatar_asset_id = Some(asset.clone());
        }
    }
    keep(&mut words, changes);
    words.updated_at = Some(now);
    let text = serde_json::to_string(&words).map_err(library::Error::internal)?;
    if text.chars().count() > library::text::DESCRIPTION_CHARACTERS {
        return Err(Error::invalid(
            "",
            "all that is kept with this project or team must have at most 10000 characters",
        ));
    }
    let details = [(tenant.detail().to_owned(), Some(text))].into();
    let changes = ProfileChanges { title, details, ..ProfileChanges::default() };
    door.library.change_profile(actor, account.id, changes).await?;
    Ok(())
}

/// This server's members see all that their project has.
pub(crate) fn no_privacy_mode() -> Error {
    Error::invalid("privacyMode", "cannot be true: members of a project see all of it on this server")
}

async fn checked_avatar(door: &Door, actor: &Actor, given: &str) -> Result<(), Error> {
    let refused = || Error::invalid("avatarAssetId", "is not an image of this project");
    let named = things(door, actor, Kind::Asset, "avatarAssetId", &[given.to_owned()]).await?;
    let found = door.library.items_by_id(actor, &named).await?;
    let item = found.first().filter(|item| item.thing.account == actor.account).ok_or_else(refused)?;
    if asset::kind(item) == "image" { Ok(()) } else { Err(refused()) }
}

/// What is shown as it was given.
fn keep(words: &mut Words, changes: TenantChanges) {
    let mut put = |name: &str, value: Value| {
        if value.is_null() {
            words.kept.remove(name);
        } else {
            words.kept.insert(name.to_owned(), value);
        }
    };
    if let Some(homepage) = changes.settings.and_then(|settings| settings.homepage) {
        put("settings", homepage.map_or_else(|| json!({}), |homepage| json!({"homepage": homepage})));
    }
    if let Some(most) = changes.max_consumption {
        put("maxConsumption", json!(most));
    }
    if let Some(most) = changes.default_user_max_consumption {
        put("defaultUserMaxConsumption", json!(most));
    }
    if let Some(is_off) = changes.disable_ip_detection {
        put("disableIpDetection", json!(is_off));
    }
    if let Some(is_on) = changes.quality_gate_auto_detect {
        put("qualityGateAutoDetect", json!(is_on));
    }
    if let Some(posture) = changes.ip_detection_enforcement {
        put("ipDetectionEnforcement", json!(posture));
    }
}
