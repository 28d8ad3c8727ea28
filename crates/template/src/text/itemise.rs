//! Cuts a paragraph into items: characters of one style, one direction, one script and one font.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use unicode_bidi::{Level, ParagraphBidiInfo};
use unicode_script::{Script, UnicodeScript};

use super::face::Face;
use super::names::wanted;
use super::style::{Caps, Style};
use super::{FontMatch, Fonts};

/// Ends a line and no paragraph; Photoshop writes U+0003.
pub(super) const LINE_SEPARATOR: char = '\u{2028}';

/// The size of small capitals as a share of the letters' (`SmallCapSize` in every file seen).
const SMALL_CAPITAL: f64 = 0.7;

/// The font that stands for one that was asked for.
#[derive(Debug, Clone)]
pub(super) struct Resolved {
    pub(super) face: Arc<Face>,
    pub(super) how: FontMatch,
    /// What the name asks for and the face does not have.
    slanted: bool,
    emboldened: bool,
}

/// Looks fonts up, each name once.
#[derive(Debug)]
pub(super) struct Resolver<'a> {
    pub(super) fonts: &'a Fonts,
    known: BTreeMap<String, Resolved>,
}

impl<'a> Resolver<'a> {
    /// Knows the fonts of `styles`.
    pub(super) fn new<'s>(fonts: &'a Fonts, styles: impl Iterator<Item = &'s Style>) -> Self {
        let mut known = BTreeMap::new();
        for style in styles {
            if !known.contains_key(&style.font)
                && let (Some(face), how) = fonts.find(&style.font)
            {
                let wanted = wanted(&style.font);
                let exact = matches!(how, FontMatch::PostScriptName | FontMatch::FullName);
                let slanted = !exact && wanted.italic && !face.italic;
                let emboldened = !exact && wanted.weight >= 600.0 && face.weight < 550.0;
                known.insert(style.font.clone(), Resolved { face, how, slanted, emboldened });
            }
        }
        Self { fonts, known }
    }

    pub(super) fn get(&self, font: &str) -> Option<&Resolved> {
        self.known.get(font)
    }
}

/// A paragraph as it is shown: capitals made, control characters gone.
#[derive(Debug)]
pub(super) struct Itemised {
    pub(super) text: String,
    pub(super) items: Vec<Item>,
    /// Whether the paragraph runs from the right to the left.
    pub(super) right_to_left: bool,
    /// Characters that no font has.
    pub(super) missing: Vec<char>,
    /// Characters that another font than the style's has.
    pub(super) borrowed: bool,
}

/// Characters that are shaped together.
#[derive(Debug, Clone)]
pub(super) struct Item {
    /// Bytes of the paragraph's text.
    pub(super) range: Range<usize>,
    pub(super) level: Level,
    pub(super) script: Script,
    pub(super) style: Arc<Style>,
    pub(super) face: Arc<Face>,
}

pub(super) fn itemise(runs: &[(String, Style)], resolver: &Resolver<'_>) -> Itemised {
    let (text, pieces) = displayed(runs, resolver);
    let bidi = ParagraphBidiInfo::new(&text, None);
    let mut found = Itemised {
        items: Vec::new(),
        right_to_left: bidi.paragraph_level.is_rtl(),
        missing: Vec::new(),
        borrowed: false,
        text: String::new(),
    };
    let mut script = first_script(&text);
    for (style, range) in pieces {
        let Some(resolved) = resolver.get(&style.font) else { continue };
        for (offset, character) in text[range.clone()].char_indices() {
            let start = range.start + offset;
            let end = start + character.len_utf8();
            if is_real(character.script()) {
                script = character.script();
            }
            let last = found.items.last_mut().filter(|last| Arc::ptr_eq(&last.style, &style));
            let face = match &last {
                // Marks and spaces go with what they stand on.
                Some(last) if !is_real(character.script()) && last.face.covers(character) => last.face.clone(),
                _ => face_for(character, &resolved.face, resolver.fonts, &mut found.missing),
            };
            found.borrowed |= !Arc::ptr_eq(&face, &resolved.face);
            let level = bidi.levels[start];
            match last {
                Some(last) if last.level == level && last.script == script && Arc::ptr_eq(&last.face, &face) => {
                    last.range.end = end;
                }
                _ => found.items.push(Item { range: start..end, level, script, style: style.clone(), face }),
            }
        }
    }
    Itemised { text, ..found }
}

/// Bytes of the text, and their style.
type Piece = (Arc<Style>, Range<usize>);

/// What is shown of the runs, and the ranges of their styles; never without a style.
fn displayed(runs: &[(String, Style)], resolver: &Resolver<'_>) -> (String, Vec<Piece>) {
    let mut text = String::new();
    let mut pieces: Vec<Piece> = Vec::new();
    for (words, style) in runs {
        let mut style = style.clone();
        if let Some(resolved) = resolver.get(&style.font) {
            style.faux_bold |= resolved.emboldened;
            style.faux_italic |= resolved.slanted;
        }
        let small = (style.caps == Caps::Small).then(|| Arc::new(small_capitals(&style)));
        let style = Arc::new(style);
        for character in words.chars() {
            let is_small = character.is_lowercase();
            let piece = small.as_ref().filter(|_| is_small).unwrap_or(&style);
            let start = text.len();
            match character {
                '\u{3}' | '\n' | LINE_SEPARATOR => text.push(LINE_SEPARATOR),
                '\t' => text.push(' '),
                _ if character.is_control() => {}
                _ if is_small && style.caps != Caps::Normal => text.extend(character.to_uppercase()),
                _ => text.push(character),
            }
            match pieces.last_mut() {
                Some((last, range)) if Arc::ptr_eq(last, piece) => range.end = text.len(),
                _ => pieces.push((piece.clone(), start..text.len())),
            }
        }
    }
    (text, pieces)
}

/// Small capitals keep the leading of the letters they stand for.
fn small_capitals(style: &Style) -> Style {
    Style { size: style.size * SMALL_CAPITAL, ..style.clone() }
}

fn face_for(character: char, wanted: &Arc<Face>, fonts: &Fonts, missing: &mut Vec<char>) -> Arc<Face> {
    if wanted.covers(character) || character == LINE_SEPARATOR || is_invisible(character) {
        return wanted.clone();
    }
    fonts.covering(character).cloned().unwrap_or_else(|| {
        if !missing.contains(&character) {
            missing.push(character);
        }
        wanted.clone()
    })
}

/// Joiners, direction marks and variation selectors: the shaper's business, not a font's.
fn is_invisible(character: char) -> bool {
    matches!(character, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

fn is_real(script: Script) -> bool {
    !matches!(script, Script::Common | Script::Inherited | Script::Unknown)
}

fn first_script(text: &str) -> Script {
    text.chars().map(|character| character.script()).find(|script| is_real(*script)).unwrap_or(Script::Latin)
}
