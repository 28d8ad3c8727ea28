//! Preferences.

use async_trait::async_trait;
use library::ids::AccountId;
use library::preferences::{Preference, Read, Write};
use library::{Error, Result, Time};
use sea_query::{Expr, ExprTrait, OnConflict, Query};

use crate::open::Store;
use crate::schema::Preferences;
use crate::statement::insert;
use crate::transaction::Changes;

#[async_trait]
impl Read for Store {
    async fn preference(&self, account: AccountId, name: &str) -> Result<Option<Preference>> {
        let query = Query::select()
            .columns([Preferences::Words, Preferences::Version])
            .from(Preferences::Table)
            .and_where(Expr::col(Preferences::AccountId).eq(account.0))
            .and_where(Expr::col(Preferences::Name).eq(name))
            .to_owned();
        let row: Option<(String, i64)> = self.database.first(&query).await?;
        Ok(row.map(|(words, version)| Preference { words, version }))
    }
}

#[async_trait]
impl Write for Changes {
    async fn put_preference(&mut self, account: AccountId, name: &str, words: &str, now: Time) -> Result<i64> {
        let mut row = insert!(Preferences::Table,
            Preferences::AccountId => account.0,
            Preferences::Name => name,
            Preferences::Words => words,
            Preferences::Version => 1i64,
            Preferences::UpdatedAt => now,
        );
        let again = OnConflict::columns([Preferences::AccountId, Preferences::Name])
            .update_columns([Preferences::Words, Preferences::UpdatedAt])
            .value(Preferences::Version, Expr::col((Preferences::Table, Preferences::Version)).add(1i64))
            .to_owned();
        let put: Option<(i64,)> = self.first(row.on_conflict(again).returning_col(Preferences::Version)).await?;
        put.map(|(version,)| version).ok_or_else(|| Error::internal("a preference was not kept"))
    }
}
