//! Direct uploads, as S3 takes forms from browsers: a signed policy says what may come, where it goes and until when;
//! the file is posted with it, without any other credential; then an item is made of it.

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::TimeDelta;
use door_kit::multipart::{self, Bounds, FormFile};
use library::ids::{AccountId, UploadId};
use library::{Actor, Library, Time, text};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use quick_xml::escape::escape;
use serde_json::{Value, json};
use uuid::Uuid;

use super::made;
use crate::auth::Caller;
use crate::error::Error;
use crate::parameters::{File, Parameters};
use crate::place::Here;
use crate::show::{date, media_type};
use crate::state::Door;

/// What the master key signs here.
const PURPOSE: &str = "dropmark-upload";
/// How long a policy holds.
const HOURS: i64 = 1;
/// Where files are posted to, below where uploads are begun.
const FORM: &str = "/file";
/// What the form calls the file.
const FIELD: &str = "file";
/// What needs no escape in a key.
const KEPT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'_').remove(b'.');
/// What stands for the file's name in keys until it is known.
const FILE_NAME: &str = "${filename}";

pub(super) fn router() -> Router<Door> {
    Router::new().route("/v1/uploads", post(begin)).route("/v1/uploads/file", post(take))
}

/// An upload's number is not in the database: it and the account give the id.
fn id_of(account: AccountId, number: u64) -> UploadId {
    let hash = library::secrets::digest(format!("dropmark {account} {number}").as_bytes());
    let mut half = [0; 16];
    half.copy_from_slice(&hash[..16]);
    UploadId(Uuid::from_bytes(half))
}

async fn begin(
    State(door): State<Door>,
    Here(address): Here,
    Caller(actor): Caller,
    given: Parameters,
) -> Result<Response, Error> {
    let name = given.filled("name")?.unwrap_or_else(|| "file".to_owned());
    let media_type = given.filled("mime")?.or_else(|| media_type(&name).map(str::to_owned));
    let media_type = media_type.unwrap_or_else(|| "application/octet-stream".to_owned());
    // 48 random bits: every client's numbers hold them.
    let random = library::secrets::random()?;
    let number = random[..6].iter().fold(0, |number, byte| number << 8 | u64::from(*byte));
    door.library.begin_upload_as(&actor, id_of(actor.account, number), &name, String::new()).await?;
    let (account, user) = (door.library.account_by_id(actor.account).await?, door.library.user(actor.user).await?);
    let start = format!("uploads/{}/{}/{number}/", account.serial, user.serial);
    let policy = json!({
        "expiration": date(door.library.now() + TimeDelta::hours(HOURS)),
        "conditions": [
            ["starts-with", "$key", start],
            ["content-length-range", 0, door.library.settings().asset_bytes],
            {"acl": "private"}, {"Content-Type": media_type}, {"success_action_status": "201"},
        ],
    });
    let policy = STANDARD.encode(policy.to_string());
    Ok(made(json!({
        "id": number,
        "url": format!("{address}{FORM}"),
        "params": {
            "signature": STANDARD.encode(door.library.master().sign(PURPOSE, policy.as_bytes())),
            "policy": policy, "Content-Type": media_type, "acl": "private", "AWSAccessKeyId": "maquette",
            "key": format!("{start}{FILE_NAME}"), "success_action_status": 201,
        },
    })))
}

/// What a form must keep to.
struct Policy {
    expires: Time,
    bytes: u64,
    /// What the key begins with.
    start: String,
    /// Fields and their values.
    fields: Vec<(String, String)>,
}

/// A policy that was made and signed here.
fn policy(library: &Library, encoded: &str, signature: &str) -> Option<Policy> {
    let signature = STANDARD.decode(signature).ok()?;
    if !library.master().verify(PURPOSE, encoded.as_bytes(), &signature) {
        return None;
    }
    let policy: Value = serde_json::from_slice(&STANDARD.decode(encoded).ok()?).ok()?;
    let conditions = policy["conditions"].as_array()?;
    let of = |name: &str| conditions.iter().find(|condition| condition[0] == name);
    let objects = conditions.iter().filter_map(Value::as_object).flatten();
    Some(Policy {
        expires: policy["expiration"].as_str()?.parse().ok()?,
        bytes: of("content-length-range")?[2].as_u64()?,
        start: of("starts-with")?[2].as_str()?.to_owned(),
        fields: objects.filter_map(|(name, value)| Some((name.clone(), value.as_str()?.to_owned()))).collect(),
    })
}

async fn take(State(door): State<Door>, Here(address): Here, request: Request) -> Result<Response, Error> {
    let library = &door.library;
    let library::Bound { what, bytes, setting } = library.settings().asset();
    let FormFile { fields, file_name, body, .. } =
        multipart::file(request, FIELD, Bounds { bytes, what, setting }).await?;
    let field = |name: &str| fields.iter().find(|(given, _)| given == name).map(|(_, value)| value.as_str());
    let refused = |words: &str| Error::new(StatusCode::FORBIDDEN, "policy_invalid", words);
    let policy = policy(library, field("policy").unwrap_or_default(), field("signature").unwrap_or_default());
    let policy = policy.ok_or_else(|| refused("the policy is missing, or was not signed by this server"))?;
    if policy.expires <= library.now() {
        return Err(refused("the policy has expired; begin another upload"));
    }
    if let Some((name, _)) = policy.fields.iter().find(|(name, value)| field(name) != Some(value)) {
        return Err(refused(&format!("{name} is not what the policy says")));
    }
    let file_name = file_name.as_deref().and_then(|name| name.rsplit(['/', '\\']).next()).unwrap_or("file");
    let key = field("key").unwrap_or_default().replace(FILE_NAME, file_name);
    let Some((account, user, number, name)) = parts(&key).filter(|_| key.starts_with(&policy.start)) else {
        return Err(refused("the key is not what the policy says"));
    };
    text::name("file", name)?;
    let account = library.account_by_serial(account).await?;
    let actor = library.act_as(library.user_by_serial(user).await?.id, Some(account.id)).await?;
    let bound = library::Bound { bytes: policy.bytes.min(bytes), what, setting };
    let file = library.fill_upload(&actor, id_of(account.id, number), body, bound).await?;
    let location = format!("{address}/{}", utf8_percent_encode(&key, KEPT));
    Ok(answer(&location, &key, &file.hash.to_string()))
}

/// As S3 answers when it is asked for 201.
fn answer(location: &str, key: &str, hash: &str) -> Response {
    let body = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<PostResponse><Location>{}</Location><Bucket>uploads</Bucket>\
         <Key>{}</Key><ETag>&quot;{hash}&quot;</ETag></PostResponse>",
        escape(location),
        escape(key)
    );
    let mut response = (StatusCode::CREATED, [(header::CONTENT_TYPE, "application/xml")], body).into_response();
    for (name, value) in [(header::LOCATION, location.to_owned()), (header::ETAG, format!("\"{hash}\""))] {
        if let Ok(value) = HeaderValue::from_str(&value) {
            response.headers_mut().insert(name, value);
        }
    }
    response
}

/// The numbers of a key's account, person and upload, and the file's name.
fn parts(key: &str) -> Option<(i64, i64, u64, &str)> {
    let mut parts = key.strip_prefix("uploads/")?.splitn(4, '/');
    let (account, user, number) = (parts.next()?, parts.next()?, parts.next()?);
    Some((account.parse().ok()?, user.parse().ok()?, number.parse().ok()?, parts.next()?))
}

/// An upload that an item is to be made of.
pub(super) struct Arrived {
    pub(super) id: UploadId,
    pub(super) file: File,
}

/// The upload that a request names: by the address or the key that its file was given, as `content`, or by its number,
/// as `upload_id`.
pub(super) async fn named(door: &Door, actor: &Actor, given: &Parameters) -> Result<Option<Arrived>, Error> {
    // Words may look like anything.
    let is_text = given.text("type")?.is_some_and(|type_| type_ == "text");
    let content = given.text("content").ok().flatten().filter(|_| !is_text).unwrap_or_default();
    let key = match content.split_once("/v1/uploads/file/") {
        Some((_, key)) => percent_decode_str(key).decode_utf8_lossy().into_owned(),
        None => content,
    };
    let (upload, name) = match (given.number("upload_id")?, parts(&key)) {
        (Some(upload), _) => (upload.unsigned_abs(), None),
        (None, Some((_, _, upload, name))) => (upload, Some(name.to_owned())),
        (None, None) => return Ok(None),
    };
    let id = id_of(actor.account, upload);
    let (upload, _) = door.library.upload(actor, id).await?;
    let blob = upload.file.ok_or_else(|| Error::invalid("content", "is an upload that has not arrived"))?;
    Ok(Some(Arrived { id, file: File { name: Some(name.unwrap_or(upload.name)), blob } }))
}
