//! Renders, the pictures that they share, and the artwork that came with them.

use async_trait::async_trait;
use library::blobs::Blob;
use library::ids::{AccountId, JobId, RenderId, ThingId, UserId};
use library::renders::{Picture, Read, Render, RenderKey, Write};
use library::{Result, Time};
use sea_query::{Expr, ExprTrait, OnConflict, Order, Query, SelectStatement};
use uuid::Uuid;

use crate::json;
use crate::open::Store;
use crate::schema::{Artworks, Pictures, Renders};
use crate::statement::insert;
use crate::transaction::Changes;
use crate::values::{CHUNK, Hash, blob, bytes, length, small};

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    account_id: Uuid,
    user_id: Uuid,
    mockup_id: Uuid,
    ordered: String,
    label: String,
    job_id: Uuid,
    created_at: Time,
    picture_key: Option<Vec<u8>>,
}

#[derive(sqlx::FromRow)]
struct PictureRow {
    #[sqlx(try_from = "Vec<u8>")]
    blob_hash: Hash,
    blob_bytes: i64,
    media_type: String,
    width: i64,
    height: i64,
    losses: String,
    texts: String,
}

#[derive(sqlx::FromRow)]
struct KeyRow {
    picture_key: Option<Vec<u8>>,
}

fn picture(row: PictureRow) -> Result<Picture> {
    Ok(Picture {
        blob: blob(row.blob_hash, row.blob_bytes)?,
        media_type: row.media_type,
        width: small(row.width)?,
        height: small(row.height)?,
        losses: json::picture::read_losses(&row.losses)?,
        texts: json::picture::read_texts(&row.texts)?,
    })
}

#[async_trait]
impl Read for Store {
    async fn render(&self, id: RenderId) -> Result<Option<Render>> {
        let columns = [
            Renders::Id,
            Renders::AccountId,
            Renders::UserId,
            Renders::MockupId,
            Renders::Ordered,
            Renders::Label,
            Renders::JobId,
            Renders::CreatedAt,
            Renders::PictureKey,
        ];
        let query =
            Query::select().columns(columns).from(Renders::Table).and_where(Expr::col(Renders::Id).eq(id.0)).to_owned();
        let Some(row) = self.database.first::<Row>(&query).await? else { return Ok(None) };
        let account = AccountId(row.account_id);
        let picture = match row.picture_key {
            Some(key) => self.picture(account, RenderKey(Hash::try_from(key)?.0)).await?,
            None => None,
        };
        Ok(Some(Render {
            id: RenderId(row.id),
            account,
            user: UserId(row.user_id),
            mockup: ThingId(row.mockup_id),
            order: json::order::read(&row.ordered)?,
            label: row.label,
            job: JobId(row.job_id),
            created_at: row.created_at,
            picture,
        }))
    }

    async fn picture(&self, account: AccountId, key: RenderKey) -> Result<Option<Picture>> {
        let columns = [
            Pictures::BlobHash,
            Pictures::BlobBytes,
            Pictures::MediaType,
            Pictures::Width,
            Pictures::Height,
            Pictures::Losses,
            Pictures::Texts,
        ];
        let query = Query::select()
            .columns(columns)
            .from(Pictures::Table)
            .and_where(Expr::col(Pictures::AccountId).eq(account.0))
            .and_where(Expr::col(Pictures::Key).eq(key.0.to_vec()))
            .to_owned();
        let row: Option<PictureRow> = self.database.first(&query).await?;
        row.map(picture).transpose()
    }
}

#[async_trait]
impl Write for Changes {
    async fn insert_render(&mut self, render: &Render, artwork: &[Blob]) -> Result<()> {
        let row = insert!(Renders::Table,
            Renders::Id => render.id.0,
            Renders::AccountId => render.account.0,
            Renders::UserId => render.user.0,
            Renders::MockupId => render.mockup.0,
            Renders::Ordered => json::order::write(&render.order)?,
            Renders::Label => render.label.as_str(),
            Renders::JobId => render.job.0,
            Renders::CreatedAt => render.created_at,
        );
        self.execute(&row).await?;
        for blob in artwork {
            let mut row = insert!(Artworks::Table,
                Artworks::RenderId => render.id.0,
                Artworks::BlobHash => bytes(blob.hash),
                Artworks::BlobBytes => length(blob.bytes)?,
                Artworks::CreatedAt => render.created_at,
            );
            // One picture may fill two slots.
            self.execute(row.on_conflict(OnConflict::new().do_nothing().to_owned())).await?;
        }
        crate::artworks::mark(self, render).await
    }

    async fn set_picture(&mut self, render: RenderId, key: RenderKey, picture: &Picture, now: Time) -> Result<()> {
        let this = || Expr::col(Renders::Id).eq(render.0);
        let query = Query::select().column(Renders::AccountId).from(Renders::Table).and_where(this()).to_owned();
        // A render whose mockup was deleted meanwhile needs no picture.
        let Some((account,)) = self.first::<(Uuid,)>(&query).await? else { return Ok(()) };
        let mut row = insert!(Pictures::Table,
            Pictures::AccountId => account,
            Pictures::Key => key.0.to_vec(),
            Pictures::BlobHash => bytes(picture.blob.hash),
            Pictures::BlobBytes => length(picture.blob.bytes)?,
            Pictures::MediaType => picture.media_type.as_str(),
            Pictures::Width => i64::from(picture.width),
            Pictures::Height => i64::from(picture.height),
            Pictures::Losses => json::picture::write_losses(&picture.losses)?,
            Pictures::Texts => json::picture::write_texts(&picture.texts)?,
            Pictures::DrawnAt => now,
        );
        // Writing the same key over itself keeps the picture that is there and holds it: one that is being deleted
        // beside us is waited for.
        let same = OnConflict::columns([Pictures::AccountId, Pictures::Key]).update_column(Pictures::Key).to_owned();
        self.execute(row.on_conflict(same)).await?;
        let change = Query::update()
            .table(Renders::Table)
            .value(Renders::PictureKey, key.0.to_vec())
            .and_where(this())
            .to_owned();
        self.execute(&change).await.map(drop)
    }

    async fn delete_old_pictures(&mut self, before: Time, limit: u32) -> Result<u64> {
        #[derive(sqlx::FromRow)]
        struct Old {
            account_id: Uuid,
            key: Vec<u8>,
        }
        let query = Query::select()
            .columns([Pictures::AccountId, Pictures::Key])
            .from(Pictures::Table)
            .and_where(Expr::col(Pictures::DrawnAt).lt(before))
            .order_by(Pictures::DrawnAt, Order::Asc)
            .limit(limit.into())
            .lock_exclusive()
            .to_owned();
        let old: Vec<Old> = self.all(&query).await?;
        for Old { account_id, key } in &old {
            self.forget_picture(AccountId(*account_id), key.clone()).await?;
        }
        Ok(old.len() as u64)
    }

    async fn delete_old_artwork(&mut self, before: Time, limit: u32) -> Result<u64> {
        let old = Query::select()
            .columns([Artworks::RenderId, Artworks::BlobHash])
            .from(Artworks::Table)
            .and_where(Expr::col(Artworks::CreatedAt).lt(before))
            .order_by(Artworks::CreatedAt, Order::Asc)
            .limit(limit.into())
            .to_owned();
        let change = Query::delete()
            .from_table(Artworks::Table)
            .and_where(Expr::tuple([Expr::col(Artworks::RenderId), Expr::col(Artworks::BlobHash)]).in_subquery(old))
            .to_owned();
        self.execute(&change).await
    }
}

/// Removes a mockup's renders, and the pictures that nobody else ordered.
pub(crate) async fn remove_of_mockup(changes: &mut Changes, account: AccountId, mockup: ThingId) -> Result<()> {
    let change = Query::delete()
        .from_table(Renders::Table)
        .and_where(Expr::col(Renders::MockupId).eq(mockup.0))
        .returning_col(Renders::PictureKey)
        .to_owned();
    let removed: Vec<KeyRow> = changes.all(&change).await?;
    let mut keys: Vec<Vec<u8>> = removed.into_iter().filter_map(|row| row.picture_key).collect();
    keys.sort_unstable();
    keys.dedup();
    for part in keys.chunks(CHUNK) {
        let change = Query::delete()
            .from_table(Pictures::Table)
            .and_where(Expr::col(Pictures::AccountId).eq(account.0))
            .and_where(Expr::col(Pictures::Key).is_in(part.iter().cloned()))
            .and_where(Expr::not_exists(users()))
            .to_owned();
        changes.execute(&change).await?;
    }
    Ok(())
}

/// The renders that have a picture.
fn users() -> SelectStatement {
    let same = |render, picture| Expr::col((Renders::Table, render)).equals((Pictures::Table, picture));
    Query::select()
        .column(Renders::Id)
        .from(Renders::Table)
        .and_where(same(Renders::AccountId, Pictures::AccountId))
        .and_where(same(Renders::PictureKey, Pictures::Key))
        .to_owned()
}
