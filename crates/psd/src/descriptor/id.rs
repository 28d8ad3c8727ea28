//! The names of classes and keys: a four-character code, or a string.

use std::fmt;

use bytes::Bytes;

use crate::Result;
use crate::cursor::Cursor;
use crate::sink::Sink;

/// A name, spelt in one of the two ways that files have.
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum Id {
    /// Length 0, then four characters: `Trnf`.
    Code([u8; 4]),
    /// A length and that many characters: `nonAffineTransform`. Some have four.
    Text(Bytes),
}

impl Id {
    /// This name, as a code if it has four characters and as a string otherwise.
    pub fn new(name: &str) -> Self {
        match name.as_bytes().try_into() {
            Ok(code) => Self::Code(code),
            Err(_) => Self::Text(Bytes::copy_from_slice(name.as_bytes())),
        }
    }

    /// The name's characters.
    pub fn as_bytes(&self) -> &[u8] {
        match self {
            Self::Code(code) => code,
            Self::Text(text) => text,
        }
    }

    /// Whether this is the name, however it is spelt.
    pub fn is(&self, name: &str) -> bool {
        self.as_bytes() == name.as_bytes()
    }

    pub(crate) fn read(cursor: &mut Cursor) -> Result<Self> {
        match cursor.u32()? {
            0 => Ok(Self::Code(cursor.array()?)),
            length => Ok(Self::Text(cursor.take(length as u64)?)),
        }
    }

    pub(crate) fn write(&self, sink: &mut Sink) -> Result<()> {
        match self {
            Self::Code(code) => {
                sink.u32(0);
                sink.bytes(code);
                Ok(())
            }
            Self::Text(text) => sink.block(text),
        }
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        String::from_utf8_lossy(self.as_bytes()).fmt(f)
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "'{self}'")
    }
}
