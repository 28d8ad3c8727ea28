//! A person's dashboard: the collections they may open, in the order they chose, and what they noted about each.

use super::{Collection, Permissions};
use crate::access::Actor;
use crate::ids::{AccountId, CollectionId, UserId};
use crate::{Library, Listed, Result, Time, Window};

/// What a person noted about a collection, and whether it is shared with them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// Who.
    pub user: UserId,
    /// About which collection.
    pub collection: CollectionId,
    /// Since when it is shared with them; `None` when it is not.
    pub shared_at: Option<Time>,
    /// They keep it at hand.
    pub highlighted: bool,
    /// When they last looked into it.
    pub accessed_at: Option<Time>,
    /// Its place on their dashboard; those without one come after the others, newest first.
    pub position: Option<i64>,
}

impl Standing {
    /// Nothing noted.
    pub const fn new(user: UserId, collection: CollectionId) -> Self {
        Self { user, collection, shared_at: None, highlighted: false, accessed_at: None, position: None }
    }
}

/// A collection as a person sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// The collection.
    pub collection: Collection,
    /// What they noted about it.
    pub standing: Standing,
    /// What they may do with it.
    pub permissions: Permissions,
}

/// Which collections of a dashboard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dashboard {
    /// Whose dashboard.
    pub user: UserId,
    /// Owned by this account.
    pub owner: Option<AccountId>,
    /// Owned by the person's own account (`true`), or by others only.
    pub owned: Option<bool>,
    /// Of any of these; empty for [`Status::Active`].
    pub statuses: Vec<Status>,
    /// With this text somewhere in name or description, whatever the case; empty for all.
    pub text: String,
    /// Sorted by.
    pub sort: DashboardSort,
    /// Which part.
    pub window: Window,
}

/// What becomes of collections on a dashboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Not put away.
    Active,
    /// Put away.
    Archived,
    /// Kept at hand by the person.
    Highlighted,
}

/// What a dashboard is sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DashboardSort {
    /// The order that the person chose; then the newest.
    #[default]
    Position,
    /// The name in lower case, by code point.
    Name,
    /// When the person last looked into it, the latest first; then the newest.
    Recent,
}

/// How many collections a dashboard has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct DashboardCounts {
    /// Not put away.
    pub active: u64,
    /// Put away.
    pub archived: u64,
    /// Kept at hand.
    pub highlighted: u64,
    /// Owned by the person's own account.
    pub owned: u64,
}

/// What is to change; `None` keeps.
#[derive(Debug, Clone, Copy, Default)]
pub struct StandingChanges {
    /// Whether they keep it at hand.
    pub highlighted: Option<bool>,
    /// That they look into it now.
    pub accessed: bool,
}

impl Library {
    /// The collections that the person may open; the query's user is not heeded.
    pub async fn dashboard(&self, actor: &Actor, query: Dashboard) -> Result<Listed<Shown>> {
        let listed = self.store.dashboard(&Dashboard { user: actor.user, ..query }).await?;
        let mut shown = Vec::with_capacity(listed.items.len());
        let roles = self.store.accounts_of(actor.user).await?;
        for (collection, standing) in listed.items {
            let member = roles.iter().find(|(account, _)| account.id == collection.account).map(|(_, role)| *role);
            shown.push(Self::shown(actor.user, collection, standing, member));
        }
        Ok(Listed { items: shown, total: listed.total })
    }

    /// How many collections the person's dashboard has.
    pub async fn dashboard_counts(&self, actor: &Actor) -> Result<DashboardCounts> {
        self.store.dashboard_counts(actor.user).await
    }

    /// Puts collections of the person's dashboard in this order, before all others.
    pub async fn order_dashboard(&self, actor: &Actor, order: &[CollectionId]) -> Result<()> {
        for id in order {
            self.collection_shown(actor, *id).await?;
        }
        let named: std::collections::BTreeSet<CollectionId> = order.iter().copied().collect();
        if named.len() < order.len() {
            return Err(crate::Error::invalid("order", "names a collection twice"));
        }
        let mut others = self.positioned(actor.user).await?;
        others.retain(|id| !named.contains(id));
        let mut standings = Vec::new();
        for id in order.iter().chain(&others) {
            standings.push(self.store.standing(actor.user, *id).await?.unwrap_or(Standing::new(actor.user, *id)));
        }
        let mut tx = self.begin().await?;
        for (standing, position) in standings.into_iter().zip(0..) {
            tx.put_standing(&Standing { position: Some(position), ..standing }).await?;
        }
        tx.commit().await
    }

    /// The collections that have a place on a person's dashboard, in order.
    async fn positioned(&self, user: UserId) -> Result<Vec<CollectionId>> {
        let query = Dashboard {
            user,
            owner: None,
            owned: None,
            statuses: vec![Status::Active, Status::Archived],
            text: String::new(),
            sort: DashboardSort::Position,
            window: Window { limit: 10_000, offset: 0 },
        };
        let all = self.store.dashboard(&query).await?.items.into_iter();
        let placed = all.filter(|(_, standing)| standing.is_some_and(|standing| standing.position.is_some()));
        Ok(placed.map(|(collection, _)| collection.id).collect())
    }

    /// Notes what the person thinks of a collection.
    pub async fn note_standing(&self, actor: &Actor, id: CollectionId, changes: StandingChanges) -> Result<Shown> {
        let shown = self.collection_shown(actor, id).await?;
        let mut standing = shown.standing;
        standing.highlighted = changes.highlighted.unwrap_or(standing.highlighted);
        if changes.accessed {
            standing.accessed_at = Some(self.now());
        }
        let mut tx = self.begin().await?;
        tx.put_standing(&standing).await?;
        tx.commit().await?;
        Ok(Shown { standing, ..shown })
    }
}
