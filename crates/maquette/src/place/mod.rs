//! `--place`: how artwork lies in its slot, in the words of SudoMock's asset and smart object, and of Dynamic Mockups'.

mod colour;
mod words;

use std::sync::Arc;

use pixels::Picture;
use template::artwork::{Adjustments, Area, Artwork, Fill, Fit, Repeat};

use words::{FitWord, Tone, Words};

use crate::{Error, Result};

/// Where and how, without the artwork itself.
#[derive(Debug, Default)]
pub(crate) struct Place {
    words: Words,
}

impl Place {
    /// Reads the JSON of `--place`.
    pub(crate) fn parse(json: &str) -> Result<Self> {
        let place = Words::parse(json).and_then(|words| words.check().map(|()| Self { words }));
        place.map_err(|reason| Error::Order(format!("--place: {reason}")))
    }

    /// Puts the words on this artwork; without any, they change the slot's own content.
    pub(crate) fn fill(&self, artwork: Option<Arc<Picture>>) -> Result<Fill> {
        let words = &self.words;
        if artwork.is_none() && words.needs_artwork() {
            let reason =
                "--place: without artwork (--slot) there can only be color, adjustment_layers and blending_mode";
            return Err(Error::Order(reason.to_owned()));
        }
        Ok(Fill {
            artwork: artwork.map(|picture| self.artwork(picture)),
            colour: words.color.as_ref().map(colour::Colour::overlay).transpose().map_err(order)?,
            blend: words.blending_mode.as_deref().map(colour::blend_mode).transpose().map_err(order)?,
            print_area: words.print_area.as_ref().map(|area| Area {
                left: area.position.map_or(0.0, |position| position.left),
                top: area.position.map_or(0.0, |position| position.top),
                width: area.size.width,
                height: area.size.height,
            }),
            adjustments: words.adjustment_layers.as_ref().map(adjustments).unwrap_or_default(),
        })
    }

    fn artwork(&self, picture: Arc<Picture>) -> Artwork {
        let words = &self.words;
        let pattern = words.pattern.as_ref().filter(|pattern| pattern.enabled);
        let spacing = words.tile_spacing.unwrap_or(0.0);
        Artwork {
            flip_horizontal: words.flip_horizontal.unwrap_or(false),
            flip_vertical: words.flip_vertical.unwrap_or(false),
            rotation: words.rotate.unwrap_or(0.0),
            fit: match words.fit.unwrap_or_default() {
                FitWord::Fill => Fit::Fill,
                FitWord::Contain => Fit::Contain,
                FitWord::Cover => Fit::Cover,
            },
            size: words.size.map(|size| (size.width, size.height)),
            position: words.position.map(|position| (position.left, position.top)),
            alignment: None,
            repeat: match pattern {
                Some(pattern) => Repeat::Pattern { scale_percent: pattern.scale_percent.unwrap_or(100.0) },
                None if words.tile.unwrap_or(false) => {
                    Repeat::Tile { horizontal_spacing: spacing, vertical_spacing: spacing }
                }
                None => Repeat::Once,
            },
            ..Artwork::new(picture)
        }
    }
}

#[expect(clippy::needless_pass_by_value, reason = "ends a map_err")]
fn order(reason: String) -> Error {
    Error::Order(format!("--place: {reason}"))
}

fn adjustments(tone: &Tone) -> Adjustments {
    let value = |word: Option<f64>| word.unwrap_or(0.0) as f32;
    Adjustments::default()
        .brightness(value(tone.brightness))
        .contrast(value(tone.contrast))
        .saturation(value(tone.saturation))
        .vibrance(value(tone.vibrance))
        .blur(value(tone.blur))
        .opacity(tone.opacity.unwrap_or(100.0) as f32)
}

#[cfg(test)]
mod tests;
