//! The language by examples, what is no filter, and what is written out and read back.

use proptest::prelude::*;
use serde_json::json;

use super::*;

fn read(text: &str) -> Filter {
    Filter::of(&json!(text)).unwrap_or_else(|wrong| panic!("{text}: {wrong}")).unwrap()
}

fn is(name: &str, test: Test) -> Filter {
    Filter::Is(name.to_owned(), test)
}

fn equal(name: &str, value: &str) -> Filter {
    is(name, Test::OneOf(vec![value.to_owned()]))
}

fn not(filter: Filter) -> Filter {
    Filter::Not(Box::new(filter))
}

#[expect(clippy::unnecessary_wraps, reason = "as ranges have it")]
fn end(value: &str, included: bool) -> Option<End> {
    Some(End { value: value.to_owned(), included })
}

#[test]
fn every_operator_is_read() {
    let (wide, words) = (|from, to| is("width", Test::Range(from, to)), |word: &str| word.to_owned());
    for (text, filter) in [
        ("tags = red", equal("tags", "red")),
        ("tags=red", equal("tags", "red")),
        ("tags != 'dark blue'", not(equal("tags", "dark blue"))),
        ("width < 10", wide(None, end("10", false))),
        ("width<=10", wide(None, end("10", true))),
        ("width > 10", wide(end("10", false), None)),
        ("width>=-1.5", wide(end("-1.5", true), None)),
        ("width 10 TO 20", wide(end("10", true), end("20", true))),
        ("tags IN [red, \"a, b\"]", is("tags", Test::OneOf(vec![words("red"), words("a, b")]))),
        ("tags IN[red,]", equal("tags", "red")),
        ("tags in []", is("tags", Test::OneOf(vec![]))),
        ("tags NOT IN [red]", not(equal("tags", "red"))),
        ("tags EXISTS", is("tags", Test::Exists)),
        ("tags NOT EXISTS", not(is("tags", Test::Exists))),
        ("tags IS NULL", is("tags", Test::Null)),
        ("tags IS NOT NULL", not(is("tags", Test::Null))),
        ("tags is empty", is("tags", Test::Empty)),
        ("name CONTAINS mug", is("name", Test::Contains(words("mug")))),
        ("name NOT CONTAINS mug", not(is("name", Test::Contains(words("mug"))))),
        ("name STARTS WITH \"a \\\"b\\\"\"", is("name", Test::StartsWith(words("a \"b\"")))),
        ("'strange name' = 'OR'", equal("strange name", "OR")),
        (
            "createdAt > 2026-01-02T03:04:05.678Z",
            is("createdAt", Test::Range(end("2026-01-02T03:04:05.678Z", false), None)),
        ),
    ] {
        assert_eq!(read(text), filter, "{text}");
    }
}

#[test]
fn and_binds_before_or_and_not_before_both() {
    let [a, b, c] = ["a", "b", "c"].map(|name| equal(name, "1"));
    for (text, filter) in [
        ("a=1 OR b=1 AND c=1", Filter::Any(vec![a.clone(), Filter::All(vec![b.clone(), c.clone()])])),
        ("(a=1 OR b=1) AND c=1", Filter::All(vec![Filter::Any(vec![a.clone(), b.clone()]), c.clone()])),
        ("NOT a=1 and b=1", Filter::All(vec![not(a.clone()), b.clone()])),
        ("NOT (a=1 OR b=1)", not(Filter::Any(vec![a.clone(), b.clone()]))),
        ("NOT NOT ((a=1))", not(not(a.clone()))),
    ] {
        assert_eq!(read(text), filter, "{text}");
    }
    let nested = Filter::of(&json!(["a=1", ["b=1", "c=1"]])).unwrap().unwrap();
    assert_eq!(nested, Filter::All(vec![a, Filter::Any(vec![b, c])]));
    assert_eq!((Filter::of(&json!(" ")), Filter::of(&json!([]))), (Ok(None), Ok(None)));
}

#[test]
fn what_is_no_filter_is_refused_with_its_place() {
    for (text, words) in [
        ("tags =", "cannot be read at character 7: expected a value"),
        ("tags red", "cannot be read at character 9: expected an operator"),
        ("(tags = red", "cannot be read at character 12: expected a closing parenthesis"),
        ("tags = red)", "cannot be read at character 11: expected AND, OR or the end"),
        ("tags = 'red", "cannot be read at character 8: a quotation mark is not closed"),
        ("tags IN red", "cannot be read at character 9: expected ["),
        ("tags NOT red", "cannot be read at character 10: expected IN, EXISTS, CONTAINS or STARTS WITH"),
        ("tags IS red", "cannot be read at character 9: expected NULL or EMPTY"),
        ("AND", "cannot be read at character 4: expected an operator"),
        ("a ! b", "cannot be read at character 3: expected != or a name"),
    ] {
        assert_eq!(Filter::of(&json!(text)).unwrap_err().to_string(), words, "{text}");
    }
    assert!(Filter::of(&json!(5)).is_err() && Filter::of(&json!([["a=1"], [["b=1"]]])).is_err());
}

#[test]
fn hostile_filters_are_refused_cheaply() {
    let deep = format!("{}a=1{}", "(".repeat(9_000), ")".repeat(9_000));
    let negated = format!("{}a=1", "NOT ".repeat(4_000));
    let wide = vec!["a=1"; 400].join(" OR ");
    let listed = format!("a IN [{}]", vec!["1"; 400].join(","));
    let long = format!("a = '{}'", "x".repeat(4 << 20));
    for (text, words) in [
        (deep, "within each other"),
        (negated, "within each other"),
        (wide, "tests"),
        (listed, "tests"),
        (long, "bytes"),
    ] {
        let wrong = Filter::of(&json!(text)).unwrap_err().to_string();
        assert!(wrong.contains(words), "{wrong}");
    }
    assert!(Filter::of(&json!(vec!["a=1"; 400])).is_err(), "one budget for all texts");
}

/// A filter in the language.
fn written(filter: &Filter) -> String {
    let quoted = |word: &str| format!("\"{}\"", word.replace('\\', "\\\\").replace('"', "\\\""));
    let group = |all: &[Filter], word: &str| format!("({})", all.iter().map(written).collect::<Vec<_>>().join(word));
    match filter {
        Filter::All(all) => group(all, " AND "),
        Filter::Any(any) => group(any, " OR "),
        Filter::Not(inner) => format!("NOT {}", written(inner)),
        Filter::Is(name, test) => {
            let test = match test {
                Test::OneOf(values) => {
                    format!("IN [{}]", values.iter().map(|value| quoted(value)).collect::<Vec<_>>().join(", "))
                }
                Test::Range(Some(low), Some(high)) => format!("{} TO {}", quoted(&low.value), quoted(&high.value)),
                Test::Range(Some(low), None) => {
                    format!("{} {}", if low.included { ">=" } else { ">" }, quoted(&low.value))
                }
                Test::Range(None, high) => {
                    let high = high.as_ref().unwrap();
                    format!("{} {}", if high.included { "<=" } else { "<" }, quoted(&high.value))
                }
                Test::Exists => "EXISTS".to_owned(),
                Test::Null => "IS NULL".to_owned(),
                Test::Empty => "IS EMPTY".to_owned(),
                Test::Contains(word) => format!("CONTAINS {}", quoted(word)),
                Test::StartsWith(word) => format!("STARTS WITH {}", quoted(word)),
            };
            format!("{} {test}", quoted(name))
        }
    }
}

fn filters() -> impl Strategy<Value = Filter> {
    let word = || "[a-zé \"'\\\\(=]{0,6}";
    let open = |included: bool| word().prop_map(move |value| Some(End { value, included }));
    let test = prop_oneof![
        prop::collection::vec(word(), 0..4).prop_map(Test::OneOf),
        (open(true), open(true)).prop_map(|(low, high)| Test::Range(low, high)),
        open(false).prop_map(|low| Test::Range(low, None)),
        open(true).prop_map(|high| Test::Range(None, high)),
        Just(Test::Exists),
        Just(Test::Null),
        Just(Test::Empty),
        word().prop_map(Test::Contains),
        word().prop_map(Test::StartsWith),
    ];
    let leaf = (word(), test).prop_map(|(name, test)| Filter::Is(name, test));
    leaf.prop_recursive(4, 24, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 2..4).prop_map(Filter::All),
            prop::collection::vec(inner.clone(), 2..4).prop_map(Filter::Any),
            inner.prop_map(|filter| Filter::Not(Box::new(filter))),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_written_is_read_back(filter in filters()) {
        prop_assert_eq!(read(&written(&filter)), filter);
    }

    #[test]
    fn no_text_is_too_strange(text in "[a-z ()\\[\\]=!<>'\",\\\\é]{0,60}") {
        let _ = Filter::of(&json!(text));
    }
}
