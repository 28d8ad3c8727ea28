//! The API's own description (`OpenAPI`): what the routes say of themselves, and what holds for many of them.

use axum::Json;
use utoipa::openapi::path::{Operation, Parameter, ParameterBuilder, ParameterIn};
use utoipa::openapi::schema::{KnownFormat, ObjectBuilder, SchemaFormat, Type};
use utoipa::openapi::security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{Content, HeaderBuilder, InfoBuilder, OpenApi, Ref, RefOr, Required, Response, ResponseBuilder};

use crate::auth::ACCOUNT;
use crate::routes;

/// The API's own description.
pub fn openapi() -> OpenApi {
    let (_, mut document) = routes::all().split_for_parts();
    document.info = InfoBuilder::new()
        .title("Maquette")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some("Mockups, pictures, collections and keys, as the studio uses them."))
        .build();
    let components = document.components.get_or_insert_default();
    components
        .add_security_scheme("bearer", SecurityScheme::Http(HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build()));
    let cookie = ApiKeyValue::new("maquette_session");
    components.add_security_scheme("session", SecurityScheme::ApiKey(ApiKey::Cookie(cookie)));
    for item in document.paths.paths.values_mut() {
        let operations = [&mut item.get, &mut item.put, &mut item.post, &mut item.delete, &mut item.patch];
        operations.into_iter().flatten().for_each(complete);
    }
    document
}

/// Answers with the document.
pub(crate) async fn serve() -> Json<OpenApi> {
    Json(openapi())
}

/// Adds the refusals that follow from what an operation takes.
fn complete(operation: &mut Operation) {
    let parameters = operation.parameters.get_or_insert_default();
    let takes = |place: ParameterIn| {
        let is_there = |parameter: &RefOr<Parameter>| matches!(parameter, RefOr::T(own) if own.parameter_in == place);
        parameters.iter().any(is_there)
    };
    let (in_path, in_query) = (takes(ParameterIn::Path), takes(ParameterIn::Query));
    let signed_in = operation.security.is_some();
    if signed_in {
        parameters.push(RefOr::T(account_header()));
    }
    let body = operation.request_body.is_some();
    if let Some(RefOr::T(body)) = &mut operation.request_body
        && body.content.contains_key("application/octet-stream")
    {
        // A file may be empty, and an empty body is like none.
        body.required = Some(Required::False);
    }
    let refusals = [
        (body, "400", "The body can't be read."),
        (signed_in, "401", "No valid credential came along."),
        (signed_in, "403", "The caller may not do this."),
        (signed_in || in_path, "404", "It is not there, or not for this caller."),
        (body, "413", "Something is larger than the limit that is named."),
        (body, "415", "The body is of another media type."),
        (signed_in || body || in_query, "422", "A value is not valid."),
    ];
    for (_, status, words) in refusals.into_iter().filter(|(happens, ..)| *happens) {
        operation.responses.responses.entry(status.to_owned()).or_insert_with(|| RefOr::T(problem(words).build()));
    }
    let header = HeaderBuilder::new().schema(Some(ObjectBuilder::new().schema_type(Type::Integer)));
    let limited = problem("Too many requests.").header("Retry-After", header.description(Some("In seconds.")).build());
    operation.responses.responses.insert("429".to_owned(), RefOr::T(limited.build()));
}

fn problem(words: &str) -> ResponseBuilder {
    let schema = Ref::from_schema_name("Problem");
    let response: ResponseBuilder = Response::new(words).into();
    response.content("application/problem+json", Content::new(Some(schema)))
}

/// The header that chooses an account.
fn account_header() -> Parameter {
    let id = ObjectBuilder::new().schema_type(Type::String).format(Some(SchemaFormat::KnownFormat(KnownFormat::Uuid)));
    ParameterBuilder::new()
        .name(ACCOUNT)
        .parameter_in(ParameterIn::Header)
        .description(Some("Which of the caller's accounts to act in; their own when nothing is said."))
        .schema(Some(id))
        .build()
}
