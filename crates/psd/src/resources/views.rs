//! What the resources say, read on demand.

use bytes::Bytes;

use super::id;
use crate::Document;
use crate::cursor::Cursor;
use crate::strings::{PascalString, UnicodeString};

/// Who wrote the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionInfo {
    /// Whether the merged image is the real picture; without it, a constant one stands there.
    pub has_real_merged_data: bool,
    /// The program that wrote it.
    pub writer: String,
    /// The oldest that can read it.
    pub reader: String,
}

/// How an alpha channel is displayed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChannelDisplay {
    /// Colour space and four samples, as in a "color structure".
    pub color: [u16; 5],
    /// 0 to 100
    pub opacity: u16,
    /// 0 shows what is selected, 1 what is masked, 2 is a spot colour.
    pub kind: u8,
}

impl Document {
    fn resource_cursor(&self, id: u16) -> Option<Cursor> {
        Some(Cursor::new(self.resource(id)?.data.clone(), "an image resource"))
    }

    /// Pixels per inch, across and down.
    pub fn resolution(&self) -> Option<(f64, f64)> {
        let mut cursor = self.resource_cursor(id::RESOLUTION)?;
        let mut fixed = || {
            let value = cursor.u32().ok()?;
            cursor.array::<4>().ok()?; // Units to show it in.
            Some(value as f64 / 65536.0)
        };
        Some((fixed()?, fixed()?))
    }

    /// The names of the alpha channels, transparency not counted.
    pub fn alpha_names(&self) -> Vec<String> {
        let mut names = Vec::new();
        if let Some(mut cursor) = self.resource_cursor(id::UNICODE_ALPHA_NAMES) {
            while let Ok(name) = UnicodeString::read(&mut cursor) {
                names.push(name.to_string());
            }
        } else if let Some(mut cursor) = self.resource_cursor(id::ALPHA_NAMES) {
            while let Ok(name) = PascalString::read(&mut cursor, 1) {
                names.push(name.to_string());
            }
        }
        names
    }

    /// Angle of the global light in degrees, counter-clockwise from the right.
    pub fn global_angle(&self) -> Option<i32> {
        self.resource_cursor(id::GLOBAL_ANGLE)?.i32().ok()
    }

    /// Altitude of the global light in degrees.
    pub fn global_altitude(&self) -> Option<i32> {
        self.resource_cursor(id::GLOBAL_ALTITUDE)?.i32().ok()
    }

    /// The document's ICC profile.
    pub fn icc_profile(&self) -> Option<&Bytes> {
        self.resource(id::ICC_PROFILE).map(|resource| &resource.data)
    }

    /// Who wrote the file, and whether the merged image is real.
    pub fn version_info(&self) -> Option<VersionInfo> {
        let mut cursor = self.resource_cursor(id::VERSION_INFO)?;
        cursor.u32().ok()?;
        let has_real_merged_data = cursor.u8().ok()? != 0;
        let writer = UnicodeString::read(&mut cursor).ok()?.to_string();
        let reader = UnicodeString::read(&mut cursor).ok()?.to_string();
        Some(VersionInfo { has_real_merged_data, writer, reader })
    }

    /// The number of each layer's (old, linked) group, bottom first; 0 for none.
    pub fn layer_groups(&self) -> Vec<u16> {
        let data = self.resource(id::LAYER_GROUPS).map_or(&[][..], |resource| &resource.data);
        data.chunks_exact(2).map(|group| u16::from_be_bytes([group[0], group[1]])).collect()
    }

    /// The entry of the colour table that is transparent, in an indexed document.
    pub fn indexed_transparency(&self) -> Option<u16> {
        self.resource_cursor(id::INDEXED_TRANSPARENCY)?.u16().ok()
    }

    /// How many entries of the colour table are used, in an indexed document.
    pub fn indexed_count(&self) -> Option<u16> {
        self.resource_cursor(id::INDEXED_COUNT)?.u16().ok()
    }

    /// How the alpha channels are displayed.
    pub fn channel_displays(&self) -> Vec<ChannelDisplay> {
        let mut displays = Vec::new();
        let Some(mut cursor) = self.resource_cursor(id::DISPLAY_INFO) else { return displays };
        let mut read = |cursor: &mut Cursor| {
            let mut color = [0; 5];
            for sample in &mut color {
                *sample = cursor.u16().ok()?;
            }
            displays.push(ChannelDisplay { color, opacity: cursor.u16().ok()?, kind: cursor.u8().ok()? });
            Some(())
        };
        if cursor.u32() == Ok(1) {
            while read(&mut cursor).is_some() {}
        }
        displays
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resources::Resource;
    use crate::{Limits, sink::Sink};

    fn document(id: u16, write: impl FnOnce(&mut Sink)) -> Document {
        let mut file = b"8BPS\0\x01\0\0\0\0\0\0\0\x01\0\0\0\x01\0\0\0\x01\0\x08\0\x01".to_vec();
        file.extend([0; 4 + 4 + 4]);
        file.extend([0, 0, 7]);
        let mut document = Document::read(file, &Limits::default()).unwrap();
        let mut sink = Sink::default();
        write(&mut sink);
        document.resources.push(Resource::new(id, sink.into_vec()));
        document
    }

    #[test]
    fn resolution_is_fixed_point() {
        let with = document(id::RESOLUTION, |sink| {
            for number in [72 << 16 | 0x8000, 0x0001_0002, 300 << 16, 0x0001_0002] {
                sink.u32(number);
            }
        });
        assert_eq!(with.resolution(), Some((72.5, 300.0)));
    }

    #[test]
    fn alpha_channels_have_names_and_looks() {
        let named = document(id::UNICODE_ALPHA_NAMES, |sink| {
            UnicodeString::terminated("Spot 1").write(sink).unwrap();
            UnicodeString::terminated("Ünder").write(sink).unwrap();
        });
        assert_eq!(named.alpha_names(), ["Spot 1", "Ünder"]);
        let shown = document(id::DISPLAY_INFO, |sink| {
            sink.u32(1);
            for number in [0, 65535, 0, 0, 0, 50] {
                sink.u16(number);
            }
            sink.u8(1);
        });
        assert_eq!(shown.channel_displays(), [ChannelDisplay { color: [0, 65535, 0, 0, 0], opacity: 50, kind: 1 }]);
    }

    #[test]
    fn version_info_says_whether_the_picture_is_real() {
        let document = document(id::VERSION_INFO, |sink| {
            sink.u32(1);
            sink.u8(1);
            UnicodeString::plain("us").write(sink).unwrap();
            UnicodeString::plain("them").write(sink).unwrap();
        });
        let info = document.version_info().unwrap();
        assert_eq!((info.has_real_merged_data, info.writer.as_str(), info.reader.as_str()), (true, "us", "them"));
        assert_eq!(document.global_angle(), None);
    }
}
