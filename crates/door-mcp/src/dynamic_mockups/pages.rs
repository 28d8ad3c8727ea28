//! What the two tools say that only tell: how this server's API is used, and how its editor is embedded.

use serde_json::{Value, json};

use super::Addresses;

/// Of the HTTP API.
pub(super) fn api(addresses: &Addresses, topic: &str) -> Value {
    let url = &addresses.api;
    let integration = json!({
        "base_url": url,
        "required_headers": {"Accept": "application/json", "x-api-key": "<your key>"},
        "get_api_key_at": "Ask whoever runs this server: maquette key create --user NAME",
        "example_endpoints": {
            "GET /catalogs": "lists catalogs",
            "GET /collections": "lists collections",
            "POST /collections": "makes a collection",
            "GET /mockups": "lists mockups",
            "GET /mockup/{uuid}": "one mockup",
            "POST /renders": "renders a mockup",
            "POST /renders/batch": "renders several mockups",
            "POST /renders/print-files": "exports print files",
            "POST /psd/upload": "uploads a Photoshop file",
            "POST /psd/delete": "deletes a Photoshop file",
        },
        "code_examples": {
            "curl": format!("curl -H 'Accept: application/json' -H 'x-api-key: KEY' {url}/mockups"),
            "javascript_fetch": format!("fetch('{url}/mockups', {{ headers: {{ 'x-api-key': 'KEY' }} }})"),
            "python": format!("requests.get('{url}/mockups', headers={{'x-api-key': 'KEY'}})"),
        },
    });
    let billing =
        json!({"credits_per_image": 0, "note": "This server belongs to whoever runs it: nothing is charged."});
    let rate_limits =
        json!({"note": "As whoever runs this server has set; none by default. 429 tells when to come back."});
    let formats = json!({"input": ["jpg", "jpeg", "png", "webp", "gif"], "output": ["jpg", "png", "webp"]});
    let upload = json!({"methods": ["URL", "binary file (form-data)"]});
    let practices = json!([
        "Send several pictures in one create_batch_render.",
        "Say image_format and image_size: defaults differ between clients.",
        "Keep pictures yourself: links to them expire.",
    ]);
    let support = json!({"note": "Whoever runs this server."});
    match topic {
        "integration" => json!({"integration": integration}),
        "billing" => json!({"billing": billing}),
        "rate_limits" => json!({"rate_limits": rate_limits}),
        "formats" => json!({"supported_formats": formats, "asset_upload": upload}),
        "best_practices" => json!({"best_practices": practices}),
        "support" => json!({"support": support}),
        _ => json!({
            "overview": "An HTTP API that puts artwork into Photoshop mockups.",
            "integration": integration, "billing": billing, "rate_limits": rate_limits,
            "supported_formats": formats, "asset_upload": upload, "best_practices": practices, "support": support,
        }),
    }
}

/// Of the embedded editor.
pub(super) fn embed(addresses: &Addresses, topic: &str) -> Value {
    let overview = match &addresses.embed {
        Some(url) => format!("The mockup editor, in an iframe of your page: {url}"),
        None => "This server does not serve the editor's page; what follows is how its SDK is used.".to_owned(),
    };
    let url = addresses.embed.as_deref().unwrap_or("<address of the editor>");
    let frame = format!("<iframe id=\"dm-iframe\" src=\"{url}\" style=\"width: 100%; height: 90vh\"></iframe>");
    let start = "initDynamicMockupsIframe({ iframeId: 'dm-iframe', data: { 'x-website-key': KEY }, mode: 'download' })";
    let npm = "@dynamic-mockups/mockup-editor-sdk";
    let specific = json!({"src": format!("{url}/mockup/<mockup uuid>/"), "note": "Opens one mockup."});
    let none = json!({"note": "This editor needs a generative model, which this server does not have."});
    let types = json!({"classic": "Mockups of Photoshop files.", "mockanything": none});
    let steps = json!(["Put the iframe in the page.", "Load the SDK.", "Call initDynamicMockupsIframe."]);
    match topic {
        "quick_start" => json!({"overview": overview, "quick_start": {"html": frame, "script": start}}),
        "npm_integration" => json!({"npm_integration": {"install": format!("npm install {npm}"), "script": start}}),
        "data_options" => json!({"data_options": options()}),
        "callback_response" => json!({"callback_response": callback()}),
        "mockanything_api" | "mockanything_events" => json!({topic: none}),
        "react_example" => json!({"react_example": react(url)}),
        "editor_types" => json!({"editor_types": types}),
        "specific_mockup" => json!({"specific_mockup": specific}),
        "integration_steps" => json!({"integration_steps": steps}),
        _ => json!({
            "overview": overview, "editor_types": types, "quick_start": {"html": frame, "script": start},
            "npm_integration": {"install": format!("npm install {npm}")}, "integration_steps": steps,
            "specific_mockup": specific, "data_options": options(), "callback_response": callback(),
            "react_example": react(url),
        }),
    }
}

/// What the SDK's `data` may hold, and its defaults.
fn options() -> Value {
    json!({
        "x-website-key": "required",
        "editorType": "classic",
        "themeAppearance": "light",
        "showColorPicker": true,
        "showColorPresets": false,
        "showCollectionsWidget": true,
        "showTransformControls": true,
        "showArtworkLibrary": false,
        "showUploadYourArtwork": true,
        "oneColorPerSmartObject": false,
        "enableColorOptions": true,
        "enableCreatePrintFiles": false,
        "enableCollectionExport": false,
        "designUrl": "a picture to begin with",
        "customFields": "handed back with exports",
        "mockupExportOptions": {"image_format": "webp", "image_size": 1080, "mode": "download"},
    })
}

/// What `callback` gets in the mode `custom`.
fn callback() -> Value {
    json!({
        "mockupsExport": [{"export_label": "words or null", "export_path": "the picture's URL"}],
        "customFields": "as given",
    })
}

fn react(url: &str) -> String {
    format!(
        "import {{ useEffect }} from 'react';\n\
         import {{ initDynamicMockupsIframe }} from '@dynamic-mockups/mockup-editor-sdk';\n\n\
         export function Editor({{ websiteKey }}) {{\n  \
           useEffect(() => {{\n    \
             initDynamicMockupsIframe({{ iframeId: 'dm-iframe', data: {{ 'x-website-key': websiteKey }}, mode: 'download' }});\n  \
           }}, [websiteKey]);\n  \
           return <iframe id=\"dm-iframe\" src=\"{url}\" style={{{{ width: '100%', height: '90vh' }}}} />;\n}}\n"
    )
}

#[cfg(test)]
mod tests {
    use super::super::tools::{API_TOPICS, EMBED_TOPICS};
    use super::*;

    #[test]
    fn every_topic_has_words_and_names_this_server() {
        let addresses =
            Addresses { api: "https://host/api/v1".to_owned(), embed: Some("https://host/embed".to_owned()) };
        for topic in API_TOPICS {
            assert!(api(&addresses, topic).as_object().is_some_and(|page| !page.is_empty()), "{topic}");
        }
        for topic in EMBED_TOPICS {
            assert!(embed(&addresses, topic).as_object().is_some_and(|page| !page.is_empty()), "{topic}");
        }
        let page = api(&addresses, "integration").to_string();
        assert!(page.contains("https://host/api/v1") && !page.contains("dynamicmockups.com"));
        assert!(embed(&addresses, "quick_start").to_string().contains("https://host/embed"));
    }
}
