//! Adding fonts, looking for them, and finding those that an order needs.

use std::collections::BTreeSet;

use super::{Added, Category, FONTS, Face, Font};
use crate::access::{Actor, Role};
use crate::accounts::Counts;
use crate::fetch::Bounds;
use crate::ids::{AccountId, FontId};
use crate::renderer::DrawingFont;
use crate::renders::RenderOrder;
use crate::templates::Outline;
use crate::{Error, Library, Listed, Noun, Result, Window, library, text};

/// Which fonts: by family and style in lower case, then by `PostScript` name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    /// With this text somewhere in the family's, the style's or the `PostScript` name, whatever the case; empty for all.
    pub search: String,
    /// Of this category; `None` for all.
    pub category: Option<Category>,
    /// Whose.
    pub scope: Scope,
    /// Which part.
    pub window: Window,
}

/// Whose fonts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Scope {
    /// Those of the account and of the server.
    #[default]
    All,
    /// Those that the server brings.
    Server,
    /// Those that the account added.
    Account,
}

impl Library {
    /// Fonts that the caller may use.
    pub async fn fonts(&self, actor: &Actor, query: &Query) -> Result<Listed<Font>> {
        let mut fonts = Vec::new();
        if query.scope != Scope::Server {
            fonts.extend(self.store.fonts(actor.account).await?);
        }
        if query.scope != Scope::Account {
            fonts.extend(self.brought_fonts());
        }
        let search = query.search.trim().to_lowercase();
        let has = |name: &str| name.to_lowercase().contains(&search);
        fonts.retain(|Font { face, .. }| {
            query.category.is_none_or(|category| category == face.category)
                && (has(&format!("{} {}", face.family, face.style)) || has(&face.postscript_name))
        });
        fonts.sort_by_cached_key(|Font { id, face, .. }| {
            (face.family.to_lowercase(), face.style.to_lowercase(), face.postscript_name.clone(), *id)
        });
        let total = fonts.len() as u64;
        let offset = usize::try_from(query.window.offset).unwrap_or(usize::MAX);
        let items = fonts.into_iter().skip(offset).take(query.window.limit as usize).collect();
        Ok(Listed { items, total })
    }

    /// A font that the caller may use.
    pub async fn font(&self, actor: &Actor, id: FontId) -> Result<Font> {
        match self.store.font(actor.account, id).await? {
            Some(font) => Ok(font),
            None => self.brought_fonts().into_iter().find(|font| font.id == id).ok_or(Error::NotFound(Noun::Font)),
        }
    }

    /// Adds the fonts of the file at a URL, and gives the first of them. A file that is there already changes nothing.
    pub async fn add_font(&self, actor: &Actor, url: &str) -> Result<Font> {
        actor.require(Role::Editor)?;
        text::url("url", url)?;
        self.fetcher.check(url)?;
        let bound = self.settings.font();
        let library::Bound { what, bytes, setting } = bound;
        let bounds = Bounds { bytes, time: self.settings.artwork_fetch_time, what, setting };
        let fetched = self.fetcher.fetch(url, bounds).await?;
        let bytes = library::read(fetched.body, 0).await?;
        let faces = self.renderer.read_fonts(bytes.clone()).await?;
        let file = self.store_bytes(bytes, bound).await?;
        let known = self.store.fonts(actor.account).await?;
        if let Some(same) = known.iter().find(|font| font.added.is_some_and(|added| added.file == file)) {
            return Ok(same.clone());
        }
        if known.len() + faces.len() > FONTS {
            return Err(Error::Forbidden(format!("an account keeps at most {FONTS} fonts of its own")));
        }
        let added = Added { account: actor.account, file, at: self.now() };
        let fonts = faces.into_iter().map(|face| Font { id: FontId::new(), face: tidy(&face), added: Some(added) });
        let fonts: Vec<Font> = fonts.collect();
        let first = fonts.first().cloned().ok_or_else(|| Error::internal("a font file without fonts was read"))?;
        let mut tx = self.begin().await?;
        for font in &fonts {
            tx.insert_font(font).await?;
        }
        let stored = file.bytes.cast_signed().saturating_mul(fonts.len() as i64);
        let counts = tx.add_to_counts(actor.account, Counts { bytes: stored, ..Counts::default() }).await?;
        self.check_quota(counts)?;
        tx.commit().await?;
        Ok(first)
    }

    /// Removes a font of the account; pictures that were drawn with it stay.
    pub async fn delete_font(&self, actor: &Actor, id: FontId) -> Result<()> {
        actor.require(Role::Editor)?;
        let mut tx = self.begin().await?;
        let Some(bytes) = tx.delete_font(actor.account, id).await? else {
            drop(tx);
            self.font(actor, id).await?;
            return Err(Error::Forbidden("a font of the server cannot be deleted".to_owned()));
        };
        let change = Counts { bytes: -bytes.cast_signed(), ..Counts::default() };
        tx.add_to_counts(actor.account, change).await?;
        tx.commit().await
    }

    /// The order with every font that is named by id named by its `PostScript` name.
    pub(crate) async fn with_fonts(&self, actor: &Actor, mut order: RenderOrder) -> Result<RenderOrder> {
        for (place, text) in order.texts.iter_mut().enumerate() {
            let Some(Ok(id)) = text.font.as_deref().map(uuid::Uuid::parse_str) else { continue };
            let font = self.font(actor, FontId(id)).await.map_err(|error| match error {
                Error::NotFound(_) => Error::invalid(format!("texts[{place}].font"), "is no font of this account"),
                other => other,
            })?;
            text.font = Some(font.face.postscript_name);
        }
        Ok(order)
    }

    /// The account's own fonts that an order's new words are set in, as files; always in the same order.
    pub(crate) async fn fonts_for(
        &self,
        account: AccountId,
        order: &RenderOrder,
        outline: &Outline,
    ) -> Result<Vec<DrawingFont>> {
        if order.texts.is_empty() {
            return Ok(Vec::new());
        }
        let mut names = BTreeSet::new();
        for text in &order.texts {
            match (&text.font, outline.text_layer(text.layer)) {
                (Some(font), _) => drop(names.insert(font.to_lowercase())),
                (None, Some(layer)) => names.extend(layer.segments.iter().map(|run| run.font.to_lowercase())),
                (None, None) => {}
            }
        }
        let own = self.store.fonts(account).await?.into_iter();
        let meant = own.filter(|font| names.contains(&font.face.postscript_name.to_lowercase()));
        let mut files: Vec<_> = meant.filter_map(|font| font.added.map(|added| added.file)).collect();
        files.sort_unstable_by_key(|file| file.hash);
        files.dedup();
        let mut fonts = Vec::with_capacity(files.len());
        for file in files {
            fonts.push(DrawingFont { hash: file.hash, bytes: self.read_blob(file).await? });
        }
        Ok(fonts)
    }

    fn brought_fonts(&self) -> Vec<Font> {
        self.renderer.fonts().into_iter().map(Font::brought).collect()
    }
}

/// A file's own words, cut to what is kept of them.
fn tidy(face: &Face) -> Face {
    let short = |words: &str| {
        let shown = words.chars().map(|c| if c.is_control() { ' ' } else { c });
        shown.take(text::NAME_CHARACTERS).collect::<String>().trim().to_owned()
    };
    Face {
        family: short(&face.family),
        style: short(&face.style),
        postscript_name: short(&face.postscript_name),
        license: short(&face.license),
        ..face.clone()
    }
}
