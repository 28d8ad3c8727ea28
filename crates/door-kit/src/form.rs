//! Forms whose fields have paths for names, as PHP and many clients write them: `items[0][file]`. They become the tree
//! that a JSON body would have been.

use std::collections::BTreeMap;

use axum::extract::Request;
use axum::http::header::CONTENT_TYPE;
use futures_util::{StreamExt, TryStreamExt};
use library::blobs::ByteStream;
use serde_json::{Map, Value};

use crate::multipart::{FormError, OneByOne};

/// Bytes that all fields but files together may have.
const FIELDS: usize = 1 << 20;
/// How many parts a form may have.
const PARTS: usize = 2_000;
/// How deep a name may go.
const DEPTH: usize = 12;

/// Whether a request brings a form.
pub fn is_form(request: &Request) -> bool {
    let given = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    given.is_some_and(|given| given.trim_start().to_ascii_lowercase().starts_with("multipart/"))
}

/// A form that is read part by part.
#[expect(missing_debug_implementations, reason = "holds a stream")]
pub struct Form {
    parts: multer::Multipart<'static>,
    left: usize,
    count: usize,
}

/// A part of a form.
#[expect(missing_debug_implementations, reason = "holds a stream")]
pub enum Part {
    /// A field's name and words.
    Words(String, String),
    /// A file; its bytes are to be read before the next part.
    File {
        /// The field's name.
        name: String,
        /// The file's name, as the client says.
        file_name: Option<String>,
        /// Its bytes; breaking off is [`library::Error::Invalid`].
        body: ByteStream,
    },
}

impl Form {
    /// Begins to read.
    pub fn of(request: Request) -> Result<Self, FormError> {
        let given = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let boundary = multer::parse_boundary(given.unwrap_or_default()).map_err(|_| FormError::NotMultipart)?;
        let stream = OneByOne::new(request.into_body().into_data_stream());
        Ok(Self { parts: multer::Multipart::new(stream, boundary), left: FIELDS, count: 0 })
    }

    /// The next part; `None` at the form's end.
    pub async fn next(&mut self) -> Result<Option<Part>, FormError> {
        let Some(mut field) = self.parts.next_field().await.map_err(|error| broken(&error))? else { return Ok(None) };
        self.count += 1;
        if self.count > PARTS {
            return Err(FormError::Broken(format!("it has more than {PARTS} parts")));
        }
        let name = field.name().unwrap_or_default().to_owned();
        if let Some(file_name) = field.file_name().map(str::to_owned) {
            let body = field.map_err(|_| library::Error::invalid("body", "the upload broke off")).boxed();
            return Ok(Some(Part::File { name, file_name: Some(file_name).filter(|name| !name.is_empty()), body }));
        }
        let mut words = Vec::new();
        while let Some(piece) = field.chunk().await.map_err(|error| broken(&error))? {
            let left = self.left.checked_sub(piece.len());
            self.left = left.ok_or_else(|| FormError::Broken(format!("its words have more than {FIELDS} bytes")))?;
            words.extend_from_slice(&piece);
        }
        Ok(Some(Part::Words(name, String::from_utf8_lossy(&words).into_owned())))
    }
}

fn broken(error: &multer::Error) -> FormError {
    match error {
        multer::Error::StreamReadFailed(_) | multer::Error::IncompleteStream => {
            FormError::Broken("it broke off".to_owned())
        }
        other => FormError::Broken(other.to_string()),
    }
}

/// A tree in the making.
#[derive(Debug, Default)]
pub struct Tree(Node);

#[derive(Debug, Default)]
enum Node {
    #[default]
    Nothing,
    Leaf(Value),
    /// Children by name.
    Branch(BTreeMap<String, Node>),
}

impl Tree {
    /// Puts a value under a name: `a[0][b]`, or `a[]` for the next place of a list. A later value takes the place of an
    /// earlier one. Names that go too deep are refused.
    pub fn put(&mut self, name: &str, value: Value) -> Result<(), FormError> {
        let path = path(name);
        if path.len() > DEPTH {
            return Err(FormError::Broken("a field's name goes too deep".to_owned()));
        }
        let mut node = &mut self.0;
        for (level, step) in path.into_iter().enumerate() {
            if !matches!(node, Node::Branch(_)) {
                *node = Node::Branch(BTreeMap::new());
            }
            let Node::Branch(children) = node else { return Ok(()) };
            // A field without a name is called so; `[]` is the next place.
            let step = if level > 0 && step.is_empty() { children.len().to_string() } else { step.to_owned() };
            node = children.entry(step).or_default();
        }
        *node = Node::Leaf(value);
        Ok(())
    }

    /// The tree as JSON: children that are all called by numbers are a list, in the order of the numbers.
    pub fn into_value(self) -> Value {
        match self.0 {
            Node::Nothing => Value::Object(Map::new()),
            node => node.into_value(),
        }
    }
}

impl Node {
    fn into_value(self) -> Value {
        let children = match self {
            Self::Nothing => return Value::Null,
            Self::Leaf(value) => return value,
            Self::Branch(children) => children,
        };
        let numbers: Option<Vec<u64>> = children.keys().map(|key| key.parse().ok()).collect();
        if let Some(numbers) = numbers {
            let mut items: Vec<(u64, Node)> = numbers.into_iter().zip(children.into_values()).collect();
            items.sort_by_key(|(number, _)| *number);
            return Value::Array(items.into_iter().map(|(_, node)| node.into_value()).collect());
        }
        Value::Object(children.into_iter().map(|(key, node)| (key, node.into_value())).collect())
    }
}

/// The steps of a name; one that is not well formed is one step.
fn path(name: &str) -> Vec<&str> {
    let Some((first, rest)) = name.split_once('[').filter(|(first, _)| !first.is_empty()) else { return vec![name] };
    let Some(rest) = rest.strip_suffix(']') else { return vec![name] };
    std::iter::once(first).chain(rest.split("][")).collect()
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use serde_json::json;

    use super::*;

    fn tree(pairs: &[(&str, &str)]) -> Value {
        let mut tree = Tree::default();
        for (name, value) in pairs {
            tree.put(name, Value::from(*value)).unwrap();
        }
        tree.into_value()
    }

    #[test]
    fn names_are_paths() {
        let given = [
            ("mockup_uuid", "m"),
            ("smart_objects[1][color]", "#fff"),
            ("smart_objects[0][asset][fit]", "cover"),
            ("smart_objects[0][uuid]", "a"),
            ("artworks[artwork_main]", "u"),
        ];
        let objects = json!([{"asset": {"fit": "cover"}, "uuid": "a"}, {"color": "#fff"}]);
        let expected = json!({"mockup_uuid": "m", "smart_objects": objects, "artworks": {"artwork_main": "u"}});
        assert_eq!(tree(&given), expected);
        assert_eq!(tree(&[("a[]", "x"), ("a[]", "y"), ("b[7]", "z")]), json!({"a": ["x", "y"], "b": ["z"]}));
        assert_eq!(tree(&[]), json!({}));
    }

    #[test]
    fn odd_names_hurt_nobody() {
        assert_eq!(tree(&[("[x", "1"), ("a[b", "2"), ("", "3")]), json!({"[x": "1", "a[b": "2", "": "3"}));
        assert_eq!(tree(&[("a", "1"), ("a[b]", "2")]), json!({"a": {"b": "2"}}));
        assert_eq!(tree(&[("a[b]", "2"), ("a", "1")]), json!({"a": "1"}));
        assert_eq!(tree(&[("a[99999999999999999999999]", "1")]), json!({"a": {"99999999999999999999999": "1"}}));
        assert!(Tree::default().put(&format!("a{}", "[b]".repeat(40)), Value::Null).is_err());
    }

    fn request(body: &'static str) -> Request {
        Request::builder().header(CONTENT_TYPE, "multipart/form-data; boundary=x").body(Body::from(body)).unwrap()
    }

    #[tokio::test]
    async fn parts_come_in_their_order() {
        let body = "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\none\r\n\
                    --x\r\nContent-Disposition: form-data; name=\"f\"; filename=\"art.png\"\r\n\r\nbytes\r\n--x--\r\n";
        assert!(is_form(&request(body)));
        let mut form = Form::of(request(body)).unwrap();
        assert!(matches!(form.next().await.unwrap(), Some(Part::Words(name, words)) if name == "a" && words == "one"));
        let Some(Part::File { name, file_name, body }) = form.next().await.unwrap() else { panic!("a file") };
        let bytes = body.try_collect::<Vec<_>>().await.unwrap().concat();
        assert_eq!((name.as_str(), file_name.as_deref(), bytes.as_slice()), ("f", Some("art.png"), &b"bytes"[..]));
        assert!(form.next().await.unwrap().is_none());
    }

    #[tokio::test]
    async fn a_form_that_breaks_off_is_an_error() {
        let mut form = Form::of(request("--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\non")).unwrap();
        assert!(matches!(form.next().await, Err(FormError::Broken(_))));
    }
}
