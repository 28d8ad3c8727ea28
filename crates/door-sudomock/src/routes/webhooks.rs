//! Webhook endpoints and deliveries.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, Uri};
use library::ids::EndpointId;
use library::webhooks::{Change, Endpoint, NewEndpoint, Query};
use library::{Actor, Noun};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::LABEL;
use crate::auth::Caller;
use crate::body::Json as Body;
use crate::error::{Error, Field, Problems};
use crate::routes::id;
use crate::routes::mockups::values;
use crate::state::Door;
use crate::translate::list;
use crate::translate::webhook::{self, Naming};
use crate::wire::{
    NewWebhookEndpoint, WebhookDelivery, WebhookEndpoint, WebhookEndpointChange, WebhookReplay, WebhookReplays,
    WebhookTest,
};

/// Where the next part of a list begins.
const NEXT: HeaderName = HeaderName::from_static("x-webhook-next-cursor");

/// What is done to what was asked for: it goes out as soon as it can.
const QUEUED: &str = "queued";

pub(crate) fn router() -> OpenApiRouter<Door> {
    OpenApiRouter::new()
        .routes(routes!(list_all, create))
        .routes(routes!(events))
        .routes(routes!(get, change, delete))
        .routes(routes!(rotate))
        .routes(routes!(test))
        .routes(routes!(deliveries))
        .routes(routes!(replay))
        .routes(routes!(replay_failed))
}

fn endpoint_id(given: &str) -> Result<EndpointId, Error> {
    id(given, Noun::Endpoint)
}

/// An endpoint whose secret was made before.
fn masked(door: &Door, endpoint: Endpoint) -> Result<WebhookEndpoint, Error> {
    let secret = door.library.endpoint_secret(&endpoint).map_err(Error::while_doing("reading webhook endpoint"))?;
    Ok(webhook::endpoint(endpoint, webhook::masked(&webhook::secret(&secret))))
}

/// An endpoint whose secret was just made.
fn whole(door: &Door, endpoint: Endpoint) -> Result<WebhookEndpoint, Error> {
    let secret = door.library.endpoint_secret(&endpoint).map_err(Error::while_doing("reading webhook endpoint"))?;
    Ok(webhook::endpoint(endpoint, webhook::secret(&secret)))
}

#[utoipa::path(
    get, path = "/", tag = "webhooks", summary = "List webhook endpoints",
    responses((status = 200, body = Vec<WebhookEndpoint>)),
)]
async fn list_all(State(door): State<Door>, Caller(actor): Caller) -> Result<Json<Vec<WebhookEndpoint>>, Error> {
    let found = door.library.endpoints(&actor, LABEL).await;
    let found = found.map_err(Error::while_doing("listing webhook endpoints"))?;
    Ok(Json(found.into_iter().map(|endpoint| masked(&door, endpoint)).collect::<Result<_, _>>()?))
}

#[utoipa::path(
    post, path = "/", tag = "webhooks", summary = "Make a webhook endpoint; its secret is shown whole",
    request_body = NewWebhookEndpoint,
    responses((status = 200, body = WebhookEndpoint)),
)]
async fn create(
    State(door): State<Door>,
    Caller(actor): Caller,
    Body { body, .. }: Body<NewWebhookEndpoint>,
) -> Result<Json<WebhookEndpoint>, Error> {
    let NewWebhookEndpoint { url, event_types, description, event_naming } = body;
    let mut problems = Problems::default();
    problems.characters(&Field::body().at("url"), Some(&url), 1, usize::MAX);
    problems.characters(&Field::body().at("description"), description.as_deref(), 0, 255);
    let naming = webhook::checked(&mut problems, event_types.as_deref(), event_naming.as_deref());
    problems.end()?;
    let event_types = event_types.unwrap_or_default();
    let naming = naming.unwrap_or_else(|| Naming::of_list(&event_types)).name().to_owned();
    let new = NewEndpoint { door: LABEL, url, description: description.unwrap_or_default(), event_types, naming };
    let made = door.library.create_endpoint(&actor, new).await;
    Ok(Json(whole(&door, made.map_err(Error::while_doing("creating webhook endpoint"))?)?))
}

#[utoipa::path(
    get, path = "/{id}", tag = "webhooks", summary = "One webhook endpoint",
    params(("id" = String, Path)),
    responses((status = 200, body = WebhookEndpoint)),
)]
async fn get(
    State(door): State<Door>,
    Caller(actor): Caller,
    Path(id): Path<String>,
) -> Result<Json<WebhookEndpoint>, Error> {
    let found = door.library.endpoint(&actor, LABEL, endpoint_id(&id)?).await;
    Ok(Json(masked(&door, found.map_err(Error::while_doing("reading webhook endpoint"))?)?))
}

#[utoipa::path(
    patch, path = "/{id}", tag = "webhooks", summary = "Change a webhook endpoint",
    params(("id" = String, Path)), request_body = WebhookEndpointChange,
    responses((status = 200, body = WebhookEndpoint)),
)]
async fn change(
    State(door): State<Door>,
    Caller(actor): Caller,
    Path(id): Path<String>,
    Body { body, .. }: Body<WebhookEndpointChange>,
) -> Result<Json<WebhookEndpoint>, Error> {
    let WebhookEndpointChange { url, event_types, description, enabled, event_naming } = body;
    let mut problems = Problems::default();
    problems.characters(&Field::body().at("url"), url.as_deref(), 1, usize::MAX);
    problems.characters(&Field::body().at("description"), description.as_deref(), 0, 255);
    let naming = webhook::checked(&mut problems, event_types.as_deref(), event_naming.as_deref());
    problems.end()?;
    let naming = naming.map(|naming| naming.name().to_owned());
    let change = Change { url, description, event_types, naming, enabled };
    let changed = door.library.change_endpoint(&actor, LABEL, endpoint_id(&id)?, change).await;
    Ok(Json(masked(&door, changed.map_err(Error::while_doing("updating webhook endpoint"))?)?))
}

#[utoipa::path(
    delete, path = "/{id}", tag = "webhooks", summary = "Delete a webhook endpoint with its deliveries",
    params(("id" = String, Path)),
    responses((status = 204)),
)]
async fn delete(State(door): State<Door>, Caller(actor): Caller, Path(id): Path<String>) -> Result<StatusCode, Error> {
    let deleted = door.library.delete_endpoint(&actor, LABEL, endpoint_id(&id)?).await;
    deleted.map_err(Error::while_doing("deleting webhook endpoint"))?;
    Ok(StatusCode::NO_CONTENT)
}

#[utoipa::path(
    post, path = "/{id}/rotate-secret", tag = "webhooks", summary = "Give an endpoint another secret, shown whole",
    params(("id" = String, Path)),
    responses((status = 200, body = WebhookEndpoint)),
)]
async fn rotate(
    State(door): State<Door>,
    Caller(actor): Caller,
    Path(id): Path<String>,
) -> Result<Json<WebhookEndpoint>, Error> {
    let rotated = door.library.rotate_endpoint_secret(&actor, LABEL, endpoint_id(&id)?).await;
    Ok(Json(whole(&door, rotated.map_err(Error::while_doing("rotating webhook secret"))?)?))
}

#[utoipa::path(
    post, path = "/{id}/test", tag = "webhooks", summary = "Send a test to an endpoint",
    params(("id" = String, Path)),
    responses((status = 200, body = WebhookTest)),
)]
async fn test(
    State(door): State<Door>,
    Caller(actor): Caller,
    Path(id): Path<String>,
) -> Result<Json<WebhookTest>, Error> {
    let sent = door.library.test_endpoint(&actor, LABEL, endpoint_id(&id)?).await;
    let sent = sent.map_err(Error::while_doing("testing webhook endpoint"))?;
    Ok(Json(WebhookTest { status: QUEUED, event_type: sent.event_type, job_id: sent.job.0 }))
}

#[utoipa::path(
    get, path = "/events", tag = "webhooks", summary = "Deliveries to all endpoints, newest first",
    params(
        ("status" = Option<String>, Query, description = "pending, delivered, failed or dead."),
        ("event_type" = Option<String>, Query, description = "Under either of its names."),
        ("cursor" = Option<String>, Query, description = "The `X-Webhook-Next-Cursor` of the part before."),
        ("limit" = Option<u32>, Query, minimum = 1, maximum = 200, description = "How many; 100 by default."),
    ),
    responses((status = 200, body = Vec<WebhookDelivery>, headers(("x-webhook-next-cursor" = String)))),
)]
async fn events(State(door): State<Door>, Caller(actor): Caller, uri: Uri) -> Result<Page, Error> {
    let query = list::deliveries(&values(&uri), actor.account, None)?;
    page(&door, &actor, query).await
}

#[utoipa::path(
    get, path = "/{id}/deliveries", tag = "webhooks", summary = "An endpoint's deliveries, newest first",
    params(
        ("id" = String, Path),
        ("status" = Option<String>, Query, description = "pending, delivered, failed or dead."),
        ("event_type" = Option<String>, Query, description = "Under either of its names."),
        ("cursor" = Option<String>, Query, description = "The `X-Webhook-Next-Cursor` of the part before."),
        ("limit" = Option<u32>, Query, minimum = 1, maximum = 200, description = "How many; 100 by default."),
    ),
    responses((status = 200, body = Vec<WebhookDelivery>, headers(("x-webhook-next-cursor" = String)))),
)]
async fn deliveries(
    State(door): State<Door>,
    Caller(actor): Caller,
    Path(id): Path<String>,
    uri: Uri,
) -> Result<Page, Error> {
    let query = list::deliveries(&values(&uri), actor.account, Some(endpoint_id(&id)?))?;
    page(&door, &actor, query).await
}

/// A part of a list; its end is told in a header, for the body is a bare list.
type Page = (HeaderMap, Json<Vec<WebhookDelivery>>);

/// The query asks for one more than is shown, to tell whether there are more.
async fn page(door: &Door, actor: &Actor, query: Query) -> Result<Page, Error> {
    let found = door.library.deliveries(actor, &query).await;
    let mut found = found.map_err(Error::while_doing("listing webhook deliveries"))?;
    let more = found.len() >= query.limit as usize;
    found.truncate(query.limit as usize - 1);
    let next = found.last().filter(|_| more).and_then(|last| HeaderValue::try_from(last.id.to_string()).ok());
    let headers = next.into_iter().map(|next| (NEXT, next)).collect();
    Ok((headers, Json(found.into_iter().map(webhook::delivery).collect())))
}

#[utoipa::path(
    post, path = "/{id}/deliveries/{delivery_id}/replay", tag = "webhooks", summary = "Deliver once more",
    params(("id" = String, Path), ("delivery_id" = String, Path)),
    responses((status = 200, body = WebhookReplay)),
)]
async fn replay(
    State(door): State<Door>,
    Caller(actor): Caller,
    Path((endpoint, delivery)): Path<(String, String)>,
) -> Result<Json<WebhookReplay>, Error> {
    let (endpoint, delivery) = (endpoint_id(&endpoint)?, id(&delivery, Noun::Delivery)?);
    let replayed = door.library.replay_delivery(&actor, LABEL, endpoint, delivery).await;
    let replayed = replayed.map_err(Error::while_doing("replaying webhook delivery"))?;
    Ok(Json(WebhookReplay { status: QUEUED, delivery_id: replayed.id.0 }))
}

#[utoipa::path(
    post, path = "/{id}/deliveries/replay-failed", tag = "webhooks",
    summary = "Deliver all failed and dead deliveries once more",
    params(("id" = String, Path)),
    responses((status = 200, body = WebhookReplays)),
)]
async fn replay_failed(
    State(door): State<Door>,
    Caller(actor): Caller,
    Path(id): Path<String>,
) -> Result<Json<WebhookReplays>, Error> {
    let count = door.library.replay_failed(&actor, LABEL, endpoint_id(&id)?).await;
    let count = count.map_err(Error::while_doing("replaying webhook deliveries"))?;
    Ok(Json(WebhookReplays { status: QUEUED, count }))
}
