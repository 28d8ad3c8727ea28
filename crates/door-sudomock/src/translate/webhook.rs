//! Webhooks in the dialect's words: what events are called, and how endpoints and deliveries are shown.

use library::webhooks::{Delivery, Endpoint, Kind};

use crate::error::{Field, Problems};
use crate::translate::words;
use crate::wire;

/// The dialect's two vocabularies: five events were renamed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Naming {
    Current,
    Legacy,
}

impl Naming {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Current => "current",
            Self::Legacy => "legacy",
        }
    }

    /// That of an endpoint.
    pub(crate) fn of(endpoint: &Endpoint) -> Self {
        if endpoint.naming == Self::Current.name() { Self::Current } else { Self::Legacy }
    }

    /// That in which a list of events is written; the earlier one when that cannot be told.
    pub(crate) fn of_list(event_types: &[String]) -> Self {
        let has = |naming| event_types.iter().any(|name| RENAMED.iter().any(|(_, pair)| pair.one(naming) == name));
        if has(Self::Current) && !has(Self::Legacy) { Self::Current } else { Self::Legacy }
    }
}

/// What is one in each vocabulary.
#[derive(Debug, Clone, Copy)]
struct Pair {
    current: &'static str,
    legacy: &'static str,
}

impl Pair {
    const fn one(self, naming: Naming) -> &'static str {
        match naming {
            Naming::Current => self.current,
            Naming::Legacy => self.legacy,
        }
    }
}

const READY: Pair = Pair { current: "photo_mockup.ready", legacy: "2d_mockup.ready" };
const REJECTED: Pair = Pair { current: "photo_mockup.rejected", legacy: "2d_mockup.rejected" };
const FAILED: Pair = Pair { current: "photo_mockup.failed", legacy: "2d_mockup.failed" };
const DRAWN: Pair = Pair { current: "photo_mockup_render.succeeded", legacy: "2d_render.succeeded" };
const NOT_DRAWN: Pair = Pair { current: "photo_mockup_render.failed", legacy: "2d_render.failed" };

const RENAMED: [(Kind, Pair); 5] = [
    (Kind::PhotoReady, READY),
    (Kind::PhotoRejected, REJECTED),
    (Kind::PhotoFailed, FAILED),
    (Kind::PhotoRenderSucceeded, DRAWN),
    (Kind::PhotoRenderFailed, NOT_DRAWN),
];

/// Events of the dialect that never happen here: nothing makes videos.
const NEVER: [&str; 2] = ["video.succeeded", "video.failed"];

/// What an event is called. An upload that failed is a failed render: the dialect has no other word for it.
pub(crate) const fn event_type(kind: Kind, naming: Naming) -> Option<&'static str> {
    Some(match kind {
        Kind::RenderSucceeded => "render.succeeded",
        Kind::RenderFailed | Kind::ImportFailed => "render.failed",
        Kind::ImportSucceeded => "upload.succeeded",
        Kind::PhotoReady => READY.one(naming),
        Kind::PhotoRejected => REJECTED.one(naming),
        Kind::PhotoFailed => FAILED.one(naming),
        Kind::PhotoRenderSucceeded => DRAWN.one(naming),
        Kind::PhotoRenderFailed => NOT_DRAWN.one(naming),
        Kind::PackSucceeded | Kind::PackFailed => return None,
        Kind::Test => "webhook.test",
    })
}

/// The kind of job that an event is about.
pub(crate) const fn job_kind(kind: Kind, naming: Naming) -> &'static str {
    match kind {
        Kind::RenderSucceeded | Kind::RenderFailed => "render",
        Kind::ImportSucceeded | Kind::ImportFailed => "upload",
        Kind::PhotoReady | Kind::PhotoRejected | Kind::PhotoFailed => {
            Pair { current: "photo_mockup_create", legacy: "2d_create" }.one(naming)
        }
        Kind::PhotoRenderSucceeded | Kind::PhotoRenderFailed => {
            Pair { current: "photo_mockup_render", legacy: "2d_render" }.one(naming)
        }
        Kind::PackSucceeded | Kind::PackFailed => "pack",
        Kind::Test => "test",
    }
}

/// How the job of an event ended.
pub(crate) const fn job_status(kind: Kind) -> &'static str {
    match kind {
        Kind::RenderSucceeded
        | Kind::ImportSucceeded
        | Kind::PhotoReady
        | Kind::PhotoRenderSucceeded
        | Kind::PackSucceeded
        | Kind::Test => "succeeded",
        Kind::RenderFailed
        | Kind::ImportFailed
        | Kind::PhotoRejected
        | Kind::PhotoFailed
        | Kind::PhotoRenderFailed
        | Kind::PackFailed => "failed",
    }
}

/// What an endpoint calls an event, if it wants it: under either of its names. Tests are for all.
pub(crate) fn wanted(endpoint: &Endpoint, kind: Kind) -> Option<&'static str> {
    let name = event_type(kind, Naming::of(endpoint))?;
    let named = |naming| endpoint.event_types.iter().any(|wanted| Some(wanted.as_str()) == event_type(kind, naming));
    let wants =
        endpoint.event_types.is_empty() || kind == Kind::Test || named(Naming::Current) || named(Naming::Legacy);
    wants.then_some(name)
}

/// All names of the event that this name is one of; none when there is no such event.
pub(crate) fn spellings(name: &str) -> Vec<&'static str> {
    let mut found: Vec<&'static str> = Vec::new();
    for kind in Kind::ALL {
        let names = [Naming::Current, Naming::Legacy].map(|naming| event_type(*kind, naming));
        if names.contains(&Some(name)) {
            found.extend(names.into_iter().flatten());
        }
    }
    found.extend(NEVER.into_iter().filter(|never| *never == name));
    found.sort_unstable();
    found.dedup();
    found
}

/// Events and vocabulary of an endpoint to be made or changed, as far as they are given.
pub(crate) fn checked(problems: &mut Problems, event_types: Option<&[String]>, naming: Option<&str>) -> Option<Naming> {
    let body = Field::body();
    for (place, name) in event_types.unwrap_or_default().iter().enumerate() {
        if spellings(name).is_empty() {
            problems.add(&body.at("event_types").at(place), "Must be an event that this server knows");
        }
    }
    let given = naming?;
    let found = [Naming::Current, Naming::Legacy].into_iter().find(|naming| naming.name() == given);
    if found.is_none() {
        problems.add(&body.at("event_naming"), "Must be one of current, legacy");
    }
    found
}

/// A secret, spelled from what the library keeps.
pub(crate) fn secret(secret: &[u8; 32]) -> String {
    format!("whsec_{}", hex::encode(secret))
}

/// All that is shown of a secret that was made before.
pub(crate) fn masked(secret: &str) -> String {
    let last = secret.len().saturating_sub(4);
    format!("whsec_****{}", secret.get(last..).unwrap_or_default())
}

/// An endpoint with its secret, or what is shown of it.
pub(crate) fn endpoint(endpoint: Endpoint, secret: String) -> wire::WebhookEndpoint {
    let naming = Naming::of(&endpoint);
    let Endpoint { id, url, description, event_types, enabled, created_at, updated_at, .. } = endpoint;
    wire::WebhookEndpoint {
        id: id.0,
        url,
        secret,
        description: Some(description).filter(|words| !words.is_empty()),
        event_types,
        enabled,
        event_naming: naming.name().to_owned(),
        created_at,
        updated_at,
    }
}

/// A delivery.
pub(crate) fn delivery(delivery: Delivery) -> wire::WebhookDelivery {
    wire::WebhookDelivery {
        id: delivery.id.0,
        endpoint_id: delivery.endpoint.0,
        job_id: delivery.job.0,
        event_type: delivery.event_type,
        status: delivery.state.name(),
        http_status: delivery.http_status,
        attempt: delivery.attempts,
        last_error: delivery.error.as_deref().map(words::public),
        created_at: delivery.created_at,
        updated_at: delivery.updated_at,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn naming(names: &[&str]) -> Naming {
        Naming::of_list(&names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn a_list_is_read_for_its_vocabulary() {
        assert_eq!(naming(&[]), Naming::Legacy);
        assert_eq!(naming(&["render.succeeded"]), Naming::Legacy);
        assert_eq!(naming(&["2d_mockup.ready", "2d_render.failed"]), Naming::Legacy);
        assert_eq!(naming(&["photo_mockup.ready", "render.failed"]), Naming::Current);
        assert_eq!(naming(&["photo_mockup.ready", "2d_render.failed"]), Naming::Legacy);
    }

    #[test]
    fn every_event_has_the_names_of_the_documents() {
        let mut names: Vec<&str> = Kind::ALL.iter().filter_map(|kind| event_type(*kind, Naming::Legacy)).collect();
        names.sort_unstable();
        names.dedup();
        let documented = [
            "2d_mockup.failed",
            "2d_mockup.ready",
            "2d_mockup.rejected",
            "2d_render.failed",
            "2d_render.succeeded",
            "render.failed",
            "render.succeeded",
            "upload.succeeded",
            "webhook.test",
        ];
        assert_eq!(names, documented);
        for (kind, pair) in RENAMED {
            assert_eq!(spellings(event_type(kind, Naming::Current).unwrap()), {
                let mut both = [pair.current, pair.legacy];
                both.sort_unstable();
                both
            });
        }
        assert_eq!(spellings("video.failed"), ["video.failed"]);
        assert!(spellings("upload.failed").is_empty() && spellings("*").is_empty());
    }

    #[test]
    fn a_masked_secret_shows_its_last_four_characters() {
        let whole = secret(&[0xab; 32]);
        assert_eq!((whole.len(), masked(&whole).as_str()), (70, "whsec_****abab"));
    }
}
