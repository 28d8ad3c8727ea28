//! The account and the one plan there is: everything, for nothing.

use chrono::{Datelike, NaiveDate, Utc};
use library::Time;
use library::accounts;
use library::keys::Key;
use library::users::User;

use crate::wire::{Account, AccountInfo, ApiKey, Organization, Plan, Plans, Subscription, Usage};

/// What stands for "any number" where the dialect wants a number.
const ANY_NUMBER: u32 = 1_000_000_000;
const PLAN: &str = "Self-hosted";
const TIER: &str = "scale";

/// Who is asking.
pub(crate) fn info(user: &User, account: &accounts::Account, key: Option<Key>, now: Time) -> AccountInfo {
    let (start, end) = month(now);
    // The dialect knows nobody without an address; `.invalid` reaches nobody (RFC 2606).
    let email = user.email.clone().unwrap_or_else(|| format!("{}@users.invalid", user.name));
    AccountInfo {
        account: Account { uuid: account.id.0, email, name: user.name.clone(), created_at: account.created_at },
        subscription: Subscription {
            plan: PLAN,
            status: "active",
            tier: TIER,
            current_period_end: None,
            cancel_at_period_end: false,
            billing_channel: "none",
        },
        usage: Usage {
            credits_used_this_month: 0,
            credits_limit: ANY_NUMBER,
            credits_remaining: ANY_NUMBER,
            billing_period_start: start,
            billing_period_end: end,
            prepaid_balance: 0.0,
            prepaid_balance_currency: "USD",
        },
        api_key: key.map(|key| ApiKey {
            name: key.name,
            created_at: key.created_at,
            last_used_at: key.last_used_at,
            total_requests: key.requests,
        }),
        organization: Organization { id: account.id.to_string(), name: account.name.clone() },
    }
}

/// The first instant of this month and of the next.
fn month(now: Time) -> (Time, Time) {
    let (year, month) = (now.year(), now.month());
    let (next_year, next) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
    let first = |year, month| {
        let day = NaiveDate::from_ymd_opt(year, month, 1).map(|day| day.and_time(chrono::NaiveTime::MIN));
        day.map_or(now, |day| day.and_local_timezone(Utc).earliest().unwrap_or(now))
    };
    (first(year, month), first(next_year, next))
}

/// The plans.
pub(crate) fn plans() -> Plans {
    let plan = Plan {
        id: "self-hosted",
        name: PLAN,
        slug: "self-hosted",
        tier: TIER,
        description: "Everything, without credits; the operator of this server sets its limits.",
        price_monthly: 0.0,
        price_yearly: 0.0,
        credits_per_month: ANY_NUMBER,
        max_concurrent_requests: ANY_NUMBER,
        max_concurrent_uploads: ANY_NUMBER,
        stripe_price_id: None,
        stripe_price_id_yearly: None,
    };
    Plans { plans: vec![plan] }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_ends_where_the_next_begins() {
        let at = |time: &str| time.parse::<Time>().unwrap();
        let (start, end) = month(at("2026-12-31T23:59:59Z"));
        assert_eq!((start, end), (at("2026-12-01T00:00:00Z"), at("2027-01-01T00:00:00Z")));
        assert_eq!(month(at("2026-02-01T00:00:00Z")).1, at("2026-03-01T00:00:00Z"));
    }
}
