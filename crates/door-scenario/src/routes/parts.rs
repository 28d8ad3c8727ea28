//! Parts of uploads: each goes to an address of its own that is signed, so that whoever has it needs no key, and that
//! holds for as long as the upload.

use axum::Router;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::routing::put;
use futures_util::{StreamExt, TryStreamExt};
use library::Time;
use library::blobs::ByteStream;
use library::ids::{AccountId, UploadId, UserId};
use library::limits::Resource;
use library::uploads::Upload;

use crate::error::Error;
use crate::ids;
use crate::state::Door;
use crate::translate::upload::{Kept, expiry};

/// What the master key signs here.
const PURPOSE: &str = "scenario upload parts";
/// Where this door is on its server, whatever other hosts it answers for.
const DOOR: &str = "/scenario";
/// Bytes of a signature that go into an address: 128 bits.
const SIGNATURE: usize = 16;

/// To be kept outside of what asks for a key.
pub(crate) fn router() -> Router<Door> {
    Router::new().route("/v1/uploads/{upload}/parts/{number}/{holder}/{signed}", put(take))
}

/// The address of a part: of which upload, on whose behalf, until when, and the signature of all that.
pub(crate) fn link(door: &Door, upload: &Upload, author: UserId, number: u32) -> String {
    let (id, holder) = (ids::spell(ids::UPLOAD, upload.id.0), holder(upload.account, author));
    let expiry = expiry(upload).timestamp();
    let signature = door.library.master().sign(PURPOSE, &message(&id, &number.to_string(), &holder, expiry));
    let signed = hex::encode(&signature[..SIGNATURE]);
    door.links.absolute(&format!("{DOOR}/v1/uploads/{id}/parts/{number}/{holder}/{expiry}-{signed}"))
}

fn message(upload: &str, number: &str, holder: &str, expiry: i64) -> Vec<u8> {
    format!("{upload}/{number}/{holder}/{expiry}").into_bytes()
}

/// A project and a person in it.
fn holder(account: AccountId, author: UserId) -> String {
    format!("{}.{}", ids::spell("", account.0), ids::spell("", author.0))
}

fn read_holder(holder: &str) -> Option<(AccountId, UserId)> {
    let (account, author) = holder.split_once('.')?;
    Some((ids::read("", account)?, ids::read("", author)?))
}

async fn take(
    State(door): State<Door>,
    Path((id, number, holder, signed)): Path<(String, String, String, String)>,
    body: Body,
) -> Result<(StatusCode, HeaderMap), Error> {
    let invalid = || Error::forbidden("this address is not valid");
    let (expires, signature) = signed.split_once('-').ok_or_else(invalid)?;
    let expires: i64 = expires.parse().map_err(|_| invalid())?;
    let signature = hex::decode(signature).map_err(|_| invalid())?;
    let message = message(&id, &number, &holder, expires);
    if !door.library.master().verify(PURPOSE, &message, &signature) {
        return Err(invalid());
    }
    if Time::from_timestamp(expires, 0).is_none_or(|until| door.library.now() >= until) {
        return Err(Error::forbidden("this address has expired"));
    }
    let (account, author) = read_holder(&holder).ok_or_else(invalid)?;
    let upload: UploadId = ids::read(ids::UPLOAD, &id).ok_or_else(invalid)?;
    let number: u32 = number.parse().map_err(|_| invalid())?;
    // Whoever has left the project since puts nothing into it.
    let actor = door.library.act_as(author, Some(account)).await.map_err(|_| invalid())?;
    door.library.limiter().take(&account.to_string())?;
    let _permit = door.library.limiter().enter(account, Resource::Uploads)?;
    let (kept, _) = door.library.upload(&actor, upload).await?;
    let most = Kept::of(&kept)?.size.unwrap_or(0);
    let part = door.library.put_part(&actor, upload, number, at_most(most, body)).await?;
    let mut headers = HeaderMap::new();
    if let Ok(etag) = HeaderValue::from_str(&format!("\"{}\"", part.blob.hash)) {
        headers.insert(header::ETAG, etag);
    }
    Ok((StatusCode::OK, headers))
}

/// A body that ends in a refusal where it has more bytes than the whole file is to have.
fn at_most(most: u64, body: Body) -> ByteStream {
    let mut left = most;
    let pieces = body.into_data_stream().map_err(|_| library::Error::invalid("body", "the upload broke off"));
    let counted = pieces.map(move |piece| {
        let piece = piece?;
        match left.checked_sub(piece.len() as u64) {
            Some(rest) => {
                left = rest;
                Ok(piece)
            }
            None => Err(library::Error::invalid("fileSize", format!("says {most} bytes, and this part has more"))),
        }
    });
    counted.boxed()
}
