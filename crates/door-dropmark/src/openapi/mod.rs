//! The door's own `OpenAPI` document, made of its table of operations, of what each takes, and of what it answers.

mod operations;
mod schemas;

use serde_json::{Map, Value, json};

use crate::table;
use door_kit::route_table::Status;
use operations::{Operation, operation};

/// The document, without the address of a server.
pub fn openapi() -> Value {
    let mut paths: Map<String, Value> = Map::new();
    for route in table::routes().iter().filter(|route| !matches!(route.status, Status::Absent(_))) {
        let method = route.method.to_lowercase();
        let path = paths.entry(route.path).or_insert_with(|| json!({}));
        // Two rows of the table may be one operation, which tells them apart by what it is given.
        let known = path.get(&method).and_then(|known| known["summary"].as_str());
        let summary = known.map_or_else(|| route.summary.to_owned(), |known| format!("{known}; {}", route.summary));
        path[method] = described(route.method, route.path, &summary);
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Dropmark door of Maquette",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "Parameters may come in the query, as JSON, as a form, or as a form with files.",
        },
        "paths": paths,
        "security": [{"application": [], "person": []}],
        "components": {
            "securitySchemes": {
                "application": {"type": "apiKey", "in": "header", "name": "X-API-Key"},
                "person": {"type": "http", "scheme": "basic", "description": "the user's number and their token"},
            },
            "schemas": schemas::all(),
        },
    })
}

fn described(method: &str, path: &str, summary: &str) -> Value {
    let Operation { query, body, answer, statuses, access } = operation(method, path);
    let in_path = path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'));
    let in_path = in_path.map(|name| {
        let schema = if name == "group" { json!({"type": "string"}) } else { schemas::number_in_path() };
        json!({"name": name, "in": "path", "required": true, "schema": schema})
    });
    let words = query.split_whitespace().map(|word| {
        let (name, schema, required) = schemas::parameter(word);
        json!({"name": name, "in": "query", "required": required, "schema": schema})
    });
    let mut described = json!({
        "summary": summary,
        "operationId": format!("{}_{}", method.to_lowercase(), path.trim_start_matches("/v1/").replace(['/', '{', '}'], "_")),
        "parameters": in_path.chain(words).collect::<Vec<_>>(),
        "responses": {
            "default": {
                "description": "a refusal",
                "content": {"application/json": {"schema": schemas::reference("Error")}},
            },
        },
    });
    for status in statuses {
        described["responses"][status.to_string()] = answered(answer);
    }
    if !body.is_empty() {
        described["requestBody"] = taken(body);
    }
    let secured = match access {
        operations::Access::Person => None,
        operations::Access::Reader => Some(json!([{"application": []}, {"application": [], "person": []}])),
        operations::Access::Application => Some(json!([{"application": []}])),
        operations::Access::Anybody => Some(json!([])),
    };
    if let Some(secured) = secured {
        described["security"] = secured;
    }
    described
}

/// What a body may have: the same as JSON, as a form, and as a form with files.
fn taken(body: &str) -> Value {
    let (mut properties, mut files, mut required) = (Map::new(), Map::new(), Vec::new());
    for word in body.split_whitespace() {
        let (name, schema, is_required) = schemas::parameter(word);
        let name = name.trim_end_matches("[]").to_owned();
        let is_file = ["content", "thumbnail", "file"].contains(&name.as_str());
        let in_form = if is_file { json!({"type": "string", "format": "binary"}) } else { schema.clone() };
        files.insert(name.clone(), in_form);
        properties.insert(name.clone(), schema);
        if is_required {
            required.push(name);
        }
    }
    let object =
        |properties: Map<String, Value>| json!({"type": "object", "properties": properties, "required": required});
    let (words, files) = (json!({"schema": object(properties)}), json!({"schema": object(files)}));
    json!({"content": {
        "application/json": words, "application/x-www-form-urlencoded": words, "multipart/form-data": files,
    }})
}

/// `[Item]` is a list of items with their number in all, `Item|[Item]` one or several.
fn answered(answer: &str) -> Value {
    let of = |word: &str| match word.strip_prefix('[').and_then(|word| word.strip_suffix(']')) {
        Some(each) => json!({"type": "array", "items": schemas::reference(each)}),
        None => schemas::reference(word),
    };
    let schema = match answer.split_once('|') {
        Some((one, other)) => json!({"anyOf": [of(one), of(other)]}),
        None => of(answer),
    };
    if answer == "PostResponse" {
        return json!({"description": "taken", "content": {"application/xml": {"schema": {"type": "string"}}}});
    }
    let mut answered = json!({"description": "done", "content": {"application/json": {"schema": schema}}});
    if answer.starts_with('[') {
        let total = json!({"description": "how many match in all", "schema": {"type": "integer"}});
        answered["headers"] = json!({"X-Total-Count": total});
    }
    answered
}
