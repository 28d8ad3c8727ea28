//! The dialect's twelve tools that need no generative model: their words and shapes, and what each asks of the door.

use std::sync::LazyLock;

use axum::http::Method;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use rmcp::model::{JsonObject, Tool, ToolAnnotations};
use serde_json::{Value, json};

use super::schemas::{boolean, choice, export_options, input, order, string};

/// A tool and what it does.
pub(super) struct Operation {
    pub(super) tool: Tool,
    pub(super) does: Does,
}

/// What a tool does.
#[derive(Clone, Copy)]
pub(super) enum Does {
    /// Tells of the API.
    ApiInfo,
    /// Tells of the embedded editor.
    EmbedInfo,
    /// Asks the door.
    Asks(fn(&JsonObject) -> Question),
}

/// What is asked of the door.
pub(super) struct Question {
    pub(super) method: Method,
    /// Below `/api/v1`.
    pub(super) path: String,
    pub(super) body: Option<Value>,
    /// Whether `data` is shown alone.
    pub(super) unwrap: bool,
    /// What is said of success.
    pub(super) word: Option<String>,
}

/// Tools of the service that need a generative model.
pub(super) const GENERATIVE: [&str; 10] = [
    "search_products",
    "get_product_details",
    "get_styles",
    "get_aspect_ratios",
    "create_mockup",
    "get_mockup_creation_status",
    "get_video_models",
    "create_video",
    "get_video_status",
    "tool_create_embroidery_effect",
];

pub(super) const API_TOPICS: [&str; 7] =
    ["all", "integration", "billing", "rate_limits", "formats", "best_practices", "support"];

pub(super) const EMBED_TOPICS: [&str; 11] = [
    "all",
    "quick_start",
    "npm_integration",
    "data_options",
    "callback_response",
    "mockanything_api",
    "mockanything_events",
    "react_example",
    "editor_types",
    "specific_mockup",
    "integration_steps",
];

/// All of them, in the service's order.
pub(super) fn all() -> &'static [Operation] {
    static ALL: LazyLock<Vec<Operation>> =
        LazyLock::new(|| [told(), shelves(), found(), rendered(), files()].into_iter().flatten().collect());
    &ALL
}

fn operation(tool: Tool, read_only: bool, destructive: bool, does: Does) -> Operation {
    let annotations = ToolAnnotations::new().read_only(read_only).destructive(destructive);
    Operation { tool: tool.with_annotations(annotations), does }
}

fn told() -> Vec<Operation> {
    let api = input(json!({"topic": choice(&API_TOPICS, "What to tell of; all by default.")}), &[]);
    let api = Tool::new("get_api_info", "Tells how to use the HTTP API: address, headers, formats, limits.", api);
    let embed = input(json!({"topic": choice(&EMBED_TOPICS, "What to tell of; all by default.")}), &[]);
    let embed = Tool::new("embed_mockup_editor", "Tells how to embed the mockup editor in a web page.", embed);
    vec![operation(api, true, false, Does::ApiInfo), operation(embed, true, false, Does::EmbedInfo)]
}

fn shelves() -> Vec<Operation> {
    let catalogs = Tool::new("get_catalogs", "Lists catalogs, which hold collections.", input(json!({}), &[]));
    let properties = json!({
        "catalog_uuid": string("Only this catalog's."),
        "include_all_catalogs": boolean("Those of all catalogs, in place of the default one's."),
    });
    let collections = Tool::new("get_collections", "Lists collections of mockups.", input(properties, &[]));
    let properties = json!({
        "name": string("The collection's name."),
        "catalog_uuid": string("The catalog to put it in; the default one otherwise."),
    });
    let create = Tool::new("create_collection", "Makes a collection.", input(properties, &["name"]));
    vec![
        operation(catalogs, true, false, Does::Asks(|_| get("/catalogs".to_owned()))),
        operation(
            collections,
            true,
            false,
            Does::Asks(|given| get(format!("/collections{}", query(given, &["catalog_uuid", "include_all_catalogs"])))),
        ),
        operation(
            create,
            false,
            false,
            Does::Asks(|given| {
                let name = given.get("name").and_then(Value::as_str).unwrap_or_default();
                let word = format!("Collection \"{name}\" created");
                post("/collections", given, &["name", "catalog_uuid"], &word)
            }),
        ),
    ]
}

fn found() -> Vec<Operation> {
    let properties = json!({
        "catalog_uuid": string("Only this catalog's."),
        "collection_uuid": string("Only this collection's."),
        "include_all_catalogs": boolean("Those of all catalogs, in place of the default one's."),
        "name": string("Part of a name, in any case."),
    });
    let words = "Lists mockups, with the uuids of their smart objects and text layers: all that create_render takes.";
    let list = Tool::new("get_mockups", words, input(properties, &[]));
    let properties = json!({"uuid": string("The mockup.")});
    let one = Tool::new("get_mockup_by_uuid", "Shows one mockup.", input(properties, &["uuid"]));
    vec![
        operation(
            list,
            true,
            false,
            Does::Asks(|given| {
                let names = ["catalog_uuid", "collection_uuid", "include_all_catalogs", "name"];
                get(format!("/mockups{}", query(given, &names)))
            }),
        ),
        operation(
            one,
            true,
            false,
            Does::Asks(|given| {
                let uuid = given.get("uuid").and_then(Value::as_str).unwrap_or_default();
                get(format!("/mockup/{}", utf8_percent_encode(uuid, NON_ALPHANUMERIC)))
            }),
        ),
    ]
}

const ORDER: [&str; 5] = ["mockup_uuid", "smart_objects", "export_label", "export_options", "text_layers"];

fn rendered() -> Vec<Operation> {
    let required = ["mockup_uuid", "smart_objects"];
    let words = "Renders one mockup with artwork, and gives the picture's URL.";
    let render = Tool::new("create_render", words, input(order(Some(export_options(false))), &required));
    let item = json!({"type": "object", "required": required, "properties": order(None)});
    let properties = json!({
        "renders": {"type": "array", "items": item, "description": "One order for each picture."},
        "export_options": export_options(false),
    });
    let words = "Renders several mockups in one call. One that fails does not stop the others.";
    let batch = Tool::new("create_batch_render", words, input(properties, &["renders"]));
    let words = "Gives the flat design of each smart object, as it would be printed.";
    let print = Tool::new("export_print_files", words, input(order(Some(export_options(true))), &required));
    vec![
        operation(
            render,
            false,
            false,
            Does::Asks(|given| Question { unwrap: true, ..post("/renders", given, &ORDER, "Render created") }),
        ),
        operation(
            batch,
            false,
            false,
            Does::Asks(|given| {
                let names = ["renders", "export_options"];
                Question { unwrap: true, ..post("/renders/batch", given, &names, "Batch render complete") }
            }),
        ),
        operation(
            print,
            false,
            false,
            Does::Asks(|given| post("/renders/print-files", given, &ORDER, "Print files exported")),
        ),
    ]
}

fn files() -> Vec<Operation> {
    let template = json!({"type": "object", "description": "Makes a mockup of the file at once.", "properties": {
        "create_after_upload": boolean("Whether to make one."),
        "collections": {
            "type": "array", "items": {"type": "string"}, "description": "Collections to put the mockup in.",
        },
        "catalog_uuid": string("The catalog to put it in; the default one otherwise."),
    }});
    let properties = json!({
        "psd_file_url": string("The address of the file itself, not of a page about it."),
        "psd_name": string("Its name; the file's by default."),
        "psd_category_id": {"type": "integer", "description": "Its category, 1 to 10."},
        "mockup_template": template,
    });
    let upload = Tool::new("upload_psd", "Uploads a Photoshop file.", input(properties, &["psd_file_url"]));
    let properties = json!({
        "psd_uuid": string("The file."),
        "delete_related_mockups": boolean("Whether its mockups go with it; they stay by default."),
    });
    let delete = Tool::new("delete_psd", "Deletes a Photoshop file.", input(properties, &["psd_uuid"]));
    vec![
        operation(
            upload,
            false,
            false,
            Does::Asks(|given| {
                let names = ["psd_file_url", "psd_name", "psd_category_id", "mockup_template"];
                post("/psd/upload", given, &names, "PSD uploaded successfully")
            }),
        ),
        operation(
            delete,
            false,
            true,
            Does::Asks(|given| {
                post("/psd/delete", given, &["psd_uuid", "delete_related_mockups"], "PSD deleted successfully")
            }),
        ),
    ]
}

fn get(path: String) -> Question {
    Question { method: Method::GET, path, body: None, unwrap: false, word: None }
}

/// Those arguments that the door knows, as they came.
fn post(path: &str, given: &JsonObject, names: &[&str], word: &str) -> Question {
    let body: JsonObject =
        names.iter().filter_map(|name| Some(((*name).to_owned(), given.get(*name)?.clone()))).collect();
    let (path, word) = (path.to_owned(), Some(word.to_owned()));
    Question { method: Method::POST, path, body: Some(Value::Object(body)), unwrap: false, word }
}

fn query(given: &JsonObject, names: &[&str]) -> String {
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let pairs: Vec<(&str, String)> = names
        .iter()
        .filter_map(|name| Some((*name, text(given.get(*name).filter(|value| !value.is_null())?))))
        .collect();
    let words = serde_urlencoded::to_string(pairs).unwrap_or_default();
    if words.is_empty() { words } else { format!("?{words}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn question(name: &str, given: Value) -> Question {
        let operation = all().iter().find(|operation| operation.tool.name == name).unwrap();
        let Does::Asks(question) = operation.does else { panic!("{name} asks nothing") };
        let Value::Object(given) = given else { panic!("no object") };
        question(&given)
    }

    #[test]
    fn there_are_twelve_with_the_services_names() {
        let names: Vec<&str> = all().iter().map(|operation| &*operation.tool.name).collect();
        let wanted = [
            "get_api_info",
            "embed_mockup_editor",
            "get_catalogs",
            "get_collections",
            "create_collection",
            "get_mockups",
            "get_mockup_by_uuid",
            "create_render",
            "create_batch_render",
            "export_print_files",
            "upload_psd",
            "delete_psd",
        ];
        assert_eq!(names, wanted);
        assert!(all().iter().all(|operation| operation.tool.input_schema["type"] == "object"));
    }

    #[test]
    fn arguments_go_where_the_door_looks_for_them() {
        let asked = question("get_mockups", json!({"name": "a b&c", "include_all_catalogs": true, "x": 1}));
        assert_eq!(asked.path, "/mockups?include_all_catalogs=true&name=a+b%26c");
        assert_eq!(question("get_mockups", json!({})).path, "/mockups");
        let asked = question("get_mockup_by_uuid", json!({"uuid": "../psd"}));
        assert_eq!(asked.path, "/mockup/%2E%2E%2Fpsd");
        let asked = question("create_render", json!({"mockup_uuid": "u", "smart_objects": [], "other": 1}));
        assert_eq!(asked.body, Some(json!({"mockup_uuid": "u", "smart_objects": []})));
        assert!(asked.unwrap && !question("export_print_files", json!({})).unwrap);
    }
}
