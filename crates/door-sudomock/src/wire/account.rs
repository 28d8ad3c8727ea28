//! The caller's account.

use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// Who is asking.
#[derive(Debug, PartialEq, Serialize, ToSchema)]
pub(crate) struct AccountInfo {
    pub(crate) account: Account,
    pub(crate) subscription: Subscription,
    pub(crate) usage: Usage,
    /// The key of this request; null for a session.
    pub(crate) api_key: Option<ApiKey>,
    pub(crate) organization: Organization,
}

/// The account.
#[derive(Debug, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct Account {
    pub(crate) uuid: Uuid,
    pub(crate) email: String,
    pub(crate) name: String,
    pub(crate) created_at: DateTime<Utc>,
}

/// What the account may do: everything.
#[derive(Debug, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct Subscription {
    pub(crate) plan: &'static str,
    pub(crate) status: &'static str,
    pub(crate) tier: &'static str,
    pub(crate) current_period_end: Option<DateTime<Utc>>,
    pub(crate) cancel_at_period_end: bool,
    pub(crate) billing_channel: &'static str,
}

/// What the account has used: nothing is charged, so always all of its credits are left.
#[derive(Debug, PartialEq, Serialize, ToSchema)]
pub(crate) struct Usage {
    pub(crate) credits_used_this_month: u32,
    pub(crate) credits_limit: u32,
    pub(crate) credits_remaining: u32,
    pub(crate) billing_period_start: DateTime<Utc>,
    pub(crate) billing_period_end: DateTime<Utc>,
    pub(crate) prepaid_balance: f64,
    pub(crate) prepaid_balance_currency: &'static str,
}

/// A key, without its secret.
#[derive(Debug, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct ApiKey {
    pub(crate) name: String,
    pub(crate) created_at: DateTime<Utc>,
    pub(crate) last_used_at: Option<DateTime<Utc>>,
    pub(crate) total_requests: i64,
}

/// What the account belongs to.
#[derive(Debug, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct Organization {
    pub(crate) id: String,
    pub(crate) name: String,
}
