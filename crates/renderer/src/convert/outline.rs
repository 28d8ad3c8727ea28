//! What a template offers.

use library::templates as out;
use pixels::Size;
use template::{Fonts, LayerKind, LayerOutline, Loss, Outline, Position, SlotOutline, TextOutline, TextSegment};

use super::blend::of_painted;

/// The outline; `fonts` are those that edited text would be set in.
pub(crate) fn outline(outline: &Outline, fonts: &Fonts) -> out::Outline {
    let Outline { size: Size { width, height }, depth: _, mode: _, dpi, slots, text_layers, layers, losses } = outline;
    out::Outline {
        width: *width,
        height: *height,
        dpi: *dpi,
        slots: slots.iter().map(|inner| slot(inner, fonts)).collect(),
        text_layers: text_layers.iter().map(|inner| text(inner, fonts)).collect(),
        layers: layers.iter().map(layer).collect(),
        losses: losses.iter().map(loss).collect(),
    }
}

fn slot(of: &SlotOutline, fonts: &Fonts) -> out::Slot {
    let SlotOutline {
        uuid,
        name,
        layer_id: _,
        size: Size { width, height },
        position: Position { x, y, width: wide, height: high },
        quad,
        warped,
        blend_mode,
        instance_count,
        nested,
        nested_text,
    } = of;
    out::Slot {
        id: *uuid,
        name: name.clone(),
        width: *width,
        height: *height,
        position: out::Position { x: *x, y: *y, width: *wide, height: *high },
        quad: quad.map(|quad| quad.0.map(|corner| [corner.x, corner.y])),
        warped: *warped,
        blend_mode: of_painted(*blend_mode).name().to_owned(),
        instances: count(*instance_count),
        slots: nested.iter().map(|inner| slot(inner, fonts)).collect(),
        text_layers: nested_text.iter().map(|inner| text(inner, fonts)).collect(),
    }
}

fn text(of: &TextOutline, fonts: &Fonts) -> out::TextLayer {
    let TextOutline { uuid, name, text, segments, visible, editable, strokes, colour_overlay, clipped_artwork } = of;
    let segment = |segment: &TextSegment| {
        let TextSegment { text, font, size, colour } = segment;
        out::Segment { text: text.clone(), font: font.clone(), size: *size, colour: *colour }
    };
    out::TextLayer {
        id: *uuid,
        name: name.clone(),
        text: text.clone(),
        segments: segments.iter().map(segment).collect(),
        visible: *visible,
        editable: *editable,
        fonts_available: of.fonts_available(fonts),
        strokes: count(*strokes),
        colour_overlay: *colour_overlay,
        clipped_artwork: *clipped_artwork,
    }
}

fn layer(LayerOutline { uuid, name, kind, visible, children }: &LayerOutline) -> out::Layer {
    let kind = match kind {
        LayerKind::Artboard => out::LayerKind::Artboard,
        LayerKind::Group => out::LayerKind::Group,
        LayerKind::SmartObject => out::LayerKind::SmartObject,
        LayerKind::Text => out::LayerKind::Text,
        LayerKind::Pixel => out::LayerKind::Pixel,
        LayerKind::Shape => out::LayerKind::Shape,
        LayerKind::Fill => out::LayerKind::Fill,
        LayerKind::Adjustment => out::LayerKind::Adjustment,
    };
    out::Layer {
        id: *uuid,
        name: name.clone(),
        kind,
        visible: *visible,
        children: children.iter().map(layer).collect(),
    }
}

/// Something a picture can't honour.
pub(crate) fn loss(Loss { layer, layer_id, feature, effect }: &Loss) -> out::Loss {
    out::Loss { layer: layer.clone(), layer_id: *layer_id, feature: feature.clone(), effect: effect.clone() }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
