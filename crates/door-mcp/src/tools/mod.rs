//! The tools: one table, and what a tool is.

mod collections;
mod jobs;
mod mockups;
mod renders;
mod search;

use std::sync::{Arc, LazyLock};

use futures_util::future::BoxFuture;
use library::Actor;
use rmcp::model::{JsonObject, Tool, ToolAnnotations};
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::Door;
use crate::refusal::Refusal;

/// What a tool works with.
#[derive(Clone)]
pub(crate) struct Context {
    pub(crate) door: Door,
    pub(crate) actor: Actor,
}

/// A tool: its description, and what it does.
pub(crate) struct Operation {
    pub(crate) tool: Tool,
    /// Whether it changes anything.
    pub(crate) changes: bool,
    call: Call,
}

type Call = Box<dyn Fn(Context, JsonObject) -> BoxFuture<'static, Result<Value, Refusal>> + Send + Sync>;

/// A tool's words.
struct About {
    name: &'static str,
    title: &'static str,
    description: &'static str,
    changes: bool,
}

impl Operation {
    fn new<A, R, F>(about: &About, run: impl Fn(Context, A) -> F + Clone + Send + Sync + 'static) -> Self
    where
        A: DeserializeOwned + JsonSchema + Send,
        R: Serialize + JsonSchema,
        F: Future<Output = Result<R, Refusal>> + Send,
    {
        let annotations = ToolAnnotations::with_title(about.title).read_only(!about.changes).destructive(false);
        let annotations = annotations.open_world(about.changes);
        let tool = Tool::new(about.name, about.description, schema::<A>(SchemaSettings::draft2020_12()))
            .with_title(about.title)
            .with_raw_output_schema(schema::<R>(SchemaSettings::draft2020_12().for_serialize()))
            .with_annotations(annotations);
        let call: Call = Box::new(move |context, arguments| {
            let run = run.clone();
            Box::pin(async move {
                let arguments = read(arguments)?;
                let result = run(context, arguments).await?;
                serde_json::to_value(result).map_err(|error| library::Error::internal(error).into())
            })
        });
        Self { tool, changes: about.changes, call }
    }

    /// Calls the tool.
    pub(crate) async fn call(&self, context: Context, arguments: JsonObject) -> Result<Value, Refusal> {
        (self.call)(context, arguments).await
    }
}

/// The tools that a caller may use.
pub(crate) fn offered(read_only: bool) -> impl Iterator<Item = &'static Operation> {
    static ALL: LazyLock<Vec<Operation>> = LazyLock::new(all);
    ALL.iter().filter(move |operation| !(read_only && operation.changes))
}

fn all() -> Vec<Operation> {
    [search::operations(), mockups::operations(), renders::operations(), collections::operations(), jobs::operations()]
        .into_iter()
        .flatten()
        .collect()
}

/// A type's schema in one piece: many clients do not follow references.
fn schema<T: JsonSchema>(settings: SchemaSettings) -> Arc<JsonObject> {
    let settings = settings.with(|settings| {
        settings.inline_subschemas = true;
        settings.meta_schema = None;
    });
    let mut schema = settings.into_generator().into_root_schema_for::<T>();
    let mut object = std::mem::take(schema.ensure_object());
    // The type's own name and words; the tool has its own.
    object.remove("title");
    object.remove("description");
    Arc::new(object)
}

fn read<A: DeserializeOwned>(arguments: JsonObject) -> Result<A, Refusal> {
    serde_path_to_error::deserialize(Value::Object(arguments))
        .map_err(|error| Refusal::argument(&error.path().to_string(), &error.inner().to_string()))
}

/// A part of a list, as asked for.
fn window(limit: Option<u32>, offset: Option<u64>) -> Result<library::Window, Refusal> {
    let limit = limit.unwrap_or(20);
    if !(1..=100).contains(&limit) {
        return Err(Refusal::argument("limit", "must be from 1 to 100"));
    }
    let offset = offset.unwrap_or(0);
    if offset > u64::from(u32::MAX) {
        return Err(Refusal::argument("offset", "is beyond the end of any list"));
    }
    Ok(library::Window { limit, offset })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_tool_has_an_object_for_its_input_and_its_output() {
        let mut names = Vec::new();
        for Operation { tool, .. } in offered(false) {
            assert_eq!(tool.input_schema["type"], "object", "{}", tool.name);
            assert_eq!(tool.input_schema["additionalProperties"], false, "{}", tool.name);
            assert_eq!(tool.output_schema.as_ref().unwrap()["type"], "object", "{}", tool.name);
            names.push(tool.name.to_string());
        }
        let all = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all);
        assert!(offered(true).count() < all && offered(true).all(|operation| !operation.changes));
    }

    #[test]
    fn a_wrong_argument_is_named() {
        let arguments = serde_json::json!({"mockup": "00000000-0000-0000-0000-000000000000", "fills": [{"slot": 5}]});
        let Value::Object(arguments) = arguments else { panic!("no object") };
        let error = read::<crate::wire::RenderOrder>(arguments).unwrap_err().0;
        assert!(error.starts_with("fills[0].slot: invalid type"), "{error}");
        assert!(read::<crate::wire::GetJob>(JsonObject::new()).unwrap_err().0.contains("missing field `job`"));
    }
}
