//! Fonts as the dialect shows them.

use door_kit::links::Links;
use library::Time;
use library::fonts::Font;

use crate::wire;

/// A font.
pub(crate) fn shown(font: Font, links: &Links, now: Time) -> wire::Font {
    let Font { id, face, added } = font;
    // Browsers tell fonts by their first bytes.
    let file = |added: library::fonts::Added| links.file(added.file.hash, "ttf", &face.postscript_name, now);
    wire::Font {
        uuid: id.0,
        file_url: added.map(file),
        family: face.family,
        subfamily: face.style,
        postscript_name: face.postscript_name,
        category: face.category.name(),
        license: Some(face.license).filter(|license| !license.is_empty()),
        is_premium: false,
        is_system: added.is_none(),
        preview_url: None,
        created_at: added.map(|added| added.at),
    }
}
