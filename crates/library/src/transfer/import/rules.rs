//! What records may say: the rules that every way in holds people to, for an archive may be anybody's.

use std::collections::BTreeMap;

use crate::collections::View;
use crate::items::{self, Item};
use crate::things::{Preview, Thing};
use crate::{Error, Result, tags, text};

/// The longest words of doors and file types, in bytes.
const WORD_BYTES: usize = 255;

/// The sentence for an archive that no export wrote.
pub(super) fn damaged(what: &str) -> Error {
    Error::invalid("archive", what)
}

/// Refuses what would not be shown as a picture, or could be more than one.
pub(super) fn picture_type(media_type: &str) -> Result<()> {
    if ["image/webp", "image/png", "image/jpeg", "image/gif"].contains(&media_type) {
        return Ok(());
    }
    Err(damaged("a small picture is of a type that has none"))
}

pub(super) fn pictures(previews: &[Preview]) -> Result<()> {
    let mut widths: Vec<u32> = previews.iter().map(|preview| preview.width).collect();
    widths.sort_unstable();
    if widths.windows(2).any(|pair| pair[0] == pair[1]) {
        return Err(damaged("two small pictures of one thing are equally wide"));
    }
    previews.iter().try_for_each(|preview| picture_type(&preview.media_type))
}

pub(super) fn word(field: &str, word: &str) -> Result<()> {
    text::without_null(field, word)?;
    if word.len() > WORD_BYTES || word.chars().any(char::is_control) {
        return Err(Error::invalid(field, format!("must have at most {WORD_BYTES} bytes, all visible")));
    }
    Ok(())
}

pub(super) fn view(view: &View) -> Result<()> {
    word("sort", &view.sort)?;
    word("mode", &view.mode)
}

pub(super) fn details(details: &BTreeMap<String, String>) -> Result<()> {
    items::checked_details(details)
}

/// A thing as it may be.
pub(super) fn item(item: Item) -> Result<Item> {
    let name = text::name("name", &item.thing.name)?;
    let description = text::description("description", &item.thing.description)?;
    let tags = tags::checked("tags", &item.tags)?;
    details(&item.details)?;
    if let Some(file) = &item.file {
        word("media_type", &file.media_type)?;
    }
    pictures(&item.previews)?;
    let content = item.content.checked()?;
    let thing = Thing { name, description, ..item.thing };
    Ok(Item { thing, tags, content, lock: None, ..item })
}
