//! Items, whatever collection they are in.

use std::collections::BTreeMap;

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use futures_util::StreamExt;
use library::blobs::ByteStream;
use library::entries::Query;
use library::items::{Changes, Content, Given, Item, NewItem, colour};
use library::page::Part;
use library::text;
use serde_json::{Value, json};

use super::{contents, covers, gone, listed, lists, number};
use crate::auth::{Caller, Reader};
use crate::error::Error;
use crate::parameters::{File, Parameters};
use crate::show::{Show, media_type};
use crate::state::Door;

/// Items under a stack when nothing is said.
const UNDER: u32 = 24;

pub(super) fn router() -> Router<Door> {
    Router::new()
        .route("/v1/items", get(list).put(change_many))
        .route("/v1/items/count", get(count))
        .route("/v1/items/copy", post(copy))
        // One client sends changes as POST.
        .route("/v1/items/{id}", get(retrieve).put(update).post(update).delete(delete))
        .route("/v1/items/{id}/tags", get(tags).post(tag))
}

async fn query(door: &Door, actor: &library::Actor, given: &Parameters) -> Result<Query, Error> {
    let query = lists::newest(lists::query(door, actor, given).await?);
    let collection = match given.number("collection_id")? {
        Some(serial) => Some(door.library.collection_by_serial(actor, serial).await?.collection.id),
        None => None,
    };
    Ok(Query { collection, ..query })
}

async fn list(State(door): State<Door>, Caller(actor): Caller, given: Parameters) -> Result<Response, Error> {
    let query = query(&door, &actor, &given).await?;
    let page = lists::page(&door, &actor, query, &given).await?;
    let rows = lists::rows(&mut Show::new(&door, actor), &page, &given).await?;
    Ok(listed(rows, page.total.unwrap_or_default()))
}

async fn count(State(door): State<Door>, Caller(actor): Caller, given: Parameters) -> Result<Json<Value>, Error> {
    let query = query(&door, &actor, &given).await?;
    let query = Query { part: Part::numbered(1, 0), ..query };
    let page = lists::page(&door, &actor, query, &given).await?;
    Ok(Json(json!({"count": page.total.unwrap_or_default()})))
}

async fn retrieve(
    State(door): State<Door>,
    Reader(actor): Reader,
    Path(id): Path<String>,
    given: Parameters,
) -> Result<Json<Value>, Error> {
    let (entry, ..) = door.library.entry_by_serial(&actor, number(&id, "item")?).await?;
    let under = if given.includes("items")? { given.items_part()? } else { Part::numbered(UNDER, 0) };
    Ok(Json(Show::new(&door, actor).item(entry.id, Some(under)).await?))
}

async fn update(
    State(door): State<Door>,
    Caller(actor): Caller,
    Path(id): Path<String>,
    given: Parameters,
) -> Result<Json<Value>, Error> {
    let (entry, item, _) = door.library.entry_by_serial(&actor, number(&id, "item")?).await?;
    let changes = changes(&given, &item)?;
    let picture = picture(&door, &given).await?;
    if let Some(name) = &changes.name {
        text::name("name", name)?;
    }
    // What can be refused for what it is comes first, so that nothing is half done.
    let thing = item.thing.id;
    if let Some(file) = given.file("content") {
        let media_type = media_type_of(&given, file)?;
        door.library.replace_stored(&actor, thing, media_type, file.blob, false, None).await?;
    }
    if let Some(picture) = picture {
        door.library.set_preview(&actor, thing, Some(picture)).await?;
    } else if clears(&given)? && item.file.is_none() {
        door.library.set_preview(&actor, thing, None).await?;
    }
    // Tags are set as a whole here, and added where many items are changed.
    contents::change(&door, &actor, std::slice::from_ref(&entry), &given, &[]).await?;
    door.library.change_item(&actor, thing, changes).await?;
    Ok(Json(Show::new(&door, actor).item(entry.id, None).await?))
}

async fn change_many(State(door): State<Door>, Caller(actor): Caller, given: Parameters) -> Result<Response, Error> {
    let entries = door.library.entries_by_serial(&actor, &given.required_numbers("items")?).await?;
    let tags = given.words("tags")?.unwrap_or_default();
    contents::change(&door, &actor, &entries, &given, &tags).await?;
    let ids: Vec<_> = entries.iter().map(|entry| entry.id).collect();
    Ok(Json(Show::new(&door, actor).entries(&ids).await?).into_response())
}

async fn copy(State(door): State<Door>, Caller(actor): Caller, given: Parameters) -> Result<Response, Error> {
    let entries = door.library.entries_by_serial(&actor, &given.required_numbers("items")?).await?;
    let serial = given.number("collection_id")?.ok_or_else(|| Error::required("collection_id"))?;
    let target = door.library.collection_by_serial(&actor, serial).await?.collection.id;
    let parent = contents::parent(&door.library, &actor, &given).await?.flatten();
    let ids: Vec<_> = entries.iter().map(|entry| entry.id).collect();
    let copies = door.library.copy_entries(&actor, &ids, target, parent).await?;
    let ids: Vec<_> = copies.iter().map(|entry| entry.id).collect();
    Ok(super::made(Show::new(&door, actor).entries(&ids).await?))
}

async fn delete(State(door): State<Door>, Caller(actor): Caller, Path(id): Path<String>) -> Result<Json<Value>, Error> {
    let (entry, ..) = door.library.entry_by_serial(&actor, number(&id, "item")?).await?;
    door.library.discard_entries(&actor, entry.collection, &[entry.id]).await?;
    Ok(gone("Item deleted"))
}

async fn tags(State(door): State<Door>, Reader(actor): Reader, Path(id): Path<String>) -> Result<Response, Error> {
    let (entry, item, _) = door.library.entry_by_serial(&actor, number(&id, "item")?).await?;
    Ok(super::all(Show::new(&door, actor).tags_of(&entry, &item).await?))
}

async fn tag(
    State(door): State<Door>,
    Caller(actor): Caller,
    Path(id): Path<String>,
    given: Parameters,
) -> Result<Response, Error> {
    let (entry, item, _) = door.library.entry_by_serial(&actor, number(&id, "item")?).await?;
    let name = given.required("name")?;
    door.library.tag_items(&actor, &[item.thing.id], std::slice::from_ref(&name), &[], false).await?;
    let item = door.library.item(&actor, item.thing.id).await?;
    let found = Show::new(&door, actor).tags_of(&entry, &item).await?.into_iter();
    let lower = name.trim().to_lowercase();
    let mut found = found.filter(|tag| tag["name"].as_str().is_some_and(|name| name.to_lowercase() == lower));
    Ok(super::made(found.next().ok_or_else(|| Error::not_found("tag"))?))
}

/// What is kept with an item and not read by the library.
const DETAILS: [&str; 4] = ["link", "shareable", "latitude", "longitude"];

/// What a request says of an item beside its content: `None` clears.
fn details(given: &Parameters) -> Result<BTreeMap<String, Option<String>>, Error> {
    let mut found = BTreeMap::new();
    for name in DETAILS {
        let value = match name {
            "shareable" => given.flag(name)?.map(|flag| flag.to_string()),
            "link" => given.filled(name)?,
            _ => given.filled(name)?.map(|words| degrees(name, &words)).transpose()?,
        };
        if given.has(name) {
            found.insert(name.to_owned(), value);
        }
    }
    if let Some(words) = given.settable("thumbnail")? {
        // That it was chosen; the picture is the item's preview.
        found.insert("thumbnail".to_owned(), Some("chosen".to_owned()).filter(|_| !words.trim().is_empty()));
    }
    Ok(found)
}

fn degrees(name: &str, words: &str) -> Result<String, Error> {
    let most = if name == "latitude" { 90.0 } else { 180.0 };
    let fits = words.trim().parse::<f64>().is_ok_and(|degrees| degrees.abs() <= most);
    if fits {
        Ok(words.trim().to_owned())
    } else {
        Err(Error::invalid(name, &format!("must be from -{most} to {most}")))
    }
}

/// Whether a request takes an item's chosen picture away.
fn clears(given: &Parameters) -> Result<bool, Error> {
    Ok(given.settable("thumbnail")?.is_some_and(|words| words.trim().is_empty()))
}

/// A small picture that a request brings: a file, an address, or in base 64.
pub(super) async fn picture(door: &Door, given: &Parameters) -> Result<Option<ByteStream>, Error> {
    if let Some(file) = given.file("thumbnail") {
        return Ok(Some(door.library.read_stored(file.blob).await?));
    }
    let Some(words) = given.filled("thumbnail")? else { return Ok(None) };
    let picture = covers::picture(door, &words).await?;
    Ok(picture.map(|(_, bytes)| futures_util::stream::once(async { Ok(bytes) }).boxed()))
}

/// What a file is: as a request says, or by its name.
fn media_type_of(given: &Parameters, file: &File) -> Result<Option<String>, Error> {
    let by_name = || file.name.as_deref().and_then(media_type).map(str::to_owned);
    Ok(given.filled("mime")?.or_else(by_name))
}

/// What a request that says `type=image` must bring: what can be looked at.
const PICTURES: [&str; 7] =
    ["image/png", "image/jpeg", "image/webp", "image/gif", "image/tiff", "image/bmp", "image/svg+xml"];

/// The item that a request asks for; of this file, where it brings any.
pub(super) async fn new_item(door: &Door, given: &Parameters, file: Option<&File>) -> Result<NewItem, Error> {
    let type_ = given.filled("type")?.unwrap_or_default();
    let (kind, usual) = match (type_.as_str(), file) {
        ("stack", _) => (Given::Stack, "Stack".to_owned()),
        (_, Some(file)) => {
            let media_type = media_type_of(given, file)?;
            let picture = type_ == "image" && media_type.as_deref().is_some_and(|given| PICTURES.contains(&given));
            let name = file.name.clone().unwrap_or_else(|| "file".to_owned());
            (Given::Stored { media_type, picture, blob: file.blob }, name)
        }
        (_, None) => match words(&type_, &given.required("content")?)? {
            (Given::Link(url), _) if REMOTE.contains(&type_.as_str()) => remote(door, &type_, &url).await?,
            words => words,
        },
    };
    let name = given.filled("name")?.unwrap_or(usual);
    let details = details(given)?.into_iter().filter_map(|(name, value)| Some((name, value?))).collect();
    Ok(NewItem {
        description: given.text("description")?.unwrap_or_default(),
        tags: given.words("tags")?.unwrap_or_default(),
        details,
        ..NewItem::new(name, kind)
    })
}

/// Types whose addresses are those of files.
const REMOTE: [&str; 4] = ["image", "video", "audio", "other"];

/// A file that is somewhere else, brought here.
async fn remote(door: &Door, type_: &str, url: &str) -> Result<(Given, String), Error> {
    let fetched = door.library.fetch(url, door.library.settings().asset()).await?;
    let name = fetched.file_name.unwrap_or_else(|| "file".to_owned());
    let media_type = fetched.media_type.or_else(|| media_type(&name).map(str::to_owned));
    let name = name.chars().filter(|c| !c.is_control()).take(text::NAME_CHARACTERS).collect();
    Ok((Given::File { media_type, picture: type_ == "image", content: fetched.body }, name))
}

/// What words are, and what an item of them is called when nothing is said.
fn words(type_: &str, content: &str) -> Result<(Given, String), Error> {
    let trimmed = content.trim();
    let is_url = trimmed.starts_with("http://") || trimmed.starts_with("https://");
    let is_url = is_url && !trimmed.contains(char::is_whitespace);
    match type_ {
        "color" => Ok((Given::Colour(colour("content", content)?), trimmed.to_owned())),
        "link" | "image" | "video" | "audio" | "other" if !is_url => {
            Err(Error::invalid("content", "must be a file, or an http or https URL"))
        }
        "text" | "" if type_ == "text" || !is_url => Ok((Given::Note(content.to_owned()), first_line(content))),
        "" | "link" | "image" | "video" | "audio" | "other" => {
            Ok((Given::Link(trimmed.to_owned()), trimmed.chars().take(text::NAME_CHARACTERS).collect()))
        }
        _ => Err(Error::invalid("type", "is no type of item")),
    }
}

/// The first line that says something, without the signs that make it a heading.
fn first_line(content: &str) -> String {
    let lines = content.lines().map(|line| line.trim_start_matches('#').trim());
    let line = lines.filter(|line| !line.is_empty()).map(|line| line.replace(char::is_control, " ")).next();
    line.map_or_else(|| "Text".to_owned(), |line| line.chars().take(80).collect())
}

/// What is to change of an item.
fn changes(given: &Parameters, item: &Item) -> Result<Changes, Error> {
    let content = match (given.filled("content")?, &item.content) {
        (Some(words), Content::Link(_)) => Some(Content::Link(words.trim().to_owned())),
        (Some(words), Content::Note(_)) => Some(Content::Note(words)),
        (Some(words), Content::Colour(_)) => Some(Content::Colour(colour("content", &words)?)),
        // Clients send items back as they came: a file's address is none of its content.
        (None, _) | (Some(_), Content::None | Content::Model(_)) => None,
    };
    Ok(Changes {
        name: given.settable("name")?,
        description: given.settable("description")?,
        tags: given.words("tags")?,
        content,
        details: details(given)?,
        ..Changes::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_links_notes_or_colours() {
        let of = |type_: &str, content: &str| {
            words(type_, content).map(|(given, name)| match given {
                Given::Link(url) => format!("link {url} {name}"),
                Given::Note(_) => format!("note {name}"),
                Given::Colour(colour) => format!("colour {colour:?}"),
                _ => String::new(),
            })
        };
        assert_eq!(of("", " https://a.test/b ").unwrap(), "link https://a.test/b https://a.test/b");
        assert_eq!(of("text", "https://a.test/b").unwrap(), "note https://a.test/b");
        assert_eq!(of("", "\n# Two words\nmore").unwrap(), "note Two words");
        assert_eq!(of("color", "#fff").unwrap(), "colour [255, 255, 255]");
        assert!(of("image", "no url").is_err() && of("colour", "#fff").is_err() && of("color", "red").is_err());
    }
}
