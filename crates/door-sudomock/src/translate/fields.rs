//! Where a refused value is: the library's paths in the dialect's words.

/// `fills[0].slot` as `body -> smart_objects -> 0 -> uuid`.
pub(crate) fn spelled(path: &str) -> String {
    if path == "idempotency key" {
        return "header -> Idempotency-Key".to_owned();
    }
    let parts: Vec<&str> = path.split(['.', '[', ']']).filter(|part| !part.is_empty()).collect();
    let mut spelled = "body".to_owned();
    let mut push = |part: &str| {
        spelled.push_str(" -> ");
        spelled.push_str(part);
    };
    for (place, part) in parts.iter().enumerate() {
        match (parts[0], *part) {
            ("fills", "fills") => push("smart_objects"),
            ("fills", "slot") | ("texts", "layer") => push("uuid"),
            ("fills", "artwork") => push("asset"),
            ("fills", "rotation") => push("rotate"),
            ("fills", "repeat") => push("tile"),
            ("fills", "spacing" | "scale") => push("tile_spacing"),
            ("fills", "adjustments") => push("adjustment_layers"),
            ("texts", "texts") => push("text_layers"),
            ("texts", "words") => push("text"),
            ("texts", "size") => push("font_size"),
            ("hidden", "hidden") => push("hidden_layers"),
            ("output", "output") => push("export_options"),
            ("output", "width") => push("image_size"),
            ("label", "label") if place == 0 => push("export_label"),
            ("session" | "action", "session" | "action") if place == 0 => {}
            ("session", "mockup") => push("mockup_uuid"),
            ("session", "slot") => push("smart_object_uuid"),
            ("session", "purpose") => push("session_kind"),
            ("session", "product") => push("product_id"),
            ("session", "variant") => push("variant_id"),
            ("session", "action") => push("action_id"),
            ("session", "primary_label") => push("ui -> primary_action_label"),
            ("session", "secondary_label") => push("ui -> secondary_action_label"),
            ("action", "request") => push("request_id"),
            ("action", "mockup") => push("payload -> mockup_uuid"),
            ("action", "action") => push("payload -> action_id"),
            ("action", "context") => push("payload -> action_context"),
            (_, part) => push(part),
        }
    }
    // The dialect keeps the spacing beside the switch.
    spelled.replace("tile -> tile_spacing", "tile_spacing")
}

#[cfg(test)]
mod tests {
    use super::spelled;

    #[test]
    fn paths_are_spelled_in_the_dialects_words() {
        let cases = [
            ("name", "body -> name"),
            ("fills", "body -> smart_objects"),
            ("fills[0].slot", "body -> smart_objects -> 0 -> uuid"),
            ("fills[12].artwork.size.width", "body -> smart_objects -> 12 -> asset -> size -> width"),
            ("fills[0].artwork.rotation", "body -> smart_objects -> 0 -> asset -> rotate"),
            ("fills[0].artwork.repeat.spacing", "body -> smart_objects -> 0 -> asset -> tile_spacing"),
            ("fills[0].adjustments.blur", "body -> smart_objects -> 0 -> adjustment_layers -> blur"),
            ("texts[1].layer", "body -> text_layers -> 1 -> uuid"),
            ("texts[1].size", "body -> text_layers -> 1 -> font_size"),
            ("hidden[3]", "body -> hidden_layers -> 3"),
            ("output.width", "body -> export_options -> image_size"),
            ("output.dpi", "body -> export_options -> dpi"),
            ("label", "body -> export_label"),
            ("session.slot", "body -> smart_object_uuid"),
            ("session.action", "body -> action_id"),
            ("action.context", "body -> payload -> action_context"),
            ("action.type", "body -> type"),
            ("idempotency key", "header -> Idempotency-Key"),
        ];
        for (path, field) in cases {
            assert_eq!(spelled(path), field, "{path}");
        }
    }
}
