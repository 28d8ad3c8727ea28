//! `lsct` and `lsdk`: which records open and close a group.

use bytes::Bytes;

use crate::Result;
use crate::cursor::Cursor;
use crate::key::Key;
use crate::layers::BlendMode;
use crate::sink::Sink;

/// What a layer record is in the layer tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SectionKind {
    /// A layer like any other.
    Layer,
    /// A group, unfolded in the layers panel; its children lie below it.
    OpenGroup,
    /// A group, folded.
    ClosedGroup,
    /// The lower end of a group.
    Divider,
}

/// The contents of the block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// What the record is.
    pub kind: SectionKind,
    /// How the group blends; this one counts, not the record's.
    pub blend_mode: Option<BlendMode>,
    /// 0: a group; 1: a timeline group.
    pub subtype: Option<u32>,
}

impl Section {
    /// The contents for a group's own record.
    pub fn group(blend_mode: BlendMode) -> Self {
        Self { kind: SectionKind::OpenGroup, blend_mode: Some(blend_mode), subtype: None }
    }

    /// The contents for a group's lower end.
    pub fn divider() -> Self {
        Self { kind: SectionKind::Divider, blend_mode: None, subtype: None }
    }

    /// Reads the block's contents.
    pub fn read(data: &Bytes) -> Result<Self> {
        let mut cursor = Cursor::new(data.clone(), "a group divider");
        let kind = match cursor.u32()? {
            0 => SectionKind::Layer,
            1 => SectionKind::OpenGroup,
            2 => SectionKind::ClosedGroup,
            3 => SectionKind::Divider,
            _ => return Err(cursor.malformed("an unknown kind")),
        };
        let mut section = Self { kind, blend_mode: None, subtype: None };
        if cursor.left() >= 8 {
            if &cursor.array::<4>()? != b"8BIM" {
                return Err(cursor.malformed("an unknown signature"));
            }
            section.blend_mode = Some(BlendMode::from_key(Key(cursor.array()?)));
        }
        if cursor.left() >= 4 {
            section.subtype = Some(cursor.u32()?);
        }
        Ok(section)
    }

    /// The block's contents.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut sink = Sink::default();
        sink.u32(match self.kind {
            SectionKind::Layer => 0,
            SectionKind::OpenGroup => 1,
            SectionKind::ClosedGroup => 2,
            SectionKind::Divider => 3,
        });
        if let Some(mode) = self.blend_mode {
            sink.bytes(b"8BIM");
            sink.bytes(&mode.key().0);
        }
        self.subtype.into_iter().for_each(|subtype| sink.u32(subtype));
        sink.into_vec()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_three_lengths_are_read_back() {
        let subtype = Section { subtype: Some(1), ..Section::group(BlendMode::PassThrough) };
        for section in [Section::divider(), Section::group(BlendMode::Multiply), subtype] {
            assert_eq!(Section::read(&section.to_bytes().into()).unwrap(), section);
        }
        assert!(Section::read(&Bytes::from_static(&[0, 0, 0, 9])).is_err());
    }
}
