//! The pictures of a whole collection, by its inputs.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::State;
use futures_util::future::try_join_all;
use library::Noun;
use library::blobs::Blob;
use library::ids::CollectionId;
use library::inputs::{Given, Ordering};
use library::limits::Resource;
use library::renders::{Artwork, BlendMode, ColourOverlay, Fit, Source};
use serde_json::Value;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::auth::Caller;
use crate::body::Body;
use crate::error::{Error, Problems};
use crate::routes::draw::{deadline, draw};
use crate::routes::id;
use crate::state::Door;
use crate::translate::order::file_of;
use crate::translate::output::{Export, Use};
use crate::translate::words::{kebab, rgb};
use crate::wire::{CollectionExport, CollectionExports, CollectionRequest, Enveloped};

pub(crate) fn router() -> OpenApiRouter<Door> {
    OpenApiRouter::new().routes(routes!(create_collection_render))
}

#[utoipa::path(
    post, path = "/renders/bulk", tag = "renders", summary = "Render a collection by its inputs",
    description = "In a form, names go on in brackets: `artworks[artwork_main]`.",
    request_body(content((CollectionRequest = "application/json"), (CollectionRequest = "multipart/form-data"))),
    responses((status = 200, body = Enveloped<CollectionExports>)),
)]
async fn create_collection_render(
    State(door): State<Door>,
    Caller(actor): Caller,
    Body { body, files }: Body<CollectionRequest>,
) -> Result<Json<Enveloped<CollectionExports>>, Error> {
    let deadline = deadline();
    let mut problems = Problems::default();
    let collection = body.collection_uuid.as_deref().map(str::trim).filter(|given| !given.is_empty());
    if collection.is_none() {
        problems.missing("collection_uuid");
    }
    let export = Export::of(body.export_options.as_ref(), Use::Screen, &mut problems);
    let (artworks, colors) = (body.artworks.unwrap_or_default(), body.colors.unwrap_or_default());
    if artworks.is_empty() && colors.is_empty() {
        problems.missing("artworks");
    }
    let artworks = read_artworks(artworks, &files, &mut problems);
    let colours = read_colours(colors, &mut problems);
    problems.end()?;
    let collection: CollectionId = id(collection.unwrap_or_default(), Noun::Collection)?;
    let given = Given { artworks, colours, output: export.output };
    let orders = door.library.collection_orders(&actor, collection, &given).await?;
    let _permit = door.library.limiter().enter(actor.account, Resource::Renders).map_err(library::Error::Limited)?;
    let export_label = body.export_label.map(|label| label.0);
    let start = export_label.as_deref().map(|label| format!("{label}-")).unwrap_or_default();
    let exports = orders.into_iter().map(|Ordering { mockup, order }| {
        let label = kebab(&mockup.thing.name);
        let name = format!("{start}{label}");
        let door = &door;
        async move {
            let picture = draw(door, &actor, mockup.thing.id, order, &name, deadline).await?;
            let url = export.url(&picture, &name, &door.exports, door.library.now());
            Ok::<_, Error>(CollectionExport { url, label })
        }
    });
    let exports = try_join_all(exports).await?;
    Ok(Json(Enveloped::of(CollectionExports { export_label, exports })))
}

/// A URL or a file for each input; what is null was not given.
fn read_artworks(given: BTreeMap<String, Value>, files: &[Blob], problems: &mut Problems) -> BTreeMap<String, Artwork> {
    let mut artworks = BTreeMap::new();
    for (name, value) in given {
        let source = match &value {
            Value::Null => continue,
            Value::String(url) if url.trim().is_empty() => continue,
            Value::String(url) => Some(Source::Url(url.trim().to_owned())),
            other => file_of(other, files).map(Source::Blob),
        };
        match source {
            Some(source) => drop(artworks.insert(name, Artwork { fit: Fit::Contain, ..Artwork::new(source) })),
            None => problems.add(format!("artworks.{name}"), "must be a URL or a file"),
        }
    }
    artworks
}

fn read_colours(given: BTreeMap<String, String>, problems: &mut Problems) -> BTreeMap<String, ColourOverlay> {
    let given = given.into_iter().filter(|(_, colour)| !colour.trim().is_empty());
    let overlay = |(name, colour): (String, String)| {
        let rgb = rgb(&colour, &format!("colors.{name}"), problems);
        (name, ColourOverlay { rgb, blend: BlendMode::Normal })
    };
    given.map(overlay).collect()
}
