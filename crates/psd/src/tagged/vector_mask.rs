//! `vmsk` and `vsms`: a layer's vector mask, as the path records of chapter "Path resource format".

use bytes::Bytes;

use crate::Result;
use crate::cursor::Cursor;
use crate::sink::Sink;

/// A vector mask.
#[derive(Debug, Clone, PartialEq)]
pub struct VectorMask {
    /// 3
    pub version: u32,
    /// Bit 0 inverts, bit 1 unlinks it from the layer, bit 2 switches it off.
    pub flags: u32,
    /// Whether the filling starts with all pixels, not with none.
    pub starts_filled: bool,
    /// The outlines.
    pub subpaths: Vec<Subpath>,
    /// The records as stored, these and those without a meaning for the shape.
    records: Bytes,
}

/// How an outline joins what the ones before it made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PathOperation {
    /// What is in one of the two.
    Exclude,
    /// What is in either.
    Combine,
    /// What is not in this one.
    Subtract,
    /// What is in both.
    Intersect,
    /// The same as the outline before (stored as -1).
    Continue,
    /// A number without a meaning here.
    Unknown(i16),
}

/// One outline.
#[derive(Debug, Clone, PartialEq)]
pub struct Subpath {
    /// Whether the last knot is joined to the first.
    pub is_closed: bool,
    /// How it joins the others.
    pub operation: PathOperation,
    /// The knots in drawing order.
    pub knots: Vec<Knot>,
}

/// One knot of an outline. Points are x then y, **as shares of the canvas**: 0 to 1, and beyond off it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Knot {
    /// The control point of the curve that arrives.
    pub preceding: [f64; 2],
    /// The point itself.
    pub anchor: [f64; 2],
    /// The control point of the curve that leaves.
    pub leaving: [f64; 2],
}

impl VectorMask {
    /// Whether inside and outside are swapped.
    pub fn is_inverted(&self) -> bool {
        self.flags & 1 != 0
    }

    /// Whether it stays where it is when the layer moves.
    pub fn is_unlinked(&self) -> bool {
        self.flags & 2 != 0
    }

    /// Whether it is switched off.
    pub fn is_disabled(&self) -> bool {
        self.flags & 4 != 0
    }

    /// Reads the block's contents.
    pub fn read(data: &Bytes) -> Result<Self> {
        let mut cursor = Cursor::new(data.clone(), "a vector mask");
        let (version, flags) = (cursor.u32()?, cursor.u32()?);
        let records = cursor.rest();
        let (starts_filled, subpaths) = path(records.clone())?;
        Ok(Self { version, flags, starts_filled, subpaths, records })
    }

    /// The block's contents as they were read.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut sink = Sink::default();
        sink.u32(self.version);
        sink.u32(self.flags);
        sink.bytes(&self.records);
        sink.into_vec()
    }

    /// A mask of these outlines.
    pub fn new(subpaths: Vec<Subpath>) -> Self {
        let records = records(&subpaths).into();
        Self { version: 3, flags: 0, starts_filled: false, subpaths, records }
    }
}

const RECORD: usize = 26;

/// Reads 26-byte path records: whether the filling starts with all pixels, and the outlines. Also the form of
/// path resources (2000 to 2997).
pub fn path(records: Bytes) -> Result<(bool, Vec<Subpath>)> {
    let mut cursor = Cursor::new(records, "a path");
    let (mut starts_filled, mut subpaths) = (false, Vec::<Subpath>::new());
    let mut knots_left = 0;
    while cursor.left() >= RECORD {
        let selector = cursor.u16()?;
        let mut record = cursor.part(RECORD as u64 - 2, "a path record")?;
        match selector {
            0 | 3 => {
                knots_left = record.u16()?;
                let operation = PathOperation::from_code(record.i16()?);
                subpaths.push(Subpath { is_closed: selector == 0, operation, knots: Vec::new() });
            }
            1 | 2 | 4 | 5 => match subpaths.last_mut() {
                Some(subpath) if knots_left > 0 => {
                    knots_left -= 1;
                    subpath.knots.push(Knot::read(&mut record)?);
                }
                _ => return Err(cursor.malformed("a knot outside its outline")),
            },
            8 => starts_filled = record.u16()? != 0,
            6 | 7 => {}
            _ => return Err(cursor.malformed("a record of unknown kind")),
        }
    }
    Ok((starts_filled, subpaths))
}

fn records(subpaths: &[Subpath]) -> Vec<u8> {
    let mut sink = Sink::default();
    sink.u16(6);
    sink.bytes(&[0; RECORD - 2]);
    sink.u16(8);
    sink.bytes(&[0; RECORD - 2]);
    for subpath in subpaths {
        let start = sink.len();
        sink.u16(if subpath.is_closed { 0 } else { 3 });
        sink.u16(subpath.knots.len() as u16);
        sink.i16(subpath.operation.code());
        sink.u16(1);
        sink.pad(start, RECORD);
        for knot in &subpath.knots {
            sink.u16(if subpath.is_closed { 2 } else { 5 });
            for [x, y] in [knot.preceding, knot.anchor, knot.leaving] {
                sink.i32((y * UNIT).round() as i32);
                sink.i32((x * UNIT).round() as i32);
            }
        }
    }
    sink.into_vec()
}

/// Coordinates are fixed point with 24 bits behind the point.
const UNIT: f64 = (1 << 24) as f64;

impl Knot {
    fn read(record: &mut Cursor) -> Result<Self> {
        let mut point = || -> Result<[f64; 2]> {
            let (y, x) = (record.i32()?, record.i32()?);
            Ok([x as f64 / UNIT, y as f64 / UNIT])
        };
        Ok(Self { preceding: point()?, anchor: point()?, leaving: point()? })
    }
}

impl PathOperation {
    fn from_code(code: i16) -> Self {
        match code {
            -1 => Self::Continue,
            0 => Self::Exclude,
            1 => Self::Combine,
            2 => Self::Subtract,
            3 => Self::Intersect,
            other => Self::Unknown(other),
        }
    }

    fn code(self) -> i16 {
        match self {
            Self::Continue => -1,
            Self::Exclude => 0,
            Self::Combine => 1,
            Self::Subtract => 2,
            Self::Intersect => 3,
            Self::Unknown(code) => code,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn triangle() -> Subpath {
        let corner = |x, y| Knot { preceding: [x, y], anchor: [x, y], leaving: [x, y] };
        Subpath {
            is_closed: true,
            operation: PathOperation::Combine,
            knots: vec![corner(0.25, 0.5), corner(-0.5, 1.5), corner(1.0, 0.0)],
        }
    }

    #[test]
    fn outlines_are_read_back() {
        let mask = VectorMask::new(vec![triangle()]);
        let bytes = mask.to_bytes();
        assert_eq!(bytes.len(), 8 + 26 * (2 + 1 + 3));
        assert_eq!(VectorMask::read(&bytes.into()).unwrap(), mask);
    }

    #[test]
    fn a_knot_without_an_outline_is_refused() {
        let mut bytes = VectorMask::new(vec![triangle()]).to_bytes();
        bytes[8 + 52 + 3] = 2;
        assert!(VectorMask::read(&bytes.into()).is_err());
    }
}
