//! The shapes of the dialect's arguments. What they may hold is the door's to check.

use std::sync::Arc;

use rmcp::model::JsonObject;
use serde_json::{Value, json};

const BLEND_MODES: [&str; 27] = [
    "NORMAL",
    "DISSOLVE",
    "DARKEN",
    "MULTIPLY",
    "COLOR_BURN",
    "LINEAR_BURN",
    "DARKER_COLOR",
    "LIGHTEN",
    "SCREEN",
    "COLOR_DODGE",
    "LINEAR_DODGE",
    "LIGHTER_COLOR",
    "OVERLAY",
    "SOFT_LIGHT",
    "HARD_LIGHT",
    "VIVID_LIGHT",
    "LINEAR_LIGHT",
    "PIN_LIGHT",
    "HARD_MIX",
    "DIFFERENCE",
    "EXCLUSION",
    "SUBTRACT",
    "DIVIDE",
    "HUE",
    "SATURATION",
    "COLOR",
    "LUMINOSITY",
];

/// A tool's input: an object with these properties.
pub(super) fn input(properties: Value, required: &[&str]) -> Arc<JsonObject> {
    let mut schema = JsonObject::new();
    schema.insert("type".to_owned(), json!("object"));
    schema.insert("properties".to_owned(), properties);
    if !required.is_empty() {
        schema.insert("required".to_owned(), json!(required));
    }
    Arc::new(schema)
}

pub(super) fn string(description: &str) -> Value {
    json!({"type": "string", "description": description})
}

pub(super) fn boolean(description: &str) -> Value {
    json!({"type": "boolean", "description": description})
}

pub(super) fn choice(words: &[&str], description: &str) -> Value {
    json!({"type": "string", "enum": words, "description": description})
}

fn number(kind: &str, description: &str) -> Value {
    json!({"type": kind, "description": description})
}

/// One mockup's order, as `create_render` and each item of a batch take it.
pub(super) fn order(with_options: Option<Value>) -> Value {
    let mut properties = json!({
        "mockup_uuid": string("The mockup, from get_mockups."),
        "smart_objects": {
            "type": "array", "items": smart_object(), "description": "What goes into the mockup's smart objects.",
        },
        "text_layers": {"type": "array", "items": text_layer(), "description": "New words for text layers."},
        "export_label": string("Words for the start of the file's name."),
    });
    if let Some(options) = with_options {
        properties["export_options"] = options;
    }
    properties
}

fn smart_object() -> Value {
    json!({"type": "object", "required": ["uuid"], "properties": {
        "uuid": string("The smart object, from get_mockups."),
        "asset": asset(),
        "color": string("A colour over the whole smart object: #RRGGBB. Does without an asset."),
        "pattern": {"type": "object", "description": "Repeats the asset edge to edge.", "properties": {
            "enabled": boolean("Whether it is repeated."),
            "scale_percent": number("number", "A tile's size in percent of the picture's own."),
        }},
        "blending_mode": choice(&BLEND_MODES, "How it meets what lies below; NORMAL by default."),
        "adjustment_layers": {"type": "object", "description": "Changes of the finished smart object.", "properties": {
            "brightness": number("integer", "-150 to 150"),
            "contrast": number("integer", "-100 to 100"),
            "opacity": number("integer", "0 to 100"),
            "saturation": number("integer", "-100 to 100"),
            "vibrance": number("integer", "-100 to 100"),
            "blur": number("integer", "0 to 100"),
        }},
        "print_area_preset_uuid": string("A saved place for the asset, in place of size and position."),
        "decoration_method": {
            "type": "object", "required": ["method"],
            "description": "A print finish; mockups of Photoshop files do not heed it.",
            "properties": {"method": {"type": "string"}, "options": {"type": "object"}},
        },
    }})
}

fn asset() -> Value {
    json!({"type": "object", "required": ["url"], "description": "The picture and where it lies.", "properties": {
        "url": string("A public address of a jpg, png, webp or gif picture."),
        "fit": choice(&["stretch", "contain", "cover"], "How it meets the print area; contain by default."),
        "size": {"type": "object", "description": "Its size in the smart object's pixels.", "properties": {
            "width": number("integer", "Pixels"),
            "height": number("integer", "Pixels"),
        }},
        "position": {"type": "object", "description": "Its top left corner in the smart object's pixels.", "properties": {
            "top": number("integer", "Pixels"),
            "left": number("integer", "Pixels"),
        }},
        "rotate": number("number", "Degrees, clockwise: 0 to 360."),
    }})
}

fn text_layer() -> Value {
    json!({"type": "object", "required": ["uuid", "text"], "properties": {
        "uuid": string("The text layer, from get_mockups."),
        "text": string("Its new words."),
        "font_family": string("Another font."),
        "font_size": number("number", "Another size, in pixels."),
        "font_color": string("Another colour: #RRGGBB."),
    }})
}

/// The file.
pub(super) fn export_options(with_dpi: bool) -> Value {
    let mut properties = json!({
        "image_format": choice(&["jpg", "png", "webp"], "The file's format."),
        "image_size": number("integer", "Its width in pixels; the height follows."),
        "mode": choice(&["view", "download"], "Whether browsers show it (the default) or save it."),
    });
    if with_dpi {
        properties["image_dpi"] = number("integer", "Resolution: 300 for print, 150 for print from the web.");
    }
    json!({"type": "object", "description": "The file.", "properties": properties})
}
