//! Ordering pictures.

use super::{Render, RenderOrder, Source, rules};
use crate::access::{Actor, Role};
use crate::blobs::Blob;
use crate::idempotency::RequestKey;
use crate::ids::{RenderId, ThingId};
use crate::jobs::{Job, Work};
use crate::mockups::Mockup;
use crate::photos::PhotoRender;
use crate::{Error, Library, Noun, Result};

/// A picture to be ordered.
#[derive(Debug, Clone)]
pub struct NewRender {
    /// Of which mockup.
    pub mockup: ThingId,
    /// What goes into it.
    pub order: RenderOrder,
    /// Words for the start of the file's name; empty for none.
    pub label: String,
    /// The same key gives the same render.
    pub request: Option<RequestKey>,
}

/// An accepted order.
#[derive(Debug, Clone, PartialEq)]
pub struct Ordered {
    /// The render.
    pub render: Render,
    /// Its work.
    pub job: Job,
}

impl Library {
    /// Accepts an order: from here on it will be drawn, whatever happens to this server.
    pub async fn order_render(&self, actor: &Actor, new: NewRender) -> Result<Ordered> {
        actor.require(Role::Editor)?;
        let mockup = self.mockup(actor, new.mockup).await?;
        let order = self.with_fonts(actor, new.order.clone()).await?;
        let order = rules::checked(order, &mockup.template.outline)?;
        self.accept(actor, NewRender { order, ..new }, Work::Render).await
    }

    /// Accepts an order of a photo mockup, whose areas are what its fills name as slots. `word` is what the door calls
    /// this work; see [`PhotoRender::word`].
    pub async fn order_photo_render(&self, actor: &Actor, new: NewRender, word: &str) -> Result<Ordered> {
        actor.require(Role::Editor)?;
        let mockup = self.photo_mockup(actor, new.mockup).await?;
        let order = rules::checked_for_photo(new.order.clone(), &mockup.areas)?;
        let work = |render| Work::RenderPhoto(PhotoRender { render, word: word.to_owned() });
        self.accept(actor, NewRender { order, ..new }, work).await
    }

    /// Stores an order that was checked, and its job.
    async fn accept(&self, actor: &Actor, new: NewRender, work: impl FnOnce(RenderId) -> Work) -> Result<Ordered> {
        let NewRender { mockup, order, label, request } = new;
        let label = rules::label(&label)?;
        let mut artwork: Vec<Blob> = Vec::new();
        for (place, fill) in order.fills.iter().enumerate() {
            match fill.artwork.as_ref().map(|artwork| &artwork.source) {
                None => {}
                Some(Source::Url(url)) => {
                    crate::text::url(&format!("fills[{place}].artwork.source"), url)?;
                    self.fetcher.check(url)?;
                }
                Some(Source::Blob(blob)) => artwork.push(*blob),
                Some(Source::Forgotten) => {
                    return Err(Error::invalid(format!("fills[{place}].artwork.source"), "was deleted"));
                }
            }
        }
        artwork.sort_unstable_by_key(|blob| blob.hash);
        artwork.dedup();
        let id = RenderId::new();
        let job = Job { mockup: Some(mockup), ..self.new_job(actor, work(id)) };
        let render = Render {
            id,
            account: actor.account,
            user: actor.user,
            mockup,
            order,
            label,
            job: job.id,
            created_at: job.created_at,
            picture: None,
        };
        let mut tx = self.begin().await?;
        if let Some(before) = self.remember(&mut *tx, actor, request.as_ref(), id.0).await? {
            drop(tx);
            let render = self.render(actor, RenderId(before)).await?;
            let job = self.job(actor, render.job).await?;
            return Ok(Ordered { render, job });
        }
        tx.insert_render(&render, &artwork).await?;
        tx.insert_job(&job).await?;
        tx.commit().await?;
        Ok(Ordered { render, job })
    }

    /// A render of the caller's account.
    pub async fn render(&self, actor: &Actor, id: RenderId) -> Result<Render> {
        let render = self.store.render(id).await?.filter(|render| render.account == actor.account);
        render.ok_or(Error::NotFound(Noun::Render))
    }

    /// A mockup's order as it would be accepted; for callers that want to know before they send artwork.
    pub fn check_order(&self, mockup: &Mockup, order: RenderOrder) -> Result<RenderOrder> {
        rules::checked(order, &mockup.template.outline)
    }
}
