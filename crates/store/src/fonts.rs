//! Fonts that accounts added.

use async_trait::async_trait;
use library::fonts::{Added, Category, Face, Font, Read, Write};
use library::ids::{AccountId, FontId};
use library::{Error, Result, Time};
use sea_query::{Expr, ExprTrait, Order, Query, SelectStatement};
use uuid::Uuid;

use crate::open::Store;
use crate::schema::Fonts;
use crate::statement::insert;
use crate::transaction::Changes;
use crate::values::{Hash, blob, bytes, count, length, named};

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    account_id: Uuid,
    #[sqlx(try_from = "Vec<u8>")]
    blob_hash: Hash,
    blob_bytes: i64,
    family: String,
    style: String,
    postscript_name: String,
    category: String,
    license: String,
    created_at: Time,
}

impl TryFrom<Row> for Font {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        let Row { family, style, postscript_name, license, .. } = row;
        let category = named(Category::from_name(&row.category), "a category of fonts")?;
        let file = blob(row.blob_hash, row.blob_bytes)?;
        Ok(Self {
            id: FontId(row.id),
            face: Face { family, style, postscript_name, category, license },
            added: Some(Added { account: AccountId(row.account_id), file, at: row.created_at }),
        })
    }
}

fn of(account: AccountId) -> SelectStatement {
    let columns = [
        Fonts::Id,
        Fonts::AccountId,
        Fonts::BlobHash,
        Fonts::BlobBytes,
        Fonts::Family,
        Fonts::Style,
        Fonts::PostscriptName,
        Fonts::Category,
        Fonts::License,
        Fonts::CreatedAt,
    ];
    Query::select().columns(columns).from(Fonts::Table).and_where(Expr::col(Fonts::AccountId).eq(account.0)).to_owned()
}

#[async_trait]
impl Read for Store {
    async fn font(&self, account: AccountId, id: FontId) -> Result<Option<Font>> {
        let row: Option<Row> = self.database.first(of(account).and_where(Expr::col(Fonts::Id).eq(id.0))).await?;
        row.map(Font::try_from).transpose()
    }

    async fn fonts(&self, account: AccountId) -> Result<Vec<Font>> {
        let mut query = of(account);
        query.order_by(Fonts::CreatedAt, Order::Asc).order_by(Fonts::Id, Order::Asc);
        let rows: Vec<Row> = self.database.all(&query).await?;
        rows.into_iter().map(Font::try_from).collect()
    }
}

#[async_trait]
impl Write for Changes {
    async fn insert_font(&mut self, font: &Font) -> Result<()> {
        let Font { id, face, added } = font;
        let added = added.ok_or_else(|| Error::internal("a font of the server is not stored"))?;
        let mut row = insert!(Fonts::Table,
            Fonts::Id => id.0,
            Fonts::AccountId => added.account.0,
            Fonts::BlobHash => bytes(added.file.hash),
            Fonts::BlobBytes => length(added.file.bytes)?,
            Fonts::Family => face.family.as_str(),
            Fonts::Style => face.style.as_str(),
            Fonts::PostscriptName => face.postscript_name.as_str(),
            Fonts::PostscriptFolded => face.postscript_name.to_lowercase(),
            Fonts::Category => face.category.name(),
            Fonts::License => face.license.as_str(),
            Fonts::CreatedAt => added.at,
        );
        self.insert(&mut row, &format!("a font called {} is there already", face.postscript_name)).await
    }

    async fn delete_font(&mut self, account: AccountId, id: FontId) -> Result<Option<u64>> {
        let change = Query::delete()
            .from_table(Fonts::Table)
            .and_where(Expr::col(Fonts::AccountId).eq(account.0))
            .and_where(Expr::col(Fonts::Id).eq(id.0))
            .returning_col(Fonts::BlobBytes)
            .to_owned();
        let row: Option<(i64,)> = self.first(&change).await?;
        Ok(row.map(|(bytes,)| count(bytes)).transpose()?)
    }
}
