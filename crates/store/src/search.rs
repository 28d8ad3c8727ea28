//! Finding words in names, whatever their case: the one place where the databases differ. Names are kept folded
//! beside themselves, and both databases look for a piece of the folded name, so both find the same.

use library::Result;
use sea_query::extension::{postgres, sqlite};
use sea_query::{Expr, ExprTrait, Func, IntoColumnRef, IntoTableRef, LikeExpr, Query, SelectStatement};

use crate::db::Database;
use crate::schema::{Things, ThingsSearch, WordsSearch};

/// The shortest words that SQLite's index of three-letter pieces can find.
const TRIGRAM: usize = 3;

/// The longest words that the databases are asked for; folding may lengthen a name of 255 characters threefold.
const LONGEST: usize = 3 * library::text::NAME_CHARACTERS;

/// Lower case letter by letter: what it makes of a piece of a name is a piece of what it makes of the name. (Sigma's
/// two lower-case forms, which depend on its place in the word, are made one.)
pub(crate) fn fold(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).map(|c| if c == 'ς' { 'σ' } else { c }).collect()
}

/// Whether any column could hold this: text in PostgreSQL has no null character.
pub(crate) fn storable(text: &str) -> bool {
    !text.contains('\0')
}

/// So many rows are looked up one by one; more are met soon enough on the way through a list.
pub(crate) const FEW: u64 = 2000;

/// What things are searched by.
#[derive(Clone, Copy)]
pub(crate) enum Searched {
    /// Their names.
    Names,
    /// All that is found of them.
    Words,
}

/// Which things have the words that were looked for.
pub(crate) enum Found {
    /// Few: the search index is asked, before all else.
    Few(Expr),
    /// Many: each thing on the way is looked at.
    Many {
        /// What is asked of each thing.
        met: Expr,
        /// All of them at once, of the search index: where they are counted, and it is quicker.
        all: Option<Expr>,
    },
}

impl Database {
    /// Things with these words in them, each asked by itself; `None` when all are.
    pub(crate) fn met(&self, words: &str, searched: Searched) -> Option<Expr> {
        let words = fold(words);
        let column = match searched {
            Searched::Names => (Things::Table, Things::NameFolded),
            Searched::Words => (Things::Table, Things::Words),
        };
        let contains = contains(column, &words)?;
        match self {
            Self::Sqlite { .. } if findable(&words) => {
                Some(Expr::from(Func::cust("instr").args([Expr::col(column), Expr::val(words)])).gt(0i64))
            }
            _ => Some(contains),
        }
    }

    /// Things with these words in them; `None` when all are. Asks the search index whether they are few: neither
    /// database can tell on its own, and the way through a list that suits one suits the other badly.
    pub(crate) async fn find(&self, words: &str, searched: Searched) -> Result<Option<Found>> {
        let Some(met) = self.met(words, searched) else { return Ok(None) };
        let words = fold(words);
        if !findable(&words) {
            return Ok(Some(Found::Few(met)));
        }
        if words.chars().count() < TRIGRAM {
            return Ok(Some(Found::Many { met, all: None }));
        }
        let mut few = match (self, searched) {
            (Self::Sqlite { .. }, Searched::Names) => {
                matching(&words, (ThingsSearch::Table, ThingsSearch::Rowid, ThingsSearch::NameFolded))
            }
            (Self::Sqlite { .. }, Searched::Words) => {
                matching(&words, (WordsSearch::Table, WordsSearch::Rowid, WordsSearch::Words))
            }
            (Self::Postgres(_), _) => {
                Query::select().column(Things::Serial).from(Things::Table).and_where(met.clone()).to_owned()
            }
        };
        let serial = Expr::col((Things::Table, Things::Serial));
        let all = matches!(self, Self::Sqlite { .. }).then(|| serial.clone().in_subquery(few.clone()));
        // The limit also keeps both databases from weaving the look-up into the list: it is done once.
        few.limit(FEW + 1);
        let count = Expr::col(sea_query::Asterisk).count();
        let found = self.number(Query::select().expr(count).from_subquery(few.clone(), "few")).await?;
        Ok(Some(if found > FEW { Found::Many { met, all } } else { Found::Few(serial.in_subquery(few)) }))
    }
}

/// Whether anything could have these words.
fn findable(words: &str) -> bool {
    storable(words) && words.chars().count() <= LONGEST
}

/// The rows of an index of three-letter pieces that have these words.
fn matching<T: IntoTableRef, C: IntoColumnRef>(words: &str, (table, rowid, column): (T, C, C)) -> SelectStatement {
    let phrase = format!("\"{}\"", words.replace('"', "\"\""));
    Query::select()
        .column(rowid)
        .from(table)
        .and_where(sqlite::SqliteExpr::matches(Expr::col(column), phrase))
        .to_owned()
}

/// Rows whose folded column has these words in it; `None` when all have.
pub(crate) fn contains(column: impl IntoColumnRef, words: &str) -> Option<Expr> {
    let words = fold(words);
    if words.is_empty() {
        return None;
    }
    Some(like(Expr::col(column), &words, "%"))
}

/// Whether a folded value has these words at its start, or, with `%` before them, anywhere.
pub(crate) fn like(value: Expr, words: &str, before: &str) -> Expr {
    let words = fold(words);
    if !findable(&words) {
        return Expr::val(1i64).eq(0i64);
    }
    let escaped = words.replace('!', "!!").replace('%', "!%").replace('_', "!_");
    value.like(LikeExpr::new(format!("{before}{escaped}%")).escape('!'))
}

/// A member of the JSON object that a column's text is; null when there is none. The name is ours, and plain letters.
pub(crate) fn member(database: &Database, column: Expr, name: &'static str) -> Expr {
    match database {
        Database::Sqlite { .. } => sqlite::SqliteExpr::cast_json_field(column, name),
        Database::Postgres(_) => postgres::PgExpr::cast_json_field(column.cast_as("jsonb"), name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_piece_of_a_name_folds_to_a_piece_of_the_folded_name() {
        for (name, piece) in
            [("ÉCLAIR", "éc"), ("ΟΔΟΣ ΑΒ", "οδός ".trim_end_matches("ός ")), ("ΟΔΟΣΑ", "ΔΟΣ"), ("İzmir", "İz")]
        {
            assert!(fold(name).contains(&fold(piece)), "{name} has {piece}");
        }
        assert_eq!(fold("ΟΔΟΣ"), fold("οδος"));
    }
}
