//! Artwork that is to be forgotten: marks tell which orders hold it.

use std::collections::BTreeSet;

use async_trait::async_trait;
use library::Result;
use library::artworks::{Known, Write};
use library::ids::{AccountId, JobId};
use library::renders::{Render, RenderOrder, Source};
use sea_query::{Expr, ExprTrait, Query};
use uuid::Uuid;

use crate::json;
use crate::schema::{ArtworkMarks, Artworks, Pictures, Renders};
use crate::statement::insert;
use crate::transaction::Changes;

/// What a source is known by.
fn known(source: &Source) -> Option<Known> {
    match source {
        Source::Url(url) => Some(Known::Url(url.clone())),
        Source::Blob(blob) => Some(Known::Blob(blob.hash)),
        Source::Forgotten => None,
    }
}

/// Marks an order with all the artwork that it holds.
pub(crate) async fn mark(changes: &mut Changes, render: &Render) -> Result<()> {
    let sources = render.order.fills.iter().filter_map(|fill| fill.artwork.as_ref());
    let marks: BTreeSet<[u8; 32]> =
        sources.filter_map(|artwork| known(&artwork.source)).map(|known| known.mark()).collect();
    for mark in marks {
        let row = insert!(ArtworkMarks::Table,
            ArtworkMarks::AccountId => render.account.0,
            ArtworkMarks::Mark => mark.to_vec(),
            ArtworkMarks::RenderId => render.id.0,
        );
        changes.execute(&row).await?;
    }
    Ok(())
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    ordered: String,
    job_id: Uuid,
    picture_key: Option<Vec<u8>>,
}

/// The order without this artwork.
fn without(mut order: RenderOrder, gone: &Known) -> RenderOrder {
    for artwork in order.fills.iter_mut().filter_map(|fill| fill.artwork.as_mut()) {
        if known(&artwork.source).as_ref() == Some(gone) {
            artwork.source = Source::Forgotten;
        }
    }
    order
}

#[async_trait]
impl Write for Changes {
    async fn forget_artwork(&mut self, account: AccountId, gone: &Known) -> Result<Option<Vec<JobId>>> {
        let marked = Query::delete()
            .from_table(ArtworkMarks::Table)
            .and_where(Expr::col(ArtworkMarks::AccountId).eq(account.0))
            .and_where(Expr::col(ArtworkMarks::Mark).eq(gone.mark().to_vec()))
            .returning_col(ArtworkMarks::RenderId)
            .to_owned();
        let mut marked: Vec<(Uuid,)> = self.all(&marked).await?;
        // One order of locks for all who do this at the same time.
        marked.sort_unstable();
        let (mut jobs, mut keys) = (BTreeSet::new(), BTreeSet::new());
        for (render,) in &marked {
            let Some(row) = self.forget_in(*render, gone).await? else { continue };
            jobs.insert(JobId(row.job_id));
            keys.extend(row.picture_key);
        }
        if let Known::Blob(hash) = gone {
            let named = Query::select()
                .column(Pictures::Key)
                .from(Pictures::Table)
                .and_where(Expr::col(Pictures::AccountId).eq(account.0))
                .and_where(Expr::col(Pictures::BlobHash).eq(hash.0.to_vec()))
                .to_owned();
            keys.extend(self.all::<(Vec<u8>,)>(&named).await?.into_iter().map(|(key,)| key));
        }
        let nothing = marked.is_empty() && keys.is_empty();
        for key in keys {
            self.forget_picture(account, key).await?;
        }
        Ok((!nothing).then(|| jobs.into_iter().collect()))
    }
}

impl Changes {
    /// Takes artwork out of one order; gives the order as it was.
    async fn forget_in(&mut self, render: Uuid, gone: &Known) -> Result<Option<Row>> {
        let query = Query::select()
            .columns([Renders::Id, Renders::Ordered, Renders::JobId, Renders::PictureKey])
            .from(Renders::Table)
            .and_where(Expr::col(Renders::Id).eq(render))
            .to_owned();
        let Some(row) = self.first::<Row>(&query).await? else { return Ok(None) };
        let order = without(json::order::read(&row.ordered)?, gone);
        let change = Query::update()
            .table(Renders::Table)
            .value(Renders::Ordered, json::order::write(&order)?)
            .and_where(Expr::col(Renders::Id).eq(row.id))
            .to_owned();
        self.execute(&change).await?;
        if let Known::Blob(hash) = gone {
            let change = Query::delete()
                .from_table(Artworks::Table)
                .and_where(Expr::col(Artworks::RenderId).eq(render))
                .and_where(Expr::col(Artworks::BlobHash).eq(hash.0.to_vec()))
                .to_owned();
            self.execute(&change).await?;
        }
        Ok(Some(row))
    }

    /// Removes a picture from all renders that share it.
    pub(crate) async fn forget_picture(&mut self, account: AccountId, key: Vec<u8>) -> Result<()> {
        let change = Query::update()
            .table(Renders::Table)
            .value(Renders::PictureKey, None::<Vec<u8>>)
            .and_where(Expr::col(Renders::AccountId).eq(account.0))
            .and_where(Expr::col(Renders::PictureKey).eq(key.clone()))
            .to_owned();
        self.execute(&change).await?;
        let change = Query::delete()
            .from_table(Pictures::Table)
            .and_where(Expr::col(Pictures::AccountId).eq(account.0))
            .and_where(Expr::col(Pictures::Key).eq(key))
            .to_owned();
        self.execute(&change).await.map(drop)
    }
}
