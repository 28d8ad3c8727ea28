//! A stand-in for the pixel side: "Photoshop files" are lines of text, "pictures" are words about what was drawn.

use std::collections::{BTreeSet, VecDeque};
use std::fmt::{self, Write};
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use bytes::Bytes;
use futures_util::TryStreamExt;
use library::blobs::{Blob, BlobHash, Blobs};
use library::fonts::{Category, Face};
use library::photos::Area;
use library::renderer::{DrawError, Drawing, Drawn, File, Inspection, PhotoInspection, Renderer, Shrunk};
use library::renders::{Format, SetText};
use library::templates::{Layer, LayerKind, Loss, Outline, Position, Segment, Slot, TextLayer};
use tokio::sync::watch;
use uuid::Uuid;

use super::state::locked;

/// A "Photoshop file" for [`FakeRenderer`].
#[derive(Debug, Clone)]
pub struct FakePsd {
    /// The canvas.
    pub size: (u32, u32),
    /// Slots: name, width, height.
    pub slots: Vec<(String, u32, u32)>,
    /// Text layers: name and words.
    pub texts: Vec<(String, String)>,
    /// Features that can't be honoured.
    pub losses: Vec<String>,
}

impl FakePsd {
    /// A canvas of 1000 x 800 with slots of 500 x 400 under these names.
    pub fn with_slots(names: &[&str]) -> Self {
        let slots = names.iter().map(|name| ((*name).to_owned(), 500, 400)).collect();
        Self { size: (1000, 800), slots, texts: Vec::new(), losses: Vec::new() }
    }

    /// Its bytes. They begin with `8BPS`, as Photoshop's own do.
    pub fn bytes(&self) -> Bytes {
        let mut text = format!("8BPS\ncanvas\t{}\t{}\n", self.size.0, self.size.1);
        for (name, width, height) in &self.slots {
            let _ = writeln!(text, "slot\t{name}\t{width}\t{height}");
        }
        for (name, words) in &self.texts {
            let _ = writeln!(text, "text\t{name}\t{words}");
        }
        for feature in &self.losses {
            let _ = writeln!(text, "loss\t{feature}");
        }
        text.into()
    }

    fn parse(bytes: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(bytes).ok()?;
        let mut lines = text.lines();
        if lines.next() != Some("8BPS") {
            return None;
        }
        let mut file = Self::with_slots(&[]);
        for line in lines {
            match *line.split('\t').collect::<Vec<_>>() {
                ["canvas", width, height] => file.size = (width.parse().ok()?, height.parse().ok()?),
                ["slot", name, width, height] => {
                    file.slots.push((name.to_owned(), width.parse().ok()?, height.parse().ok()?));
                }
                ["text", name, words] => file.texts.push((name.to_owned(), words.to_owned())),
                ["loss", feature] => file.losses.push(feature.to_owned()),
                _ => return None,
            }
        }
        Some(file)
    }

    fn outline(&self, hash: BlobHash) -> Outline {
        let id = |path: &str| Uuid::new_v5(&Uuid::NAMESPACE_OID, format!("{hash}/{path}").as_bytes());
        let slots: Vec<Slot> = self.slots.iter().map(|(name, w, h)| slot(id(name), name, *w, *h)).collect();
        let text_layers: Vec<TextLayer> =
            self.texts.iter().map(|(name, words)| text_layer(id(name), name, words)).collect();
        let layer =
            |name: &String, kind| Layer { id: id(name), name: name.clone(), kind, visible: true, children: vec![] };
        let mut layers: Vec<Layer> = self.texts.iter().map(|(name, _)| layer(name, LayerKind::Text)).collect();
        layers.extend(self.slots.iter().map(|(name, ..)| layer(name, LayerKind::SmartObject)));
        layers.push(layer(&"Background".to_owned(), LayerKind::Pixel));
        let losses = self.losses.iter().map(|feature| Loss {
            layer: "Background".into(),
            layer_id: Some(1),
            feature: feature.clone(),
            effect: "is left out".into(),
        });
        let losses = losses.collect();
        Outline { width: self.size.0, height: self.size.1, dpi: Some(72.0), slots, text_layers, layers, losses }
    }
}

fn slot(id: Uuid, name: &str, width: u32, height: u32) -> Slot {
    let (right, bottom) = (f64::from(width), f64::from(height));
    Slot {
        id,
        name: name.to_owned(),
        width,
        height,
        position: Position { x: 0.0, y: 0.0, width: right, height: bottom },
        quad: Some([[0.0, 0.0], [right, 0.0], [right, bottom], [0.0, bottom]]),
        warped: false,
        blend_mode: "normal".into(),
        instances: 1,
        slots: Vec::new(),
        text_layers: Vec::new(),
    }
}

fn text_layer(id: Uuid, name: &str, words: &str) -> TextLayer {
    TextLayer {
        id,
        name: name.to_owned(),
        text: words.to_owned(),
        segments: vec![Segment { text: words.to_owned(), font: "Inter-Regular".into(), size: 24.0, colour: [0; 3] }],
        visible: true,
        editable: true,
        fonts_available: true,
        strokes: 0,
        colour_overlay: false,
        clipped_artwork: false,
    }
}

/// A "picture" for [`FakeRenderer`]: artwork, or what it draws.
pub fn fake_picture(width: u32, height: u32, words: &str) -> Bytes {
    format!("picture {width} {height} {words}").into()
}

/// A "font file" for [`FakeRenderer`], with a font of each `PostScript` name: `Family-Style`.
pub fn fake_font(names: &[&str]) -> Bytes {
    format!("font {}", names.join(" ")).into()
}

fn faces(file: &[u8]) -> Vec<Face> {
    let words = std::str::from_utf8(file).ok().and_then(|words| words.strip_prefix("font "));
    words.into_iter().flat_map(|words| words.split(' ')).map(face).collect()
}

fn face(name: &str) -> Face {
    let (family, style) = name.split_once('-').unwrap_or((name, "Regular"));
    Face {
        family: family.to_owned(),
        style: style.to_owned(),
        postscript_name: name.to_owned(),
        category: Category::SansSerif,
        license: "Open".to_owned(),
    }
}

fn picture_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let text = std::str::from_utf8(bytes).ok()?;
    if text.starts_with("<svg") {
        return Some((16, 16));
    }
    let mut words = text.strip_prefix("picture ")?.splitn(3, ' ');
    Some((words.next()?.parse().ok()?, words.next()?.parse().ok()?))
}

/// Draws words instead of pixels: the same bytes for the same drawing, others for another. Holds what it is told to
/// hold, and fails when it is told to.
pub struct FakeRenderer {
    blobs: Arc<dyn Blobs>,
    errors: Mutex<VecDeque<DrawError>>,
    drawings: Mutex<Vec<Drawing>>,
    held: watch::Sender<bool>,
}

impl fmt::Debug for FakeRenderer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FakeRenderer").field("drawings", &self.drawings).finish_non_exhaustive()
    }
}

impl FakeRenderer {
    /// A renderer of what is in `blobs`.
    pub fn new(blobs: Arc<dyn Blobs>) -> Self {
        Self { blobs, errors: Mutex::default(), drawings: Mutex::default(), held: watch::Sender::new(false) }
    }

    /// Lets the next inspection, drawing or shrinking fail; called twice, the next two.
    pub fn fail(&self, error: DrawError) {
        locked(&self.errors).push_back(error);
    }

    /// Lets all inspections and drawings wait for [`FakeRenderer::release`].
    pub fn hold(&self) {
        self.held.send_replace(true);
    }

    /// Lets them go on.
    pub fn release(&self) {
        self.held.send_replace(false);
    }

    /// What was to be drawn so far, failed or not.
    pub fn drawings(&self) -> Vec<Drawing> {
        locked(&self.drawings).clone()
    }

    async fn gate(&self) -> Result<(), DrawError> {
        // The sender is in `self`: the channel can't close.
        let _ = self.held.subscribe().wait_for(|held| !held).await;
        locked(&self.errors).pop_front().map_or(Ok(()), Err)
    }

    async fn read(&self, file: Blob) -> Result<Vec<u8>, DrawError> {
        let body = self.blobs.open(file.hash, None).await.map_err(internal)?;
        let body = body.ok_or_else(|| internal("the file's blob is not there"))?;
        Ok(body.try_collect::<Vec<_>>().await.map_err(internal)?.concat())
    }

    async fn photo_size(&self, photo: Blob) -> Result<(u32, u32), DrawError> {
        picture_size(&self.read(photo).await?).ok_or_else(|| DrawError::Unreadable("this is no picture".into()))
    }

    async fn outline(&self, file: Blob) -> Result<Outline, DrawError> {
        let bytes = self.read(file).await?;
        let parsed = FakePsd::parse(&bytes).ok_or_else(|| DrawError::Unreadable("this is no Photoshop file".into()))?;
        Ok(parsed.outline(file.hash))
    }
}

fn internal(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> DrawError {
    DrawError::Internal(cause.into())
}

fn previews(widths: impl Iterator<Item = u32>, (width, height): (u32, u32), of: BlobHash) -> Vec<File> {
    let widths: BTreeSet<u32> = widths.collect();
    let preview = |narrow: u32| picture(narrow, height_at(narrow, (width, height)), &format!("of {of}"), "image/webp");
    widths.into_iter().rev().map(preview).collect()
}

fn picture(width: u32, height: u32, words: &str, media_type: &str) -> File {
    File { bytes: fake_picture(width, height, words), media_type: media_type.to_owned(), width, height }
}

fn height_at(narrow: u32, (width, height): (u32, u32)) -> u32 {
    (f64::from(height) * f64::from(narrow) / f64::from(width)).round().max(1.0) as u32
}

#[async_trait]
impl Renderer for FakeRenderer {
    async fn inspect(&self, file: Blob, widths: &[u32]) -> Result<Inspection, DrawError> {
        self.gate().await?;
        let outline = self.outline(file).await?;
        let previews = previews(widths.iter().copied(), (outline.width, outline.height), file.hash);
        Ok(Inspection { outline: Arc::new(outline), previews })
    }

    async fn inspect_photo(&self, photo: Blob, widths: &[u32]) -> Result<PhotoInspection, DrawError> {
        self.gate().await?;
        let (width, height) = self.photo_size(photo).await?;
        let widths = widths.iter().map(|wanted| (*wanted).min(width));
        let previews = previews(widths, (width, height), photo.hash);
        Ok(PhotoInspection { width, height, media_type: "image/png".into(), previews })
    }

    async fn draw(&self, drawing: Drawing) -> Result<Drawn, DrawError> {
        locked(&self.drawings).push(drawing.clone());
        self.gate().await?;
        let outline = match &drawing.areas {
            None => self.outline(drawing.file).await?,
            Some(areas) => photo_outline(self.photo_size(drawing.file).await?, areas),
        };
        for fill in &drawing.fills {
            if outline.slot(fill.slot).is_none() {
                return Err(DrawError::Order(format!("there is no slot {}", fill.slot)));
            }
            if fill.artwork.as_ref().is_some_and(|artwork| picture_size(&artwork.bytes).is_none()) {
                return Err(DrawError::Unreadable("the artwork is no picture".into()));
            }
        }
        let mut texts = Vec::new();
        for text in &drawing.texts {
            let layer = outline.text_layer(text.layer);
            let layer = layer.ok_or_else(|| DrawError::Order(format!("there is no text layer {}", text.layer)))?;
            let asked = text.font.as_ref().unwrap_or(&layer.segments[0].font);
            let mut known = drawing.fonts.iter().flat_map(|font| faces(&font.bytes)).chain(self.fonts());
            texts.push(set_text(layer, asked, known.find(|face| face.postscript_name == *asked)));
        }
        let design = drawing.design.and_then(|slot| outline.slot(slot));
        let canvas = design.map_or((outline.width, outline.height), |slot| (slot.width, slot.height));
        let width = drawing.output.width.unwrap_or(canvas.0);
        let words = BlobHash::of(format!("{drawing:?}").as_bytes()).to_string();
        let file = picture(width, height_at(width, canvas), &words, drawing.output.format.media_type());
        Ok(Drawn { file, losses: Vec::new(), texts })
    }

    async fn square(&self, bytes: Bytes, side: u32) -> Result<File, DrawError> {
        self.gate().await?;
        let size = picture_size(&bytes).ok_or_else(|| DrawError::Unreadable("this is no picture".into()))?;
        let side = side.min(size.0).min(size.1);
        let bytes = fake_picture(side, side, "squared");
        Ok(File { bytes, media_type: "image/webp".into(), width: side, height: side })
    }

    /// "Films" begin with that word; what follows is their still.
    async fn poster(&self, film: Blob) -> Result<Option<Bytes>, DrawError> {
        let bytes = self.read(film).await?;
        Ok(bytes.strip_prefix(b"film ").map(Bytes::copy_from_slice))
    }

    async fn shrink(&self, bytes: Bytes, widths: &[u32]) -> Result<Shrunk, DrawError> {
        self.gate().await?;
        let size = picture_size(&bytes).ok_or_else(|| DrawError::Unreadable("this is no picture".into()))?;
        let narrower = widths.iter().copied().filter(|width| *width < size.0);
        let (width, height) = size;
        Ok(Shrunk { width, height, look: None, previews: previews(narrower, size, BlobHash::of(&bytes)) })
    }

    async fn convert(&self, bytes: Bytes, format: Format) -> Result<File, DrawError> {
        self.gate().await?;
        let (width, height) = picture_size(&bytes).ok_or_else(|| DrawError::Unreadable("this is no picture".into()))?;
        let words = format!("{} as {}", BlobHash::of(&bytes), format.extension());
        let media_type = format.media_type().to_owned();
        Ok(File { bytes: fake_picture(width, height, &words), media_type, width, height })
    }

    fn fonts(&self) -> Vec<Face> {
        vec![face("Inter-Regular")]
    }

    async fn read_fonts(&self, file: Bytes) -> Result<Vec<Face>, DrawError> {
        let faces = faces(&file);
        if faces.is_empty() { Err(DrawError::Unreadable("this is no font".into())) } else { Ok(faces) }
    }

    async fn words(&self, file: Bytes, _: &str, characters: usize) -> String {
        String::from_utf8_lossy(&file).chars().take(characters).collect()
    }

    fn version(&self) -> &'static str {
        "fake-1"
    }
}

fn photo_outline((width, height): (u32, u32), areas: &[Area]) -> Outline {
    let slots = areas.iter().map(|area| slot(area.id, "area", width, height)).collect();
    Outline { width, height, dpi: None, slots, text_layers: vec![], layers: vec![], losses: vec![] }
}

fn set_text(layer: &TextLayer, asked: &str, found: Option<Face>) -> SetText {
    let match_source = if found.is_some() { "exact" } else { "fallback" };
    let Face { family, postscript_name, .. } = found.unwrap_or_else(|| face("Inter-Regular"));
    SetText {
        layer: layer.id,
        name: layer.name.clone(),
        requested_font: asked.to_owned(),
        family,
        postscript_name,
        match_source: match_source.to_owned(),
        complete: true,
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use library::renderer::{DrawingArtwork, DrawingFill};
    use library::renders::{Adjustments, Fit, OutputOrder, Repeat};

    use super::super::MemoryBlobs;
    use super::*;

    fn drawing(file: Blob, slot: Uuid, artwork: &Bytes) -> Drawing {
        let artwork = DrawingArtwork {
            bytes: artwork.clone(),
            hash: BlobHash::of(artwork),
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
        let fill =
            DrawingFill { slot, artwork: Some(artwork), colour: None, blend: None, print_area: None, adjustments };
        let output = OutputOrder { width: Some(500), ..OutputOrder::default() };
        Drawing {
            file,
            areas: None,
            fills: vec![fill],
            texts: vec![],
            fonts: vec![],
            hidden: vec![],
            output,
            design: None,
        }
    }

    #[tokio::test]
    async fn it_draws_what_the_drawing_says_and_fails_when_told() {
        let blobs = MemoryBlobs::default();
        let file = blobs.put(FakePsd::with_slots(&["Front", "Back"]).bytes());
        let renderer = FakeRenderer::new(Arc::new(blobs.clone()));
        let inspection = renderer.inspect(file, &[240, 720]).await.unwrap();
        let widths: Vec<u32> = inspection.previews.iter().map(|preview| preview.width).collect();
        assert_eq!((inspection.outline.slots.len(), widths), (2, vec![720, 240]));

        let slot = inspection.outline.slots[1].id;
        let (one, two) = (fake_picture(30, 20, "one"), fake_picture(30, 20, "two"));
        let first = renderer.draw(drawing(file, slot, &one)).await.unwrap();
        assert_eq!((first.file.width, first.file.height), (500, 400));
        assert_eq!(first, renderer.draw(drawing(file, slot, &one)).await.unwrap());
        assert_ne!(first, renderer.draw(drawing(file, slot, &two)).await.unwrap());
        assert_eq!(renderer.shrink(first.file.bytes, &[720, 240]).await.unwrap().previews.len(), 1);

        let html = Bytes::from_static(b"<html>");
        assert!(matches!(renderer.draw(drawing(file, slot, &html)).await, Err(DrawError::Unreadable(_))));
        assert!(matches!(renderer.draw(drawing(file, Uuid::nil(), &one)).await, Err(DrawError::Order(_))));
        assert!(matches!(renderer.inspect(blobs.put(html), &[]).await, Err(DrawError::Unreadable(_))));
        renderer.fail(DrawError::TooLarge("too many layers".into()));
        assert!(matches!(renderer.inspect(file, &[]).await, Err(DrawError::TooLarge(_))));
        assert!(renderer.inspect(file, &[]).await.is_ok());
    }

    #[tokio::test]
    async fn it_waits_until_released() {
        let blobs = MemoryBlobs::default();
        let file = blobs.put(FakePsd::with_slots(&["Front"]).bytes());
        let renderer = FakeRenderer::new(Arc::new(blobs));
        renderer.hold();
        let mut inspection = Box::pin(renderer.inspect(file, &[]));
        assert!(tokio::time::timeout(Duration::from_millis(20), &mut inspection).await.is_err());
        renderer.release();
        assert!(inspection.await.is_ok());
    }
}
