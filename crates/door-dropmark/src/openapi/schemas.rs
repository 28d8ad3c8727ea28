//! What the words of the operations are, and the objects of the dialect.

use serde_json::{Map, Value, json};

/// A schema by its name.
pub(super) fn reference(name: &str) -> Value {
    json!({"$ref": format!("#/components/schemas/{name}")})
}

/// A number in a path: one that nobody has is 404.
pub(super) fn number_in_path() -> Value {
    json!({"type": "integer", "format": "int64", "minimum": 0, "maximum": i64::MAX})
}

/// A parameter's name, its schema, and whether it must be there.
pub(super) fn parameter(word: &str) -> (String, Value, bool) {
    let (word, required) = word.strip_suffix('!').map_or((word, false), |word| (word, true));
    let name = if word == "type_of_item" { "type" } else { word };
    (name.to_owned(), schema(word), required)
}

fn schema(word: &str) -> Value {
    let text = |most: u32| json!({"type": "string", "maxLength": most});
    let one_of = |words: &[&str]| json!({"type": "string", "enum": words});
    let array = |items: Value| json!({"type": "array", "items": items});
    let types = ["image", "video", "audio", "link", "text", "stack", "other", "color"];
    match word {
        "page" | "items_page" | "per_page" | "items_per_page" => {
            json!({"type": "integer", "minimum": 1, "maximum": 1000})
        }
        "collection_id" | "owner_id" | "user_id" | "id" | "upload_id" => number_in_path(),
        "parent_id" => json!({"type": ["integer", "null"]}),
        "owned" | "archived" | "highlighted" | "labels" | "shareable" | "log_access" => json!({"type": "boolean"}),
        "latitude" => json!({"type": "number", "minimum": -90, "maximum": 90}),
        "longitude" => json!({"type": "number", "minimum": -180, "maximum": 180}),
        "radius" => json!({"type": "number", "minimum": 0}),
        "items[]" | "order[]" | "users[]" => {
            json!({"type": "array", "items": number_in_path(), "minItems": 1, "maxItems": 1000})
        }
        "include[]" => array(one_of(&["items", "users", "emails", "teams", "teams_total_count", "metadata"])),
        "status[]" => array(one_of(&["active", "archived", "highlighted"])),
        "tags[]" => {
            json!({"type": "array", "items": {"type": "string", "minLength": 1, "maxLength": 100}, "maxItems": 100})
        }
        "type[]" | "not_type[]" | "items_type[]" | "items_not_type[]" => array(one_of(&types)),
        "type_of_item" => one_of(&types),
        "type" => one_of(&["private", "public", "global"]),
        "sort" => one_of(&["name", "recent"]),
        "sort_by" => text(50),
        "sort_order" => one_of(&["asc", "desc"]),
        "view_mode" => one_of(&["tile", "shelf", "flow", "list"]),
        "kind" => one_of(&["manager", "user"]),
        "description" => text(10_000),
        "body" | "annotation" => text(100_000),
        "content" => text(200_000),
        "name" => json!({"type": "string", "minLength": 1, "maxLength": 255}),
        _ => json!({"type": "string"}),
    }
}

/// Names and what each is: `int`, `num`, `str`, `bool`, `date`, `any`, `map` (an object), `list`; `?` for what may be
/// null. Those after `...` need not be there.
const OBJECTS: [(&str, &str); 19] = [
    ("Error", "code:str message:str"),
    ("Message", "code:str message:str"),
    ("Count", "count:int"),
    ("Counts", "active:int archived:int highlighted:int owned:int total:int"),
    (
        "Collection",
        "id:int user_id:int name:str description:str? type:str sort:int sort_by:str? sort_order:str? view_mode:str \
         thumbnail:str? labels:bool highlighted:bool archived:bool last_accessed_at:date? created_at:date updated_at:date \
         items_total_count:int users_total_count:int user_name:str username:str user_avatar:str? user_email:str? \
         custom_domain:str? user_plan:str user_plan_active:bool url:str short_url:str thumbnails:map permissions:map \
         ... items:list users:list",
    ),
    (
        "Item",
        "id:int collection_id:int user_id:int parent_id:int? name:str description:str? content:str link:str preview:str? \
         thumbnail:str? shareable:bool? size:int sort:int type:str mime:str latitude:num? longitude:num? created_at:date \
         updated_at:date deleted_at:date? reactions_total_count:int user_name:str user_email:str? user_avatar:str? \
         user_plan:str url:str short_url:str thumbnails:map reactions:list is_url:bool comments:list tags:list metadata:any \
         collection_name:str parent_name:str? permissions:map ... items_total_count:int items:list",
    ),
    ("Tag", "name:str items_total_count:int ... id:int"),
    (
        "Reaction",
        "id:int item_id:int user_id:int username:str avatar:str? name:str email:str? created_at:date updated_at:date",
    ),
    (
        "Comment",
        "id:int item_id:int item_name:str collection_id:int collection_name:str collection_url:str body:str \
         annotation:str? created_at:date updated_at:date url:str user_id:int username:str name:str email:str? avatar:str?",
    ),
    (
        "Person",
        "id:int name:str email:str? user_avatar:str? avatar:str? username:str plan:str billing_email:str? kind:str \
         is_subscribed:bool",
    ),
    (
        "User",
        "id:int name:str email:str? username:str avatar:str? status:str plan:str plan_active:bool custom_domain:str? \
         sort_by:str? sort_order:str? view_mode:str labels:bool usage:map created_at:date ... emails:list teams:list \
         teams_total_count:int metadata:any",
    ),
    ("SignedIn", "id:int name:str email:str? username:str avatar:str? status:str plan:str token:str usage:map"),
    (
        "Team",
        "id:int name:str username:str email:str? avatar:str? custom_domain:str? plan:str plan_active:bool \
         billing_email:str? user_kind:str created_at:date sort_by:str? sort_order:str? view_mode:str labels:bool \
         status:str usage:map ... feed_key:str users:list plan_quantity:int",
    ),
    ("Email", "id:int email:str"),
    ("FeedKey", "feed_key:str urls:map"),
    ("Upload", "id:int url:str params:map"),
    ("Expanded", "url:str"),
    ("Page", "url:str title:str? description:str? images:list"),
    ("Row", "id:int type:str"),
];

/// All objects.
pub(super) fn all() -> Value {
    let objects = OBJECTS.iter().filter(|(_, fields)| !fields.is_empty());
    objects.map(|(name, fields)| ((*name).to_owned(), object(fields))).collect::<Map<_, _>>().into()
}

fn object(fields: &str) -> Value {
    let (mut properties, mut required, mut is_required) = (Map::new(), Vec::new(), true);
    for field in fields.split_whitespace() {
        let Some((name, kind)) = field.split_once(':') else {
            is_required = false;
            continue;
        };
        properties.insert(name.to_owned(), value(kind));
        if is_required {
            required.push(name);
        }
    }
    json!({"type": "object", "properties": properties, "required": required})
}

fn value(kind: &str) -> Value {
    let (kind, nullable) = kind.strip_suffix('?').map_or((kind, false), |kind| (kind, true));
    let name = match kind {
        "int" => "integer",
        "num" => "number",
        "bool" => "boolean",
        "map" => "object",
        "list" => "array",
        "any" => return json!({}),
        _ => "string",
    };
    let mut schema = if nullable { json!({"type": [name, "null"]}) } else { json!({"type": name}) };
    if kind == "date" {
        schema["format"] = "date-time".into();
    }
    schema
}
