//! The trash: where things wait for thirty days before they are gone for good.

use chrono::TimeDelta;

use super::Item;
use crate::access::{Actor, Role};
use crate::accounts::Counts;
use crate::ids::ThingId;
use crate::things::ThingKind;
use crate::{Error, Library, Noun, Result, Time, Transaction};

/// How long things wait.
pub const TRASH_DAYS: i64 = 30;

/// What became of things that were to be put into the trash.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Deleted {
    /// Now there.
    pub trashed: Vec<ThingId>,
}

/// What became of things that were to be restored.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Restored {
    /// Outside the trash again.
    pub restored: Vec<ThingId>,
    /// The others, and why.
    pub skipped: Vec<(ThingId, Skipped)>,
}

/// Why a thing was not restored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Skipped {
    /// There is none, or not for this caller.
    NotFound,
    /// It is not in the trash.
    NotTrashed,
    /// It was there for too long.
    Expired,
}

impl Library {
    /// Puts things of the caller's account into the trash; all or nothing.
    pub async fn trash_items(&self, actor: &Actor, ids: &[ThingId]) -> Result<Deleted> {
        actor.require(Role::Editor)?;
        let items = self.store.items_of(ids).await?;
        let mut unique = ids.to_vec();
        unique.sort_unstable();
        unique.dedup();
        for id in &unique {
            let found = items.iter().find(|item| item.thing.id == *id && item.trashed_at.is_none());
            let item = found.ok_or(Error::NotFound(Noun::Thing))?;
            if item.thing.account != actor.account {
                self.changeable(actor, *id).await?;
            }
        }
        let mut tx = self.begin().await?;
        let now = self.now();
        for id in &unique {
            self.trash_one(&mut *tx, *id, now).await?;
        }
        tx.commit().await?;
        Ok(Deleted { trashed: unique })
    }

    /// Puts a thing into the trash and takes it off its account's counts; its bytes count until it is gone.
    pub(crate) async fn trash_one(&self, tx: &mut dyn Transaction, id: ThingId, now: Time) -> Result<()> {
        let Some(item) = tx.item_for_change(id).await?.filter(|item| item.trashed_at.is_none()) else {
            return Ok(());
        };
        tx.trash(id, now).await?;
        tx.add_to_counts(item.thing.account, one(item.thing.kind, -1)).await?;
        Ok(())
    }

    /// Takes things of the caller's account out of the trash: with their tags and places in collections (`places`),
    /// or bare. Those that cannot be restored are named with the reason.
    pub async fn restore_items(&self, actor: &Actor, ids: &[ThingId], places: bool) -> Result<Restored> {
        actor.require(Role::Editor)?;
        let found = self.store.items_of(ids).await?;
        let now = self.now();
        let mut done = Restored::default();
        let mut tx = self.begin().await?;
        for id in ids {
            let own = |item: &&Item| item.thing.id == *id && item.thing.account == actor.account;
            let fate = found.iter().find(own).map(|item| (item, item.trashed_at));
            match fate {
                None => done.skipped.push((*id, Skipped::NotFound)),
                Some((_, None)) => done.skipped.push((*id, Skipped::NotTrashed)),
                Some((_, Some(at))) if at < now - TimeDelta::days(TRASH_DAYS) => {
                    done.skipped.push((*id, Skipped::Expired));
                }
                Some((item, Some(_))) if !done.restored.contains(id) => {
                    tx.restore(*id, places, now).await?;
                    let counts = tx.add_to_counts(actor.account, one(item.thing.kind, 1)).await?;
                    self.check_quota(counts)?;
                    done.restored.push(*id);
                }
                Some(_) => {}
            }
        }
        tx.commit().await?;
        Ok(done)
    }

    /// Removes what has been in the trash for long enough; says whether there may be more.
    pub(crate) async fn purge_some(&self, at_once: u32) -> Result<bool> {
        let before = self.now() - TimeDelta::days(TRASH_DAYS);
        let mut tx = self.begin().await?;
        let old = tx.trashed_before(before, at_once).await?;
        for (id, account) in &old {
            let freed = tx.purge(*id).await?;
            tx.add_to_counts(*account, Counts { bytes: -freed.cast_signed(), ..Counts::default() }).await?;
        }
        tx.commit().await?;
        Ok(old.len() >= at_once as usize)
    }
}

fn one(kind: ThingKind, by: i64) -> Counts {
    match kind {
        ThingKind::Mockup | ThingKind::Photo => Counts { mockups: by, ..Counts::default() },
        ThingKind::Asset => Counts { assets: by, ..Counts::default() },
        ThingKind::Model | ThingKind::Link | ThingKind::Note | ThingKind::Colour | ThingKind::Stack => {
            Counts::default()
        }
    }
}
