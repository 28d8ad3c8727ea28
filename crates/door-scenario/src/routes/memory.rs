//! Words that are kept with a project for its agents: instructions and memory.

use axum::extract::{Path, State};
use axum::routing::get;
use axum::{Extension, Json, Router};
use library::Actor;
use serde::{Deserialize, Serialize};

use super::tenancy::in_project;
use crate::auth::Caller;
use crate::body::Body;
use crate::error::Error;
use crate::ids;
use crate::state::Door;
use crate::wire::{Memory, MemoryChanges, OneMemory, date};

/// The most bytes of such words.
const BYTES: usize = 50_000;

/// Which words.
#[derive(Debug, Clone, Copy)]
enum Kind {
    Instructions,
    Memory,
}

impl Kind {
    const fn name(self) -> &'static str {
        match self {
            Self::Instructions => "scenario.instructions",
            Self::Memory => "scenario.memory",
        }
    }

    const fn prefix(self) -> &'static str {
        match self {
            Self::Instructions => "ins_project_",
            Self::Memory => "mem_project_",
        }
    }
}

/// Them as they are kept.
#[derive(Debug, Serialize, Deserialize)]
struct Kept {
    content: String,
    created_at: String,
    updated_at: String,
    updated_by: String,
}

pub(crate) fn router() -> Router<Door> {
    let below = |path: &str, kind: Kind| Router::new().route(path, get(retrieve).put(update)).layer(Extension(kind));
    below("/v1/projects/{project}/instructions", Kind::Instructions)
        .merge(below("/v1/projects/{project}/memory", Kind::Memory))
}

async fn kept(door: &Door, there: &Actor, kind: Kind) -> Result<Option<Kept>, Error> {
    let words = door.library.preference(there, kind.name()).await?;
    Ok(words.and_then(|words| serde_json::from_str(&words.words).ok()))
}

fn shown(there: &Actor, kind: Kind, kept: Kept) -> Json<OneMemory> {
    let Kept { content, created_at, updated_at, updated_by } = kept;
    let id = ids::spell(&format!("{}{}", kind.prefix(), ids::PROJECT), there.account.0);
    Json(OneMemory { memory: Memory { id, size_bytes: content.len(), content, created_at, updated_at, updated_by } })
}

async fn retrieve(
    State(door): State<Door>,
    Caller(caller): Caller,
    Extension(kind): Extension<Kind>,
    Path(given): Path<String>,
) -> Result<Json<OneMemory>, Error> {
    let there = in_project(&door, &caller, &given).await?;
    if let Some(kept) = kept(&door, &there, kind).await? {
        return Ok(shown(&there, kind, kept));
    }
    // None were written yet: the empty ones that the project came with.
    let account = door.library.account(&there).await?;
    let (at, by) = (date(account.created_at), ids::spell(ids::USER, there.user.0));
    let empty = Kept { content: String::new(), created_at: at.clone(), updated_at: at, updated_by: by };
    Ok(shown(&there, kind, empty))
}

async fn update(
    State(door): State<Door>,
    Caller(caller): Caller,
    Extension(kind): Extension<Kind>,
    Path(given): Path<String>,
    Body(body): Body<MemoryChanges>,
) -> Result<Json<OneMemory>, Error> {
    let there = in_project(&door, &caller, &given).await?;
    let content = body.content.unwrap_or_default();
    library::text::without_null("content", &content)?;
    if content.len() > BYTES {
        return Err(Error::invalid("content", &format!("must have at most {BYTES} bytes")));
    }
    let now = date(door.library.now());
    let created_at = kept(&door, &there, kind).await?.map_or_else(|| now.clone(), |before| before.created_at);
    let words = Kept { content, created_at, updated_at: now, updated_by: ids::spell(ids::USER, there.user.0) };
    let text = serde_json::to_string(&words).map_err(library::Error::internal)?;
    door.library
        .set_preference(&there, kind.name(), &text)
        .await
        .map_err(|error| Error::of(error, kind.name(), "content"))?;
    Ok(shown(&there, kind, words))
}
