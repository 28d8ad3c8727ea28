//! Limits, usage and prices of a server on which nothing is sold.

use axum::extract::{Path, State};
use axum::routing::get;
use axum::{Json, Router};
use chrono::{Datelike, Months};
use library::Time;
use serde_json::json;

use super::tenancy::{in_team, projects};
use crate::auth::Caller;
use crate::error::Error;
use crate::query::Parameters;
use crate::state::Door;
use crate::wire::{LimitValues, Limits, Period, Prices, Usages, date};

/// What is not limited. A number, since the dialect has none for that.
const ANY: u64 = 1_000_000_000;

pub(crate) fn router() -> Router<Door> {
    Router::new()
        .route("/v1/teams/{team}/limits", get(limits))
        .route("/v1/usages", get(usages))
        .route("/v1/oscu/prices", get(prices))
}

async fn limits(
    State(door): State<Door>,
    Caller(caller): Caller,
    Path(given): Path<String>,
) -> Result<Json<Limits>, Error> {
    let there = in_team(&door, &caller, &given).await?;
    let mut values =
        LimitValues { seats: door.library.members(&there, there.account).await?.len(), ..LimitValues::default() };
    for (inside, account) in projects(&door, &caller).await? {
        values.projects += 1;
        values.api_keys += door.library.keys(&inside).await?.len();
        values.collections += account.counts.collections;
    }
    // What generates has nothing here; all else has no bound but the operator's.
    let limits = json!({
        "apiKeys": ANY, "canvasAssetLayers": ANY, "canvasAssets": ANY, "collections": ANY, "creativeUnits": 0,
        "defaultSeats": ANY, "downloadAssets": ANY, "downloadModel": ANY, "inferenceBatchSize": 0, "maxCooldown": 0,
        "maxTrainingDatasets": ANY, "minCooldown": 0, "models": ANY, "OTPSessions": 0, "parallelCustomJobs": 0,
        "parallelInferences": 0, "parallelTraining": 0, "parallelWorkflowRuns": 0, "premiumGenerationSamples": 0,
        "projects": ANY, "scalingFactor": 1, "seats": ANY, "snapshotsRetention": ANY, "upload": ANY,
    });
    let period = month(door.library.now());
    Ok(Json(Limits { plan: "enterprise", limits, values, period, one_shot_creative_units: [] }))
}

/// The calendar month that a time is in.
fn month(now: Time) -> Period {
    let start = now.with_day(1).unwrap_or(now).date_naive().and_time(chrono::NaiveTime::MIN).and_utc();
    let end = start.checked_add_months(Months::new(1)).unwrap_or(now);
    Period { start: date(start), end: date(end) }
}

async fn usages(
    State(door): State<Door>,
    Caller(caller): Caller,
    parameters: Parameters,
) -> Result<Json<Usages>, Error> {
    if let Some(team) = parameters.text("teamId") {
        in_team(&door, &caller, team).await?;
    }
    Ok(Json(Usages::default()))
}

async fn prices(Caller(_): Caller) -> Json<Prices> {
    Json(Prices::default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_is_a_month() {
        for (now, start, end) in [
            ("2026-01-31T12:00:00Z", "2026-01-01T00:00:00.000Z", "2026-02-01T00:00:00.000Z"),
            ("2026-12-01T00:00:00Z", "2026-12-01T00:00:00.000Z", "2027-01-01T00:00:00.000Z"),
        ] {
            let period = month(now.parse().unwrap());
            assert_eq!((period.start.as_str(), period.end.as_str()), (start, end));
        }
    }
}
