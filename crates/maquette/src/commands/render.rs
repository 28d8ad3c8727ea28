//! `maquette render`: artwork into a template, and the picture out.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use codec::{EncodeOptions, Format};
use pixels::{Limits, Picture, Size};
use template::artwork::Fill;
use template::{Edits, Outline, Output, SlotOutline, TextEdit};
use uuid::Uuid;

use crate::cli;
use crate::json::{Loss, Milliseconds, Rendering, milliseconds};
use crate::names::Names;
use crate::output::{print, print_json, write_file};
use crate::place::Place;
use crate::{Error, Result};

/// Renders one picture.
pub(crate) fn render(order: &cli::Render) -> Result<()> {
    let limits = Limits::default();
    let start = Instant::now();
    let format = format(order)?;
    let template = Arc::new(super::open(&order.file, &order.beside, &limits)?);
    let outline = template.outline();
    let fills = fills(order, outline, &limits)?;
    let mut edits = Edits::of_fills(&template, &fills);
    let layers = Names::layers(outline);
    for word in &order.hidden {
        edits.hidden.insert(hidden(&layers, word)?);
    }
    edits.texts = texts(order, outline)?;
    for folder in &order.fonts {
        edits.fonts.add_folder(folder).map_err(Error::unusable(folder))?;
    }
    let read = start.elapsed();

    let start_compile = Instant::now();
    let compiled = template.compile(&edits)?;
    let compile = start_compile.elapsed();

    let start_render = Instant::now();
    let rendered = compiled.render(&fills, Output { width: order.width })?;
    let render = start_render.elapsed();

    let start_encode = Instant::now();
    let file = codec::encode(&rendered.picture, &encode_options(order, format, outline))?;
    write_file(&order.output, &file)?;
    let encode = start_encode.elapsed();

    let Size { width, height } = rendered.picture.size();
    let total = start.elapsed();
    let output = order.output.display().to_string();
    if order.json {
        let ms = [read, compile, render, encode, total].map(milliseconds);
        let ms = Milliseconds { read: ms[0], compile: ms[1], render: ms[2], encode: ms[3], total: ms[4] };
        let losses = outline.losses.iter().chain(compiled.losses()).map(Loss::from).collect();
        return print_json(&Rendering { output, width, height, ms, losses });
    }
    let losses: Vec<_> = outline.losses.iter().chain(compiled.losses()).cloned().collect();
    let losses = super::inspect::losses(&losses);
    print(&format!("{output}: {width} x {height} px in {:.0} ms\n{losses}", total.as_secs_f64() * 1e3))
}

/// `--format`, else what the output's extension says.
fn format(order: &cli::Render) -> Result<Format> {
    let extension = || order.output.extension().and_then(|extension| extension.to_str());
    let format = order.format.or_else(|| Format::from_extension(extension()?));
    format.ok_or_else(|| {
        let output = order.output.display();
        Error::Usage(format!("{output}: the format is not clear; end the name in .png, .jpg or .webp, or say --format"))
    })
}

/// New words for text layers.
fn texts(order: &cli::Render, outline: &Outline) -> Result<BTreeMap<Uuid, TextEdit>> {
    let names = Names::texts(outline);
    let mut texts = BTreeMap::new();
    for word in &order.texts {
        let (layer, words) = names.split("--text", word)?;
        if texts.insert(layer.uuid, TextEdit::words(words)).is_some() {
            return Err(Error::Usage(format!("text layer \"{}\" is given two texts", layer.name)));
        }
    }
    Ok(texts)
}

/// What goes into the slots, in the outline's ids.
fn fills(order: &cli::Render, outline: &Outline, limits: &Limits) -> Result<Vec<(Uuid, Fill)>> {
    let names = Names::slots(outline);
    let mut wishes: BTreeMap<Uuid, (Option<PathBuf>, Option<Place>)> = BTreeMap::new();
    for word in &order.slots {
        let (slot, path) = names.split("--slot", word)?;
        if wishes.entry(slot.uuid).or_default().0.replace(PathBuf::from(path)).is_some() {
            return Err(Error::Usage(format!("slot \"{}\" is given two artworks", slot.name)));
        }
    }
    for word in &order.places {
        let (slot, json) = names.split("--place", word)?;
        if wishes.entry(slot.uuid).or_default().1.replace(Place::parse(json)?).is_some() {
            return Err(Error::Usage(format!("slot \"{}\" is given two places", slot.name)));
        }
    }
    let fill = |(uuid, (path, place)): (Uuid, (Option<PathBuf>, Option<Place>))| {
        let size = slot_size(&outline.slots, uuid);
        let artwork = path.map(|path| artwork(&path, size, limits)).transpose()?;
        Ok((uuid, place.unwrap_or_default().fill(artwork)?))
    };
    wishes.into_iter().map(fill).collect()
}

/// Reads artwork; vector pictures are drawn large enough for the slot.
fn artwork(path: &Path, slot: Option<Size>, limits: &Limits) -> Result<Arc<Picture>> {
    let bytes = super::read(path, limits)?;
    Ok(Arc::new(codec::decode(&bytes, limits, slot).map_err(Error::unusable(path))?))
}

fn slot_size(slots: &[SlotOutline], uuid: Uuid) -> Option<Size> {
    slots.iter().find_map(|slot| if slot.uuid == uuid { Some(slot.size) } else { slot_size(&slot.nested, uuid) })
}

/// A layer to hide.
fn hidden(layers: &Names, word: &str) -> Result<Uuid> {
    Ok(layers.find(word)?.uuid)
}

fn encode_options(order: &cli::Render, format: Format, outline: &Outline) -> EncodeOptions {
    let own = if order.width.is_none() { outline.dpi } else { None };
    let dpi = order.dpi.map(f64::from).or(own);
    EncodeOptions { quality: order.quality, dpi, ..EncodeOptions::new(format) }
}
