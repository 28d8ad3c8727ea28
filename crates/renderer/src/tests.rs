//! Whole pictures: a small document made here, in through blobs, out as files.

mod document;
mod fonts;
mod photos;

use std::sync::Arc;

use bytes::Bytes;
use codec::{EncodeOptions, Format};
use library::blobs::{Blob, BlobHash};
use library::renderer::{DrawError, Drawing, DrawingArtwork, DrawingFill, Drawn, Renderer};
use library::renders::{self, Adjustments, ColourOverlay, Fit, OutputOrder, Repeat, TextFill, TextFit, Words};
use library::templates::Outline;
use pixels::{Limits, Picture, Size};
use testkit::memory::MemoryBlobs;
use uuid::Uuid;

use crate::{Config, Engine};
use document::{BADGE, CANVAS, HOLDER, document};

const RED: [u8; 4] = [255, 0, 0, 255];
const GREEN: [u8; 4] = [0, 255, 0, 255];
const WHITE: [u8; 4] = [255; 4];

/// An engine with the sample document in its blobs.
struct Desk {
    engine: Engine,
    file: Blob,
}

impl Desk {
    fn new() -> Self {
        Self::with(Config::default(), &document())
    }

    fn with(config: Config, file: &[u8]) -> Self {
        let blobs = MemoryBlobs::default();
        let file = blobs.put(file.to_vec());
        Self { engine: Engine::new(Arc::new(blobs), config), file }
    }

    async fn outline(&self) -> Arc<Outline> {
        self.engine.inspect(self.file, &[]).await.unwrap().outline
    }

    /// The sample slot with this in it.
    async fn fill(&self, picture: Bytes) -> DrawingFill {
        fill(self.outline().await.slots[0].id, picture)
    }

    /// A drawing as PNG.
    fn drawing(&self, fills: Vec<DrawingFill>) -> Drawing {
        let output = OutputOrder { format: renders::Format::Png, ..OutputOrder::default() };
        Drawing {
            file: self.file,
            areas: None,
            fills,
            texts: Vec::new(),
            fonts: Vec::new(),
            hidden: Vec::new(),
            output,
            design: None,
        }
    }

    async fn draw(&self, fills: Vec<DrawingFill>) -> Result<Drawn, DrawError> {
        self.engine.draw(self.drawing(fills)).await
    }
}

fn png(width: u32, height: u32, rgba: [u8; 4]) -> Bytes {
    codec::encode(&Picture::filled(Size::new(width, height), rgba), &EncodeOptions::new(Format::Png)).unwrap().into()
}

fn fill(slot: Uuid, picture: Bytes) -> DrawingFill {
    let artwork = DrawingArtwork {
        hash: BlobHash::of(&picture),
        bytes: picture,
        fit: Fit::Fill,
        rotation: 0.0,
        flip_horizontal: false,
        flip_vertical: false,
        size: None,
        position: None,
        alignment: None,
        repeat: Repeat::Once,
    };
    let adjustments = Adjustments::default();
    DrawingFill { slot, artwork: Some(artwork), colour: None, blend: None, print_area: None, adjustments }
}

fn picture(drawn: &Drawn) -> Picture {
    codec::decode(&drawn.file.bytes, &Limits::default(), None).unwrap()
}

/// The error's sentence, when it is of the wanted kind.
fn sentence(result: Result<Drawn, DrawError>, kind: fn(&DrawError) -> bool) -> String {
    let error = result.unwrap_err();
    assert!(kind(&error), "{error:?}");
    error.to_string()
}

const ORDER: fn(&DrawError) -> bool = |error| matches!(error, DrawError::Order(_));
const UNREADABLE: fn(&DrawError) -> bool = |error| matches!(error, DrawError::Unreadable(_));
const TOO_LARGE: fn(&DrawError) -> bool = |error| matches!(error, DrawError::TooLarge(_));

#[tokio::test]
async fn a_file_is_told_in_the_librarys_words_with_previews() {
    let desk = Desk::new();
    let inspection = desk.engine.inspect(desk.file, &[20, 40, 4000]).await.unwrap();
    let outline = &inspection.outline;
    assert_eq!((outline.width, outline.height, outline.dpi), (CANVAS.width, CANVAS.height, Some(72.0)));
    let [slot] = outline.slots.as_slice() else { panic!("one slot") };
    assert_eq!(
        (slot.name.as_str(), slot.width, slot.height, slot.blend_mode.as_str()),
        ("Holder", 40, 20, "linear_burn")
    );
    assert_eq!((slot.position.x, slot.position.y, slot.instances), (20.0, 10.0, 1));
    assert_eq!(outline.text_layers[0].text, "Hill");
    assert!(outline.text_layers[0].editable && outline.text_layers[0].fonts_available);
    assert_eq!(outline.layers.iter().map(|layer| layer.name.as_str()).collect::<Vec<_>>()[0], "Badge");
    let sizes: Vec<_> = inspection.previews.iter().map(|file| (file.width, file.height)).collect();
    assert_eq!(sizes, [(80, 60), (40, 30), (20, 15)]);
    let preview = codec::decode(&inspection.previews[0].bytes, &Limits::default(), None).unwrap();
    let [r, g, b, _] = preview.pixel(BADGE.0 + 4, BADGE.1 + 4);
    assert!(b > 230 && r < 25 && g < 25, "the badge is blue, not {:?}", (r, g, b));
}

#[tokio::test]
async fn artwork_lies_in_its_slot_and_nowhere_else() {
    let desk = Desk::new();
    let drawn = desk.draw(vec![desk.fill(png(3, 3, RED)).await]).await.unwrap();
    assert_eq!((drawn.file.media_type.as_str(), drawn.file.width, drawn.file.height), ("image/png", 80, 60));
    let picture = picture(&drawn);
    assert_eq!(picture.pixel(HOLDER.0 + 20, HOLDER.1 + 10), RED);
    assert_eq!(picture.pixel(HOLDER.0 - 2, HOLDER.1 - 2), WHITE);
    assert_eq!(picture.pixel(BADGE.0 + 4, BADGE.1 + 4), [0, 0, 255, 255]);
}

#[tokio::test]
async fn the_words_of_an_order_reach_the_picture() {
    let desk = Desk::new();
    let mut fill = desk.fill(png(20, 20, RED)).await;
    fill.artwork.as_mut().unwrap().fit = Fit::Contain;
    fill.colour = Some(ColourOverlay { rgb: [0, 255, 0], blend: renders::BlendMode::Normal });
    let mut drawing = desk.drawing(vec![fill]);
    drawing.output.width = Some(40);
    let drawn = desk.engine.draw(drawing).await.unwrap();
    let picture = picture(&drawn);
    assert_eq!(picture.size(), Size::new(40, 30));
    assert_eq!(picture.pixel(20, 10), GREEN);
    // Contained in a frame of twice its width, the square leaves a quarter free on each side.
    assert_eq!(picture.pixel(11, 10), WHITE);
}

#[tokio::test]
async fn the_same_order_gives_the_same_bytes_and_finds_everything_ready() {
    let desk = Desk::new();
    let fills = vec![desk.fill(png(3, 3, RED)).await];
    let first = desk.draw(fills.clone()).await.unwrap();
    let kept = desk.engine.cache.kept();
    assert_eq!(kept.0, 3, "template, compiled template and artwork");
    assert!(kept.1 > desk.file.bytes + 80 * 60 * 4, "{kept:?}");
    assert_eq!(desk.draw(fills.clone()).await.unwrap(), first);
    assert_eq!(desk.engine.cache.kept().0, 3);
    let other = Desk::with(Config { cache_bytes: 0, ..Config::default() }, &document());
    assert_eq!(other.draw(fills).await.unwrap().file, first.file, "with nothing kept, too");
    assert_eq!(other.engine.cache.kept().0, 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_may_draw_at_once() {
    let desk = Arc::new(Desk::new());
    let fills = vec![desk.fill(png(3, 3, GREEN)).await];
    let draws = (0..12).map(|_| {
        let (desk, fills) = (desk.clone(), fills.clone());
        tokio::spawn(async move { desk.draw(fills).await.unwrap() })
    });
    let draws: Vec<_> = draws.collect();
    let mut files = Vec::new();
    for draw in draws {
        files.push(draw.await.unwrap().file);
    }
    assert!(files.windows(2).all(|pair| pair[0] == pair[1]));
    assert_eq!(desk.engine.cache.kept().0, 3);
}

#[tokio::test]
async fn resolution_is_the_templates_own_unless_the_width_is_another() {
    let desk = Desk::new();
    let density = |drawn: &Drawn| drawn.file.bytes.windows(4).any(|chunk| chunk == b"pHYs");
    let mut drawing = desk.drawing(Vec::new());
    assert!(density(&desk.engine.draw(drawing.clone()).await.unwrap()));
    drawing.output.width = Some(40);
    assert!(!density(&desk.engine.draw(drawing.clone()).await.unwrap()));
    drawing.output.dpi = Some(300);
    assert!(density(&desk.engine.draw(drawing).await.unwrap()));
}

#[tokio::test]
async fn layers_are_left_out_and_text_is_set_anew() {
    let desk = Desk::new();
    let outline = desk.outline().await;
    let mut drawing = desk.drawing(Vec::new());
    drawing.hidden = vec![outline.layers[0].id];
    drawing.texts = vec![text(outline.text_layers[0].id, "Dale")];
    let drawn = desk.engine.draw(drawing).await.unwrap();
    assert_eq!(picture(&drawn).pixel(BADGE.0 + 4, BADGE.1 + 4), WHITE);
    let [set] = drawn.texts.as_slice() else { panic!("one text") };
    assert_eq!(
        (set.postscript_name.as_str(), set.match_source.as_str(), set.complete),
        ("LiberationSans", "exact", true)
    );
}

fn text(layer: Uuid, words: &str) -> TextFill {
    let (words, fit) = (Words::All(words.to_owned()), TextFit::Overflow);
    TextFill { layer, words, font: None, size: None, colour: None, strokes: Vec::new(), fit }
}

#[tokio::test]
async fn orders_that_do_not_fit_are_refused_in_words() {
    let desk = Desk::new();
    let outline = desk.outline().await;
    let (slot, layer) = (outline.slots[0].id, outline.text_layers[0].id);
    let unknown = Uuid::from_u128(7);
    let result = desk.draw(vec![fill(unknown, png(1, 1, RED))]).await;
    assert_eq!(sentence(result, ORDER), format!("the template has no slot {unknown}"));
    let twice = vec![fill(slot, png(1, 1, RED)), fill(slot, png(1, 1, RED))];
    assert!(sentence(desk.draw(twice).await, ORDER).ends_with("is filled twice"));
    let with = |hidden: Vec<Uuid>, texts: Vec<TextFill>, fills: Vec<DrawingFill>| {
        let drawing = Drawing { hidden, texts, ..desk.drawing(fills) };
        async { desk.engine.draw(drawing).await }
    };
    let both = with(vec![layer], vec![text(layer, "a")], vec![]).await;
    assert_eq!(sentence(both, ORDER), format!("the layer {layer} cannot be hidden and edited at once"));
    let both = with(vec![slot], vec![], vec![fill(slot, png(1, 1, RED))]).await;
    assert!(sentence(both, ORDER).contains("hidden and filled"));
    assert!(sentence(with(vec![unknown], vec![], vec![]).await, ORDER).contains("no layer"));
    assert!(sentence(with(vec![], vec![text(slot, "a")], vec![]).await, ORDER).contains("no text"));
    assert!(sentence(with(vec![], vec![text(layer, "a"), text(layer, "b")], vec![]).await, ORDER).contains("twice"));
}

#[tokio::test]
async fn what_is_no_picture_is_unreadable_and_what_is_huge_too_large() {
    let desk = Desk::new();
    let page = Bytes::from_static(b"<html><body>not found</body></html>");
    let result = desk.draw(vec![desk.fill(page).await]).await;
    assert!(sentence(result, UNREADABLE).contains("not PNG, JPEG"));
    let whole = png(30, 30, RED);
    let cut = whole.slice(..whole.len() - 40);
    assert!(sentence(desk.draw(vec![desk.fill(cut).await]).await, UNREADABLE).contains("PNG"));
    let limits = Limits { pixels: 80 * 60, ..Limits::default() };
    let small = Desk::with(Config { limits, ..Config::default() }, &document());
    let bomb = png(2000, 2000, WHITE);
    assert!(sentence(small.draw(vec![small.fill(bomb).await]).await, TOO_LARGE).contains("4800"));
    let mut wide = small.drawing(Vec::new());
    wide.output.width = Some(9000);
    assert!(sentence(small.engine.draw(wide).await, TOO_LARGE).contains("pixel count"));
}

#[tokio::test]
async fn broken_files_are_unreadable_and_missing_ones_our_fault() {
    let whole = document();
    for file in [&b"8BPS nothing"[..], b"", b"GIF89a", &whole[..whole.len() / 3]] {
        let desk = Desk::with(Config::default(), file);
        let error = desk.engine.inspect(desk.file, &[100]).await.unwrap_err();
        assert!(UNREADABLE(&error), "{error:?}");
    }
    let limits = Limits { bytes: 100, ..Limits::default() };
    let desk = Desk::with(Config { limits, ..Config::default() }, &whole);
    assert!(TOO_LARGE(&desk.engine.inspect(desk.file, &[]).await.unwrap_err()));
    let desk = Desk::new();
    let gone = Blob { hash: BlobHash([1; 32]), bytes: 5 };
    let error = desk.engine.inspect(gone, &[]).await.unwrap_err();
    assert!(matches!(error, DrawError::Internal(_)) && !error.to_string().contains("blob"));
}

#[tokio::test]
async fn pictures_are_shrunk_to_the_widths_below_their_own() {
    let desk = Desk::new();
    let shrunk = desk.engine.shrink(png(300, 100, GREEN), &[100, 300, 200]).await.unwrap();
    assert_eq!((shrunk.width, shrunk.height), (300, 100));
    let sizes: Vec<_> = shrunk.previews.iter().map(|file| (file.width, file.height)).collect();
    assert_eq!(sizes, [(200, 67), (100, 33)]);
    assert!(shrunk.previews.iter().all(|file| file.media_type == "image/webp"));
    assert!(UNREADABLE(&desk.engine.shrink(Bytes::from_static(b"text"), &[1]).await.unwrap_err()));
}

#[test]
fn added_fonts_change_the_version() {
    let engine = |fonts| Engine::new(Arc::new(MemoryBlobs::default()), Config { fonts, ..Config::default() });
    let mut fonts = template::Fonts::default();
    let plain = engine(fonts.clone()).version().to_owned();
    assert!(plain.starts_with(env!("CARGO_PKG_VERSION")));
    fonts.add(include_bytes!("../../template/fonts/LiberationSans-Bold.ttf").to_vec()).unwrap();
    assert_ne!(engine(fonts).version(), plain);
}

#[tokio::test]
async fn a_design_is_the_slots_frame_without_the_scene() {
    let desk = Desk::new();
    let mut wide = desk.fill(png(20, 20, [255, 0, 0, 255])).await;
    let slot = wide.slot;
    if let Some(artwork) = &mut wide.artwork {
        artwork.fit = Fit::Contain;
    }
    let draw = async |fills: Vec<DrawingFill>, width, dpi| {
        let output = OutputOrder { format: renders::Format::Png, width, quality: 90, dpi };
        desk.engine.draw(Drawing { output, design: Some(slot), ..desk.drawing(fills) }).await.unwrap()
    };
    let drawn = draw(vec![wide.clone()], None, Some(300)).await;
    let design = picture(&drawn);
    assert_eq!((drawn.file.width, drawn.file.height), (40, 20));
    // The artwork is in the middle, as it came; beside it nothing is printed, and no paper shows.
    assert_eq!((design.pixel(20, 10), design.pixel(2, 10)[3], design.pixel(37, 10)[3]), ([255, 0, 0, 255], 0, 0));
    let pixels_a_metre =
        drawn.file.bytes.windows(4).position(|key| key == b"pHYs").map(|at| &drawn.file.bytes[at + 4..][..4]);
    assert_eq!(pixels_a_metre, Some(&11_811_u32.to_be_bytes()[..]));
    let large = draw(vec![wide], Some(80), None).await;
    assert_eq!((large.file.width, large.file.height), (80, 40));
    // Without a fill it is what the file holds.
    assert_eq!(picture(&draw(vec![], None, None).await).pixel(5, 5), [128, 128, 128, 255]);
    let stranger = Drawing { design: Some(Uuid::from_u128(1)), ..desk.drawing(vec![]) };
    assert!(sentence(desk.engine.draw(stranger).await, ORDER).contains("no slot"));
}
