//! Schemas of words that recur, with the library's own rules in them.

use library::renders::{BlendMode, rules};
use library::text::{DESCRIPTION_CHARACTERS, NAME_CHARACTERS};
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{KnownFormat, Object, ObjectBuilder, Schema, SchemaFormat, SchemaType, Type};
use utoipa::{PartialSchema, ToSchema};

/// White space around a name is dropped; within are 1 to 255 characters, none of them a control character.
fn name_pattern() -> String {
    const SPACE: &str = "\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
    let outer = format!("[\\t-\\r \\u0085\\u00a0{SPACE}]*");
    let edge = format!("[^\\u0000-\\u0020\\u007f-\\u00a0{SPACE}]");
    let inner = "[^\\u0000-\\u001f\\u007f-\\u009f]";
    format!("^{outer}{edge}({inner}{{0,{}}}{edge})?{outer}$", NAME_CHARACTERS - 2)
}

fn name_words() -> ObjectBuilder {
    ObjectBuilder::new().schema_type(Type::String).min_length(Some(1)).pattern(Some(name_pattern()))
}

fn words(shortest: usize, longest: usize, pattern: Option<&str>) -> ObjectBuilder {
    let text = ObjectBuilder::new().schema_type(Type::String).min_length(Some(shortest)).max_length(Some(longest));
    text.pattern(pattern)
}

/// A string, or null.
fn or_null(text: ObjectBuilder) -> Object {
    text.schema_type(SchemaType::from_iter([Type::String, Type::Null])).build()
}

/// A thing's name.
pub(crate) fn name() -> Object {
    name_words().build()
}

/// A thing's name, if one is given.
pub(crate) fn name_or_null() -> Object {
    or_null(name_words())
}

/// Words about a thing, if they are given.
pub(crate) fn description_or_null() -> Object {
    or_null(words(0, DESCRIPTION_CHARACTERS, Some("^[^\\u0000]*$")))
}

/// The name that a person signs in with.
pub(crate) fn user_name() -> Object {
    words(1, 64, Some("^[A-Za-z0-9._-]+$")).build()
}

/// A password to be set.
pub(crate) fn new_password() -> Object {
    words(8, 1024, None).format(Some(SchemaFormat::KnownFormat(KnownFormat::Password))).build()
}

/// An e-mail address, if one is given.
pub(crate) fn email_or_null() -> Object {
    or_null(words(3, 254, Some("^[^@\\s\\u0000-\\u001f\\u007f-\\u009f]+@[^@\\s\\u0000-\\u001f\\u007f-\\u009f]+$")))
}

/// A URL to fetch something from.
pub(crate) fn url() -> Object {
    words(8, 8000, Some("^[hH][tT][tT][pP][sS]?://[^\\u0000-\\u0020]+$"))
        .format(Some(SchemaFormat::Custom("uri".to_owned())))
        .build()
}

/// A colour: red, green, blue.
pub(crate) fn colour() -> Object {
    words(7, 7, Some("^#[0-9A-Fa-f]{6}$")).build()
}

/// A colour, if one is given.
pub(crate) fn colour_or_null() -> Object {
    or_null(words(7, 7, Some("^#[0-9A-Fa-f]{6}$")))
}

/// Words for the start of a file's name.
pub(crate) fn label() -> Object {
    words(0, rules::LABEL_CHARACTERS, None).build()
}

/// A blend mode.
pub(crate) fn blend() -> Object {
    let names = BlendMode::ALL.into_iter().map(BlendMode::name);
    ObjectBuilder::new().schema_type(Type::String).enum_values(Some(names)).build()
}

/// A blend mode, or null for the document's own.
pub(crate) fn blend_or_null() -> Object {
    let names = BlendMode::ALL.into_iter().map(|mode| Some(mode.name())).chain([None]);
    or_null(ObjectBuilder::new().enum_values(Some(names)))
}

/// What text is to say.
pub(crate) fn text() -> Object {
    words(0, rules::TEXT_CHARACTERS, None).build()
}

/// A font by its `PostScript` name, if one is given.
pub(crate) fn font_or_null() -> Object {
    or_null(name_words())
}

/// A link to something on this server.
pub(crate) fn link() -> Object {
    ObjectBuilder::new().schema_type(Type::String).format(Some(SchemaFormat::Custom("uri".to_owned()))).build()
}

/// [`url`] where a type is wanted.
pub(crate) struct FetchUrl;

impl PartialSchema for FetchUrl {
    fn schema() -> RefOr<Schema> {
        url().into()
    }
}

impl ToSchema for FetchUrl {}

/// [`text`] where a type is wanted.
pub(crate) struct Text;

impl PartialSchema for Text {
    fn schema() -> RefOr<Schema> {
        text().into()
    }
}

impl ToSchema for Text {}
