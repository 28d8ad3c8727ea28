//! Bodies: JSON, or forms whose fields have paths for names and may bring files.

use axum::extract::{FromRequest, Request};
use axum::http::StatusCode;
use door_kit::body::{self, BodyErrorKind};
use door_kit::form::{Form, Part, Tree, is_form};
use library::blobs::Blob;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::auth::Caller;
use crate::error::{Error, Problems};
use crate::state::Door;

/// What a JSON body may have: artwork comes by URL, or in forms.
const JSON: usize = 8 << 20;
/// How many files a form may bring.
const FILES: usize = 100;

/// A body, and the files that came with it: a field that is a file has its number in this list for a value.
pub(crate) struct Body<T> {
    pub(crate) body: T,
    pub(crate) files: Vec<Blob>,
}

impl<T: DeserializeOwned> FromRequest<Door> for Body<T> {
    type Rejection = Error;

    async fn from_request(request: Request, door: &Door) -> Result<Self, Error> {
        // Nobody but a caller with a key leaves files here.
        let Caller(_) = request
            .extensions()
            .get::<Result<Caller, Error>>()
            .cloned()
            .unwrap_or_else(|| Err(Error::unauthenticated()))?;
        if !is_form(&request) {
            return Ok(Self { body: json(request).await?, files: Vec::new() });
        }
        let mut form = Form::of(request)?;
        let (mut tree, mut files) = (Tree::default(), Vec::new());
        while let Some(part) = form.next().await? {
            match part {
                Part::Words(name, words) => put_words(&mut tree, &name, words)?,
                Part::File { name, body, .. } => {
                    if files.len() >= FILES {
                        let words = format!("A request may bring at most {FILES} files.");
                        return Err(Error::new(StatusCode::PAYLOAD_TOO_LARGE, words));
                    }
                    let bound = door.library.settings().artwork();
                    let stored = door.library.store_stream(body, bound).await;
                    let blob = stored.map_err(|error| named(error, &name))?;
                    tree.put(&name, Value::from(files.len()))?;
                    files.push(blob);
                }
            }
        }
        Ok(Self { body: body::value(tree.into_value())?, files })
    }
}

/// A JSON body; without one, all that must be in it is missing.
pub(crate) async fn json<T: DeserializeOwned>(request: Request) -> Result<T, Error> {
    match body::json(request, JSON).await {
        Err(error) if error.kind == BodyErrorKind::Missing && error.path.is_empty() => {
            Ok(body::value(Value::Object(serde_json::Map::new()))?)
        }
        read => Ok(read?),
    }
}

/// A field that is empty was left out, but for words to be set.
pub(crate) fn put_words(tree: &mut Tree, name: &str, words: String) -> Result<(), Error> {
    if words.is_empty() && !name.ends_with("[text]") {
        return Ok(());
    }
    Ok(tree.put(name, Value::from(words))?)
}

/// A file that broke off is told by its field.
fn named(error: library::Error, field: &str) -> Error {
    match error {
        library::Error::Invalid { message, .. } => Problems::one(&field.replace('[', ".").replace(']', ""), &message),
        other => other.into(),
    }
}
