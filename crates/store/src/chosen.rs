//! What chooses things in a list: words and tags. Where they leave few, those are looked up and sorted; where they leave
//! many, the list is walked in its order until a page is full. Which of the two it is, is known before the list is asked.

use library::Result;
use library::ids::{AccountId, CollectionId};
use library::things::ThingKind;
use sea_query::{Expr, ExprTrait, Func, Query, SelectStatement};

use crate::db::Database;
use crate::items::tagged_with;
use crate::open::Store;
use crate::schema::{Tags, ThingTags, Things};
use crate::search::{FEW, Found, Searched, fold};
use crate::things;

/// The most accounts' tags of one spelling that are named one by one.
const SPELLINGS: u64 = 500;

/// What things must have.
#[derive(Default)]
pub(crate) struct Chosen {
    tests: Vec<Expr>,
    /// A test that an index answers for all things at once, instead of the last one.
    all: Option<Expr>,
    /// Whether at least one of the tests leaves few.
    pub(crate) few: bool,
}

impl Chosen {
    /// Whether there is nothing to test.
    pub(crate) fn is_empty(&self) -> bool {
        self.tests.is_empty()
    }

    /// Leaves what passes.
    pub(crate) fn narrow(&self, query: &mut SelectStatement) {
        for test in &self.tests {
            query.and_where(test.clone());
        }
    }

    /// An account's things of a kind, outside the trash: to be narrowed.
    pub(crate) fn things_of(&self, database: &Database, account: AccountId, kind: ThingKind) -> SelectStatement {
        let column = Expr::col((Things::Table, Things::AccountId));
        things::of_kind(if self.few { tested_in_sqlite(database, column) } else { column }, account, kind)
    }

    /// The same, for lists of which only the length is asked.
    pub(crate) fn whole(mut self) -> Self {
        if let Some(all) = self.all.take().filter(|_| !self.few) {
            self.tests.pop();
            self.tests.push(all);
            self.few = true;
        }
        self
    }

    fn add(&mut self, found: Option<Found>) {
        match found {
            None => {}
            Some(Found::Few(test)) => {
                self.tests.push(test);
                self.few = true;
            }
            Some(Found::Many { met, all }) => {
                self.tests.push(met);
                self.all = all;
            }
        }
    }
}

/// A column that the database is to test and not to search by. SQLite keeps no statistics: it takes whatever index has
/// the column, unless it is an expression.
pub(crate) fn only_tested(column: Expr) -> Expr {
    Func::coalesce([column.clone(), column]).into()
}

/// The same where statistics would know better.
pub(crate) fn tested_in_sqlite(database: &Database, column: Expr) -> Expr {
    match database {
        Database::Sqlite { .. } => only_tested(column),
        Database::Postgres(_) => column,
    }
}

/// A list of so many is walked whatever chooses from it.
pub(crate) const SHORT: u64 = 2000;

impl Store {
    /// Things with this text in what a search finds, and with all of these tags; of one account, or of any. `short`: the
    /// list that they are chosen from is, so that it is walked in any case.
    pub(crate) async fn chosen(
        &self,
        text: &str,
        tags: &[String],
        account: Option<AccountId>,
        short: bool,
    ) -> Result<Chosen> {
        let mut chosen = Chosen::default();
        if short {
            chosen.tests.extend(tags.iter().map(|tag| tagged_with(tag)));
            chosen.tests.extend(self.database.met(text, Searched::Words));
            return Ok(chosen);
        }
        for tag in tags {
            chosen.add(Some(self.tagged(tag, account).await?));
        }
        chosen.add(self.database.find(text, Searched::Words).await?);
        Ok(chosen)
    }

    /// Whether a collection has so few entries that they are looked at one by one.
    pub(crate) async fn is_short(&self, collection: Option<CollectionId>) -> Result<bool> {
        match collection {
            Some(collection) => Ok(self.listed_entries(collection).await? <= SHORT),
            None => Ok(false),
        }
    }

    /// Things with this text in their names.
    pub(crate) async fn called(&self, name: &str) -> Result<Chosen> {
        let mut chosen = Chosen::default();
        chosen.add(self.database.find(name, Searched::Names).await?);
        Ok(chosen)
    }

    async fn tagged(&self, tag: &str, account: Option<AccountId>) -> Result<Found> {
        let spelling = Query::select()
            .columns([Tags::Serial, Tags::Things])
            .from(Tags::Table)
            .and_where(Expr::col(Tags::NameFolded).eq(fold(tag)))
            .and_where_option(account.map(|account| Expr::col(Tags::AccountId).eq(account.0)))
            .limit(SPELLINGS + 1)
            .to_owned();
        let found: Vec<(i64, i64)> = self.database.all(&spelling).await?;
        if found.len() as u64 > SPELLINGS {
            return Ok(Found::Many { met: tagged_with(tag), all: None });
        }
        let things: i64 = found.iter().map(|(_, things)| things).sum();
        let mut tagged = Query::select();
        tagged
            .column((ThingTags::Table, ThingTags::ThingId))
            .from(ThingTags::Table)
            .and_where(Expr::col(ThingTags::TagSerial).is_in(found.into_iter().map(|(serial, _)| serial)));
        let id = (Things::Table, Things::Id);
        if things.cast_unsigned() <= FEW {
            return Ok(Found::Few(Expr::col(id).in_subquery(tagged)));
        }
        tagged.and_where(Expr::col((ThingTags::Table, ThingTags::ThingId)).equals(id));
        Ok(Found::Many { met: Expr::exists(tagged), all: None })
    }
}
