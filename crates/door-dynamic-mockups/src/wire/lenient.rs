//! Values that come in more than one spelling: forms and query strings have words only, and some clients quote numbers.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, Unexpected, Visitor};

/// A switch; also `"true"`, `"false"`, 1 and 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Flag(pub(crate) bool);

/// A number; also in quotes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Number(pub(crate) f64);

/// Words; also a number or a switch, as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Words(pub(crate) String);

impl Flag {
    /// The switch of a word.
    pub(crate) fn parse(word: &str) -> Option<Self> {
        match word.trim().to_ascii_lowercase().as_str() {
            "true" | "1" | "yes" | "on" => Some(Self(true)),
            "false" | "0" | "no" | "off" => Some(Self(false)),
            _ => None,
        }
    }
}

struct AnyVisitor<T> {
    expected: &'static str,
    of_words: fn(&str) -> Option<T>,
    of_number: fn(f64) -> Option<T>,
    of_switch: fn(bool) -> Option<T>,
}

impl<T> Visitor<'_> for AnyVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.expected)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<T, E> {
        (self.of_switch)(value).ok_or_else(|| E::invalid_type(Unexpected::Bool(value), &self))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<T, E> {
        (self.of_number)(value as f64).ok_or_else(|| E::invalid_type(Unexpected::Signed(value), &self))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<T, E> {
        (self.of_number)(value as f64).ok_or_else(|| E::invalid_type(Unexpected::Unsigned(value), &self))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<T, E> {
        (self.of_number)(value).ok_or_else(|| E::invalid_type(Unexpected::Float(value), &self))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<T, E> {
        (self.of_words)(value).ok_or_else(|| E::invalid_type(Unexpected::Str(value), &self))
    }
}

impl<'de> Deserialize<'de> for Flag {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyVisitor {
            expected: "true or false",
            of_words: Self::parse,
            of_number: |number| if number == 1.0 { Some(Self(true)) } else { (number == 0.0).then_some(Self(false)) },
            of_switch: |switch| Some(Self(switch)),
        })
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyVisitor {
            expected: "a number",
            of_words: |words| words.trim().parse().ok().filter(|number: &f64| number.is_finite()).map(Self),
            of_number: |number| Some(Self(number)),
            of_switch: |_| None,
        })
    }
}

impl<'de> Deserialize<'de> for Words {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyVisitor {
            expected: "a string",
            of_words: |words| Some(Self(words.to_owned())),
            of_number: |number| Some(Self(number.to_string())),
            of_switch: |switch| Some(Self(switch.to_string())),
        })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, from_value, json};

    use super::*;

    #[test]
    fn each_is_read_in_all_its_spellings() {
        let flag = |value: Value| from_value::<Flag>(value).ok().map(|flag| flag.0);
        assert_eq!([json!(true), json!("TRUE"), json!(1), json!("1")].map(flag), [Some(true); 4]);
        assert_eq!([json!(false), json!("false"), json!(0), json!("0")].map(flag), [Some(false); 4]);
        assert_eq!([json!(2), json!("maybe"), json!([])].map(flag), [None; 3]);
        let number = |value: Value| from_value::<Number>(value).ok().map(|number| number.0);
        assert_eq!([json!(1.5), json!("1.5"), json!(" 1.5 ")].map(number), [Some(1.5); 3]);
        assert_eq!([json!("x"), json!("inf"), json!("NaN"), json!(true), json!({})].map(number), [None; 5]);
        let words = |value: Value| from_value::<Words>(value).ok().map(|words| words.0);
        assert_eq!([json!("a"), json!(7), json!(1.5)].map(words), ["a", "7", "1.5"].map(|word| Some(word.to_owned())));
        assert_eq!(words(json!(["a"])), None);
    }
}
