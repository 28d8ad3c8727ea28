//! Where a refused value is: the library's paths in the dialect's words.

/// `fills[0].slot` as `smart_objects.0.uuid`.
pub(crate) fn spelled(path: &str) -> String {
    let parts: Vec<&str> = path.split(['.', '[', ']']).filter(|part| !part.is_empty()).collect();
    // What comes after the kind of input is a name that somebody gave.
    match path.split_once('.') {
        Some(("artworks", name)) => return format!("artworks.{name}"),
        Some(("colours", name)) => return format!("colors.{name}"),
        _ => {}
    }
    let mut spelled: Vec<&str> = Vec::with_capacity(parts.len());
    for part in &parts {
        match (parts[0], *part) {
            ("fills", "fills") => spelled.push("smart_objects"),
            ("fills", "slot") | ("texts", "layer") => spelled.push("uuid"),
            ("fills", "artwork") => spelled.push("asset"),
            ("fills", "source") => spelled.push("url"),
            ("fills", "rotation") => spelled.push("rotate"),
            // The dialect keeps the pattern beside the asset.
            ("fills", "repeat") => {
                spelled.pop();
                spelled.push("pattern");
            }
            ("fills", "scale") => spelled.push("scale_percent"),
            ("fills", "adjustments") => spelled.push("adjustment_layers"),
            ("texts", "texts") => spelled.push("text_layers"),
            ("texts", "words") => spelled.push("text"),
            ("texts", "font") => spelled.push("font_family"),
            ("texts", "size") => spelled.push("font_size"),
            ("output", "output") => spelled.push("export_options"),
            ("output", "width") => spelled.push("image_size"),
            ("output", "dpi") => spelled.push("image_dpi"),
            ("label", _) => spelled.push("export_label"),
            ("collection", _) => spelled.push("collection_uuid"),
            ("url", _) => spelled.push("psd_file_url"),
            (_, part) => spelled.push(part),
        }
    }
    spelled.join(".")
}

#[cfg(test)]
mod tests {
    use super::spelled;

    #[test]
    fn paths_are_spelled_in_the_dialects_words() {
        let cases = [
            ("name", "name"),
            ("fills", "smart_objects"),
            ("fills[0].slot", "smart_objects.0.uuid"),
            ("fills[12].artwork.size.width", "smart_objects.12.asset.size.width"),
            ("fills[0].artwork.rotation", "smart_objects.0.asset.rotate"),
            ("fills[0].artwork.source", "smart_objects.0.asset.url"),
            ("fills[0].artwork.repeat.scale", "smart_objects.0.pattern.scale_percent"),
            ("fills[0].adjustments.blur", "smart_objects.0.adjustment_layers.blur"),
            ("texts[1].layer", "text_layers.1.uuid"),
            ("texts[1].words", "text_layers.1.text"),
            ("texts[1].size", "text_layers.1.font_size"),
            ("output.width", "export_options.image_size"),
            ("output.dpi", "export_options.image_dpi"),
            ("artworks.a.b[0]", "artworks.a.b[0]"),
            ("colours.color_primary", "colors.color_primary"),
            ("collection", "collection_uuid"),
            ("url", "psd_file_url"),
        ];
        for (path, field) in cases {
            assert_eq!(spelled(path), field, "{path}");
        }
    }
}
