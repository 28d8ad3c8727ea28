//! Mockups and their layers as the dialect shows them.

use door_kit::links::Links;
use library::Time;
use library::mockups::Mockup;
use library::templates::{self, LayerKind, Outline, Slot};
use library::things::Preview;

use crate::translate::{render, words};
use crate::wire::{self, Enveloped};

/// A mockup with what its pictures can't honour.
pub(crate) fn enveloped(mockup: &Mockup, links: &Links, now: Time) -> Enveloped<wire::Mockup> {
    let warnings = words::warnings(&mockup.template.outline.losses);
    Enveloped { warnings, ..Enveloped::of(shown(mockup, links, now)) }
}

/// A mockup.
pub(crate) fn shown(mockup: &Mockup, links: &Links, now: Time) -> wire::Mockup {
    let outline = &*mockup.template.outline;
    let thumbnails: Vec<wire::Thumbnail> =
        mockup.previews.iter().map(|preview| thumbnail(preview, links, now)).collect();
    wire::Mockup {
        uuid: mockup.thing.id.0,
        name: mockup.thing.name.clone(),
        thumbnail: thumbnails.first().map(|widest| widest.url.clone()).unwrap_or_default(),
        width: Some(outline.width),
        height: Some(outline.height),
        smart_objects: outline.slots.iter().map(smart_object).collect(),
        text_layers: outline.text_layers.iter().map(text_layer).collect(),
        collections: Vec::new(),
        thumbnails,
        created_at: mockup.thing.created_at,
    }
}

fn thumbnail(preview: &Preview, links: &Links, now: Time) -> wire::Thumbnail {
    let width = preview.width;
    let extension = render::extension(&preview.media_type);
    wire::Thumbnail { width, url: links.file(preview.blob.hash, extension, &format!("thumb_{width}"), now) }
}

fn smart_object(slot: &Slot) -> wire::SmartObject {
    let size = wire::Size { width: slot.width, height: slot.height };
    let templates::Position { x, y, width, height } = slot.position;
    let whole = |length: f64| length.round() as i64;
    let upright = [[x, y], [x + width, y], [x + width, y + height], [x, y + height]];
    let preset = wire::PrintAreaPreset {
        uuid: slot.default_preset(),
        name: "Default",
        thumbnails: Vec::new(),
        size,
        position: wire::PrintAreaPosition { x: 0, y: 0, width: slot.width, height: slot.height },
    };
    wire::SmartObject {
        uuid: slot.id,
        name: slot.name.clone(),
        layer_name: slot.name.clone(),
        size,
        // Clients read whole numbers only.
        position: wire::Position { x: whole(x), y: whole(y), width: whole(width), height: whole(height) },
        quad: Some(slot.quad.unwrap_or(upright)),
        blend_mode: "normal",
        instance_count: slot.instances,
        print_area_presets: vec![preset],
        smart_objects: slot.slots.iter().map(smart_object).collect(),
        text_layers: slot.text_layers.iter().map(text_layer).collect(),
    }
}

fn text_layer(text: &templates::TextLayer) -> wire::TextLayer {
    let first = text.segments.first();
    wire::TextLayer {
        uuid: text.id,
        name: text.name.clone(),
        text_content: text.text.clone(),
        font_postscript_name: first.map(|segment| segment.font.clone()),
        font_size: first.map(|segment| segment.size),
        color: first.map(|segment| hex(segment.colour)),
        font_available: text.fonts_available,
        is_editable: text.editable,
        segment_count: text.segments.len(),
        segments: (text.segments.len() > 1).then(|| segments(text)),
        visible: text.visible,
        has_stroke_effect: text.strokes > 0,
        stroke_count: text.strokes,
        has_color_overlay: text.colour_overlay,
        has_clipped_artwork: text.clipped_artwork,
        suggested_edit_together: Vec::new(),
    }
}

/// A text layer's runs.
pub(crate) fn segments(text: &templates::TextLayer) -> Vec<wire::Segment> {
    let segment = |(index, segment): (usize, &templates::Segment)| wire::Segment {
        index,
        text: segment.text.clone(),
        font_postscript_name: segment.font.clone(),
        font_size: segment.size,
        color: hex(segment.colour),
    };
    text.segments.iter().enumerate().map(segment).collect()
}

fn hex([red, green, blue]: [u8; 3]) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

/// The layer tree, but an artboard's own layers come right before it instead of inside it.
pub(crate) fn layers(mockup: &Mockup) -> wire::Layers {
    let outline: &Outline = &mockup.template.outline;
    wire::Layers { mockup_uuid: mockup.thing.id.0, layers: tree(&outline.layers) }
}

fn tree(layers: &[templates::Layer]) -> Vec<wire::Layer> {
    let mut shown = Vec::with_capacity(layers.len());
    for layer in layers {
        let mut children = tree(&layer.children);
        if layer.kind == LayerKind::Artboard {
            shown.append(&mut children);
        }
        let (uuid, name) = (layer.id, layer.name.clone());
        shown.push(wire::Layer { uuid, name, kind: kind(layer.kind), visible: layer.visible, children });
    }
    shown
}

const fn kind(kind: LayerKind) -> &'static str {
    match kind {
        LayerKind::Artboard => "artboard",
        LayerKind::Group => "group",
        LayerKind::SmartObject => "smart_object",
        LayerKind::Text => "text",
        LayerKind::Pixel => "pixel",
        LayerKind::Shape => "shape",
        LayerKind::Fill => "fill",
        LayerKind::Adjustment => "adjustment",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn an_artboards_layers_come_right_before_it() {
        let layer = |name: &str, kind, children| templates::Layer {
            id: Uuid::nil(),
            name: name.to_owned(),
            kind,
            visible: true,
            children,
        };
        let inner = vec![layer("art", LayerKind::SmartObject, Vec::new())];
        let group = layer("group", LayerKind::Group, vec![layer("words", LayerKind::Text, Vec::new())]);
        let shown = tree(&[layer("board", LayerKind::Artboard, inner), group]);
        let names: Vec<&str> = shown.iter().map(|layer| layer.name.as_str()).collect();
        assert_eq!(names, ["art", "board", "group"]);
        assert_eq!(shown[2].children[0].kind, "text");
    }

    #[test]
    fn places_are_whole_numbers_and_corners_are_always_there() {
        let slot = Slot {
            id: Uuid::nil(),
            name: "Front".to_owned(),
            width: 30,
            height: 20,
            position: templates::Position { x: -0.6, y: 1.5, width: 10.4, height: 5.0 },
            quad: None,
            warped: false,
            blend_mode: "multiply".to_owned(),
            instances: 2,
            slots: Vec::new(),
            text_layers: Vec::new(),
        };
        let shown = smart_object(&slot);
        assert_eq!(shown.position, wire::Position { x: -1, y: 2, width: 10, height: 5 });
        assert_eq!(shown.quad, Some([[-0.6, 1.5], [9.8, 1.5], [9.8, 6.5], [-0.6, 6.5]]));
        assert_eq!((shown.blend_mode, shown.layer_name.as_str()), ("normal", "Front"));
        assert_ne!(shown.print_area_presets[0].uuid, slot.id);
    }
}
