//! Webhook endpoints of projects and of teams, and what was told to them.

use axum::extract::{Path, State};
use axum::routing::{get, put};
use axum::{Extension, Json, Router};
use library::ids::{DeliveryId, EndpointId};
use library::page::{Cursor, Key, Part, Start};
use library::webhooks::{Calls, Change, Delivery, Endpoint, NewEndpoint, Query};
use library::{Actor, Noun, Role};

use super::tenancy::{in_project, in_team};
use crate::auth::Caller;
use crate::body::Body;
use crate::error::Error;
use crate::query::{Parameters, token};
use crate::state::Door;
use crate::translate::webhook::{self, Owner};
use crate::wire::{
    Done, NewWebhookEndpoint, OneWebhookEndpoint, OneWebhookEvent, WebhookEndpointChanges, WebhookEndpoints,
    WebhookEvents,
};
use crate::{LABEL, ids};

/// The most endpoints that a team and its projects may have.
const MOST: usize = 10;

/// How many events are in a part of their list.
const EVENTS: u32 = 50;

type Answer = Result<Json<OneWebhookEndpoint>, Error>;

pub(crate) fn router() -> Router<Door> {
    below("/v1/projects/{project}", Owner::Project).merge(below("/v1/teams/{team}", Owner::Team))
}

fn below(owners: &str, owner: Owner) -> Router<Door> {
    let endpoints = format!("{owners}/webhook-endpoints");
    Router::new()
        .route(&endpoints, get(list).post(create))
        .route(&format!("{endpoints}/{{endpoint}}"), put(update).delete(remove))
        .route(&format!("{endpoints}/{{endpoint}}/events"), get(events))
        .route(&format!("{endpoints}/{{endpoint}}/events/{{event}}"), get(event))
        .layer(Extension(owner))
}

/// The caller where the endpoints are, and whose they are.
struct Place {
    actor: Actor,
    owner: Owner,
}

impl Place {
    async fn of(door: &Door, caller: &Actor, owner: Owner, given: &str) -> Result<Self, Error> {
        let actor = match owner {
            Owner::Project => in_project(door, caller, given).await?,
            Owner::Team => {
                let actor = in_team(door, caller, given).await?;
                // A team is told of projects that not all of its members see.
                actor.require(Role::Manager)?;
                actor
            }
        };
        Ok(Self { actor, owner })
    }

    fn is_of(&self, endpoint: &Endpoint) -> bool {
        webhook::is_teams(endpoint) == (self.owner == Owner::Team)
    }

    /// An endpoint of theirs.
    async fn endpoint(&self, door: &Door, given: &str) -> Result<Endpoint, Error> {
        let missing = || Error::not_found(&Noun::Endpoint.to_string());
        let id: EndpointId = ids::read(ids::ENDPOINT, given).ok_or_else(missing)?;
        let found = door.library.endpoint(&self.actor, LABEL, id).await?;
        if self.is_of(&found) { Ok(found) } else { Err(missing()) }
    }
}

async fn shown(door: &Door, endpoint: &Endpoint) -> Answer {
    let calls = door.library.endpoint_calls(endpoint.id).await?;
    Ok(Json(OneWebhookEndpoint { webhook_endpoint: webhook::endpoint(endpoint, calls, None) }))
}

async fn list(
    State(door): State<Door>,
    Caller(caller): Caller,
    Extension(kind): Extension<Owner>,
    Path(owner): Path<String>,
) -> Result<Json<WebhookEndpoints>, Error> {
    let place = Place::of(&door, &caller, kind, &owner).await?;
    let mut webhook_endpoints = Vec::new();
    for endpoint in door.library.endpoints(&place.actor, LABEL).await?.iter().filter(|found| place.is_of(found)) {
        let calls = door.library.endpoint_calls(endpoint.id).await?;
        webhook_endpoints.push(webhook::endpoint(endpoint, calls, None));
    }
    Ok(Json(WebhookEndpoints { webhook_endpoints }))
}

async fn create(
    State(door): State<Door>,
    Caller(caller): Caller,
    Extension(kind): Extension<Owner>,
    Path(owner): Path<String>,
    Body(body): Body<NewWebhookEndpoint>,
) -> Answer {
    let place = Place::of(&door, &caller, kind, &owner).await?;
    webhook::checked(&body.enabled_events)?;
    if door.library.endpoints_around(&place.actor, LABEL).await? >= MOST {
        return Err(Error::ceiling("create-webhook-endpoint", MOST));
    }
    let new = NewEndpoint {
        door: LABEL,
        url: body.url,
        description: body.description.unwrap_or_default(),
        event_types: body.enabled_events,
        naming: place.owner.name().to_owned(),
    };
    let made = door.library.create_endpoint(&place.actor, new).await?;
    let secret = webhook::secret(&door.library.endpoint_secret(&made)?);
    let webhook_endpoint = webhook::endpoint(&made, Calls::default(), Some(secret));
    Ok(Json(OneWebhookEndpoint { webhook_endpoint }))
}

async fn update(
    State(door): State<Door>,
    Caller(caller): Caller,
    Extension(kind): Extension<Owner>,
    Path((owner, endpoint)): Path<(String, String)>,
    Body(body): Body<WebhookEndpointChanges>,
) -> Answer {
    let place = Place::of(&door, &caller, kind, &owner).await?;
    let endpoint = place.endpoint(&door, &endpoint).await?;
    body.enabled_events.as_deref().map_or(Ok(()), webhook::checked)?;
    let WebhookEndpointChanges { url, enabled_events, description, enabled } = body;
    let change = Change { url, description, event_types: enabled_events, naming: None, enabled };
    let changed = door.library.change_endpoint(&place.actor, LABEL, endpoint.id, change).await?;
    shown(&door, &changed).await
}

async fn remove(
    State(door): State<Door>,
    Caller(caller): Caller,
    Extension(kind): Extension<Owner>,
    Path((owner, endpoint)): Path<(String, String)>,
) -> Result<Json<Done>, Error> {
    let place = Place::of(&door, &caller, kind, &owner).await?;
    let endpoint = place.endpoint(&door, &endpoint).await?;
    door.library.delete_endpoint(&place.actor, LABEL, endpoint.id).await?;
    Ok(Json(Done {}))
}

/// A cursor's list: the events of one endpoint.
fn list_of(endpoint: &Endpoint) -> String {
    format!("events-{}", endpoint.id.0.simple())
}

async fn events(
    State(door): State<Door>,
    Caller(caller): Caller,
    Extension(kind): Extension<Owner>,
    Path((owner, endpoint)): Path<(String, String)>,
    parameters: Parameters,
) -> Result<Json<WebhookEvents>, Error> {
    let place = Place::of(&door, &caller, kind, &owner).await?;
    let endpoint = place.endpoint(&door, &endpoint).await?;
    let Part { limit, start, .. } = parameters.part(EVENTS, 100)?;
    let before = match start {
        Start::Offset(_) => None,
        Start::After(cursor) => {
            cursor.of(&list_of(&endpoint))?;
            Some(DeliveryId(cursor.id))
        }
    };
    let query = Query {
        account: place.actor.account,
        door: LABEL.to_owned(),
        endpoint: Some(endpoint.id),
        state: None,
        event_types: Vec::new(),
        before,
        limit: limit + 1,
    };
    let mut found = door.library.deliveries(&place.actor, &query).await?;
    let more = found.len() > limit as usize;
    found.truncate(limit as usize);
    let next = found.last().filter(|_| more).map(|last: &Delivery| {
        token(&Cursor { list: list_of(&endpoint), key: Key::Time(last.created_at), id: last.id.0 })
    });
    Ok(Json(WebhookEvents { items: found.iter().map(webhook::event).collect(), next_pagination_token: next }))
}

async fn event(
    State(door): State<Door>,
    Caller(caller): Caller,
    Extension(kind): Extension<Owner>,
    Path((owner, endpoint, event)): Path<(String, String, String)>,
) -> Result<Json<OneWebhookEvent>, Error> {
    let place = Place::of(&door, &caller, kind, &owner).await?;
    let endpoint = place.endpoint(&door, &endpoint).await?;
    let id: Option<DeliveryId> = ids::read(ids::EVENT, &event);
    let id = id.ok_or_else(|| Error::not_found("event"))?;
    let told = door.library.told(&place.actor, LABEL, endpoint.id, id).await.map_err(|error| match error {
        library::Error::NotFound(_) => Error::not_found("event"),
        other => other.into(),
    })?;
    let now = door.library.now();
    let webhook_event = webhook::whole_event(&told.delivery, &told.event, told.render.as_ref(), &door.links, now);
    Ok(Json(OneWebhookEvent { webhook_event }))
}
