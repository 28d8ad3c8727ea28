//! Small words that statements are put together with.

/// An insert that keeps each column beside its value: `insert!(Users::Table, Users::Id => id, …)`.
macro_rules! insert {
    ($table:expr, $($column:expr => $value:expr),+ $(,)?) => {
        sea_query::Query::insert()
            .into_table($table)
            .columns([$($column),+])
            .values_panic([$(sea_query::Expr::from($value)),+])
            .to_owned()
    };
}

pub(crate) use insert;
