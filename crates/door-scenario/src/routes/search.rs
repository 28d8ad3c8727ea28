//! Searching assets and models by words and filters. Pictures that are like another are for models that are not here.

use axum::extract::State;
use axum::routing::post;
use axum::{Json, Router};
use library::items::{Attribute, Condition, Content, Form, Item, Query, Scope, Sort, Test};
use library::page::{Page, Part};
use library::{Actor, Order};

use super::Kind;
use crate::auth::Caller;
use crate::body::Body;
use crate::error::Error;
use crate::filter::Filter;
use crate::ids;
use crate::query::Parameters;
use crate::state::Door;
use crate::translate::{asset, filter, model};
use crate::wire::{AssetHit, Hits, ModelHit, Place, Search};

/// How many hits an answer has, if nothing else is said, and at most.
const USUAL: u32 = 20;
const MOST: u32 = 1000;
/// The same by pages.
const MOST_OF_PAGE: u32 = 100;
/// The most words of a query that are looked for.
const WORDS: usize = 10;

pub(crate) fn router() -> Router<Door> {
    Router::new().route("/v1/search/assets", post(assets)).route("/v1/search/models", post(models))
}

async fn assets(
    State(door): State<Door>,
    Caller(actor): Caller,
    parameters: Parameters,
    Body(body): Body<Search>,
) -> Result<Json<Hits<AssetHit>>, Error> {
    let (page, place) = found(&door, &actor, Kind::Asset, &parameters, &body).await?;
    let assets = asset::all(&door, Some(&actor), &page.items).await?;
    let hits = assets.into_iter().zip(&page.items).map(|(asset, item)| AssetHit {
        team_id: team(item.thing.account),
        asset,
        nsfw: [],
        content: match &item.content {
            Content::Note(words) => Some(words.clone()),
            _ => None,
        },
    });
    Ok(Json(Hits { hits: hits.collect(), place }))
}

async fn models(
    State(door): State<Door>,
    Caller(actor): Caller,
    parameters: Parameters,
    Body(body): Body<Search>,
) -> Result<Json<Hits<ModelHit>>, Error> {
    let (page, place) = found(&door, &actor, Kind::Model, &parameters, &body).await?;
    let models = model::some(&door, Some(&actor), &page.items).await?;
    let hits = models.into_iter().zip(&page.items);
    let hits = hits.map(|(model, item)| ModelHit::of(model, team(item.thing.account)));
    Ok(Json(Hits { hits: hits.collect(), place }))
}

/// A project's team: its own, of one.
fn team(account: library::ids::AccountId) -> String {
    ids::spell(ids::TEAM, account.0)
}

async fn found(
    door: &Door,
    actor: &Actor,
    kind: Kind,
    parameters: &Parameters,
    body: &Search,
) -> Result<(Page<Item>, Place), Error> {
    for (field, given) in [("image", &body.image), ("images", &body.images)] {
        if given.is_some() {
            let what = "needs a model that compares pictures, which this server does not have";
            return Err(Error::invalid(field, what));
        }
    }
    let wrong = |words: String| Error::invalid("filter", &words);
    let filter = Filter::of(&body.filter).map_err(|error| wrong(error.to_string()))?;
    let text = body.query.as_deref().unwrap_or_default().trim();
    if filter.is_none() && text.is_empty() && body.query.is_none() {
        return Err(Error::invalid("", "one of query, filter, image and images is required"));
    }
    let filter = filter.map(|filter| filter::condition(kind, &team(actor.account), &filter)).transpose();
    let (part, place) = part(parameters, body)?;
    let scope = if body.public.unwrap_or(false) { Scope::Public } else { Scope::Account(actor.account) };
    let (sort, order) = sorted(body.sort_by.as_deref().unwrap_or_default())?;
    let mut words = text.split_whitespace().map(|word| word.trim_matches('"')).filter(|word| !word.is_empty());
    let mut conditions: Vec<Condition> = filter.map_err(wrong)?.into_iter().collect();
    let first = words.next().unwrap_or_default().to_owned();
    // All words are there, in whatever order.
    let rest = words.take(WORDS - 1).map(|word| Condition::Is(Attribute::Words, Test::Contains(word.to_lowercase())));
    conditions.extend(rest);
    let query = Query {
        forms: if kind == Kind::Model { vec![Form::Model] } else { asset::FORMS.to_vec() },
        text: first,
        condition: (!conditions.is_empty()).then_some(Condition::All(conditions)),
        sort,
        order,
        ..Query::all(scope, part)
    };
    let page = door.library.items(actor, query).await?;
    let total = page.total.unwrap_or_default();
    Ok((page, place(total)))
}

/// Which part is wanted, and how the answer says which it is. An `offset` of the address wins over the body's: pagers
/// send the body again, and count in the address.
fn part(parameters: &Parameters, body: &Search) -> Result<(Part, impl Fn(u64) -> Place), Error> {
    let by_page = body.page.is_some() || body.hits_per_page.is_some();
    let offset = match parameters.text("offset") {
        Some(given) => Some(given.parse().map_err(|_| Error::invalid("offset", "must be a number"))?),
        None => body.offset,
    };
    let page = whole("page", body.page, 1, 1, u64::from(u32::MAX))?;
    let (limit, offset) = if by_page {
        let size = whole("hitsPerPage", body.hits_per_page, u64::from(USUAL), 1, u64::from(MOST_OF_PAGE))?;
        (size, (page - 1) * size)
    } else {
        let limit = whole("limit", body.limit, u64::from(USUAL), 1, u64::from(MOST))?;
        (limit, whole("offset", offset, 0, 0, u64::from(u32::MAX))?)
    };
    let limit = u32::try_from(limit).unwrap_or(MOST);
    let place = move |total: u64| {
        if by_page {
            let total_pages = total.div_ceil(u64::from(limit));
            Place::Page { page, hits_per_page: limit, total_hits: total, total_pages }
        } else {
            Place::Offset { limit, offset, estimated_total_hits: total }
        }
    };
    Ok((Part::numbered(limit, offset), place))
}

fn whole(field: &str, given: Option<f64>, usual: u64, least: u64, most: u64) -> Result<u64, Error> {
    let Some(given) = given else { return Ok(usual) };
    let refused = || Error::invalid(field, &format!("must be a whole number from {least} to {most}"));
    let fits = given.fract() == 0.0 && given >= least as f64 && given <= most as f64;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole, and held to its bounds")]
    if fits { Ok(given as u64) } else { Err(refused()) }
}

/// `createdAt:desc` and the like; the first counts, the newest come first without.
fn sorted(given: &[String]) -> Result<(Sort, Order), Error> {
    let mut read = given.iter().map(|given| {
        let refused = || Error::invalid("sortBy", "must be createdAt, updatedAt or name, with :asc or :desc");
        let (name, order) = given.split_once(':').ok_or_else(refused)?;
        let sort = match name {
            "createdAt" => Sort::Created,
            "updatedAt" => Sort::Updated,
            "name" | "metadata.name" => Sort::Name,
            _ => return Err(refused()),
        };
        match order {
            "asc" => Ok((sort, Order::Ascending)),
            "desc" => Ok((sort, Order::Descending)),
            _ => Err(refused()),
        }
    });
    let first = read.next().transpose()?;
    for other in read {
        other?;
    }
    Ok(first.unwrap_or_default())
}
