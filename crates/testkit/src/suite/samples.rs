//! Values with every variant, and with the texts and numbers that storage likes to bend.

use library::blobs::Blob;
use library::renders::{
    Adjustments, Alignment, Anchor, Artwork, BlendMode, ColourOverlay, Fill, Fit, Format, OutputOrder, PrintArea,
    RenderOrder, Repeat, SetText, Source, TextFill, TextFit, Words,
};
use library::templates::{Layer, LayerKind, Loss, Outline, Position, Segment, Slot, TextLayer};
use uuid::Uuid;

/// Words in several scripts, composed and not, with what SQL and JSON quote; `\0` is left out, for no name has one.
pub(super) const WORDS: &str =
    " O'Hara \"5%\" _\\ \u{1f5bc}\u{fe0f} e\u{301} \u{e9} \u{5e9}\u{5dc} \u{3042} \u{7f} $1 ?1 {} ; -- ";

/// Numbers that are not the same when they pass through decimals or single precision.
const NUMBERS: [f64; 8] =
    [0.1 + 0.2, 1.0 / 3.0, f64::MAX, f64::MIN_POSITIVE, -9.87654321e-300, 9007199254740993.0, 1e21, -0.1];

fn uuid(number: u128) -> Uuid {
    Uuid::from_u128(number << 64 | number)
}

/// An outline with all there is.
pub(super) fn outline() -> Outline {
    let kinds = [
        LayerKind::Artboard,
        LayerKind::Group,
        LayerKind::SmartObject,
        LayerKind::Text,
        LayerKind::Pixel,
        LayerKind::Shape,
        LayerKind::Fill,
        LayerKind::Adjustment,
    ];
    let layer = |(number, kind): (usize, &LayerKind)| Layer {
        id: uuid(number as u128),
        name: format!("{number}{WORDS}"),
        kind: *kind,
        visible: number % 2 == 0,
        children: vec![],
    };
    let leaves: Vec<Layer> = kinds.iter().enumerate().map(layer).collect();
    let tree = Layer { id: Uuid::nil(), name: String::new(), kind: LayerKind::Group, visible: true, children: leaves };
    let loss = |layer_id| Loss { layer: WORDS.into(), layer_id, feature: "knockout".into(), effect: "a\0b\n".into() };
    let inner = slot(2, vec![], None);
    Outline {
        width: 300_000,
        height: u32::MAX,
        dpi: Some(NUMBERS[0]),
        slots: vec![slot(1, vec![inner], Some([[NUMBERS[1], 0.0], [-1.5, NUMBERS[3]], [1e-7, 2.0], [3.0, -4.0]]))],
        text_layers: vec![text_layer(true), text_layer(false)],
        layers: vec![tree.clone(), Layer { id: Uuid::max(), children: vec![tree], ..leaf() }],
        losses: vec![loss(None), loss(Some(0)), loss(Some(u32::MAX))],
    }
}

fn leaf() -> Layer {
    Layer { id: Uuid::max(), name: "a\0b".into(), kind: LayerKind::Pixel, visible: false, children: vec![] }
}

fn slot(number: u128, slots: Vec<Slot>, quad: Option<[[f64; 2]; 4]>) -> Slot {
    Slot {
        id: uuid(number),
        name: WORDS.into(),
        width: 1,
        height: u32::MAX,
        position: Position { x: NUMBERS[4], y: NUMBERS[5], width: NUMBERS[6], height: NUMBERS[7] },
        quad,
        warped: quad.is_some(),
        blend_mode: "multiply".into(),
        instances: 3,
        slots,
        text_layers: vec![text_layer(true)],
    }
}

fn text_layer(on: bool) -> TextLayer {
    let segment = |size| Segment { text: WORDS.into(), font: "Ünï-Bold".into(), size, colour: [0, 127, 255] };
    TextLayer {
        id: uuid(9),
        name: WORDS.into(),
        text: "two\r\nlines\u{2028}\t".into(),
        segments: NUMBERS.map(segment).into(),
        visible: on,
        editable: !on,
        fonts_available: on,
        strokes: 2,
        colour_overlay: !on,
        clipped_artwork: on,
    }
}

/// Orders that have every variant among them; `blob` is the artwork.
pub(super) fn orders(blob: Blob) -> Vec<RenderOrder> {
    let mut fills: Vec<Fill> = BlendMode::ALL.into_iter().enumerate().map(blended).collect();
    fills.extend(artworks(blob).into_iter().enumerate().map(|(number, artwork)| Fill {
        artwork: Some(artwork),
        print_area: Some(PrintArea { left: NUMBERS[0], top: -NUMBERS[1], width: NUMBERS[2], height: NUMBERS[3] }),
        ..Fill::of(uuid(100 + number as u128))
    }));
    let output = |format, width, quality, dpi| OutputOrder { format, width, quality, dpi };
    let full = RenderOrder { fills, texts: texts(), hidden: vec![uuid(7), Uuid::nil(), Uuid::max()], ..empty() };
    vec![
        RenderOrder { output: output(Format::Png, None, 1, None), design: Some(uuid(3)), ..full.clone() },
        RenderOrder { output: output(Format::Jpeg, Some(u32::MAX), 100, Some(300)), ..full },
        RenderOrder { output: output(Format::Webp, Some(1), u8::MAX, Some(u32::MAX)), ..empty() },
    ]
}

fn empty() -> RenderOrder {
    RenderOrder::default()
}

fn blended((number, blend): (usize, BlendMode)) -> Fill {
    Fill {
        colour: Some(ColourOverlay { rgb: [number as u8, 0, 255], blend }),
        blend: (number % 2 == 0).then_some(blend),
        adjustments: Adjustments {
            brightness: -150.0,
            contrast: NUMBERS[0],
            saturation: NUMBERS[1],
            vibrance: NUMBERS[7],
            opacity: 33.3,
            blur: 1e-9,
        },
        ..Fill::of(uuid(number as u128))
    }
}

fn artworks(blob: Blob) -> Vec<Artwork> {
    let url = Source::Url(format!("https://example.com/a?q={WORDS}#x"));
    vec![
        Artwork::new(url.clone()),
        Artwork { fit: Fit::Contain, flip_horizontal: true, ..Artwork::new(Source::Blob(blob)) },
        Artwork {
            fit: Fit::Cover,
            rotation: -359.999_999_999,
            flip_vertical: true,
            size: Some((NUMBERS[0], NUMBERS[1])),
            position: Some((-0.1, NUMBERS[5])),
            repeat: Repeat::Tile { horizontal_spacing: NUMBERS[0], vertical_spacing: NUMBERS[1] },
            ..Artwork::new(url)
        },
        Artwork {
            alignment: Some(Alignment {
                horizontal: Anchor::Start,
                vertical: Anchor::End,
                offset: (NUMBERS[0], -NUMBERS[1]),
            }),
            ..Artwork::new(Source::Blob(blob))
        },
        Artwork { repeat: Repeat::Pattern { scale_percent: NUMBERS[1] }, ..Artwork::new(Source::Blob(blob)) },
    ]
}

fn texts() -> Vec<TextFill> {
    let plain = TextFill {
        layer: uuid(5),
        words: Words::All(WORDS.into()),
        font: None,
        size: None,
        colour: None,
        strokes: vec![],
        fit: TextFit::Overflow,
    };
    let runs = Words::Runs(vec![(0, String::new()), (u32::MAX, WORDS.into())]);
    vec![
        plain.clone(),
        TextFill {
            words: runs,
            font: Some("Inter-Bold".into()),
            size: Some(NUMBERS[0]),
            colour: Some([1, 2, 3]),
            strokes: vec![None, Some([255, 0, 4])],
            fit: TextFit::Shrink,
            ..plain.clone()
        },
        TextFill { words: Words::Runs(vec![]), fit: TextFit::Clip, ..plain },
    ]
}

/// What a picture could not honour.
pub(super) fn losses() -> Vec<Loss> {
    outline().losses
}

/// How its texts were set.
pub(super) fn set_texts() -> Vec<SetText> {
    let set = |complete| SetText {
        layer: uuid(5),
        name: WORDS.into(),
        requested_font: "Some-Font".into(),
        family: String::new(),
        postscript_name: "Inter-Regular".into(),
        match_source: "fallback".into(),
        complete,
    };
    vec![set(true), set(false)]
}
