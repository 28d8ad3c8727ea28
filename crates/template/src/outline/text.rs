//! Text layers: their words and styles.

use pixels::Limits;
use psd::Document;
use psd::layers::Layer;
use psd::tagged::{EffectKind, StyleRun, TypeLayer, style_runs};

use super::{TextOutline, TextSegment, Tree};
use crate::ids::Ids;
use crate::lower::psd_limits;

/// The document's text layers, front-most first. One whose text can't be read is left out: its pixels are still there.
pub(crate) fn text_layers(document: &Document, tree: &Tree, ids: &Ids, limits: &Limits) -> Vec<TextOutline> {
    let records = &document.layers.layers;
    let texts = records.iter().enumerate().rev().filter_map(|(index, record)| {
        let text = record.text(&psd_limits(limits)).ok().flatten()?;
        let clipped_artwork = records.get(index + 1).is_some_and(|above| above.is_clipped() && above.is_visible());
        Some(TextOutline { uuid: ids.layer(tree.path(index)), clipped_artwork, ..outline_of(record, &text, limits) })
    });
    texts.collect()
}

fn outline_of(record: &Layer, text: &TypeLayer, limits: &Limits) -> TextOutline {
    let words = text.text();
    let engine = text.engine_data(&psd_limits(limits)).ok().flatten();
    let runs = engine.as_ref().map(style_runs).unwrap_or_default();
    // Text space is scaled by the layer's transform; its vertical scale makes font sizes canvas pixels.
    let scale = text.transform[2].hypot(text.transform[3]);
    let effects = record.effects(&psd_limits(limits)).ok().flatten().filter(|effects| effects.is_enabled);
    let count = |wanted: fn(&EffectKind) -> bool| {
        let shown = effects.iter().flat_map(|effects| &effects.effects);
        shown.filter(|effect| effect.is_enabled && wanted(&effect.kind)).count()
    };
    TextOutline {
        uuid: uuid::Uuid::nil(),
        name: record.name(),
        segments: segments(&words, &runs, scale),
        text: words.trim_end_matches('\r').replace('\r', "\n"),
        visible: record.is_visible(),
        strokes: count(|kind| matches!(kind, EffectKind::Stroke(_))),
        colour_overlay: count(|kind| matches!(kind, EffectKind::ColorOverlay(_))) > 0,
        clipped_artwork: false,
    }
}

/// The words cut into runs; neighbours of one style are joined. Run lengths count UTF-16 units, and the last run's
/// also the paragraph end that the text does not show.
fn segments(words: &str, runs: &[StyleRun], scale: f64) -> Vec<TextSegment> {
    let units: Vec<u16> = words.encode_utf16().collect();
    let mut segments: Vec<TextSegment> = Vec::new();
    let mut start = 0;
    for run in runs {
        let end = (start + run.length).min(units.len());
        let text = String::from_utf16_lossy(&units[start..end]).trim_end_matches('\r').replace('\r', "\n");
        start = end;
        let segment = TextSegment {
            text,
            font: run.font.clone().unwrap_or_default(),
            size: run.size.unwrap_or(0.0) * scale,
            colour: rgb(run.color.as_deref().unwrap_or_default()),
        };
        match segments.last_mut() {
            Some(last) if last.font == segment.font && last.size == segment.size && last.colour == segment.colour => {
                last.text.push_str(&segment.text);
            }
            Some(_) if segment.text.is_empty() => {}
            _ => segments.push(segment),
        }
    }
    segments
}

/// Alpha, red, green, blue from 0 to 1 as bytes; alpha and one gray sample too. Black when there is no colour.
fn rgb(colour: &[f64]) -> [u8; 3] {
    let byte = |sample: f64| (sample.clamp(0.0, 1.0) * 255.0).round() as u8;
    match colour {
        [_, r, g, b] => [byte(*r), byte(*g), byte(*b)],
        [_, gray] => [byte(*gray); 3],
        _ => [0; 3],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(length: usize, size: f64) -> StyleRun {
        StyleRun { length, font: Some("A".to_owned()), size: Some(size), color: Some(vec![1.0, 1.0, 0.5, 0.0]) }
    }

    #[test]
    fn runs_of_one_style_are_one_segment_and_the_paragraph_end_is_none() {
        let found = segments("Hi you\r", &[run(2, 10.0), run(1, 10.0), run(3, 20.0), run(2, 9.0)], 2.0);
        let short: Vec<(&str, f64)> = found.iter().map(|segment| (segment.text.as_str(), segment.size)).collect();
        assert_eq!(short, [("Hi ", 20.0), ("you", 40.0)]);
        assert_eq!(found[0].colour, [255, 128, 0]);
    }

    #[test]
    fn a_run_longer_than_the_text_ends_with_it() {
        assert_eq!(segments("ab", &[run(99, 1.0)], 1.0)[0].text, "ab");
    }
}
