//! The words themselves: which there are, and which values they take.

use serde::Deserialize;
use serde_json::{Map, Value};

use super::colour::{self, Colour};

/// All words, flat. Every one may be left out.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    pub(super) fit: Option<FitWord>,
    pub(super) rotate: Option<f64>,
    pub(super) flip_horizontal: Option<bool>,
    pub(super) flip_vertical: Option<bool>,
    pub(super) size: Option<Sides>,
    pub(super) position: Option<Corner>,
    pub(super) tile: Option<bool>,
    pub(super) tile_spacing: Option<f64>,
    pub(super) pattern: Option<Pattern>,
    pub(super) color: Option<Colour>,
    pub(super) adjustment_layers: Option<Tone>,
    pub(super) blending_mode: Option<String>,
    pub(super) print_area: Option<PrintArea>,
}

/// How artwork meets its box.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum FitWord {
    /// Dynamic Mockups says `stretch`.
    #[default]
    #[serde(alias = "stretch")]
    Fill,
    Contain,
    Cover,
}

/// Width and height in the slot's own content pixels.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Sides {
    pub(super) width: f64,
    pub(super) height: f64,
}

/// A top-left corner.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Corner {
    pub(super) top: f64,
    pub(super) left: f64,
}

/// Tiles of the artwork's own size times a percentage.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Pattern {
    pub(super) enabled: bool,
    pub(super) scale_percent: Option<f64>,
}

/// `adjustment_layers`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Tone {
    pub(super) brightness: Option<f64>,
    pub(super) contrast: Option<f64>,
    pub(super) saturation: Option<f64>,
    pub(super) vibrance: Option<f64>,
    pub(super) opacity: Option<f64>,
    pub(super) blur: Option<f64>,
}

/// The part of the slot that fit is measured against.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PrintArea {
    pub(super) size: Sides,
    pub(super) position: Option<Corner>,
}

/// What is wrong, in words.
pub(super) type Outcome<T> = Result<T, String>;

impl Words {
    /// Reads them, flat or with those of the asset in an object of that name.
    pub(super) fn parse(json: &str) -> Outcome<Self> {
        let value: Value = serde_json::from_str(json).map_err(|error| error.to_string())?;
        let Value::Object(mut words) = value else { return Err("the words must be a JSON object".to_owned()) };
        match words.remove("asset") {
            None => {}
            Some(Value::Object(asset)) => merge(&mut words, asset)?,
            Some(_) => return Err("asset must be an object".to_owned()),
        }
        if let Some(word) = ["url", "base64", "file"].into_iter().find(|word| words.contains_key(*word)) {
            return Err(format!("{word} is not a word here: the artwork is given by --slot"));
        }
        serde_json::from_value(Value::Object(words)).map_err(|error| error.to_string())
    }

    /// Whether there is a word that means nothing without artwork.
    pub(super) fn needs_artwork(&self) -> bool {
        self.fit.is_some()
            || self.rotate.is_some()
            || self.flip_horizontal.is_some()
            || self.flip_vertical.is_some()
            || self.size.is_some()
            || self.position.is_some()
            || self.tile.is_some()
            || self.tile_spacing.is_some()
            || self.pattern.is_some()
            || self.print_area.is_some()
    }

    /// Holds every value to its range, and the words to one another.
    pub(super) fn check(&self) -> Outcome<()> {
        within("rotate", self.rotate, -360.0, 360.0)?;
        within("tile_spacing", self.tile_spacing, 0.0, 100.0)?;
        self.size.map_or(Ok(()), |size| size.check("size"))?;
        self.position.map_or(Ok(()), |position| position.check("position"))?;
        if let Some(area) = &self.print_area {
            area.size.check("print_area.size")?;
            area.position.map_or(Ok(()), |position| position.check("print_area.position"))?;
        }
        if let Some(pattern) = &self.pattern {
            within("pattern.scale_percent", pattern.scale_percent, 1.0, 10_000.0)?;
        }
        if let Some(tone) = &self.adjustment_layers {
            tone.check()?;
        }
        let (tile, pattern) = (self.tile == Some(true), self.pattern.as_ref().is_some_and(|pattern| pattern.enabled));
        if tile && pattern {
            return Err("tile and pattern cannot both be on".to_owned());
        }
        if tile && self.size.is_none() {
            return Err("tile needs size, the width and height of one tile".to_owned());
        }
        if self.tile_spacing.is_some() && !tile {
            return Err("tile_spacing needs tile".to_owned());
        }
        self.color.as_ref().map_or(Ok(()), |colour| colour.overlay().map(drop))?;
        self.blending_mode.as_deref().map_or(Ok(()), |mode| colour::blend_mode(mode).map(drop))
    }
}

impl Tone {
    fn check(&self) -> Outcome<()> {
        within("adjustment_layers.brightness", self.brightness, -150.0, 150.0)?;
        within("adjustment_layers.contrast", self.contrast, -100.0, 100.0)?;
        within("adjustment_layers.saturation", self.saturation, -100.0, 100.0)?;
        within("adjustment_layers.vibrance", self.vibrance, -100.0, 100.0)?;
        within("adjustment_layers.opacity", self.opacity, 0.0, 100.0)?;
        within("adjustment_layers.blur", self.blur, 0.0, 100.0)
    }
}

/// The farthest that a length or a place may be: the side of the largest document.
const FARTHEST: f64 = 300_000.0;

impl Sides {
    fn check(self, word: &str) -> Outcome<()> {
        within(&format!("{word}.width"), Some(self.width), 1.0, FARTHEST)?;
        within(&format!("{word}.height"), Some(self.height), 1.0, FARTHEST)
    }
}

impl Corner {
    fn check(self, word: &str) -> Outcome<()> {
        within(&format!("{word}.top"), Some(self.top), -FARTHEST, FARTHEST)?;
        within(&format!("{word}.left"), Some(self.left), -FARTHEST, FARTHEST)
    }
}

fn within(word: &str, value: Option<f64>, low: f64, high: f64) -> Outcome<()> {
    match value {
        Some(value) if !(low..=high).contains(&value) => {
            Err(format!("{word} must be from {low} to {high}, not {value}"))
        }
        _ => Ok(()),
    }
}

fn merge(words: &mut Map<String, Value>, asset: Map<String, Value>) -> Outcome<()> {
    for (word, value) in asset {
        if words.insert(word.clone(), value).is_some() {
            return Err(format!("{word} is given twice, inside asset and outside"));
        }
    }
    Ok(())
}
