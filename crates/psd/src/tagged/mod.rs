//! Chapter "Additional Layer Information": keyed blocks that hang on a layer, or on the document.
//!
//! Every block is kept as bytes; the modules below read the ones that matter on demand.

pub mod adjustment;
mod color;
mod effects;
mod fill;
mod legacy_effects;
mod placed;
mod section;
mod stroke;
mod text;
mod vector_mask;
pub(crate) mod warp;

use bytes::Bytes;

pub use adjustment::Adjustment;
pub use color::Color;
pub use effects::{
    Bevel, BevelTone, Contour, Effect, EffectKind, Effects, Glow, GlowPaint, Light, Satin, Shadow, Stroke,
    StrokePosition,
};
pub use fill::{ColorStop, Fill, Gradient, GradientFill, GradientShape, OpacityStop, PatternFill, StopColor};
pub use placed::{PlacedKind, PlacedLayer, PlacedLayerData, SmartObjectData};
pub use section::{Section, SectionKind};
pub use stroke::{LineAlignment, LineCap, LineJoin, VectorStroke};
pub use text::{StyleRun, TypeLayer, style_runs};
pub use vector_mask::{Knot, PathOperation, Subpath, VectorMask, path};
pub use warp::{Mesh, Warp};

use crate::Result;
use crate::cursor::Cursor;
use crate::key::Key;
use crate::sink::Sink;

/// One keyed block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaggedBlock {
    /// `8BIM`, or `8B64` for one whose length has 8 bytes.
    pub signature: Key,
    /// What the block is.
    pub key: Key,
    /// Its contents.
    pub data: Bytes,
    /// Bytes between this block and the next that its length does not count, kept as found.
    padding: Bytes,
    /// Whether the length has 8 bytes in the file it came from.
    wide: Option<bool>,
}

impl TaggedBlock {
    /// A block whose contents are padded with zeros to a multiple of 4, as Photoshop does, so that no padding
    /// outside its length is needed.
    pub fn new(key: Key, data: impl Into<Vec<u8>>) -> Self {
        let data = aligned(data.into()).into();
        Self { signature: Key::new(b"8BIM"), key, data, padding: Bytes::new(), wide: None }
    }

    /// Replaces the contents and keeps the rest as it is in the file.
    pub fn set_data(&mut self, data: impl Into<Vec<u8>>) {
        self.data = aligned(data.into()).into();
        self.padding = Bytes::new();
    }

    fn read(cursor: &mut Cursor, psb: bool) -> Result<Self> {
        let signature = Key(cursor.array()?);
        if !is_signature(&signature.0) {
            return Err(cursor.malformed("an unknown signature"));
        }
        let key = Key(cursor.array()?);
        let likely = &signature.0 == b"8B64" || psb && has_wide_length(key);
        // Which keys have 8-byte lengths in a PSB grows with every release of Photoshop, so the published list is
        // only where to begin: a length is believed when the next block, or the end, follows it.
        let widths = if psb { &[likely, !likely][..] } else { &[likely] };
        let believed = |width: &&bool| Self::contents(&mut cursor.clone(), **width, true).is_ok();
        let wide = *widths.iter().find(believed).unwrap_or(&likely);
        let (data, padding) = Self::contents(cursor, wide, false)?;
        Ok(Self { signature, key, data, padding, wide: Some(wide) })
    }

    /// Contents and padding, read with this width of length. `strict` wants a block, or the end, to follow.
    fn contents(cursor: &mut Cursor, wide: bool, strict: bool) -> Result<(Bytes, Bytes)> {
        let length = cursor.length(wide)?;
        let data = cursor.take(length)?;
        let gap = match (0..4).find(|gap| cursor.left() >= MINIMUM && is_signature(&cursor.peek()[*gap..])) {
            Some(gap) => gap,
            None if cursor.left() < MINIMUM => cursor.left(),
            None if strict => return Err(cursor.malformed("a length after which no other block follows")),
            None => 0,
        };
        Ok((data, cursor.take(gap as u64)?))
    }

    /// Writes the block with the contents that `contents` writes.
    fn write(&self, sink: &mut Sink, psb: bool, contents: impl FnOnce(&mut Sink) -> Result<()>) -> Result<()> {
        sink.bytes(&self.signature.0);
        sink.bytes(&self.key.0);
        sink.measured(self.wide_in(psb), contents)?;
        sink.bytes(&self.padding);
        Ok(())
    }

    /// The width to write: as read, or for a new block what the format asks for.
    fn wide_in(&self, psb: bool) -> bool {
        self.wide.unwrap_or(psb && has_wide_length(self.key))
    }
}

/// The shortest block: signature, key and a 4-byte length.
const MINIMUM: usize = 12;

fn is_signature(bytes: &[u8]) -> bool {
    bytes.starts_with(b"8BIM") || bytes.starts_with(b"8B64")
}

/// The keys whose length has 8 bytes in a PSB.
fn has_wide_length(key: Key) -> bool {
    matches!(
        &key.0,
        b"LMsk"
            | b"Lr16"
            | b"Lr32"
            | b"Layr"
            | b"Mt16"
            | b"Mt32"
            | b"Mtrn"
            | b"Alph"
            | b"FMsk"
            | b"lnk2"
            | b"FEid"
            | b"FXid"
            | b"PxSD"
            | b"cinf"
            | b"pths"
            | b"extd"
            | b"lnkE"
            | b"lnk3"
            | b"extn"
    )
}

fn aligned(mut data: Vec<u8>) -> Vec<u8> {
    data.resize(data.len().next_multiple_of(4), 0);
    data
}

/// The blocks of one layer or of the document, in file order, and the bytes after the last that are none.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TaggedBlocks {
    blocks: Vec<TaggedBlock>,
    trailing: Bytes,
}

impl TaggedBlocks {
    /// Reads blocks until the cursor ends. Bytes that are no block stay, untouched, in `trailing`: Photoshop ignores
    /// them too.
    pub(crate) fn read(cursor: &mut Cursor, psb: bool) -> Self {
        let mut blocks = Vec::new();
        while cursor.left() >= MINIMUM && is_signature(cursor.peek()) {
            let mut attempt = cursor.clone();
            match TaggedBlock::read(&mut attempt, psb) {
                Ok(block) => blocks.push(block),
                Err(_) => break,
            }
            *cursor = attempt;
        }
        Self { blocks, trailing: cursor.rest() }
    }

    pub(crate) fn write(&self, sink: &mut Sink, psb: bool) -> Result<()> {
        self.write_with(sink, psb, |_, _| Ok(false))
    }

    /// Writes all blocks; `replace` may write the contents of one itself and say so.
    pub(crate) fn write_with(
        &self,
        sink: &mut Sink,
        psb: bool,
        replace: impl Fn(&mut Sink, &TaggedBlock) -> Result<bool>,
    ) -> Result<()> {
        for block in &self.blocks {
            block.write(sink, psb, |sink| {
                if !replace(sink, block)? {
                    sink.bytes(&block.data);
                }
                Ok(())
            })?;
        }
        sink.bytes(&self.trailing);
        Ok(())
    }

    /// The first block with this key.
    pub fn get(&self, key: &[u8; 4]) -> Option<&TaggedBlock> {
        self.blocks.iter().find(|block| &block.key.0 == key)
    }

    /// The first block with this key, to change.
    pub fn get_mut(&mut self, key: &[u8; 4]) -> Option<&mut TaggedBlock> {
        self.blocks.iter_mut().find(|block| &block.key.0 == key)
    }

    /// The contents of the first block with this key.
    pub fn data(&self, key: &[u8; 4]) -> Option<&Bytes> {
        self.get(key).map(|block| &block.data)
    }

    /// All blocks in file order.
    pub fn iter(&self) -> std::slice::Iter<'_, TaggedBlock> {
        self.blocks.iter()
    }

    /// Replaces the contents of the block with this key, or adds one at the end.
    pub fn set(&mut self, key: &[u8; 4], data: impl Into<Vec<u8>>) {
        match self.get_mut(key) {
            Some(block) => block.set_data(data),
            None => self.blocks.push(TaggedBlock::new(Key(*key), data)),
        }
    }

    /// Removes all blocks with this key.
    pub fn remove(&mut self, key: &[u8; 4]) {
        self.blocks.retain(|block| &block.key.0 != key);
    }

    /// Bytes after the last block that could not be read as one. Empty in a sound file.
    pub fn trailing(&self) -> &Bytes {
        &self.trailing
    }
}

impl<'a> IntoIterator for &'a TaggedBlocks {
    type Item = &'a TaggedBlock;
    type IntoIter = std::slice::Iter<'a, TaggedBlock>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
