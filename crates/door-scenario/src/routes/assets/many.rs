//! Several assets at once.

use axum::Json;
use axum::extract::State;
use library::ids::ThingId;
use library::items::Skipped;

use crate::auth::Caller;
use crate::body::Body;
use crate::error::Error;
use crate::ids;
use crate::routes::{Kind, things};
use crate::state::Door;
use crate::translate::asset;
use crate::wire::{AssetIds, Assets, Done, Restored, SkippedAsset};

/// The most that one call deletes or restores.
const CHANGED: usize = 100;
/// The most that one call shows.
const SHOWN: usize = 200;

fn at_most(given: &[String], most: usize) -> Result<(), Error> {
    if given.is_empty() || given.len() > most {
        return Err(Error::invalid("assetIds", &format!("must have from 1 to {most} items")));
    }
    Ok(())
}

/// Those that the caller may see; the others are left out.
pub(crate) async fn get_bulk(
    State(door): State<Door>,
    Caller(actor): Caller,
    Body(body): Body<AssetIds>,
) -> Result<Json<Assets>, Error> {
    at_most(&body.asset_ids, SHOWN)?;
    let named: Vec<ThingId> = body.asset_ids.iter().filter_map(|given| Kind::Asset.read(given)).collect();
    let mut items = door.library.items_by_id(&actor, &named).await?;
    items.retain(asset::is_asset);
    let assets = asset::all(&door, Some(&actor), &items).await?;
    Ok(Json(Assets { assets, next_pagination_token: None }))
}

pub(crate) async fn delete(
    State(door): State<Door>,
    Caller(actor): Caller,
    Body(body): Body<AssetIds>,
) -> Result<Json<Done>, Error> {
    at_most(&body.asset_ids, CHANGED)?;
    let named = things(&door, &actor, Kind::Asset, "assetIds", &body.asset_ids).await?;
    door.library.trash_items(&actor, &named).await.map_err(|error| Kind::Asset.told(error))?;
    Ok(Json(Done {}))
}

pub(crate) async fn restore(
    State(door): State<Door>,
    Caller(actor): Caller,
    Body(body): Body<AssetIds>,
) -> Result<Json<Restored>, Error> {
    at_most(&body.asset_ids, CHANGED)?;
    let (mut named, mut skipped_assets) = (Vec::new(), Vec::new());
    for given in body.asset_ids {
        match Kind::Asset.read(&given) {
            Some(id) => named.push(id),
            None => skipped_assets.push(SkippedAsset { asset_id: given, reason: "not-found" }),
        }
    }
    // Restored bare: neither tags nor collections come back.
    let done = door.library.restore_items(&actor, &named, false).await?;
    let spelled = |id: &ThingId| ids::spell(ids::ASSET, id.0);
    skipped_assets.extend(done.skipped.iter().map(|(id, why)| SkippedAsset {
        asset_id: spelled(id),
        reason: match why {
            Skipped::NotFound => "not-found",
            Skipped::NotTrashed => "not-deleted",
            Skipped::Expired => "expired",
        },
    }));
    Ok(Json(Restored { restored_asset_ids: done.restored.iter().map(spelled).collect(), skipped_assets }))
}
