//! Orders of pictures, as the library's. Ranges are the library's to check: its paths are these words' own.

use bytes::Bytes;
use door_kit::{base64, words};
use library::ids::ThingId;
use library::mockups::Mockup;
use library::renders::{
    Adjustments, Artwork, BlendMode, ColourOverlay, Fill, Fit, Format, OutputOrder, PrintArea, RenderOrder, Repeat,
    Source, TextFill, TextFit, Words,
};
use library::{Actor, Library};

use super::names;
use crate::refusal::Refusal;
use crate::wire;

/// The width of pictures for which none is asked, unless the canvas is narrower.
const WIDTH: u32 = 2048;

/// The order; artwork that came along is stored.
pub(crate) async fn order(
    library: &Library,
    actor: &Actor,
    mockup: &Mockup,
    given: wire::RenderOrder,
    output: Option<wire::Output>,
) -> Result<RenderOrder, Refusal> {
    let outline = &*mockup.template.outline;
    let mut order = RenderOrder { output: file(given.output.or(output), outline.width), ..RenderOrder::default() };
    for (place, given) in given.fills.into_iter().enumerate() {
        let path = format!("fills[{place}]");
        let slot = names::slot(outline, given.slot.as_deref(), &format!("{path}.slot"))?;
        order.fills.push(fill(library, actor, slot, given, &path).await?);
    }
    for (place, given) in given.texts.into_iter().enumerate() {
        let path = format!("texts[{place}]");
        let layer = names::text_layer(outline, &given.layer, &format!("{path}.layer"))?;
        order.texts.push(text(layer, given, &path)?);
    }
    for (place, word) in given.hidden.iter().enumerate() {
        order.hidden.push(names::layer(outline, word, &format!("hidden[{place}]"))?);
    }
    Ok(order)
}

async fn fill(
    library: &Library,
    actor: &Actor,
    slot: uuid::Uuid,
    given: wire::Fill,
    path: &str,
) -> Result<Fill, Refusal> {
    if given.artwork.is_none() && given.color.is_none() && given.adjustments.is_none() && given.blend.is_none() {
        return Err(Refusal::argument(path, "give artwork or a color"));
    }
    let artwork = match given.artwork {
        Some(given) => Some(artwork(library, actor, given, &format!("{path}.artwork")).await?),
        None => None,
    };
    let colour = match &given.color {
        Some(hex) => Some(ColourOverlay {
            rgb: rgb(hex, &format!("{path}.color"))?,
            blend: blend(given.color_blend.as_deref(), &format!("{path}.color_blend"))?.unwrap_or_default(),
        }),
        None => None,
    };
    let area = |wire::Area { left, top, width, height }| PrintArea { left, top, width, height };
    Ok(Fill {
        artwork,
        colour,
        blend: blend(given.blend.as_deref(), &format!("{path}.blend"))?,
        print_area: given.print_area.map(area),
        adjustments: given.adjustments.map(adjustments).unwrap_or_default(),
        ..Fill::of(slot)
    })
}

async fn artwork(library: &Library, actor: &Actor, given: wire::Artwork, path: &str) -> Result<Artwork, Refusal> {
    let source = match (given.url, given.base64, given.asset) {
        (Some(url), None, None) => Source::Url(url),
        (None, Some(words), None) => {
            let bytes = decoded(&words).ok_or_else(|| Refusal::argument(&format!("{path}.base64"), "is no base64"))?;
            Source::Blob(library.store_bytes(bytes, library.settings().artwork()).await?)
        }
        (None, None, Some(asset)) => Source::Blob(library.asset(actor, ThingId(asset)).await?.blob),
        _ => return Err(Refusal::argument(path, "give one of url, base64 and asset")),
    };
    let fit = |fit| match fit {
        wire::Fit::Fill => Fit::Fill,
        wire::Fit::Contain => Fit::Contain,
        wire::Fit::Cover => Fit::Cover,
    };
    Ok(Artwork {
        fit: given.fit.map(fit).unwrap_or_default(),
        rotation: given.rotation.unwrap_or(0.0),
        flip_horizontal: given.flip_horizontal,
        flip_vertical: given.flip_vertical,
        size: given.size.map(|size| (size.width, size.height)),
        position: given.position.map(|position| (position.left, position.top)),
        repeat: given.pattern_scale.map_or(Repeat::Once, |scale_percent| Repeat::Pattern { scale_percent }),
        ..Artwork::new(source)
    })
}

/// Artwork in base64; nothing is none.
fn decoded(words: &str) -> Option<Bytes> {
    base64::decoded(words).filter(|bytes| !bytes.is_empty())
}

fn rgb(given: &str, path: &str) -> Result<[u8; 3], Refusal> {
    words::rgb(given).ok_or_else(|| Refusal::argument(path, "must be a colour such as #1a2b3c"))
}

fn blend(given: Option<&str>, path: &str) -> Result<Option<BlendMode>, Refusal> {
    let Some(word) = given else { return Ok(None) };
    let mode = BlendMode::from_name(&word.to_ascii_lowercase().replace(['-', ' '], "_"));
    let unknown = || {
        let names: Vec<&str> = BlendMode::ALL.iter().map(|mode| mode.name()).collect();
        Refusal::argument(path, &format!("must be one of {}", names.join(", ")))
    };
    mode.map(Some).ok_or_else(unknown)
}

fn adjustments(given: wire::Adjustments) -> Adjustments {
    let wire::Adjustments { brightness, contrast, saturation, vibrance, opacity, blur } = given;
    let none = Adjustments::default();
    Adjustments {
        brightness: brightness.unwrap_or(none.brightness),
        contrast: contrast.unwrap_or(none.contrast),
        saturation: saturation.unwrap_or(none.saturation),
        vibrance: vibrance.unwrap_or(none.vibrance),
        opacity: opacity.unwrap_or(none.opacity),
        blur: blur.unwrap_or(none.blur),
    }
}

fn text(layer: uuid::Uuid, given: wire::TextEdit, path: &str) -> Result<TextFill, Refusal> {
    let words = match (given.text, given.runs) {
        (Some(text), None) => Words::All(text),
        (None, Some(runs)) => Words::Runs(runs.into_iter().map(|run| (run.index, run.text)).collect()),
        _ => return Err(Refusal::argument(path, "give either text or runs")),
    };
    let fit = |fit| match fit {
        wire::TextFit::Overflow => TextFit::Overflow,
        wire::TextFit::Shrink => TextFit::Shrink,
        wire::TextFit::Clip => TextFit::Clip,
    };
    let colour = given.color.map(|hex| rgb(&hex, &format!("{path}.color"))).transpose()?;
    let fit = given.fit.map(fit).unwrap_or_default();
    Ok(TextFill { layer, words, font: given.font, size: given.font_size, colour, strokes: Vec::new(), fit })
}

fn file(given: Option<wire::Output>, canvas: u32) -> OutputOrder {
    let wire::Output { format, width, quality, dpi } =
        given.unwrap_or(wire::Output { format: None, width: None, quality: None, dpi: None });
    let format = match format {
        None | Some(wire::Format::Webp) => Format::Webp,
        Some(wire::Format::Png) => Format::Png,
        Some(wire::Format::Jpg) => Format::Jpeg,
    };
    let width = Some(width.unwrap_or(canvas.min(WIDTH)));
    OutputOrder { format, width, quality: quality.unwrap_or(OutputOrder::default().quality), dpi }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_comes_in_many_shapes() {
        for words in ["aGk=", "aGk", "data:image/png;base64,aGk=", "aG\nk="] {
            assert_eq!(decoded(words).as_deref(), Some(&b"hi"[..]), "{words}");
        }
        assert!(decoded("").is_none() && decoded("a b ü").is_none());
    }

    #[test]
    fn colours_and_modes_are_read_leniently() {
        assert_eq!(rgb("#1A2b3c", ""), Ok([0x1a, 0x2b, 0x3c]));
        assert_eq!(rgb("fff", ""), Ok([255; 3]));
        assert!(rgb("red", "fills[0].color").unwrap_err().0.starts_with("fills[0].color: must be a colour"));
        assert_eq!(blend(Some("COLOR-BURN"), ""), Ok(Some(BlendMode::ColorBurn)));
        assert!(blend(Some("shiny"), "").unwrap_err().0.contains("multiply"));
    }

    #[test]
    fn pictures_are_not_enlarged_unasked() {
        assert_eq!(file(None, 800).width, Some(800));
        assert_eq!(file(None, 8000).width, Some(2048));
    }
}
