//! `lnk2`, `lnkD`, `lnk3` and `lnkE`: the files that smart objects show.

use bytes::Bytes;

use crate::cursor::Cursor;
use crate::descriptor::Descriptor;
use crate::key::Key;
use crate::sink::Sink;
use crate::strings::{PascalString, UnicodeString};
use crate::{Limits, Result};

/// Where a linked file's bytes are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkedKind {
    /// `liFD`: in this document.
    Embedded,
    /// `liFE`: in a file outside; a copy may be here too.
    External,
    /// `liFA`: behind an old alias.
    Alias,
}

/// What an external file is known by.
#[derive(Debug, Clone, PartialEq)]
pub struct ExternalFile {
    /// Names and paths.
    pub descriptor: Descriptor,
    /// Year, month, day, hour, minute and seconds of its last change; since version 4.
    pub modified: Option<(u32, [u8; 4], f64)>,
    /// Its size in bytes.
    pub size: u64,
}

/// One linked file.
#[derive(Debug, Clone, PartialEq)]
pub struct LinkedFile {
    /// Where the bytes are.
    pub kind: LinkedKind,
    /// 1 to 8: how many of the fields below there are.
    pub version: u32,
    /// What smart objects refer to it by.
    pub id: PascalString,
    /// Its name.
    pub name: UnicodeString,
    /// `png `, `8BPB`, `JPEG` ...; four spaces or zeros where it is not known.
    pub file_type: Key,
    /// The Mac creator code, `8BIM` for one.
    pub creator: Key,
    /// How to open it: which page, which crop.
    pub open: Option<Descriptor>,
    /// An external file's whereabouts.
    pub external: Option<ExternalFile>,
    /// The file's bytes; empty for external files without a copy.
    pub data: Bytes,
    /// Since version 5.
    pub child_id: Option<UnicodeString>,
    /// Since version 6.
    pub asset_modified: Option<f64>,
    /// Since version 7.
    pub asset_locked: Option<u8>,
    /// Since version 8.
    pub content: Option<Descriptor>,
    /// What later versions add, kept as found.
    trailing: Bytes,
}

impl LinkedFile {
    /// An embedded file.
    pub fn embedded(id: &str, name: &str, file_type: Key, data: impl Into<Bytes>) -> Self {
        Self {
            kind: LinkedKind::Embedded,
            version: 7,
            id: PascalString::new(id, 1),
            name: UnicodeString::terminated(name),
            file_type,
            creator: Key::new(b"8BIM"),
            open: None,
            external: None,
            data: data.into(),
            child_id: Some(UnicodeString::terminated("")),
            asset_modified: Some(0.0),
            asset_locked: Some(0),
            content: None,
            trailing: Bytes::new(),
        }
    }

    /// A file elsewhere, of which no copy is here.
    pub fn external(id: &str, name: &str, file_type: Key) -> Self {
        let path = format!("/{name}");
        Self {
            kind: LinkedKind::External,
            external: Some(ExternalFile {
                descriptor: Descriptor::new("ExternalFileLink").with("originalPath", path.as_str()),
                modified: Some((1970, [1, 1, 0, 0], 0.0)),
                size: 0,
            }),
            ..Self::embedded(id, name, file_type, Bytes::new())
        }
    }

    /// Whether this is the file with this id.
    pub fn has_id(&self, id: &str) -> bool {
        self.id.to_string() == id
    }

    fn read(cursor: &mut Cursor, limits: &Limits) -> Result<Self> {
        let kind = match &cursor.array::<4>()? {
            b"liFD" => LinkedKind::Embedded,
            b"liFE" => LinkedKind::External,
            b"liFA" => LinkedKind::Alias,
            _ => return Err(cursor.malformed("an unknown kind")),
        };
        let version = cursor.u32()?;
        let id = PascalString::read(cursor, 1)?;
        let name = UnicodeString::read(cursor)?;
        let (file_type, creator) = (Key(cursor.array()?), Key(cursor.array()?));
        let size = cursor.u64()?;
        let open = if cursor.u8()? == 0 { None } else { Some(Descriptor::read_versioned(cursor, limits)?) };
        let external = match kind {
            LinkedKind::External => Some(ExternalFile::read(cursor, version, limits)?),
            _ => None,
        };
        let mut data = Bytes::new();
        match kind {
            LinkedKind::Embedded => data = cursor.take(size)?,
            LinkedKind::External if version > 2 => data = cursor.take(size)?,
            LinkedKind::External => {}
            LinkedKind::Alias => data = cursor.take(8)?,
        }
        let child_id = if version >= 5 { Some(UnicodeString::read(cursor)?) } else { None };
        let asset_modified = if version >= 6 { Some(cursor.f64()?) } else { None };
        let asset_locked = if version >= 7 { Some(cursor.u8()?) } else { None };
        let content = if version >= 8 { Some(Descriptor::read_versioned(cursor, limits)?) } else { None };
        if kind == LinkedKind::External && version == 2 {
            data = cursor.take(size)?;
        }
        Ok(Self {
            kind,
            version,
            id,
            name,
            file_type,
            creator,
            open,
            external,
            data,
            child_id,
            asset_modified,
            asset_locked,
            content,
            trailing: cursor.rest(),
        })
    }

    fn write(&self, sink: &mut Sink) -> Result<()> {
        sink.bytes(match self.kind {
            LinkedKind::Embedded => b"liFD",
            LinkedKind::External => b"liFE",
            LinkedKind::Alias => b"liFA",
        });
        sink.u32(self.version);
        self.id.write(sink)?;
        self.name.write(sink)?;
        sink.bytes(&self.file_type.0);
        sink.bytes(&self.creator.0);
        let is_alias = self.kind == LinkedKind::Alias;
        sink.u64(if is_alias { 0 } else { self.data.len() as u64 });
        sink.u8(u8::from(self.open.is_some()));
        write_descriptor(self.open.as_ref(), sink)?;
        if let Some(external) = &self.external {
            external.write(sink)?;
        }
        let is_late = self.kind == LinkedKind::External && self.version <= 2;
        if !is_late {
            sink.bytes(&self.data);
        }
        self.child_id.iter().try_for_each(|id| id.write(sink))?;
        self.asset_modified.into_iter().for_each(|time| sink.f64(time));
        self.asset_locked.into_iter().for_each(|locked| sink.u8(locked));
        write_descriptor(self.content.as_ref(), sink)?;
        if is_late {
            sink.bytes(&self.data);
        }
        sink.bytes(&self.trailing);
        Ok(())
    }
}

impl ExternalFile {
    fn read(cursor: &mut Cursor, version: u32, limits: &Limits) -> Result<Self> {
        let descriptor = Descriptor::read_versioned(cursor, limits)?;
        let modified = if version > 3 { Some((cursor.u32()?, cursor.array()?, cursor.f64()?)) } else { None };
        Ok(Self { descriptor, modified, size: cursor.u64()? })
    }

    fn write(&self, sink: &mut Sink) -> Result<()> {
        self.descriptor.write_versioned(sink)?;
        if let Some((year, rest, seconds)) = self.modified {
            sink.u32(year);
            sink.bytes(&rest);
            sink.f64(seconds);
        }
        sink.u64(self.size);
        Ok(())
    }
}

fn write_descriptor(descriptor: Option<&Descriptor>, sink: &mut Sink) -> Result<()> {
    descriptor.iter().try_for_each(|descriptor| descriptor.write_versioned(sink))
}

/// Reads a block's contents: each file behind its length of 8 bytes, padded to a multiple of 4.
pub fn read(data: &Bytes, limits: &Limits) -> Result<Vec<LinkedFile>> {
    let mut cursor = Cursor::new(data.clone(), "a linked file");
    let mut files = Vec::new();
    while cursor.left() >= 8 {
        let length = cursor.u64()?;
        let mut file = cursor.part(length, "a linked file")?;
        files.push(LinkedFile::read(&mut file, limits)?);
        let padding = length.next_multiple_of(4) - length;
        cursor.take(padding.min(cursor.left() as u64))?;
    }
    Ok(files)
}

/// A block's contents.
pub fn to_bytes(files: &[LinkedFile]) -> Result<Vec<u8>> {
    let mut sink = Sink::default();
    for file in files {
        let start = sink.len();
        sink.measured(true, |sink| file.write(sink))?;
        sink.pad(start, 4);
    }
    Ok(sink.into_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_every_kind_are_read_back() {
        let embedded = LinkedFile::embedded("5c9b", "art.png", Key::new(b"png "), &b"12345"[..]);
        let external = LinkedFile::external("5c9b", "art.png", Key::new(b"png "));
        let early = LinkedFile {
            version: 2,
            external: external.external.clone().map(|file| ExternalFile { modified: None, ..file }),
            child_id: None,
            asset_modified: None,
            asset_locked: None,
            data: Bytes::from_static(b"copy"),
            ..external.clone()
        };
        let alias = LinkedFile { kind: LinkedKind::Alias, data: Bytes::from_static(&[0; 8]), ..embedded.clone() };
        let files = vec![embedded, external, early, alias];
        let bytes = Bytes::from(to_bytes(&files).unwrap());
        assert_eq!(read(&bytes, &Limits::default()).unwrap(), files);
        assert!(files[0].has_id("5c9b"));
    }

    #[test]
    fn a_file_that_is_longer_than_its_block_is_refused() {
        let mut bytes = to_bytes(&[LinkedFile::embedded("a", "a", Key::new(b"png "), &b"1"[..])]).unwrap();
        bytes[6] = 0xff;
        assert!(read(&bytes.into(), &Limits::default()).is_err());
    }
}
