//! A collection of fonts: those of a folder, those that were uploaded, and one family that is always there.

use std::path::Path;
use std::sync::{Arc, LazyLock};

use super::face::{Face, Origin};
use super::letters::Letters;
use super::names::{Wanted, equal_widths, family_key, plain, wanted};

/// Fonts to set text in. Cheap to clone. The system's own fonts are never looked at, so that a picture is the same on
/// every machine; add their folder to have them.
#[derive(Debug, Clone, Default)]
pub struct Fonts {
    faces: Arc<Vec<Arc<Face>>>,
    /// Of the bytes of every font, in order.
    digest: [u8; 32],
}

/// Collections of the same bytes in the same order.
impl PartialEq for Fonts {
    fn eq(&self, other: &Self) -> bool {
        self.digest == other.digest
    }
}

/// A font at a glance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FaceOutline<'a> {
    /// The name that its styles share.
    pub family: &'a str,
    /// Its style: "Bold Italic".
    pub style: &'a str,
    /// What files ask for it by.
    pub postscript_name: &'a str,
    /// Its own words about its licence; empty for none.
    pub license: &'a str,
    /// The kind of letters.
    pub letters: Letters,
}

/// How a font was found for a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FontMatch {
    /// It has this PostScript name.
    PostScriptName,
    /// Its full name is this, but for spaces and hyphens.
    FullName,
    /// It is of this family, in the nearest style.
    Family,
    /// It is of a family made to be as wide.
    EqualWidths,
    /// Nothing fits; it is of the family that is always there.
    Fallback,
}

/// Why a font was not added. The message is safe to show.
#[derive(Debug, thiserror::Error)]
pub enum FontError {
    /// No font is in it, or one without a name.
    #[error("this is no font, or one without a PostScript name")]
    NotAFont,
    /// A folder could not be read.
    #[error("the font folder can't be read: {0}")]
    Folder(#[from] std::io::Error),
}

/// Liberation Sans: as wide as Arial and Helvetica, the fonts most files ask for.
static FALLBACK: LazyLock<Vec<Arc<Face>>> = LazyLock::new(|| {
    let regular: &'static [u8] = include_bytes!("../../fonts/LiberationSans-Regular.ttf");
    let bold: &'static [u8] = include_bytes!("../../fonts/LiberationSans-Bold.ttf");
    [regular, bold].into_iter().filter_map(|bytes| Face::open(Origin::Static(bytes))).map(Arc::new).collect()
});

/// The most fonts that one file may hold.
const MOST_IN_A_FILE: u32 = 256;

impl Fonts {
    /// Adds the fonts of a file in memory (OpenType, TrueType, or a collection of them), and says how many.
    pub fn add(&mut self, bytes: impl AsRef<[u8]> + Send + Sync + 'static) -> Result<usize, FontError> {
        let hash = blake3::hash(bytes.as_ref());
        let bytes: Arc<dyn AsRef<[u8]> + Send + Sync> = Arc::new(bytes);
        self.add_all(hash, |index| Origin::Bytes(bytes.clone(), index))
    }

    /// Adds every font of a folder and of those inside it, in the order of their paths; other files are passed over.
    pub fn add_folder(&mut self, folder: &Path) -> Result<usize, FontError> {
        let mut entries: Vec<_> = std::fs::read_dir(folder)?.collect::<Result<_, _>>()?;
        entries.sort_by_key(std::fs::DirEntry::path);
        let mut added = 0;
        for entry in entries {
            let path = entry.path();
            // Links are followed to files but not to folders, which could go round in circles.
            if entry.file_type()?.is_dir() {
                added += self.add_folder(&path)?;
            } else if is_font_file(&path) {
                let hash = blake3::hash(&std::fs::read(&path)?);
                added += self.add_all(hash, |index| Origin::File(path.clone(), index)).unwrap_or(0);
            }
        }
        Ok(added)
    }

    fn add_all(&mut self, hash: blake3::Hash, origin: impl Fn(u32) -> Origin) -> Result<usize, FontError> {
        let found: Vec<Arc<Face>> =
            (0..MOST_IN_A_FILE).map_while(|index| Face::open(origin(index))).map(Arc::new).collect();
        if found.is_empty() {
            return Err(FontError::NotAFont);
        }
        let count = found.len();
        Arc::make_mut(&mut self.faces).extend(found);
        self.digest = *blake3::Hasher::new().update(&self.digest).update(hash.as_bytes()).finalize().as_bytes();
        Ok(count)
    }

    /// These fonts, and after them those of `others`.
    #[must_use]
    pub fn before(mut self, others: &Self) -> Self {
        Arc::make_mut(&mut self.faces).extend(others.faces.iter().cloned());
        self.digest = *blake3::Hasher::new().update(&self.digest).update(&others.digest).finalize().as_bytes();
        self
    }

    /// All fonts, those that are always there at the end.
    pub fn faces(&self) -> impl Iterator<Item = FaceOutline<'_>> {
        self.all().map(|face| face.outlined())
    }

    /// The fonts that were added.
    pub fn added_faces(&self) -> impl Iterator<Item = FaceOutline<'_>> {
        self.faces.iter().map(|face| face.outlined())
    }

    /// Whether text in the font of this PostScript name is set in it and in no other.
    pub fn has(&self, postscript_name: &str) -> bool {
        matches!(self.find(postscript_name), (_, FontMatch::PostScriptName | FontMatch::FullName))
    }

    /// PostScript names of all fonts, those that are always there at the end.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.all().map(|face| face.postscript_name.as_str())
    }

    /// A hash of all that decides how text looks, for keys of stored pictures.
    pub fn digest(&self) -> [u8; 32] {
        self.digest
    }

    fn all(&self) -> impl Iterator<Item = &Arc<Face>> {
        self.faces.iter().chain(FALLBACK.iter())
    }

    /// The font for a name. Only when the bundled fonts can't be read is there none.
    pub(super) fn find(&self, name: &str) -> (Option<Arc<Face>>, FontMatch) {
        let found = |face: &Arc<Face>, how| (Some(face.clone()), how);
        if let Some(face) = self.all().find(|face| face.postscript_name.eq_ignore_ascii_case(name)) {
            return found(face, FontMatch::PostScriptName);
        }
        let key = plain(name);
        let named = |face: &&Arc<Face>| plain(&face.postscript_name) == key || plain(&face.full_name) == key;
        if let Some(face) = self.all().find(named) {
            return found(face, FontMatch::FullName);
        }
        let wanted = wanted(name);
        if let Some(face) = self.nearest(&wanted.family, &wanted) {
            return found(face, FontMatch::Family);
        }
        // A black weight is wider than a bold one, whatever the family.
        let near = |face: &&Arc<Face>| (face.weight - wanted.weight).abs() <= 100.0;
        if let Some(face) = equal_widths(&wanted.family).find_map(|family| self.nearest(family, &wanted).filter(near)) {
            return found(face, FontMatch::EqualWidths);
        }
        (nearest(FALLBACK.iter(), &wanted).cloned(), FontMatch::Fallback)
    }

    /// The face of a family whose style is nearest.
    fn nearest(&self, family: &str, wanted: &Wanted) -> Option<&Arc<Face>> {
        nearest(self.all().filter(|face| family_key(&face.family) == family), wanted)
    }

    /// A font that has a glyph for `character`, where the one that is wanted has none.
    pub(super) fn covering(&self, character: char) -> Option<&Arc<Face>> {
        self.all().find(|face| face.covers(character))
    }
}

fn nearest<'a>(faces: impl Iterator<Item = &'a Arc<Face>>, wanted: &Wanted) -> Option<&'a Arc<Face>> {
    let distance = |face: &Face| {
        let slope = if face.italic == wanted.italic { 0.0 } else { 250.0 };
        (face.weight - wanted.weight).abs() + slope + (face.width - 1.0).abs() * 1000.0
    };
    faces.min_by(|a, b| distance(a).total_cmp(&distance(b)))
}

fn is_font_file(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    ["ttf", "otf", "ttc", "otc"].iter().any(|known| extension.eq_ignore_ascii_case(known))
}
