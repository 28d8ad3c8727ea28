//! The whole file: its five sections, read and written in order.

use std::io;

use bytes::Bytes;

use crate::compression::ChannelRows;
use crate::cursor::Cursor;
use crate::filter_effects::{self, FilterMask};
use crate::header::Header;
use crate::layers::{ChannelId, Layer, LayerSection};
use crate::linked::{self, LinkedFile};
use crate::merged::MergedImage;
use crate::patterns::{self, Pattern};
use crate::resources::{self, Resource};
use crate::sink::Sink;
use crate::{Limits, Result};

/// A Photoshop document. Pixels stay compressed, as slices of the file's bytes, until their rows are asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// Size, depth and colour mode.
    pub header: Header,
    /// The colour table of an indexed document, the curves of a duotone; empty in all other modes.
    pub color_mode_data: Bytes,
    /// Numbered blocks about the document as a whole.
    pub resources: Vec<Resource>,
    /// Layers, and keyed blocks about the document.
    pub layers: LayerSection,
    /// The flattened picture.
    pub merged: MergedImage,
}

impl Document {
    /// Reads a PSD or PSB file. Nothing is decompressed.
    pub fn read(bytes: impl Into<Bytes>, limits: &Limits) -> Result<Self> {
        let bytes = bytes.into();
        limits.check_bytes(bytes.len())?;
        let mut cursor = Cursor::new(bytes, "the file");
        let header = Header::read(&mut cursor, limits)?;
        let color_mode_data = cursor.block()?;
        let resources = resources::read(cursor.block()?)?;
        let length = cursor.length(header.version.is_wide())?;
        let layers = LayerSection::read(cursor.take(length)?, header.version, limits)?;
        let merged = MergedImage::read(cursor.rest(), &header, !layers.layers.is_empty())?;
        Ok(Self { header, color_mode_data, resources, layers, merged })
    }

    /// The file's bytes. Those of a document that was read and not changed are the ones it was read from.
    pub fn to_bytes(&self) -> Result<Vec<u8>> {
        let mut sink = Sink::default();
        self.header.write(&mut sink);
        sink.block(&self.color_mode_data)?;
        sink.measured(false, |sink| resources::write(&self.resources, sink))?;
        let version = self.header.version;
        sink.measured(version.is_wide(), |sink| self.layers.write(sink, version))?;
        sink.bytes(self.merged.as_bytes());
        Ok(sink.into_vec())
    }

    /// Writes the file.
    pub fn write(&self, to: &mut impl io::Write) -> io::Result<()> {
        to.write_all(&self.to_bytes().map_err(io::Error::other)?)
    }

    /// The first resource with this number.
    pub fn resource(&self, id: u16) -> Option<&Resource> {
        self.resources.iter().find(|resource| resource.id == id)
    }

    /// The files that smart objects show, of all the blocks that hold some, in file order.
    pub fn linked_files(&self, limits: &Limits) -> Result<Vec<LinkedFile>> {
        let mut files = Vec::new();
        for block in &self.layers.blocks {
            if matches!(&block.key.0, b"lnk2" | b"lnkD" | b"lnk3" | b"lnkE") {
                files.append(&mut linked::read(&block.data, limits)?);
            }
        }
        Ok(files)
    }

    /// The patterns that fills and effects use, of all the blocks that hold some.
    pub fn patterns(&self, limits: &Limits) -> Result<Vec<Pattern>> {
        let mut patterns = Vec::new();
        for block in &self.layers.blocks {
            if matches!(&block.key.0, b"Patt" | b"Pat2" | b"Pat3") {
                patterns.append(&mut patterns::read(&block.data, limits)?);
            }
        }
        Ok(patterns)
    }

    /// The masks of smart filters, of all the blocks that hold some.
    pub fn filter_masks(&self, limits: &Limits) -> Result<Vec<FilterMask>> {
        let mut masks = Vec::new();
        for block in &self.layers.blocks {
            if matches!(&block.key.0, b"FEid" | b"FXid") {
                masks.append(&mut filter_effects::read(&block.data, limits)?);
            }
        }
        Ok(masks)
    }

    /// The rows of one of a layer's channels, if it has that one.
    pub fn channel_rows(&self, layer: &Layer, id: ChannelId, limits: &Limits) -> Result<Option<ChannelRows>> {
        let Some(channel) = layer.channel(id) else { return Ok(None) };
        let rect = layer.channel_rect(id);
        let size = (rect.width(), rect.height());
        channel.rows(size, self.header.depth, self.header.version, limits).map(Some)
    }

    /// The channels of the flattened picture, each readable row by row.
    pub fn merged_rows(&self) -> Result<Vec<ChannelRows>> {
        self.merged.channels(&self.header)
    }
}
