//! Webhooks in the dialect's words: what events are called, and how endpoints and events are shown.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use door_kit::links::Links;
use library::Time;
use library::renders::Render;
use library::webhooks::{Calls, Delivery, Endpoint, Event, Kind, State};

use super::media;
use crate::error::Error;
use crate::ids;
use crate::wire::{self, date};

/// Whose endpoint it is: in the library, both are an account's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Owner {
    Project,
    Team,
}

impl Owner {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Project => "project",
            Self::Team => "team",
        }
    }
}

/// Whether an endpoint is a team's, which hears of all its projects.
pub(crate) fn is_teams(endpoint: &Endpoint) -> bool {
    endpoint.naming == Owner::Team.name()
}

/// All events.
const ALL: &str = "*";

/// The events of the dialect's documents; those that need a generative model or a bill never happen here.
const EVENTS: [&str; 18] = [
    "asset.download.completed",
    "asset.download.created",
    "asset.download.failed",
    "generation.completed",
    "generation.created",
    "generation.failed",
    "inference.cancelled",
    "inference.completed",
    "inference.created",
    "inference.failed",
    "model.download.completed",
    "model.download.created",
    "model.download.failed",
    "model.training.cancelled",
    "model.training.completed",
    "model.training.failed",
    "model.training.started",
    "team.credit.threshold.crossed",
];

/// What an event is called: a picture that is drawn is what this server generates.
const fn event_type(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::RenderSucceeded | Kind::PhotoRenderSucceeded => Some("generation.completed"),
        Kind::RenderFailed | Kind::PhotoRenderFailed => Some("generation.failed"),
        _ => None,
    }
}

/// What an endpoint calls an event, if it wants it.
pub(crate) fn wanted(endpoint: &Endpoint, kind: Kind) -> Option<&'static str> {
    let name = event_type(kind)?;
    endpoint.event_types.iter().any(|wanted| wanted == ALL || wanted == name).then_some(name)
}

/// The events of an endpoint to be made or changed.
pub(crate) fn checked(events: &[String]) -> Result<(), Error> {
    if events.is_empty() {
        return Err(Error::invalid("enabledEvents", "must name at least one event, or be [\"*\"]"));
    }
    match events.iter().position(|name| name != ALL && !EVENTS.contains(&name.as_str())) {
        None => Ok(()),
        Some(place) => Err(Error::invalid(&format!("enabledEvents[{place}]"), "is no event of this API")),
    }
}

/// An endpoint's secret, as receivers' libraries read it.
pub(crate) fn secret(secret: &[u8; 32]) -> String {
    format!("whsec_{}", STANDARD.encode(secret))
}

/// An endpoint, with its secret when it was just made.
pub(crate) fn endpoint(endpoint: &Endpoint, calls: Calls, secret: Option<String>) -> wire::WebhookEndpoint {
    let (prefix, owner) = if is_teams(endpoint) { (ids::TEAM, Owner::Team) } else { (ids::PROJECT, Owner::Project) };
    wire::WebhookEndpoint {
        id: ids::spell(ids::ENDPOINT, endpoint.id.0),
        url: endpoint.url.clone(),
        enabled: endpoint.enabled,
        enabled_events: endpoint.event_types.clone(),
        owner_id: ids::spell(prefix, endpoint.account.0),
        owner_type: owner.name(),
        nb_total_calls: calls.total,
        nb_failed_calls: calls.failed,
        created_at: date(endpoint.created_at),
        updated_at: date(endpoint.updated_at),
        description: Some(endpoint.description.clone()).filter(|words| !words.is_empty()),
        secret,
    }
}

/// An event on its way.
pub(crate) fn event(delivery: &Delivery) -> wire::WebhookEvent {
    let status = match delivery.state {
        State::Pending => "created",
        State::Delivered => "success",
        State::Failed => "retrying",
        State::Dead => "failed",
    };
    wire::WebhookEvent {
        id: ids::spell(ids::EVENT, delivery.id.0),
        endpoint_id: ids::spell(ids::ENDPOINT, delivery.endpoint.0),
        kind: delivery.event_type.clone(),
        status,
        updated_at: date(delivery.updated_at),
    }
}

/// An event with what is told.
pub(crate) fn whole_event(
    delivery: &Delivery,
    happened: &Event,
    render: Option<&Render>,
    links: &Links,
    now: Time,
) -> wire::WholeWebhookEvent {
    let (created_at, updated_at) = (date(delivery.created_at), date(delivery.updated_at));
    let tried = matches!(delivery.state, State::Delivered | State::Failed | State::Dead);
    let attempt = || wire::WebhookAttempt {
        response_status_code: delivery.http_status.unwrap_or(0),
        sent_at: updated_at.clone(),
    };
    wire::WholeWebhookEvent {
        event: event(delivery),
        payload: message(happened, &delivery.event_type, render, links, now),
        attempts: tried.then(attempt).into_iter().collect(),
        sent_at: if tried { updated_at.clone() } else { created_at.clone() },
        created_at,
    }
}

/// What is told.
pub(crate) fn message(
    event: &Event,
    event_type: &str,
    render: Option<&Render>,
    links: &Links,
    now: Time,
) -> wire::WebhookMessage {
    let picture = render.and_then(|render| Some((render, render.picture.as_ref()?)));
    let url = picture.map(|(render, picture)| {
        let extension = media::extension(&picture.media_type);
        links.file(picture.blob.hash, extension, &render.id.to_string(), now)
    });
    wire::WebhookMessage {
        kind: event_type.to_owned(),
        timestamp: date(event.at),
        data: wire::WebhookData {
            project_id: ids::spell(ids::PROJECT, event.account.0),
            job_id: ids::spell("job_", event.job.0),
            status: if event.failure.is_some() { "failure" } else { "success" },
            url,
            error: event.failure.as_ref().map(|failure| failure.message.clone()),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_that_happen_here_are_events_of_the_documents() {
        let happen: Vec<&str> = Kind::ALL.iter().filter_map(|kind| event_type(*kind)).collect();
        assert!(happen.len() >= 4 && happen.iter().all(|name| EVENTS.contains(name)), "{happen:?}");
        assert!(checked(&["*".to_owned()]).is_ok() && checked(&["generation.failed".to_owned()]).is_ok());
        for bad in [&[][..], &["generation".to_owned()], &["*".to_owned(), String::new()]] {
            assert_eq!(checked(bad).unwrap_err().status.as_u16(), 400, "{bad:?}");
        }
    }
}
