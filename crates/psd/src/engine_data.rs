//! The text engine's data inside type layers: a tree spelt much like PDF objects.

use crate::limits::Depth;
use crate::{Error, Limits, Result};

/// One value of the tree.
#[derive(Debug, Clone, PartialEq)]
pub enum EngineValue {
    /// `<< /Key value ... >>`, in file order.
    Dictionary(Vec<(String, Self)>),
    /// `[ ... ]`
    Array(Vec<Self>),
    /// `(...)`: text in UTF-16, or plain bytes.
    Text(String),
    /// An integer or a decimal.
    Number(f64),
    /// `true` or `false`
    Boolean(bool),
    /// `/Name` where a value stands.
    Name(String),
    /// `null`
    Null,
}

impl EngineValue {
    /// Parses the whole data.
    pub fn parse(data: &[u8], limits: &Limits) -> Result<Self> {
        let mut parser = Parser { data, at: 0 };
        let value = parser.value(Depth::new(limits.depth))?;
        parser.skip_space();
        // Photoshop pads with zeros now and then.
        if parser.data[parser.at..].iter().all(|byte| *byte == 0) { Ok(value) } else { Err(CORRUPT) }
    }

    /// What is found by going down these keys; numbers index arrays: `EngineDict/StyleRun/RunArray/0`.
    pub fn get(&self, path: &str) -> Option<&Self> {
        path.split('/').try_fold(self, |value, step| match value {
            Self::Dictionary(items) => items.iter().find(|(key, _)| key == step).map(|(_, value)| value),
            Self::Array(items) => items.get(step.parse::<usize>().ok()?),
            _ => None,
        })
    }

    /// A number.
    pub fn as_f64(&self) -> Option<f64> {
        if let Self::Number(number) = self { Some(*number) } else { None }
    }

    /// A text.
    pub fn as_text(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    /// A switch.
    pub fn as_bool(&self) -> Option<bool> {
        if let Self::Boolean(value) = self { Some(*value) } else { None }
    }

    /// The items of an array; of anything else, none.
    pub fn items(&self) -> &[Self] {
        if let Self::Array(items) = self { items } else { &[] }
    }
}

const CORRUPT: Error = Error::Malformed { part: "a type layer's engine data", problem: "a broken syntax" };

struct Parser<'a> {
    data: &'a [u8],
    at: usize,
}

impl Parser<'_> {
    fn peek(&self) -> Option<u8> {
        self.data.get(self.at).copied()
    }

    fn skip_space(&mut self) {
        while self.peek().is_some_and(|byte| byte.is_ascii_whitespace()) {
            self.at += 1;
        }
    }

    /// Steps over these bytes if they come next.
    fn accept(&mut self, expected: &[u8]) -> bool {
        self.skip_space();
        let found = self.data[self.at..].starts_with(expected);
        if found {
            self.at += expected.len();
        }
        found
    }

    fn value(&mut self, depth: Depth) -> Result<EngineValue> {
        if self.accept(b"<<") {
            return self.dictionary(depth.deeper()?);
        }
        if self.accept(b"[") {
            return self.array(depth.deeper()?);
        }
        if self.accept(b"(") {
            return self.text();
        }
        if self.accept(b"/") {
            return Ok(EngineValue::Name(self.word()));
        }
        match self.word().as_str() {
            "true" => Ok(EngineValue::Boolean(true)),
            "false" => Ok(EngineValue::Boolean(false)),
            "null" => Ok(EngineValue::Null),
            word => word.parse().map(EngineValue::Number).map_err(|_| CORRUPT),
        }
    }

    fn dictionary(&mut self, depth: Depth) -> Result<EngineValue> {
        let mut items = Vec::new();
        while !self.accept(b">>") {
            if !self.accept(b"/") {
                return Err(CORRUPT);
            }
            let key = self.word();
            items.push((key, self.value(depth)?));
        }
        Ok(EngineValue::Dictionary(items))
    }

    fn array(&mut self, depth: Depth) -> Result<EngineValue> {
        let mut items = Vec::new();
        while !self.accept(b"]") {
            items.push(self.value(depth)?);
        }
        Ok(EngineValue::Array(items))
    }

    /// Letters up to a space or a delimiter.
    fn word(&mut self) -> String {
        let rest = &self.data[self.at..];
        let is_end = |byte: &u8| byte.is_ascii_whitespace() || b"<>[]()/".contains(byte);
        let length = rest.iter().position(is_end).unwrap_or(rest.len());
        self.at += length;
        String::from_utf8_lossy(&rest[..length]).into_owned()
    }

    /// Bytes up to the closing parenthesis; a backslash takes the next byte as it is.
    fn text(&mut self) -> Result<EngineValue> {
        let mut bytes = Vec::new();
        loop {
            match (self.peek(), self.data.get(self.at + 1)) {
                (Some(b')'), _) => break,
                (Some(b'\\'), Some(escaped)) => {
                    bytes.push(*escaped);
                    self.at += 2;
                }
                (Some(byte), _) => {
                    bytes.push(byte);
                    self.at += 1;
                }
                (None, _) => return Err(CORRUPT),
            }
        }
        self.at += 1;
        Ok(EngineValue::Text(match bytes.strip_prefix(&[0xfe, 0xff]) {
            Some(units) => {
                let units: Vec<u16> =
                    units.chunks_exact(2).map(|unit| u16::from_be_bytes([unit[0], unit[1]])).collect();
                String::from_utf16_lossy(&units)
            }
            None => String::from_utf8_lossy(&bytes).into_owned(),
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(data: &[u8]) -> Result<EngineValue> {
        EngineValue::parse(data, &Limits::default())
    }

    #[test]
    fn a_tree_of_every_kind_of_value_is_read() {
        let data = b"\n\n<<\n\t/EngineDict\n\t<< /Text (\xfe\xff\0H\0\\(\0\\\\) /Sizes [ 12.5 -.5 3 ]\n\
            /On true /Mode /Auto /None null >> >>";
        let tree = parse(data).unwrap();
        assert_eq!(tree.get("EngineDict/Text").unwrap().as_text(), Some("H(\\"));
        assert_eq!(tree.get("EngineDict/Sizes/1").unwrap().as_f64(), Some(-0.5));
        assert_eq!(tree.get("EngineDict/Sizes").unwrap().items().len(), 3);
        assert_eq!(tree.get("EngineDict/On").unwrap().as_bool(), Some(true));
        assert_eq!(tree.get("EngineDict/Mode"), Some(&EngineValue::Name("Auto".into())));
        assert_eq!(tree.get("EngineDict/Missing"), None);
    }

    #[test]
    fn broken_and_bottomless_data_are_errors() {
        for broken in [&b"<< /A "[..], b"(abc", b"[ 1 2", b"<< 1 >>", b"abc", b"", b"1 2", b"(a\\"] {
            assert!(parse(broken).is_err(), "{}", broken.escape_ascii());
        }
        assert!(matches!(parse(&[b'['; 10_000]).unwrap_err(), Error::Limit { .. }));
    }
}
