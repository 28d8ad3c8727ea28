//! Files of any kind.

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use door_kit::multipart::{self, Bounds};
use library::Actor;
use library::ids::ThingId;
use library::limits::Resource;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{enter, made, streamed};
use crate::Studio;
use crate::auth::Caller;
use crate::error::Result;
use crate::extract::{In, Json, Query};
use crate::wire::assets::{Asset, AssetForm, AssetName, AssetQuery, PlacedAsset};
use crate::wire::mockups::NewName;
use crate::wire::page::Page;

/// What an asset without any name is called.
const UNTITLED: &str = "Untitled";

pub(crate) fn router() -> OpenApiRouter<Studio> {
    OpenApiRouter::default().routes(routes!(list, create)).routes(routes!(get, rename, delete))
}

/// The account's assets.
#[utoipa::path(get, path = "/api/assets", tag = "assets", operation_id = "list_assets", params(AssetQuery),
    security(("bearer" = []), ("session" = [])),
    responses((status = 200, description = "A part of them.", body = Page<Asset>)))]
async fn list(
    State(studio): State<Studio>,
    Caller { actor, .. }: Caller,
    Query(query): Query<AssetQuery>,
) -> Result<axum::Json<Page<Asset>>> {
    let assets = studio.library.assets(&actor, &query.into_query(actor.account)?).await?;
    let files = studio.files();
    Ok(axum::Json(Page::of(assets, |asset| Asset::of(asset, &files))))
}

/// Keeps a file: one in a form, or the body itself, whose media type is its `Content-Type`.
#[utoipa::path(post, path = "/api/assets", tag = "assets", operation_id = "create_asset", params(AssetName),
    request_body(content((AssetForm = "multipart/form-data"), (Vec<u8> = "application/octet-stream"))),
    security(("bearer" = []), ("session" = [])),
    responses((status = 201, description = "The asset.", body = Asset)))]
async fn create(
    State(studio): State<Studio>,
    Caller { actor, .. }: Caller,
    Query(AssetName { name }): Query<AssetName>,
    request: Request,
) -> Result<impl IntoResponse> {
    let _permit = enter(&studio.library, &actor, Resource::Uploads)?;
    let content_type = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let media_type = content_type.map(|value| value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase());
    let asset = if media_type.as_deref().is_some_and(|media_type| media_type.starts_with("multipart/")) {
        of_form(&studio, &actor, name, request).await?
    } else {
        let (name, body) = (name.as_deref().unwrap_or(UNTITLED), streamed(request.into_body()));
        studio.library.create_asset(&actor, name, media_type.as_deref(), body).await?
    };
    Ok(made(&format!("/api/assets/{}", asset.thing.id), Asset::of(asset, &studio.files())))
}

async fn of_form(
    studio: &Studio,
    actor: &Actor,
    name: Option<String>,
    request: Request,
) -> Result<library::assets::Asset> {
    let library::Bound { what, bytes, setting } = studio.library.settings().asset();
    let file = multipart::file(request, "file", Bounds { bytes, what, setting }).await?;
    let field = file.fields.into_iter().find(|(field, _)| field == "name").map(|(_, name)| name);
    let name = field.or(name).or(file.file_name).unwrap_or_else(|| UNTITLED.to_owned());
    Ok(studio.library.create_asset(actor, &name, file.media_type.as_deref(), file.body).await?)
}

/// An asset, and where it is.
#[utoipa::path(get, path = "/api/assets/{id}", tag = "assets", operation_id = "get_asset",
    params(("id" = Uuid, Path)),
    security(("bearer" = []), ("session" = [])),
    responses((status = 200, description = "The asset.", body = PlacedAsset)))]
async fn get(
    State(studio): State<Studio>,
    Caller { actor, .. }: Caller,
    In(id): In<Uuid>,
) -> Result<axum::Json<PlacedAsset>> {
    let asset = studio.library.asset(&actor, ThingId(id)).await?;
    let collections = studio.library.collections_of(&actor, ThingId(id)).await?;
    let collections = collections.into_iter().map(Into::into).collect();
    Ok(axum::Json(PlacedAsset { asset: Asset::of(asset, &studio.files()), collections }))
}

/// Gives an asset another name.
#[utoipa::path(patch, path = "/api/assets/{id}", tag = "assets", operation_id = "rename_asset",
    params(("id" = Uuid, Path)), request_body = NewName,
    security(("bearer" = []), ("session" = [])),
    responses((status = 200, description = "The asset.", body = Asset)))]
async fn rename(
    State(studio): State<Studio>,
    Caller { actor, .. }: Caller,
    In(id): In<Uuid>,
    Json(NewName { name }): Json<NewName>,
) -> Result<axum::Json<Asset>> {
    let asset = studio.library.rename_asset(&actor, ThingId(id), &name).await?;
    Ok(axum::Json(Asset::of(asset, &studio.files())))
}

/// Removes an asset.
#[utoipa::path(delete, path = "/api/assets/{id}", tag = "assets", operation_id = "delete_asset",
    params(("id" = Uuid, Path)),
    security(("bearer" = []), ("session" = [])),
    responses((status = 204, description = "It is gone.")))]
async fn delete(State(studio): State<Studio>, Caller { actor, .. }: Caller, In(id): In<Uuid>) -> Result<StatusCode> {
    studio.library.delete_asset(&actor, ThingId(id)).await?;
    Ok(StatusCode::NO_CONTENT)
}
