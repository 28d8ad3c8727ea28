//! Text edited in documents made here, set in the bundled family: Liberation Sans, whose letters are as wide as Arial's.

use std::sync::Arc;

use pixels::{Limits, Rect};
use psd::Key;
use psd::build::{DocumentBuilder, NewLayer};
use psd::descriptor::{Descriptor, Value};

use crate::text::{FontMatch, Fonts, TextEdit, TextFit, Words};
use crate::{Edits, Error, Output, Template};

/// A text layer in 20 pixel Liberation Sans, black, with its origin at (100, 50) of a canvas of 200 by 120.
struct Made {
    words: &'static str,
    font: &'static str,
    /// More of the style, and of the paragraph's, in the engine's spelling.
    style: &'static str,
    paragraph: &'static str,
    /// Left, top, right, bottom; point text without.
    room: Option<&'static str>,
    /// Its style, and its bend in percent.
    warp: (&'static str, f64),
}

const PLAIN: Made =
    Made { words: "Hill", font: "LiberationSans", style: "", paragraph: "", room: None, warp: ("warpNone", 0.0) };

impl Made {
    fn engine(&self) -> String {
        let Self { words, font, style, paragraph, room, .. } = self;
        let length = words.encode_utf16().count() + 1;
        let shape = room
            .map_or("/ShapeType 0 /PointBase [ 0 0 ]".to_owned(), |room| format!("/ShapeType 1 /BoxBounds [ {room} ]"));
        format!(
            "<< /EngineDict << /ParagraphRun << /RunArray [ << /ParagraphSheet << /Properties << {paragraph} >> >> >> ] \
             /RunLengthArray [ {length} ] >> /StyleRun << /RunArray [ << /StyleSheet << /StyleSheetData << /Font 0 \
             /FontSize 20 {style} >> >> >> ] /RunLengthArray [ {length} ] >> /Rendered << /Shapes << /Children [ << \
             /Cookie << /Photoshop << {shape} >> >> >> ] >> >> >> /ResourceDict << /FontSet [ << /Name ({font}) >> ] >> >>"
        )
    }

    /// The block: version, transform, text, warp, bounds.
    fn block(&self) -> Vec<u8> {
        let engine = self.engine().into_bytes().into();
        let text = Descriptor::new("TxLr")
            .with("Txt ", self.words)
            .with("EngineData", Value::Raw { key: Key::new(b"tdta"), data: engine });
        let (style, bend) = self.warp;
        let warp = Descriptor::new("warp").with("warpStyle", Value::enumeration_of("warpStyle", style));
        let warp = warp.with("warpValue", bend);
        let mut block = 1u16.to_be_bytes().to_vec();
        for number in [1.0f64, 0.0, 0.0, 1.0, 100.0, 50.0] {
            block.extend(number.to_be_bytes());
        }
        block.extend(50u16.to_be_bytes());
        block.extend(text.to_bytes().unwrap());
        block.extend(1u16.to_be_bytes());
        block.extend(warp.to_bytes().unwrap());
        block.extend([0; 16]);
        block
    }

    /// The layer's stored pixels are a red square that no font would draw.
    fn template(&self) -> Arc<Template> {
        let stored = psd::layers::Rect { left: 100, top: 40, right: 110, bottom: 50 };
        let text = NewLayer::raster("Title", stored, [255, 0, 0, 255].repeat(100)).block(b"TySh", self.block());
        let white = psd::layers::Rect { left: 0, top: 0, right: 200, bottom: 120 };
        let paper = NewLayer::raster("Paper", white, vec![255; 200 * 120 * 4]);
        let document = DocumentBuilder::new(200, 120).layer(paper).layer(text).build().unwrap();
        Arc::new(Template::open(document.to_bytes().unwrap(), &Limits::default()).unwrap())
    }

    fn set(&self, edit: TextEdit) -> Set {
        let template = self.template();
        let edits = Edits { texts: [(template.outline().text_layers[0].uuid, edit)].into(), ..Edits::default() };
        let compiled = template.compile(&edits).unwrap();
        let picture = compiled.render(&[], Output::default()).unwrap().picture;
        let mut ink = Rect::default();
        let dark = |rgba: &[u8]| rgba[1] < 250;
        for (at, _) in picture.rgba().chunks_exact(4).enumerate().filter(|(_, rgba)| dark(rgba)) {
            let (x, y) = ((at % 200) as i32, (at / 200) as i32);
            ink = ink.union(Rect::new(x, y, x + 1, y + 1));
        }
        let losses = compiled.losses().iter().map(|loss| format!("{}: {}", loss.layer, loss.feature)).collect();
        Set { ink, losses, text: compiled.texts()[0].clone(), pixels: picture.rgba().to_vec() }
    }
}

struct Set {
    /// The smallest box around all that is not white.
    ink: Rect,
    losses: Vec<String>,
    text: super::SetText,
    pixels: Vec<u8>,
}

fn words(words: &str) -> TextEdit {
    TextEdit::words(words)
}

#[test]
fn the_outline_tells_what_can_be_edited() {
    let template = PLAIN.template();
    let text = &template.outline().text_layers[0];
    assert!(text.editable && text.fonts_available(&Fonts::default()));
    assert_eq!((text.segments.len(), text.segments[0].size), (1, 20.0));
}

#[test]
fn unedited_text_keeps_its_pixels_and_edited_text_has_none_of_them() {
    let template = PLAIN.template();
    let stored = template.compile(&Edits::default()).unwrap().render(&[], Output::default()).unwrap().picture;
    assert_eq!(stored.rgba()[(45 * 200 + 105) * 4..][..4], [255, 0, 0, 255]);
    let set = PLAIN.set(words("Hill"));
    assert!(set.pixels.chunks_exact(4).all(|rgba| rgba[0] == rgba[1]), "all is grey");
    assert_eq!((set.losses, set.text.fonts[0].found), (vec![], FontMatch::PostScriptName));
}

#[test]
fn letters_stand_on_the_origin_at_the_height_the_font_says() {
    // H reaches 1409 of 2048 units up and its left stem begins at 168.
    let ink = PLAIN.set(words("H")).ink;
    assert_eq!((ink.bottom, ink.top), (50, 50 - 14));
    assert_eq!(ink.left, 101);
}

#[test]
fn the_anchor_is_at_the_left_the_middle_or_the_right() {
    let ink = |paragraph| Made { paragraph, ..PLAIN }.set(words("HHHH")).ink;
    let (left, right, centre) = (ink("/Justification 0"), ink("/Justification 1"), ink("/Justification 2"));
    assert!(left.left >= 100 && right.right <= 100);
    assert!((centre.left - 100 + centre.right - 100).abs() <= 1, "{centre}");
    assert_eq!(left.width().abs_diff(right.width()).max(left.width().abs_diff(centre.width())) / 2, 0);
}

#[test]
fn a_line_feed_begins_a_line_one_leading_below() {
    let one = PLAIN.set(words("H")).ink;
    assert_eq!(PLAIN.set(words("H\nH")).ink.bottom - one.bottom, 24, "automatic leading is 120 %");
    let fixed = Made { style: "/AutoLeading false /Leading 31", ..PLAIN };
    assert_eq!(fixed.set(words("H\nH")).ink.bottom - one.bottom, 31);
}

#[test]
fn tracking_is_in_thousandths_of_the_size() {
    let tracked = Made { style: "/Tracking 500", ..PLAIN }.set(words("HHHH")).ink;
    assert_eq!(tracked.right - PLAIN.set(words("HHHH")).ink.right, 30, "three gaps of half of 20 pixels");
}

#[test]
fn scales_shifts_and_capitals() {
    let plain = PLAIN.set(words("HH")).ink;
    let wide = Made { style: "/HorizontalScale 2", ..PLAIN }.set(words("HH")).ink;
    assert!((wide.width() as i32 - 2 * plain.width() as i32).abs() <= 2 && wide.height() == plain.height());
    let raised = Made { style: "/BaselineShift 7", ..PLAIN }.set(words("HH")).ink;
    assert_eq!(raised, plain.translate(0, -7));
    assert_eq!(Made { style: "/FontCaps 2", ..PLAIN }.set(words("hh")).ink, plain);
    let small = Made { style: "/FontCaps 1", ..PLAIN }.set(words("hh")).ink;
    assert!(small.height() < plain.height() && small.bottom == plain.bottom);
    assert!(Made { style: "/FauxBold true", ..PLAIN }.set(words("HH")).ink.width() > plain.width());
    assert_eq!(Made { style: "/Underline true", ..PLAIN }.set(words("HH")).ink.bottom, 53);
}

const BOXED: Made = Made { room: Some("-90 -40 10 30"), ..PLAIN };

#[test]
fn box_text_breaks_between_words_and_stays_between_its_edges() {
    let ink = BOXED.set(words("one two three four five")).ink;
    assert!(ink.left >= 10 && ink.right <= 110, "{ink}");
    assert!(ink.height() > 50, "three lines: {ink}");
    assert_eq!(BOXED.set(words("H")).ink.bottom, 10 + 15, "the first baseline lies the height of a d below the edge");
    let right = Made { paragraph: "/Justification 1", ..BOXED }.set(words("H")).ink;
    assert!((right.right - 109).abs() <= 1, "{right}");
}

#[test]
fn justified_lines_fill_the_box_but_for_the_last() {
    let justified = Made { paragraph: "/Justification 3", ..BOXED };
    assert!(justified.set(words("one two three")).ink.right >= 109);
    assert!(justified.set(words("one two")).ink.right < 100);
}

#[test]
fn words_shrink_until_they_fit() {
    let edit = TextEdit { fit: TextFit::Shrink, ..words("many more words than this small box could ever hold") };
    let set = BOXED.set(edit);
    assert!(set.text.scale < 1.0 && set.ink.bottom <= 80, "{} {}", set.text.scale, set.ink);
    let point = PLAIN.set(TextEdit { fit: TextFit::Shrink, ..words("Hill Hill") });
    assert!(point.ink.width() <= PLAIN.set(words("Hill")).ink.width() + 2 && point.text.scale > 0.4);
    assert_eq!(PLAIN.set(TextEdit { fit: TextFit::Shrink, ..words("Hi") }).text.scale, 1.0);
}

#[test]
fn words_are_cut_off_at_the_box() {
    let long = TextEdit { size: Some(40.0), ..words("Hill\nHill") };
    assert!(BOXED.set(long.clone()).ink.bottom > 80);
    assert_eq!(BOXED.set(TextEdit { fit: TextFit::Clip, ..long }).ink.bottom, 80);
}

#[test]
fn a_missing_font_is_a_loss_that_names_it() {
    let set = Made { font: "Bauhaus93", ..PLAIN }.set(words("H"));
    assert_eq!(set.losses, ["Title: font: Bauhaus93"]);
    assert_eq!((set.text.fonts[0].found, set.text.fonts[0].family.as_str()), (FontMatch::Fallback, "Liberation Sans"));
    let arial = Made { font: "Arial-BoldMT", ..PLAIN }.set(words("H"));
    assert_eq!(arial.text.fonts[0].postscript_name, "LiberationSans-Bold");
    assert_eq!(arial.text.fonts[0].found, FontMatch::EqualWidths);
}

#[test]
fn font_size_and_colour_are_edited() {
    let edit = TextEdit {
        font: Some("LiberationSans-Bold".into()),
        size: Some(40.0),
        colour: Some([0, 0, 255]),
        ..words("H")
    };
    let set = PLAIN.set(edit);
    assert_eq!(set.ink.top, 50 - 28);
    assert!(set.pixels.chunks_exact(4).any(|rgba| rgba == [0, 0, 255, 255]));
    assert_eq!(set.text.fonts[0].requested, "LiberationSans-Bold");
}

#[test]
fn one_segment_is_edited_and_none_that_is_not_there() {
    let edit = TextEdit { words: Words::Segments(vec![(0, "H".into())]), ..TextEdit::default() };
    assert_eq!(PLAIN.set(edit).ink, PLAIN.set(words("H")).ink);
    let template = PLAIN.template();
    let uuid = template.outline().text_layers[0].uuid;
    let refused = |edit: TextEdit| {
        let edits = Edits { texts: [(uuid, edit)].into(), ..Edits::default() };
        template.compile(&edits).unwrap_err()
    };
    assert!(matches!(
        refused(TextEdit { words: Words::Segments(vec![(1, "H".into())]), ..TextEdit::default() }),
        Error::Order(_)
    ));
    assert!(matches!(refused(TextEdit { size: Some(f64::NAN), ..words("H") }), Error::Order(_)));
    assert!(matches!(refused(TextEdit { size: Some(1e9), ..words("H") }), Error::Order(_)));
    assert!(matches!(refused(words(&"H".repeat(30_000))), Error::Limit(_)));
}

#[test]
fn hostile_numbers_in_the_file_are_survived() {
    for style in [
        "/HorizontalScale 1e300 /Tracking -1e9",
        "/Leading -5 /AutoLeading false /BaselineShift 1e7",
        "/VerticalScale -3",
    ] {
        Made { style, ..PLAIN }.set(words("Hi\nHo"));
    }
    Made { paragraph: "/StartIndent 5000 /AutoLeading -1 /WordSpacing [ 0 -4 9 ]", ..BOXED }.set(words("a b c"));
}

#[test]
fn characters_no_font_has_are_a_loss_and_odd_ones_are_none() {
    let set = PLAIN.set(words("H\u{1F600}"));
    assert!(!set.text.covers && set.losses.len() == 1, "{:?}", set.losses);
    assert!(PLAIN.set(words("\u{200f}a\u{301}\u{3}\u{0}\t\u{feff}b")).losses.is_empty());
    assert_eq!(PLAIN.set(words("")).ink, Rect::default());
}

#[test]
fn hebrew_runs_from_the_right_to_the_left() {
    // Lamed rises above the other letters: it is the first, and so the rightmost.
    let set = PLAIN.set(words("\u{5dc}\u{5d5}\u{5d5}\u{5d5}"));
    let top_row = &set.pixels[set.ink.top as usize * 800..][..800];
    let first = top_row.chunks_exact(4).position(|rgba| rgba[1] < 250).unwrap() as i32;
    assert!(set.text.covers && first > set.ink.left + set.ink.width() as i32 / 2, "{} {first}", set.ink);
}

#[test]
fn fonts_are_added_and_their_order_counts() {
    let regular = include_bytes!("../../fonts/LiberationSans-Regular.ttf").to_vec();
    let mut fonts = Fonts::default();
    assert_eq!(fonts.add(regular).unwrap(), 1);
    assert!(fonts.has("LiberationSans") && !fonts.has("Impact"));
    assert_ne!(fonts, Fonts::default());
    assert!(fonts.add(b"not a font".to_vec()).is_err());
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fonts");
    assert_eq!(Fonts::default().add_folder(folder.as_ref()).unwrap(), 2, "the licence is no font");
}

#[test]
fn warped_words_are_bent_and_told() {
    let bent = |style, bend| Made { warp: (style, bend), ..PLAIN }.set(words("HHHH"));
    let straight = PLAIN.set(words("HHHH")).ink;
    let arc = bent("warpArc", 50.0);
    assert_eq!(arc.losses, ["Title: text warp: warpArc"]);
    // Along the inner edge an eighth of a turn to each side rises by half the chord times tan 22.5 degrees: 4 letters
    // of 0.722 of 20 pixels are 57.8 wide.
    let rise = 57.8 / 2.0 * 22.5_f64.to_radians().tan();
    assert!((f64::from(straight.top - arc.ink.top) - rise).abs() <= 1.5, "{straight} {}", arc.ink);
    assert!(arc.ink.left < straight.left && arc.ink.right > straight.right);
    let down = bent("warpArc", -50.0).ink;
    assert!((f64::from(down.bottom - straight.bottom) - rise).abs() <= 1.5, "{straight} {down}");
    assert_eq!(bent("warpFlag", 0.0).ink, straight, "no bend changes nothing");
    assert_eq!(bent("warpUnheardOf", 50.0).ink, straight, "a style that is not known is left out");
}
