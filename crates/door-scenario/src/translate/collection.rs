//! Collections as the dialect shows them.

use library::Actor;
use library::collections::Collection;
use library::items::Item;

use super::asset;
use crate::error::Error;
use crate::ids;
use crate::state::Door;
use crate::wire::{self, date};

/// A collection.
pub(crate) async fn one(door: &Door, actor: &Actor, collection: &Collection) -> Result<wire::OneCollection, Error> {
    let covers = covers(door, actor, std::slice::from_ref(collection)).await?;
    Ok(wire::OneCollection { collection: shown(door, collection, &covers) })
}

/// Some collections.
pub(crate) async fn all(
    door: &Door,
    actor: &Actor,
    collections: &[Collection],
) -> Result<Vec<wire::Collection>, Error> {
    let covers = covers(door, actor, collections).await?;
    Ok(collections.iter().map(|collection| shown(door, collection, &covers)).collect())
}

/// The things that stand for these collections, those in the trash left out.
async fn covers(door: &Door, actor: &Actor, collections: &[Collection]) -> Result<Vec<Item>, Error> {
    let ids: Vec<_> = collections.iter().filter_map(|collection| collection.cover).collect();
    if ids.is_empty() { Ok(Vec::new()) } else { Ok(door.library.items_by_id(actor, &ids).await?) }
}

fn shown(door: &Door, collection: &Collection, covers: &[Item]) -> wire::Collection {
    let cover = covers.iter().find(|item| Some(item.thing.id) == collection.cover);
    let asset_count = collection.mockups + collection.assets + collection.notes;
    wire::Collection {
        id: ids::spell(ids::COLLECTION, collection.id.0),
        name: collection.name.clone(),
        owner_id: ids::spell(ids::PROJECT, collection.account.0),
        created_at: date(collection.created_at),
        updated_at: date(collection.updated_at),
        asset_count,
        model_count: collection.models,
        item_count: asset_count + collection.models,
        thumbnail: cover.filter(|item| asset::is_asset(item)).and_then(|item| asset::thumbnail(door, item)),
    }
}
