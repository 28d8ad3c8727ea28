//! Things that are the same, and what pictures look like.

use std::collections::HashMap;
use std::hash::Hash as HashKey;

use async_trait::async_trait;
use library::blobs::{Blob, BlobHash};
use library::duplicates::{Look, Read, Same, Write};
use library::ids::{AccountId, ThingId};
use library::{Listed, Result, Time, Window};
use sea_query::{Expr, ExprTrait, IntoColumnRef, JoinType, OnConflict, Order, Query, SelectStatement, Value};
use uuid::Uuid;

use crate::db::Record;
use crate::open::Store;
use crate::schema::{Assets, Looks, Things};
use crate::statement::insert;
use crate::transaction::Changes;
use crate::values::{Hash, blob, bytes, window as cut};

/// An account's things with their files, outside the trash.
fn files(account: AccountId) -> SelectStatement {
    own(account)
        .join(
            JoinType::InnerJoin,
            Assets::Table,
            Expr::col((Assets::Table, Assets::ThingId)).equals((Things::Table, Things::Id)),
        )
        .to_owned()
}

fn own(account: AccountId) -> SelectStatement {
    Query::select()
        .from(Things::Table)
        .and_where(Expr::col((Things::Table, Things::AccountId)).eq(account.0))
        .and_where(Expr::col((Things::Table, Things::TrashedAt)).is_null())
        .to_owned()
}

impl Store {
    /// Groups of those of `things` that have the same value of a column.
    async fn groups<K>(
        &self,
        things: &SelectStatement,
        column: impl IntoColumnRef + Copy,
        window: Window,
    ) -> Result<Listed<Vec<ThingId>>>
    where
        K: Clone + Eq + HashKey + Into<Value> + Send + Unpin,
        (K, Time): Record,
        (K, Uuid): Record,
    {
        let made = Expr::col((Things::Table, Things::CreatedAt));
        let mut twice = things.clone();
        twice
            .expr(Expr::col(column))
            .expr_as(made.min(), "oldest")
            .add_group_by([Expr::col(column)])
            .and_having(Expr::col(sea_query::Asterisk).count().gt(1));
        let total = Query::select()
            .expr(Expr::col(sea_query::Asterisk).count())
            .from_subquery(twice.clone(), "twice")
            .to_owned();
        let total = self.database.number(&total).await?;
        twice.order_by("oldest", Order::Asc).order_by_expr(Expr::col(column), Order::Asc);
        cut(&mut twice, window);
        let keys: Vec<(K, Time)> = self.database.all(&twice).await?;
        if keys.is_empty() {
            return Ok(Listed { items: Vec::new(), total });
        }
        let members = things
            .clone()
            .expr(Expr::col(column))
            .column((Things::Table, Things::Id))
            .and_where(Expr::col(column).is_in(keys.iter().map(|(key, _)| key.clone())))
            .order_by((Things::Table, Things::CreatedAt), Order::Asc)
            .order_by((Things::Table, Things::Id), Order::Asc)
            .to_owned();
        let rows: Vec<(K, Uuid)> = self.database.all(&members).await?;
        let mut groups: HashMap<K, Vec<ThingId>> = HashMap::new();
        for (key, id) in rows {
            groups.entry(key).or_default().push(ThingId(id));
        }
        let items = keys.into_iter().filter_map(|(key, _)| groups.remove(&key)).collect();
        Ok(Listed { items, total })
    }
}

#[derive(sqlx::FromRow)]
struct LookRow {
    id: Uuid,
    #[sqlx(try_from = "Vec<u8>")]
    blob_hash: Hash,
    look: i64,
}

#[derive(sqlx::FromRow)]
struct UnseenRow {
    #[sqlx(try_from = "Vec<u8>")]
    blob_hash: Hash,
    blob_bytes: i64,
}

fn seen() -> sea_query::ColumnRef {
    (Looks::Table, Looks::BlobHash).into_column_ref()
}

#[async_trait]
impl Read for Store {
    async fn duplicates(&self, account: AccountId, same: Same, window: Window) -> Result<Listed<Vec<ThingId>>> {
        match same {
            Same::File => self.groups::<Vec<u8>>(&files(account), (Assets::Table, Assets::BlobHash), window).await,
            Same::Link => {
                let column = (Things::Table, Things::BodyKey);
                let links = own(account).and_where(Expr::col(column).is_not_null()).to_owned();
                self.groups::<String>(&links, column, window).await
            }
        }
    }

    async fn looks(&self, account: AccountId) -> Result<Vec<Look>> {
        let query = files(account)
            .column((Things::Table, Things::Id))
            .column((Assets::Table, Assets::BlobHash))
            .column((Looks::Table, Looks::Look))
            .join(JoinType::InnerJoin, Looks::Table, Expr::col((Assets::Table, Assets::BlobHash)).equals(seen()))
            .and_where(Expr::col((Looks::Table, Looks::Look)).is_not_null())
            .order_by((Things::Table, Things::CreatedAt), Order::Asc)
            .order_by((Things::Table, Things::Id), Order::Asc)
            .to_owned();
        let rows: Vec<LookRow> = self.database.all(&query).await?;
        let look = |LookRow { id, blob_hash, look }| Look {
            thing: ThingId(id),
            file: BlobHash(blob_hash.0),
            look: look.cast_unsigned(),
        };
        Ok(rows.into_iter().map(look).collect())
    }

    async fn unseen(&self, account: AccountId, limit: u32) -> Result<Vec<Blob>> {
        let query = files(account)
            .distinct()
            .columns([Assets::BlobHash, Assets::BlobBytes].map(|column| (Assets::Table, column)))
            .join(JoinType::LeftJoin, Looks::Table, Expr::col((Assets::Table, Assets::BlobHash)).equals(seen()))
            .and_where(Expr::col(seen()).is_null())
            // What is no picture has none.
            .and_where(Expr::col((Assets::Table, Assets::Width)).is_not_null())
            .limit(limit.into())
            .to_owned();
        let rows: Vec<UnseenRow> = self.database.all(&query).await?;
        rows.into_iter().map(|row| Ok(blob(row.blob_hash, row.blob_bytes)?)).collect()
    }
}

#[async_trait]
impl Write for Changes {
    async fn put_look(&mut self, file: BlobHash, look: Option<u64>) -> Result<()> {
        let mut row = insert!(Looks::Table,
            Looks::BlobHash => bytes(file),
            Looks::Look => look.map(u64::cast_signed),
        );
        let again = OnConflict::column(Looks::BlobHash).update_column(Looks::Look).to_owned();
        self.execute(row.on_conflict(again)).await.map(drop)
    }
}
