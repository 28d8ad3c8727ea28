//! Assets.

use async_trait::async_trait;
use library::assets::{Asset, Query as Wanted, Read, Write};
use library::ids::{AccountId, ThingId};
use library::items::ItemFile;
use library::things::{Thing, ThingKind};
use library::{Listed, Result, Time};
use sea_query::{Expr, ExprTrait, JoinType, Query, SelectStatement};

use crate::open::Store;
use crate::schema::{Assets, Things};
use crate::things;
use crate::totals::of_kind;
use crate::transaction::Changes;
use crate::values::{Hash, blob, count, small};

const KIND: ThingKind = ThingKind::Asset;

#[derive(sqlx::FromRow)]
struct Row {
    #[sqlx(flatten)]
    thing: things::Row,
    #[sqlx(try_from = "Vec<u8>")]
    blob_hash: Hash,
    blob_bytes: i64,
    media_type: String,
    width: Option<i64>,
    height: Option<i64>,
}

fn with_file(query: &mut SelectStatement) {
    query
        .columns(
            [Assets::BlobHash, Assets::BlobBytes, Assets::MediaType, Assets::Width, Assets::Height]
                .map(|column| (Assets::Table, column)),
        )
        .join(
            JoinType::InnerJoin,
            Assets::Table,
            Expr::col((Assets::Table, Assets::ThingId)).equals((Things::Table, Things::Id)),
        );
}

impl Store {
    async fn with_previews(&self, rows: Vec<Row>) -> Result<Vec<Asset>> {
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let mut previews = things::previews(&self.database, rows.iter().map(|row| row.thing.id)).await?;
        rows.into_iter()
            .map(|row| {
                let size = row.width.zip(row.height).map(|(width, height)| Ok((small(width)?, small(height)?)));
                Ok(Asset {
                    previews: previews.remove(&row.thing.id).unwrap_or_default(),
                    thing: row.thing.try_into()?,
                    blob: blob(row.blob_hash, row.blob_bytes)?,
                    media_type: row.media_type,
                    size: size.transpose().map_err(|damaged: crate::values::Damaged| damaged)?,
                })
            })
            .collect()
    }
}

#[async_trait]
impl Read for Store {
    async fn asset(&self, account: AccountId, id: ThingId) -> Result<Option<Asset>> {
        let mut query = things::of(account, KIND);
        query.columns(things::columns()).and_where(Expr::col((Things::Table, Things::Id)).eq(id.0));
        with_file(&mut query);
        let rows: Vec<Row> = self.database.all(&query).await?;
        Ok(self.with_previews(rows).await?.pop())
    }

    async fn assets(&self, wanted: &Wanted) -> Result<Listed<Asset>> {
        let called = self.called(&wanted.name).await?;
        let mut filtered = called.things_of(&self.database, wanted.account, KIND);
        called.narrow(&mut filtered);
        let total = if called.is_empty() {
            self.listed(wanted.account, of_kind(KIND)).await?
        } else {
            things::total(&self.database, &things::listed(&filtered)).await?
        };
        let page = things::page(&filtered, Things::CreatedAt, wanted.order, wanted.window, with_file);
        let rows: Vec<Row> = self.database.all(&page).await?;
        Ok(Listed { items: self.with_previews(rows).await?, total })
    }
}

#[async_trait]
impl Write for Changes {
    async fn insert_asset(&mut self, asset: &Asset) -> Result<()> {
        let Asset { thing, blob, media_type, size, previews } = asset;
        let file = ItemFile { blob: *blob, media_type: media_type.clone(), size: *size };
        things::add_with(self, &Thing { kind: KIND, ..thing.clone() }, Some(file), previews).await
    }

    async fn rename_asset(&mut self, account: AccountId, id: ThingId, name: &str, now: Time) -> Result<bool> {
        things::rename(self, account, KIND, id, name, now).await
    }

    async fn delete_asset(&mut self, account: AccountId, id: ThingId) -> Result<Option<u64>> {
        let Some(held) = things::hold(self, account, KIND, id).await? else { return Ok(None) };
        let query = Query::select()
            .column(Assets::BlobBytes)
            .from(Assets::Table)
            .and_where(Expr::col(Assets::ThingId).eq(id.0))
            .to_owned();
        let row: Option<(i64,)> = self.first(&query).await?;
        things::remove(self, held).await?;
        Ok(row.map(|(bytes,)| count(bytes)).transpose()?)
    }
}
