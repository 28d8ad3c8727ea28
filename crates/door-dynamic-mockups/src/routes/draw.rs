//! What all orders of pictures go through.

use std::time::Duration;

use library::Actor;
use library::blobs::Blob;
use library::ids::ThingId;
use library::mockups::Mockup;
use library::presets::Preset;
use library::renders::{NewRender, Picture, RenderOrder};
use tokio::time::Instant;

use crate::error::Error;
use crate::routes::id;
use crate::state::Door;
use crate::translate::order::Context;
use crate::translate::words::label;

/// How long anybody waits for an answer: clients of the dialect give up after a minute.
const PATIENCE: Duration = Duration::from_secs(55);

/// When an answer is due that is begun now.
pub(crate) fn deadline() -> Instant {
    Instant::now() + PATIENCE
}

/// A mockup that pictures are ordered of, with its presets.
pub(crate) struct Subject {
    pub(crate) mockup: Mockup,
    presets: Vec<Preset>,
}

impl Subject {
    pub(crate) async fn find(door: &Door, actor: &Actor, given: &str) -> Result<Self, Error> {
        let found: ThingId = id(given, library::Noun::Mockup)?;
        let mockup = door.library.mockup(actor, found).await?;
        let presets = door.library.presets(actor, std::slice::from_ref(&mockup)).await?;
        Ok(Self { mockup, presets })
    }

    pub(crate) fn context<'a>(&'a self, files: &'a [Blob]) -> Context<'a> {
        Context { mockup: &self.mockup, presets: &self.presets, files }
    }
}

/// Orders a picture and waits for it.
pub(crate) async fn draw(
    door: &Door,
    actor: &Actor,
    mockup: ThingId,
    order: RenderOrder,
    name: &str,
    deadline: Instant,
) -> Result<Picture, Error> {
    let library = &*door.library;
    let new = NewRender { mockup, order, label: label(name), request: None };
    let ordered = library.order_render(actor, new).await?;
    let waited = tokio::time::timeout_at(deadline, library.wait_for_success(actor, ordered.job.id)).await;
    let job = waited.map_err(|_| Error::not_yet())??;
    if !job.state.ended() {
        return Err(Error::not_yet());
    }
    let render = library.render(actor, ordered.render.id).await?;
    render.picture.ok_or_else(|| Error::not_found(library::Noun::Render))
}
