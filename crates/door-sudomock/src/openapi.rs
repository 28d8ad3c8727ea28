//! The door's own `OpenAPI` document, made of the handlers that answer.

use axum::Router;
use utoipa::OpenApi as _;
use utoipa::openapi::path::{Operation, PathItem};
use utoipa::openapi::security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{ContentBuilder, OpenApi, Ref, RefOr, Response, ResponseBuilder, SecurityRequirement};
use utoipa_axum::router::OpenApiRouter;

use crate::routes::{
    account, artworks, fonts, housekeeping, jobs, mockups, packages, photos, renders, studio, uploads, webhooks,
};
use crate::state::Door;
use crate::wire::ErrorBody;

/// What the document says beside its operations.
#[derive(utoipa::OpenApi)]
#[openapi(
    info(
        title = "SudoMock, as answered by Maquette",
        description = "Mockups of Photoshop files, and pictures of them."
    ),
    components(schemas(ErrorBody))
)]
struct Document;

/// The document that `GET /api/v1/openapi.json` answers.
pub fn openapi() -> OpenApi {
    parts().1
}

/// The operations and their document.
pub(crate) fn parts() -> (Router<Door>, OpenApi) {
    let operations = OpenApiRouter::new()
        .nest("/psd-mockups", mockups::router())
        .nest("/mockups", mockups::router().merge(mockups::all()))
        .nest("/photo-mockups", photos::router())
        .nest("/sudoai/2d-mockups", photos::router())
        .merge(uploads::router())
        .merge(renders::router())
        .merge(jobs::router())
        .nest("/webhook-endpoints", webhooks::router())
        .merge(fonts::router())
        .merge(artworks::router())
        .merge(studio::router())
        .merge(housekeeping::router())
        .merge(account::router())
        .merge(packages::router());
    let document = OpenApiRouter::with_openapi(Document::openapi());
    let (router, mut document) = document.nest("/api/v1", operations).split_for_parts();
    complete(&mut document);
    (router, document)
}

/// Adds what all operations share.
fn complete(document: &mut OpenApi) {
    let components = document.components.get_or_insert_default();
    components.add_security_scheme("key", SecurityScheme::ApiKey(ApiKey::Header(ApiKeyValue::new("x-api-key"))));
    let bearer = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build();
    components.add_security_scheme("bearer", SecurityScheme::Http(bearer));
    let none: [&str; 0] = [];
    document.security = Some(vec![SecurityRequirement::new("key", none), SecurityRequirement::new("bearer", none)]);
    for (path, item) in &mut document.paths.paths {
        // The same operations under two paths need two names.
        let family = path.trim_start_matches("/api/v1/").split('/').next().unwrap_or_default().replace('-', "_");
        for operation in operations(item) {
            let name = operation.operation_id.take().unwrap_or_default();
            operation.operation_id = Some(format!("{family}_{name}"));
            for (status, description) in REFUSALS {
                operation.responses.responses.insert(status.to_owned(), RefOr::T(refusal(description)));
            }
        }
    }
}

/// Any operation may be refused in these ways.
const REFUSALS: [(&str, &str); 9] = [
    ("400", "A URL cannot be fetched"),
    ("401", "No valid credential"),
    ("403", "Not allowed"),
    ("404", "Not found"),
    ("409", "The Idempotency-Key was used for another request, or the state of things does not allow it"),
    ("413", "Larger than this server takes"),
    ("422", "Values are refused"),
    ("429", "Too often, or too much at once"),
    ("500", "Ours to mend"),
];

fn refusal(description: &str) -> Response {
    let body = ContentBuilder::new().schema(Some(Ref::from_schema_name("Error"))).build();
    ResponseBuilder::new().description(description).content("application/json", body).build()
}

fn operations(item: &mut PathItem) -> impl Iterator<Item = &mut Operation> {
    let PathItem { get, put, post, delete, patch, .. } = item;
    [get, put, post, delete, patch].into_iter().flatten()
}
