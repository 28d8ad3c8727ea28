//! Items: entries of collections with what is there.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry::Vacant;

use library::collections::{Shown, View};
use library::entries::{Entry, Parent, Query, Sort};
use library::ids::EntryId;
use library::items::{Form, Item as Thing};
use library::page::Part;
use library::responses::Reaction;
use library::{Error, Order};
use serde::Serialize;
use serde_json::{Map, Value, json};

use super::Show;
use super::collection::permissions_words;
use super::words::{date, short, type_of};

/// The most comments and items under a stack that a row brings.
const GATHERED: u32 = 1000;

/// An item.
#[derive(Debug, Serialize)]
pub(crate) struct Item {
    pub(crate) id: i64,
    pub(crate) collection_id: i64,
    pub(crate) user_id: i64,
    pub(crate) parent_id: Option<i64>,
    pub(crate) name: String,
    pub(crate) description: Option<String>,
    pub(crate) content: String,
    pub(crate) link: String,
    pub(crate) preview: Option<String>,
    pub(crate) thumbnail: Option<String>,
    pub(crate) shareable: Option<bool>,
    pub(crate) size: u64,
    pub(crate) sort: i64,
    #[serde(rename = "type")]
    pub(crate) type_: &'static str,
    pub(crate) mime: String,
    pub(crate) latitude: Option<f64>,
    pub(crate) longitude: Option<f64>,
    pub(crate) created_at: String,
    pub(crate) updated_at: String,
    pub(crate) deleted_at: Option<String>,
    pub(crate) reactions_total_count: i64,
    pub(crate) user_name: String,
    pub(crate) user_email: Option<String>,
    pub(crate) user_avatar: Option<String>,
    pub(crate) user_plan: &'static str,
    pub(crate) url: String,
    pub(crate) short_url: String,
    pub(crate) thumbnails: BTreeMap<&'static str, String>,
    pub(crate) reactions: Vec<Value>,
    pub(crate) is_url: bool,
    pub(crate) comments: Vec<Value>,
    pub(crate) tags: Vec<Value>,
    pub(crate) metadata: Value,
    pub(crate) collection_name: String,
    pub(crate) parent_name: Option<String>,
    pub(crate) permissions: BTreeMap<&'static str, bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) items_total_count: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) items: Option<Vec<Value>>,
}

/// What a collection's view says of the order of its items.
pub(crate) fn sorting(view: &View) -> (Sort, Order) {
    let sort = match view.sort.as_str() {
        "created_at" => Sort::Created,
        "updated_at" => Sort::Updated,
        "name" => Sort::Name,
        "type" => Sort::Form,
        "size" => Sort::Bytes,
        "reactions" => Sort::Reactions,
        _ => return (Sort::Rank, Order::Ascending),
    };
    (sort, view.order)
}

/// What rows of one answer share.
struct Around {
    collections: BTreeMap<library::ids::CollectionId, (Shown, String)>,
    parents: BTreeMap<EntryId, (i64, String)>,
    reactions: Vec<Reaction>,
}

impl Show<'_> {
    /// Items in their order, as the dialect writes them.
    pub(crate) async fn items(&mut self, rows: &[(Entry, Thing)]) -> Result<Vec<Value>, Error> {
        let rows = self.rows(rows).await?;
        rows.iter().map(|row| serde_json::to_value(row).map_err(Error::internal)).collect()
    }

    /// Items in their order.
    pub(crate) async fn rows(&mut self, rows: &[(Entry, Thing)]) -> Result<Vec<Item>, Error> {
        let around = self.around(rows).await?;
        let mut shown = Vec::with_capacity(rows.len());
        for (entry, thing) in rows {
            shown.extend(self.row(entry, thing, &around).await?);
        }
        Ok(shown)
    }

    /// Items by their entries' ids, in that order.
    pub(crate) async fn entries(&mut self, ids: &[EntryId]) -> Result<Vec<Value>, Error> {
        let rows = self.library.entries_with_items(&self.actor, ids).await?;
        self.items(&rows).await
    }

    /// An item; `under` says whether a stack brings what it gathers, and how many of it.
    pub(crate) async fn item(&mut self, id: EntryId, under: Option<Part>) -> Result<Value, Error> {
        let row = self.library.entries_with_items(&self.actor, &[id]).await?;
        let mut value = self.items(&row).await?.pop().unwrap_or_default();
        if let (Some((entry, thing)), Some(part)) = (row.first(), under)
            && thing.form() == Form::Stack
        {
            value["items"] = Value::from(self.under(entry, part).await?);
        }
        Ok(value)
    }

    /// What a stack gathers.
    pub(crate) async fn under(&mut self, stack: &Entry, part: Part) -> Result<Vec<Value>, Error> {
        let query = Query { parent: Parent::Stack(stack.id), ..Query::of(stack.collection, part) };
        let page = self.library.entries_page(&self.actor, query).await?;
        Box::pin(self.items(&page.items)).await
    }

    async fn around(&mut self, rows: &[(Entry, Thing)]) -> Result<Around, Error> {
        let mut collections = BTreeMap::new();
        for (entry, _) in rows {
            if let Vacant(place) = collections.entry(entry.collection) {
                let shown = self.library.collection_shown(&self.actor, entry.collection).await?;
                let url = self.bare_collection(&shown).await?.url;
                place.insert((shown, url));
            }
        }
        let mut ids: Vec<EntryId> = rows.iter().filter_map(|(entry, _)| entry.parent).collect();
        ids.sort_unstable();
        ids.dedup();
        let mut parents = BTreeMap::new();
        for (entry, thing) in self.library.entries_with_items(&self.actor, &ids).await? {
            parents.insert(entry.id, (entry.serial, thing.thing.name));
        }
        let liked: Vec<EntryId> =
            rows.iter().map(|(entry, _)| entry).filter(|entry| entry.reactions > 0).map(|entry| entry.id).collect();
        let reactions = if liked.is_empty() { Vec::new() } else { self.library.reactions(&self.actor, &liked).await? };
        Ok(Around { collections, parents, reactions })
    }

    async fn row(&mut self, entry: &Entry, thing: &Thing, around: &Around) -> Result<Option<Item>, Error> {
        let Some((shown, collection_url)) = around.collections.get(&entry.collection) else { return Ok(None) };
        let author = self.person(thing.thing.author).await?;
        let form = thing.form();
        let parent = entry.parent.and_then(|id| around.parents.get(&id));
        let mut reactions = Vec::new();
        for reaction in around.reactions.iter().filter(|reaction| reaction.entry == entry.id) {
            reactions.push(self.reaction(reaction, entry.serial).await?);
        }
        let detail = |name: &str| thing.details.get(name).filter(|value| !value.is_empty());
        let url = format!("{collection_url}/{}", entry.serial);
        let is_stack = form == Form::Stack;
        let thumbnails = self.thumbnails_of(thing);
        Ok(Some(Item {
            id: entry.serial,
            collection_id: shown.collection.serial,
            user_id: author.id,
            parent_id: parent.map(|(serial, _)| *serial),
            name: thing.thing.name.clone(),
            description: Some(thing.thing.description.clone()).filter(|words| !words.is_empty()),
            content: if is_stack { String::new() } else { self.content(thing) },
            link: detail("link").cloned().unwrap_or_default(),
            preview: thing.previews.first().and_then(|_| thumbnails.get("large").cloned()),
            thumbnail: detail("thumbnail").and_then(|_| thumbnails.get("large").cloned()),
            shareable: detail("shareable").map(|word| word == "true"),
            size: thing.file.as_ref().map_or(0, |file| file.blob.bytes),
            sort: entry.rank,
            type_: type_of(form),
            mime: mime(thing, form),
            latitude: detail("latitude").and_then(|words| words.parse().ok()),
            longitude: detail("longitude").and_then(|words| words.parse().ok()),
            created_at: date(entry.created_at),
            updated_at: date(thing.thing.updated_at),
            deleted_at: thing.trashed_at.map(date),
            reactions_total_count: entry.reactions,
            user_name: author.name,
            user_email: author.email,
            user_avatar: author.avatar,
            user_plan: "pro",
            short_url: self.links.absolute(&format!("/s/i/{}", short(entry.serial))),
            thumbnails,
            reactions,
            is_url: form == Form::Link,
            comments: self.comments_of(entry, thing, shown, &url).await?,
            tags: self.tags_of(entry, thing).await?,
            metadata: metadata(thing),
            collection_name: shown.collection.name.clone(),
            parent_name: parent.map(|(_, name)| name.clone()),
            permissions: permissions_words(shown.permissions),
            items_total_count: is_stack.then_some(entry.children),
            items: None,
            url,
        }))
    }

    async fn comments_of(
        &mut self,
        entry: &Entry,
        thing: &Thing,
        shown: &Shown,
        url: &str,
    ) -> Result<Vec<Value>, Error> {
        if entry.comments == 0 {
            return Ok(Vec::new());
        }
        let page = self.library.comments(&self.actor, entry.id, &Part::after(GATHERED, None)).await?;
        let mut rows = Vec::with_capacity(page.items.len());
        for comment in &page.items {
            rows.push(self.comment_on(comment, entry, thing, shown, url).await?);
        }
        Ok(rows)
    }

    /// An item's tags, with how many items of its collection have each.
    pub(crate) async fn tags_of(&mut self, entry: &Entry, thing: &Thing) -> Result<Vec<Value>, Error> {
        if thing.tags.is_empty() {
            return Ok(Vec::new());
        }
        if !self.tags.contains_key(&entry.collection) {
            let counts = self.library.collection_tags(&self.actor, entry.collection).await?;
            let counts = counts.into_iter().map(|(name, count)| (name.to_lowercase(), count)).collect();
            self.tags.insert(entry.collection, counts);
        }
        let counts = self.tags.get(&entry.collection);
        let count = |name: &str| counts.and_then(|counts| counts.get(&name.to_lowercase())).copied().unwrap_or(1);
        Ok(thing.tags.iter().map(|name| json!({"name": name, "items_total_count": count(name)})).collect())
    }
}

fn mime(thing: &Thing, form: Form) -> String {
    match (&thing.file, form) {
        (Some(file), _) => file.media_type.clone(),
        (None, Form::Note) => "text/plain".to_owned(),
        (None, Form::Link) => "text/html".to_owned(),
        (None, Form::Mockup) => thing.previews.first().map_or_else(String::new, |preview| preview.media_type.clone()),
        (None, _) => String::new(),
    }
}

/// A picture's size; an empty list where there is nothing to tell, as clients expect it.
fn metadata(thing: &Thing) -> Value {
    let mut found = Map::new();
    if let Some((width, height)) = thing.file.as_ref().and_then(|file| file.size) {
        found.insert("width".to_owned(), json!(width));
        found.insert("height".to_owned(), json!(height));
    }
    if found.is_empty() { json!([]) } else { Value::Object(found) }
}
