//! Things as the dialect's assets: files, mockups by their pictures, and notes.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use library::Actor;
use library::ids::{CollectionId, ThingId};
use library::items::{Content, Form, Item, ItemFile};

use super::media;
use crate::error::Error;
use crate::ids;
use crate::state::Door;
use crate::wire::{self, Thumbnail, date};

/// The forms that assets have.
pub(crate) const FORMS: [Form; 9] = [
    Form::Mockup,
    Form::Image,
    Form::Video,
    Form::Audio,
    Form::Text,
    Form::Solid,
    Form::Document,
    Form::Other,
    Form::Note,
];

/// Details under which the door keeps what copies came from.
pub(crate) const COPIED_AT: &str = "copiedAt";
pub(crate) const COPY_OF: &str = "originalAssetId";
pub(crate) const COPIED_FROM: &str = "sourceProjectId";

/// Whether the dialect knows a thing as an asset.
pub(crate) fn is_asset(item: &Item) -> bool {
    FORMS.contains(&item.form())
}

/// The collections that things are in, as far as the caller's project knows them.
pub(crate) async fn places(
    door: &Door,
    actor: Option<&Actor>,
    items: &[Item],
) -> Result<BTreeMap<ThingId, Vec<CollectionId>>, Error> {
    let own = |item: &&Item| actor.is_some_and(|actor| actor.account == item.thing.account);
    let ids: Vec<ThingId> = items.iter().filter(own).map(|item| item.thing.id).collect();
    if ids.is_empty() { Ok(BTreeMap::new()) } else { Ok(door.library.collection_ids_of(&ids).await?) }
}

/// One asset.
pub(crate) async fn one(door: &Door, actor: Option<&Actor>, item: &Item) -> Result<wire::OneAsset, Error> {
    let places = places(door, actor, std::slice::from_ref(item)).await?;
    Ok(wire::OneAsset { asset: shown(door, item, &places), lock_id: None })
}

/// Some assets.
pub(crate) async fn all(door: &Door, actor: Option<&Actor>, items: &[Item]) -> Result<Vec<wire::Asset>, Error> {
    let places = places(door, actor, items).await?;
    Ok(items.iter().map(|item| shown(door, item, &places)).collect())
}

fn shown(door: &Door, item: &Item, places: &BTreeMap<ThingId, Vec<CollectionId>>) -> wire::Asset {
    let thing = &item.thing;
    let thumbnail = thumbnail(door, item);
    let (mime_type, url) = content(door, item);
    let in_collections = places.get(&thing.id).into_iter().flatten();
    wire::Asset {
        id: ids::spell(ids::ASSET, thing.id.0),
        author_id: ids::spell(ids::USER, thing.author.0),
        owner_id: ids::spell(ids::PROJECT, thing.account.0),
        collection_ids: in_collections.map(|id| ids::spell(ids::COLLECTION, id.0)).collect(),
        tags: item.tags.clone(),
        created_at: date(thing.created_at),
        updated_at: date(thing.updated_at),
        deleted_at: item.trashed_at.map(date),
        description: Some(thing.description.clone()).filter(|words| !words.is_empty()),
        edit_capabilities: [],
        kind: kind(item),
        metadata: metadata(item, thumbnail.clone()),
        properties: properties(item),
        mime_type,
        privacy: thing.privacy.name(),
        source: source(item),
        status: "success",
        url,
        is_hidden: item.hidden.then_some(true),
        preview: thumbnail.clone(),
        thumbnail,
    }
}

fn metadata(item: &Item, thumbnail: Option<Thumbnail>) -> wire::Metadata {
    let detail = |name: &str| item.details.get(name).cloned();
    wire::Metadata {
        kind: kind(item),
        source: source(item),
        name: item.thing.name.clone(),
        width: size(item).map(|(width, _)| width),
        height: size(item).map(|(_, height)| height),
        size: bytes(item),
        parent_id: item.parent.map(|parent| ids::spell(ids::ASSET, parent.0)),
        original_asset_id: detail(COPY_OF),
        source_project_id: detail(COPIED_FROM),
        copied_at: detail(COPIED_AT),
        lock_expires_at: item.lock.map(|lock| date(lock.until)),
        thumbnail,
    }
}

fn properties(item: &Item) -> wire::Properties {
    let words = match &item.content {
        Content::Note(words) => Some(words),
        _ => None,
    };
    wire::Properties {
        size: bytes(item),
        width: size(item).map(|(width, _)| width),
        height: size(item).map(|(_, height)| height),
        char_count: words.map(|words| words.chars().count()),
        word_count: words.map(|words| words.split_whitespace().count()),
    }
}

/// The widest preview, as a picture of its own; pictures too small to have any are their own.
pub(crate) fn thumbnail(door: &Door, item: &Item) -> Option<Thumbnail> {
    let small = item.file.as_ref().filter(|file| file.size.is_some());
    let (blob, media_type) = match (item.previews.first(), small) {
        (Some(preview), _) => (preview.blob, &preview.media_type),
        (None, Some(file)) => (file.blob, &file.media_type),
        (None, None) => return None,
    };
    let url = door.links.file(blob.hash, media::extension(media_type), "thumbnail", door.library.now());
    Some(Thumbnail { asset_id: ids::spell(ids::ASSET, item.thing.id.0), url })
}

/// A file's address and media type. Notes are their own address.
fn content(door: &Door, item: &Item) -> (String, String) {
    if let Some(file) = &item.file {
        let link = door.links.file(
            file.blob.hash,
            media::extension(&file.media_type),
            media::stem(&item.thing.name),
            door.library.now(),
        );
        return (mime_type(file), link);
    }
    match (&item.content, item.previews.first(), thumbnail(door, item)) {
        (Content::Note(words), ..) => {
            ("text/plain".to_owned(), format!("data:text/plain;charset=utf-8;base64,{}", STANDARD.encode(words)))
        }
        (_, Some(preview), Some(thumbnail)) => (preview.media_type.clone(), thumbnail.url),
        _ => ("application/octet-stream".to_owned(), String::new()),
    }
}

/// A file's media type; a canvas is JSON to others.
pub(crate) fn mime_type(file: &ItemFile) -> String {
    if file.media_type == media::CANVAS { "application/json".to_owned() } else { file.media_type.clone() }
}

fn is_canvas(item: &Item) -> bool {
    item.file.as_ref().is_some_and(|file| file.media_type == media::CANVAS)
}

pub(crate) fn kind(item: &Item) -> &'static str {
    let is_json = item.file.as_ref().is_some_and(|file| mime_type(file).starts_with("application/json"));
    match item.form() {
        _ if is_json => "json",
        Form::Mockup | Form::Image => "image",
        Form::Video => "video",
        Form::Audio => "audio",
        Form::Text | Form::Note => "text",
        Form::Solid => "3d",
        _ => "document",
    }
}

pub(crate) fn source(item: &Item) -> &'static str {
    match item.form() {
        _ if is_canvas(item) => "canvas",
        Form::Video => "uploaded-video",
        Form::Audio => "uploaded-audio",
        Form::Text | Form::Note => "uploaded-text",
        Form::Solid => "uploaded-3d",
        _ => "uploaded",
    }
}

fn size(item: &Item) -> Option<(u32, u32)> {
    let of_file = item.file.as_ref().and_then(|file| file.size);
    let of_preview = || item.previews.first().map(|preview| (preview.width, preview.height));
    if item.file.is_some() { of_file } else { of_preview() }
}

fn bytes(item: &Item) -> u64 {
    match (&item.file, &item.content, item.previews.first()) {
        (Some(file), ..) => file.blob.bytes,
        (None, Content::Note(words), _) => words.len() as u64,
        (None, _, preview) => preview.map_or(0, |preview| preview.blob.bytes),
    }
}
