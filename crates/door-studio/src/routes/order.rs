//! From a request to an order: artwork is stored or looked up, words are translated.

use axum::http::HeaderMap;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use library::idempotency::RequestKey;
use library::ids::ThingId;
use library::renders as theirs;
use library::{Actor, Error, secrets};

use crate::Studio;
use crate::error::Result;
use crate::wire::artwork::{Fill, Source};
use crate::wire::renders::NewRender;

/// The header that makes sending a request twice safe.
const IDEMPOTENCY: &str = "idempotency-key";

/// The client's key, if there is one; `words` is all that the request asks for.
pub(super) fn request_key(headers: &HeaderMap, words: &str) -> Result<Option<RequestKey>> {
    let Some(value) = headers.get(IDEMPOTENCY) else { return Ok(None) };
    let key = value.to_str().map_err(|_| Error::invalid("Idempotency-Key", "must be plain text"))?;
    Ok(Some(RequestKey { key: key.to_owned(), fingerprint: secrets::digest(words.as_bytes()) }))
}

/// The order, with given artwork stored.
pub(super) async fn order(studio: &Studio, actor: &Actor, new: NewRender) -> Result<theirs::RenderOrder> {
    let mut fills = Vec::with_capacity(new.fills.len());
    for (place, given) in new.fills.into_iter().enumerate() {
        fills.push(fill(studio, actor, given, &format!("fills[{place}].artwork.source")).await?);
    }
    Ok(theirs::RenderOrder {
        fills,
        texts: new.texts.into_iter().map(theirs::TextFill::from).collect(),
        hidden: new.hidden,
        output: new.output.into(),
        design: new.design,
    })
}

async fn fill(studio: &Studio, actor: &Actor, given: Fill, field: &str) -> Result<theirs::Fill> {
    let artwork = match given.artwork {
        None => None,
        Some(mut artwork) => {
            let given = std::mem::replace(&mut artwork.source, Source::Url(String::new()));
            Some(artwork.with(source(studio, actor, given, field).await?))
        }
    };
    Ok(theirs::Fill {
        slot: given.slot,
        artwork,
        colour: given.colour.map(Into::into),
        blend: given.blend.map(|blend| blend.0),
        print_area: given.print_area.map(Into::into),
        adjustments: given.adjustments.into(),
    })
}

async fn source(studio: &Studio, actor: &Actor, given: Source, field: &str) -> Result<theirs::Source> {
    match given {
        Source::Url(url) => Ok(theirs::Source::Url(url)),
        Source::Asset(id) => Ok(theirs::Source::Blob(studio.library.asset(actor, ThingId(id)).await?.blob)),
        Source::Base64(text) => {
            let digits = text.split_once(";base64,").map_or(text.as_str(), |(_, digits)| digits);
            let bytes = STANDARD.decode(digits);
            let bytes = bytes.map_err(|_| Error::invalid(format!("{field}.base64"), "is not base64"))?;
            let bound = studio.library.settings().artwork();
            Ok(theirs::Source::Blob(studio.library.store_bytes(bytes.into(), bound).await?))
        }
    }
}
