//! The dialect's operations and how far each is there.

use door_kit::route_table::{self, Route};

const MODEL: &str = "404: this needs a generative model that this server does not have";
const RETIRED: &str = "404: this path is retired; render the mockup instead";
const STUDIO: &str = "404: the editor to be embedded is not offered by this server";

/// All operations, in the order of the dialect's documents.
pub fn routes() -> &'static [Route] {
    ROUTES
}

const ROUTES: &[Route] = &[
    Route::full("GET", "/api/v1/catalogs", "lists catalogs"),
    Route::full("POST", "/api/v1/catalogs", "makes a catalog"),
    Route::full("GET", "/api/v1/collections", "lists collections"),
    Route::full("POST", "/api/v1/collections", "makes a collection"),
    Route::full("GET", "/api/v1/mockups", "lists mockups"),
    Route::full("GET", "/api/v1/mockup/{uuid}", "one mockup"),
    Route::full("GET", "/api/v1/mockups/extended", "lists mockups (another path)"),
    Route::full("GET", "/api/v1/mockups/{uuid}/smartObjects", "a mockup's smart objects"),
    Route::full("POST", "/api/v1/renders", "renders a mockup"),
    Route::full("POST", "/api/v1/renders", "with artwork in a form"),
    Route::full("POST", "/api/v1/renders/batch", "renders many mockups"),
    Route::full("POST", "/api/v1/renders/bulk", "renders a collection by its inputs"),
    Route::full("POST", "/api/v1/renders/bulk", "with artwork in a form"),
    Route::full("POST", "/api/v1/renders/print-files", "flat designs as they would be printed"),
    Route::full("POST", "/api/v1/psd/upload", "takes in the Photoshop file at a URL, with or without a mockup of it")
        .partial("`psd_category_id` is taken and not kept: no operation gives it back"),
    Route::full("POST", "/api/v1/psd/upload", "with the file in a form")
        .partial("`psd_category_id` is taken and not kept: no operation gives it back"),
    Route::full("POST", "/api/v1/psd/delete", "removes a Photoshop file, with or without its mockups"),
    Route::full("POST", "/api/v1/mcp/track", "is thanked for telling, and nothing is kept"),
    Route::full("GET", "/embed", "the editor to be embedded: all mockups").absent(STUDIO),
    Route::full("GET", "/embed/mockup/{uuid}", "the editor to be embedded: one mockup").absent(STUDIO),
    Route::full("POST", "/api/v1/products/render", "product images (earlier API)").absent(RETIRED),
    Route::full("GET", "/api/v1/products", "products (earlier API)").absent(RETIRED),
    Route::full("GET", "/api/v1/mock-anything/products", "searches products").absent(MODEL),
    Route::full("GET", "/api/v1/mock-anything/products/{uuid}", "one product").absent(MODEL),
    Route::full("GET", "/api/v1/mock-anything/styles", "lists styles").absent(MODEL),
    Route::full("GET", "/api/v1/mock-anything/aspect-ratios", "lists shapes").absent(MODEL),
    Route::full("POST", "/api/v1/mock-anything/create", "makes a mockup of words or a picture").absent(MODEL),
    Route::full("GET", "/api/v1/mock-anything/status/{task_id}", "how far that is").absent(MODEL),
    Route::full("POST", "/api/v1/mock-anything/embed/initialize", "begins an editor of such a mockup").absent(MODEL),
    Route::full("GET", "/api/v1/motion-mockups/models", "lists models for videos").absent(MODEL),
    Route::full("POST", "/api/v1/motion-mockups/submit", "makes a video").absent(MODEL),
    Route::full("GET", "/api/v1/motion-mockups/status/{request_id}", "how far that is").absent(MODEL),
    Route::full("POST", "/api/v1/tools/embroidery", "makes artwork look stitched").absent(MODEL),
    Route::full("POST", "/api/v1/renders", "with `decoration_method`")
        .absent("ignored: the dialect's own Photoshop mockups ignore it, too"),
];

/// What was decided where the dialect's documents are silent or disagree.
const DECISIONS: &str = include_str!("decisions.md");

/// The compatibility page.
pub fn page() -> String {
    format!("{}\n{DECISIONS}", route_table::page("Dynamic Mockups", ROUTES))
}
