//! Uploads as the dialect shows them, and the words that the door keeps with each.

use chrono::TimeDelta;
use library::Time;
use library::ids::{AccountId, ThingId, UserId};
use library::uploads::Upload;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::error::Error;
use crate::ids;
use crate::routes::parts;
use crate::state::Door;
use crate::wire::{self, AssetOptions, PartLink, date};

/// What is kept of an upload beside its name and file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Kept {
    pub(crate) kind: Kind,
    pub(crate) author: Uuid,
    pub(crate) content_type: Option<String>,
    /// In bytes, of a file that comes in parts.
    pub(crate) size: Option<u64>,
    pub(crate) parts: Option<u32>,
    /// Where it comes from, of one that does not.
    pub(crate) url: Option<String>,
    pub(crate) options: Option<AssetOptions>,
    pub(crate) end: Option<End>,
}

/// How an upload ended.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct End {
    /// Why there is no asset or model of it.
    pub(crate) error: Option<String>,
    pub(crate) at: Time,
}

/// What a file is to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Kind {
    #[serde(rename = "3d")]
    Solid,
    #[serde(rename = "asset")]
    Asset,
    #[serde(rename = "audio")]
    Audio,
    #[serde(rename = "avatar")]
    Avatar,
    #[serde(rename = "image")]
    Image,
    #[serde(rename = "model")]
    Model,
    #[serde(rename = "text")]
    Text,
    #[serde(rename = "video")]
    Video,
}

impl Kind {
    const NAMES: [(Self, &str); 8] = [
        (Self::Solid, "3d"),
        (Self::Asset, "asset"),
        (Self::Audio, "audio"),
        (Self::Avatar, "avatar"),
        (Self::Image, "image"),
        (Self::Model, "model"),
        (Self::Text, "text"),
        (Self::Video, "video"),
    ];

    pub(crate) fn from_name(name: &str) -> Option<Self> {
        Self::NAMES.into_iter().find(|(_, known)| *known == name).map(|(kind, _)| kind)
    }

    fn name(self) -> &'static str {
        Self::NAMES.into_iter().find(|(kind, _)| *kind == self).map_or("asset", |(_, name)| name)
    }
}

impl Kept {
    /// What an upload of this door keeps; those of other surfaces are not there.
    pub(crate) fn of(upload: &Upload) -> Result<Self, Error> {
        serde_json::from_str(&upload.words).map_err(|_| Error::not_found("upload"))
    }

    pub(crate) fn words(&self) -> String {
        serde_json::to_value(self).unwrap_or_default().to_string()
    }
}

/// The thing that an upload becomes has its id.
pub(crate) fn thing(upload: &Upload) -> ThingId {
    ThingId(upload.id.0)
}

/// Until when an upload takes its parts.
pub(crate) fn expiry(upload: &Upload) -> Time {
    upload.created_at + TimeDelta::days(1)
}

/// An upload.
pub(crate) fn shown(door: &Door, upload: &Upload, kept: Kept) -> wire::OneUpload {
    let status = match (&kept.end, upload.file) {
        (Some(End { error: None, .. }), _) => "imported",
        (Some(_), _) => "failed",
        (None, Some(_)) => "validating",
        (None, None) => "pending",
    };
    let prefix = if kept.kind == Kind::Model { ids::MODEL } else { ids::ASSET };
    let entity_id = (status == "imported").then(|| ids::spell(prefix, upload.id.0));
    let parts = kept.parts.filter(|_| status == "pending").map(|count| {
        let (author, expires) = (UserId(kept.author), date(expiry(upload)));
        let url = |number| parts::link(door, upload, author, number);
        (1..=count).map(|number| PartLink { number, url: url(number), expires: expires.clone() }).collect()
    });
    let updated_at = kept.end.as_ref().map_or(upload.created_at, |end| end.at);
    let AccountId(owner) = upload.account;
    wire::OneUpload {
        upload: wire::Upload {
            id: ids::spell(ids::UPLOAD, upload.id.0),
            author_id: ids::spell(ids::USER, kept.author),
            owner_id: ids::spell(ids::PROJECT, owner),
            created_at: date(upload.created_at),
            updated_at: date(updated_at),
            file_name: upload.name.clone(),
            original_file_name: upload.name.clone(),
            kind: kept.kind.name().to_owned(),
            source: if kept.url.is_some() { "url" } else { "multipart" },
            status,
            asset_options: kept.options,
            content_type: kept.content_type,
            entity_id,
            error_message: kept.end.and_then(|end| end.error),
            file_size: kept.size.or(upload.file.map(|file| file.bytes)),
            parts,
            parts_count: kept.parts,
            url: kept.url,
        },
    }
}
