//! What each operation takes and answers. Parameters are words that `schemas.rs` knows; those that must be there end
//! in `!`.

/// Who may ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Access {
    /// Somebody who is signed in.
    Person,
    /// Strangers too, for what is public.
    Reader,
    /// An application without a user.
    Application,
    /// Whoever brings a signed policy.
    Anybody,
}

/// What an operation takes and answers.
#[derive(Debug, Clone, Copy)]
pub(super) struct Operation {
    pub(super) query: &'static str,
    pub(super) body: &'static str,
    pub(super) answer: &'static str,
    /// Those of good answers.
    pub(super) statuses: &'static [u16],
    pub(super) access: Access,
}

const DASHBOARD: &str = "domain include[] items_page items_per_page items_type[] items_not_type[] log_access";
const COLLECTIONS: &str = "domain include[] owned owner_id page per_page q sort status[] items_page items_per_page items_type[] items_not_type[]";
const ITEMS: &str =
    "owned owner_id parent_id ll radius page per_page q tags[] type[] not_type[] include[] items_per_page";
const ALL_ITEMS: &str = "collection_id owned owner_id parent_id ll radius page per_page q tags[] type[] not_type[] include[] items_per_page";
const COLLECTION: &str =
    "name! type archived description highlighted labels sort_by sort_order thumbnail users[] user_id view_mode";
const CHANGED: &str =
    "name type archived description highlighted labels sort_by sort_order thumbnail user_id view_mode";
const NEW_ITEM: &str =
    "content type_of_item name description link thumbnail shareable parent_id tags[] latitude longitude mime upload_id";
const ITEM: &str =
    "content name description link thumbnail shareable parent_id collection_id tags[] latitude longitude mime";
const MANY: &str = "items[]! collection_id parent_id tags[]";
const PAGE: &str = "page per_page";

/// What is said of an operation that the table has.
pub(super) fn operation(method: &str, path: &str) -> Operation {
    let (query, body, answer) = words(method, path);
    let statuses: &[u16] = match (method, path) {
        ("POST", "/v1/items/{id}") => &[200],
        // Whoever likes an item already is told so.
        ("POST", "/v1/items/{id}/reactions") => &[201, 200],
        ("POST", _) => &[201],
        _ => &[200],
    };
    let access = match (method, path) {
        (_, "/v1/uploads/file") => Access::Anybody,
        (_, "/v1/auth" | "/v1/ping" | "/v1/users/signup" | "/v1/users/email" | "/v1/users/username") => {
            Access::Application
        }
        (_, "/v1/collections/{id}/users" | "/v1/collections/{id}/feed") => Access::Person,
        ("GET", path) if path.starts_with("/v1/collections/{id}") || path.starts_with("/v1/items/{id}") => {
            Access::Reader
        }
        _ => Access::Person,
    };
    Operation { query, body, answer, statuses, access }
}

fn words(method: &str, path: &str) -> (&'static str, &'static str, &'static str) {
    match (method, path) {
        ("POST", "/v1/auth") => ("", "email! password!", "SignedIn"),
        ("GET", "/v1/collections") => (COLLECTIONS, "", "[Collection]"),
        ("PUT", "/v1/collections") => ("", "order[]!", "[Collection]"),
        ("GET", "/v1/collections/count") => ("", "", "Counts"),
        ("POST", "/v1/collections") => ("include[]", COLLECTION, "Collection"),
        ("GET", "/v1/collections/{id}") => (DASHBOARD, "", "Collection"),
        ("PUT", "/v1/collections/{id}") => ("include[] items_per_page items_not_type[]", CHANGED, "Collection"),
        ("GET", "/v1/collections/{id}/tags" | "/v1/items/{id}/tags") => ("", "", "[Tag]"),
        ("GET", "/v1/tags") => ("page per_page q", "", "[Tag]"),
        ("POST", "/v1/tags") => ("", "name! items[]!", "Tag"),
        ("POST", "/v1/items/{id}/tags") => ("", "name!", "Tag"),
        ("PUT", "/v1/collections/{id}/items") => ("", "order[] items[] collection_id parent_id tags[]", "[Item]"),
        ("DELETE", "/v1/collections/{id}/items") => ("items[]", "", "Message"),
        ("GET", "/v1/collections/{id}/items") => (ITEMS, "", "[Item]"),
        ("POST", "/v1/collections/{id}/items") => ("", NEW_ITEM, "Item|[Item]"),
        ("GET", "/v1/collections/{id}/count" | "/v1/items/count") => ("", "", "Count"),
        ("GET", "/v1/collections/{id}/users" | "/v1/users/contacts" | "/v1/teams/{id}/users") => ("", "", "[Person]"),
        ("POST", "/v1/collections/{id}/users") => ("", "email id username", "Person"),
        ("POST", "/v1/teams/{id}/users") => ("", "email id username kind", "Person"),
        ("PUT", "/v1/teams/{id}/users/{user_id}") => ("", "kind", "Person"),
        ("GET", path) if path.ends_with("/feed") => ("", "", "FeedKey"),
        ("GET", "/v1/items") => (ALL_ITEMS, "", "[Item]"),
        ("PUT", "/v1/items") => ("", MANY, "[Item]"),
        ("GET", "/v1/items/{id}") => ("include[] items_page items_per_page", "", "Item"),
        ("PUT" | "POST", "/v1/items/{id}") => ("", ITEM, "Item"),
        ("POST", "/v1/items/copy") => ("", "items[]! collection_id! parent_id", "[Item]"),
        ("GET", "/v1/items/{id}/reactions") => ("", "", "[Reaction]"),
        ("POST", "/v1/items/{id}/reactions") => ("", "", "Reaction"),
        ("GET", "/v1/items/{id}/comments") => (PAGE, "", "[Comment]"),
        ("POST", "/v1/items/{id}/comments") => ("", "body! annotation", "Comment"),
        ("PUT", "/v1/comments/{id}") => ("", "body annotation", "Comment"),
        ("POST", "/v1/users/signup") => ("", "name email! username! password!", "SignedIn"),
        ("GET", "/v1/users/me") => ("include[]", "", "User"),
        ("PUT", "/v1/users/me") => {
            ("", "custom_domain email labels name sort_by sort_order username view_mode", "User")
        }
        ("GET", "/v1/users/email") => ("email!", "", "Message"),
        ("GET", "/v1/users/username") => ("username!", "", "Message"),
        ("GET", "/v1/emails") => ("", "", "[Email]"),
        ("POST", "/v1/emails") => ("", "email!", "Email"),
        ("GET", "/v1/teams") => ("", "", "[Team]"),
        ("GET", "/v1/teams/{id}") => ("", "", "Team"),
        ("PUT", "/v1/teams/{id}") => {
            ("", "custom_domain email labels name sort_by sort_order username view_mode", "Team")
        }
        ("GET", "/v1/search") => ("q! page per_page include[] items_per_page", "", "[Row]"),
        ("GET", "/v1/activity") => (PAGE, "", "[Row]"),
        ("POST", "/v1/uploads") => ("", "name mime", "Upload"),
        ("POST", "/v1/uploads/file") => {
            ("", "policy! signature! key! acl! Content-Type! success_action_status! file!", "PostResponse")
        }
        ("GET", "/v1/expand") => ("url!", "", "Expanded"),
        ("GET", "/v1/extract") => ("url!", "", "Page"),
        // `GET /v1/ping`, and all that is removed.
        _ => ("", "", "Message"),
    }
}
