//! One font: its names, read when it is added, and its tables, read when it is first used.

use std::fmt;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use harfrust::font::Font;
use harfrust::font::attribute::Style;
use harfrust::font::glyph::outline::{DrawMemory, DrawOptions};
use harfrust::font::name::NameId;
use harfrust::{GlyphId, ShaperFont};

use super::fonts::FaceOutline;
use super::letters::Letters;
use super::outline::Outline;

/// A font of a collection.
pub(crate) struct Face {
    pub(crate) family: String,
    pub(crate) postscript_name: String,
    pub(super) full_name: String,
    style: String,
    license: String,
    letters: Letters,
    /// 100 to 900 and beyond.
    pub(super) weight: f32,
    pub(super) italic: bool,
    /// 1 is neither condensed nor expanded.
    pub(super) width: f32,
    origin: Origin,
    font: OnceLock<Option<Font>>,
    heights: OnceLock<(f64, f64)>,
}

/// Where a font's bytes are.
#[derive(Clone)]
pub(super) enum Origin {
    Static(&'static [u8]),
    Bytes(Arc<dyn AsRef<[u8]> + Send + Sync>, u32),
    /// Read again when it is used, so that a folder of many fonts does not fill memory.
    File(PathBuf, u32),
}

impl Origin {
    fn open(&self) -> Option<Font> {
        match self {
            Self::Static(bytes) => Font::new(*bytes, 0),
            Self::Bytes(bytes, index) => Font::new(bytes.clone(), *index),
            Self::File(path, index) => Font::new(std::fs::read(path).ok()?, *index),
        }
    }
}

impl Origin {
    fn letters(&self) -> Letters {
        match self {
            Self::Static(bytes) => Letters::of(bytes, 0),
            Self::Bytes(bytes, index) => Letters::of(bytes.as_ref().as_ref(), *index),
            Self::File(path, index) => Letters::of(&std::fs::read(path).unwrap_or_default(), *index),
        }
    }
}

impl Face {
    /// A font with a PostScript name; `None` when there is none at that place.
    pub(super) fn open(origin: Origin) -> Option<Self> {
        let font = origin.open()?;
        let name = |id: NameId| {
            let name = font.names().get(id)?.english_or_first()?.name().to_string();
            (!name.is_empty()).then_some(name)
        };
        let postscript_name = name(NameId::POSTSCRIPT_NAME)?;
        let family = name(NameId::TYPOGRAPHIC_FAMILY_NAME).or_else(|| name(NameId::FAMILY_NAME))?;
        let attributes = font.default_attributes();
        Some(Self {
            style: name(NameId::TYPOGRAPHIC_SUBFAMILY_NAME)
                .or_else(|| name(NameId::SUBFAMILY_NAME))
                .unwrap_or_else(|| "Regular".to_owned()),
            license: name(NameId::LICENSE_DESCRIPTION).or_else(|| name(NameId::LICENSE_URL)).unwrap_or_default(),
            letters: origin.letters(),
            full_name: name(NameId::FULL_NAME).unwrap_or_else(|| postscript_name.clone()),
            family,
            postscript_name,
            weight: attributes.weight.value(),
            italic: attributes.style != Style::Normal,
            width: attributes.width.ratio(),
            font: if matches!(origin, Origin::File(..)) { OnceLock::new() } else { OnceLock::from(Some(font)) },
            heights: OnceLock::new(),
            origin,
        })
    }

    /// What lists say of it.
    pub(super) fn outlined(&self) -> FaceOutline<'_> {
        let Self { family, style, postscript_name, license, letters, .. } = self;
        FaceOutline { family, style, postscript_name, license, letters: *letters }
    }

    pub(super) fn font(&self) -> Option<&Font> {
        self.font.get_or_init(|| self.origin.open()).as_ref()
    }

    /// Whether the font has a glyph for the character.
    pub(super) fn covers(&self, character: char) -> bool {
        self.font()
            .is_some_and(|font| font.charmap().map_unicode(character).is_some_and(|glyph| glyph != GlyphId::NOTDEF))
    }

    /// Design units in the font's size.
    pub(super) fn units(&self) -> f64 {
        f64::from(self.font().map_or(1000, Font::units_per_em).max(1))
    }

    /// A glyph's outline in shares of the font's size, y growing down; empty when there is none.
    pub(super) fn outline(&self, glyph: GlyphId) -> Outline {
        let mut outline = Outline::new(1.0 / self.units());
        if let Some(glyph) = self.font().and_then(|font| font.outline_glyphs().get(glyph)) {
            // A broken glyph is drawn as far as it goes.
            let _ = glyph.draw(&DrawOptions::new(), DrawMemory::default(), &mut outline);
        }
        outline
    }

    /// How far letters reach above the baseline and below it, in shares of the size. Adobe's first baseline lies one
    /// ascent below a box's edge, and "ascent" is the height of the letter d (`InDesign`'s manual, "First baseline offset").
    pub(super) fn ascent_and_descent(&self) -> (f64, f64) {
        let edge = |letter: char| {
            let shaper = ShaperFont::new(self.font()?);
            let extents = shaper.glyph_extents(shaper.nominal_glyph(letter as u32)?)?;
            let top = f64::from(extents.y_bearing) / self.units();
            Some((top, top + f64::from(extents.height) / self.units()))
        };
        let heights = || (edge('d').map_or(0.75, |(top, _)| top), edge('p').map_or(0.25, |(_, bottom)| -bottom));
        *self.heights.get_or_init(heights)
    }

    /// Position of the middle, upwards from the baseline, and thickness of the line under text, or through it.
    pub(super) fn decoration(&self, strikethrough: bool) -> (f64, f64) {
        let metrics = self.font().map(Font::style_metrics);
        let found = metrics.and_then(|metrics| if strikethrough { metrics.strike_through } else { metrics.underline });
        let or = if strikethrough { (0.3, 0.05) } else { (-0.1, 0.05) };
        found.map_or(or, |found| {
            let (top, thickness) = (found.position.to_f64() / self.units(), found.thickness.to_f64() / self.units());
            (top - thickness / 2.0, thickness)
        })
    }
}

impl fmt::Debug for Face {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Face").field(&self.postscript_name).finish()
    }
}
