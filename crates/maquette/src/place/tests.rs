//! Words in, fills out.

use compositor::blend::BlendMode;
use pixels::Size;

use super::*;

fn fill(json: &str) -> Fill {
    let picture = Arc::new(Picture::filled(Size::new(2, 2), [255; 4]));
    Place::parse(json).unwrap().fill(Some(picture)).unwrap()
}

fn refused(json: &str) -> String {
    Place::parse(json).unwrap_err().to_string()
}

#[test]
fn nothing_said_is_the_artwork_stretched_over_the_slot() {
    let fill = fill("{}");
    let artwork = fill.artwork.unwrap();
    assert_eq!((artwork.fit, artwork.repeat, artwork.rotation), (Fit::Fill, Repeat::Once, 0.0));
    assert!(fill.colour.is_none() && fill.blend.is_none() && fill.print_area.is_none());
}

#[test]
fn flat_words_and_words_inside_asset_mean_the_same() {
    for json in [
        r#"{"fit": "cover", "rotate": -90, "flip_vertical": true, "size": {"width": 30, "height": 20}, "position": {"top": 1, "left": 2}}"#,
        r#"{"asset": {"fit": "cover", "rotate": -90, "flip_vertical": true, "size": {"width": 30, "height": 20}, "position": {"top": 1, "left": 2}}}"#,
    ] {
        let artwork = fill(json).artwork.unwrap();
        assert_eq!((artwork.fit, artwork.rotation), (Fit::Cover, -90.0));
        assert_eq!((artwork.flip_horizontal, artwork.flip_vertical), (false, true));
        assert_eq!((artwork.size, artwork.position), (Some((30.0, 20.0)), Some((2.0, 1.0))));
    }
}

#[test]
fn the_other_dialects_words_are_known() {
    let fill = fill(
        r##"{"fit": "stretch", "pattern": {"enabled": true, "scale_percent": 60}, "color": "#ff0000",
            "blending_mode": "MULTIPLY", "print_area": {"size": {"width": 5, "height": 6}}}"##,
    );
    let artwork = fill.artwork.unwrap();
    assert_eq!((artwork.fit, artwork.repeat), (Fit::Fill, Repeat::Pattern { scale_percent: 60.0 }));
    assert_eq!(fill.blend, Some(BlendMode::Multiply));
    assert_eq!(fill.colour.unwrap().rgb, [255, 0, 0]);
    assert_eq!(fill.print_area, Some(Area { left: 0.0, top: 0.0, width: 5.0, height: 6.0 }));
}

#[test]
fn tiles_have_a_size_and_may_be_spaced() {
    let tiled = fill(r#"{"tile": true, "tile_spacing": 25, "size": {"width": 10, "height": 10}}"#).artwork.unwrap();
    assert_eq!(tiled.repeat, Repeat::Tile { horizontal_spacing: 25.0, vertical_spacing: 25.0 });
    assert!(refused(r#"{"tile": true}"#).contains("tile needs size"));
    assert!(refused(r#"{"tile_spacing": 5}"#).contains("tile_spacing needs tile"));
}

#[test]
fn unknown_words_and_values_out_of_range_are_named() {
    assert!(refused(r#"{"rotation": 5}"#).contains("`rotation`"));
    assert!(refused(r#"{"adjustment_layers": {"glow": 5}}"#).contains("`glow`"));
    assert!(refused(r#"{"rotate": 361}"#).contains("rotate must be from -360 to 360, not 361"));
    assert!(refused(r#"{"adjustment_layers": {"blur": 101}}"#).contains("adjustment_layers.blur"));
    assert!(refused(r#"{"size": {"width": 0, "height": 4}}"#).contains("size.width"));
    assert!(refused(r#"{"fit": "crop"}"#).contains("`crop`"));
    assert!(refused(r#"{"color": {"hex": "red"}}"#).contains("#RRGGBB"));
    assert!(refused(r#"{"color": 7}"#).contains("color must be"));
    assert!(refused(r#"{"url": "http://a/b.png"}"#).contains("--slot"));
    assert!(refused("[1]").contains("object"));
    assert!(refused("{").starts_with("--place: "));
    assert!(refused(r#"{"fit": "fill", "asset": {"fit": "fill"}}"#).contains("twice"));
}

#[test]
fn without_artwork_only_colour_and_tone_are_left() {
    let place = Place::parse(r##"{"color": {"hex": "#123456", "blending_mode": "soft-light"}}"##).unwrap();
    let fill = place.fill(None).unwrap();
    assert_eq!(fill.colour.unwrap().blend, BlendMode::SoftLight);
    assert!(Place::parse(r#"{"fit": "cover"}"#).unwrap().fill(None).unwrap_err().to_string().contains("--slot"));
}
