//! What an order may say, and what of the template it has to fit.

use std::collections::BTreeSet;

use uuid::Uuid;

use super::{Adjustments, Alignment, Artwork, BlendMode, Fill, RenderOrder, Repeat, TextFill, Words};
use crate::photos::Area;
use crate::templates::{Layer, Outline};
use crate::text::without_null;
use crate::{Error, Result};

/// The most fills, texts or hidden layers in one order.
const MOST: usize = 200;
/// The farthest that a length or a place may be, in pixels: the side of the largest document.
const FARTHEST: f64 = 300_000.0;
/// The widest output.
pub const WIDEST: u32 = 30_000;
/// The longest text, in characters.
pub const TEXT_CHARACTERS: usize = 5_000;
/// The longest label, in characters.
pub const LABEL_CHARACTERS: usize = 100;

/// The order, held to its ranges and to the template.
pub(super) fn checked(mut order: RenderOrder, outline: &Outline) -> Result<RenderOrder> {
    count("fills", order.fills.len())?;
    count("texts", order.texts.len())?;
    count("hidden", order.hidden.len())?;
    let mut slots = BTreeSet::new();
    for (place, fill) in order.fills.iter().enumerate() {
        let field = format!("fills[{place}]");
        if outline.slot(fill.slot).is_none() {
            return Err(Error::invalid(format!("{field}.slot"), "is no smart object of this mockup"));
        }
        check_fill(fill, &field)?;
        if !slots.insert(fill.slot) {
            return Err(Error::invalid(format!("fills[{place}].slot"), "is filled twice"));
        }
    }
    let mut texts = BTreeSet::new();
    for (place, text) in order.texts.iter().enumerate() {
        check_text(text, outline, &format!("texts[{place}]"))?;
        if !texts.insert(text.layer) {
            return Err(Error::invalid(format!("texts[{place}].layer"), "is edited twice"));
        }
    }
    for (place, hidden) in order.hidden.iter().enumerate() {
        let field = format!("hidden[{place}]");
        let Some(layer) = outline.layer(*hidden) else {
            return Err(Error::invalid(field, "is no layer of this mockup"));
        };
        if within(layer).any(|id| slots.contains(&id) || texts.contains(&id)) {
            return Err(Error::invalid(field, "cannot be hidden and edited in one picture"));
        }
        let replaced =
            order.fills.iter().filter(|fill| fill.artwork.is_some()).filter_map(|fill| outline.layer(fill.slot));
        if replaced.into_iter().flat_map(within).any(|id| id == *hidden) {
            let message = "is inside a smart object whose contents are replaced in the same picture";
            return Err(Error::invalid(field, message));
        }
    }
    if order.design.is_some_and(|slot| outline.slot(slot).is_none()) {
        return Err(Error::invalid("design", "is no smart object of this mockup"));
    }
    check_output(&order)?;
    order.hidden.sort_unstable();
    order.hidden.dedup();
    Ok(order)
}

/// The order, held to its ranges and to a photo's print areas. Where no blend mode is asked for, the photo's light and
/// shade show through.
pub(super) fn checked_for_photo(mut order: RenderOrder, areas: &[Area]) -> Result<RenderOrder> {
    if !order.texts.is_empty() || !order.hidden.is_empty() {
        return Err(Error::invalid("texts", "a photo has neither text nor layers"));
    }
    if order.fills.is_empty() {
        return Err(Error::invalid("fills", "must have at least 1 item"));
    }
    count("fills", order.fills.len())?;
    let mut slots = BTreeSet::new();
    for (place, fill) in order.fills.iter_mut().enumerate() {
        let field = format!("fills[{place}]");
        if areas.iter().all(|area| area.id != fill.slot) {
            return Err(Error::invalid(format!("{field}.slot"), "is no print area of this mockup"));
        }
        check_fill(fill, &field)?;
        if !slots.insert(fill.slot) {
            return Err(Error::invalid(format!("{field}.slot"), "is filled twice"));
        }
        fill.blend.get_or_insert(BlendMode::Multiply);
    }
    check_output(&order)?;
    Ok(order)
}

/// A label: what is left of it is safe at the start of a file's name.
pub(super) fn label(given: &str) -> Result<String> {
    if given.chars().count() > LABEL_CHARACTERS {
        return Err(Error::invalid("label", format!("must have at most {LABEL_CHARACTERS} characters")));
    }
    without_null("label", given)?;
    Ok(given.trim().to_owned())
}

/// A layer's id and those of all layers inside it.
fn within(layer: &Layer) -> impl Iterator<Item = Uuid> {
    let mut todo = vec![layer];
    std::iter::from_fn(move || {
        let next = todo.pop()?;
        todo.extend(&next.children);
        Some(next.id)
    })
}

fn count(field: &str, count: usize) -> Result<()> {
    if count > MOST { Err(Error::invalid(field, format!("must have at most {MOST} items"))) } else { Ok(()) }
}

fn check_fill(fill: &Fill, field: &str) -> Result<()> {
    if let Some(artwork) = &fill.artwork {
        check_artwork(artwork, field)?;
    }
    if let Some(area) = fill.print_area {
        range(&format!("{field}.print_area.left"), area.left, -FARTHEST, FARTHEST)?;
        range(&format!("{field}.print_area.top"), area.top, -FARTHEST, FARTHEST)?;
        range(&format!("{field}.print_area.width"), area.width, 1.0, FARTHEST)?;
        range(&format!("{field}.print_area.height"), area.height, 1.0, FARTHEST)?;
    }
    let Adjustments { brightness, contrast, saturation, vibrance, opacity, blur } = fill.adjustments;
    let tone = |word: &str, value, low, high| range(&format!("{field}.adjustments.{word}"), value, low, high);
    tone("brightness", brightness, -150.0, 150.0)?;
    tone("contrast", contrast, -100.0, 100.0)?;
    tone("saturation", saturation, -100.0, 100.0)?;
    tone("vibrance", vibrance, -100.0, 100.0)?;
    tone("opacity", opacity, 0.0, 100.0)?;
    tone("blur", blur, 0.0, 100.0)
}

fn check_artwork(artwork: &Artwork, field: &str) -> Result<()> {
    let word = |word: &str| format!("{field}.artwork.{word}");
    range(&word("rotation"), artwork.rotation, -360.0, 360.0)?;
    if let Some((width, height)) = artwork.size {
        range(&word("size.width"), width, 1.0, FARTHEST)?;
        range(&word("size.height"), height, 1.0, FARTHEST)?;
    }
    if let Some((left, top)) = artwork.position {
        range(&word("position.left"), left, -FARTHEST, FARTHEST)?;
        range(&word("position.top"), top, -FARTHEST, FARTHEST)?;
    }
    if let Some(Alignment { offset: (right, down), .. }) = artwork.alignment {
        range(&word("alignment.offset_x"), right, -FARTHEST, FARTHEST)?;
        range(&word("alignment.offset_y"), down, -FARTHEST, FARTHEST)?;
        if artwork.position.is_some() {
            return Err(Error::invalid(word("position"), "cannot be given beside an alignment"));
        }
    }
    match artwork.repeat {
        Repeat::Once => Ok(()),
        Repeat::Tile { horizontal_spacing, vertical_spacing } => {
            // Aligned tiles are as large as the fitted picture.
            if artwork.size.is_none() && artwork.alignment.is_none() {
                return Err(Error::invalid(word("size"), "is needed for tiles: the width and height of one"));
            }
            range(&word("repeat.spacing"), horizontal_spacing, 0.0, 100.0)?;
            range(&word("repeat.spacing"), vertical_spacing, 0.0, 100.0)
        }
        Repeat::Pattern { scale_percent } => range(&word("repeat.scale"), scale_percent, 1.0, 10_000.0),
    }
}

fn check_text(text: &TextFill, outline: &Outline, field: &str) -> Result<()> {
    let Some(layer) = outline.text_layer(text.layer) else {
        return Err(Error::invalid(format!("{field}.layer"), "is no text layer of this mockup"));
    };
    if !layer.editable {
        return Err(Error::invalid(format!("{field}.layer"), "cannot be edited"));
    }
    let long = |words: &str| words.chars().count() > TEXT_CHARACTERS;
    let too_long =
        || Error::invalid(format!("{field}.words"), format!("must have at most {TEXT_CHARACTERS} characters"));
    let field_of_words = format!("{field}.words");
    match &text.words {
        Words::All(words) if long(words) => return Err(too_long()),
        Words::All(words) => without_null(&field_of_words, words)?,
        Words::Runs(runs) => {
            for (run, words) in runs {
                if *run as usize >= layer.segments.len() {
                    let message = format!("the layer has {} runs, and none numbered {run}", layer.segments.len());
                    return Err(Error::invalid(format!("{field}.words"), message));
                }
                if long(words) {
                    return Err(too_long());
                }
                without_null(&field_of_words, words)?;
            }
        }
    }
    if let Some(font) = &text.font {
        let field = format!("{field}.font");
        crate::text::name(&field, font)?;
    }
    text.size.map_or(Ok(()), |size| range(&format!("{field}.size"), size, 0.1, 2000.0))
}

fn check_output(order: &RenderOrder) -> Result<()> {
    let output = order.output;
    if let Some(width) = output.width {
        range("output.width", f64::from(width), 1.0, f64::from(WIDEST))?;
    }
    range("output.quality", f64::from(output.quality), 1.0, 100.0)?;
    output.dpi.map_or(Ok(()), |dpi| range("output.dpi", f64::from(dpi), 1.0, 65535.0))
}

fn range(field: &str, value: f64, low: f64, high: f64) -> Result<()> {
    if (low..=high).contains(&value) {
        return Ok(());
    }
    Err(Error::invalid(field, format!("must be from {low} to {high}, not {value}")))
}
