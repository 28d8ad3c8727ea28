//! Photo mockups.

use async_trait::async_trait;
use library::ids::{AccountId, ThingId};
use library::photos::{Area, PhotoMockup, Query as Wanted, Read, Write};
use library::things::{Thing, ThingKind};
use library::{Listed, Order, Result, Time};
use sea_query::{Expr, ExprTrait, JoinType, Query, SelectStatement};

use crate::json::photo as json;
use crate::open::Store;
use crate::schema::{Entries, PhotoMockups, Things};
use crate::statement::insert;
use crate::totals::of_kind;
use crate::transaction::Changes;
use crate::values::{Hash, blob, bytes, count, length, small};
use crate::{renders, things};

const KIND: ThingKind = ThingKind::Photo;

#[derive(sqlx::FromRow)]
pub(crate) struct Row {
    #[sqlx(flatten)]
    thing: things::Row,
    #[sqlx(try_from = "Vec<u8>")]
    blob_hash: Hash,
    blob_bytes: i64,
    media_type: String,
    width: i64,
    height: i64,
    areas: String,
    version: i64,
}

fn joined(query: &mut SelectStatement) -> &mut SelectStatement {
    query.join(
        JoinType::InnerJoin,
        PhotoMockups::Table,
        Expr::col((PhotoMockups::Table, PhotoMockups::ThingId)).equals((Things::Table, Things::Id)),
    )
}

fn with_photo(query: &mut SelectStatement) {
    let columns = [
        PhotoMockups::BlobHash,
        PhotoMockups::BlobBytes,
        PhotoMockups::MediaType,
        PhotoMockups::Width,
        PhotoMockups::Height,
        PhotoMockups::Areas,
        PhotoMockups::Version,
    ];
    joined(query).columns(columns.map(|column| (PhotoMockups::Table, column)));
}

/// Photo mockups of all accounts, in the trash or not.
pub(crate) fn select() -> SelectStatement {
    let mut query = Query::select();
    query.columns(things::columns()).from(Things::Table);
    with_photo(&mut query);
    query
}

impl Store {
    /// Completes photo mockups with their previews.
    pub(crate) async fn photos_with_previews(&self, rows: Vec<Row>) -> Result<Vec<PhotoMockup>> {
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let mut previews = things::previews(&self.database, rows.iter().map(|row| row.thing.id)).await?;
        rows.into_iter()
            .map(|row| {
                Ok(PhotoMockup {
                    previews: previews.remove(&row.thing.id).unwrap_or_default(),
                    thing: row.thing.try_into()?,
                    photo: blob(row.blob_hash, row.blob_bytes)?,
                    media_type: row.media_type,
                    width: small(row.width)?,
                    height: small(row.height)?,
                    areas: json::read_areas(&row.areas)?,
                    version: small(row.version)?,
                })
            })
            .collect()
    }
}

#[async_trait]
impl Read for Store {
    async fn photo_mockup(&self, account: AccountId, id: ThingId) -> Result<Option<PhotoMockup>> {
        let mut query = things::of(account, KIND);
        query.columns(things::columns()).and_where(Expr::col((Things::Table, Things::Id)).eq(id.0));
        with_photo(&mut query);
        let rows: Vec<Row> = self.database.all(&query).await?;
        Ok(self.photos_with_previews(rows).await?.pop())
    }

    async fn photo_mockups(&self, wanted: &Wanted) -> Result<Listed<PhotoMockup>> {
        let mut filtered = things::of(wanted.account, KIND);
        let total = if wanted.customizable {
            let customizable = Expr::col((PhotoMockups::Table, PhotoMockups::Customizable)).eq(true);
            things::total(&self.database, joined(&mut filtered).and_where(customizable)).await?
        } else {
            self.listed(wanted.account, of_kind(KIND)).await?
        };
        let page = things::page(&filtered, Things::CreatedAt, Order::Descending, wanted.window, with_photo);
        let rows: Vec<Row> = self.database.all(&page).await?;
        Ok(Listed { items: self.photos_with_previews(rows).await?, total })
    }
}

#[async_trait]
impl Write for Changes {
    async fn insert_photo_mockup(&mut self, mockup: &PhotoMockup) -> Result<()> {
        things::add(self, &Thing { kind: KIND, ..mockup.thing.clone() }, &mockup.previews).await?;
        let row = insert!(PhotoMockups::Table,
            PhotoMockups::ThingId => mockup.thing.id.0,
            PhotoMockups::BlobHash => bytes(mockup.photo.hash),
            PhotoMockups::BlobBytes => length(mockup.photo.bytes)?,
            PhotoMockups::MediaType => mockup.media_type.as_str(),
            PhotoMockups::Width => i64::from(mockup.width),
            PhotoMockups::Height => i64::from(mockup.height),
            PhotoMockups::Areas => json::write_areas(&mockup.areas)?,
            PhotoMockups::Customizable => mockup.customizable(),
            PhotoMockups::Version => i64::from(mockup.version),
        );
        self.execute(&row).await.map(drop)
    }

    async fn replace_areas(
        &mut self,
        account: AccountId,
        id: ThingId,
        version: u32,
        areas: &[Area],
        now: Time,
    ) -> Result<bool> {
        // Things of other accounts and kinds are not held.
        if things::hold(self, account, KIND, id).await?.is_none() {
            return Ok(false);
        }
        let change = Query::update()
            .table(PhotoMockups::Table)
            .value(PhotoMockups::Areas, json::write_areas(areas)?)
            .value(PhotoMockups::Customizable, !areas.is_empty())
            .value(PhotoMockups::Version, i64::from(version) + 1)
            .and_where(Expr::col(PhotoMockups::ThingId).eq(id.0))
            .and_where(Expr::col(PhotoMockups::Version).eq(i64::from(version)))
            .to_owned();
        if self.execute(&change).await? == 0 {
            return Ok(false);
        }
        let change = Query::update()
            .table(Things::Table)
            .value(Things::UpdatedAt, now)
            .and_where(Expr::col(Things::Id).eq(id.0))
            .to_owned();
        self.execute(&change).await?;
        let change = Query::update()
            .table(Entries::Table)
            .value(Entries::ChangedAt, now)
            .and_where(Expr::col(Entries::ThingId).eq(id.0))
            .to_owned();
        self.execute(&change).await?;
        Ok(true)
    }

    async fn delete_photo_mockup(&mut self, account: AccountId, id: ThingId) -> Result<Option<u64>> {
        let Some(held) = things::hold(self, account, KIND, id).await? else { return Ok(None) };
        let query = Query::select()
            .column(PhotoMockups::BlobBytes)
            .from(PhotoMockups::Table)
            .and_where(Expr::col(PhotoMockups::ThingId).eq(id.0))
            .to_owned();
        let row: Option<(i64,)> = self.first(&query).await?;
        renders::remove_of_mockup(self, account, id).await?;
        things::remove(self, held).await?;
        Ok(row.map(|(bytes,)| count(bytes)).transpose()?)
    }
}
