//! The types that a descriptor's values have.

use bytes::Bytes;

use super::{Descriptor, Id};
use crate::key::Key;
use crate::strings::UnicodeString;

/// One value. Each variant names its type's key in files.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// `Objc`
    Object(Descriptor),
    /// `GlbO`
    Global(Descriptor),
    /// `VlLs`
    List(Vec<Self>),
    /// `doub`
    Double(f64),
    /// `UntF`: a number and its unit (`#Pxl`, `#Prc`, `#Ang`, `#Rsl`, `#Nne`).
    Unit(Key, f64),
    /// `UnFl`: several numbers of one unit.
    Units(Key, Vec<f64>),
    /// `TEXT`
    Text(UnicodeString),
    /// `enum`
    Enumeration {
        /// Which enumeration.
        kind: Id,
        /// Which of its values.
        value: Id,
    },
    /// `long`
    Integer(i32),
    /// `comp`
    Large(i64),
    /// `bool`
    Boolean(bool),
    /// `type` or `GlbC`
    Class {
        /// Which of the two.
        key: Key,
        /// Nearly always empty.
        name: UnicodeString,
        /// The class.
        class: Id,
    },
    /// `obj `
    Reference(Vec<ReferenceItem>),
    /// `ObAr`
    ObjectArray(ObjectArray),
    /// `tdta`, `alis` or `Pth `: bytes with a meaning of their own.
    Raw {
        /// Which of the three.
        key: Key,
        /// The bytes.
        data: Bytes,
    },
}

/// One step of a reference to something in the application.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are the format's own")]
pub enum ReferenceItem {
    Property { name: UnicodeString, class: Id, key: Id },
    Class { name: UnicodeString, class: Id },
    Enumeration { name: UnicodeString, class: Id, kind: Id, value: Id },
    Offset { name: UnicodeString, class: Id, offset: u32 },
    Identifier(u32),
    Index(u32),
    Name { name: UnicodeString, class: Id, value: UnicodeString },
}

/// Many objects of one class, stored by column.
#[derive(Debug, Clone, PartialEq)]
pub struct ObjectArray {
    /// How many objects.
    pub count: u32,
    /// Nearly always empty.
    pub name: UnicodeString,
    /// Their class.
    pub class: Id,
    /// A column a key, nearly always [`Value::Units`].
    pub items: Vec<(Id, Value)>,
}

impl ObjectArray {
    /// The numbers of one column, if it has as many as there are objects.
    pub fn column(&self, key: &str) -> Option<&[f64]> {
        match self.items.iter().find(|(id, _)| id.is(key)) {
            Some((_, Value::Units(_, numbers))) if numbers.len() == self.count as usize => Some(numbers),
            _ => None,
        }
    }
}

impl Value {
    /// A number of whatever type.
    pub fn as_f64(&self) -> Option<f64> {
        match self {
            Self::Double(number) | Self::Unit(_, number) => Some(*number),
            Self::Integer(number) => Some(f64::from(*number)),
            Self::Large(number) => Some(*number as f64),
            _ => None,
        }
    }

    /// An integer.
    pub fn as_i64(&self) -> Option<i64> {
        match self {
            Self::Integer(number) => Some(i64::from(*number)),
            Self::Large(number) => Some(*number),
            _ => None,
        }
    }

    /// A switch.
    pub fn as_bool(&self) -> Option<bool> {
        if let Self::Boolean(value) = self { Some(*value) } else { None }
    }

    /// A text.
    pub fn as_text(&self) -> Option<String> {
        if let Self::Text(text) = self { Some(text.to_string()) } else { None }
    }

    /// The value of an enumeration.
    pub fn as_enumeration(&self) -> Option<String> {
        if let Self::Enumeration { value, .. } = self { Some(value.to_string()) } else { None }
    }

    /// A nested descriptor.
    pub fn as_object(&self) -> Option<&Descriptor> {
        if let Self::Object(object) | Self::Global(object) = self { Some(object) } else { None }
    }

    /// A list.
    pub fn as_list(&self) -> Option<&[Self]> {
        if let Self::List(list) = self { Some(list) } else { None }
    }

    /// An object array.
    pub fn as_object_array(&self) -> Option<&ObjectArray> {
        if let Self::ObjectArray(array) = self { Some(array) } else { None }
    }

    /// Raw bytes.
    pub fn as_raw(&self) -> Option<&Bytes> {
        if let Self::Raw { data, .. } = self { Some(data) } else { None }
    }

    /// A number with the unit of pixels.
    pub fn pixels(number: f64) -> Self {
        Self::Unit(Key::new(b"#Pxl"), number)
    }

    /// A value of an enumeration.
    pub fn enumeration_of(kind: &str, value: &str) -> Self {
        Self::Enumeration { kind: Id::new(kind), value: Id::new(value) }
    }
}

macro_rules! from {
    ($($type:ty => $variant:ident),*) => {
        $(impl From<$type> for Value {
            fn from(value: $type) -> Self {
                Self::$variant(value)
            }
        })*
    };
}

from!(Descriptor => Object, Vec<Value> => List, f64 => Double, i32 => Integer, bool => Boolean,
    UnicodeString => Text, ObjectArray => ObjectArray);

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(UnicodeString::terminated(text))
    }
}

impl<const N: usize> From<[f64; N]> for Value {
    fn from(numbers: [f64; N]) -> Self {
        Self::List(numbers.map(Self::Double).into())
    }
}
