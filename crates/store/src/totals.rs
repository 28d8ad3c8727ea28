//! How long lists are: numbers kept beside their owner by every insert and delete, so that no list counts its rows to
//! say how many there are.

use library::Result;
use library::ids::{AccountId, CollectionId, EntryId};
use library::things::ThingKind;
use sea_query::{Expr, ExprTrait, Query};

use crate::open::Store;
use crate::schema::{Accounts, Collections, Entries};
use crate::transaction::Changes;

/// The column that keeps how many things of a kind an account has.
pub(crate) const fn of_kind(kind: ThingKind) -> Accounts {
    match kind {
        ThingKind::Mockup => Accounts::ListedMockups,
        ThingKind::Asset => Accounts::ListedAssets,
        ThingKind::Photo => Accounts::ListedPhotos,
        ThingKind::Model => Accounts::ListedModels,
        ThingKind::Link => Accounts::ListedLinks,
        ThingKind::Note => Accounts::ListedNotes,
        ThingKind::Colour => Accounts::ListedColours,
        ThingKind::Stack => Accounts::ListedStacks,
    }
}

impl Store {
    /// How long one of an account's lists is.
    pub(crate) async fn listed(&self, account: AccountId, list: Accounts) -> Result<u64> {
        let kept = Query::select()
            .column(list)
            .from(Accounts::Table)
            .and_where(Expr::col(Accounts::Id).eq(account.0))
            .to_owned();
        self.database.number(&kept).await
    }

    /// How many entries a collection has.
    pub(crate) async fn listed_entries(&self, collection: CollectionId) -> Result<u64> {
        let kept = Query::select()
            .column(Collections::ListedEntries)
            .from(Collections::Table)
            .and_where(Expr::col(Collections::Id).eq(collection.0))
            .to_owned();
        self.database.number(&kept).await
    }
}

impl Changes {
    /// Notes that one of an account's lists has become longer (or shorter).
    pub(crate) async fn lengthen(&mut self, account: AccountId, list: Accounts, by: i64) -> Result<()> {
        let change = Query::update()
            .table(Accounts::Table)
            .value(list, Expr::col(list).add(by))
            .and_where(Expr::col(Accounts::Id).eq(account.0))
            .to_owned();
        self.execute(&change).await.map(drop)
    }

    /// Notes that a collection has more entries (or fewer).
    pub(crate) async fn lengthen_collection(&mut self, collection: CollectionId, by: i64) -> Result<()> {
        let column = Collections::ListedEntries;
        let change = Query::update()
            .table(Collections::Table)
            .value(column, Expr::col(column).add(by))
            .and_where(Expr::col(Collections::Id).eq(collection.0))
            .to_owned();
        self.execute(&change).await.map(drop)
    }

    /// Notes that a stack gathers more entries (or fewer).
    pub(crate) async fn gather(&mut self, stack: EntryId, by: i64) -> Result<()> {
        let change = Query::update()
            .table(Entries::Table)
            .value(Entries::Children, Expr::col(Entries::Children).add(by))
            .and_where(Expr::col(Entries::Id).eq(stack.0))
            .to_owned();
        self.execute(&change).await.map(drop)
    }
}
