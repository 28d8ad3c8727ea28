//! Chapter "Image Resources Section": numbered blocks about the document as a whole.

mod views;

use bytes::Bytes;

pub use views::{ChannelDisplay, VersionInfo};

use crate::Result;
use crate::cursor::Cursor;
use crate::key::Key;
use crate::sink::Sink;
use crate::strings::PascalString;

/// One numbered block, kept as bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resource {
    /// `8BIM`; old writers used others.
    pub signature: Key,
    /// The number that says what `data` is; [`id`] has those that this crate reads.
    pub id: u16,
    /// Nearly always empty.
    pub name: PascalString,
    /// The contents.
    pub data: Bytes,
    /// The byte that makes `data` even, kept as found; `None` where the section ended without it.
    padding: Option<u8>,
}

/// Numbers of the resources that have typed readers, and of a few others worth finding.
pub mod id {
    /// Resolution of the document.
    pub const RESOLUTION: u16 = 1005;
    /// Names of the alpha channels, as Pascal strings.
    pub const ALPHA_NAMES: u16 = 1006;
    /// Which layers form (old, linked) groups.
    pub const LAYER_GROUPS: u16 = 1026;
    /// Angle of the global light, in degrees.
    pub const GLOBAL_ANGLE: u16 = 1037;
    /// ICC profile.
    pub const ICC_PROFILE: u16 = 1039;
    /// The ICC profile was left out on purpose.
    pub const ICC_UNTAGGED: u16 = 1041;
    /// Names of the alpha channels, as Unicode strings.
    pub const UNICODE_ALPHA_NAMES: u16 = 1045;
    /// How many entries of the colour table are used.
    pub const INDEXED_COUNT: u16 = 1046;
    /// Which entry of the colour table is transparent.
    pub const INDEXED_TRANSPARENCY: u16 = 1047;
    /// Altitude of the global light, in degrees.
    pub const GLOBAL_ALTITUDE: u16 = 1049;
    /// Slices.
    pub const SLICES: u16 = 1050;
    /// Who wrote the file, and whether its merged image is real.
    pub const VERSION_INFO: u16 = 1057;
    /// XMP metadata.
    pub const XMP: u16 = 1060;
    /// Layer comps.
    pub const LAYER_COMPS: u16 = 1065;
    /// How the alpha channels are displayed.
    pub const DISPLAY_INFO: u16 = 1077;
}

impl Resource {
    /// A nameless resource.
    pub fn new(id: u16, data: impl Into<Bytes>) -> Self {
        let data = data.into();
        let padding = (data.len() % 2 == 1).then_some(0);
        Self { signature: Key::new(b"8BIM"), id, name: PascalString::new("", 2), data, padding }
    }

    fn read(cursor: &mut Cursor) -> Result<Self> {
        let signature = Key(cursor.array()?);
        if !matches!(&signature.0, b"8BIM" | b"MeSa" | b"AgHg" | b"PHUT" | b"DCSR") {
            return Err(cursor.malformed("an unknown signature"));
        }
        let id = cursor.u16()?;
        let name = PascalString::read(cursor, 2)?;
        let data = cursor.block()?;
        let padding = if data.len() % 2 == 1 && !cursor.is_empty() { Some(cursor.u8()?) } else { None };
        Ok(Self { signature, id, name, data, padding })
    }

    fn write(&self, sink: &mut Sink) -> Result<()> {
        sink.bytes(&self.signature.0);
        sink.u16(self.id);
        self.name.write(sink)?;
        sink.block(&self.data)?;
        if let Some(padding) = self.padding {
            sink.u8(padding);
        }
        Ok(())
    }
}

/// Reads the whole section's contents.
pub(crate) fn read(data: Bytes) -> Result<Vec<Resource>> {
    let mut cursor = Cursor::new(data, "an image resource");
    let mut resources = Vec::new();
    while !cursor.is_empty() {
        resources.push(Resource::read(&mut cursor)?);
    }
    Ok(resources)
}

pub(crate) fn write(resources: &[Resource], sink: &mut Sink) -> Result<()> {
    resources.iter().try_for_each(|resource| resource.write(sink))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odd_contents_are_padded_and_read_back() {
        let resources = vec![Resource::new(id::GLOBAL_ANGLE, vec![0, 0, 0, 30]), Resource::new(4000, vec![1, 2, 3])];
        let mut sink = Sink::default();
        write(&resources, &mut sink).unwrap();
        let written = sink.into_vec();
        assert_eq!(written.len(), 16 + 16);
        assert_eq!(read(written.into()).unwrap(), resources);
    }

    #[test]
    fn a_block_that_is_not_one_is_refused() {
        assert!(read(Bytes::from_static(b"8BIX\x04\x0d\0\0\0\0\0\0")).is_err());
        assert!(read(Bytes::from_static(b"8BIM\x04\x0d\0\0\0\0\0\x09")).is_err());
    }
}
