//! Collections.

use std::collections::BTreeMap;

use library::collections::{Permissions, Shown};
use library::entries::Query;
use library::items::{Form, Item};
use library::things::Preview;
use library::{Error, Order};
use serde::Serialize;
use serde_json::Value;

use super::Show;
use super::words::{dashboard_path, date, extension, privacy_word, short};
use crate::pages::tile::{FILM, SQUARES};

/// A collection as one caller sees it.
#[derive(Debug, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "the dialect's own")]
pub(crate) struct Collection {
    pub(crate) id: i64,
    pub(crate) user_id: i64,
    pub(crate) name: String,
    pub(crate) description: Option<String>,
    #[serde(rename = "type")]
    pub(crate) type_: &'static str,
    pub(crate) sort: i64,
    pub(crate) sort_by: Option<String>,
    pub(crate) sort_order: Option<&'static str>,
    pub(crate) view_mode: String,
    pub(crate) thumbnail: Option<String>,
    pub(crate) labels: bool,
    pub(crate) highlighted: bool,
    pub(crate) archived: bool,
    pub(crate) last_accessed_at: Option<String>,
    pub(crate) created_at: String,
    pub(crate) updated_at: String,
    pub(crate) items_total_count: i64,
    pub(crate) users_total_count: i64,
    pub(crate) user_name: String,
    pub(crate) username: String,
    pub(crate) user_avatar: Option<String>,
    pub(crate) user_email: Option<String>,
    pub(crate) custom_domain: Option<String>,
    pub(crate) user_plan: &'static str,
    pub(crate) user_plan_active: bool,
    pub(crate) url: String,
    pub(crate) short_url: String,
    pub(crate) thumbnails: BTreeMap<&'static str, String>,
    pub(crate) permissions: BTreeMap<&'static str, bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) items: Option<Vec<Value>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) users: Option<Vec<Value>>,
}

/// What is shown in a collection.
#[derive(Debug, Clone, Default)]
pub(crate) struct Included {
    pub(crate) users: bool,
    /// Which items; the query's collection, order and direction are the collection's.
    pub(crate) items: Option<Query>,
}

impl Show<'_> {
    /// A collection, with what is to be included.
    pub(crate) async fn collection(&mut self, shown: &Shown, included: &Included) -> Result<Collection, Error> {
        let mut row = self.bare_collection(shown).await?;
        let id = shown.collection.id;
        if included.users {
            row.users = Some(self.collaborators(shown).await?);
        }
        if let Some(query) = &included.items {
            let (sort, order) = super::item::sorting(&shown.collection.view);
            let query = Query { collection: Some(id), sort, order, ..query.clone() };
            let page = self.library.entries_page(&self.actor, query).await?;
            row.items = Some(self.items(&page.items).await?);
        }
        Ok(row)
    }

    /// A collection's people.
    pub(crate) async fn collaborators(&mut self, shown: &Shown) -> Result<Vec<Value>, Error> {
        // Whoever only has a link is not told who else has it.
        if !shown.permissions.edit {
            return Ok(Vec::new());
        }
        let mut rows = Vec::new();
        for participant in self.library.participants(&self.actor, shown.collection.id).await? {
            rows.push(self.collaborator(&participant).await?);
        }
        Ok(rows)
    }

    pub(crate) async fn bare_collection(&mut self, shown: &Shown) -> Result<Collection, Error> {
        let Shown { collection, standing, permissions } = shown;
        let owner = self.owner(collection.account).await?;
        let users_total_count = if owner.is_team && permissions.edit {
            self.library.participants(&self.actor, collection.id).await?.len() as i64
        } else {
            1 + collection.collaborators
        };
        let (thumbnail, thumbnails) = self.cover(shown).await?;
        let view = &collection.view;
        let address = dashboard_path(&owner.person.username);
        let sort_by = Some(view.sort.clone()).filter(|word| !word.is_empty());
        Ok(Collection {
            id: collection.serial,
            user_id: owner.person.id,
            name: collection.name.clone(),
            description: Some(collection.description.clone()).filter(|words| !words.is_empty()),
            type_: privacy_word(collection.privacy),
            sort: standing.position.unwrap_or(0),
            sort_order: sort_by.as_ref().map(|_| order_word(view.order)),
            sort_by,
            view_mode: if view.mode.is_empty() { "tile".to_owned() } else { view.mode.clone() },
            thumbnail,
            labels: view.labels,
            highlighted: standing.highlighted,
            archived: collection.archived,
            last_accessed_at: standing.accessed_at.map(date),
            created_at: date(collection.created_at),
            updated_at: date(collection.updated_at),
            items_total_count: collection.entries() - collection.stacks,
            users_total_count,
            user_name: owner.person.name,
            username: owner.person.username,
            user_avatar: owner.person.avatar,
            user_email: owner.person.email,
            custom_domain: owner.custom_domain,
            user_plan: "pro",
            user_plan_active: true,
            url: self.links.absolute(&format!("{address}/{}", collection.serial)),
            short_url: self.links.absolute(&format!("/s/{}", short(collection.serial))),
            thumbnails,
            permissions: permissions_words(*permissions),
            items: None,
            users: None,
        })
    }

    /// The picture that stands for a collection, and its small ones.
    async fn cover(&self, shown: &Shown) -> Result<(Option<String>, BTreeMap<&'static str, String>), Error> {
        let Some(cover) = shown.collection.cover else { return Ok((None, BTreeMap::new())) };
        let found = self.library.items_by_id(&self.actor, &[cover]).await?;
        Ok(found.first().map_or((None, BTreeMap::new()), |item| {
            let content = Some(self.content(item)).filter(|url| !url.is_empty());
            (content, self.thumbnails_of(item))
        }))
    }

    /// Small pictures by the dialect's names.
    pub(super) fn thumbnails(&self, previews: &[Preview], label: &str) -> BTreeMap<&'static str, String> {
        // Widest first: the narrowest that is large enough, or else the widest.
        let fit = |least: u32, side: fn(&Preview) -> u32| {
            previews.iter().rev().find(|preview| side(preview) >= least).or(previews.first())
        };
        let link =
            |preview: &Preview| self.links.file(preview.blob.hash, extension(&preview.media_type), label, self.now);
        let mut found = BTreeMap::new();
        for (name, width) in [("mini", 240), ("small", 240), ("uncropped", 480), ("large", 720)] {
            found.extend(fit(width, |preview| preview.width).map(|preview| (name, link(preview))));
        }
        if let Some(preview) = fit(480, |preview| preview.width.min(preview.height)) {
            let whole = link(preview);
            let square = match whole.strip_prefix(&self.links.files_base()) {
                Some(rest) if preview.width != preview.height => self.links.absolute(&format!("{SQUARES}{rest}")),
                _ => whole,
            };
            found.insert("cropped", square);
        }
        found
    }

    /// An item's small pictures; a film that nobody could look into has a tile.
    pub(super) fn thumbnails_of(&self, item: &Item) -> BTreeMap<&'static str, String> {
        if item.previews.is_empty() && item.form() == Form::Video {
            let tile = self.links.absolute(FILM);
            return ["mini", "small", "cropped", "uncropped", "large"].map(|name| (name, tile.clone())).into();
        }
        self.thumbnails(&item.previews, &item.thing.name)
    }

    /// What an item is: its file's address, its link, its words.
    pub(super) fn content(&self, item: &Item) -> String {
        use library::items::Content;
        match (&item.content, &item.file) {
            (Content::Link(url), _) => url.clone(),
            (Content::Note(words), _) => words.clone(),
            (Content::Colour(colour), _) => format!("#{}", hex::encode(colour)),
            (_, Some(file)) => self.links.file(file.blob.hash, extension(&file.media_type), &item.thing.name, self.now),
            (_, None) => item.previews.first().map_or_else(String::new, |preview| {
                self.links.file(preview.blob.hash, extension(&preview.media_type), &item.thing.name, self.now)
            }),
        }
    }
}

/// Which way, in a word.
pub(super) const fn order_word(order: Order) -> &'static str {
    match order {
        Order::Ascending => "asc",
        Order::Descending => "desc",
    }
}

pub(super) fn permissions_words(permissions: Permissions) -> BTreeMap<&'static str, bool> {
    let Permissions { edit, share, admin, leave, delete, .. } = permissions;
    BTreeMap::from([("admin", admin), ("edit", edit), ("share", share), ("leave", leave), ("delete", delete)])
}
