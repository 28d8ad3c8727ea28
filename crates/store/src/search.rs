//! Finding words in names, whatever their case: the one place where the databases differ. Names are kept folded
//! beside themselves, and both databases look for a piece of the folded name, so both find the same.

use sea_query::extension::sqlite::SqliteExpr;
use sea_query::{Expr, ExprTrait, IntoColumnRef, LikeExpr, Query};

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

/// Things with these words in their name; `None` when all are.
pub(crate) fn things(database: &Database, words: &str) -> Option<Expr> {
    let name = Expr::col(ThingsSearch::NameFolded);
    indexed(database, words, (ThingsSearch::Table, ThingsSearch::Rowid, name), Things::NameFolded)
}

/// Things with these words in what a search finds; `None` when all are.
pub(crate) fn words(database: &Database, words: &str) -> Option<Expr> {
    let all = Expr::col(WordsSearch::Words);
    indexed(database, words, (WordsSearch::Table, WordsSearch::Rowid, all), (Things::Table, Things::Words))
}

fn indexed<T, R>(
    database: &Database,
    words: &str,
    (table, rowid, searched): (T, R, Expr),
    column: impl IntoColumnRef,
) -> Option<Expr>
where
    T: sea_query::IntoTableRef,
    R: IntoColumnRef,
{
    let words = fold(words);
    match database {
        Database::Sqlite { .. } if storable(&words) && (TRIGRAM..=LONGEST).contains(&words.chars().count()) => {
            let phrase = format!("\"{}\"", words.replace('"', "\"\""));
            let found = Query::select().column(rowid).from(table).and_where(searched.matches(phrase)).to_owned();
            Some(Expr::col((Things::Table, Things::Serial)).in_subquery(found))
        }
        _ => contains(column, &words),
    }
}

/// Rows whose folded column has these words in it; `None` when all have.
pub(crate) fn contains(column: impl IntoColumnRef, words: &str) -> Option<Expr> {
    let words = fold(words);
    if words.is_empty() {
        return None;
    }
    if words.chars().count() > LONGEST || !storable(&words) {
        return Some(Expr::val(1i64).eq(0i64));
    }
    let escaped = words.replace('!', "!!").replace('%', "!%").replace('_', "!_");
    Some(Expr::col(column).like(LikeExpr::new(format!("%{escaped}%")).escape('!')))
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
