//! Artwork that its owners want forgotten.

use axum::Json;
use axum::extract::State;
use library::artworks::Known;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::auth::Caller;
use crate::body::Json as Body;
use crate::error::{Error, Field, Problems};
use crate::state::Door;
use crate::wire::{ForgetArtworks, ForgottenArtworks};

pub(crate) fn router() -> OpenApiRouter<Door> {
    OpenApiRouter::new().routes(routes!(forget))
}

#[utoipa::path(
    post, path = "/artworks/delete", tag = "artworks", summary = "Forget artwork of orders, and pictures with it",
    request_body = ForgetArtworks,
    responses((status = 200, body = ForgottenArtworks)),
)]
async fn forget(
    State(door): State<Door>,
    Caller(actor): Caller,
    Body { body, .. }: Body<ForgetArtworks>,
) -> Result<Json<ForgottenArtworks>, Error> {
    let mut problems = Problems::default();
    problems.items(&Field::body().at("urls"), body.urls.len(), 0, 500);
    problems.end()?;
    // What came by a URL of ours is known by it and by its bytes.
    let known = |url: String| {
        let ours = door.links.hash_in(&url).map(Known::Blob);
        [Some(Known::Url(url)), ours].into_iter().flatten().collect()
    };
    let items: Vec<Vec<Known>> = body.urls.into_iter().map(known).collect();
    let deleted = door.library.forget_artwork(&actor, &items).await;
    let deleted = deleted.map_err(Error::while_doing("deleting artworks"))?;
    Ok(Json(ForgottenArtworks { deleted }))
}
