//! `maquette demo`: sample templates, artwork rendered into them, and all pictures on one sheet.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use codec::{EncodeOptions, Filter, Format};
use pixels::{Limits, Picture, Size};
use rayon::prelude::*;
use template::artwork::Fill;
use template::{Edits, Output, Template};
use uuid::Uuid;

use crate::cli;
use crate::names::Names;
use crate::output::{print, write_file};
use crate::place::Place;
use crate::samples::{self, Sample};
use crate::{Error, Result};

/// A picture to render: the slots that are filled, each with an artwork and the words of `--place`.
struct Variant {
    sample: Sample,
    name: &'static str,
    fills: &'static [(&'static str, Art, &'static str)],
}

#[derive(Debug, Clone, Copy)]
enum Art {
    Poster,
    Logo,
    Pattern,
}

#[rustfmt::skip]
const VARIANTS: [Variant; 10] = [
    Variant { sample: Sample::Poster, name: "cover", fills: &[("Poster artwork", Art::Poster, r#"{"fit": "cover"}"#)] },
    Variant { sample: Sample::Poster, name: "tiles", fills: &[("Poster artwork", Art::Pattern, r#"{"tile": true, "size": {"width": 360, "height": 360}}"#)] },
    Variant { sample: Sample::Mug, name: "pattern", fills: &[("Wrap", Art::Pattern, r#"{"pattern": {"enabled": true, "scale_percent": 50}}"#)] },
    Variant { sample: Sample::Mug, name: "logo", fills: &[("Wrap", Art::Logo, r#"{"size": {"width": 900, "height": 900}, "fit": "contain"}"#)] },
    Variant { sample: Sample::Tshirt, name: "logo", fills: &[
        ("Front print", Art::Logo, r#"{"fit": "contain", "size": {"width": 1200, "height": 1200}, "position": {"left": 150, "top": 120}}"#),
        ("Sleeve print", Art::Logo, r#"{"fit": "contain"}"#),
    ] },
    Variant { sample: Sample::Tshirt, name: "gray", fills: &[
        ("Front print", Art::Logo, r#"{"fit": "contain", "rotate": -12, "adjustment_layers": {"saturation": -100, "contrast": 20}}"#),
        ("Sleeve print", Art::Logo, r#"{"adjustment_layers": {"opacity": 0}}"#),
    ] },
    Variant { sample: Sample::Tshirt, name: "poster", fills: &[
        ("Front print", Art::Poster, r#"{"fit": "contain"}"#),
        ("Sleeve print", Art::Pattern, r#"{"fit": "cover"}"#),
    ] },
    Variant { sample: Sample::Tote, name: "logo", fills: &[("Design", Art::Logo, r#"{"fit": "contain"}"#)] },
    Variant { sample: Sample::Tote, name: "tiles", fills: &[("Design", Art::Pattern, r#"{"tile": true, "size": {"width": 350, "height": 350}}"#)] },
    Variant { sample: Sample::Tote, name: "faded", fills: &[("Design", Art::Poster, r#"{"fit": "contain", "adjustment_layers": {"saturation": -40, "opacity": 85}}"#)] },
];

/// Writes templates, pictures and the sheet.
pub(crate) fn demo(order: &cli::Demo) -> Result<()> {
    let out = &order.out;
    fs::create_dir_all(out).map_err(Error::file(out))?;
    for (name, drawing) in
        [("poster", samples::poster_art()), ("logo", samples::logo()), ("pattern", samples::pattern())]
    {
        write_file(&out.join(format!("{name}.svg")), drawing.as_bytes())?;
    }
    let templates = Sample::ALL.map(|sample| template(sample, out));
    let mut pictures = Vec::new();
    for template in templates {
        let (sample, template) = template?;
        for variant in VARIANTS.iter().filter(|variant| variant.sample == sample) {
            pictures.push(render(&template, variant, out)?);
        }
    }
    let path = out.join("contact-sheet.jpg");
    write_file(&path, &codec::encode(&sheet(&pictures)?, &EncodeOptions::new(Format::Jpeg))?)?;
    let first = out.join("mug.psd");
    let try_it = format!("try: maquette inspect {}", first.display());
    print(&format!("{}\n{try_it}\n", path.display()))
}

/// Makes a sample, writes it, and opens it.
fn template(sample: Sample, out: &Path) -> Result<(Sample, Arc<Template>)> {
    let start = Instant::now();
    let bytes = sample.document()?;
    let path = out.join(format!("{}.psd", sample.name()));
    write_file(&path, &bytes)?;
    let template = Arc::new(Template::open(bytes, &Limits::default())?);
    report(&path, template.outline().size, start)?;
    Ok((sample, template))
}

/// Renders a variant, writes it, and keeps a small copy for the sheet.
fn render(template: &Arc<Template>, variant: &Variant, out: &Path) -> Result<Picture> {
    let start = Instant::now();
    let slots = Names::slots(template.outline());
    let fills = variant.fills.iter().map(|(slot, art, words)| {
        let picture =
            Arc::new(codec::decode(drawing(*art).as_bytes(), &Limits::default(), Some(Size::new(1400, 1400)))?);
        Ok((slots.find(slot)?.uuid, Place::parse(words)?.fill(Some(picture))?))
    });
    let fills = fills.collect::<Result<Vec<(Uuid, Fill)>>>()?;
    let compiled = template.compile(&Edits::of_fills(template, &fills))?;
    let rendered = compiled.render(&fills, Output { width: Some(1600) })?.picture;
    let path: PathBuf = out.join(format!("{}-{}.jpg", variant.sample.name(), variant.name));
    write_file(&path, &codec::encode(&rendered, &EncodeOptions::new(Format::Jpeg))?)?;
    report(&path, rendered.size(), start)?;
    Ok(rendered)
}

fn drawing(art: Art) -> String {
    match art {
        Art::Poster => samples::poster_art(),
        Art::Logo => samples::logo(),
        Art::Pattern => samples::pattern(),
    }
}

fn report(path: &Path, size: Size, start: Instant) -> Result<()> {
    let time = start.elapsed().as_secs_f64() * 1e3;
    print(&format!("{}: {} x {} px in {time:.0} ms\n", path.display(), size.width, size.height))
}

/// A cell of the sheet, and the gap around it.
const CELL: Size = Size::new(440, 500);
const GAP: u32 = 20;
const COLUMNS: u32 = 5;

/// All pictures, small, side by side.
fn sheet(pictures: &[Picture]) -> Result<Picture> {
    let small = |picture: &Picture| {
        let size = picture.size();
        let scale =
            (f64::from(CELL.width) / f64::from(size.width)).min(f64::from(CELL.height) / f64::from(size.height));
        let side = |length: u32| ((f64::from(length) * scale).round() as u32).max(1);
        codec::resize(picture, Size::new(side(size.width), side(size.height)), Filter::Lanczos3)
    };
    let small: Vec<Picture> = pictures.par_iter().map(small).collect::<std::result::Result<_, _>>()?;
    let rows = (pictures.len() as u32).div_ceil(COLUMNS);
    let size = Size::new(GAP + COLUMNS * (CELL.width + GAP), GAP + rows * (CELL.height + GAP));
    let mut sheet = Picture::filled(size, [245, 244, 241, 255]);
    let row_bytes = size.width as usize * 4;
    for (index, picture) in small.iter().enumerate() {
        let (column, row) = (index as u32 % COLUMNS, index as u32 / COLUMNS);
        let left = GAP + column * (CELL.width + GAP) + (CELL.width - picture.size().width) / 2;
        let top = GAP + row * (CELL.height + GAP) + (CELL.height - picture.size().height) / 2;
        let width = picture.size().width as usize * 4;
        for (y, line) in picture.rgba().chunks_exact(width).enumerate() {
            let start = (top as usize + y) * row_bytes + left as usize * 4;
            sheet.rgba_mut()[start..start + width].copy_from_slice(line);
        }
    }
    Ok(sheet)
}
