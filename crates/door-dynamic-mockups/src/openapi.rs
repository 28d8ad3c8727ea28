//! The door's own `OpenAPI` document, made of the handlers that answer.

use axum::Router;
use utoipa::OpenApi as _;
use utoipa::openapi::path::{Operation, PathItem};
use utoipa::openapi::security::{ApiKey, ApiKeyValue, SecurityScheme};
use utoipa::openapi::{ContentBuilder, OpenApi, Ref, RefOr, Response, ResponseBuilder, SecurityRequirement};
use utoipa_axum::router::OpenApiRouter;

use crate::routes::{batch, bulk, catalogs, collections, mockups, print_files, psd, renders, track};
use crate::state::Door;
use crate::wire::ErrorBody;

/// What the document says beside its operations.
#[derive(utoipa::OpenApi)]
#[openapi(
    info(
        title = "Dynamic Mockups, as answered by Maquette",
        description = "Mockups of Photoshop files, pictures and print files of them."
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
        .merge(catalogs::router())
        .merge(collections::router())
        .merge(mockups::router())
        .merge(renders::router())
        .merge(batch::router())
        .merge(bulk::router())
        .merge(print_files::router())
        .merge(psd::router())
        .merge(track::router());
    let document = OpenApiRouter::with_openapi(Document::openapi());
    let (router, mut document) = document.nest("/api/v1", operations).split_for_parts();
    complete(&mut document);
    (router, document)
}

/// Adds what all operations share.
fn complete(document: &mut OpenApi) {
    let components = document.components.get_or_insert_default();
    components.add_security_scheme("key", SecurityScheme::ApiKey(ApiKey::Header(ApiKeyValue::new("x-api-key"))));
    let none: [&str; 0] = [];
    document.security = Some(vec![SecurityRequirement::new("key", none)]);
    for item in document.paths.paths.values_mut() {
        for operation in operations(item) {
            for (status, description) in REFUSALS {
                operation.responses.responses.insert(status.to_owned(), RefOr::T(refusal(description)));
            }
        }
    }
}

/// Any operation may be refused in these ways.
const REFUSALS: [(&str, &str); 9] = [
    ("400", "Values are refused, or a URL cannot be fetched"),
    ("401", "No valid key"),
    ("403", "Not allowed"),
    ("404", "Not found"),
    ("408", "Still being worked on: to be sent again"),
    ("409", "The state of things does not allow it"),
    ("413", "Larger than this server takes"),
    ("422", "Required values are missing"),
    ("429", "Too often, or too much at once"),
];

fn refusal(description: &str) -> Response {
    let body = ContentBuilder::new().schema(Some(Ref::from_schema_name("Error"))).build();
    ResponseBuilder::new().description(description).content("application/json", body).build()
}

fn operations(item: &mut PathItem) -> impl Iterator<Item = &mut Operation> {
    let PathItem { get, put, post, delete, patch, .. } = item;
    [get, put, post, delete, patch].into_iter().flatten()
}
