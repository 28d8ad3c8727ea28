//! The dialect's operations and how far each is there.

use door_kit::route_table::{self, Route};

const MODEL: &str = "403: this needs a generative model that this server does not have";
const WANTING: &str = "403: this is not offered by this server";

/// All operations, by the names that the dialect's clients have for them.
pub fn routes() -> &'static [Route] {
    ROUTES
}

const ROUTES: &[Route] = &[
    Route::full("PUT", "/v1/collections/{collection}/assets", "`collections.assets.add`"),
    Route::full("DELETE", "/v1/collections/{collection}/assets", "`collections.assets.remove`"),
    Route::full("POST", "/v1/collections", "`collections.create`"),
    Route::full("GET", "/v1/collections/{collection}", "`collections.retrieve`"),
    Route::full("PUT", "/v1/collections/{collection}", "`collections.update`"),
    Route::full("GET", "/v1/collections", "`collections.list`"),
    Route::full("DELETE", "/v1/collections/{collection}", "`collections.delete`"),
    Route::full("PUT", "/v1/collections/{collection}/models", "`collections.models.add`"),
    Route::full("DELETE", "/v1/collections/{collection}/models", "`collections.models.remove`"),
    Route::full("GET", "/v1/assets/{asset}", "`assets.retrieve`")
        .partial("no embeddings or quality gates: they need models"),
    Route::full("PUT", "/v1/assets/{asset}", "`assets.update`"),
    Route::full("GET", "/v1/assets", "`assets.list`")
        .partial("`rootAssetId` finds what was made of that asset itself; `inferenceId` and `modelId` find nothing, since nothing is generated here"),
    Route::full("DELETE", "/v1/assets", "`assets.delete_multiple`"),
    Route::full("POST", "/v1/assets/{asset}/copy", "`assets.duplicate`"),
    Route::full("POST", "/v1/assets/get-bulk", "`assets.get_bulk`"),
    Route::full("GET", "/v1/assets/{asset}/snapshots", "`assets.list_snapshots`"),
    Route::full("PUT", "/v1/assets/{asset}/lock", "`assets.lock`"),
    Route::full("POST", "/v1/assets/restore", "`assets.restore_multiple`"),
    Route::full("PUT", "/v1/assets/{asset}/unlock", "`assets.unlock`"),
    Route::full("PUT", "/v1/assets/{asset}/tags", "`assets.update_tags`"),
    Route::full("POST", "/v1/assets", "`assets.upload`"),
    Route::full("GET", "/v1/assets/download/{job}", "`assets.download.get_status`"),
    Route::full("POST", "/v1/assets/{asset}/download", "`assets.download.request`")
        .partial("pictures as jpg, png and webp; what cannot be made answers 400"),
    Route::full("POST", "/v1/assets/download", "`assets.download.request_batch`"),
    Route::full("POST", "/v1/uploads", "`uploads.create`")
        .partial("multipart and by URL; models of Hugging Face and Civitai answer 403"),
    Route::full("GET", "/v1/uploads/{upload}", "`uploads.retrieve`"),
    Route::full("POST", "/v1/uploads/{upload}/action", "`uploads.trigger_action`"),
    Route::full("GET", "/v1/tags", "`tags.list`"),
    Route::full("POST", "/v1/search/assets", "`search.asset_search`")
        .partial("by words and filters; `image` and `images` need a model that compares pictures"),
    Route::full("POST", "/v1/search/models", "`search.model_search`")
        .partial("by words and filters; `image` and `images` need a model that compares pictures"),
    Route::full("GET", "/v1/models/{model}/description", "`models.description.retrieve`"),
    Route::full("PUT", "/v1/models/{model}/description", "`models.description.update`"),
    Route::full("PUT", "/v1/models/{model}/examples", "`models.examples.update`"),
    Route::full("GET", "/v1/models/{model}/examples", "`models.examples.list`"),
    Route::full("POST", "/v1/models", "`models.create`"),
    Route::full("GET", "/v1/models/{model}", "`models.retrieve`"),
    Route::full("PUT", "/v1/models/{model}", "`models.update`"),
    Route::full("GET", "/v1/models", "`models.list`")
        .partial("`loadedOnly` and `blacklisted` are not heeded, and nothing has a `score`: the newest come first"),
    Route::full("DELETE", "/v1/models/{model}", "`models.delete`"),
    Route::full("POST", "/v1/models/{model}/copy", "`models.copy`"),
    Route::full("DELETE", "/v1/models/{model}/images", "`models.delete_images`"),
    Route::full("POST", "/v1/models/{model}/download", "`models.download`"),
    Route::full("POST", "/v1/models/get-bulk", "`models.get_bulk`"),
    Route::full("POST", "/v1/models/{model}/restore", "`models.restore`"),
    Route::full("POST", "/v1/models/{model}/transfer", "`models.transfer`"),
    Route::full("PUT", "/v1/models/{model}/tags", "`models.update_tags`"),
    Route::full("POST", "/v1/models/{model}/presets", "`models.presets.create`")
        .partial("`inferenceId` is kept; the parameters of an inference that was not run here are not known"),
    Route::full("PUT", "/v1/models/{model}/presets/{preset}", "`models.presets.update`")
        .partial("`inferenceId` is kept; the parameters of an inference that was not run here are not known"),
    Route::full("GET", "/v1/models/{model}/presets", "`models.presets.list`"),
    Route::full("DELETE", "/v1/models/{model}/presets/{preset}", "`models.presets.delete`"),
    Route::full("GET", "/v1/models/{model}/prompt-guide", "`models.prompt_guide.retrieve`"),
    Route::full("PUT", "/v1/models/{model}/prompt-guide", "`models.prompt_guide.update`"),
    Route::full("DELETE", "/v1/models/{model}/training-images/{image}", "`models.training_images.delete`"),
    Route::full("POST", "/v1/models/{model}/training-images", "`models.training_images.add`"),
    Route::full("PUT", "/v1/models/{model}/training-images/{image}", "`models.training_images.replace`"),
    Route::full("PUT", "/v1/models/{model}/training-images/pairs", "`models.training_images.replace_pairs`"),
    Route::full("GET", "/v1/jobs/{job}", "`jobs.retrieve`"),
    Route::full("GET", "/v1/jobs", "`jobs.list`"),
    Route::full("POST", "/v1/jobs/{job}/action", "`jobs.trigger_action`"),
    Route::full("POST", "/v1/projects/{project}/api-keys", "`projects.api_keys.create`")
        .partial("`role` is `admin`, `editor` or `reader`, and no list of scopes; `maxConsumption` is not heeded: nothing is spent"),
    Route::full("DELETE", "/v1/projects/{project}/api-keys/{key}", "`projects.api_keys.delete`"),
    Route::full("POST", "/v1/projects/{project}/members", "`projects.members.create`")
        .partial("`role` is `admin`, `editor` or `reader`, and no list of scopes"),
    Route::full("PUT", "/v1/projects/{project}/members/{member}", "`projects.members.update`")
        .partial("`role` is `admin`, `editor` or `reader`, and no list of scopes"),
    Route::full("DELETE", "/v1/projects/{project}/members/{member}", "`projects.members.delete`"),
    Route::full("POST", "/v1/projects", "`projects.create`")
        .partial("`privacyMode` cannot be true: members see all of a project; whoever makes a project is in it"),
    Route::full("GET", "/v1/projects/{project}", "`projects.retrieve`"),
    Route::full("PUT", "/v1/projects/{project}", "`projects.update`")
        .partial("`privacyMode` cannot be true; caps and switches of what is not here are kept and shown, and change nothing"),
    Route::full("GET", "/v1/projects", "`projects.list`"),
    Route::full("DELETE", "/v1/projects/{project}", "`projects.delete`"),
    Route::full("GET", "/v1/projects/{project}/webhook-endpoints/{endpoint}/events/{event}", "`projects.webhook_endpoints.events.retrieve`")
        .partial("`attempts` has the last one"),
    Route::full("GET", "/v1/projects/{project}/webhook-endpoints/{endpoint}/events", "`projects.webhook_endpoints.events.list`"),
    Route::full("POST", "/v1/projects/{project}/webhook-endpoints", "`projects.webhook_endpoints.create`")
        .partial("of the events, `generation.completed` and `generation.failed` happen here, at the end of renders"),
    Route::full("PUT", "/v1/projects/{project}/webhook-endpoints/{endpoint}", "`projects.webhook_endpoints.update`"),
    Route::full("GET", "/v1/projects/{project}/webhook-endpoints", "`projects.webhook_endpoints.list`"),
    Route::full("DELETE", "/v1/projects/{project}/webhook-endpoints/{endpoint}", "`projects.webhook_endpoints.delete`"),
    Route::full("POST", "/v1/teams/{team}/members", "`teams.members.create`"),
    Route::full("PUT", "/v1/teams/{team}/members/{member}", "`teams.members.update`")
        .partial("of people, not of keys; `maxConsumption` is not heeded: nothing is spent"),
    Route::full("DELETE", "/v1/teams/{team}/members/{member}", "`teams.members.delete`"),
    Route::full("GET", "/v1/teams/{team}", "`teams.retrieve`")
        .partial("`searchHost` and `searchIndexes` are empty: there is no search server beside this one"),
    Route::full("PUT", "/v1/teams/{team}", "`teams.update`")
        .partial("caps and switches of what is not here are kept and shown, and change nothing"),
    Route::full("GET", "/v1/teams", "`teams.list`"),
    Route::full("DELETE", "/v1/teams/{team}/invitations", "`teams.delete_invitations`"),
    Route::full("GET", "/v1/teams/{team}/webhook-endpoints/{endpoint}/events/{event}", "`teams.webhook_endpoints.events.retrieve`")
        .partial("`attempts` has the last one"),
    Route::full("GET", "/v1/teams/{team}/webhook-endpoints/{endpoint}/events", "`teams.webhook_endpoints.events.list`"),
    Route::full("POST", "/v1/teams/{team}/webhook-endpoints", "`teams.webhook_endpoints.create`")
        .partial("of the events, `generation.completed` and `generation.failed` happen here, at the end of renders"),
    Route::full("PUT", "/v1/teams/{team}/webhook-endpoints/{endpoint}", "`teams.webhook_endpoints.update`"),
    Route::full("GET", "/v1/teams/{team}/webhook-endpoints", "`teams.webhook_endpoints.list`"),
    Route::full("DELETE", "/v1/teams/{team}/webhook-endpoints/{endpoint}", "`teams.webhook_endpoints.delete`"),
    Route::full("POST", "/v1/search/workflows", "`search.workflow_search`").absent(WANTING),
    Route::full("GET", "/v1/projects/{project}/instructions", "`projects.instructions.retrieve`"),
    Route::full("PUT", "/v1/projects/{project}/instructions", "`projects.instructions.update`"),
    Route::full("GET", "/v1/projects/{project}/memory", "`projects.memory.retrieve`"),
    Route::full("PUT", "/v1/projects/{project}/memory", "`projects.memory.update`"),
    Route::full("GET", "/v1/projects/{project}/watermark", "`projects.watermark.retrieve`").absent(WANTING),
    Route::full("PUT", "/v1/projects/{project}/watermark", "`projects.watermark.update`").absent(WANTING),
    Route::full("DELETE", "/v1/projects/{project}/watermark", "`projects.watermark.delete`").absent(WANTING),
    Route::full("DELETE", "/v1/projects/{project}/watermark/logo", "`projects.watermark.delete_logo`").absent(WANTING),
    Route::full("POST", "/v1/projects/{project}/watermark/preview", "`projects.watermark.preview`").absent(WANTING),
    Route::full("PUT", "/v1/projects/{project}/watermark/logo", "`projects.watermark.update_logo`").absent(WANTING),
    Route::full("GET", "/v1/teams/{team}/watermark", "`teams.watermark.retrieve`").absent(WANTING),
    Route::full("PUT", "/v1/teams/{team}/watermark", "`teams.watermark.update`").absent(WANTING),
    Route::full("DELETE", "/v1/teams/{team}/watermark", "`teams.watermark.delete`").absent(WANTING),
    Route::full("DELETE", "/v1/teams/{team}/watermark/logo", "`teams.watermark.delete_logo`").absent(WANTING),
    Route::full("POST", "/v1/teams/{team}/watermark/preview", "`teams.watermark.preview`").absent(WANTING),
    Route::full("PUT", "/v1/teams/{team}/watermark/logo", "`teams.watermark.update_logo`").absent(WANTING),
    Route::full("POST", "/v1/workflows", "`workflows.create`").absent(WANTING),
    Route::full("GET", "/v1/workflows/{workflow}", "`workflows.retrieve`").absent(WANTING),
    Route::full("PUT", "/v1/workflows/{workflow}", "`workflows.update`").absent(WANTING),
    Route::full("GET", "/v1/workflows", "`workflows.list`").absent(WANTING),
    Route::full("DELETE", "/v1/workflows/{workflow}", "`workflows.delete`").absent(WANTING),
    Route::full("GET", "/v1/workflows/tags", "`workflows.get_tags`").absent(WANTING),
    Route::full("POST", "/v1/generate/patch", "`generate.patch`").absent(WANTING),
    Route::full("GET", "/v1/models/{model}/scores/prompt", "`models.scores.retrieve_prompt`").absent(MODEL),
    Route::full("GET", "/v1/models/{model}/scores/training-dataset", "`models.scores.retrieve_training_dataset`").absent(MODEL),
    Route::full("POST", "/v1/models/{model}/train/action", "`models.train.action`").absent(MODEL),
    Route::full("PUT", "/v1/models/{model}/train", "`models.train.trigger`").absent(MODEL),
    Route::full("GET", "/v1/projects/{project}/brief", "`projects.brief.retrieve`").absent(MODEL),
    Route::full("PUT", "/v1/projects/{project}/brief", "`projects.brief.update`").absent(MODEL),
    Route::full("DELETE", "/v1/projects/{project}/brief", "`projects.brief.delete`").absent(MODEL),
    Route::full("GET", "/v1/teams/{team}/brief", "`teams.brief.retrieve`").absent(MODEL),
    Route::full("PUT", "/v1/teams/{team}/brief", "`teams.brief.update`").absent(MODEL),
    Route::full("DELETE", "/v1/teams/{team}/brief", "`teams.brief.delete`").absent(MODEL),
    Route::full("POST", "/v1/teams/{team}/ip-filters", "`teams.ip_filters.create`").absent(MODEL),
    Route::full("PUT", "/v1/teams/{team}/ip-filters/{filter}", "`teams.ip_filters.update`").absent(MODEL),
    Route::full("GET", "/v1/teams/{team}/ip-filters", "`teams.ip_filters.list`").absent(MODEL),
    Route::full("DELETE", "/v1/teams/{team}/ip-filters/{filter}", "`teams.ip_filters.delete`").absent(MODEL),
    Route::full("POST", "/v1/teams/{team}/ip-filters/draft-instruction", "`teams.ip_filters.draft_instruction`").absent(MODEL),
    Route::full("PUT", "/v1/workflows/{workflow}/run", "`workflows.run`").absent(MODEL),
    Route::full("PUT", "/v1/workflows/{workflow}/user-approval", "`workflows.user_approval`").absent(MODEL),
    Route::full("PUT", "/v1/workflows/{workflow}/user-selection", "`workflows.user_selection`").absent(MODEL),
    Route::full("POST", "/v1/generate/caption", "`generate.caption`").absent(MODEL),
    Route::full("POST", "/v1/generate/describe-style", "`generate.describe_style`").absent(MODEL),
    Route::full("POST", "/v1/generate/detect", "`generate.detect`").absent(MODEL),
    Route::full("POST", "/v1/generate/embed", "`generate.embed`").absent(MODEL),
    Route::full("POST", "/v1/generate/ip-detection", "`generate.ip_detection`").absent(MODEL),
    Route::full("POST", "/v1/generate/prompt", "`generate.prompt`").absent(MODEL),
    Route::full("POST", "/v1/generate/quality-gate", "`generate.quality_gate`").absent(MODEL),
    Route::full("POST", "/v1/generate/custom/{model}", "`generate.run_model`").absent(MODEL),
    Route::full("POST", "/v1/generate/translate", "`generate.translate`").absent(MODEL),
    Route::full("GET", "/v1/recommendations/models", "`recommendations.list_models`").absent(MODEL),
    Route::full("GET", "/v1/user", "no method: the credential's test"),
    Route::full("GET", "/v1/teams/{team}/limits", "`teams.retrieve_limits`")
        .partial("what is not limited is 1,000,000,000; what needs a generative model is 0"),
    Route::full("GET", "/v1/usages", "`usages.list`: all zero")
        .partial("nothing is spent, so all lists are empty; `activity` and `assetUsages` are not counted and left out"),
    Route::full("GET", "/v1/oscu/prices", "`pricing.oscu.retrieve_prices` and `oscu.retrieve_prices`")
        .partial("nothing is sold, so the list is empty"),
];

/// What was decided where the dialect's documents are silent or disagree.
const DECISIONS: &str = include_str!("decisions.md");

/// The compatibility page.
pub fn page() -> String {
    format!("{}\n{DECISIONS}", route_table::page("Scenario", ROUTES))
}
