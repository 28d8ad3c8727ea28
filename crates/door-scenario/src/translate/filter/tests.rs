use serde_json::json;

use super::*;

fn lowered_text(kind: Kind, text: &str) -> Result<Condition, Wrong> {
    condition(kind, "team_1", &Filter::of(&json!(text)).unwrap().unwrap())
}

fn of_asset(text: &str) -> Condition {
    lowered_text(Kind::Asset, text).unwrap()
}

fn wide(low: Option<i64>, high: Option<i64>) -> Condition {
    Condition::Is(Attribute::Width, Test::Between(low, high))
}

#[test]
fn numbers_are_compared_as_whole_ones() {
    for (text, condition) in [
        ("width >= 10", wide(Some(10), None)),
        ("metadata.width > 10", wide(Some(11), None)),
        ("width > 10.5", wide(Some(11), None)),
        ("width >= 10.5", wide(Some(11), None)),
        ("width < 10", wide(None, Some(9))),
        ("width < 10.5", wide(None, Some(10))),
        ("width <= 10.5", wide(None, Some(10))),
        ("width -5 TO 1e30", wide(Some(-5), Some(i64::MAX))),
        ("width = 10", Condition::Any(vec![wide(Some(10), Some(10))])),
        ("width = 10.5", Condition::Any(vec![never()])),
    ] {
        assert_eq!(of_asset(text), condition, "{text}");
    }
}

#[test]
fn dates_are_compared_to_the_millisecond() {
    let made = |low, high| Condition::Is(Attribute::Created, Test::Between(low, high));
    let (day, micros) = ("1970-01-01T00:00:01.500Z", 1_500_000);
    for (text, condition) in [
        (format!("createdAt >= {day}"), made(Some(micros), None)),
        (format!("createdAt > {day}"), made(Some(micros + 1000), None)),
        (format!("createdAt < {day}"), made(None, Some(micros - 1))),
        (format!("createdAt <= '{day}'"), made(None, Some(micros + 999))),
        (format!("createdAt = {day}"), Condition::Any(vec![made(Some(micros), Some(micros + 999))])),
        ("createdAt > 1.5".to_owned(), made(Some(micros + 1000), None)),
        ("createdAt >= 1700000000000".to_owned(), made(Some(1_700_000_000_000_000), None)),
    ] {
        assert_eq!(of_asset(&text), condition, "{text}");
    }
}

#[test]
fn words_and_ids_are_looked_up() {
    let none = Condition::Any(vec![]);
    assert_eq!(of_asset("status = SUCCESS"), Condition::Any(vec![always()]));
    assert_eq!(of_asset("kind = painting"), none);
    assert_eq!(of_asset("teamId = team_1"), Condition::Any(vec![always()]));
    assert_eq!(of_asset("prompt CONTAINS cat"), never());
    assert_eq!(of_asset("prompt IS NULL"), always());
    assert_eq!(of_asset("ownerId = model_x"), one_of(Attribute::Account, vec![]));
    assert_eq!(of_asset("tags = Red"), one_of(Attribute::Tags, vec!["red".to_owned()]));
    assert_eq!(of_asset("tags IS EMPTY"), negated(Condition::Is(Attribute::Tags, Test::Exists)));
    assert_eq!((of_asset("tags EXISTS"), of_asset("tags IS NULL")), (always(), never()));
    assert_eq!(of_asset("width IS NULL"), negated(Condition::Is(Attribute::Width, Test::Exists)));
    let trained = lowered_text(Kind::Model, "status = trained").unwrap();
    assert_eq!(trained, Condition::Any(vec![one_of(Attribute::ModelState, vec!["ready".to_owned()])]));
}

#[test]
fn what_cannot_be_asked_is_refused() {
    for (kind, text, words) in [
        (Kind::Asset, "colour = red", "names \"colour\", by which nothing is filtered"),
        (Kind::Model, "width > 1", "names \"width\""),
        (Kind::Asset, "width > red", "compares width, which is a number, with something else"),
        (Kind::Asset, "width = NaN", "compares width"),
        (Kind::Asset, "createdAt > yesterday", "compares createdAt, which is a date"),
        (Kind::Asset, "kind > image", "asks a range of kind"),
        (Kind::Asset, "tags > a", "asks a range of tags"),
        (Kind::Asset, "width CONTAINS 1", "asks letters of width"),
    ] {
        let wrong = lowered_text(kind, text).unwrap_err();
        assert!(wrong.starts_with(words), "{text}: {wrong}");
    }
}
