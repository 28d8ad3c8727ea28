//! Parameters, wherever a request has them: in its query, as JSON, as a form, or as a form with files. Arrays come with
//! `[]`, booleans as 1 and 0, and an empty word or `null` clears.

use std::collections::BTreeMap;

use axum::body::to_bytes;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use door_kit::body::{self, BodyErrorKind};
use door_kit::form::{Form, Part as FormPart, Tree, is_form};
use library::blobs::Blob;
use library::page::Part;
use serde_json::{Map, Value};
use url::form_urlencoded;

use crate::auth::Caller;
use crate::error::Error;
use crate::state::Door;

/// What a body may have beside files: a picture in base 64, and its words.
const MOST: usize = 16 << 20;
/// How many files a form may bring.
const FILES: usize = 20;
/// Rows of a page when nothing is said.
const PAGE: u32 = 24;
/// Rows of a page at most.
const LONGEST: i64 = 1000;

/// A file that a form brought.
#[derive(Debug, Clone)]
pub(crate) struct File {
    pub(crate) name: Option<String>,
    pub(crate) blob: Blob,
}

/// What a request says.
#[derive(Debug, Default)]
pub(crate) struct Parameters {
    values: Map<String, Value>,
    files: BTreeMap<String, Vec<File>>,
}

impl FromRequest<Door> for Parameters {
    type Rejection = Error;

    async fn from_request(request: Request, door: &Door) -> Result<Self, Error> {
        let mut found =
            Self { values: pairs(request.uri().query().unwrap_or_default().as_bytes())?, ..Self::default() };
        if is_form(&request) {
            let (mut parts, body) = request.into_parts();
            let caller = Caller::from_request_parts(&mut parts, door).await;
            found.read_form(Request::from_parts(parts, body), door, caller.is_ok()).await?;
        } else {
            found.values.extend(read_body(request).await?);
        }
        Ok(found)
    }
}

async fn read_body(request: Request) -> Result<Map<String, Value>, Error> {
    let given = request.headers().get(CONTENT_TYPE).and_then(|given| given.to_str().ok()).unwrap_or_default();
    if given.to_ascii_lowercase().contains("json") {
        return match body::json::<Map<String, Value>>(request, MOST).await {
            Err(error) if error.kind == BodyErrorKind::Missing && error.path.is_empty() => Ok(Map::new()),
            read => Ok(read?),
        };
    }
    let bytes = to_bytes(request.into_body(), MOST).await;
    let bytes = bytes.map_err(|_| Error::new(StatusCode::BAD_REQUEST, "body_invalid", "the body can't be read"))?;
    // Words of no type are JSON where they look like it.
    if bytes.trim_ascii_start().starts_with(b"{") {
        let invalid =
            |error| Error::new(StatusCode::BAD_REQUEST, "body_invalid", &format!("the body is no JSON: {error}"));
        return serde_json::from_slice(&bytes).map_err(invalid);
    }
    pairs(&bytes)
}

/// Names and values as forms and queries have them.
fn pairs(encoded: &[u8]) -> Result<Map<String, Value>, Error> {
    let mut tree = Tree::default();
    for (name, value) in form_urlencoded::parse(encoded) {
        tree.put(&name, Value::from(value.into_owned()))?;
    }
    Ok(object(tree))
}

/// A tree as an object; one whose names are all numbers says nothing.
fn object(tree: Tree) -> Map<String, Value> {
    match tree.into_value() {
        Value::Object(values) => values,
        _ => Map::new(),
    }
}

impl Parameters {
    /// Reads a form; only people who are signed in leave files here.
    async fn read_form(&mut self, request: Request, door: &Door, known: bool) -> Result<(), Error> {
        let mut form = Form::of(request)?;
        let mut tree = Tree::default();
        while let Some(part) = form.next().await? {
            match part {
                FormPart::Words(name, words) => tree.put(&name, Value::from(words))?,
                FormPart::File { .. } if !known => return Err(Error::unauthenticated()),
                FormPart::File { .. } if self.files.values().map(Vec::len).sum::<usize>() >= FILES => {
                    let words = format!("a request may bring at most {FILES} files");
                    return Err(Error::new(StatusCode::PAYLOAD_TOO_LARGE, "too_large", &words));
                }
                FormPart::File { name, file_name, body } => {
                    let blob = door.library.store_stream(body, door.library.settings().asset()).await?;
                    // `content[]` and `content[0]` are several of `content`.
                    let name = name.split('[').next().unwrap_or_default().to_owned();
                    self.files.entry(name).or_default().push(File { name: file_name, blob });
                }
            }
        }
        self.values.extend(object(tree));
        Ok(())
    }

    /// The file in a field; the first of several.
    pub(crate) fn file(&self, name: &str) -> Option<&File> {
        self.files(name).first()
    }

    /// The files in a field.
    pub(crate) fn files(&self, name: &str) -> &[File] {
        self.files.get(name).map_or(&[], Vec::as_slice)
    }

    /// Whether a parameter is there at all.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.values.contains_key(name)
    }

    /// Words; `null` is none, as if they were not there.
    pub(crate) fn text(&self, name: &str) -> Result<Option<String>, Error> {
        match self.values.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(value) => word(value).map(Some).ok_or_else(|| Error::invalid(name, "must be text")),
        }
    }

    /// Words that are not empty.
    pub(crate) fn filled(&self, name: &str) -> Result<Option<String>, Error> {
        Ok(self.text(name)?.filter(|words| !words.trim().is_empty()))
    }

    /// Words to be set: `null` and nothing clear.
    pub(crate) fn settable(&self, name: &str) -> Result<Option<String>, Error> {
        if self.has(name) { Ok(Some(self.text(name)?.unwrap_or_default())) } else { Ok(None) }
    }

    /// Words that must be there.
    pub(crate) fn required(&self, name: &str) -> Result<String, Error> {
        self.filled(name)?.ok_or_else(|| Error::required(name))
    }

    /// Yes or no, in whatever spelling.
    pub(crate) fn flag(&self, name: &str) -> Result<Option<bool>, Error> {
        match self.filled(name)?.as_deref() {
            None => Ok(None),
            Some("1" | "true") => Ok(Some(true)),
            Some("0" | "false") => Ok(Some(false)),
            Some(_) => Err(Error::invalid(name, "must be true or false")),
        }
    }

    /// A whole number.
    pub(crate) fn number(&self, name: &str) -> Result<Option<i64>, Error> {
        let parsed = self.filled(name)?.map(|words| words.trim().parse());
        parsed.transpose().map_err(|_| Error::invalid(name, "must be a number"))
    }

    /// A number to be set: `Some(None)` clears.
    #[expect(clippy::option_option, reason = "to clear is not to leave alone")]
    pub(crate) fn reference(&self, name: &str) -> Result<Option<Option<i64>>, Error> {
        if self.has(name) { Ok(Some(self.number(name)?)) } else { Ok(None) }
    }

    /// Several words: an array, or one alone.
    pub(crate) fn words(&self, name: &str) -> Result<Option<Vec<String>>, Error> {
        let refused = || Error::invalid(name, "must be an array of words");
        match self.values.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::Array(items)) => {
                let words: Option<Vec<String>> = items.iter().map(word).collect();
                let words = words.ok_or_else(refused)?;
                // An empty array has one empty item where forms spell it.
                Ok(Some(if words == [""] { Vec::new() } else { words }))
            }
            Some(value) => {
                let word = word(value).ok_or_else(refused)?;
                Ok(Some(Some(word).filter(|word| !word.trim().is_empty()).into_iter().collect()))
            }
        }
    }

    /// Several numbers: an array, one alone, or some between commas.
    pub(crate) fn numbers(&self, name: &str) -> Result<Option<Vec<i64>>, Error> {
        let Some(words) = self.words(name)? else { return Ok(None) };
        let each = words.iter().flat_map(|word| word.split(',')).map(|word| word.trim().parse());
        let numbers: Result<Vec<i64>, _> = each.collect();
        numbers.map(Some).map_err(|_| Error::invalid(name, "must be an array of numbers"))
    }

    /// Several numbers, one at least.
    pub(crate) fn required_numbers(&self, name: &str) -> Result<Vec<i64>, Error> {
        self.numbers(name)?.filter(|numbers| !numbers.is_empty()).ok_or_else(|| Error::required(name))
    }

    /// Whether a list says to include something.
    pub(crate) fn includes(&self, what: &str) -> Result<bool, Error> {
        let words = self.words("include")?.unwrap_or_default();
        Ok(words.iter().flat_map(|word| word.split(',')).any(|word| word.trim() == what))
    }

    /// Which part of a list, by `page` and `per_page`, which old clients call `count`.
    pub(crate) fn part(&self) -> Result<Part, Error> {
        self.part_of("page", "per_page")
    }

    /// Which part of what is included in each row.
    pub(crate) fn items_part(&self) -> Result<Part, Error> {
        self.part_of("items_page", "items_per_page")
    }

    fn part_of(&self, page: &str, rows: &str) -> Result<Part, Error> {
        let number = self.number(page)?.unwrap_or(1);
        if !(1..=i64::from(u32::MAX)).contains(&number) {
            return Err(Error::invalid(page, "must be 1 or more"));
        }
        let given = match self.number(rows)? {
            None if rows == "per_page" => self.number("count")?,
            given => given,
        };
        let given = given.unwrap_or(i64::from(PAGE));
        if !(1..=LONGEST).contains(&given) {
            return Err(Error::invalid(rows, &format!("must be from 1 to {LONGEST}")));
        }
        Ok(Part::numbered(given as u32, ((number - 1) * given) as u64))
    }
}

fn word(value: &Value) -> Option<String> {
    match value {
        Value::String(words) => Some(words.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(flag) => Some(flag.to_string()),
        Value::Null => Some(String::new()),
        Value::Array(_) | Value::Object(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use library::page::Start;
    use serde_json::json;

    use super::*;

    fn of(encoded: &str) -> Parameters {
        Parameters { values: pairs(encoded.as_bytes()).unwrap(), ..Parameters::default() }
    }

    fn of_json(value: &Value) -> Parameters {
        Parameters { values: value.as_object().cloned().unwrap(), ..Parameters::default() }
    }

    #[test]
    fn every_encoding_says_the_same() {
        for given in [
            of("items[]=1&items[]=2&archived=1&parent_id=&name=A+b&include[]=users"),
            of("items=1,2&archived=true&parent_id=&name=A%20b&include=items,users"),
            of_json(
                &json!({"items": [1, "2"], "archived": true, "parent_id": null, "name": "A b", "include": ["users"]}),
            ),
        ] {
            assert_eq!(given.numbers("items").unwrap(), Some(vec![1, 2]));
            assert_eq!(given.flag("archived").unwrap(), Some(true));
            assert_eq!(given.reference("parent_id").unwrap(), Some(None));
            assert_eq!(given.text("name").unwrap().as_deref(), Some("A b"));
            assert!(given.includes("users").unwrap() && !given.includes("emails").unwrap());
            assert_eq!((given.flag("labels").unwrap(), given.reference("user_id").unwrap()), (None, None));
        }
        assert_eq!(of("tags[]=").words("tags").unwrap(), Some(Vec::new()));
    }

    #[test]
    fn what_does_not_fit_is_refused_by_its_name() {
        let given = of("archived=perhaps&items[]=x&name[a]=b&page=0");
        assert_eq!(given.flag("archived").unwrap_err().code, "archived_invalid");
        assert_eq!(given.numbers("items").unwrap_err().code, "items_invalid");
        assert_eq!(given.text("name").unwrap_err().code, "name_invalid");
        assert_eq!(given.part().unwrap_err().code, "page_invalid");
        assert_eq!(of("").required("email").unwrap_err().code, "email_required");
    }

    #[test]
    fn pages_are_counted_from_one() {
        let part = |encoded: &str| of(encoded).part().map(|part| (part.limit, part.start));
        assert_eq!(part("").unwrap(), (24, Start::Offset(0)));
        assert_eq!(part("page=3&per_page=1000").unwrap(), (1000, Start::Offset(2000)));
        assert_eq!(part("page=2&count=5").unwrap(), (5, Start::Offset(5)));
        assert!(["per_page=0", "per_page=1001", "page=-1", "page=x"].iter().all(|given| part(given).is_err()));
    }
}
