//! Orders of pictures of photo mockups: the dialect's words held to its ranges, then as the library's order.

use library::renders::RenderOrder;
use library::renders::{Adjustments, Alignment, Anchor, Artwork, BlendMode, ColourOverlay, Fill, Fit, Repeat, Source};

use crate::error::{Error, Field, Problems};
use crate::translate::order::{self, Given, Order, Placing};
use crate::wire;

/// The nine anchors, across and down.
const POSITIONS: [(&str, (Anchor, Anchor)); 9] = {
    use Anchor::{End, Middle, Start};
    [
        ("top_left", (Start, Start)),
        ("top_center", (Middle, Start)),
        ("top_right", (End, Start)),
        ("center_left", (Start, Middle)),
        ("center", (Middle, Middle)),
        ("center_right", (End, Middle)),
        ("bottom_left", (Start, End)),
        ("bottom_center", (Middle, End)),
        ("bottom_right", (End, End)),
    ]
};

/// The ways to fit; earlier clients say fit and crop.
const FITS: [(&str, Fit); 5] = [
    ("contain", Fit::Contain),
    ("fill", Fit::Fill),
    ("cover", Fit::Cover),
    ("fit", Fit::Contain),
    ("crop", Fit::Cover),
];

/// Reads an order; refuses every value that the dialect does not allow.
pub(crate) fn order(request: wire::PhotoRenderRequest) -> Result<Order, Error> {
    let (body, mut problems) = (Field::body(), Problems::default());
    problems.items(&body.at("print_areas"), request.print_areas.len(), 1, 8);
    problems.characters(&body.at("export_label"), request.export_label.as_deref(), 0, 100);
    let (mut order, mut pictures) = (RenderOrder::default(), Vec::new());
    for (place, given) in request.print_areas.into_iter().enumerate() {
        let (fill, picture) = fill(given, &body.at("print_areas").at(place), &mut problems);
        order.fills.push(fill);
        pictures.push(picture);
    }
    let options = request.export_options.unwrap_or_default();
    order.output = order::output(options, &body.at("export_options"), &mut problems);
    problems.end()?;
    Ok(Order::new(order, pictures))
}

fn fill(given: wire::AreaFill, field: &Field, problems: &mut Problems) -> (Fill, Option<(Given, Placing)>) {
    let slot = match (&given.uuid, &given.surface_uuid) {
        (Some(uuid), None) => order::uuid(uuid, &field.at("uuid"), problems),
        (None, None) => {
            problems.missing(&field.at("uuid"));
            uuid::Uuid::nil()
        }
        (None, Some(_)) => {
            let message = "Surfaces are not available on this server: give the uuid of a saved print area";
            problems.add(&field.at("surface_uuid"), message);
            uuid::Uuid::nil()
        }
        (Some(_), Some(_)) => {
            problems.add(&field.at("surface_uuid"), "Give either uuid or surface_uuid, not both");
            uuid::Uuid::nil()
        }
    };
    if given.remove_background == Some(true) {
        problems.add(&field.at("remove_background"), "Background removal is not available on this server");
    }
    let colour = given.color.as_deref().map(|colour| ColourOverlay {
        rgb: order::rgb(colour, &field.at("color"), problems),
        blend: BlendMode::Normal,
    });
    let (adjustments, blend) = adjustments(given.adjustments, &field.at("adjustments"), problems);
    let place = placement(&given.placement.unwrap_or_default(), &field.at("placement"), problems);
    let filled = |words: &Option<String>| words.as_ref().is_some_and(|words| !words.is_empty());
    let picture = if filled(&given.artwork_url) || filled(&given.base64) {
        order::picture(given.artwork_url, given.base64.as_deref(), field, problems).map(|given| (given, place))
    } else {
        if colour.is_none() {
            problems.add(field, "Must have a base64, an artwork_url or a color");
        }
        None
    };
    (Fill { colour, blend, adjustments, ..Fill::of(slot) }, picture)
}

fn adjustments(
    given: Option<wire::AreaAdjustments>,
    field: &Field,
    problems: &mut Problems,
) -> (Adjustments, Option<BlendMode>) {
    let Some(given) = given else { return (Adjustments::default(), None) };
    let wire::AreaAdjustments { brightness, contrast, saturation, vibrance, opacity, blur, blend_mode } = given;
    let modes = [("multiply", BlendMode::Multiply), ("normal", BlendMode::Normal)];
    let blend = order::one_of(blend_mode.as_deref(), &field.at("blend_mode"), &modes, problems);
    let given = wire::Adjustments { brightness, contrast, saturation, vibrance, opacity, blur };
    (order::adjustments(given, field, problems), blend)
}

fn placement(given: &wire::AreaPlacement, field: &Field, problems: &mut Problems) -> Placing {
    if given.scale {
        let message = "Scale was removed: give a fit, or a width and height";
        problems.add(&field.at("scale"), message);
    }
    if given.coverage.is_some() {
        let message = "Coverage is for surfaces: a print area is sized with a fit, or a width and height";
        problems.add(&field.at("coverage"), message);
    }
    let anchor = order::one_of(given.position.as_deref(), &field.at("position"), &POSITIONS, problems);
    let fit = order::one_of(given.fit.as_deref(), &field.at("fit"), &FITS, problems);
    problems.range(&field.at("width"), given.width, 1.0, 30_000.0);
    problems.range(&field.at("height"), given.height, 1.0, 30_000.0);
    problems.range(&field.at("rotation"), given.rotation, -360.0, 360.0);
    problems.range(&field.at("offset_x"), given.offset_x, -30_000.0, 30_000.0);
    problems.range(&field.at("offset_y"), given.offset_y, -30_000.0, 30_000.0);
    problems.range(&field.at("tile_spacing"), given.tile_spacing, 0.0, 100.0);
    let size = match (given.width, given.height) {
        (None, None) => None,
        (Some(width), Some(height)) => Some((width, height)),
        (Some(_), None) => {
            problems.add(&field.at("height"), "Width and height are given together");
            None
        }
        (None, Some(_)) => {
            problems.add(&field.at("width"), "Width and height are given together");
            None
        }
    };
    if given.fit.is_some() && (given.width.is_some() || given.height.is_some()) {
        problems.add(&field.at("fit"), "Give either a fit, or a width and height");
    }
    let repeat = if given.tile == Some(true) {
        if size.is_none() && given.fit.is_none() {
            problems.add(&field.at("tile"), "Tiles need a fit, or a width and height: the size of one");
        }
        let spacing = given.tile_spacing.unwrap_or(0.0);
        Repeat::Tile { horizontal_spacing: spacing, vertical_spacing: spacing }
    } else {
        Repeat::Once
    };
    let (horizontal, vertical) = anchor.unwrap_or_default();
    let offset = (given.offset_x.unwrap_or(0.0), given.offset_y.unwrap_or(0.0));
    let rotation = given.rotation.unwrap_or(0.0);
    Box::new(move |source: Source| Artwork {
        fit: fit.unwrap_or(Fit::Contain),
        rotation,
        size,
        alignment: Some(Alignment { horizontal, vertical, offset }),
        repeat,
        ..Artwork::new(source)
    })
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    const ID: &str = "0190f0e0-0000-7000-8000-000000000001";

    fn read(area: &Value) -> Result<RenderOrder, Vec<String>> {
        let request = serde_json::from_value(json!({"print_areas": [area]})).unwrap();
        let read = order(request).map_err(|error| {
            let errors = error.body.errors.unwrap_or_default();
            errors.into_iter().map(|error| error.field.replace("body -> print_areas -> 0", "")).collect::<Vec<_>>()
        })?;
        let sources = read.pictures().map(|given| given.map(|_| Source::Url("u".to_owned()))).collect();
        Ok(read.with_sources(sources))
    }

    fn placed(placement: &Value) -> Result<Artwork, Vec<String>> {
        let order = read(&json!({"uuid": ID, "artwork_url": "u", "placement": placement}))?;
        Ok(order.fills[0].artwork.clone().unwrap())
    }

    #[test]
    fn placement_words_become_an_alignment() {
        let plain = placed(&json!({})).unwrap();
        let middle = Alignment { horizontal: Anchor::Middle, vertical: Anchor::Middle, offset: (0.0, 0.0) };
        assert_eq!((plain.fit, plain.size, plain.alignment), (Fit::Contain, None, Some(middle)));
        let given = json!({"position": "bottom_left", "width": 30, "height": 20, "rotation": -45, "offset_x": 1.5,
            "offset_y": -2, "tile": true, "tile_spacing": 10});
        let artwork = placed(&given).unwrap();
        let wanted = Alignment { horizontal: Anchor::Start, vertical: Anchor::End, offset: (1.5, -2.0) };
        assert_eq!((artwork.size, artwork.alignment), (Some((30.0, 20.0)), Some(wanted)));
        assert_eq!(artwork.rotation, -45.0);
        assert_eq!(artwork.repeat, Repeat::Tile { horizontal_spacing: 10.0, vertical_spacing: 10.0 });
        assert_eq!(placed(&json!({"fit": "crop", "tile": true})).unwrap().fit, Fit::Cover);
    }

    #[test]
    fn what_excludes_one_another_is_refused() {
        let refused = |placement: Value| placed(&placement).unwrap_err();
        assert_eq!(refused(json!({"scale": null})), [" -> placement -> scale"]);
        assert_eq!(refused(json!({"coverage": 50})), [" -> placement -> coverage"]);
        assert_eq!(refused(json!({"width": 5})), [" -> placement -> height"]);
        assert_eq!(refused(json!({"height": 5})), [" -> placement -> width"]);
        assert_eq!(refused(json!({"width": 5, "height": 5, "fit": "fill"})), [" -> placement -> fit"]);
        assert_eq!(refused(json!({"tile": true})), [" -> placement -> tile"]);
        assert_eq!(refused(json!({"position": "middle", "fit": "x", "rotation": 400})).len(), 3);
        let area = |area: Value| read(&area).unwrap_err();
        assert_eq!(area(json!({"uuid": ID})), [""]);
        assert_eq!(area(json!({"color": "#fff"})), [" -> uuid"]);
        assert_eq!(area(json!({"uuid": ID, "surface_uuid": ID, "color": "#fff"})), [" -> surface_uuid"]);
        assert_eq!(area(json!({"surface_uuid": ID, "color": "#fff"})), [" -> surface_uuid"]);
        let blend = json!({"uuid": ID, "color": "#fff", "adjustments": {"blend_mode": "screen", "blur": 101}});
        assert_eq!(area(blend), [" -> adjustments -> blend_mode", " -> adjustments -> blur"]);
    }

    #[test]
    fn a_colour_alone_is_an_order_and_multiply_is_left_to_the_library() {
        let order = read(&json!({"uuid": ID, "color": "#ff8000", "adjustments": {"opacity": 50}})).unwrap();
        let fill = &order.fills[0];
        assert_eq!(fill.colour.map(|colour| colour.rgb), Some([255, 128, 0]));
        assert!(fill.artwork.is_none() && fill.blend.is_none() && fill.adjustments.opacity == 50.0);
    }
}
