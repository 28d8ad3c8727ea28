//! Archives of assets and of models: jobs that put files into one.

mod names;
mod one;

use std::collections::BTreeSet;

use axum::Json;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use library::Actor;
use library::items::Item;
use library::jobs::{Job, Work};
use library::packs::{Content, Pack};
use serde_json::json;

pub(super) use one::request;

use super::uploads::dry_run;
use super::{Kind, jobs, things};
use crate::auth::Caller;
use crate::body::Body;
use crate::error::Error;
use crate::ids;
use crate::query::Parameters;
use crate::state::Door;
use crate::translate::job::{Download, download_url, status};
use crate::translate::model::content;
use crate::translate::{asset, media, model};
use crate::wire::{Begun, DownloadStatus, ModelDownload, NewDownload};

/// The most assets in one archive.
const ASSETS: usize = 1000;

/// An archive of assets. What inferences and models generated is nothing here.
pub(super) async fn request_batch(
    State(door): State<Door>,
    Caller(actor): Caller,
    parameters: Parameters,
    Body(body): Body<NewDownload>,
) -> Result<Response, Error> {
    let (query, options) = (body.query, body.options);
    if query.assets.len() > ASSETS {
        return Err(Error::invalid("query.assetIds", &format!("must have at most {ASSETS} items")));
    }
    if query.assets.is_empty() {
        let generated = query.inferences.len() + query.models.len();
        let what =
            if generated == 0 { "must have from 1 to 1000 items" } else { "is empty, and nothing is generated here" };
        return Err(Error::invalid("query.assetIds", what));
    }
    let items = assets(&door, &actor, &query.assets).await?;
    let template = names::Template::read(&options.file_name_template, options.flat.unwrap_or(false))?;
    let files = names::unique(items.iter().enumerate().filter_map(|(place, item)| {
        let (content, extension) = file_of(item)?;
        Some((template.path(item, place + 1, extension), content))
    }));
    let name = options.archive_name.map(|name| name.trim().to_owned()).filter(|name| !name.is_empty());
    let name = name.unwrap_or_else(|| format!("{}-export", door.library.now().format("%Y%m%d")));
    if let Some(cost) = dry_run(&parameters)? {
        return Ok(cost);
    }
    let word = Download::Assets { assets: query.assets }.words();
    begin(&door, &actor, Pack { name, word, files }).await
}

/// The assets that are named, each once; all must be there.
async fn assets(door: &Door, actor: &Actor, given: &[String]) -> Result<Vec<Item>, Error> {
    let field = "query.assetIds";
    let mut named = things(door, actor, Kind::Asset, field, given).await?;
    let mut seen = BTreeSet::new();
    named.retain(|id| seen.insert(*id));
    let items = door.library.items_by_id(actor, &named).await?;
    let missing = named.iter().position(|id| !items.iter().any(|item| item.thing.id == *id));
    match missing {
        None => Ok(items),
        Some(place) => Err(Error::invalid(&format!("{field}[{place}]"), "does not name any asset")),
    }
}

/// An asset's file, and the extension that it gets.
fn file_of(item: &Item) -> Option<(Content, &'static str)> {
    match (&item.file, &item.content, item.previews.first()) {
        (Some(file), ..) => Some((Content::Blob(file.blob), media::extension(&asset::mime_type(file)))),
        (None, library::items::Content::Note(words), _) => Some((Content::Text(words.clone()), "txt")),
        (None, _, Some(preview)) => Some((Content::Blob(preview.blob), media::extension(&preview.media_type))),
        (None, _, None) => None,
    }
}

/// An archive of a model: its words, its weights, its examples and training images.
pub(super) async fn model(
    State(door): State<Door>,
    Caller(actor): Caller,
    Path(given): Path<String>,
    parameters: Parameters,
    Body(_): Body<ModelDownload>,
) -> Result<Response, Error> {
    let item = Kind::Model.find(&door, &actor, &given).await?;
    if let Some(cost) = dry_run(&parameters)? {
        return Ok(cost);
    }
    let shown = model::one(&door, Some(&actor), &item).await?;
    let described = serde_json::to_value(&shown).unwrap_or_else(|_| json!({}));
    let words = format!("{described:#}");
    let mut files = vec![("model.json".to_owned(), Content::Text(words))];
    if let Some(file) = &item.file {
        files.push((names::tidy(&item.thing.name), Content::Blob(file.blob)));
    }
    let pictures = content(&item);
    for (folder, ids) in [("examples", &pictures.examples), ("training-images", &pictures.training)] {
        for picture in door.library.items_by_id(&actor, ids).await? {
            let Some((content, extension)) = file_of(&picture) else { continue };
            let name = names::tidy(media::stem(&picture.thing.name));
            files.push((format!("{folder}/{}", names::with_extension(&name, extension)), content));
        }
    }
    let pack = Pack { name: item.thing.name.clone(), word: Download::Model.words(), files: names::unique(files) };
    begin(&door, &actor, pack).await
}

async fn begin(door: &Door, actor: &Actor, pack: Pack) -> Result<Response, Error> {
    let job = door.library.pack(actor, pack).await.map_err(|error| Error::of(error, "name", "options.archiveName"))?;
    Ok(Json(Begun { job_id: ids::spell(ids::JOB, job.id.0) }).into_response())
}

/// How far an archive is.
pub(super) async fn get_status(
    State(door): State<Door>,
    Caller(actor): Caller,
    Path(given): Path<String>,
) -> Result<Json<DownloadStatus>, Error> {
    let job = door.library.job(&actor, jobs::id(&given)?).await?;
    if !is_download(&job) {
        return Err(Error::not_found("job"));
    }
    let download_url = download_url(&door, &job);
    Ok(Json(DownloadStatus { job_id: given, job_status: status(&job.state), download_url }))
}

const fn is_download(job: &Job) -> bool {
    matches!(job.work, Work::Pack(_))
}
