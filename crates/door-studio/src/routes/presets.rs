//! Named print areas of a mockup's slots; each slot also has a default one, the whole of its frame.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use library::ids::{PresetId, ThingId};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::made;
use crate::Studio;
use crate::auth::Caller;
use crate::error::{Problem, Result};
use crate::extract::{In, Json};
use crate::wire::presets::{NewPreset, Preset, Presets};

pub(crate) fn router() -> OpenApiRouter<Studio> {
    OpenApiRouter::default().routes(routes!(list, create)).routes(routes!(change, delete))
}

/// The presets of a slot, oldest first.
#[utoipa::path(get, path = "/api/mockups/{id}/slots/{slot}/presets", tag = "presets", operation_id = "list_presets",
    params(("id" = Uuid, Path), ("slot" = Uuid, Path)),
    security(("bearer" = []), ("session" = [])),
    responses((status = 200, description = "The presets.", body = Presets)))]
async fn list(
    State(studio): State<Studio>,
    Caller { actor, .. }: Caller,
    In((id, slot)): In<(Uuid, Uuid)>,
) -> Result<axum::Json<Presets>> {
    let presets = studio.library.slot_presets(&actor, ThingId(id), slot).await?;
    let files = studio.files();
    Ok(axum::Json(Presets { items: presets.into_iter().map(|preset| Preset::of(preset, &files)).collect() }))
}

/// Makes a preset of a slot.
#[utoipa::path(post, path = "/api/mockups/{id}/slots/{slot}/presets", tag = "presets", operation_id = "create_preset",
    params(("id" = Uuid, Path), ("slot" = Uuid, Path)), request_body = NewPreset,
    security(("bearer" = []), ("session" = [])),
    responses(
        (status = 201, description = "The preset.", body = Preset),
        (status = 409, description = "The slot has as many presets as it may.",
            body = Problem, content_type = "application/problem+json"),
    )
)]
async fn create(
    State(studio): State<Studio>,
    Caller { actor, .. }: Caller,
    In((id, slot)): In<(Uuid, Uuid)>,
    Json(new): Json<NewPreset>,
) -> Result<impl IntoResponse> {
    let preset = studio.library.create_preset(&actor, ThingId(id), slot, new.into()).await?;
    let path = format!("/api/mockups/{id}/slots/{slot}/presets/{}", preset.id);
    Ok(made(&path, Preset::of(preset, &studio.files())))
}

/// Gives a preset another name and area.
#[utoipa::path(put, path = "/api/mockups/{id}/slots/{slot}/presets/{preset}", tag = "presets",
    operation_id = "change_preset",
    params(("id" = Uuid, Path), ("slot" = Uuid, Path), ("preset" = Uuid, Path)), request_body = NewPreset,
    security(("bearer" = []), ("session" = [])),
    responses((status = 200, description = "The preset.", body = Preset)))]
async fn change(
    State(studio): State<Studio>,
    Caller { actor, .. }: Caller,
    In((id, slot, preset)): In<(Uuid, Uuid, Uuid)>,
    Json(new): Json<NewPreset>,
) -> Result<axum::Json<Preset>> {
    let changed = studio.library.change_preset(&actor, ThingId(id), slot, PresetId(preset), new.into()).await?;
    Ok(axum::Json(Preset::of(changed, &studio.files())))
}

/// Removes a preset.
#[utoipa::path(delete, path = "/api/mockups/{id}/slots/{slot}/presets/{preset}", tag = "presets",
    operation_id = "delete_preset",
    params(("id" = Uuid, Path), ("slot" = Uuid, Path), ("preset" = Uuid, Path)),
    security(("bearer" = []), ("session" = [])),
    responses((status = 204, description = "It is gone.")))]
async fn delete(
    State(studio): State<Studio>,
    Caller { actor, .. }: Caller,
    In((id, slot, preset)): In<(Uuid, Uuid, Uuid)>,
) -> Result<StatusCode> {
    studio.library.delete_preset(&actor, ThingId(id), slot, PresetId(preset)).await?;
    Ok(StatusCode::NO_CONTENT)
}
