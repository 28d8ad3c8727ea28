//! The attributes that searches filter by.

use library::items::{Attribute, Condition, Form, ModelState, Test};
use library::things::Privacy;

use super::{always, negated, never, one_of};
use crate::ids;
use crate::routes::Kind;
use crate::routes::assets::of_type;
use crate::translate::media;
use crate::translate::model::{TYPES, USUAL_TYPE, detail};

/// A word, and what has it.
pub(super) type Word = (String, Condition);

/// What an attribute's values are.
pub(super) enum Shape {
    /// One of these.
    Words(Vec<Word>),
    /// Text, whatever its case.
    Text(Attribute),
    /// Ids that are spelled so.
    Id(Attribute, &'static str),
    /// A whole number.
    Number(Attribute),
    /// A moment.
    Date(Attribute),
    /// Nothing here has it: it comes from generative models.
    Nothing,
}

impl Shape {
    /// Whether it has any number of values.
    pub(super) const fn is_list(&self) -> bool {
        matches!(self, Self::Text(Attribute::Tags) | Self::Id(Attribute::Collections, _))
    }

    /// Whatever has a value.
    pub(super) fn exists(&self) -> Condition {
        match self {
            Self::Text(attribute) | Self::Id(attribute, _) | Self::Number(attribute) | Self::Date(attribute) => {
                Condition::Is(*attribute, Test::Exists)
            }
            Self::Words(_) => always(),
            Self::Nothing => never(),
        }
    }
}

const COMMON: [&str; 11] = [
    "id",
    "name",
    "tags",
    "collectionIds",
    "authorId",
    "ownerId",
    "teamId",
    "privacy",
    "status",
    "createdAt",
    "updatedAt",
];
const OF_ASSETS: [&str; 8] = ["kind", "type", "source", "mimeType", "width", "height", "size", "parentId"];
const OF_MODELS: [&str; 3] = ["type", "source", "custom"];
/// What generative models leave on things.
const GENERATED: [&str; 14] = [
    "modelId",
    "modelType",
    "baseModelId",
    "inferenceId",
    "prompt",
    "negativePrompt",
    "seed",
    "guidance",
    "scheduler",
    "numInferenceSteps",
    "aspectRatio",
    "nsfw",
    "parentModelId",
    "capabilities",
];

/// What there is to filter by.
pub(super) fn names(kind: Kind) -> Vec<&'static str> {
    let own = match kind {
        Kind::Asset => OF_ASSETS.as_slice(),
        Kind::Model => OF_MODELS.as_slice(),
    };
    COMMON.into_iter().chain(own.iter().copied()).collect()
}

/// What an attribute is; `None` for what is none.
pub(super) fn shape(kind: Kind, team: &str, name: &str) -> Option<Shape> {
    Some(match (name, kind) {
        ("id", Kind::Asset) => Shape::Id(Attribute::Id, ids::ASSET),
        ("id", Kind::Model) => Shape::Id(Attribute::Id, ids::MODEL),
        ("name", _) => Shape::Text(Attribute::Name),
        ("tags", _) => Shape::Text(Attribute::Tags),
        ("collectionIds", _) => Shape::Id(Attribute::Collections, ids::COLLECTION),
        ("authorId", _) => Shape::Id(Attribute::Author, ids::USER),
        ("ownerId", _) => Shape::Id(Attribute::Account, ids::PROJECT),
        ("teamId", _) => Shape::Words(vec![(team.to_owned(), always())]),
        ("privacy", _) => privacies(),
        ("createdAt", _) => Shape::Date(Attribute::Created),
        ("updatedAt", _) => Shape::Date(Attribute::Updated),
        ("status", Kind::Asset) => words([("success", always()), ("pending", never()), ("error", never())]),
        ("status", Kind::Model) => states(),
        ("kind", Kind::Asset) => kinds(),
        ("type" | "source", Kind::Asset) => types(),
        ("mimeType", Kind::Asset) => Shape::Text(Attribute::MediaType),
        ("width", Kind::Asset) => Shape::Number(Attribute::Width),
        ("height", Kind::Asset) => Shape::Number(Attribute::Height),
        ("size", Kind::Asset) => Shape::Number(Attribute::Bytes),
        ("parentId", Kind::Asset) => Shape::Id(Attribute::Parent, ids::ASSET),
        ("type", Kind::Model) => words(TYPES.map(|word| (word, of_model_type(word)))),
        ("source", Kind::Model) => words([("scenario", always())]),
        ("custom", Kind::Model) => {
            let custom = of_model_type(USUAL_TYPE);
            words([("true", custom.clone()), ("false", negated(custom))])
        }
        (name, _) if GENERATED.contains(&name) => Shape::Nothing,
        _ => return None,
    })
}

fn words<const N: usize>(words: [(&str, Condition); N]) -> Shape {
    Shape::Words(words.into_iter().map(|(word, condition)| (word.to_owned(), condition)).collect())
}

fn privacies() -> Shape {
    let of = |privacy: Privacy| (privacy.name(), one_of(Attribute::Privacy, vec![privacy.name().to_owned()]));
    words([Privacy::Private, Privacy::Unlisted, Privacy::Public].map(of))
}

fn states() -> Shape {
    let of = |state: ModelState| one_of(Attribute::ModelState, vec![state.name().to_owned()]);
    words([
        ("new", of(ModelState::New)),
        ("trained", of(ModelState::Ready)),
        ("failed", of(ModelState::Failed)),
        ("training", never()),
        ("copying", never()),
    ])
}

/// Models of a type; of which nothing is said are of the usual one.
fn of_model_type(word: &str) -> Condition {
    let said = one_of(Attribute::Detail(detail::TYPE), vec![word.to_owned()]);
    if word != USUAL_TYPE {
        return said;
    }
    Condition::Any(vec![said, negated(Condition::Is(Attribute::Detail(detail::TYPE), Test::Exists))])
}

fn kinds() -> Shape {
    let json = || one_of(Attribute::MediaType, vec!["application/json".to_owned(), media::CANVAS.to_owned()]);
    let of = |forms: &[Form]| {
        let names = forms.iter().map(|form| form.name().to_owned()).collect();
        Condition::All(vec![one_of(Attribute::Form, names), negated(json())])
    };
    words([
        ("image", of(&[Form::Image, Form::Mockup])),
        ("video", of(&[Form::Video])),
        ("audio", of(&[Form::Audio])),
        ("text", of(&[Form::Text, Form::Note])),
        ("3d", of(&[Form::Solid])),
        ("document", of(&[Form::Document, Form::Other])),
        ("json", json()),
        ("image-hdr", never()),
    ])
}

fn types() -> Shape {
    const TYPES: [&str; 6] = ["canvas", "uploaded", "uploaded-video", "uploaded-audio", "uploaded-text", "uploaded-3d"];
    words(TYPES.map(|word| (word, of_type(word).unwrap_or_else(never))))
}
