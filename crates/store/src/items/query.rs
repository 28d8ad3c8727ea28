//! Which items: the filters, and the condition that people compose, in the databases' words.

use library::Time;
use library::ids::AccountId;
use library::items::{Attribute, Condition, Form, Item, Query as Wanted, Scope, Sort, Span, Test};
use library::page::Key;
use library::things::{Privacy, ThingKind};
use sea_query::{Expr, ExprTrait, Func, Query, SelectStatement, SimpleExpr};
use uuid::Uuid;

use super::row::id;
use crate::chosen::{Chosen, tested_in_sqlite};
use crate::db::Database;
use crate::paging::{Sorting, may_merge};
use crate::schema::{Assets, Entries, Members, Standings, Tags, ThingTags, Things};
use crate::search::{self, Searched, fold};

fn col(column: Things) -> Expr {
    Expr::col((Things::Table, column))
}

/// How a list is gone about.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// In its order, testing each thing.
    Walked,
    /// From what chooses: words, tags, the collection.
    Chosen,
}

/// The things that match, of these forms; it selects nothing yet.
pub(super) fn filtered(
    database: &Database,
    wanted: &Wanted,
    chosen: &Chosen,
    forms: Expr,
    way: Way,
) -> SelectStatement {
    let mut query = Query::select().from(Things::Table).to_owned();
    query.and_where(scope(database, wanted.scope, way));
    let trashed = col(Things::TrashedAt);
    query.and_where(if wanted.trashed { trashed.is_not_null() } else { trashed.is_null() });
    if !wanted.hidden {
        query.and_where(col(Things::Hidden).not());
    }
    query.and_where(forms);
    if !wanted.privacies.is_empty() {
        query.and_where(col(Things::Privacy).is_in(wanted.privacies.iter().map(|privacy| privacy.name())));
    }
    for (column, Span { after, before }) in [(Things::CreatedAt, wanted.created), (Things::UpdatedAt, wanted.updated)] {
        query
            .and_where_option(after.map(|after| col(column).gt(after)))
            .and_where_option(before.map(|before| col(column).lt(before)));
    }
    let collection = wanted.collection.map(|collection| match way {
        Way::Chosen => in_collections([collection.0]),
        Way::Walked => placed_in(collection.0),
    });
    query
        .and_where_option(collection)
        .and_where_option(wanted.author.map(|author| col(Things::AuthorId).eq(author.0)))
        .and_where_option(wanted.parent.map(|parent| col(Things::ParentId).eq(parent.0)))
        .and_where_option(wanted.condition.as_ref().map(|wanted| condition(database, wanted)));
    chosen.narrow(&mut query);
    query
}

/// Things of the forms that are wanted; `searched`: found by their form, and not only tested.
pub(super) fn of_forms(database: &Database, wanted: &Wanted, searched: bool) -> Expr {
    if wanted.forms.is_empty() {
        return never().not();
    }
    let column = if searched { col(Things::Form) } else { tested_in_sqlite(database, col(Things::Form)) };
    column.is_in(wanted.forms.iter().map(|form| form.name()))
}

/// The ids of a part of the list, as `page_id`; and whether there are more of them than the part has.
pub(super) fn page(
    database: &Database,
    wanted: &Wanted,
    chosen: &Chosen,
    way: Way,
) -> library::Result<(SelectStatement, bool)> {
    let sorting = sorting(wanted);
    let by_form = !wanted.forms.is_empty() && wanted.sort == Sort::Created && way == Way::Walked;
    if by_form && may_merge(&wanted.part) {
        let one = |form: &Form| filtered(database, wanted, chosen, col(Things::Form).eq(form.name()), way);
        return Ok((sorting.merged(wanted.forms.iter().map(one).collect(), &wanted.part)?, true));
    }
    let mut ids = filtered(database, wanted, chosen, of_forms(database, wanted, false), way);
    ids.expr_as(id(), "page_id");
    sorting.cut(&mut ids, &wanted.part)?;
    Ok((ids, false))
}

fn scope(database: &Database, scope: Scope, way: Way) -> Expr {
    match scope {
        Scope::Account(account) if way == Way::Chosen => {
            tested_in_sqlite(database, col(Things::AccountId)).eq(account.0)
        }
        Scope::Account(account) => col(Things::AccountId).eq(account.0),
        Scope::Public => col(Things::Privacy).eq(Privacy::Public.name()),
        Scope::Person(user) => {
            let accounts = Query::select()
                .column(Members::AccountId)
                .from(Members::Table)
                .and_where(Expr::col(Members::UserId).eq(user.0))
                .to_owned();
            let shared = Query::select()
                .column(Standings::CollectionId)
                .from(Standings::Table)
                .and_where(Expr::col(Standings::UserId).eq(user.0))
                .and_where(Expr::col(Standings::SharedAt).is_not_null())
                .to_owned();
            let held = Query::select()
                .column(Entries::ThingId)
                .from(Entries::Table)
                .and_where(Expr::col(Entries::CollectionId).in_subquery(shared))
                .to_owned();
            let account = tested_in_sqlite(database, col(Things::AccountId));
            account.in_subquery(accounts).or(tested_in_sqlite(database, id()).in_subquery(held))
        }
    }
}

/// Things with this tag, whatever its case.
pub(crate) fn tagged_with(tag: &str) -> Expr {
    tagged(Expr::col(Tags::NameFolded).eq(fold(tag)))
}

/// Things with a tag whose row passes.
fn tagged(passes: Expr) -> Expr {
    let tags = Query::select()
        .column(Tags::Serial)
        .from(Tags::Table)
        .and_where(Expr::col((Tags::Table, Tags::AccountId)).equals((Things::Table, Things::AccountId)))
        .and_where(passes)
        .to_owned();
    let things = Query::select()
        .column(ThingTags::ThingId)
        .from(ThingTags::Table)
        .and_where(Expr::col((ThingTags::Table, ThingTags::ThingId)).equals((Things::Table, Things::Id)))
        .and_where(Expr::col(ThingTags::TagSerial).in_subquery(tags))
        .to_owned();
    Expr::exists(things)
}

/// Things of a collection, each looked up there.
fn placed_in(collection: Uuid) -> Expr {
    let entries = Query::select()
        .column((Entries::Table, Entries::Id))
        .from(Entries::Table)
        .and_where(Expr::col((Entries::Table, Entries::ThingId)).equals((Things::Table, Things::Id)))
        .and_where(Expr::col((Entries::Table, Entries::CollectionId)).eq(collection))
        .to_owned();
    Expr::exists(entries)
}

fn in_collections(collections: impl IntoIterator<Item = Uuid>) -> Expr {
    let held = Query::select()
        .column(Entries::ThingId)
        .from(Entries::Table)
        .and_where(Expr::col(Entries::CollectionId).is_in(collections))
        .to_owned();
    id().in_subquery(held)
}

fn condition(database: &Database, wanted: &Condition) -> Expr {
    let constant = |truth: bool| Expr::val(1i64).eq(i64::from(truth));
    let inner = |wanted: &Condition| condition(database, wanted);
    match wanted {
        Condition::All(all) => all.iter().map(inner).reduce(ExprTrait::and).unwrap_or_else(|| constant(true)),
        Condition::Any(any) => any.iter().map(inner).reduce(ExprTrait::or).unwrap_or_else(|| constant(false)),
        Condition::Not(wanted) => inner(wanted).not(),
        Condition::Is(attribute, test) => is(database, *attribute, test),
    }
}

/// A test's words in the databases' terms. Where a column may be null, the test asks for a value first: what is not
/// there passes no test, and passes its negation.
fn is(database: &Database, attribute: Attribute, test: &Test) -> Expr {
    match attribute {
        Attribute::Form => words(col(Things::Form), test),
        Attribute::Name => words(col(Things::NameFolded), test),
        Attribute::Privacy => words(col(Things::Privacy), test),
        Attribute::Id => ids(test, |ids| id().is_in(ids)),
        Attribute::Author => ids(test, |ids| col(Things::AuthorId).is_in(ids)),
        Attribute::Account => ids(test, |ids| col(Things::AccountId).is_in(ids)),
        Attribute::Parent => {
            let parent = col(Things::ParentId).is_not_null();
            parent.and(ids(test, |ids| col(Things::ParentId).is_in(ids)))
        }
        Attribute::Words => match test {
            Test::Contains(word) => database.met(word, Searched::Words).unwrap_or_else(|| never().not()),
            test => words(col(Things::Words), test),
        },
        Attribute::Collections => match test {
            Test::Exists => id().in_subquery(Query::select().column(Entries::ThingId).from(Entries::Table).to_owned()),
            test => ids(test, in_collections),
        },
        Attribute::Tags => match test {
            Test::Exists => col(Things::Tags).ne(""),
            test => tagged(words(Expr::col(Tags::NameFolded), test)),
        },
        Attribute::ModelState => {
            // Of other kinds, the body is no JSON, and must never be read as such.
            let is_model = col(Things::Kind).eq(ThingKind::Model.name());
            let state: Expr = Expr::case(is_model, search::member(database, col(Things::Body), "state")).into();
            state.clone().is_not_null().and(words(state, test))
        }
        Attribute::Detail(name) => {
            let detail = search::member(database, col(Things::Details), name);
            detail.clone().is_not_null().and(words(detail, test))
        }
        Attribute::MediaType => file(words(Func::lower(Expr::col(Assets::MediaType)).into(), test)),
        Attribute::Width => file(number(Expr::col(Assets::Width), test)),
        Attribute::Height => file(number(Expr::col(Assets::Height), test)),
        Attribute::Bytes => file(number(Expr::col(Assets::BlobBytes), test)),
        Attribute::Created => time(col(Things::CreatedAt), test),
        Attribute::Updated => time(col(Things::UpdatedAt), test),
    }
}

fn never() -> Expr {
    Expr::val(1i64).eq(0i64)
}

fn words(column: Expr, test: &Test) -> Expr {
    match test {
        Test::OneOf(words) => column.is_in(words.iter().map(String::as_str)),
        Test::Contains(words) => search::like(column, words, "%"),
        Test::StartsWith(words) => search::like(column, words, ""),
        Test::Between(..) => never(),
        Test::Exists => column.is_not_null(),
    }
}

fn ids(test: &Test, among: impl Fn(Vec<Uuid>) -> SimpleExpr) -> Expr {
    match test {
        Test::OneOf(words) => among(words.iter().filter_map(|word| Uuid::parse_str(word).ok()).collect()),
        Test::Between(..) | Test::Contains(_) | Test::StartsWith(_) => never(),
        Test::Exists => never().not(),
    }
}

fn number(column: Expr, test: &Test) -> Expr {
    match test {
        Test::OneOf(_) | Test::Contains(_) | Test::StartsWith(_) => never(),
        Test::Between(low, high) => {
            let low = low.map(|low| column.clone().gte(low));
            let high = high.map(|high| column.clone().lte(high));
            low.into_iter().chain(high).fold(column.clone().is_not_null(), ExprTrait::and)
        }
        Test::Exists => column.is_not_null(),
    }
}

fn time(column: Expr, test: &Test) -> Expr {
    match test {
        Test::OneOf(_) | Test::Contains(_) | Test::StartsWith(_) => never(),
        Test::Between(low, high) => {
            let low = low.and_then(Time::from_timestamp_micros).map(|low| column.clone().gte(low));
            let high = high.and_then(Time::from_timestamp_micros).map(|high| column.clone().lte(high));
            low.into_iter().chain(high).fold(column.clone().is_not_null(), ExprTrait::and)
        }
        Test::Exists => column.is_not_null(),
    }
}

/// Things whose file passes.
fn file(passes: Expr) -> Expr {
    let files = Query::select()
        .column(Assets::ThingId)
        .from(Assets::Table)
        .and_where(Expr::col((Assets::Table, Assets::ThingId)).equals((Things::Table, Things::Id)))
        .and_where(passes)
        .to_owned();
    Expr::exists(files)
}

/// What an item list is sorted by.
pub(super) fn sorting(wanted: &Wanted) -> Sorting {
    let key = match wanted.sort {
        Sort::Created => Things::CreatedAt,
        Sort::Updated => Things::UpdatedAt,
        Sort::Name => Things::NameFolded,
        Sort::Trashed => Things::TrashedAt,
    };
    Sorting { list: wanted.sort.list(), key: col(key), id: id(), order: wanted.order }
}

/// An item's place in such a list.
pub(super) fn key(item: &Item, sort: Sort) -> (Key, Uuid) {
    let key = match sort {
        Sort::Created => Key::Time(item.thing.created_at),
        Sort::Updated => Key::Time(item.thing.updated_at),
        Sort::Name => Key::Text(fold(&item.thing.name)),
        Sort::Trashed => Key::Time(item.trashed_at.unwrap_or(item.thing.updated_at)),
    };
    (key, item.thing.id.0)
}

/// The kinds that make up a list whose length is kept, and whose they are; `None` for a list that must be counted.
pub(super) fn kept_kinds(wanted: &Wanted) -> Option<(AccountId, Vec<ThingKind>)> {
    let Scope::Account(account) = wanted.scope else { return None };
    if !wanted.unfiltered() {
        return None;
    }
    kinds_of(&wanted.forms).map(|kinds| (account, kinds))
}

/// The kinds that these forms are all of; all kinds for none.
pub(crate) fn kinds_of(forms: &[Form]) -> Option<Vec<ThingKind>> {
    if forms.is_empty() {
        return Some(ThingKind::ALL.to_vec());
    }
    let asset_forms = [Form::Image, Form::Video, Form::Audio, Form::Text, Form::Solid, Form::Document, Form::Other];
    let has = |form: &Form| forms.contains(form);
    if asset_forms.iter().any(has) && !asset_forms.iter().all(has) {
        return None;
    }
    let wanted = |kind: &ThingKind| match kind {
        ThingKind::Mockup | ThingKind::Photo => has(&Form::Mockup),
        ThingKind::Asset => has(&Form::Image),
        ThingKind::Model => has(&Form::Model),
        ThingKind::Link => has(&Form::Link),
        ThingKind::Note => has(&Form::Note),
        ThingKind::Colour => has(&Form::Colour),
        ThingKind::Stack => has(&Form::Stack),
    };
    Some(ThingKind::ALL.into_iter().filter(wanted).collect())
}
