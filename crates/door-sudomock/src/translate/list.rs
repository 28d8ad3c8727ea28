//! The query strings of lists.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use library::fonts::{self, Category, Scope};
use library::ids::{AccountId, DeliveryId, EndpointId, JobId, ThingId};
use library::jobs::Kind;
use library::mockups::{self, Sort};
use library::{Order, Time, Window, jobs, webhooks};
use uuid::Uuid;

use crate::LABEL;
use crate::error::{Error, Field, Problems};
use crate::translate::webhook;

/// A query string's values; of a name given twice, the last.
#[derive(Debug)]
pub(crate) struct Values(pub(crate) Vec<(String, String)>);

impl Values {
    fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().rev().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    fn whole(&self, problems: &mut Problems, name: &str, low: u64, high: u64) -> Option<u64> {
        let value = self.get(name)?;
        let field = Field::query(name);
        let number = value.trim().parse::<i128>().ok();
        let Some(number) = number else {
            problems.add(&field, "Must be a whole number");
            return None;
        };
        let fits = u64::try_from(number).ok().filter(|number| (low..=high).contains(number));
        if fits.is_none() {
            problems.add(&field, format!("Must be from {low} to {high}, not {number}"));
        }
        fits
    }

    fn one_of<T: Copy>(&self, problems: &mut Problems, names: [&str; 2], choices: &[(&str, T)]) -> Option<T> {
        let (name, value) = names.into_iter().find_map(|name| Some((name, self.get(name)?)))?;
        let chosen = choices.iter().find(|(word, _)| *word == value).map(|(_, choice)| *choice);
        if chosen.is_none() {
            let words: Vec<&str> = choices.iter().map(|(word, _)| *word).collect();
            problems.add(&Field::query(name), format!("Must be one of {}", words.join(", ")));
        }
        chosen
    }

    fn moment(&self, problems: &mut Problems, name: &str, of_day: NaiveTime) -> Option<Time> {
        let value = self.get(name)?;
        let moment = moment(value, of_day);
        if moment.is_none() {
            problems.add(&Field::query(name), "Must be a date or a time in ISO 8601");
        }
        moment
    }

    fn uuid(&self, problems: &mut Problems, name: &str) -> Option<Uuid> {
        let id = Uuid::parse_str(self.get(name)?);
        if id.is_err() {
            problems.add(&Field::query(name), "Must be a UUID");
        }
        id.ok()
    }
}

/// The first and the last instant of a day, as far as times are kept.
const FIRST: NaiveTime = NaiveTime::MIN;

fn last() -> NaiveTime {
    NaiveTime::from_hms_micro_opt(23, 59, 59, 999_999).unwrap_or(NaiveTime::MIN)
}

/// ISO 8601: a date alone is `of_day` on it, a time without a zone is in UTC.
fn moment(value: &str, of_day: NaiveTime) -> Option<Time> {
    let value = value.trim();
    if let Ok(date) = NaiveDate::parse_from_str(value, "%Y-%m-%d") {
        return Some(date.and_time(of_day).and_utc());
    }
    // An unescaped plus arrives as a space.
    let (start, zone) = value.split_at_checked(value.len().saturating_sub(6))?;
    let plus = zone.strip_prefix(' ').filter(|_| start.contains(':')).map(|zone| format!("{start}+{zone}"));
    let value = plus.as_deref().unwrap_or(value);
    let zoned = ["%Y-%m-%dT%H:%M:%S%.f%#z", "%Y-%m-%d %H:%M:%S%.f%#z", "%Y-%m-%dT%H:%M%#z"];
    let zoned = zoned.iter().find_map(|form| DateTime::parse_from_str(value, form).ok());
    if let Some(zoned) = zoned {
        return Some(zoned.with_timezone(&Utc));
    }
    let local = ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%d %H:%M:%S%.f", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"];
    local.iter().find_map(|form| NaiveDateTime::parse_from_str(value, form).ok()).map(|local| local.and_utc())
}

/// Which mockups.
pub(crate) fn mockups(values: &Values, account: AccountId) -> Result<mockups::Query, Error> {
    let mut problems = Problems::default();
    let limit = values.whole(&mut problems, "limit", 1, 100).unwrap_or(20);
    let offset = values.whole(&mut problems, "offset", 0, i64::MAX.cast_unsigned()).unwrap_or(0);
    let sorts = [("name", Sort::Name), ("created_at", Sort::Created), ("updated_at", Sort::Updated)];
    let orders = [("asc", Order::Ascending), ("desc", Order::Descending)];
    let query = mockups::Query {
        name: values.get("name").unwrap_or_default().to_owned(),
        created_from: values.moment(&mut problems, "created_after", FIRST),
        created_to: values.moment(&mut problems, "created_before", last()),
        sort: values.one_of(&mut problems, ["sort", "sort_by"], &sorts).unwrap_or_default(),
        order: values.one_of(&mut problems, ["order", "sort_order"], &orders).unwrap_or_default(),
        ..mockups::Query::newest(account, Window { limit: limit as u32, offset })
    };
    problems.end()?;
    Ok(query)
}

/// Which fonts, and the page's number.
pub(crate) fn fonts(values: &Values) -> Result<(u64, fonts::Query), Error> {
    let mut problems = Problems::default();
    let page = values.whole(&mut problems, "page", 1, 1_000_000).unwrap_or(1);
    let limit = values.whole(&mut problems, "per_page", 1, 100).unwrap_or(20);
    let categories = Category::ALL.map(|category| (category.name(), category));
    let scopes = [("all", Scope::All), ("system", Scope::Server), ("custom", Scope::Account)];
    let query = fonts::Query {
        search: values.get("search").unwrap_or_default().to_owned(),
        category: values.one_of(&mut problems, ["category", "category"], &categories),
        scope: values.one_of(&mut problems, ["scope", "scope"], &scopes).unwrap_or_default(),
        window: Window { limit: limit as u32, offset: (page - 1) * limit },
    };
    problems.end()?;
    Ok((page, query))
}

/// Which part of the photo mockups, and whether only those with areas.
pub(crate) fn photo_mockups(values: &Values) -> Result<(Window, bool), Error> {
    let mut problems = Problems::default();
    let limit = values.whole(&mut problems, "limit", 1, 100).unwrap_or(20);
    let offset = values.whole(&mut problems, "offset", 0, i64::MAX.cast_unsigned()).unwrap_or(0);
    let words = [("true", true), ("false", false), ("True", true), ("False", false), ("1", true), ("0", false)];
    let name = "customizable_only";
    let customizable = values.one_of(&mut problems, [name, name], &words).unwrap_or(false);
    problems.end()?;
    Ok((Window { limit: limit as u32, offset }, customizable))
}

/// Which jobs; `None` for kinds of which there never are any. The limit is one more than shown, to tell whether there
/// are more.
pub(crate) fn jobs(values: &Values, account: AccountId) -> Result<Option<jobs::Query>, Error> {
    let mut problems = Problems::default();
    let limit = values.whole(&mut problems, "limit", 1, 50).unwrap_or(20);
    let kinds = [
        ("render", Some(Kind::Render)),
        ("upload", Some(Kind::Import)),
        ("video", None),
        ("2d_create", Some(Kind::ImportPhoto)),
        ("2d_render", Some(Kind::RenderPhoto)),
        ("photo_mockup_create", Some(Kind::ImportPhoto)),
        ("photo_mockup_render", Some(Kind::RenderPhoto)),
    ];
    let kind = values.one_of(&mut problems, ["kind", "kind"], &kinds);
    let mockup = values.uuid(&mut problems, "mockup_uuid").map(ThingId);
    let before = values.uuid(&mut problems, "cursor").map(JobId);
    problems.end()?;
    let kinds = match kind {
        Some(None) => return Ok(None),
        Some(Some(kind)) => vec![kind],
        None => vec![Kind::Render, Kind::Import, Kind::ImportPhoto, Kind::RenderPhoto],
    };
    Ok(Some(jobs::Query { account, kinds, mockup, before, limit: limit as u32 + 1 }))
}

/// Which deliveries, to one endpoint or to all. The limit is one more than shown, to tell whether there are more.
pub(crate) fn deliveries(
    values: &Values,
    account: AccountId,
    endpoint: Option<EndpointId>,
) -> Result<webhooks::Query, Error> {
    let mut problems = Problems::default();
    let limit = values.whole(&mut problems, "limit", 1, 200).unwrap_or(100);
    let states = webhooks::State::ALL.map(|state| (state.name(), state));
    let state = values.one_of(&mut problems, ["status", "status"], &states);
    let event_types = values.get("event_type").map(webhook::spellings);
    if event_types.as_ref().is_some_and(Vec::is_empty) {
        problems.add(&Field::query("event_type"), "Must be an event that this server knows");
    }
    let before = values.uuid(&mut problems, "cursor").map(DeliveryId);
    problems.end()?;
    let event_types = event_types.unwrap_or_default().into_iter().map(str::to_owned).collect();
    let (door, limit) = (LABEL.to_owned(), limit as u32 + 1);
    Ok(webhooks::Query { account, door, endpoint, state, event_types, before, limit })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(pairs: &[(&str, &str)]) -> Values {
        Values(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
    }

    fn refused(pairs: &[(&str, &str)]) -> Vec<String> {
        let error = mockups(&values(pairs), AccountId::new()).unwrap_err();
        error.body.errors.unwrap_or_default().into_iter().map(|error| error.field).collect()
    }

    #[test]
    fn defaults_and_words_are_the_dialects() {
        let query = mockups(&values(&[]), AccountId::new()).unwrap();
        assert_eq!(query, mockups::Query::newest(query.account, Window { limit: 20, offset: 0 }));
        let given = [("sort_by", "name"), ("sort_order", "asc"), ("limit", "5"), ("limit", "7"), ("offset", "3")];
        let query = mockups(&values(&given), query.account).unwrap();
        assert_eq!((query.sort, query.order), (Sort::Name, Order::Ascending));
        assert_eq!(query.window, Window { limit: 7, offset: 3 });
    }

    #[test]
    fn every_value_out_of_range_is_named() {
        let given = [
            ("limit", "0"),
            ("offset", "-1"),
            ("created_after", "yesterday"),
            ("created_before", ""),
            ("sort", "size"),
            ("order", "up"),
        ];
        let fields = ["limit", "offset", "created_after", "created_before", "sort", "order"];
        assert_eq!(refused(&given), fields.map(|field| format!("query -> {field}")));
        for limit in ["101", "ten", "", "1.5", "99999999999999999999"] {
            assert_eq!(refused(&[("limit", limit)]), ["query -> limit"], "{limit}");
        }
        assert_eq!(refused(&[("offset", "18446744073709551615")]), ["query -> offset"]);
    }

    #[test]
    fn moments_are_read_in_every_common_form() {
        let day = |value: &str| moment(value, last()).map(|time| time.to_rfc3339());
        let cases = [
            ("2025-01-02", "2025-01-02T23:59:59.999999+00:00"),
            ("2025-01-02T03:04:05Z", "2025-01-02T03:04:05+00:00"),
            ("2025-01-02T03:04:05.250+02:00", "2025-01-02T01:04:05.250+00:00"),
            ("2025-01-02T03:04:05 02:00", "2025-01-02T01:04:05+00:00"),
            ("2025-01-02T03:04:05", "2025-01-02T03:04:05+00:00"),
            ("2025-01-02 03:04", "2025-01-02T03:04:00+00:00"),
            ("2025-01-02 03:04:05", "2025-01-02T03:04:05+00:00"),
            ("2025-01-02T03:04", "2025-01-02T03:04:00+00:00"),
        ];
        for (value, time) in cases {
            assert_eq!(day(value).as_deref(), Some(time), "{value}");
        }
        for value in ["", "2025", "2025-13-01", "2025-01-02T25:00:00Z", "é2025-01", "now"] {
            assert_eq!(day(value), None, "{value}");
        }
        assert_eq!(
            moment("2025-01-02", FIRST).map(|time| time.to_rfc3339()).as_deref(),
            Some("2025-01-02T00:00:00+00:00")
        );
    }

    #[test]
    fn jobs_of_kinds_that_are_never_made_are_none() {
        let account = AccountId::new();
        let query = |pairs: &[(&str, &str)]| jobs(&values(pairs), account);
        assert_eq!(query(&[("kind", "upload")]).unwrap().unwrap().kinds, [Kind::Import]);
        assert_eq!(query(&[]).unwrap().unwrap().limit, 21);
        assert_eq!(query(&[("kind", "video")]).unwrap(), None);
        assert!(query(&[("kind", "audio")]).is_err() && query(&[("limit", "51")]).is_err());
        assert!(query(&[("cursor", "x")]).is_err() && query(&[("mockup_uuid", "x")]).is_err());
    }
}
