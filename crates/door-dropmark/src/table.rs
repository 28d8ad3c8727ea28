//! The dialect's operations and how far each is there.

use door_kit::route_table::{self, Route};

const SKIPPED: &str = "404: this is not offered by this server";

/// All operations, in the order of the facts that the door was made from.
pub fn routes() -> &'static [Route] {
    ROUTES
}

const ROUTES: &[Route] = &[
    Route::full("POST", "/v1/auth", "signs a person in, and gives their token"),
    Route::full("GET", "/v1/ping", "says that the API is up"),
    Route::full("GET", "/v1/collections", "lists collections"),
    Route::full("PUT", "/v1/collections", "puts the dashboard in order"),
    Route::full("GET", "/v1/collections/count", "counts collections"),
    Route::full("POST", "/v1/collections", "makes a collection"),
    Route::full("GET", "/v1/collections/{id}", "one collection")
        .partial("`items_parent_id` may be empty; a stack's items are listed by their own operation"),
    Route::full("GET", "/v1/collections/{id}/tags", "a collection's tags"),
    Route::full("PUT", "/v1/collections/{id}", "changes a collection")
        .partial("only an empty collection changes its owner, to the caller or a team of theirs"),
    Route::full("DELETE", "/v1/collections/{id}", "removes a collection and what was made in it"),
    Route::full("PUT", "/v1/collections/{id}/items", "with `order`: puts items in order"),
    Route::full("PUT", "/v1/collections/{id}/items", "with `items`: moves, stacks and tags items"),
    Route::full("DELETE", "/v1/collections/{id}/items", "removes items"),
    Route::full("GET", "/v1/collections/{id}/count", "counts a collection's items"),
    Route::full("GET", "/v1/collections/{id}/users", "a collection's people"),
    Route::full("POST", "/v1/collections/{id}/users", "invites somebody; who has no user yet joins when they have"),
    Route::full(
        "GET",
        "/v1/collections/{id}/feed",
        "the caller's key of a collection's feed; an operation of this server",
    ),
    Route::full("DELETE", "/v1/collections/{id}/feed", "resets it; an operation of this server"),
    Route::full("DELETE", "/v1/collections/{id}/users/{user_id}", "removes a collaborator, or leaves"),
    Route::full("GET", "/v1/items", "lists items of all collections"),
    Route::full("PUT", "/v1/items", "moves, stacks and tags items"),
    Route::full("GET", "/v1/collections/{id}/items", "lists a collection's items"),
    Route::full(
        "POST",
        "/v1/collections/{id}/items",
        "makes an item of a file, an upload, a URL or words, or items of several files",
    ),
    Route::full("GET", "/v1/items/{id}", "one item"),
    Route::full("GET", "/v1/items/{id}/tags", "an item's tags"),
    Route::full("PUT", "/v1/items/{id}", "changes an item"),
    Route::full("POST", "/v1/items/{id}", "changes an item, as one client does"),
    Route::full("DELETE", "/v1/items/{id}", "removes an item"),
    Route::full("POST", "/v1/items/copy", "copies items"),
    Route::full("GET", "/v1/items/count", "counts items"),
    Route::full("GET", "/v1/tags", "lists tags"),
    Route::full("POST", "/v1/tags", "tags items").partial("`items` is required: a tag is there while something has it"),
    Route::full("POST", "/v1/items/{id}/tags", "tags an item"),
    Route::full("DELETE", "/v1/tags/{id}", "takes a tag off everything"),
    Route::full("GET", "/v1/items/{id}/reactions", "who likes an item"),
    Route::full("POST", "/v1/items/{id}/reactions", "likes an item"),
    Route::full("DELETE", "/v1/reactions/{id}", "takes a liking back"),
    Route::full("GET", "/v1/items/{id}/comments", "comments on an item"),
    Route::full("POST", "/v1/items/{id}/comments", "comments on an item"),
    Route::full("PUT", "/v1/comments/{id}", "changes a comment"),
    Route::full("DELETE", "/v1/comments/{id}", "removes a comment"),
    Route::full("POST", "/v1/users/signup", "makes a user, where sign-up is open"),
    Route::full("GET", "/v1/users/me", "the person who is signed in"),
    Route::full("PUT", "/v1/users/me", "changes them"),
    Route::full("DELETE", "/v1/users/me", "ends them"),
    Route::full("GET", "/v1/users/me/feed", "the caller's key of their activity feed; an operation of this server"),
    Route::full("DELETE", "/v1/users/me/feed", "resets it; an operation of this server"),
    Route::full("GET", "/v1/users/contacts", "people whom they share with"),
    Route::full("GET", "/v1/users/email", "whether an e-mail address is free"),
    Route::full("GET", "/v1/users/username", "whether a name is free"),
    Route::full("GET", "/v1/emails", "other addresses"),
    Route::full("POST", "/v1/emails", "adds an address"),
    Route::full("DELETE", "/v1/emails/{id}", "removes an address"),
    Route::full("GET", "/v1/teams", "lists teams"),
    Route::full("GET", "/v1/teams/{id}", "one team"),
    Route::full("PUT", "/v1/teams/{id}", "changes a team"),
    Route::full("GET", "/v1/teams/{id}/users", "a team's people"),
    Route::full("POST", "/v1/teams/{id}/users", "adds somebody to a team")
        .partial("people who have a user on this server; others answer 404"),
    Route::full("PUT", "/v1/teams/{id}/users/{user_id}", "makes them manager or user"),
    Route::full("DELETE", "/v1/teams/{id}/users/{user_id}", "removes them"),
    Route::full(
        "GET",
        "/v1/teams/{id}/feed",
        "the caller's key of a team's activity feed; an operation of this server",
    ),
    Route::full("DELETE", "/v1/teams/{id}/feed", "resets it; an operation of this server"),
    Route::full("GET", "/v1/search", "finds collections, items and comments"),
    Route::full("GET", "/v1/activity", "what is new").partial("items and comments; no rows for invitations"),
    Route::full("POST", "/v1/uploads", "begins a direct upload: a form to post the file with"),
    Route::full("POST", "/v1/uploads/file", "takes the file of a direct upload; where S3 does in the service itself"),
    Route::full("GET", "/v1/expand", "follows a short link"),
    Route::full("GET", "/v1/extract", "reads a page's title and pictures"),
    Route::full("GET", "/v1/auth/saml", "signs in through an identity provider").absent(SKIPPED),
    Route::full("GET", "/v1/integrations", "lists connections to other services").absent(SKIPPED),
    Route::full("GET", "/v1/metadata/{group}", "reads metadata of a group").absent(SKIPPED),
];

/// What was decided where the dialect's documents are silent or disagree.
const DECISIONS: &str = include_str!("decisions.md");

/// The compatibility page.
pub fn page() -> String {
    format!("{}\n{DECISIONS}", route_table::page("Dropmark", ROUTES))
}
