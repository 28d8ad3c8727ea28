//! `SoLd`, `SoLE` and the older `PlLd`: where and how a smart object's content is placed.

use bytes::Bytes;

use super::warp::Warp;
use crate::cursor::Cursor;
use crate::descriptor::Descriptor;
use crate::key::Key;
use crate::sink::Sink;
use crate::strings::PascalString;
use crate::{Error, Limits, Result};

/// What the content is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlacedKind {
    /// Not said.
    Unknown,
    /// PDF, Illustrator, SVG.
    Vector,
    /// Pixels, nested documents among them.
    Raster,
    /// A stack of images.
    ImageStack,
}

impl PlacedKind {
    fn from_code(code: i64) -> Self {
        match code {
            1 => Self::Vector,
            2 => Self::Raster,
            3 => Self::ImageStack,
            _ => Self::Unknown,
        }
    }

    fn code(self) -> i32 {
        match self {
            Self::Unknown => 0,
            Self::Vector => 1,
            Self::Raster => 2,
            Self::ImageStack => 3,
        }
    }
}

/// A placed smart object. Quads are top left, top right, bottom right, bottom left; x then y, document pixels.
#[derive(Debug, Clone, PartialEq)]
pub struct PlacedLayer {
    /// Which linked file is the content: [`LinkedFile::id`](crate::linked::LinkedFile::id).
    pub id: String,
    /// The id of this placement.
    pub placed_id: String,
    /// What the content is made of.
    pub kind: PlacedKind,
    /// Whether the content is in another file (`SoLE`), not in this one.
    pub is_external: bool,
    /// The placement without its perspective: always a parallelogram.
    pub transform: [f64; 8],
    /// The placement. The quad that the bounding box of the mesh (without one, of [`Warp::bounds`]) is mapped to.
    pub quad: [f64; 8],
    /// Width and height of the content in its own pixels; not in `PlLd`.
    pub size: Option<(f64, f64)>,
    /// Pixels per inch of the content.
    pub resolution: Option<f64>,
    /// How the content is bent before it is placed: the quilt if there is one.
    pub warp: Warp,
    /// Page of a document with several, from 1.
    pub page: i64,
    /// How many pages there are.
    pub total_pages: i64,
    /// Which box of a PDF page is taken.
    pub crop: Option<i64>,
    /// Which layer comp of the content is shown; `None` for none.
    pub layer_comp: Option<i64>,
    /// All of `SoLd`, smart filters (`filterFX`) too; not in `PlLd`.
    pub descriptor: Option<Descriptor>,
}

impl PlacedLayer {
    /// A smart object of raster content, placed by `quad` without perspective or warp.
    pub fn new(id: &str, quad: [f64; 8], (width, height): (f64, f64)) -> Self {
        Self {
            id: id.into(),
            placed_id: id.into(),
            kind: PlacedKind::Raster,
            is_external: false,
            transform: quad,
            quad,
            size: Some((width, height)),
            resolution: Some(72.0),
            warp: Warp::none(width, height),
            page: 1,
            total_pages: 1,
            crop: Some(1),
            layer_comp: None,
            descriptor: None,
        }
    }

    /// The smart filters, if there are any.
    pub fn smart_filters(&self) -> Option<&Descriptor> {
        self.descriptor.as_ref()?.object("filterFX")
    }

    /// Reads what the descriptor of `SoLd` and `SoLE` says.
    pub fn from_descriptor(descriptor: Descriptor, is_external: bool) -> Result<Self> {
        let lacks = |problem| Error::Malformed { part: PART, problem };
        let transform = descriptor.numbers("Trnf").ok_or_else(|| lacks("no transform"))?;
        let quilt = descriptor.object("quiltWarp");
        let warp = match quilt.or_else(|| descriptor.object("warp")) {
            Some(warp) => Warp::from_descriptor(warp).ok_or_else(|| lacks("a warp mesh with points missing"))?,
            None => Warp::none(0.0, 0.0),
        };
        let size = descriptor.object("Sz  ").and_then(|size| Some((size.number("Wdth")?, size.number("Hght")?)));
        Ok(Self {
            id: descriptor.text("Idnt").ok_or_else(|| lacks("no id"))?,
            placed_id: descriptor.text("placed").unwrap_or_default(),
            kind: PlacedKind::from_code(descriptor.integer("Type").unwrap_or(0)),
            is_external,
            transform,
            quad: descriptor.numbers("nonAffineTransform").unwrap_or(transform),
            size,
            resolution: descriptor.number("Rslt"),
            warp,
            page: descriptor.integer("PgNm").unwrap_or(1),
            total_pages: descriptor.integer("totalPages").unwrap_or(1),
            crop: descriptor.integer("Crop"),
            layer_comp: descriptor.integer("comp").filter(|comp| *comp != -1),
            descriptor: Some(descriptor),
        })
    }

    /// The descriptor to write for a placement that was made, not read.
    pub fn to_descriptor(&self) -> Descriptor {
        let time = || Descriptor::new("null").with("numerator", 0).with("denominator", 600);
        let mut descriptor = Descriptor::new("null")
            .with("Idnt", self.id.as_str())
            .with("placed", self.placed_id.as_str())
            .with("PgNm", self.page as i32)
            .with("totalPages", self.total_pages as i32)
            .with("Crop", self.crop.unwrap_or(1) as i32)
            .with("frameStep", time())
            .with("duration", time())
            .with("frameCount", 1)
            .with("Annt", 16)
            .with("Type", self.kind.code())
            .with("Trnf", self.transform)
            .with("nonAffineTransform", self.quad);
        let (width, height) = self.size.unwrap_or((self.warp.bounds[3], self.warp.bounds[2]));
        if self.warp.is_quilt() {
            descriptor.set("quiltWarp", self.warp.to_descriptor());
            descriptor.set("warp", Warp::none(width, height).to_descriptor());
        } else {
            descriptor.set("warp", self.warp.to_descriptor());
        }
        let info = Descriptor::new("null").with("compID", -1).with("originalCompID", -1);
        descriptor
            .with("Sz  ", Descriptor::new("Pnt ").with("Wdth", width).with("Hght", height))
            .with("Rslt", crate::descriptor::Value::Unit(Key::new(b"#Rsl"), self.resolution.unwrap_or(72.0)))
            .with("comp", -1)
            .with("compInfo", info)
    }
}

const PART: &str = "a smart object's placement";

/// The contents of `SoLd` and `SoLE`: a short header and a descriptor.
#[derive(Debug, Clone, PartialEq)]
pub struct SmartObjectData {
    /// 4 or 5.
    pub version: u32,
    /// The values; [`PlacedLayer::from_descriptor`] reads them.
    pub descriptor: Descriptor,
}

impl SmartObjectData {
    /// Reads the block's contents.
    pub fn read(data: &Bytes, limits: &Limits) -> Result<Self> {
        let mut cursor = Cursor::new(data.clone(), PART);
        if &cursor.array::<4>()? != b"soLD" {
            return Err(cursor.malformed("an unknown signature"));
        }
        let version = cursor.u32()?;
        Ok(Self { version, descriptor: Descriptor::read_versioned(&mut cursor, limits)? })
    }

    /// The block's contents, without padding.
    pub fn to_bytes(&self) -> Result<Vec<u8>> {
        let mut sink = Sink::default();
        sink.bytes(b"soLD");
        sink.u32(self.version);
        self.descriptor.write_versioned(&mut sink)?;
        Ok(sink.into_vec())
    }
}

/// The contents of `PlLd`.
#[derive(Debug, Clone, PartialEq)]
pub struct PlacedLayerData {
    /// 3
    pub version: u32,
    /// Which linked file is the content.
    pub id: PascalString,
    /// Page from 1, number of pages, antialiasing.
    pub numbers: [u32; 3],
    /// [`PlacedKind`] as a number.
    pub kind: u32,
    /// The quad.
    pub transform: [f64; 8],
    /// 0
    pub warp_version: u32,
    /// [`Warp`] as a descriptor.
    pub warp: Descriptor,
}

impl PlacedLayerData {
    /// Reads the block's contents.
    pub fn read(data: &Bytes, limits: &Limits) -> Result<Self> {
        let mut cursor = Cursor::new(data.clone(), PART);
        if &cursor.array::<4>()? != b"plcL" {
            return Err(cursor.malformed("an unknown signature"));
        }
        let version = cursor.u32()?;
        let id = PascalString::read(&mut cursor, 1)?;
        let numbers = [cursor.u32()?, cursor.u32()?, cursor.u32()?];
        let kind = cursor.u32()?;
        let mut transform = [0.0; 8];
        for number in &mut transform {
            *number = cursor.f64()?;
        }
        let warp_version = cursor.u32()?;
        let warp = Descriptor::read_versioned(&mut cursor, limits)?;
        Ok(Self { version, id, numbers, kind, transform, warp_version, warp })
    }

    /// The block's contents, without padding.
    pub fn to_bytes(&self) -> Result<Vec<u8>> {
        let mut sink = Sink::default();
        sink.bytes(b"plcL");
        sink.u32(self.version);
        self.id.write(&mut sink)?;
        self.numbers.iter().for_each(|number| sink.u32(*number));
        sink.u32(self.kind);
        self.transform.iter().for_each(|number| sink.f64(*number));
        sink.u32(self.warp_version);
        self.warp.write_versioned(&mut sink)?;
        Ok(sink.into_vec())
    }
}

impl TryFrom<PlacedLayerData> for PlacedLayer {
    type Error = Error;

    fn try_from(data: PlacedLayerData) -> Result<Self> {
        let id = data.id.to_string();
        let warp = Warp::from_descriptor(&data.warp)
            .ok_or(Error::Malformed { part: PART, problem: "a warp mesh with points missing" })?;
        Ok(Self {
            kind: PlacedKind::from_code(i64::from(data.kind)),
            page: i64::from(data.numbers[0]),
            total_pages: i64::from(data.numbers[1]),
            size: None,
            resolution: None,
            crop: None,
            warp,
            ..Self::new(&id, data.transform, (0.0, 0.0))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const QUAD: [f64; 8] = [0.0, 0.0, 10.0, 1.0, 11.0, 9.0, 0.0, 8.0];

    #[test]
    fn a_placement_is_read_back_from_its_block() {
        let mut placed = PlacedLayer::new("5c9b", QUAD, (100.0, 50.0));
        placed.transform = [0.0, 0.0, 10.0, 0.0, 10.0, 8.0, 0.0, 8.0];
        let data = SmartObjectData { version: 4, descriptor: placed.to_descriptor() };
        let bytes = Bytes::from(data.to_bytes().unwrap());
        let read = SmartObjectData::read(&bytes, &Limits::default()).unwrap();
        assert_eq!(read, data);
        let read = PlacedLayer::from_descriptor(read.descriptor, false).unwrap();
        assert_eq!(PlacedLayer { descriptor: None, ..read }, placed);
    }

    #[test]
    fn the_old_block_gives_quad_and_warp() {
        let data = PlacedLayerData {
            version: 3,
            id: PascalString::new("5c9b", 1),
            numbers: [1, 2, 16],
            kind: 1,
            transform: QUAD,
            warp_version: 0,
            warp: Warp::none(100.0, 50.0).to_descriptor(),
        };
        let bytes = Bytes::from(data.to_bytes().unwrap());
        let read = PlacedLayerData::read(&bytes, &Limits::default()).unwrap();
        assert_eq!(read, data);
        let placed = PlacedLayer::try_from(read).unwrap();
        assert_eq!((placed.id.as_str(), placed.quad, placed.kind), ("5c9b", QUAD, PlacedKind::Vector));
        assert_eq!(placed.warp.bounds, [0.0, 0.0, 50.0, 100.0]);
    }

    #[test]
    fn a_placement_without_a_quad_is_refused() {
        let error = PlacedLayer::from_descriptor(Descriptor::new("null").with("Idnt", "a"), false).unwrap_err();
        assert_eq!(error.to_string(), "the file is corrupt: a smart object's placement has no transform");
    }
}
