//! Answers as the dialect gives them: JSON, indented, as text.

use axum::http::StatusCode;
use rmcp::model::{CallToolResult, ContentBlock};
use serde_json::{Value, json};

/// What is asked for.
pub(super) fn ok(value: &Value) -> CallToolResult {
    CallToolResult::success(vec![ContentBlock::text(indented(value))])
}

/// A refusal: `message`, and more about it.
pub(super) fn refused(message: &str, more: Value) -> CallToolResult {
    let mut error = json!({"message": message});
    if let (Some(error), Value::Object(more)) = (error.as_object_mut(), more) {
        error.extend(more);
    }
    CallToolResult::error(vec![ContentBlock::text(indented(&json!({"error": error})))])
}

/// What the door answered: its body, with a word before it where the dialect has one. Of a render, `data` is shown alone.
pub(super) fn of_door(status: StatusCode, body: Value, unwrap: bool, word: Option<String>) -> CallToolResult {
    if status.is_client_error() || status.is_server_error() {
        let text = |field: &str| body.get(field).and_then(Value::as_str).map(str::to_owned);
        let message = text("message").filter(|message| !message.is_empty()).or_else(|| text("error"));
        let message = message.unwrap_or_else(|| format!("API error ({})", status.as_u16()));
        return refused(&message, json!({"status": status.as_u16(), "details": body}));
    }
    let body = match body {
        Value::Object(mut fields) if unwrap => fields.remove("data").unwrap_or(Value::Object(fields)),
        body => body,
    };
    match (word, body) {
        (Some(word), Value::Object(fields)) => {
            let mut shown = serde_json::Map::new();
            shown.insert("message".to_owned(), word.into());
            // The door's own word wins when it has one.
            shown.extend(fields.into_iter().filter(|(name, value)| name != "message" || value != ""));
            ok(&Value::Object(shown))
        }
        (_, body) => ok(&body),
    }
}

fn indented(value: &Value) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(result: &CallToolResult) -> Value {
        serde_json::from_str(&result.content[0].as_text().unwrap().text).unwrap()
    }

    #[test]
    fn a_render_is_shown_without_its_envelope_and_with_a_word() {
        let body = json!({"data": {"export_path": "u"}, "success": true, "message": ""});
        let result = of_door(StatusCode::OK, body.clone(), true, Some("Render created".to_owned()));
        assert_eq!(shown(&result), json!({"message": "Render created", "export_path": "u"}));
        assert_eq!(shown(&of_door(StatusCode::OK, body.clone(), false, None)), body);
        let result = of_door(StatusCode::OK, body, false, Some("Done".to_owned()));
        assert_eq!(shown(&result)["message"], "Done");
    }

    #[test]
    fn a_refusal_shows_the_doors_words() {
        let body = json!({"message": "Mockup not found", "success": false});
        let result = of_door(StatusCode::NOT_FOUND, body.clone(), true, Some("Render created".to_owned()));
        assert_eq!(result.is_error, Some(true));
        let error = json!({"message": "Mockup not found", "status": 404, "details": body});
        assert_eq!(shown(&result), json!({"error": error}));
        let bare = of_door(StatusCode::BAD_GATEWAY, Value::Null, false, None);
        assert_eq!(shown(&bare)["error"]["message"], "API error (502)");
    }
}
