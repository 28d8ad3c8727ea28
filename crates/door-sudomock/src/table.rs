//! The dialect's operations and how far each is there.

use door_kit::route_table::Route;

const NO_SURFACES: &str = "print areas are given, never found: that needs a generator";
const SURFACES: &str = "422: surfaces are found by a generator that this server does not have";
const MODEL: &str = "404: this needs a generator that this server does not have";
const RETIRED: &str = "404: this path is retired";
const NO_PREVIEW: &str = "`preview_url` is always null";
const NO_WEB_FONTS: &str = "TrueType and OpenType files and collections of them; no WOFF";
const NO_SUPPORT: &str = "answered, and read by nobody";

/// All operations, in the order of the dialect's documents.
pub fn routes() -> &'static [Route] {
    ROUTES
}

const ROUTES: &[Route] = &[
    Route::full("GET", "/api/v1/psd-mockups", "lists mockups"),
    Route::full("GET", "/api/v1/psd-mockups/{uuid}", "one mockup"),
    Route::full("GET", "/api/v1/psd-mockups/{uuid}/layers", "its layer tree"),
    Route::full("PATCH", "/api/v1/psd-mockups/{uuid}", "renames it"),
    Route::full("DELETE", "/api/v1/psd-mockups/{uuid}", "deletes it with its previews and renders"),
    Route::full("GET", "/api/v1/mockups", "lists mockups (earlier path)"),
    Route::full("GET", "/api/v1/mockups/{uuid}", "one mockup (earlier path)"),
    Route::full("GET", "/api/v1/mockups/{uuid}/layers", "its layer tree (earlier path)"),
    Route::full("PATCH", "/api/v1/mockups/{uuid}", "renames it (earlier path)"),
    Route::full("DELETE", "/api/v1/mockups/{uuid}", "deletes it (earlier path)"),
    Route::full("DELETE", "/api/v1/mockups/all", "deletes all mockups; signed-in sessions only"),
    Route::full("POST", "/api/v1/psd/upload", "makes a mockup of the Photoshop file at a URL, at once or as a job"),
    Route::full("POST", "/api/v1/renders", "renders smart objects, nested ones too, at once or as a job"),
    Route::full("POST", "/api/v1/renders", "with text layers, nested ones too"),
    Route::full("POST", "/api/v1/renders", "with hidden layers, those inside smart objects too"),
    Route::full("POST", "/api/v1/renders", "with `Idempotency-Key`"),
    Route::full("POST", "/api/v1/renders", "with `remove_background`").absent("422: needs a generator"),
    Route::full("GET", "/api/v1/jobs", "lists jobs"),
    Route::full("GET", "/api/v1/jobs/{job_id}", "one job"),
    Route::full("GET", "/api/v1/webhook-endpoints", "lists webhook endpoints"),
    Route::full("POST", "/api/v1/webhook-endpoints", "makes one"),
    Route::full("GET", "/api/v1/webhook-endpoints/{id}", "one endpoint"),
    Route::full("PATCH", "/api/v1/webhook-endpoints/{id}", "changes it"),
    Route::full("DELETE", "/api/v1/webhook-endpoints/{id}", "deletes it"),
    Route::full("POST", "/api/v1/webhook-endpoints/{id}/rotate-secret", "gives it another secret"),
    Route::full("POST", "/api/v1/webhook-endpoints/{id}/test", "sends a test"),
    Route::full("GET", "/api/v1/webhook-endpoints/{id}/deliveries", "its deliveries"),
    Route::full("GET", "/api/v1/webhook-endpoints/events", "deliveries of all endpoints"),
    Route::full("POST", "/api/v1/webhook-endpoints/{id}/deliveries/{delivery_id}/replay", "delivers again"),
    Route::full("POST", "/api/v1/webhook-endpoints/{id}/deliveries/replay-failed", "delivers all failed ones again"),
    Route::full("POST", "/api/v1/photo-mockups", "makes a mockup of a photo, at once or as a job").partial(NO_SURFACES),
    Route::full("GET", "/api/v1/photo-mockups", "lists them"),
    Route::full("GET", "/api/v1/photo-mockups/{id}", "one of them"),
    Route::full("DELETE", "/api/v1/photo-mockups/{id}", "deletes it"),
    Route::full("PUT", "/api/v1/photo-mockups/{id}/print-areas", "replaces its print areas"),
    Route::full(
        "POST",
        "/api/v1/photo-mockups/{id}/render",
        "renders artwork into its print areas, at once or as a job",
    ),
    Route::full("POST", "/api/v1/photo-mockups/{id}/render", "onto whole surfaces").absent(SURFACES),
    Route::full("POST", "/api/v1/sudoai/2d-mockups", "makes a mockup of a photo (earlier path)").partial(NO_SURFACES),
    Route::full("GET", "/api/v1/sudoai/2d-mockups", "lists them (earlier path)"),
    Route::full("GET", "/api/v1/sudoai/2d-mockups/{id}", "one of them (earlier path)"),
    Route::full("DELETE", "/api/v1/sudoai/2d-mockups/{id}", "deletes it (earlier path)"),
    Route::full("PUT", "/api/v1/sudoai/2d-mockups/{id}/print-areas", "replaces its print areas (earlier path)"),
    Route::full("POST", "/api/v1/sudoai/2d-mockups/{id}/render", "renders artwork into its print areas (earlier path)"),
    Route::full("GET", "/api/v1/fonts", "lists the server's fonts and the account's own").partial(NO_PREVIEW),
    Route::full("POST", "/api/v1/fonts", "adds the font at a URL").partial(NO_WEB_FONTS),
    Route::full("GET", "/api/v1/fonts/{uuid}", "one font").partial(NO_PREVIEW),
    Route::full("DELETE", "/api/v1/fonts/{uuid}", "deletes one of the account's own"),
    Route::full("POST", "/api/v1/artworks/delete", "forgets artwork by its URLs, with the pictures drawn with it"),
    Route::full("GET", "/api/v1/me", "the caller's account; its credits never end"),
    Route::full("POST", "/api/v1/studio/create-session", "begins a session of the editor"),
    Route::full("POST", "/api/v1/studio/actions/consume", "confirms what the editor sent"),
    Route::full("GET", "/api/v1/studio/config", "the editor's look"),
    Route::full("PUT", "/api/v1/studio/config", "sets the editor's look"),
    Route::full("POST", "/api/v1/remove-background", "cuts out a subject").absent(MODEL),
    Route::full("POST", "/api/v1/renders/video", "makes a video of a render").absent(MODEL),
    Route::full("POST", "/api/v1/sudoai/render", "retired by the service itself").absent(RETIRED),
    Route::full("GET", "/api/v1/packages/plans", "the plans: one, for nothing"),
    Route::full("GET", "/api/v1/packages/pricing", "the same once more"),
    Route::full("POST", "/api/v1/woocommerce/disconnect", "plugin housekeeping"),
    Route::full("POST", "/api/v1/support/ticket", "writes to the service's support").partial(NO_SUPPORT),
];
