//! Chapter "Descriptor structure": Photoshop's action-manager values, a tree of keyed, typed items.
//!
//! Kept so exactly that writing gives back the bytes that were read.

mod id;
mod read;
mod value;
mod write;

use bytes::Bytes;

pub use id::Id;
pub use value::{ObjectArray, ReferenceItem, Value};

use crate::cursor::Cursor;
use crate::limits::Depth;
use crate::sink::Sink;
use crate::strings::UnicodeString;
use crate::{Error, Limits, Result};

/// A class and its keyed values, in file order.
#[derive(Debug, Clone, PartialEq)]
pub struct Descriptor {
    /// Nearly always empty.
    pub name: UnicodeString,
    /// What kind of thing it describes.
    pub class: Id,
    /// The values.
    pub items: Vec<(Id, Value)>,
}

/// The only version of the structure there is.
const VERSION: u32 = 16;

impl Descriptor {
    /// An empty descriptor of this class.
    pub fn new(class: &str) -> Self {
        Self { name: UnicodeString::terminated(""), class: Id::new(class), items: Vec::new() }
    }

    /// This descriptor with one more value.
    #[must_use]
    pub fn with(mut self, key: &str, value: impl Into<Value>) -> Self {
        self.items.push((Id::new(key), value.into()));
        self
    }

    /// Reads a descriptor with the version number that precedes it in blocks. Padding may follow.
    pub fn read(data: &Bytes, limits: &Limits) -> Result<Self> {
        Self::read_versioned(&mut Cursor::new(data.clone(), "a descriptor"), limits)
    }

    /// The bytes that [`Descriptor::read`] reads, without padding.
    pub fn to_bytes(&self) -> Result<Vec<u8>> {
        let mut sink = Sink::default();
        self.write_versioned(&mut sink)?;
        Ok(sink.into_vec())
    }

    pub(crate) fn read_versioned(cursor: &mut Cursor, limits: &Limits) -> Result<Self> {
        match cursor.u32()? {
            VERSION => read::descriptor(cursor, Depth::new(limits.depth)),
            other => Err(Error::Unsupported { what: "descriptor version", value: other }),
        }
    }

    pub(crate) fn write_versioned(&self, sink: &mut Sink) -> Result<()> {
        sink.u32(VERSION);
        write::descriptor(self, sink)
    }

    /// The value with this key; `Sz  ` and `Sz` are different keys.
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.items.iter().find(|(id, _)| id.is(key)).map(|(_, value)| value)
    }

    /// The value with this key, to change.
    pub fn get_mut(&mut self, key: &str) -> Option<&mut Value> {
        self.items.iter_mut().find(|(id, _)| id.is(key)).map(|(_, value)| value)
    }

    /// Replaces the value with this key, or adds it at the end.
    pub fn set(&mut self, key: &str, value: impl Into<Value>) {
        let value = value.into();
        match self.get_mut(key) {
            Some(old) => *old = value,
            None => self.items.push((Id::new(key), value)),
        }
    }

    /// A number, of whatever type: float, with unit, or integer.
    pub fn number(&self, key: &str) -> Option<f64> {
        self.get(key)?.as_f64()
    }

    /// An integer.
    pub fn integer(&self, key: &str) -> Option<i64> {
        self.get(key)?.as_i64()
    }

    /// A switch.
    pub fn boolean(&self, key: &str) -> Option<bool> {
        self.get(key)?.as_bool()
    }

    /// A text.
    pub fn text(&self, key: &str) -> Option<String> {
        self.get(key)?.as_text()
    }

    /// The value of an enumeration: `Nrml`, `warpArc`.
    pub fn enumeration(&self, key: &str) -> Option<String> {
        self.get(key)?.as_enumeration()
    }

    /// A nested descriptor.
    pub fn object(&self, key: &str) -> Option<&Self> {
        self.get(key)?.as_object()
    }

    /// A list.
    pub fn list(&self, key: &str) -> Option<&[Value]> {
        self.get(key)?.as_list()
    }

    /// A list of numbers of exactly this length.
    pub(crate) fn numbers<const N: usize>(&self, key: &str) -> Option<[f64; N]> {
        let numbers: Option<Vec<f64>> = self.list(key)?.iter().map(Value::as_f64).collect();
        numbers?.try_into().ok()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn round_trip(descriptor: &Descriptor) {
        let bytes = Bytes::from(descriptor.to_bytes().unwrap());
        let read = Descriptor::read(&bytes, &Limits::default()).unwrap();
        assert_eq!(&read, descriptor);
        assert_eq!(read.to_bytes().unwrap(), bytes);
    }

    #[test]
    fn every_type_of_value_is_read_back() {
        let all = vec![
            Value::Double(1.5),
            Value::Unit(Key::new(b"#Pxl"), 300.0),
            Value::Units(Key::new(b"#Prc"), vec![1.0, 2.0]),
            Value::Text(UnicodeString::terminated("été")),
            Value::Enumeration { kind: Id::new("BlnM"), value: Id::new("linearDodge") },
            Value::Integer(-7),
            Value::Large(1 << 40),
            Value::Boolean(true),
            Value::Class { key: Key::new(b"GlbC"), name: UnicodeString::default(), class: Id::new("null") },
            Value::Raw { key: Key::new(b"tdta"), data: Bytes::from_static(b"abc") },
            Value::Raw { key: Key::new(b"alis"), data: Bytes::from_static(b"path") },
            Value::Global(Descriptor::new("RGBC")),
            Value::Reference(vec![
                ReferenceItem::Property {
                    name: UnicodeString::default(),
                    class: Id::new("Lyr "),
                    key: Id::new("Nm  "),
                },
                ReferenceItem::Class { name: UnicodeString::default(), class: Id::new("Lyr ") },
                ReferenceItem::Enumeration {
                    name: UnicodeString::default(),
                    class: Id::new("Lyr "),
                    kind: Id::new("Ordn"),
                    value: Id::new("Trgt"),
                },
                ReferenceItem::Offset { name: UnicodeString::default(), class: Id::new("Lyr "), offset: 3 },
                ReferenceItem::Identifier(9),
                ReferenceItem::Index(2),
                ReferenceItem::Name {
                    name: UnicodeString::default(),
                    class: Id::new("Lyr "),
                    value: UnicodeString::terminated("a"),
                },
            ]),
            Value::ObjectArray(ObjectArray {
                count: 2,
                name: UnicodeString::default(),
                class: Id::new("rationalPoint"),
                items: vec![(Id::new("Hrzn"), Value::Units(Key::new(b"#Pxl"), vec![0.0, 1.0]))],
            }),
        ];
        round_trip(&Descriptor::new("null").with("all", all));
    }

    #[test]
    fn a_code_of_four_letters_may_be_spelt_with_its_length() {
        let mut bytes = Descriptor::new("null").with("abcd", 1).to_bytes().unwrap();
        let at = bytes.windows(8).position(|window| window == b"\0\0\0\0abcd").unwrap();
        bytes[at + 3] = 4;
        let read = Descriptor::read(&bytes.clone().into(), &Limits::default()).unwrap();
        assert_eq!(read.integer("abcd"), Some(1));
        assert_eq!(read.to_bytes().unwrap(), bytes);
    }

    #[test]
    fn nesting_beyond_the_limit_is_an_error() {
        let mut deep = Descriptor::new("null");
        for _ in 0..20 {
            deep = Descriptor::new("null").with("in", deep);
        }
        let bytes = Bytes::from(deep.to_bytes().unwrap());
        let limits = Limits { depth: 10, ..Limits::default() };
        assert!(matches!(Descriptor::read(&bytes, &limits).unwrap_err(), Error::Limit { .. }));
    }

    #[test]
    fn a_count_that_the_bytes_cannot_hold_is_refused() {
        let mut bytes = Descriptor::new("null").to_bytes().unwrap();
        let end = bytes.len();
        bytes[end - 4..].fill(0xff);
        assert!(Descriptor::read(&bytes.into(), &Limits::default()).is_err());
    }

    use crate::key::Key;

    fn value() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            any::<i32>().prop_map(Value::Integer),
            (-1e9..1e9f64).prop_map(Value::Double),
            any::<bool>().prop_map(Value::Boolean),
            ".{0,8}".prop_map(|text| Value::Text(UnicodeString::terminated(&text))),
            ("[a-zA-Z]{1,9}").prop_map(|value| Value::Enumeration { kind: Id::new("kind"), value: Id::new(&value) }),
        ];
        leaf.prop_recursive(3, 24, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Value::List),
                prop::collection::vec(("[a-z]{1,6}", inner), 0..4).prop_map(|items| {
                    let add = |all: Descriptor, (key, value): (String, Value)| all.with(&key, value);
                    Value::Object(items.into_iter().fold(Descriptor::new("null"), add))
                }),
            ]
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn any_tree_is_read_back(value in value()) {
            round_trip(&Descriptor::new("null").with("it", value));
        }
    }
}
