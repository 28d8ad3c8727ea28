//! What smart objects show: the embedded files, decoded.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use compositor::paint::paint;
use compositor::plan::plan;
use pixels::{ColourModel, Limits, Picture, Size};
use psd::descriptor::Value;
use psd::linked::{LinkedFile, LinkedKind};
use psd::tagged::PlacedLayer;
use psd::{Bytes, Document};

use crate::colour::ColourSpace;
use crate::lower::{lower, psd_limits};
use crate::merged::Merged;
use crate::modes::model_of;
use crate::{Companions, Result};

/// A smart object's own content.
#[derive(Debug, Clone)]
pub(crate) enum SlotPicture {
    /// Its pixels.
    Drawn(Arc<Picture>),
    /// Why there are none, for a loss.
    Lost(String),
}

impl SlotPicture {
    /// The pixels, where there are some.
    pub(crate) fn drawn(self) -> Option<Arc<Picture>> {
        match self {
            Self::Drawn(picture) => Some(picture),
            Self::Lost(_) => None,
        }
    }
}

/// The linked files of one document, with those that were given beside it.
#[derive(Debug)]
pub(crate) struct Contents {
    files: HashMap<String, LinkedFile>,
    companions: Companions,
    decoded: Mutex<HashMap<String, SlotPicture>>,
    limits: Limits,
}

impl Contents {
    /// The linked files of `document`. A damaged list counts as empty: the layers' stored pixels are still there.
    pub(crate) fn new(document: &Document, companions: &Companions, limits: &Limits) -> Self {
        let files = document.linked_files(&psd_limits(limits)).unwrap_or_default();
        let files = files.into_iter().map(|file| (file.id.to_string(), file)).collect();
        Self { files, companions: companions.clone(), decoded: Mutex::default(), limits: *limits }
    }

    /// No linked files.
    pub(crate) fn none(limits: &Limits) -> Self {
        let (files, companions) = (HashMap::new(), Companions::default());
        Self { files, companions, decoded: Mutex::default(), limits: *limits }
    }

    /// The limits that contents stay under.
    pub(crate) fn limits(&self) -> &Limits {
        &self.limits
    }

    /// What was given beside the document.
    pub(crate) fn companions(&self) -> &Companions {
        &self.companions
    }

    /// The bytes of a smart object's content, when they are in the document or beside it.
    pub(crate) fn bytes(&self, placed: &PlacedLayer) -> Option<&Bytes> {
        let file = self.files.get(&placed.id)?;
        held(file).or_else(|| self.companions.named(&file.name.to_string()))
    }

    /// The bytes of a file that settings name by a path on the author's disk, in whatever way it is spelt.
    pub(crate) fn at_path(&self, path: &Value) -> Option<&Bytes> {
        let mut inside = self.files.values().filter(|file| ends_in(path, &file.name.to_string()));
        let beside = || self.companions.iter().find(|(name, _)| ends_in(path, name));
        inside.find_map(held).or_else(|| beside().map(|(_, bytes)| bytes))
    }

    /// The content of a smart object, decoded once.
    pub(crate) fn picture(&self, placed: &PlacedLayer) -> SlotPicture {
        if let Some(known) = self.cache().get(&placed.id) {
            return known.clone();
        }
        let picture = if let Some(bytes) = self.bytes(placed) {
            self.decode(bytes, placed)
        } else {
            let name = self.files.get(&placed.id).map(|file| file.name.to_string());
            let name = name.filter(|name| !name.is_empty()).unwrap_or_else(|| "another file".to_owned());
            SlotPicture::Lost(format!("its content is in {name}; the stored pixels are shown"))
        };
        self.cache().insert(placed.id.clone(), picture.clone());
        picture
    }

    fn decode(&self, bytes: &Bytes, placed: &PlacedLayer) -> SlotPicture {
        let decoded = if is_document(bytes) {
            document_picture(bytes.clone(), &self.limits)
        } else {
            picture(bytes, placed, &self.limits)
        };
        let lost = |error| format!("its content can't be read ({error}); the stored pixels are shown");
        decoded.map_or_else(|error| SlotPicture::Lost(lost(error)), |picture| SlotPicture::Drawn(Arc::new(picture)))
    }

    /// How many bytes of memory the decoded pictures take.
    pub(crate) fn decoded_bytes(&self) -> u64 {
        let cache = self.cache();
        let pictures = cache.values().map(|picture| match picture {
            SlotPicture::Drawn(picture) => picture.rgba().len() as u64,
            SlotPicture::Lost(_) => 0,
        });
        pictures.sum()
    }

    fn cache(&self) -> std::sync::MutexGuard<'_, HashMap<String, SlotPicture>> {
        self.decoded.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

/// The bytes that the document itself holds of a file.
fn held(file: &LinkedFile) -> Option<&Bytes> {
    (file.kind != LinkedKind::Alias && !file.data.is_empty()).then_some(&file.data)
}

/// Whether a path ends in this file name.
fn ends_in(path: &Value, name: &str) -> bool {
    if name.is_empty() {
        return false;
    }
    match path {
        Value::Text(text) => text.to_string().ends_with(name),
        Value::Raw { data, .. } => {
            let holds = |spelt: &[u8]| data.windows(spelt.len()).any(|window| window == spelt);
            let wide = |bytes: fn(u16) -> [u8; 2]| name.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
            holds(name.as_bytes()) || holds(&wide(u16::to_be_bytes)) || holds(&wide(u16::to_le_bytes))
        }
        Value::Object(object) => object.get("path").is_some_and(|path| ends_in(path, name)),
        _ => false,
    }
}

/// The picture that Photoshop flattened, as sRGB; `None` when the file has no real one, or in a colour mode that only
/// layers are drawn in.
pub fn flattened(bytes: impl Into<Bytes>, limits: &Limits) -> Result<Option<Picture>> {
    let (document, model) = read(bytes.into(), limits)?;
    merged(&document, model)
}

/// A picture file or a document as a picture.
pub(crate) fn picture_of(bytes: &Bytes, limits: &Limits) -> Result<Picture> {
    if is_document(bytes) { document_picture(bytes.clone(), limits) } else { Ok(codec::decode(bytes, limits, None)?) }
}

/// Whether these bytes are a Photoshop document.
pub(crate) fn is_document(bytes: &[u8]) -> bool {
    bytes.starts_with(b"8BPS")
}

fn picture(bytes: &[u8], placed: &PlacedLayer, limits: &Limits) -> Result<Picture> {
    let Some((width, height)) = placed.size else { return Ok(codec::decode(bytes, limits, None)?) };
    let [wide, high] = drawn_size(placed, (width, height));
    if placed.crop.is_some_and(|crop| crop != CROP_TO_DRAWING) {
        return Ok(codec::decode(bytes, limits, Some(Size::new(wide, high)))?);
    }
    // A unit of a drawing is 1/72 inch.
    let scale = 72.0 / placed.resolution.filter(|resolution| *resolution > 0.0).unwrap_or(72.0);
    Ok(codec::decode_part(bytes, limits, (width * scale, height * scale), Size::new(wide, high))?)
}

/// `Crop` of a smart object made from a vector picture: not the page is placed, but the bounding box of what is on it, with
/// 2 units to spare on each side (seen in Photoshop's size of an SVG; the other numbers name boxes of a PDF page).
const CROP_TO_DRAWING: i64 = 1;
/// Vector contents are drawn no larger than this a side to be sharp where they are enlarged.
const LARGEST: f64 = 8192.0;

/// How many pixels a vector content is drawn with: its own, or as many as it is placed on.
fn drawn_size(placed: &PlacedLayer, (width, height): (f64, f64)) -> [u32; 2] {
    let q = &placed.quad;
    let length = |from: usize, to: usize| (q[to * 2] - q[from * 2]).hypot(q[to * 2 + 1] - q[from * 2 + 1]);
    let (across, down) = (length(0, 1).max(length(3, 2)), length(0, 3).max(length(1, 2)));
    let enlarged = (across / width).max(down / height).min(LARGEST / width.max(height));
    let scale = if enlarged.is_finite() { enlarged.max(1.0) } else { 1.0 };
    [width, height].map(|side| (side * scale).ceil() as u32)
}

/// A nested document as a picture: its own flattened one where that is real, else drawn from its layers.
fn document_picture(bytes: Bytes, limits: &Limits) -> Result<Picture> {
    let (document, model) = read(bytes, limits)?;
    if let Some(picture) = merged(&document, model)? {
        return Ok(picture);
    }
    // Its own smart objects show their stored pixels, for which no content is needed.
    let surface = paint(&plan(&lower(&document, &Contents::none(limits))?.scene), &[])?;
    Ok(ColourSpace::of(&document, model).to_srgb(&surface))
}

fn read(bytes: Bytes, limits: &Limits) -> Result<(Document, ColourModel)> {
    limits.check_bytes(bytes.len() as u64)?;
    let document = Document::read(bytes, &psd_limits(limits))?;
    let model = model_of(document.header.color_mode);
    limits.check_pixels(Size::new(document.header.width, document.header.height))?;
    Ok((document, model))
}

fn merged(document: &Document, model: ColourModel) -> Result<Option<Picture>> {
    let picture = Merged::of(document)?.map(|merged| merged.to_picture()).transpose()?.flatten();
    Ok(picture.map(|picture| ColourSpace::of(document, model).light_to_srgb(picture)))
}
