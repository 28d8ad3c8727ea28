//! Text layers: their words and styles.

use std::collections::BTreeMap;

use pixels::Limits;
use psd::Document;
use psd::layers::Layer;
use psd::tagged::EffectKind;

use super::{TextOutline, TextSegment, Tree};
use crate::ids::Ids;
use crate::lower::psd_limits;
use crate::text::{TextSource, segments};

/// The document's text layers, front-most first. One whose text can't be read is left out: its pixels are still there.
pub(crate) fn text_layers(
    document: &Document,
    texts: &BTreeMap<usize, TextSource>,
    tree: &Tree,
    ids: &Ids,
    limits: &Limits,
) -> Vec<TextOutline> {
    let records = &document.layers.layers;
    let texts = texts.iter().rev().map(|(index, text)| {
        let clipped_artwork = records.get(index + 1).is_some_and(|above| above.is_clipped() && above.is_visible());
        let uuid = ids.layer(tree.path(*index));
        TextOutline { uuid, clipped_artwork, ..outline_of(&records[*index], text, limits) }
    });
    texts.collect()
}

fn outline_of(record: &Layer, text: &TextSource, limits: &Limits) -> TextOutline {
    let effects = record.effects(&psd_limits(limits)).ok().flatten().filter(|effects| effects.is_enabled);
    let count = |wanted: fn(&EffectKind) -> bool| {
        let shown = effects.iter().flat_map(|effects| &effects.effects);
        shown.filter(|effect| effect.is_enabled && wanted(&effect.kind)).count()
    };
    // Text space is scaled by the layer's transform; its vertical scale makes font sizes canvas pixels.
    let segment = |segment: &crate::text::Segment<'_>| TextSegment {
        text: segment.words(),
        font: segment.style().font.clone(),
        size: segment.style().nominal_size * text.scale(),
        colour: segment.style().rgb(),
    };
    TextOutline {
        uuid: uuid::Uuid::nil(),
        name: record.name(),
        text: text.words.trim_end_matches('\r').replace(['\r', '\u{3}'], "\n"),
        segments: segments(text).iter().map(segment).collect(),
        visible: record.is_visible(),
        editable: text.is_editable(),
        strokes: count(|kind| matches!(kind, EffectKind::Stroke(_))),
        colour_overlay: count(|kind| matches!(kind, EffectKind::ColorOverlay(_))) > 0,
        clipped_artwork: false,
    }
}
